"""Which items there are and what is asked of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.gap_list import all_gaps
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.model import AppliesTo
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.item_kinds import kind_of
from ilo_tui.review.items import Items, is_cannot, question_kind
from ilo_tui.review.model import Queue
from tests.review.help import desk_at, dossier_of


def test_every_gap_of_a_dossier_is_an_item_and_no_other(tmp_path: Path) -> None:
    for dossier in (dossier_of(tmp_path), load(default_path())):
        items, gaps = Items(dossier), all_gaps(dossier)
        assert [items.find(gap.id) is not None for gap in gaps] == [True] * len(gaps)
        assert all(items.hash_of(gap.id) for gap in gaps)
    small = Items(dossier_of(tmp_path))
    assert small.find("gap:p1/outcome:one_source") is not None
    assert small.find("gap:p1/outcome:one_stance") is None


def test_only_crossings_of_programme_and_dimension_are_cells(tmp_path: Path) -> None:
    items = Items(dossier_of(tmp_path))
    cell = items.find("cell:p1/outcome")
    assert isinstance(cell, Cell)
    assert [evidence.id for evidence in cell.evidence] == ["e2", "e3"]
    assert items.find("cell:*country/impact") is None


def test_strength_is_asked_after_every_verdict_but_cannot_tell(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    names = [
        [applicable_scale.id for applicable_scale in items.applicable_scales("evidence", values)]
        for values in ({}, {"verdict": "holds"})
    ]
    assert names == [["verdict"], ["verdict", "strength"]]
    assert [
        applicable_scale.id for applicable_scale in items.applicable_scales("evidence", {"verdict": "cannot_tell"})
    ] == ["verdict"]
    assert not items.is_judged("evidence", {"verdict": "holds"})
    assert items.is_judged("evidence", {"verdict": "cannot_tell"})
    assert items.is_judged("evidence", {"verdict": "holds", "strength": "low"})


def test_an_answer_without_rank_among_ranked_ones_ends_the_questions(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    effectiveness = items.scales("cell")[0]
    assert [is_cannot(effectiveness, value) for value in effectiveness.values] == [True, False, False, False]
    assert items.is_judged("cell", {"effectiveness": "not_known"})
    question = items.question("cell", {"effectiveness": "low"})
    assert question is not None
    assert question.id == "body"


def scales_after(items: Items, kind: AppliesTo, **answers: str) -> list[str]:
    """The ids of the scales that are asked of an item after these answers."""
    return [scale.id for scale in items.applicable_scales(kind, answers)]


def test_the_default_dossier_asks_as_designed() -> None:
    items = Items(load(default_path()))
    for code in ("holds", "holds_in_part"):
        assert scales_after(items, "evidence", verdict=code) == ["verdict", "strength"]
        assert not items.is_judged("evidence", {"verdict": code})
    for code in ("does_not_hold", "not_in_source", "cannot_tell"):
        assert scales_after(items, "evidence", verdict=code) == ["verdict"]
        assert items.is_judged("evidence", {"verdict": code})
    assert items.is_judged("cell", {"effectiveness": "unable"})
    assert not items.is_judged("cell", {"effectiveness": "satisfactory"})
    assert items.is_judged("alignment", {"alignment": "cannot_tell"})
    kinds: tuple[AppliesTo, ...] = ("suggestion", "gap", "attribution", "bearing")
    assert [len(items.scales(kind)) for kind in kinds] == [1, 1, 1, 1]


@pytest.mark.first_edition
def test_the_first_edition_asks_as_in_version_0_1(dossier: Dossier) -> None:
    items = Items(dossier)
    assert scales_after(items, "evidence", verdict="cannot_tell") == ["verdict"]
    assert scales_after(items, "evidence", verdict="does_not_hold") == ["verdict", "strength"]
    assert items.is_judged("cell", {"effectiveness": "unable"})
    assert not items.is_judged("cell", {"effectiveness": "satisfactory"})
    assert items.is_judged("alignment", {"alignment": "cannot_tell"})
    assert [len(items.scales(kind)) for kind in ("suggestion", "gap", "attribution", "bearing")] == [1, 1, 1, 0]


def test_what_is_no_longer_asked_is_dropped_and_what_is_no_answer_refused(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    assert items.checked("evidence", {"verdict": "cannot_tell", "strength": "low"}) == {"verdict": "cannot_tell"}
    for wrong in ({"verdict": "maybe"}, {"effectiveness": "high"}, {"verdict": "holds", "strength": "\x1b[31m"}):
        with pytest.raises(AnswerError) as raised:
            items.checked("evidence", wrong)
        assert "\x1b" not in " ".join(raised.value.localise(Translator("en")))


def test_without_a_scale_nothing_is_judged(tmp_path: Path) -> None:
    bare = Items(dossier_of(tmp_path, {"scales": []}, "bare.json"))
    assert bare.applicable_scales("evidence", {}) == []
    assert not bare.is_judged("evidence", {})


def test_an_attribution_queue_asks_its_own_scale_of_a_claim() -> None:
    queue = Queue(kind="attribution", items=["evidence:e2"])
    assert question_kind(queue, "evidence:e2") == "attribution"
    assert kind_of("gap:p1/law:none") == "gap"
    for nothing in ("source:src", "evidence", ""):
        with pytest.raises(AnswerError):
            kind_of(nothing)
