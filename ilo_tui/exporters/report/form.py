"""What a form of the report is: its name, how it is offered, and what writes it.

A form is one module in the folder `forms` with a constant `FORM`. It is imported whenever the command line is built,
so it imports what it needs to write only when it writes (and these are no dataclasses, which take 6 ms to import).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import RawIOBase
    from pathlib import Path
    from typing import BinaryIO

    from ilo_tui.core.translator import Translator
    from ilo_tui.exporters.report.content import Report


class OneFile(NamedTuple):
    """A form that is one file: `write` puts the report into what is open for bytes.

    It is given the path as people know it and, if it `spools` and does not go to stdout, a folder for what it has not
    finished. `check` raises `OutputError` for that path, before any work, where the form cannot be written here. What
    is `binary` does not go to a terminal.
    """

    write: Callable[[Report, Translator, BinaryIO, Path, Path | None], None]
    check: Callable[[Path], None] = lambda path: None
    binary: bool = False
    spools: bool = False


class ManyFiles(NamedTuple):
    """A form that is a folder: `files` names each file in it and what writes it; `excel`: as Excel opens it best."""

    files: Callable[[Report, bool], Iterator[tuple[str, Callable[[RawIOBase], None]]]]
    suffix: str
    """The ending of its files: others in the folder are left alone."""


class ReportForm(NamedTuple):
    """A form: `name` is the choice on the command line and the file ending, `title` a marked message for people.

    Forms are offered by `place`, the smallest first. `library` is the module without which it cannot be written.
    """

    name: str
    title: str
    place: int
    layout: OneFile | ManyFiles
    library: str = ""
    takes_excel: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files, which stdout cannot hold."""
        return isinstance(self.layout, ManyFiles)

    def file_name(self, stem: str) -> str:
        """What a report in this form is called."""
        return stem if self.is_folder else f"{stem}.{self.name}"
