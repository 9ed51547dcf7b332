"""What reads a document, with versions: another text may come of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.copies.model import Media

_EDITION = 1
"""Goes up where this package makes another text of the same document."""
_LIBRARIES: dict[Media, str] = {"pdf": "pypdf", "docx": "mammoth"}


def extractor_of(media: Media) -> str:
    """Name and versions of what reads documents of this kind here, as `ilo-tui 1, pypdf 7.1.1`."""
    library = _LIBRARIES.get(media)
    if library is None:
        return f"ilo-tui {_EDITION}"
    # Slow to load, and of use only where a document is opened.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"ilo-tui {_EDITION}, {library} {version(library)}"
    except PackageNotFoundError:
        return f"ilo-tui {_EDITION}, {library} ?"
