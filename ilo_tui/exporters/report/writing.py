"""Writing a report: complete or not at all, never over what is there unless asked."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Literal

import msgspec

from ilo_tui.core.errors import OutputError, output_errors
from ilo_tui.core.files import DISK, Disk, NewFile, new_file
from ilo_tui.core.paths import STDOUT
from ilo_tui.core.translator import N_, Translator
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.progress import OnProgress, no_progress
from ilo_tui.importers.tables.dossier_writer import check_output, outgoing, refuse_protected

Form = Literal["html", "md", "csv", "json", "xlsx"]
FORMS: tuple[Form, ...] = ("html", "md", "csv", "json", "xlsx")


@dataclass(frozen=True)
class Output:
    """Where a report goes and as what: a file, of `csv` a folder, or `STDOUT`. `force` replaces what is there."""

    path: Path
    form: Form
    force: bool = False
    excel: bool = False
    disk: Disk = DISK

    def check(self, dossier: Path) -> None:
        """Refuse, before any work, what cannot be written or would destroy something; raises `OutputError`."""
        if self.form == "xlsx":
            from ilo_tui.exporters.report.xlsx import xlsx_library

            xlsx_library(self.path)
        if self.path == STDOUT:
            self._check_stdout()
        elif self.form == "csv":
            self._check_folder(dossier)
        else:
            check_output(self.path, [dossier], force=self.force)

    def _check_stdout(self) -> None:
        if self.form == "csv":
            message = N_("the tables are several files, which stdout cannot hold")
            raise OutputError.of(self.path, message, N_("Name a folder after -o, or take another format."))
        if self.form == "xlsx" and sys.stdout.isatty():
            message = N_("a workbook is nothing that a terminal can show")
            raise OutputError.of(self.path, message, N_("Name a file after -o, or send the output to one."))

    def _check_folder(self, dossier: Path) -> None:
        with output_errors(self.path):
            if not self.path.absolute().parent.is_dir():
                message, mend = N_("its folder does not exist"), N_("Make the folder first, or name another one.")
                raise OutputError.of(self.path, message, mend)
            if self.path.exists() and not self.path.is_dir():
                message, mend = (
                    N_("this is a file"),
                    N_("CSV takes a folder, a file for each table: name one after -o."),
                )
                raise OutputError.of(self.path, message, mend)
            refuse_protected(self.path, ())
            inside = list(self.path.iterdir()) if self.path.is_dir() else []
            if inside and not self.force:
                raise self.not_empty()
            for path in inside:
                if path.suffix == ".csv":
                    refuse_protected(path, [dossier])

    def not_empty(self) -> OutputError:
        """The error of a folder with something in it that is not to be replaced."""
        mend = N_("Name another folder, or add --force to replace the tables in it.")
        return OutputError.of(self.path, N_("this folder is not empty"), mend)


def write_report(report: Report, tr: Translator, output: Output, on_progress: OnProgress = no_progress) -> None:
    """Write a report; raises `OutputError`. Whatever ends it early, nothing half written is left."""
    on_progress(N_("Writing the report"))
    if output.form == "csv":
        with output_errors(output.path):
            _write_tables(report, output)
        return
    with outgoing(output.path, force=output.force, disk=output.disk) as file:
        _write(report, tr, output, file)


def _write(report: Report, tr: Translator, output: Output, file: BinaryIO) -> None:
    match output.form:
        case "html":
            from ilo_tui.exporters.report.templating import as_html

            file.write(as_html(report, tr).encode())
        case "md":
            from ilo_tui.exporters.report.templating import as_markdown

            file.write(as_markdown(report, tr).encode())
        case "json":
            file.write(as_json(report))
        case "xlsx":
            from ilo_tui.exporters.report.xlsx import write_xlsx

            if output.path == STDOUT:
                # There need be no place to write to.
                write_xlsx(report, output.path, file, None)
                return
            with TemporaryDirectory(prefix=".ilo-tui-", dir=Path(os.path.realpath(output.path)).parent) as spool:
                write_xlsx(report, output.path, file, Path(spool))


def _write_tables(report: Report, output: Output) -> None:
    """All tables are on the disk before the first gets its name; a folder that is made for them goes with a failure."""
    from ilo_tui.exporters.report.xlsx import csv_files

    created = not output.path.is_dir()
    if created:
        output.disk.make_shared_folder(output.path)
    try:
        with ExitStack() as files:
            flushed: list[NewFile] = []
            for name, write in csv_files(report, excel=output.excel):
                target = output.path / name
                opened = new_file(target, output.disk, shared=True, fresh=not output.force)
                flushed.append(files.enter_context(opened))
                write(flushed[-1])
            for file in flushed:
                file.sync()
    except BaseException as error:
        if created:
            with suppress(OSError):
                output.path.rmdir()
        if isinstance(error, FileExistsError):
            raise output.not_empty() from None
        raise
    if created:
        output.disk.sync_folder(output.path.absolute().parent)


def as_json(report: Report) -> bytes:
    """The report itself; `from_json` gives an equal one."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def from_json(data: bytes) -> Report:
    """The report in a JSON file; raises `msgspec.MsgspecError` of what is none."""
    return msgspec.json.decode(data, type=Report)
