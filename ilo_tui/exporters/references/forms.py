"""The forms of references by the name of `list sources --format`."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.dossier.model import Source


def references_as(form: str, sources: Sequence[Source]) -> str:
    """Sources in a form: `ris`, `bibtex` or `csl`; the text ends with a line feed."""
    if form == "ris":
        from ilo_tui.exporters.references.ris import as_ris

        return as_ris(sources)
    if form == "bibtex":
        from ilo_tui.exporters.references.bibtex import as_bibtex

        return as_bibtex(sources)
    from ilo_tui.exporters.references.csl import as_csl

    return as_csl(sources)
