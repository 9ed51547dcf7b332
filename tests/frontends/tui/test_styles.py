"""Styles name classes that are there: a class that is renamed would lose its looks without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import textual
import textual.screen

import ilo_tui.frontends.tui as front

FOLDER = Path(front.__file__).parent
STYLES = sorted(FOLDER.rglob("*.tcss"))


def classes_in(folder: Path) -> set[str]:
    """The names of all classes that a package defines."""
    sources = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return {name for source in sources for name in re.findall(r"^\s*class (\w+)", source, re.MULTILINE)}


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every class that a style sheet of this program can name."""
    return classes_in(FOLDER) | classes_in(Path(textual.__file__).parent)


@pytest.mark.share(2)
@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_type_in_a_style_sheet_is_a_class(path: Path, known: set[str]) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", text)
    types = {name for selector in selectors for name in re.findall(r"(?<![\w.#:$-])[A-Z]\w*", selector)}
    assert types, path
    assert types <= known, types - known
