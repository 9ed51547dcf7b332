"""The documentation says what is so: reference made from the code, links, command lines, pictures."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ilo_tui.cli import review
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.options import build_parser

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
PICTURE = re.compile(r"\(pictures/([a-z-]+)(\.id)?\.svg\)")


def script(name: str) -> ModuleType:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def typed(page: Path) -> list[str]:
    """The lines of a page that one types into a terminal."""
    lines = page.read_text("utf-8").splitlines()
    return [line.strip().partition("  #")[0].rstrip() for line in lines if line.startswith("    ")]


def commands(page: Path) -> Iterator[list[str]]:
    """The arguments of each `ilo-tui ...` that is typed, without what the shell itself takes."""
    for line in typed(page):
        words = re.split(r"\s[<>]\s", line)[0]
        if words.startswith("ilo-tui ") and "[" not in words and "{" not in words:
            yield shlex.split(words, comments=True)[1:]


def test_the_reference_is_that_of_the_code() -> None:
    reference = script("reference")
    stored = {path.name: path.read_text("utf-8") for path in (DOCS / "reference").iterdir()}
    assert stored == reference.pages(), "run `python docs/reference.py`"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    inside = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))], ids=named)
def test_command_lines_are_understood(page: Path) -> None:
    parser = build_parser(Translator("en"), review)
    for arguments in commands(page):
        if arguments != ["--version"]:
            parser.parse_args(arguments)


def test_both_tutorials_type_the_same() -> None:
    english, indonesian = (typed(DOCS / f"tutorial{part}.md") for part in ("", ".id"))
    assert [line for line in indonesian if not line.startswith("export ILO_TUI_LANG")] == english
    assert len([line for line in english if line.startswith("ilo-tui ")]) > 8


def test_both_tutorials_show_every_picture_of_the_week() -> None:
    used = [step[1:] for scene in script("pictures").week("en") for step in scene.steps if step.startswith("=")]
    for page, ending in (("tutorial.md", ""), ("tutorial.id.md", ".id")):
        shown = PICTURE.findall((DOCS / page).read_text("utf-8"))
        assert shown == [(name, ending) for name in used]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_pictures_are_those_of_the_app(language: str) -> None:
    pictures = script("pictures")
    for name, drawn in pictures.pictures(language).items():
        assert pictures.file_of(name, language).read_text("utf-8") == drawn, f"{name}: run `make pictures`"
