"""The text of a document by page, read in a process of its own, so that a hostile file costs one line."""

from ilo_tui.copies.extraction.extract import extract
from ilo_tui.copies.extraction.limits import LIMITS, Limits
from ilo_tui.copies.extraction.version import extractor_of

__all__ = ["LIMITS", "Limits", "extract", "extractor_of"]
