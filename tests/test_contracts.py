"""The import contracts leave no module out: a new package or module of the floors has to be given its place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import ilo_tui

PACKAGE = Path(ilo_tui.__file__).parent
CONTRACTS: list[dict[str, Any]] = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["tool"][
    "importlinter"
]["contracts"]


def named(kind: str) -> list[dict[str, Any]]:
    """The contracts of a kind."""
    return [contract for contract in CONTRACTS if contract["type"] == kind]


def modules(folder: Path) -> set[str]:
    """The modules and packages that lie in a folder."""
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return packages | {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_every_module_of_the_floors_is_in_a_layer() -> None:
    assert [contract["containers"] for contract in named("layers")] == [["ilo_tui"], ["ilo_tui.core"]]
    for contract in named("layers"):
        assert contract["exhaustive"] is True
        layers = {name for layer in contract["layers"] for name in re.split(r"\s*[|:]\s*", layer)}
        assert layers == modules(PACKAGE.joinpath(*contract["containers"][0].split(".")[1:]))


def test_only_the_screen_may_know_textual() -> None:
    (contract,) = named("forbidden")
    assert contract["forbidden_modules"] == ["textual"]
    below = {f"ilo_tui.{name}" for name in modules(PACKAGE) - {"__main__", "cli", "frontends"}}
    others = {f"ilo_tui.frontends.{name}" for name in modules(PACKAGE / "frontends") - {"tui"}}
    assert set(contract["source_modules"]) == below | others


def test_every_front_end_is_by_itself() -> None:
    (contract,) = named("independence")
    assert set(contract["modules"]) == {f"ilo_tui.frontends.{name}" for name in modules(PACKAGE / "frontends")}


def test_nothing_is_excused_from_a_contract() -> None:
    assert not [
        contract["name"] for contract in CONTRACTS if contract.keys() & {"ignore_imports", "exhaustive_ignores"}
    ]
