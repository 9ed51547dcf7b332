"""One door for everything printed: nothing else writes to a stream, and nothing unsafe goes through it."""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

import ilo_tui
from ilo_tui.core.output import Redrawn, to_json, write_lines
from tests.core.test_text import HOSTILE, unsafe

ROOT = Path(ilo_tui.__file__).parent
DOORS = {"output.py", "__main__.py"}
"""Where a stream is written to; an old Python cannot read more than `__main__`."""
STREAMS = {"stdout", "stderr", "stream", "out", "err"}


def written(tree: ast.AST) -> Iterator[int]:
    """The lines in which something is printed, or written to what is called as a stream is."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "print":
            yield node.lineno
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"write", "writelines"}:
            name = getattr(node.func.value, "attr", getattr(node.func.value, "id", ""))
            if name.strip("_") in STREAMS:
                yield node.lineno


@pytest.mark.slow
def test_nothing_is_written_to_a_stream_but_through_the_door() -> None:
    result = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in ROOT.rglob("*.py")
        if path.name not in DOORS
        # Most say nothing of the kind, and need not be parsed.
        if re.search(r"\bprint\b|\.write", text := path.read_text("utf-8"))
        for line in written(ast.parse(text))
    }
    assert result == set()


def test_what_looks_for_that_finds_it() -> None:
    assert list(written(ast.parse("print(1)\nsys.stdout.write('x')\nself._stream.write('x')\nfile.write('x')"))) == [
        1, 2, 3,
    ]  # fmt: skip


@given(HOSTILE)
def test_lines_are_literal_text(text: str) -> None:
    out = io.StringIO()
    write_lines(out, text)
    assert unsafe(out.getvalue()) <= {"\n"}
    assert out.getvalue().count("\n") == text.count("\n") + 1
    out.getvalue().encode()


@given(HOSTILE, HOSTILE)
def test_json_is_json_and_can_be_written(key: str, value: str) -> None:
    text = to_json({key: [value, {"n": 1, "none": None}]})
    assert unsafe(text) <= {"\n"}
    text.encode()
    (shown,) = json.loads(text).values()
    assert shown[1] == {"n": 1, "none": None}
    if not any("\ud800" <= char <= "\udfff" for char in value):
        assert shown[0] == value


@pytest.mark.parametrize(("text", "shown"), [("caf\udce9", r"caf\xe9"), ("\ud83d", "\ufffd"), ("plain", "plain")])
def test_bytes_of_a_name_that_are_no_text_are_shown_by_their_numbers(text: str, shown: str) -> None:
    out = io.StringIO()
    write_lines(out, text)
    assert out.getvalue() == f"{shown}\n"
    assert json.loads(to_json({text: [text]})) == {shown: [shown]}


def test_a_line_that_is_drawn_over_leaves_nothing_behind() -> None:
    out = io.StringIO()
    line = Redrawn(out)
    line.draw("long \x1b[31m")
    line.draw("short")
    line.clear()
    line.clear()
    assert out.getvalue() == "\rlong ␛[31m\rshort     \r     \r"
