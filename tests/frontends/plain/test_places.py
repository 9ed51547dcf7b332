"""Places in lines: `where` opens them from wherever something is typed, and leads back there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.repository import Dossier
from tests.frontends.plain.help import reviewed, walked

KAMPONG_CHAM = "Kampong Cham, province: 5 programmes; voices tied directly: 1 for, 0 against; claims: 6 for, 0 against"


def flat(text: str) -> str:
    return " ".join(text.split())


def after(shown: str, typed: int) -> str:
    """What is printed after so many lines were typed."""
    return shown.split("> \n")[typed]


def test_where_lists_the_places_and_a_number_opens_one(dossier: Dossier) -> None:
    shown = walked(dossier, "where", "3", "b", "b")
    assert KAMPONG_CHAM in flat(after(shown, 1))
    page = flat(after(shown, 2))
    assert "Programmes here (5)" in page and "CLM Child Labour Monitoring: 1 of its 34 claims names this place" in page
    # Back to the list of places, then to the menu.
    assert KAMPONG_CHAM in flat(after(shown, 3))
    assert "1. Programmes" in flat(after(shown, 4))


def test_the_menu_has_a_line_for_them(dossier: Dossier) -> None:
    shown = walked(dossier, "13", "f level:national", "1")
    assert "13. Places" in shown
    assert "1. national, the country as a whole: 0 programmes;" in flat(after(shown, 2))
    assert "national the country as a whole · as a filter: place:national" in flat(after(shown, 3))


@pytest.mark.parametrize(
    "way", [("1",), ("1", "1"), ("10", "programme:clm"), ("10", "programme:clm", "1"), ("13",), ("13", "1"), ("12",)]
)
def test_it_works_in_lists_and_on_pages_and_leads_back_there(
    dossier: Dossier, tmp_path: Path, way: tuple[str, ...]
) -> None:
    reviews = str(tmp_path / "r")
    shown = walked(dossier, *way, "where", "b", "?", reviews=reviews, reviewer="Sok Dara")
    assert KAMPONG_CHAM in flat(after(shown, len(way) + 1))
    assert flat(after(shown, len(way) + 2)) == flat(after(shown, len(way)))
    assert "where: every place, and what is known there" in after(shown, len(way) + 3)


@pytest.mark.parametrize(("language", "word"), [("id", "tempat"), ("id", "where"), ("en", "tempat")])
def test_it_may_be_typed_in_any_language(dossier: Dossier, language: str, word: str) -> None:
    shown = walked(dossier, word, language=language)
    assert {"en": "1. Banteay Meanchey, province", "id": "1. Banteay Meanchey, provinsi"}[language] in after(shown, 1)


def test_while_judging_it_gives_no_side_away_and_the_item_goes_on(dossier: Dossier, tmp_path: Path) -> None:
    code, shown = reviewed(dossier, "where", "3", "r", "b", "b", "3", reviews=str(tmp_path))
    assert code == 0
    assert "hidden until judged" in flat(after(shown, 2))
    # One judges already: here is only reading.
    assert "r is nothing that can be opened here" in after(shown, 3)
    question = "On this basis, is the statement true?"
    assert question in after(shown, 0) and question in after(shown, 5)
    assert "Saved" in after(shown, 6) or "How far can this source" in after(shown, 6)


def test_the_claims_of_a_place_are_judged_from_the_menu_s_line(dossier: Dossier, tmp_path: Path) -> None:
    shown = walked(dossier, "13", "3", "r", reviews=str(tmp_path), reviewer="Sok Dara")
    assert "Item 1 of 9: evidence tbp-002" in shown


def test_it_opens_over_itself_only_so_often(dossier: Dossier) -> None:
    shown = walked(dossier, *["where"] * 200, *["b"] * 20, "where")
    assert "Traceback" not in shown
    assert flat(after(shown, 221)).startswith("Places: 1 to 20")
