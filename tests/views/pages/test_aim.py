"""Aims are counted, not claims: what one is, whether it was reached, and by which claims."""

from __future__ import annotations

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import opened
from tests.views.schema2 import tied_tables


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ViewContext:
    return ViewContext(opened(tmp_path_factory.mktemp("tied"), tied_tables()), Translator("en"))


def page(context: ViewContext, ident: str) -> list[str]:
    return list(plain_lines(page_of(context, ident, 200) or [], 200))


def test_an_aim_says_what_was_to_be_reached_and_whether_it_was(context: ViewContext) -> None:
    assert page(context, "aim-reach") == [
        "Aim aim-reach",
        "Programme: Programme one [one]",
        "Target: 15,000 children",
        "Due: 2008",
        "Place: national",
        "Source: Funder of projects (2014). A report. [src]",
        "  Locator: not recorded",
        "By the claims on it: not reached",
        "",
        "Claims on it (1)",
        "not reached: · Statement aim-reach-no (State; src) ○ aim only [aim-reach-no]",
    ]
    assert "By the claims on it: disputed" in page(context, "aim-both")
    assert page(context, "aim-far")[-1] == "No claim says whether it was reached."


def test_a_programme_counts_its_aims_and_leads_to_each(context: ViewContext) -> None:
    shown = page(context, "one")
    first = shown.index("Aims")
    assert shown[first : first + 6] == [
        "Aims",
        "4 aims: 1 not reached, 1 disputed, 2 still open",
        "not reached: Aim aim-reach [aim-reach]",
        "still open: Aim aim-open [aim-open]",
        "still open: Aim aim-far [aim-far]",
        "disputed: Aim aim-both [aim-both]",
    ]
    assert "Aims" not in page(context, "two")


def test_before_the_answer_neither_its_state_nor_its_claims_are_shown(context: ViewContext) -> None:
    hidden = context.blinded(blinding_of(frozenset({"evidence:aim-reach-no"})))
    shown = page(hidden, "aim-reach")
    assert "By the claims on it: shown after your answer" in shown
    assert not any("Statement" in line for line in shown)
    assert "4 aims: shown after your answer" in page(hidden, "one")
