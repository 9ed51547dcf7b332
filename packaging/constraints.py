"""Write constraints.txt: the versions with which the program was developed and tested, names and versions only.

    python packaging/constraints.py

They are those of the environment in which this runs: of the program, its extras, its development group, and all that
these need. `make` installs within them, so that a checkout of today is tested with the same libraries in a year; who
installs the program itself is free within the ranges of pyproject.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
HEADER = "# Written by packaging/constraints.py: what the program was tested with. Names and versions, no hosts."


def declared(project: dict[str, Any]) -> list[Requirement]:
    """What pyproject.toml asks for: to run, as extras, to develop."""
    extras = project["project"].get("optional-dependencies", {})
    lists = [project["project"]["dependencies"], *extras.values(), project["dependency-groups"]["dev"]]
    return [Requirement(text) for texts in lists for text in texts]


def closure(requirements: Iterable[Requirement]) -> dict[str, str]:
    """The versions of these and of all that they need, as they are installed; by name as pip writes it."""
    versions: dict[str, str] = {}
    followed: set[str] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        if str(requirement) not in followed:
            followed.add(str(requirement))
            installed = distribution(requirement.name)
            versions[canonicalize_name(requirement.name)] = installed.version
            waiting += needed_by(installed.requires or (), requirement.extras)
    return versions


def needed_by(requires: Iterable[str], extras: Iterable[str]) -> Iterator[Requirement]:
    """The requirements that hold on this computer, with these extras."""
    for text in requires:
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement


def text_of(versions: dict[str, str]) -> str:
    """The file: a line each, sorted."""
    return "\n".join([HEADER, *sorted(f"{name}=={version}" for name, version in versions.items())]) + "\n"


if __name__ == "__main__":
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    CONSTRAINTS.write_text(text_of(closure(declared(pyproject))), encoding="utf-8")
