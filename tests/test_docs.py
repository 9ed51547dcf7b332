"""The documentation says what is so: reference made from the code, links, command lines, pictures."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ilo_tui.cli import review, run
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.console.options import build_parser
from ilo_tui.review.clock import misdated
from ilo_tui.review.model import Withdrawal

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){2}[0-9A-Z]{3}\b")
"""Of an item on a judging sheet."""
FILTER = re.compile(r"^(?:[a-z_]+:\S+ ?|[a-z]+ ?)+$")
WORDS = {
    "en": ("no", "one", "two", "three", "four", "five"),
    "id": ("tidak ada", "satu", "dua", "tiga", "empat", "lima"),
}
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


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command prints as JSON."""
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def of_the_example(arguments: list[str]) -> list[str]:
    """A command that needs copies of sources, about the example, which has some; any other as it is."""
    if "--source" not in arguments and "copies" not in arguments:
        return arguments
    named = ["points-01" if argument == "clm-001" else argument for argument in arguments]
    return ["--dossier", str(DOCS / "example" / "water.json"), *named]


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))], ids=named)
def test_what_command_lines_look_for_is_found(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in commands(page):
        if arguments[0] in {"list", "search", "show"}:
            assert run([argument for argument in of_the_example(arguments) if argument != "--json"]) == 0
            assert capsys.readouterr().out, arguments


def test_filters_that_are_shown_find_something(capsys: pytest.CaptureFixture[str]) -> None:
    shown = [line for line in typed(DOCS / "how-to" / "filters.md") if FILTER.match(line)]
    assert len(shown) == 4
    for words in shown:
        assert printed(capsys, "list", "evidence", "--where", *words.split()), words


def test_codes_of_paper_are_those_of_the_sheet(tmp_path: Path) -> None:
    page = DOCS / "how-to" / "paper.md"
    (sheet,) = (arguments for arguments in commands(page) if arguments[0] == "sheet")
    path = tmp_path / "sheet.html"
    assert run([*sheet[:-1], str(path)]) == 0
    lines = [line for line in typed(page) if CODE.match(line)]
    items = list(dict.fromkeys(re.findall(r'class="code">([^<]+)<', path.read_text("utf-8"))))
    assert [line.split()[0] for line in lines] == items[: len(lines)]
    assert set(CODE.findall(page.read_text("utf-8"))) <= set(items)


@pytest.mark.parametrize("language", ["en", "id"])
def test_tutorials_count_as_the_dossier_does(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = DOCS / {"en": "tutorial.md", "id": "tutorial.id.md"}[language]
    text, words = " ".join(path.read_text("utf-8").split()), WORDS[language]
    cell = Counter(
        row["stance"] for row in printed(capsys, "list", "evidence", "--where", "programme:clm dimension:outcome")
    )
    counts = (sum(cell.values()), cell["supports"], cell["contradicts"], cell["context"])
    against = printed(capsys, "list", "evidence", "--where", "stance:contradicts")
    rows = len({row["programme"] for row in against if row.get("programme")})
    term = script("pictures").WORDS[language]
    hits = Counter(row["kind"] for row in printed(capsys, "--lang", language, "search", *term.split()))
    programmes, claims = words[hits.pop("programmes")], words[hits.pop("evidence")]
    items = len(printed(capsys, "list", "evidence", "--where", script("pictures").QUEUE))
    if language == "en":
        expected = (
            "in this cell, {} of them: {} for, {} against, and {} that".format(*counts),
            f"speaks against ({rows} of 10)",
            f"Type `{term}`: {programmes} programme, {claims} claims and a source have the word.",
            f"comes to {items} items",
        )
    else:
        expected = (
            "dalam sel ini, {} buah: {} mendukung, {} menentang, dan {} yang".format(*counts),
            f"({rows} dari 10)",
            f"Ketik `{term}`: ada {programmes} program dan {claims} klaim yang memuat kata-kata itu.",
            f"jumlahnya {items} butir",
        )
    assert [sentence for sentence in expected if sentence not in text] == []
    assert hits == ({"sources": 1} if language == "en" else {})


def test_the_readme_counts_as_the_dossier_does(dossier: Dossier) -> None:
    claims = dossier.records(Evidence)
    counts = f"edition {dossier.meta.edition} has {len(claims)} claims, which tell {len(facts_of(claims))} facts"
    assert counts in " ".join((ROOT / "README.md").read_text("utf-8").split())


def test_both_tutorials_type_the_same() -> None:
    english, indonesian = (typed(DOCS / f"tutorial{part}.md") for part in ("", ".id"))
    assert [line for line in indonesian if not line.startswith("export ILO_TUI_LANG")] == english
    assert len([line for line in english if line.startswith("ilo-tui ")]) > 8


def test_both_tutorials_show_every_picture_of_the_week() -> None:
    used = [step[1:] for scene in script("pictures").week("en") for step in scene.steps if step.startswith("=")]
    for page, ending in (("tutorial.md", ""), ("tutorial.id.md", ".id")):
        shown = PICTURE.findall((DOCS / page).read_text("utf-8"))
        assert shown == [(name, ending) for name in used]


def test_the_clock_of_the_pictures_may_be_right(dossier: Dossier) -> None:
    clock = script("pictures").Clock()
    record = Withdrawal(seq=2, withdraws=1, at=clock().strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert not misdated([record], datetime.now(UTC), dossier.meta.edition)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_pictures_are_those_of_the_app(language: str) -> None:
    pictures = script("pictures")
    for name, drawn in pictures.pictures(language).items():
        assert pictures.file_of(name, language).read_text("utf-8") == drawn, f"{name}: run `make pictures`"
