"""An import, from the request to what came of it.

It is READY until `run`, RUNNING meanwhile, and then

- FINISHED: the dossier is written, and `report` is the account;
- REFUSED: nothing is written, and `localise` says why;
- STOPPED: nothing is written, for `stop` was called before all was read.

`run` blocks; `stop`, `read` and `total` may be used from another thread meanwhile.
"""

from __future__ import annotations

import os
from enum import Enum, auto
from pathlib import Path
from threading import Event

from ilo_tui.core.errors import AppError, StoppedError, UsageError
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers import registry
from ilo_tui.importers.iati.languages import language_of
from ilo_tui.importers.importer import Importer, ImportOption, ImportReport, ImportRequest, Progress, no_progress


class ImportState(Enum):
    """Where an import stands."""

    READY = auto()
    RUNNING = auto()
    FINISHED = auto()
    REFUSED = auto()
    STOPPED = auto()


class ImportTask:
    """One import of one request; it runs once."""

    def __init__(self, importer: Importer, request: ImportRequest) -> None:
        """Nothing is looked at before `run`."""
        self.state = ImportState.READY
        self.read = self.total = 0
        self.report: ImportReport | None = None
        self._importer, self._request = importer, request
        self._fault: AppError | None = None
        self._stop = Event()
        self._watch: Progress = no_progress

    def run(self, progress: Progress = no_progress) -> ImportState:
        """Carry it out; `progress` is called with the bytes read, of how many, in this thread."""
        if self.state is not ImportState.READY:
            message = "an import runs once"
            raise RuntimeError(message)
        self.state, self._watch = ImportState.RUNNING, progress
        try:
            refuse_misuse(self._importer, self._request)
            request = self._request._replace(language=language_of(self._request.language))
            self.report = self._importer.run(request, self._on_progress)
            self.state = ImportState.FINISHED
        except StoppedError as error:
            self.state, self._fault = ImportState.STOPPED, error
        except AppError as error:
            self.state, self._fault = ImportState.REFUSED, error
        return self.state

    def stop(self) -> None:
        """Give it up while files are read; what is read to the end is written all the same."""
        self._stop.set()

    def _on_progress(self, read: int, total: int) -> None:
        if self._stop.is_set():
            raise StoppedError
        self.read, self.total = read, total
        self._watch(read, total)

    @property
    def exit_code(self) -> int:
        """0 done, 1 rows or a dossier that need a person, 2 wrong use or unreadable input, 130 stopped."""
        return self._fault.exit_code if self._fault else 0

    def localise(self, tr: Translator, width: int = 80) -> list[str]:
        """What came of it: the account, or what is wrong and how to mend it; nothing before it ends."""
        if self.report:
            return self.report.localise(tr, width)
        return self._fault.localise(tr) if self._fault else []


def refuse_misuse(importer: Importer, request: ImportRequest) -> None:
    """Raise a `UsageError` of the first option of a request that cannot be meant for this importer."""
    if request.language and not language_of(request.language):
        raise UsageError(N_("{value} is no code of a language; write en, id or km"), value=request.language)
    for option in registry.options_of(registry.IMPORTERS):
        _refuse_misused(option, importer, request)


def _refuse_misused(option: ImportOption, importer: Importer, request: ImportRequest) -> None:
    values = request.texts(option.key) if option.repeated else [request.text(option.key)]
    for value in filter(None, values):
        if option not in importer.options and option.misplaced:
            raise UsageError(option.misplaced)
        if option in importer.options and option.accept and not option.accept(value):
            raise UsageError(option.complaint, value=value)


def framework_base(dossier: Path | None, output: Path) -> Path | None:
    """The dossier whose scales and dimensions an import takes over: the one in force, if one was named.

    Where that is the very one that is made now, there is none yet.
    """
    if dossier is None:
        return None
    is_made_now = os.path.realpath(output) == os.path.realpath(dossier) and not dossier.exists()
    return None if is_made_now else dossier
