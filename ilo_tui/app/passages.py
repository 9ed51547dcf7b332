"""Words marked in a source while it is read, as they become the excerpt of a claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ilo_tui.app.reading import Reading
from ilo_tui.app.record_form.prefill import Passage, claim_from_passage
from ilo_tui.dossier.reader import DossierReader

_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])")
"""A hyphen at the end of a line: for a proof `exam-` `ple` and `example` are the same words."""


def passage_of(reading: Reading, dossier: DossierReader, text: str) -> Passage:
    """Words that stand on the page that is read; the lines of the document are forgotten."""
    source, page = reading.place.source, reading.page
    label = page.label if page and reading.text.document.has_printed_pages else ""
    return Passage(
        source=source,
        text=" ".join(_BROKEN.sub("", text).split()),
        language=language_of(dossier, source),
        page=label,
        locator=f"p. {label}" if label else "",
    )


def language_of(dossier: DossierReader, source: str) -> str:
    """In which language a source is most often quoted; where it is not yet, the language that all texts have."""
    quoted = (claim.excerpt for claim in dossier.evidence_of("source", source) if claim.source == source)
    languages = Counter(excerpt.lang for excerpt in quoted if excerpt)
    return languages.most_common(1)[0][0] if languages else dossier.meta.default_language


def excerpt_fields(passage: Passage) -> Mapping[str, object]:
    """What a passage makes of a claim that there is already, of the same source; its place stays if it has one."""
    fields = claim_from_passage(passage, {})
    return {key: fields[key] for key in ("excerpt", "reading")}
