"""What the copies that are here say of the excerpts of a dossier, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ilo_tui.app.source_texts import SourceTexts
from ilo_tui.copies.model import DocumentText
from ilo_tui.copies.proof import NoText, QuoteCheck, TextOfSource, check_quotes
from ilo_tui.core.errors import AppError
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.views.context import ViewContext

OnSourcePage = Callable[[str, int, int | None], None]
"""Is called with the id of a source, how many pages of it are read, and of how many, where that is known."""


def texts_for_proof(
    texts: SourceTexts, dossier: DossierReader, *, fresh: bool = False, on_page: OnSourcePage | None = None
) -> TextOfSource:
    """The text of the copy of each source, or why there is none.

    With `fresh` each document is read anew: the text that was kept of it may be forged in a folder that was handed on.
    """

    def text_of(source_id: str) -> DocumentText | NoText:
        if texts.folder.link_of(source_id) is None:
            source = dossier.get(Source, source_id)
            return "impossible" if source and source.no_copy else "no_copy"
        try:
            return texts.read(source_id, partial(on_page, source_id) if on_page else None, fresh=fresh)
        except AppError:
            return "damaged"

    return text_of


def quote_proofs(
    texts: SourceTexts, dossier: DossierReader, on_page: OnSourcePage | None = None
) -> Mapping[str, QuoteCheck]:
    """Where each excerpt stands, by the id of its claim; documents that nobody has opened yet are read for it."""
    if not texts.folder.links():
        return {}
    text_of = texts_for_proof(texts, dossier, on_page=on_page)
    return {check.evidence: check for check in check_quotes(dossier, text_of)}


def with_all_proofs(context: ViewContext, texts: SourceTexts, on_page: OnSourcePage | None = None) -> ViewContext:
    """The same with what every copy that is here says of excerpts, for what is handed over."""
    return context.with_proofs(quote_proofs(texts, context.dossier, on_page))


def stored_quote_proofs(texts: SourceTexts, dossier: DossierReader) -> Mapping[str, QuoteCheck]:
    """As `quote_proofs`, of documents alone that were read before: nothing has to be waited for."""
    texts_by_source = {link.source: texts.stored(link) for link in texts.folder.links()}
    known = {source: text for source, text in texts_by_source.items() if text is not None}
    if not known:
        return {}
    checks = check_quotes(dossier, lambda source: known.get(source, "no_copy"))
    return {check.evidence: check for check in checks if check.source in known}
