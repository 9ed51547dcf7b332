"""No name in the code is a pronoun or a word of the old, private vocabulary; `tests/names.py` has the list."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.names import INSTEAD, bindings_of, bound_names, python_files

ROOT = Path(__file__).resolve().parents[1]
PARTS = sorted(
    {
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "ilo_tui").iterdir() if path.name != "__pycache__"),
        *("tests", "benchmarks", "docs", "packaging"),
    }
)

ALL_KINDS = """
import one
from hypothesis import given, strategies as heard
from ilo_tui.core import told
def whole(own, *said, kept=1): ...
class Vote:
    asked: int
    def show(self): self.left = 1
for gone in range(3): [meant for taken in ()]
match value:
    case {**given}: ...
    case [made, *done]: ...
    case str() as here: ...
try: ...
except OSError as there: ...
with open(path) as what: (who := 1)
left.right = found
"""


@pytest.mark.parametrize("part", PARTS)
def test_no_name_is_a_pronoun(part: str) -> None:
    listed = [str(binding) for path in python_files(ROOT / part) for binding in bindings_of(path)]
    assert not listed, "\n".join(listed)


def test_every_way_to_bind_a_name_is_seen() -> None:
    bound = {name for _, name in bound_names(ast.parse(ALL_KINDS)) if name.lower() in INSTEAD}
    assert bound == {
        "heard",
        "told",
        "one",
        "Vote",
        "whole",
        "own",
        "said",
        "kept",
        "asked",
        "left",
        "gone",
        "taken",
        "given",
    } | {*("made", "done", "here", "there", "what", "who")}


def test_underscores_and_capitals_make_no_difference(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("_found = __told = ONE = 1\nfounder = 2\n")
    (path,) = python_files(tmp_path)
    assert [(binding.line, binding.name) for binding in bindings_of(path)] == [(1, "ONE"), (1, "__told"), (1, "_found")]
