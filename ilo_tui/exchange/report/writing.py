"""Writing a report: whole or not at all, never over what is there unless asked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from ilo_tui.exchange.incoming.faults import refusal, writing
from ilo_tui.exchange.incoming.writer import check_output
from ilo_tui.exchange.report.content import Report
from ilo_tui.exchange.report.steps import Tell, nobody
from ilo_tui.i18n import N_, Say

Form = Literal["html", "md", "csv", "json", "xlsx"]
FORMS: tuple[Form, ...] = ("html", "md", "csv", "json", "xlsx")


@dataclass(frozen=True)
class Output:
    """Where a report goes and as what: a file, of `csv` a folder. `force` replaces files that are there."""

    path: Path
    form: Form
    force: bool = False
    excel: bool = False

    def check(self, dossier: Path) -> None:
        """Refuse, before any work, what cannot be written or would destroy something; raises `IncomingError`."""
        if self.form == "xlsx":
            from ilo_tui.exchange.report.sheets import xlsx_library

            xlsx_library(self.path)
        if self.form == "csv":
            self._check_folder()
        else:
            check_output(self.path, [dossier], force=self.force)

    def _check_folder(self) -> None:
        with writing(self.path):
            if not self.path.absolute().parent.is_dir():
                message, mend = N_("its folder does not exist"), N_("Make the folder first, or name another one.")
                raise refusal(self.path, message, mend)
            if self.path.exists() and not self.path.is_dir():
                message, mend = (
                    N_("this is a file"),
                    N_("CSV takes a folder, a file for each table: name one after -o."),
                )
                raise refusal(self.path, message, mend)
            if self.path.is_dir() and any(self.path.iterdir()) and not self.force:
                message = N_("this folder is not empty")
                raise refusal(
                    self.path, message, N_("Name another folder, or add --force to replace the tables in it.")
                )


def write_report(report: Report, say: Say, output: Output, tell: Tell = nobody) -> None:
    """Write a report; raises `IncomingError`. Whatever ends it early, nothing half written is left."""
    tell(N_("Writing the report"))
    with writing(output.path), _aside(output) as made:
        _make(report, say, output, made)
        if output.form != "csv":
            _sync(made)
            _put(made, output)
            return
        for file in sorted(made.iterdir()):
            _sync(file)
        output.path.mkdir(exist_ok=True)
        for file in sorted(made.iterdir()):
            file.replace(output.path / file.name)


def _make(report: Report, say: Say, output: Output, made: Path) -> None:
    """Write the report under a name of its own."""
    match output.form:
        case "html":
            from ilo_tui.exchange.report.texts import as_html

            made.write_text(as_html(report, say), "utf-8", newline="\n")
        case "md":
            from ilo_tui.exchange.report.texts import as_markdown

            made.write_text(as_markdown(report, say), "utf-8", newline="\n")
        case "json":
            made.write_bytes(as_json(report))
        case "csv":
            from ilo_tui.exchange.report.sheets import write_csv

            made.mkdir()
            write_csv(report, made, excel=output.excel)
        case "xlsx":
            from ilo_tui.exchange.report.sheets import write_xlsx

            write_xlsx(report, made)


def as_json(report: Report) -> bytes:
    """The report itself; `from_json` gives an equal one."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def from_json(data: bytes) -> Report:
    """The report in a JSON file; raises `msgspec.MsgspecError` of what is none."""
    return msgspec.json.decode(data, type=Report)


@contextmanager
def _aside(output: Output) -> Iterator[Path]:
    """A name in a hidden folder beside the output, which goes in every case."""
    parent = output.path.absolute().parent
    folder = Path(tempfile.mkdtemp(prefix=f".{output.path.name}.", dir=parent))
    try:
        yield folder / "made"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(made: Path, output: Output) -> None:
    if not output.force and os.path.lexists(output.path):
        message, mend = N_("this file exists already"), N_("Name another file, or add --force to replace it.")
        raise refusal(output.path, message, mend)
    made.replace(output.path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
