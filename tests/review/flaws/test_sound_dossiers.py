"""On any sound dossier, whatever was answered on it and is hidden of it, the ten flaws are told, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import AppliesTo
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.ties import LEVELS, TieLevel
from ilo_tui.review.flaws.find import find_flaws
from ilo_tui.review.flaws.subject import Hidden
from ilo_tui.review.item_kinds import BESIDE, every_item
from ilo_tui.review.items import Items
from ilo_tui.review.results import ReviewResults
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.flaws import flaw_fields, flaw_lines, flaw_page
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import both, opened, small, small2
from tests.review.flaws.built import KAMPOT, KEP, NATIONAL, stated, tables
from tests.review.flaws.test_rules import rated
from tests.views.schema2 import tied_tables

FIELDS = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(["supports", "contradicts", "context"]),
        "source": st.sampled_from(["src", "plan", "survey", "study", "paper", "thesis"]),
        "programme": st.sampled_from(["one", "two", None]),
        "origin": st.sampled_from(["source", "thesis", "editor"]),
        "actor": st.sampled_from([None, ["agency"], ["government"], ["office", "families"]]),
        "said_by": st.sampled_from([None, "ministry", "institute"]),
        "places": st.sampled_from([None, [KAMPOT], [KEP, NATIONAL], [both("Mars")]]),
        "year": st.sampled_from([None, 1990, 2003, 2008]),
        "indicator": st.sampled_from([None, "series"]),
        "reading": st.sampled_from([None, "direct", "second_hand"]),
        "excerpt": st.none(),
    }
)
Claim = tuple[str | None, dict[str, Any]]
"""A dimension, and the fields of a claim."""
COLUMNS = st.sampled_from(["output", "outcome", "impact", None])
CLAIMS = st.lists(st.tuples(COLUMNS, FIELDS), max_size=8)
CODES = st.dictionaries(st.integers(0, 40), st.integers(0, 9), max_size=12)


def answered(dossier: Dossier, chosen: dict[int, int]) -> ReviewResults:
    """Answers of one reviewer on some items: to each of their scales one of its codes."""
    items = Items(dossier)
    listed, results = list(every_item(items)), rated(dossier, {})
    for number, place in chosen.items():
        item = listed[number % len(listed)] if listed else ""
        for kind in get_args(AppliesTo):
            codes = {scale.id: scale.values[place % len(scale.values)].code for scale in items.scales(kind)}
            if codes and item.startswith("evidence:" if kind in BESIDE else f"{kind}:"):
                part = rated(dossier, {item: codes}, kind, note="" if place % 2 else "Why")
                results.ratings.by.update(part.ratings.by)
    return results


def written(context: ViewContext, flaws: Any) -> Iterator[str]:
    for flaw in flaws:
        yield from flaw_lines(context, flaw, 3)
        yield from plain_lines(flaw_page(context, flaw), 40)
        assert flaw_fields(context, flaw)["flaw"] == flaw.number


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims=CLAIMS, chosen=CODES, level=st.sampled_from(LEVELS), data=st.data())
def test_flaws_never_fail(
    tmp_path: Path, claims: list[Claim], chosen: dict[int, int], level: TieLevel, data: st.DataObject
) -> None:
    documents = [
        stated(f"e{number}", column or "outcome", **{**fields, "dimension": column, "tie": _tie(fields, data)})
        for number, (column, fields) in enumerate(claims)
    ]
    dossier, hidden = opened(tmp_path, tables(*documents)), data.draw(st.integers(0, 3))
    hides = Hidden(lambda item: len(item) % 4 < hidden, lambda item: hidden == 3, conclusions=hidden > 1)
    flaws = find_flaws(dossier, answered(dossier, chosen), level, hides)
    assert [flaw.number for flaw in flaws] == list(range(1, 11))
    for language in ("en", "id"):
        context = ViewContext(dossier, Translator(language, "en"))
        assert all("{" not in line for line in written(context, flaws))
        records = {ident for flaw in flaws for case in flaw.cases for ident in case.records}
        assert all(page_of(context, ident) for ident in records)


def _tie(fields: dict[str, Any], data: st.DataObject) -> str | None:
    """A tie that the stance of a claim can have."""
    return data.draw(st.sampled_from(["direct", "related", None] if fields["stance"] != "context" else [None, "none"]))


@pytest.mark.parametrize("plain", [small(), small2(), tied_tables()], ids=["schema1", "schema2", "tied"])
def test_the_small_dossiers_of_other_tests_are_told(tmp_path: Path, plain: dict[str, Any]) -> None:
    context = ViewContext(opened(tmp_path, plain), Translator("id", "en"))
    assert list(written(context, find_flaws(context.dossier)))
