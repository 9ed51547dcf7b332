"""CONTRIBUTING, ARCHITECTURE and SECURITY name files, commands and functions that there are."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
STEP = re.compile(r"^\d+\. (<- )?`([\w/]+\.py):([\w.]+)` ", re.MULTILINE)
WALK = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
IN_CODE = re.compile(r"`([^`\n]+)`")
FLOORS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0][
    "layers"
]


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def height(path: str) -> int:
    """The floor of a file of the package, counted from the top."""
    floor = path.partition("/")[0].removesuffix(".py")
    (level,) = (level for level, floors in enumerate(FLOORS) if floor in floors.split(" | "))
    return level


def walks() -> list[list[tuple[bool, str, str]]]:
    """The walks of ARCHITECTURE: whether a step returns, the file, the function."""
    sections = [STEP.findall(section) for section in WALK.findall(read("ARCHITECTURE.md"))]
    return [[(bool(back), path, name) for back, path, name in steps] for steps in sections if steps]


@pytest.mark.parametrize(("path", "name"), [(path, name) for walk in walks() for _, path, name in walk])
def test_every_step_of_a_walk_is_a_function(path: str, name: str) -> None:
    body: list[ast.stmt] = ast.parse((ROOT / "ilo_tui" / path).read_bytes()).body
    for part in name.split("."):
        named = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name == part
        ]
        assert named, f"{path} has no {name}"
        body = named[0].body
    assert not isinstance(named[0], ast.ClassDef)


@pytest.mark.parametrize("walk", walks(), ids=lambda walk: walk[0][1])
def test_a_walk_goes_down_or_returns(walk: list[tuple[bool, str, str]]) -> None:
    assert len(walk) > 10
    called = [walk[0]]
    for returns, path, name in walk[1:]:
        if returns:
            # Back to a floor that called what came before.
            assert any(height(path) == height(caller) for _, caller, _ in called), name
        else:
            assert height(path) >= height(called[-1][1]), f"{path}:{name} is above {called[-1][1]}"
        called.append((returns, path, name))


@pytest.mark.parametrize("page", PAGES)
def test_paths_in_a_page_are_there(page: str) -> None:
    """What stands as code and looks like a path: from the top, or from the package."""
    paths = [
        text
        for text in IN_CODE.findall(read(page))
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?|[\w-]+\.(toml|md|txt)", text)
    ]
    placeholders = {"CODE", "LC_MESSAGES", "locale"}
    wanted = [text for text in paths if not placeholders & set(Path(text).parts)]
    assert [text for text in wanted if not any((base / text).exists() for base in (ROOT, ROOT / "ilo_tui"))] == []


@pytest.mark.parametrize("page", PAGES)
def test_names_in_capitals_stand_in_the_file_that_is_named_with_them(page: str) -> None:
    """`NAME` of (or in) `path.py`: the file has it."""
    text = " ".join(read(page).split())
    for name, path in re.findall(r"`([A-Z_]{3,})` (?:of|in) `([\w/]+\.py)`", text):
        assert re.search(rf"\b{name}\b", (ROOT / path).read_text("utf-8")), f"{path} has no {name}"


def test_make_commands_are_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)`", " ".join(read(page).split()))}
    named |= set(re.findall(r"^    make ([a-z-]+)", read("CONTRIBUTING.md"), re.MULTILINE))
    assert {"run", "test", "lint", "coverage", "names"} <= named
    assert named <= targets


def test_hooks_before_a_commit_are_the_checks_of_make_lint() -> None:
    """They need no network: each is a command of the project's own environment."""
    hooks = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert all(hook.startswith(".venv/bin/") for hook in hooks)
    lint = (ROOT / "Makefile").read_text("utf-8").partition("\nlint: ")[2].partition("\n\n")[0]
    assert [hook.removeprefix(".venv/bin/") for hook in hooks] == re.findall(r"\$\(BIN\)/(.+)", lint)


def test_what_a_contributor_reads_is_in_the_source_archive() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {*PAGES, "constraints.txt", ".pre-commit-config.yaml", "Makefile", "tests"} <= set(included)
