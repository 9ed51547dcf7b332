"""Codes of items: found again, stable, and of one edition only."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.review.item_kinds import QUEUES
from ilo_tui.review.items import Items
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from tests.dossier.small import claim, programme
from tests.review.help import dossier_of, tables

E1 = ItemQuestion("evidence:e1", "evidence")


@pytest.fixture(scope="module")
def default() -> Codes:
    return Codes(Items(load(default_path())))


def test_everything_in_the_default_dossier_has_a_code_that_finds_it(default: Codes) -> None:
    seen: dict[str, ItemQuestion] = {}
    for queue in ("evidence", "cells", "alignments", "suggestions", "gaps"):
        for item in choose(default.items, Choice(kind=queue), ReviewerDecisions()).items:
            question = ItemQuestion(item, QUEUES[queue].scales)
            assert default.find(default.code_of(question)) == question
            seen[default.code_of(question)] = question
    assert len(seen) > 300


def test_a_claim_has_another_code_where_attribution_is_asked(default: Codes) -> None:
    ident = next(iter(default.items.dossier.ids(Evidence)))
    question = ItemQuestion(f"evidence:{ident}", "attribution")
    assert default.find(default.code_of(question)) == question
    assert default.code_of(question) != default.code_of(ItemQuestion(question.item, "evidence"))


def test_a_code_is_the_same_whatever_else_is_in_the_dossier(tmp_path: Path) -> None:
    before = Codes(Items(dossier_of(tmp_path)))
    more = {"programmes": [*tables()["programmes"], programme("p3")]}
    after = Codes(Items(dossier_of(tmp_path, more, "more.json")))
    assert before.code_of(E1) == after.code_of(E1)
    assert after.find(before.code_of(E1)) == E1


def test_a_changed_item_is_of_another_edition(tmp_path: Path) -> None:
    before = Codes(Items(dossier_of(tmp_path)))
    rest = tables()["evidence"][1:]
    changed = {"evidence": [claim("e1", programme="p1", dimension="output", year=1999), *rest]}
    after = Codes(Items(dossier_of(tmp_path, changed, "changed.json")))
    assert before.code_of(E1)[:4] == after.code_of(E1)[:4]
    with pytest.raises(PaperError) as refused:
        after.find(before.code_of(E1))
    assert "printed from another edition" in refused.value.localise(Translator("en"))[0]
    assert "evidence:e1" in refused.value.localise(Translator("en"))[0]


def test_a_code_of_another_dossier_is_unknown(tmp_path: Path, default: Codes) -> None:
    code = Codes(Items(dossier_of(tmp_path))).code_of(E1)
    with pytest.raises(PaperError) as refused:
        default.find(code)
    assert "no item of the dossier ilo-ipec-cambodia" in refused.value.localise(Translator("en"))[0]


def test_two_items_of_one_code_are_reported_and_not_guessed(tmp_path: Path) -> None:
    codes = Codes(Items(dossier_of(tmp_path)))
    code = codes.code_of(E1)
    codes.find(code)
    # Nobody can wait for two that come together by chance: 35 bits.
    codes._named[code[:4]].append(E1)
    with pytest.raises(PaperError) as refused:
        codes.find(code)
    assert "two items" in refused.value.localise(Translator("en"))[0]


@given(st.text())
def test_any_text_is_found_or_refused(default: Codes, text: str) -> None:
    with pytest.raises(PaperError) as refused:
        default.find(text)
    assert len(refused.value.localise(Translator("id"))) == 2


@pytest.mark.parametrize("text", ["", "7F3K", "7F3K-2Q99-1", "7F3K-2Q9U", "7F3K-2Q99-0HG0"])
def test_what_is_no_code_says_what_one_looks_like(text: str, default: Codes) -> None:
    with pytest.raises(PaperError) as refused:
        default.find(text)
    assert "eleven letters and digits" in refused.value.localise(Translator("en"))[0]
