"""The computers a stick serves, and what each of them answers to the conditions in a package's requirements."""

from __future__ import annotations

from dataclasses import dataclass

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class Platform:
    """A kind of computer: its name in messages, the wheel tags that run on it, and its answers to conditions."""

    name: str
    tags: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


def _answers(sys_platform: str, system: str, machine: str) -> tuple[tuple[str, str], ...]:
    os_name = "nt" if sys_platform == "win32" else "posix"
    answers = {"sys_platform": sys_platform, "platform_system": system, "platform_machine": machine, "os_name": os_name}
    return tuple(answers.items())


PLATFORMS = {
    "linux-x86_64": Platform(
        "Linux x86_64", ("manylinux_2_17_x86_64", "manylinux2014_x86_64"), _answers("linux", "Linux", "x86_64")
    ),
    "linux-aarch64": Platform(
        "Linux aarch64", ("manylinux_2_17_aarch64", "manylinux2014_aarch64"), _answers("linux", "Linux", "aarch64")
    ),
    "macos-arm64": Platform("macOS arm64", ("macosx_11_0_arm64",), _answers("darwin", "Darwin", "arm64")),
    # 10.15 is what Python 3.14 itself asks for; the wheels for older Pythons run on older systems too.
    "macos-x86_64": Platform("macOS x86_64", ("macosx_10_15_x86_64",), _answers("darwin", "Darwin", "x86_64")),
    "windows-x64": Platform("Windows x64", ("win_amd64",), _answers("win32", "Windows", "AMD64")),
}


@dataclass(frozen=True)
class Target:
    """One Python on one kind of computer."""

    platform: Platform
    python: str

    def flags(self) -> list[str]:
        """What `pip download` must be told to look for this target's wheels instead of this computer's."""
        chosen = [flag for tag in self.platform.tags for flag in ("--platform", tag)]
        return [*chosen, "--python-version", self.python, "--implementation", "cp"]

    def answers(self, extra: str) -> dict[str, str]:
        """The target's answers to the conditions of a requirement, when this extra was asked for (or none: "")."""
        return {
            **dict(self.platform.answers),
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": extra,
        }
