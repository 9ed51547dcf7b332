"""What was seen stands on the page of what it is about, with when, where and who; of what waits only the number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.model import Observation, Reviewer, Seen
from ilo_tui.review.observations import FieldObservation, ObservationIndex
from ilo_tui.views.blinding import Blinding, blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, plain_lines, width_of
from ilo_tui.views.pages.observations import FolderObservations, observation_blocks
from ilo_tui.views.pages.record import page_of
from tests.review.help import CHAN, SOK, dossier_of
from tests.views.pages.test_hostile import HOSTILE

AT = "2026-11-24T12:00:00Z"


def seen(reviewer: Reviewer, item: str, text: str, place: str = "", date: str = "") -> FieldObservation:
    content = Seen(text=text, place=place, date=date)
    return FieldObservation(reviewer, "s", Observation(seq=1, item=item, observation=content, at=AT))


OBSERVATIONS = (
    seen(CHAN, "evidence:e1", "No lamp.\nNo book.", "Kampot", "2026-03-12"),
    seen(SOK, "evidence:e1", "Two classrooms", "Kep", "2026-04"),
    seen(SOK, "cell:p1/output", "A locked gate", date="2016"),
    seen(CHAN, "evidence:e6", "A new roof"),
    seen(CHAN, "alignment:a1", "The plan on a wall"),
    seen(CHAN, "suggestion:s1", "Nobody knows"),
    seen(CHAN, "gap:p1/law:none", "No copy of the law"),
    seen(CHAN, "evidence:removed", "Gone since"),
)


def context_of(
    folder: Path,
    waiting: Sequence[str] = (),
    observations: Sequence[FieldObservation] = OBSERVATIONS,
    language: str = "en",
) -> ViewContext:
    """What Sok sees of the small dossier, with the observations of Sok and Chan, while some items wait."""
    dossier = dossier_of(folder)
    texts = FolderObservations(ObservationIndex(dossier, observations), SOK.id)
    return ViewContext(
        dossier, Translator(language, "en"), blinding=blinding_of(frozenset(waiting)), observations=texts
    )


def section(context: ViewContext, ident: str) -> list[str]:
    """The lines of a page from the heading of the observations to the next empty line; nothing without them."""
    lines = list(plain_lines(page_of(context, ident) or (), 90))
    heading = context.tr("Observations")
    if heading not in lines:
        return []
    after = lines[lines.index(heading) + 1 :]
    return after[: after.index("")] if "" in after else after


def test_a_claim_has_its_own_with_date_place_observer_and_text(tmp_path: Path) -> None:
    assert section(context_of(tmp_path), "e1") == [
        "12 March 2026, Kampot · Chan Thy (independent)",
        "  No lamp.",
        "  No book.",
        "April 2026, Kep · Sok Dara (staff; you)",
        "  Two classrooms",
    ]


def test_a_programme_has_those_of_its_claims_crossings_gaps_and_alignments_each_to_follow(tmp_path: Path) -> None:
    lines = section(context_of(tmp_path), "p1")
    assert [line for line in lines if line.startswith("  About: ")] == [
        "  About: e1, Statement e1 [e1]",
        "  About: e1, Statement e1 [e1]",
        "  About: Programme p1 × name output [cell:p1/output]",
        "  About: a1, P1 × PLAN [a1]",
        "  About: Programme p1 × Policy law [gap:p1/law:none]",
    ]
    assert "2016, place not recorded · Sok Dara (staff; you)" in lines


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("cell:p1/output", ["No lamp.", "No book.", "Two classrooms", "A locked gate"]),
        ("e6", ["A new roof"]),
        ("plan", ["A new roof", "The plan on a wall"]),
        ("law", ["No copy of the law"]),
        ("a1", ["The plan on a wall"]),
        ("s1", ["Nobody knows"]),
        ("gap:p1/law:none", ["No copy of the law"]),
        ("links:p1/plan", ["The plan on a wall"]),
        ("e2", []),
        ("p3", []),
    ],
)
def test_every_kind_of_page_has_what_belongs_to_it(tmp_path: Path, page: str, texts: list[str]) -> None:
    lines = section(context_of(tmp_path), page)
    heads = [line for line in lines if line.startswith("  ") and not line.startswith("  About: ")]
    assert [line.strip() for line in heads] == texts


def test_what_the_dossier_has_no_longer_leads_nowhere_and_says_so(tmp_path: Path) -> None:
    blocks = observation_blocks(context_of(tmp_path), OBSERVATIONS[-1:])
    assert "  About: evidence:removed is no longer in the dossier" in list(plain_lines(blocks, 90))
    assert all(block.target is None for block in blocks)


def test_of_what_waits_for_an_answer_those_of_others_have_only_their_number(tmp_path: Path) -> None:
    context = context_of(tmp_path, ["evidence:e1"])
    assert section(context, "e1") == [
        "April 2026, Kep · Sok Dara (staff; you)",
        "  Two classrooms",
        "1 observation of another reviewer: shown after your answer",
    ]
    assert context.blinding.encountered == {"evidence:e1"}
    assert "No lamp." not in " ".join(section(context, "p1"))
    assert section(context, "p1")[-1] == "1 observation of another reviewer: shown after your answer"
    assert "  A new roof" in section(context, "e6")


def test_what_others_saw_of_what_waits_changes_nothing_but_the_number(tmp_path: Path) -> None:
    def pages(text: str, place: str, date: str) -> list[list[str]]:
        others = [seen(CHAN, item, text, place, date) for item in ("evidence:e1", "evidence:e2", "cell:p1/outcome")]
        mine = seen(SOK, "evidence:e1", "Two classrooms", "Kep", "2026-04")
        context = context_of(tmp_path, ["evidence:e1", "evidence:e2", "cell:p1/outcome"], [*others, mine])
        idents = ("e1", "e2", "p1", "cell:p1/output", "cell:p1/outcome")
        return [list(plain_lines(page_of(context, ident) or (), 90)) for ident in idents]

    assert pages("It works well", "Kampot", "2014") == pages("Nothing is left of it\nat all", "", "")


def test_an_observation_of_the_reviewer_is_never_hidden() -> None:
    blinding = Blinding(lambda item: True)
    assert blinding.hides_observation("evidence:e1", of_another=True)
    assert not blinding.hides_observation("evidence:e1", of_another=False)
    assert not Blinding(lambda item: False).hides_observation("evidence:e1", of_another=True)


def test_a_gap_that_would_give_a_side_away_is_not_what_one_is_led_to(tmp_path: Path) -> None:
    observation = seen(SOK, "gap:p1/impact:one_stance", "One side only")
    for waiting, target in (([], "gap:p1/impact:one_stance"), (["evidence:e4"], "cell:p1/impact")):
        context = context_of(tmp_path, waiting, [observation])
        assert {block.target for block in observation_blocks(context, [observation])} == {None, target}


def test_it_is_written_in_the_language_of_the_screen(tmp_path: Path) -> None:
    lines = section(context_of(tmp_path, ["evidence:e1"], language="id"), "e1")
    assert lines[0] == "April 2026, Kep · Sok Dara (staf; Anda)"
    assert lines[-1] == "1 pengamatan penelaah lain: ditampilkan setelah Anda menjawab"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_literal_and_within_the_width(tmp_path: Path, text: str) -> None:
    villain = Reviewer(id="x", name=text, role="other")
    hostile = [seen(villain, "evidence:e1", text, text, text), seen(villain, f"evidence:{text}", text)]
    context = context_of(tmp_path, observations=hostile)
    blocks: list[Block] = observation_blocks(context, hostile)
    lines = list(plain_lines(blocks, 40))
    assert all(width_of(line) <= 40 for line in lines)
    assert not any(char < " " or char in "\u202e\u2066\x9b\u2028" for line in lines for char in line)
