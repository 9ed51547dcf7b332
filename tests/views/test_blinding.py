"""What is hidden before an answer cannot be told from any page, list, search or neighbour.

Two dossiers that differ in nothing but that look alike.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Alignment, Dimension, Evidence
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import OPEN, Blinding, blinding_of, judging_blinding, unanswered
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.gap import gap_page
from tests.review.help import CHAN, CLAIMS, SOK, begun, desk_at, dossier_of, elsewhere, judge
from tests.views.looks import looks

FILTERS = {
    "evidence": ["", "stance:supports", "stance:contradicts,context", "confidence:high", "programme:clm kepatuhan"],
    "alignments": ["", "degree:principal", "has:degree"],
    "gaps": ["", "kind:one_stance", "kind:none"],
}
WORDS = ("ILO-IPEC", "child", "anak", "supports", "high", "IPEC effective")


def hidden_by(waiting: set[str]) -> Blinding:
    return blinding_of(frozenset(waiting))


def reported_otherwise(folder: Path, waiting: set[str]) -> Dossier:
    """The shipped dossier with everything else said of what waits: sides, confidence, degrees, conclusions."""
    sides = {"supports": "contradicts", "contradicts": "context", "context": "supports"}
    trusts = {"high": "low", "medium": "high", "low": "medium"}
    tables = json.loads(default_path().read_bytes())
    for claim in tables["evidence"].values():
        if f"evidence:{claim['id']}" in waiting:
            claim |= {"stance": sides[claim["stance"]], "confidence": trusts[claim["confidence"]]}
    for alignment in tables["alignments"].values():
        if f"alignment:{alignment['id']}" in waiting:
            alignment["degree"] = "significant" if alignment.get("degree") == "principal" else "principal"
    for dimension in tables["dimensions"].values():
        dimension["conclusion"]["text"] = {"en": "Quite the contrary.", "id": "Justru sebaliknya."}
    path = folder / "otherwise.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("every", [1, 3])
def test_what_is_hidden_changes_nothing_that_is_shown(
    dossier: Dossier, language: str, every: int, tmp_path: Path
) -> None:
    waiting = {f"evidence:{ident}" for ident in list(dossier.ids(Evidence))[::every]}
    waiting |= {f"alignment:{ident}" for ident in list(dossier.ids(Alignment))[::every]}
    other = reported_otherwise(tmp_path, waiting)
    shown = dict(looks(dossier, hidden_by(waiting), language, FILTERS, WORDS))
    for subject, seen in looks(other, hidden_by(waiting), language, FILTERS, WORDS):
        assert seen == shown[subject], subject


def test_the_same_pages_do_tell_it_once_nothing_is_hidden(dossier: Dossier, tmp_path: Path) -> None:
    other = reported_otherwise(tmp_path, {"evidence:clm-001", "alignment:al-001"})
    shown = dict(looks(dossier, OPEN, "en", FILTERS, WORDS))
    changed = {subject for subject, seen in looks(other, OPEN, "en", FILTERS, WORDS) if seen != shown[subject]}
    assert {"clm-001", "clm x output", "list evidence ", "list evidence  as JSON", "al-001", "impact"} <= changed
    assert {"clm", "list alignments ", "list dimensions  as JSON"} <= changed


def test_what_waits_is_what_the_reviewer_has_not_answered_as_it_stands(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    repository = SessionRepository(desk)
    first = begun(desk, CLAIMS[:3])
    judge(first, CLAIMS[0])
    first.skip(CLAIMS[1])
    first.close()
    result = begun(desk, CLAIMS[5:6])
    judge(result, CLAIMS[5])
    result.finish()
    result.close()
    other = begun(desk, CLAIMS[6:], CHAN)
    judge(other, CLAIMS[6])
    other.close()

    def waits(reviewer: str) -> frozenset[str]:
        return unanswered(repository.sessions_of(reviewer), repository.decisions_of(reviewer), desk.items)

    assert waits(SOK.id) == {CLAIMS[1], CLAIMS[2]}
    assert waits(CHAN.id) == {CLAIMS[7]}
    assert (
        unanswered(repository.sessions_of(SOK.id), repository.decisions_of(SOK.id), desk.items, except_for=first.id)
        == set()
    )
    # Unfinished on another machine it waits as well, and not once it was answered in any session.
    theirs = SessionRepository(elsewhere(desk))
    assert unanswered(theirs.sessions_of(SOK.id), theirs.decisions_of(SOK.id), desk.items) == {CLAIMS[1], CLAIMS[2]}
    again = begun(desk, CLAIMS[1:3])
    judge(again, CLAIMS[1])
    again.close()
    assert waits(SOK.id) == {CLAIMS[2]}
    # Whoever adjudicates is to see what others answered: nothing waits there.
    spec = SessionSpec(SOK, "en", Queue(kind="mixed", items=CLAIMS), kind="adjudication")
    adjudication = create_session(desk, spec)
    adjudication.create_file()
    adjudication.close()
    assert adjudication.id in {entry.session.id for entry in repository.entries() if entry.session}
    assert waits(SOK.id) == {CLAIMS[2]}


def test_while_judging_the_answer_uncovers_its_item_alone(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, CLAIMS[:2])
    blinding = judging_blinding(session, CLAIMS[0], frozenset({CLAIMS[4]}))
    assert [blinding.hides(item) for item in CLAIMS[:5]] == [True, True, False, False, True]
    session.answer(CLAIMS[0], "verdict", "holds")
    assert blinding.hides(CLAIMS[0])
    session.answer(CLAIMS[0], "strength", "high")
    assert [blinding.hides(item) for item in CLAIMS[:2]] == [False, True]
    session.undo()
    session.undo()
    assert blinding.hides(CLAIMS[0])
    session.close()


def test_of_a_record_that_does_not_wait_no_field_is_hidden(dossier: Dossier) -> None:
    hidden = hidden_by({"alignment:al-001"})
    assert list(hidden.hidden_fields(dossier.record(Alignment, "al-001"))) == ["degree"]
    assert list(hidden.hidden_fields(dossier.record(Alignment, "al-002"))) == []


def test_conclusions_are_hidden_where_claims_or_crossings_wait(dossier: Dossier) -> None:
    (first, *_) = dossier.records(Dimension)
    assert hidden_by({"evidence:clm-001"}).hides_conclusion(first)
    assert hidden_by({"cell:clm/output"}).hides_conclusion(first)
    assert not hidden_by({"alignment:al-001"}).hides_conclusion(first)
    assert not hidden_by(set()).hides_conclusion(first)


def test_conclusions_that_a_view_asked_for_are_counted_among_what_is_hidden(dossier: Dossier) -> None:
    (first, *_) = dossier.records(Dimension)
    hidden, shown = hidden_by({"cell:clm/output"}), hidden_by({"alignment:al-001"})
    hidden.hides_conclusion(first)
    shown.hides_conclusion(first)
    assert (hidden.encountered, shown.encountered) == ({f"dimension:{first.id}"}, set())


def test_claims_that_wait_are_counted_apart_from_those_for_and_against(tmp_path: Path) -> None:
    evidence = list(dossier_of(tmp_path).records(Evidence))[:5]
    assert hidden_by(set()).counts(evidence) == ((3, 1, 1), 0)
    assert hidden_by({"evidence:e1"}).counts(evidence) == ((2, 1, 1), 1)
    assert hidden_by({"evidence:e1", "evidence:e3", "evidence:e5", "evidence:e8"}).counts(evidence) == ((2, 0, 0), 3)
    assert hidden_by({"evidence:e1"}).counts([]) == ((0, 0, 0), 0)


@pytest.mark.parametrize(
    ("text", "omitted"),
    [("", []), ("origin:editor", []), ("degree:principal", ["al-001"]), ("has:degree", ["al-001"]),
     ("not:has:degree", ["al-001"]), ("has:locator", [])],
)  # fmt: skip
def test_alignments_that_wait_are_left_out_under_a_filter_that_would_tell_their_degree(
    dossier: Dossier, text: str, omitted: list[str]
) -> None:
    hidden, query = hidden_by({"alignment:al-001"}), parse(text, "alignments", dossier)
    alignments = [dossier.record(Alignment, ident) for ident in ("al-001", "al-002")]
    gap_map = ViewContext(dossier, Translator("en")).gap_map
    assert [record.id for record in alignments if hidden.omits(record, query, lambda: gap_map)] == omitted


def test_a_one_sided_gap_is_not_reported_where_a_side_waits(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en"))
    gap = next(gap for gap in context.gaps if gap.kind == "one_stance" and gap.dimension)
    claims = context.gap_map.cell(gap.programme, gap.dimension or "").evidence
    assert gap_page(context, gap)
    assert hidden_by({f"evidence:{claims[0].id}"}).hides_gap(gap, context.gap_map)
    assert not hidden_by({"evidence:no-such"}).hides_gap(gap, context.gap_map)


def test_what_no_side_follows_from_is_told_where_a_side_waits(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    context, blinding = ViewContext(dossier, Translator("en")), hidden_by(set(CLAIMS))
    hidden = [gap.id for gap in context.gaps if blinding.hides_gap(gap, context.gap_map)]
    assert hidden == [gap.id for gap in context.gaps if gap.kind == "one_stance"]
    assert {gap.kind for gap in context.gaps} == {"none", "one_source", "one_stance"}
    assert any(gap.policy for gap in context.gaps)
    assert not hidden_by({"evidence:e8"}).hides_gap(context.gaps[0], context.gap_map)


def test_a_queue_of_crossings_shows_sides_but_no_conclusion(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="cells", items=["cell:p1/outcome"])))
    blinding = judging_blinding(session, "cell:p1/outcome", frozenset())
    assert blinding.conclusions
    assert not any(blinding.hides_stance(claim) for claim in desk.items.dossier.records(Evidence))
    session.close()
