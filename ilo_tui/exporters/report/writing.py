"""Writing a report: complete or not at all, never over what is there unless asked."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import OutputError, output_errors
from ilo_tui.core.files import NewFile, new_file
from ilo_tui.core.paths import STDOUT
from ilo_tui.core.translator import N_, Translator
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.form import ManyFiles, OneFile, ReportForm
from ilo_tui.exporters.report.progress import OnProgress, no_progress
from ilo_tui.review.output_files import check_output, open_output, refuse_protected, refuse_terminal


@dataclass(frozen=True)
class Output:
    """Where a report goes and as what: a file, a folder, or `STDOUT`. `force` replaces what is there."""

    path: Path
    form: ReportForm
    force: bool = False
    excel: bool = False
    disk: Disk = DISK

    def check(self, dossier: Path) -> None:
        """Refuse, before any work, what cannot be written or would destroy something; raises `OutputError`."""
        if isinstance(self.form.layout, ManyFiles):
            self._check_folder(self.form.layout, dossier)
            return
        self.form.layout.check(self.path)
        if self.path != STDOUT:
            check_output(self.path, [dossier], force=self.force)
        elif self.form.layout.binary:
            refuse_terminal(self.path)

    def _check_folder(self, layout: ManyFiles, dossier: Path) -> None:
        if self.path == STDOUT:
            message = N_("the tables are several files, which stdout cannot hold")
            raise OutputError.of(self.path, message, N_("Name a folder after -o, or take another format."))
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
                if path.suffix == layout.suffix:
                    refuse_protected(path, [dossier])

    def not_empty(self) -> OutputError:
        """The error of a folder with something in it that is not to be replaced."""
        mend = N_("Name another folder, or add --force to replace the tables in it.")
        return OutputError.of(self.path, N_("this folder is not empty"), mend)


def write_report(report: Report, tr: Translator, output: Output, on_progress: OnProgress = no_progress) -> None:
    """Write a report; raises `OutputError`. Whatever ends it early, nothing half written is left."""
    on_progress(N_("Writing the report"))
    layout = output.form.layout
    if isinstance(layout, ManyFiles):
        with output_errors(output.path):
            _write_folder(report, output, layout)
    else:
        _write_file(report, tr, output, layout)


def _write_file(report: Report, tr: Translator, output: Output, layout: OneFile) -> None:
    with open_output(output.path, force=output.force, disk=output.disk) as file:
        if output.path == STDOUT or not layout.spools:
            # Of stdout there need be no place to write to.
            layout.write(report, tr, file, output.path, None)
            return
        with TemporaryDirectory(prefix=".ilo-tui-", dir=Path(os.path.realpath(output.path)).parent) as spool:
            layout.write(report, tr, file, output.path, Path(spool))


def _write_folder(report: Report, output: Output, layout: ManyFiles) -> None:
    """All files are on the disk before the first gets its name; a folder that is made for them goes with a failure."""
    created = not output.path.is_dir()
    if created:
        output.disk.make_shared_folder(output.path)
    try:
        with ExitStack() as files:
            flushed: list[NewFile] = []
            for name, write in layout.files(report, output.excel):
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
