"""Writing a report: which forms there are, where it goes, that nothing is destroyed, and what became of it.

    job = ReportJob(choice, dossier)
    while not job.place(typed) or not job.write(context, items, entries):
        ...                                 # show job.fault_text(tr), ask for another place

`write` may run in a thread of its own; `stop` ends it from another one before its next step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Literal

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import AppError, OutputError, PathError, StoppedError
from ilo_tui.core.folders import home
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.form import ReportForm
from ilo_tui.exporters.report.forms import report_forms
from ilo_tui.exporters.report.progress import OnProgress, no_progress
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.review.items import Items
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.context import ViewContext

State = Literal["unplaced", "placed", "writing", "refused", "stopped", "written"]
"""`refused`: another place may be tried. `stopped` and `written` are final."""
Entries = Callable[[], Sequence[SessionFile]]
"""Reads the files of the folder of sessions; raises `ReviewError`."""


@dataclass(frozen=True)
class ReportChoice:
    """A form that can be written on this computer, with the names of reviewers or without."""

    form: ReportForm
    anonymise: bool = False

    @property
    def key(self) -> str:
        """What the choice is called in lists: `html`, `anonymous html`."""
        return f"anonymous {self.form.name}" if self.anonymise else self.form.name

    def label(self, tr: Translator) -> str:
        """What people read."""
        title = tr(self.form.title)
        return tr("without names: {form}", form=title) if self.anonymise else title


def report_choices() -> list[ReportChoice]:
    """Everything that can be chosen: every form of which the library is installed, first with names, then without."""
    forms = [form for form in report_forms() if not form.library or find_spec(form.library)]
    return [ReportChoice(form, anonymise) for anonymise in (False, True) for form in forms]


class ReportJob:
    """One report of a dossier, until it is written, stopped or given up."""

    def __init__(
        self,
        choice: ReportChoice,
        dossier: DossierReader,
        *,
        force: bool = False,
        excel: bool = False,
        disk: Disk = DISK,
    ) -> None:
        """Prepare a report; `force` replaces what is there, `excel` writes tables as Excel opens them best."""
        self.choice, self.dossier = choice, dossier
        self.state: State = "unplaced"
        self.fault: AppError | None = None
        self._output = Output(Path(), choice.form, force, excel, disk)
        self._stop = Event()

    @property
    def file_name(self) -> str:
        """What the report is called if nobody says otherwise."""
        return self.choice.form.file_name(f"report-{self.dossier.meta.id}")

    @property
    def path(self) -> Path:
        """Where it goes, once it has a place."""
        return self._output.path

    def suggested_path(self) -> Path:
        """Where it goes unless another place is typed: the user's home folder."""
        return home() / self.file_name

    def place(self, typed: str) -> bool:
        """Take the place that somebody typed on a screen; of a folder, a file of the suggested name in it.

        On a screen there is no stdout: `-` is a name like any other. False: `fault` says why not.
        """
        try:
            path = expand(typed).absolute()
        except PathError as error:
            return self._refuse(error)
        with suppress(OSError):
            if path.is_dir() and not self.choice.form.is_folder:
                path /= self.file_name
        self.place_at(path)
        return True

    def place_at(self, path: Path) -> None:
        """Take this very place, which may be `STDOUT`."""
        self._output = replace(self._output, path=path)
        self.state, self.fault = "placed", None

    def check(self) -> bool:
        """Whether it can be written there and destroys nothing, as far as can be known before any work."""
        try:
            self._output.check(self.dossier.path)
        except OutputError as error:
            return self._refuse(error)
        return True

    def write(
        self, context: ViewContext, items: Items, entries: Entries, on_progress: OnProgress = no_progress
    ) -> bool:
        """Build and write it in the language of `context`; False: it was stopped, or `fault` says why not.

        Whatever ends it, nothing half written is left.
        """
        if self._stop.is_set() or not self.check():
            return False
        self.state = "writing"

        def step(message: str) -> None:
            if self._stop.is_set():
                raise StoppedError
            on_progress(message)

        try:
            step(N_("reading"))
            data = build_report(context, items, entries(), ReportOptions(self.choice.anonymise), step)
            write_report(data, context.tr, self._output, step)
        except StoppedError:
            self.state = "stopped"
            return False
        except AppError as error:
            return self._refuse(error)
        self.state = "written"
        return True

    def stop(self) -> None:
        """End it before its next step; what is being written at this moment is finished."""
        self._stop.set()
        if self.state not in {"writing", "written"}:
            self.state = "stopped"

    def _refuse(self, fault: AppError) -> bool:
        self.state, self.fault = "refused", fault
        return False

    def fault_text(self, tr: Translator) -> str:
        """What keeps it from being written there, for whoever is asked for another place; empty: nothing does."""
        if isinstance(self.fault, OutputError):
            # How to mend these speaks of the options of a command line.
            return " ".join(problem.headline(tr) + "." for problem in self.fault.problems)
        return self.fault.line(tr) if self.fault else ""
