"""A finding is signed, and leads to the claims on which it rests."""

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


def test_a_conclusion_says_who_signed_it_and_on_what_it_rests(context: ViewContext) -> None:
    shown = page(context, "find-1")
    assert shown[:2] == ["It went well", "conclusion"]
    assert "Signed by: Sok Dara" in shown
    assert "Programme: Programme one [one]" in shown
    first = shown.index("Rests on 2 claims")
    assert shown[first + 1] == "voices tied directly: 1 for, 0 against; claims: 1 for, 1 against, 0 context"
    assert shown[first + 3] == "- Statement r1 (State; src) ○ related [r1]"
    assert shown[-1] == "src: Only the contents page was read [src]"


def test_a_recommendation_says_to_whom_and_what_became_of_it(context: ViewContext) -> None:
    shown = page(context, "find-2")
    for line in (
        *("recommendation", "Addressed to: The state", "Priority: high", "Due: March 2027", "Signed by: nobody"),
        *("Response of the management: partly accepted", "It is tied to no claim."),
    ):
        assert line in shown


def test_before_the_answer_only_its_kind_and_its_claims_are_shown(context: ViewContext) -> None:
    shown = page(context.blinded(blinding_of(frozenset({"evidence:n1"}))), "find-1")
    assert shown[:2] == ["conclusion", "shown after your answer"]
    assert not any("well" in line or line == "Text" for line in shown)
    assert any("Statement d1" in line for line in shown)
