"""Figures: target and actual side by side by period, every other number on a line of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.figures import figure_blocks
from tests.dossier.small import claim, numbered, opened, small


def figure(name: str, value: float, **more: Any) -> dict[str, Any]:
    """A figure in girls."""
    return {"name": {"en": name}, "value": value, "unit": {"en": "girls"}, **more}


def drawn(tmp_path: Path, *figures: dict[str, Any]) -> list[str]:
    """The lines of a claim's figures."""
    dossier = opened(tmp_path, {**small(), "evidence": numbered(claim("e1", figures=list(figures)))})
    context = ViewContext(dossier, Translator("en", "en"))
    return list(plain_lines(figure_blocks(context, dossier.record(Evidence, "e1").figures), 100))


def test_target_and_actual_stand_together_by_period_with_bars_of_one_scale(tmp_path: Path) -> None:
    lines = drawn(
        tmp_path,
        figure("enrolled", 200, role="target", start="2021", end="2021"),
        figure("enrolled", 50, role="baseline", year=2019),
        figure("enrolled", 100, role="target", start="2020", end="2020"),
        figure("enrolled", 150, role="actual", start="2021", end="2021"),
        figure("enrolled", 100, role="actual", start="2020", end="2020"),
    )
    assert lines == [
        "  enrolled (girls)",
        "    2019",
        f"      baseline  50 {'█' * 5}",
        "    2020",
        f"      target   100 {'█' * 10}",
        f"      actual   100 {'█' * 10}",
        "    2021",
        f"      target   200 {'█' * 20}",
        f"      actual   150 {'█' * 15}",
    ]


def test_places_and_other_measures_are_not_mixed(tmp_path: Path) -> None:
    lines = drawn(
        tmp_path,
        figure("enrolled", 10, role="target", place={"en": "Kep"}),
        figure("enrolled", 5, role="actual", place={"en": "Kep"}),
        figure("enrolled", 7, role="actual", place={"en": "Pursat"}),
        figure("left school", 3, role="actual", year=2020),
    )
    assert lines[0] == "  enrolled (girls), Kep"
    assert lines[-2:] == ["  enrolled: 7 girls (actual, Pursat)", "  left school: 3 girls (actual, 2020)"]


def test_nothing_is_computed_from_them(tmp_path: Path) -> None:
    text = "\n".join(drawn(tmp_path, figure("x", 0, role="target"), figure("x", 0, role="actual")))
    assert "%" not in text
    assert text.count("▏") == 0
