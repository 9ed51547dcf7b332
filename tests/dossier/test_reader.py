"""How records are kept is known to the dossier package alone: above it they are read through `DossierReader`."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import Dossier

PACKAGE = Path(__file__).resolve().parents[2] / "ilo_tui"
_READS_TABLES = (
    *("repository.py", "codec.py", "loading.py", "validation.py", "lint_input.py", "editions/base.py"),
    "overlaid.py",
)
KEEPERS = {PACKAGE / "dossier" / name for name in _READS_TABLES}
"""Who may make a dossier of tables, or look at the tables of a file."""

READERS = sorted(path for path in PACKAGE.rglob("*.py") if path not in KEEPERS)


def _is_dossier(node: ast.expr) -> bool:
    """Whether an expression is called a dossier, be it as an attribute."""
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name.endswith("dossier")


def names_in(source: str) -> set[str]:
    """The names that code uses."""
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def tables_touched(source: str) -> list[str]:
    """Attributes of a dossier that are named as a table, or are its private ones, and where they stand."""
    hidden = {*TABLES, "table"} - {"meta"}
    nodes = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute) and _is_dossier(node.value)
    )
    return [f"line {node.lineno}: .{node.attr}" for node in nodes if node.attr in hidden or node.attr.startswith("_")]


@pytest.mark.slow
def test_no_module_above_reads_a_table_as_a_dict() -> None:
    sources = {path: path.read_text("utf-8") for path in READERS}
    # Most never speak of a dossier, and need not be parsed.
    touched = {path: tables_touched(source) for path, source in sources.items() if "dossier" in source.casefold()}
    assert len(touched) > 100
    assert {path: places for path, places in touched.items() if places} == {}


def test_no_module_above_names_the_dossier_in_memory() -> None:
    sources = {path: path.read_text("utf-8") for path in READERS}
    suspects = {path: source for path, source in sources.items() if re.search(r"\bDossier\b", source)}
    named = {path for path, source in suspects.items() if "Dossier" in names_in(source)}
    assert named == set(), "above the dossier, it is a DossierReader"


def test_a_table_that_is_touched_is_seen() -> None:
    source = (
        "len(self.dossier.programmes), dossier._tables, context.dossier.table('x'), dossier.meta, report.programmes"
    )
    assert tables_touched(source) == ["line 1: ._tables", "line 1: .programmes", "line 1: .table"]


def test_the_dossier_in_memory_is_what_readers_are_promised(dossier: Dossier) -> None:
    reader: DossierReader = dossier
    assert sum(reader.count(kind) for kind in TABLES.values()) == sum(len(reader.ids(kind)) for kind in TABLES.values())
    assert reader.content_hash == reader.content_hash
    assert len(reader.content_hash) == 16
