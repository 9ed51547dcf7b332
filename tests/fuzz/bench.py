"""Where one broken file is tried: a folder of its own, the language to speak, and what the file must still be after."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from ilo_tui.cli import review
from ilo_tui.core.settings import DEFAULTS, Settings
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.argument_parser import Options
from ilo_tui.frontends.console.options import build_parser


@cache
def _options(arguments: tuple[str, ...]) -> Options:
    """What the program's own parser makes of a command line; making that parser takes longer than most commands."""
    return build_parser(Translator("en"), review).parse_args(arguments, Options())


class BrokenPromiseError(Exception):
    """A reader took a file, or refused it, but did not keep what it promises."""


@dataclass
class Bench:
    """One try. Broken files lie in `folder/in`, which nobody may touch; what is written goes to `folder/out`."""

    folder: Path
    chance: Random
    tr: Translator
    _put: dict[Path, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with empty folders."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.out.mkdir(parents=True)

    @property
    def out(self) -> Path:
        """The folder for what readers write."""
        return self.folder / "out"

    def put(self, name: str, data: bytes) -> Path:
        """A file that is only to be read; `name` may have folders in it."""
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._put[path] = data
        return path

    def untouched(self) -> bool:
        """Whether the files are what they were, and there are no others."""
        matches = {path for path in (self.folder / "in").rglob("*") if path.is_file()}
        return matches == self._put.keys() and all(path.read_bytes() == data for path, data in self._put.items())

    def printed(self, *arguments: str, settings: Settings | None = None, json: float = 0.5) -> list[str]:
        """What the command of these arguments prints, to both streams, line by line; as JSON so often."""
        values = {**DEFAULTS, "dossier": str(self.folder / "in" / "dossier.json"), "reviews": str(self.folder / "in")}
        chosen = settings or Settings(values, dict.fromkeys(values, "default"))
        options = _options((*arguments, *(["--json"] if self.chance.random() < json else [])))
        stream = io.StringIO()
        with redirect_stdout(stream), redirect_stderr(stream):
            options.run(options, chosen, self.tr)
        return stream.getvalue().split("\n")


def promise(holds: bool, description: str) -> None:
    """Raise `BrokenPromiseError` unless a promise is kept."""
    if not holds:
        raise BrokenPromiseError(description)
