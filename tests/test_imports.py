"""What is imported when: the floors of the house, and start-up that pays only for what it uses."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dossier.small import small, written

COMMANDS = [
    ["--help"],
    ["--version"],
    ["list", "--help"],
    ["list", "gaps"],
    ["list", "evidence", "--where", "programme:clm", "--json"],
    ["check"],
    ["check", "no-such-file.json"],
    ["show", "clm"],
    ["show", "no-such-record"],
    ["keys"],
    ["schema"],
    ["config"],
    [],
]
LATE = ("textual", "csv", "jinja2", "defusedxml", "sqlite3", "asyncio", "tomllib", "rispy", "bibtexparser")
"""What no plain command needs without a config file."""
DOCUMENTS = {"pypdf", "mammoth", "rispy", "bibtexparser", "openpyxl", "ilo_tui.copies.extraction.reading"}
"""What reads documents, references and workbooks."""
PROOF = {"ilo_tui.copies.excerpts", "ilo_tui.copies.folding_rules", "ilo_tui.copies.passages"}
"""What proves excerpts."""
EXAMPLE = Path(__file__).parents[1] / "docs" / "example" / "water.json"
_UP = ("ilo_tui.frontends", "ilo_tui.cli", "textual")
FLOORS = {
    "dossier": ("ilo_tui.review", "ilo_tui.views", "ilo_tui.importers", "ilo_tui.exporters", *_UP),
    "review": ("ilo_tui.views", "ilo_tui.importers", "ilo_tui.exporters", *_UP),
    "views": ("ilo_tui.importers", "ilo_tui.exporters", *_UP),
    "importers": ("ilo_tui.exporters", *_UP),
    "exporters": _UP,
}


def loaded(code: str, folder: Path) -> set[str]:
    """The modules that are loaded after some code ran in a Python of its own."""
    shown = f"import sys\n{code}\nsys.stderr.write('\\n=' + ' '.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, encoding="utf-8", check=True, cwd=folder, timeout=30
    )
    return set(result.stderr.rpartition("=")[2].split())


@pytest.mark.share(3)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_plain_commands_load_only_what_they_use(arguments: list[str], tmp_path: Path) -> None:
    code = f"from ilo_tui.cli import run\ntry: run({arguments!r})\nexcept SystemExit: pass"
    modules = loaded(code, tmp_path)
    assert "ilo_tui.cli" in modules
    assert not modules & set(LATE)


@pytest.mark.share(3)
@pytest.mark.parametrize(("form", "library"), [("ris", {"rispy"}), ("bibtex", {"bibtexparser"}), ("csl", set())])
def test_each_form_of_references_loads_its_library_alone(form: str, library: set[str], tmp_path: Path) -> None:
    code = (
        f"from ilo_tui.cli import run\nrun(['list', 'sources', '--where', 'year:2013', '--format', {form!r}])\n"
        "import ilo_tui.importers.references.import_references"
    )
    assert loaded(code, tmp_path) & {"rispy", "bibtexparser"} == library


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("arguments", "proves"),
    [
        (["list", "sources"], False),
        (["list", "copies"], False),
        (["show", "points-01"], False),
        (["check", str(EXAMPLE)], False),
        (["report", "--format", "md", "-o", "-"], True),
        (["show", "points-01", "--source"], True),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_no_command_reads_documents_itself_and_few_load_what_proves_excerpts(
    arguments: list[str], proves: bool, tmp_path: Path
) -> None:
    code = f"from ilo_tui.cli import run\nrun(['--dossier', {str(EXAMPLE)!r}, '--read-only', *{arguments!r}])"
    modules = loaded(code, tmp_path)
    assert "ilo_tui.dossier.model" in modules
    assert not modules & DOCUMENTS, "another process reads them"
    assert (modules >= PROOF) is proves


def test_the_app_starts_reads_everything_and_judges_without_what_reads_documents(tmp_path: Path) -> None:
    code = f"""
import asyncio
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.review.queues import Choice
from ilo_tui.views.context import ViewContext
from pathlib import Path

async def main():
    dossier = load(Path({str(EXAMPLE)!r}))
    settings = load_settings({{"reviews": {str(tmp_path)!r}, "reviewer": "Sok Dara"}}, {{}})
    app = IloApp(ViewContext(dossier, Translator("en", "en")), settings)
    app._choice = Choice(kind="evidence")
    async with app.run_test(size=(120, 40)) as pilot:
        while not isinstance(app.screen, JudgeScreen):
            await pilot.pause()
        await pilot.pause()
        assert "ilo_tui.app.source_texts" not in sys.modules

asyncio.run(main())
"""
    assert not loaded(code, tmp_path) & (DOCUMENTS | PROOF)


def test_a_broken_dossier_is_refused_before_the_screen_is_loaded(tmp_path: Path) -> None:
    path = written(tmp_path, {**small(), "meta": {}})
    modules = loaded(f"from ilo_tui.cli import run\nassert run(['--dossier', {str(path)!r}]) == 1", tmp_path)
    assert "ilo_tui.dossier.errors" in modules
    assert "textual" not in modules


def test_help_reads_no_dossier(tmp_path: Path) -> None:
    code = "from ilo_tui.cli import run\ntry: run(['--help'])\nexcept SystemExit: pass"
    assert not loaded(code, tmp_path) & {"msgspec", "tinydb", "ilo_tui.dossier.repository"}


@pytest.mark.parametrize("floor", FLOORS)
def test_no_floor_stands_on_a_higher_one(floor: str, tmp_path: Path) -> None:
    code = (
        f"import importlib, pkgutil, ilo_tui.{floor} as floor\n"
        "names = [one.name for one in pkgutil.walk_packages(floor.__path__, floor.__name__ + '.')]\n"
        "[importlib.import_module(name) for name in names]"
    )
    modules = loaded(code, tmp_path)
    assert len([name for name in modules if name.startswith(f"ilo_tui.{floor}.")]) >= 5
    assert not {name for name in modules if name.startswith(FLOORS[floor])}


def test_independent_tests_know_nothing_of_the_program() -> None:
    for path in (Path(__file__).parent / "independent").glob("*.py"):
        read = ast.walk(ast.parse(path.read_text("utf-8")))
        names = [alias.name for node in read if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names]
        read = ast.walk(ast.parse(path.read_text("utf-8")))
        names += [node.module or "" for node in read if isinstance(node, ast.ImportFrom)]
        allowed = {name for name in names if name.startswith("tests.independent")}
        assert not [name for name in set(names) - allowed if name.partition(".")[0] in {"ilo_tui", "tests"}]
