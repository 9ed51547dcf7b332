"""What copies say of excerpts: the reading is followed page by page, and the flaws tell how many stand."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from ilo_tui.app.proofs import quote_proofs, texts_for_proof
from ilo_tui.app.source_texts import SourceTexts
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.model import DocumentText
from ilo_tui.core.disk import disk_for
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import load
from ilo_tui.review.flaws.result import Flaw
from ilo_tui.views.context import ViewContext
from ilo_tui.views.flaw_words import full_text, unknown_text
from ilo_tui.views.pages.flaws import flaws_in

EXAMPLE = Path(__file__).parents[2] / "docs" / "example" / "water.json"
DOSSIER = load(EXAMPLE)
TEXTS = SourceTexts(CopiesFolder(EXAMPLE.with_suffix(".sources"), DOSSIER.meta.id), disk_for(read_only=True))
CONTEXT = ViewContext(DOSSIER, Translator("en"))


def unsubstantiated(context: ViewContext) -> Flaw:
    return next(flaw for flaw in flaws_in(context, None) if flaw.name == "unsubstantiated")


def test_pages_are_counted_for_the_source_that_is_read() -> None:
    calls: list[tuple[str, int, int | None]] = []
    text = texts_for_proof(TEXTS, DOSSIER, fresh=True, on_page=lambda *call: calls.append(call))("mid-term-review")
    assert isinstance(text, DocumentText)
    assert {source for source, _, _ in calls} == {"mid-term-review"}
    assert calls[-1][1:] == (len(text.pages), len(text.pages))


def test_flaws_tell_how_many_excerpts_stand_in_copies_and_name_the_claims_of_the_others() -> None:
    assert "proof" in unsubstantiated(CONTEXT).unknown
    proofs = quote_proofs(TEXTS, DOSSIER)
    all_stand = unsubstantiated(CONTEXT.with_proofs(proofs))
    assert "proof" not in all_stand.unknown
    words = f"Excerpts that stand in the copies of their sources: {len(proofs)} of {len(proofs)} that were compared"
    assert words in [full_text(CONTEXT, case) for case in all_stand.cases]

    wrong, missing, *_ = proofs
    changed = {
        **proofs,
        wrong: replace(proofs[wrong], state="absent"),
        missing: replace(proofs[missing], state="no_copy"),
    }
    context = CONTEXT.with_proofs(changed)
    flaw = unsubstantiated(context)
    (case,) = (case for case in flaw.cases if case.kind == "excerpts_stand")
    assert (case.records, case.numbers) == ((wrong,), {"n": len(proofs) - 2, "all": len(proofs) - 1})
    assert unknown_text(context, "proof") == "Whether other excerpts stand in their sources: not compared: 1."


def test_where_nothing_was_compared_it_is_said_to_be_so() -> None:
    proofs = {ident: replace(check, state="no_copy") for ident, check in quote_proofs(TEXTS, DOSSIER).items()}
    context = CONTEXT.with_proofs(proofs)
    assert unsubstantiated(context) == unsubstantiated(CONTEXT)
    assert unknown_text(context, "proof") == "Whether excerpts stand in their sources: they were not compared."
