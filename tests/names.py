"""Names that say nothing, with what to write instead, and where Python code binds them.

A name is what the thing is (`record`, `path`, `decision`): what a reader greps for who knows the field.
`python -m tests.names PATH...` lists where a name of the list is bound; `tests/test_names.py` holds the rule.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

INSTEAD = {
    "one": "what it is: record, value, path, entry",
    "told": "lines, message, text; printed in tests",
    "found": "match, hits, value, or what was looked for",
    "left": "remaining, rest_of_...; left is a side",
    "whole": "complete, size, wrap",
    "own": "reviewer_..., local_..., or what it belongs to",
    "asked": "question, request, asked_for_...",
    "said": "message, statement, text",
    "kept": "retained, records, stored",
    "heard": "answers, ratings, received",
    "gone": "missing, removed",
    "meant": "meaning, intended_...",
    "taken": "reserved, used_names",
    "given": "supplied_..., arguments",
    "made": "created, result",
    "done": "finished, result, bytes_read",
    "here": "place, location",
    "there": "present, existing",
    "what": "kind, subject",
    "who": "reviewer, person",
    "which": "choice, index",
    "it": "what it is",
    "this": "what it is",
    "that": "what it is",
    "them": "what they are",
    "say": "tr for the translator; show, print_... for a function",
    "saying": "message",
    "tell": "print_..., show, describe, on_progress",
    "telling": "view, description",
    "book": "context",
    "vote": "rating",
    "votes": "ratings",
    "settle": "adjudicate",
    "settling": "adjudication",
    "gather": "merge, collect",
    "gathering": "merge",
    "judgement": "decision, rating, summary",
    "judgements": "decisions, ratings",
    "sitting": "reviewer_context, session",
    "shelf": "registry",
    "let_go": "detach, release",
    "nobody": "no_progress",
    "wish": "options",
}
"""Each name with the words to choose from instead; underscores around it and capitals make no difference."""


OURS = {"", "ilo_tui", "tests"}


class Binding(NamedTuple):
    """Where a name is bound: file, line, the name as it is written."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        """As an editor opens it, with the words to use instead."""
        return f"{self.path}:{self.line}: {self.name} (instead: {INSTEAD[_plain(self.name)]})"


def _plain(name: str) -> str:
    return name.strip("_").lower()


def bound_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of all that a module binds: variables, arguments, functions, classes, attributes, aliases."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Import() | ast.ImportFrom():
                yield from _imported(node)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name
            case ast.MatchMapping(rest=str(name)):
                yield node.lineno, name
            case _:
                pass


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[int, str]]:
    """The names that an import binds; those of other projects (`given` of hypothesis) are not ours to choose."""
    top = (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else ""
    for alias in node.names:
        if alias.asname or top in OURS or not isinstance(node, ast.ImportFrom):
            yield node.lineno, alias.asname or alias.name.partition(".")[0]


def bindings_of(path: Path) -> Iterator[Binding]:
    """The bindings in a file whose name is on the list."""
    for line, name in sorted(set(bound_names(ast.parse(path.read_bytes())))):
        if _plain(name) in INSTEAD:
            yield Binding(path, line, name)


def python_files(folder: Path) -> list[Path]:
    """The Python files of a folder, or the file itself, but for snapshots and caches."""
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


if __name__ == "__main__":
    listed = [binding for name in sys.argv[1:] for path in python_files(Path(name)) for binding in bindings_of(path)]
    print(*listed, sep="\n")
    print(f"{len(listed)} bindings", file=sys.stderr)
