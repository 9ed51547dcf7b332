"""What is hidden before an answer cannot be told from any page, list, search or neighbour.

Two dossiers that differ in nothing but that look alike.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Alignment, Dimension, Evidence, Programme
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.blinding import OPEN, Blinding, blinding_of, judging_blinding, unanswered
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.gap import gap_page
from tests.dossier.small import Document, both
from tests.review.help import CHAN, CLAIMS, SOK, begun, desk_at, dossier_of, elsewhere, judge
from tests.views.looks import looks

FILTERS = {
    "evidence": ["", "stance:supports", "stance:contradicts,context", "confidence:high", "programme:clm kepatuhan"],
    "alignments": ["", "degree:principal", "has:degree"],
    "gaps": ["", "kind:one_voice", "kind:none"],
}
TIED = {
    "evidence": [
        *FILTERS["evidence"][:3],
        *("tie:direct", "not:tie:inferred", "trend:mixed", "not:trend:worse", "has:aim", "aim:aim-salt"),
        *("has:note", "not:has:same_as", "programme:clm kepatuhan", "nobody doubts"),
    ],
    "alignments": [*FILTERS["alignments"], "tie:inferred", "has:note", "remark"],
    "gaps": FILTERS["gaps"],
}
"""Filters by what else a dossier of schema 2 says."""
WORDS = ("ILO-IPEC", "child", "anak", "supports", "high", "IPEC effective", "quite clear", "nobody doubts", "editors")


@pytest.fixture(params=[False, True], ids=["shipped", "first_edition"])
def dossier(request: pytest.FixtureRequest, dossiers: Mapping[bool, Dossier]) -> Dossier:
    """The dossier that ships, of schema 2, and the edition before it, of schema 1."""
    return dossiers[request.param]


def hidden_by(waiting: set[str]) -> Blinding:
    return blinding_of(frozenset(waiting))


def reported_otherwise(folder: Path, dossier: Dossier, waiting: set[str]) -> Dossier:
    """A dossier with everything else said of what waits: sides, confidence, ties, notes, degrees, conclusions."""
    tables = json.loads(dossier.path.read_bytes())
    rewrite = said_otherwise if dossier.meta.schema == 1 else tied_otherwise
    for claim in tables["evidence"].values():
        if f"evidence:{claim['id']}" in waiting:
            rewrite(claim)
        # What is said to be the same fact has the same side.
        if not waiting.isdisjoint({f"evidence:{claim['id']}", f"evidence:{claim.get('same_as')}"}):
            claim.pop("same_as", None)
    for alignment in tables["alignments"].values():
        if f"alignment:{alignment['id']}" in waiting:
            alignment["degree"] = "significant" if alignment.get("degree") == "principal" else "principal"
            if dossier.meta.schema == 2:
                alignment |= {"tie": "none", "note": both("Nothing to remark")}
    for dimension in tables["dimensions"].values():
        dimension["conclusion"]["text"] = {"en": "Quite the contrary.", "id": "Justru sebaliknya."}
    path = folder / "otherwise.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return load(path)


def said_otherwise(claim: Document) -> None:
    """Say the opposite of a claim of schema 1."""
    sides = {"supports": "contradicts", "contradicts": "context", "context": "supports"}
    trusts = {"high": "low", "medium": "high", "low": "medium"}
    claim |= {"stance": sides[claim["stance"]], "confidence": trusts[claim["confidence"]]}


def tied_otherwise(claim: Document) -> None:
    """Say of a claim of schema 2 that it is tied otherwise, went otherwise, is on another aim, and tells another fact.

    No field of what is hidden stays as it was.
    """
    sides = {"supports": "contradicts", "contradicts": "supports", "context": "supports"}
    other_aim = "aim-rubber-fish" if claim.get("aim") == "aim-salt" else "aim-salt"
    if claim["tie"] == "related":
        claim |= {"tie": "aim", "stance": "context", "aim": other_aim, "aim_reached": "yes"}
    else:
        claim |= {"tie": "related", "stance": sides[claim["stance"]]}
        if claim.get("aim"):
            claim |= {"aim": other_aim, "aim_reached": "no" if claim["aim_reached"] == "yes" else "yes"}
    claim |= {"trend": "worse" if claim.get("trend") == "mixed" else "mixed"}
    claim |= {"note": both("Quite clear"), "tie_why": both("Nobody doubts it")}


@pytest.mark.share(4)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("every", [1, 3])
def test_what_is_hidden_changes_nothing_that_is_shown(
    dossier: Dossier, language: str, every: int, tmp_path: Path
) -> None:
    waiting = {f"evidence:{ident}" for ident in list(dossier.ids(Evidence))[::every]}
    waiting |= {f"alignment:{ident}" for ident in list(dossier.ids(Alignment))[::every]}
    other, filters = reported_otherwise(tmp_path, dossier, waiting), FILTERS if dossier.meta.schema == 1 else TIED
    shown = dict(looks(dossier, hidden_by(waiting), language, filters, WORDS))
    for subject, seen in looks(other, hidden_by(waiting), language, filters, WORDS):
        assert seen == shown[subject], subject


@pytest.mark.share(2)
def test_the_same_pages_do_tell_it_once_nothing_is_hidden(dossier: Dossier, tmp_path: Path) -> None:
    other = reported_otherwise(tmp_path, dossier, {"evidence:clm-001", "alignment:al-001"})
    filters = FILTERS if dossier.meta.schema == 1 else TIED
    shown = dict(looks(dossier, OPEN, "en", filters, WORDS))
    changed = {subject for subject, seen in looks(other, OPEN, "en", filters, WORDS) if seen != shown[subject]}
    assert {"clm-001", "clm x output", "list evidence ", "list evidence  as JSON", "al-001", "impact"} <= changed
    assert {"clm", "list alignments ", "list dimensions  as JSON"} <= changed
    if dossier.meta.schema == 2:
        assert {"list evidence tie:direct", "list evidence nobody doubts", "search nobody doubts"} <= changed
        assert {"list evidence trend:mixed", "list alignments has:note", "ilo-ipec"} <= changed


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


def test_in_a_finished_session_nothing_waits_and_damaged_files_are_passed_over(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, CLAIMS[:2])
    judge(session, CLAIMS[0])
    session.finish()
    session.close()
    (desk.reviews / "damaged.json").write_bytes(b'{"session": {')
    begun(desk, CLAIMS[4:5]).close()
    repository = SessionRepository(desk)
    assert {entry.state for entry in repository.entries()} == {"finished", "damaged", "open"}
    assert unanswered(repository.entries(), repository.decisions_of(SOK.id), desk.items) == {CLAIMS[4]}


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


def test_pages_are_written_without_anything_that_a_review_is_made_of() -> None:
    code = "import sys, ilo_tui.views.blinding; print(*sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "ilo_tui.views.blinding" in finished.stdout.split() and "ilo_tui.review" not in finished.stdout


def test_of_a_record_that_does_not_wait_no_field_is_hidden(dossier: Dossier) -> None:
    hidden = hidden_by({"alignment:al-001"})
    fields = ["degree"] if dossier.meta.schema == 1 else ["degree", "tie", "note"]
    assert list(hidden.hidden_fields(dossier.record(Alignment, "al-001"))) == fields
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
    assert [record.id for record in alignments if hidden.omits(record, query, dossier)] == omitted


@pytest.mark.parametrize(
    ("text", "omitted"),
    [("", []), ("programme:clm", []), ("has:locator", []), ("stance:supports", ["clm-001"]),
     ("stance:context", ["clm-001"]), ("not:stance:context", ["clm-001"]), ("programme:clm stance:supp", ["clm-001"])],
)  # fmt: skip
def test_claims_that_wait_are_left_out_under_a_filter_that_would_tell_their_side(
    dossier: Dossier, text: str, omitted: list[str]
) -> None:
    hidden, query = hidden_by({"evidence:clm-001"}), parse(text, "evidence", dossier)
    claims = [dossier.record(Evidence, ident) for ident in ("clm-001", "clm-002")]
    assert [record.id for record in claims if hidden.omits(record, query, dossier)] == omitted


def test_a_filter_by_gaps_leaves_out_all_that_shares_a_crossing_with_what_waits(dossier: Dossier) -> None:
    hidden, claims = hidden_by({"evidence:clm-001"}), list(dossier.records(Evidence))
    query = parse("gap:one_side", "evidence", dossier)
    omitted = [record.id for record in claims if hidden.omits(record, query, dossier)]
    (crossing,) = ((claim.programme, claim.dimension) for claim in claims if claim.id == "clm-001")
    assert omitted == [claim.id for claim in claims if (claim.programme, claim.dimension) == crossing]
    programmes = dossier.records(Programme)
    query = parse("gap:one_side", "programmes", dossier)
    assert [record.id for record in programmes if hidden.omits(record, query, dossier)] == ["clm"]


def test_a_gap_that_follows_from_what_is_claimed_is_not_reported_where_a_claim_waits(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en"))
    gap = next(gap for gap in context.gaps if gap.kind != "none" and gap.dimension)
    claims = context.gap_map.cell(gap.programme, gap.dimension or "").evidence
    assert gap_page(context, gap)
    assert hidden_by({f"evidence:{claims[0].id}"}).hides_gap(gap, context.gap_map)
    assert not hidden_by({"evidence:no-such"}).hides_gap(gap, context.gap_map)


def test_what_no_side_follows_from_is_told_where_a_side_waits(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    context, blinding = ViewContext(dossier, Translator("en")), hidden_by(set(CLAIMS))
    hidden = [gap.id for gap in context.gaps if blinding.hides_gap(gap, context.gap_map)]
    assert hidden == [gap.id for gap in context.gaps if gap.kind != "none"] != []
    assert {gap.kind for gap in context.gaps} == {"one_voice"}
    former = [Gap(kind, "p1", "output") for kind in ("one_source", "one_stance")]
    assert [blinding.hides_gap(gap, context.gap_map) for gap in former] == [False, True]
    assert not hidden_by({"evidence:e8"}).hides_gap(Gap("one_side", "p1", "output"), context.gap_map)


def test_a_queue_of_crossings_shows_sides_but_no_conclusion(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="cells", items=["cell:p1/outcome"])))
    blinding = judging_blinding(session, "cell:p1/outcome", frozenset())
    assert blinding.conclusions
    assert not any(blinding.hides_stance(claim) for claim in desk.items.dossier.records(Evidence))
    session.close()
