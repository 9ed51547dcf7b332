"""A stick for the computer that runs the tests, and its scripts started as people start them, without a network."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).resolve().parents[2]
BUILDER = ROOT / "packaging" / "stick.py"
SHELL = shutil.which("dash") or shutil.which("sh") or "sh"
MACHINES = {
    ("linux", "x86_64"): "linux-x86_64",
    ("linux", "aarch64"): "linux-aarch64",
    ("darwin", "arm64"): "macos-arm64",
    ("darwin", "x86_64"): "macos-x86_64",
}
FOLDER = MACHINES.get((sys.platform, platform.machine()))
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"


def build(output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build a stick in this folder with the builder itself."""
    command = [sys.executable, str(BUILDER), "-o", str(output), *options]
    # One try more than none: only then does pip say why it failed.
    supplied = {**os.environ, "PIP_RETRIES": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=supplied)


@cache
def cut_off() -> tuple[str, ...]:
    """The words before a command that take its network away: a namespace without interfaces, where there is one."""
    for words in (("unshare", "-rn"), ("unshare", "-n")):
        if (
            shutil.which(words[0])
            and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
        ):
            return words
    return ()


def in_read_only_mount(folder: Path, place: Path) -> tuple[str, ...]:
    """The words before a command that mount the folder there, read-only and noexec; none where that is not allowed."""
    steps = 'mount --bind "$1" "$2" && mount -o remount,bind,ro,noexec "$2" && shift 2 && exec "$@"'
    place.mkdir(exist_ok=True)
    for words in (("unshare", "-rnm"), ("unshare", "-nm")):
        mounted = (*words, "sh", "-c", steps, "sh", str(folder), str(place))
        refused = [
            *mounted,
            "sh",
            "-c",
            '! touch "$1/x" && test -e "$1/run.sh" && ! "$1/run.sh" list',
            "sh",
            str(place),
        ]
        if shutil.which(words[0]) and subprocess.run(refused, capture_output=True, check=False).returncode == 0:
            return mounted
    return ()


@dataclass(frozen=True)
class Person:
    """Somebody with a home of their own, an ordinary PATH and a Python, who starts the scripts of a stick."""

    home: Path
    more: dict[str, str] = field(default_factory=dict)

    def variables(self) -> dict[str, str]:
        """Their variables. Where no namespace cuts the network off, a proxy that answers nothing does."""
        fixed = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "PYTHON": sys.executable, "LANG": "C.UTF-8"}
        deaf = dict.fromkeys(("http_proxy", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
        return {**fixed, "TERM": "xterm-256color", **deaf, **self.more}

    def start(self, *command: str | Path, before: tuple[str, ...] | None = None) -> subprocess.Popen[str]:
        """Start a command without a network; both its outputs are pipes."""
        words = [*(cut_off() if before is None else before), *map(str, command)]
        pipe = subprocess.PIPE
        return subprocess.Popen(words, env=self.variables(), stdout=pipe, stderr=pipe, text=True, cwd=self.home)

    def does(self, *command: str | Path, before: tuple[str, ...] | None = None) -> tuple[int, str, str]:
        """Run a command without a network to its end: its exit code, stdout and stderr."""
        with self.start(*command, before=before) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def opens(self, *command: str | Path, before: tuple[str, ...] | None = None) -> int:
        """Open the app in a terminal without a network, wait for its first rows, quit; its exit code."""
        first, *rest = [*(cut_off() if before is None else before), *map(str, command)]
        terminal = (24, 80)
        child = pexpect.spawn(first, rest, dimensions=terminal, encoding="utf-8", timeout=60, env=self.variables())
        screen = pyte.Screen(80, 24)
        stream = pyte.Stream(screen)
        while "Supporting actions" not in "\n".join(screen.display):
            data = child.read_nonblocking(65536, timeout=60)
            # pyte knows no private sequences with `<`, `>`, `=`; none of them draws anything.
            stream.feed(re.sub(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1bP.*?\x1b\\", "", data))
        child.send("q")
        child.expect(pexpect.EOF, timeout=30)
        child.close()
        assert child.exitstatus is not None
        return child.exitstatus


def seal(stick: Path) -> None:
    """Write SHA256SUMS anew, as if the stick had been built as it is now."""
    names = sorted(path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file())
    names.remove("SHA256SUMS")
    lines = [f"{sha256((stick / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (stick / "SHA256SUMS").write_text("".join(lines))


def listing(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
