"""Talking to plain mode from tests: in this process over strings, or to a process of its own over pipes."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends import plain
from ilo_tui.review.queues import Choice
from ilo_tui.views.context import ViewContext

ROOT = Path(__file__).parents[3]
DRIVER = ("-m", "ilo_tui", "--plain")


def context_of(dossier: DossierReader, language: str = "en") -> ViewContext:
    """A context over a dossier in a language."""
    return ViewContext(dossier, Translator(language, dossier.meta.default_language))


def walked(dossier: Dossier, *typed: str, language: str = "en", **options: Any) -> str:
    """What a walk tells while these lines are typed; it must end well."""
    out = StringIO()
    settings = load_settings({"lang": language, **options}, {})
    assert (
        plain.run_menu(context_of(dossier, language), settings, StringIO("".join(f"{item}\n" for item in typed)), out)
        == 0
    )
    return out.getvalue()


def reviewed(
    dossier: Dossier, *typed: str, choice: Choice | None = None, language: str = "en", **options: Any
) -> tuple[int, str]:
    """The exit code of a review while these lines are typed, and what it tells."""
    out = StringIO()
    settings = load_settings({"lang": language, "reviewer": "Sok Dara", **options}, {})
    lines = StringIO("".join(f"{item}\n" for item in typed))
    code = plain.review(context_of(dossier, language), settings, choice or Choice(), None, lines, out)
    return code, out.getvalue()


class Piped:
    """Plain mode in a process of its own. `said` is all that it has told so far."""

    def __init__(self, *arguments: str) -> None:
        """Start it and wait for its first prompt."""
        self.process = subprocess.Popen(
            [sys.executable, *DRIVER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            text=True,
            encoding="utf-8",
        )
        self.printed = ""
        self.first = self.read_on()

    def read_on(self) -> str:
        """What is told up to the next prompt, or the end."""
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            if line == "> \n":
                break
            lines.append(line)
        text = "".join(lines)
        self.printed += text
        return text

    def send(self, line: str) -> None:
        """Type a line, without waiting for what is told of it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def type(self, line: str) -> str:
        """Type a line and hear what is told of it."""
        self.send(line)
        return self.read_on()

    def end(self) -> int:
        """End the input, hear the rest, and return the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.read_on()
        return self.exit_code()

    def kill(self) -> None:
        """Kill -9, and nothing less."""
        self.process.kill()
        self.exit_code()

    def exit_code(self) -> int:
        """The exit code, once it is there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        code = self.process.wait(30)
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()
        return code
