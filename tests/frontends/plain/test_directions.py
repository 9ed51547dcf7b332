"""The effect direction plot in plain mode: a numbered line of the crossing's page opens it, and it is read as words."""

from __future__ import annotations

import re

import pytest

from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.effect_directions import SIGNS
from tests.frontends.plain.help import walked

MAP = "3"
"""The gap map in the menu."""


def crossing(dossier: Dossier, programme: str, column: str) -> tuple[str, str]:
    """The numbers that open a crossing from the gap map."""
    row = list(dossier.ids(Programme)).index(programme) + 1
    return str(row), str(dossier.crossings.gap_map.columns.index(column) + 1)


def plot(dossier: Dossier, *more: str, language: str = "en", **options: bool) -> str:
    """What is read when the plot of the time-bound programme's outcome is opened."""
    path = (MAP, *crossing(dossier, "tbp", "outcome"))
    page = walked(dossier, *path, language=language, **options)
    word = {"en": "Directions:", "id": "Arah perubahan:"}[language]
    (number,) = re.findall(rf"{word}[^\[]*\[(\d+)\]", page)
    return walked(dossier, *path, number, *more, language=language, **options).split("> \n")[4]


def test_a_line_of_the_crossing_opens_its_plot_in_words(dossier: Dossier) -> None:
    text = plot(dossier)
    assert "Time-Bound Programme × Outcome: effect direction" in text
    assert "2 voices (tied directly): 2 better" in text
    assert "better (2 of 2 better): Government of Cambodia · its own conduct is told of" in " ".join(text.split())
    assert "no change (1 of 1 no change): US Department of Labor · funder" in " ".join(text.split())
    assert text.index("Tied directly") < text.index("Own and funder voices, apart") < text.index("Not tied directly")


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_sign_is_read_and_in_ascii_nothing_is_lost(dossier: Dossier, language: str) -> None:
    text = plot(dossier, language=language)
    assert not any(sign in text for signs in SIGNS.values() for sign in signs)
    assert plot(dossier, language=language, ascii=True).isascii()
    assert "?" not in plot(dossier, language=language, ascii=True)


def test_a_voice_is_opened_from_the_plot_and_one_comes_back_to_it(dossier: Dossier) -> None:
    text = plot(dossier)
    numbers = re.findall(r"Government of\s+Cambodia[^\[]*\[(\d+)\]", text)
    path = (MAP, *crossing(dossier, "tbp", "outcome"))
    (opens,) = re.findall(r"Directions:[^\[]*\[(\d+)\]", walked(dossier, *path))
    shown = walked(dossier, *path, opens, numbers[0], "b").split("> \n")
    assert "Government of Cambodia" in shown[5] and "Stake: its own conduct is told of" in shown[5]
    assert "effect direction" in shown[6]


def test_a_crossing_of_which_no_claim_says_a_direction_has_no_such_line(dossier: Dossier) -> None:
    assert "Directions:" not in walked(dossier, MAP, *crossing(dossier, "tbp", "output"))


def test_nothing_stands_side_by_side_however_wide_the_terminal_is(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilo_tui.frontends.plain.console_io.ConsoleIO.width", 200)
    text = plot(dossier)
    assert "better (2 of 2 better): Government of Cambodia · its own conduct is told of [1]" in text
