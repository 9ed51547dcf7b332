"""constraints.txt: names and versions of what the tests ran with, within the ranges of pyproject.toml."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.+]*")


@pytest.fixture(scope="module")
def constraints() -> ModuleType:
    path = ROOT / "packaging" / "constraints.py"
    spec = importlib.util.spec_from_file_location("constraints", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pinned(constraints: ModuleType) -> dict[str, str]:
    lines = constraints.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_every_line_is_a_name_and_a_version(constraints: ModuleType) -> None:
    header, *lines = constraints.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    assert header == constraints.HEADER
    assert lines == sorted(set(lines))
    assert all(LINE.fullmatch(line) for line in lines), [line for line in lines if not LINE.fullmatch(line)]


def test_they_fit_the_ranges_of_the_project(constraints: ModuleType, pinned: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for requirement in constraints.declared(project):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in constraints.txt: run `make constraints`"
        assert requirement.specifier.contains(version, prereleases=True), f"{requirement} does not allow {version}"


def test_what_a_library_needs_is_followed_with_its_extras(constraints: ModuleType) -> None:
    project = {"project": {"dependencies": ["textual"]}, "dependency-groups": {"dev": []}}
    versions = constraints.closure(constraints.declared(project))
    assert {"textual", "rich", "markdown-it-py", "linkify-it-py", "mdurl"} <= versions.keys()
    assert list(constraints.needed_by(['x; extra == "more"', 'y; python_version < "3"'], ())) == []
    assert [str(item) for item in constraints.needed_by(['x; extra == "more"'], {"more"})] == ['x; extra == "more"']
