"""The page of a dimension: what is concluded on it, and how far the dossier bears that out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import claim, numbered, opened, programme, small2


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """Three programmes, of which one has no outcome, one an outcome for and against, one only untied ones."""
    plain = small2()
    plain["meta"]["1"]["carried"] = []
    plain["programmes"] = numbered(programme("one"), programme("two"), programme("three"))
    plain["evidence"] = numbered(
        claim("f", programme="one", dimension="outcome", tie="direct"),
        claim("a", programme="one", dimension="outcome", tie="direct", stance="contradicts", said_by="office"),
        claim("u", programme="two", dimension="outcome", stance="context"),
        claim("w", dimension="outcome", stance="contradicts", tie="inferred"),
    )
    plain["findings"] = {}
    for document in plain["evidence"].values():
        del document["confidence"]
    return opened(tmp_path, plain)


def page(dossier: Dossier, *hidden: str) -> list[str]:
    """The page of the outcome as lines."""
    blinding = blinding_of(frozenset(f"evidence:{ident}" for ident in hidden))
    return list(plain_lines(page_of(ViewContext(dossier, Translator("en"), blinding=blinding), "outcome") or [], 200))


def test_a_conclusion_stands_with_what_all_claims_on_it_weigh_and_lack(dossier: Dossier) -> None:
    lines = page(dossier)
    concluded = lines.index("Conclusion")
    assert lines[concluded + 1] == "Conclusion outcome"
    borne_out = lines.index("How far the dossier bears it out")
    assert lines[borne_out + 1 : borne_out + 6] == [
        "all voices on it: direct +1 -1, with related +1 -1, with inferred +1 -2",
        "independent: 0 for, 1 against; claims: 1 for, 2 against, 1 context",
        "! gaps: 2 of 3 programmes",
        "  nothing recorded: THREE",
        "  nothing that counts at this tie level: TWO",
    ]
    assert lines[borne_out + 7] == "2 claims against"
    assert [line.rpartition(" ")[2] for line in lines[borne_out + 8 : borne_out + 10]] == ["[a]", "[w]"]
    assert concluded < borne_out < lines.index("What is meant by it") < lines.index("On the framework and the whole")


def test_what_waits_for_an_answer_bears_nothing_out(dossier: Dossier) -> None:
    lines = page(dossier, "a", "u")
    assert lines[lines.index("Conclusion") + 1] == "shown after your answer"
    borne_out = lines.index("How far the dossier bears it out")
    assert lines[borne_out + 2 : borne_out + 5] == [
        "independent: 0 for, 0 against; claims: 1 for, 1 against, 0 context, 2 hidden until judged",
        "! gaps: 1 of 1 programmes (2 hidden until judged)",
        "  nothing recorded: THREE",
    ]
    assert "1 claim against" in lines
    assert not any("[a]" in line for line in lines)


def test_of_very_many_programmes_the_first_are_named(tmp_path: Path) -> None:
    plain = small2()
    plain["programmes"] = numbered(*(programme(f"p{n}") for n in range(15)), programme("one"), programme("two"))
    lines = page(opened(tmp_path, plain))
    named = next(line for line in lines if line.startswith("  nothing recorded: "))
    assert named == f"  nothing recorded: {', '.join(f'P{n}' for n in range(12))}, 4 more"
