"""An office: an installation of its own with its reviews folder, worked with by the real program only."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.frontends.plain.help import ROOT, Piped

Row = dict[str, Any]


@dataclass(frozen=True)
class Office:
    """A home, in which the installation remembers itself, and a folder of sessions."""

    home: Path
    reviews: Path

    @contextmanager
    def environment(self) -> Iterator[None]:
        """Every process that is started meanwhile is one of this installation."""
        with pytest.MonkeyPatch.context() as patch:
            for name in ("DATA", "CONFIG", "STATE", "CACHE"):
                patch.setenv(f"XDG_{name}_HOME", str(self.home / name.lower()))
            yield

    def run(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command, which must end with this code and without a traceback."""
        command = [sys.executable, "-m", "ilo_tui", "--reviews", str(self.reviews), *arguments]
        with self.environment():
            result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        assert result.returncode == code, result.stderr
        assert "Traceback" not in result.stderr
        return result

    def table(self, *arguments: str, code: int = 0) -> list[Row]:
        """What a command prints with `--json`."""
        rows: list[Row] = json.loads(self.run(*arguments, "--json", code=code).stdout)
        return rows

    def lines(self, reviewer: str, *arguments: str) -> Piped:
        """Begin to review in lines, over pipes."""
        with self.environment():
            return Piped("--reviews", str(self.reviews), "--reviewer", reviewer, "review", *arguments)

    def files(self) -> dict[str, bytes]:
        """The session files, by name, and whatever else lies beside them and doesn't hide."""
        return {path.name: path.read_bytes() for path in self.reviews.glob("*") if not path.name.startswith(".")}


def decisions(data: bytes) -> list[Row]:
    """The decisions in a session file, in order, as any JSON reader sees them."""
    return list(json.loads(data)["decisions"].values())


def states(data: bytes) -> dict[str, dict[str, str]]:
    """The answers of each item of a session file without an undo in it."""
    return {row["item"]: row["values"] for row in decisions(data)}
