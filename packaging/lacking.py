"""What a target needs and the stick has not.

`pip download` answers conditions (`; sys_platform == "win32"`) for the computer it runs on, not for the one it
downloads for, so what only other computers need has to be found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename
from targets import Target


def lacking(wheels: Path, project: str, target: Target) -> list[str]:
    """The requirements, sorted, that hold on the target and that no wheel in the folder bears the name of."""
    requirements = _required(wheels)
    missing: set[str] = set()
    waiting, visited = [(project, "")], set()
    while waiting:
        if (project_extra := waiting.pop()) in visited:
            continue
        visited.add(project_extra)
        name, extra = project_extra
        for need in requirements[name]:
            if need.marker and not need.marker.evaluate(target.answers(extra)):
                continue
            if (needed := str(canonicalize_name(need.name))) in requirements:
                waiting += [(needed, more) for more in ("", *need.extras)]
            else:
                missing.add(f"{need.name}{need.specifier}")
    return sorted(missing)


def _required(wheels: Path) -> dict[str, list[Requirement]]:
    """By project, the requirements of all its wheels in the folder."""
    requirements: dict[str, list[Requirement]] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        name = str(parse_wheel_filename(wheel.name)[0])
        requirements.setdefault(name, []).extend(_of_wheel(wheel))
    return requirements


def _of_wheel(wheel: Path) -> Iterator[Requirement]:
    with ZipFile(wheel) as packed:
        inside = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        for line in message_from_bytes(packed.read(inside)).get_all("Requires-Dist", []):
            yield Requirement(line)
