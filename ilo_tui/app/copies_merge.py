"""The copies of sources in a merge: what would come, what came, and what is not taken and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilo_tui.copies.errors import CopyError, CopyNotWrittenError
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.merging import CopiesOutcome, CopiesPlan, Progress, apply_copies, plan_copies
from ilo_tui.core.disk import Disk
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator


class CopiesMerge:
    """Brings the copies of the sources of a merge into the folder in force; `look`, then `apply` at most once."""

    def __init__(self, sources: Sequence[Path], into: CopiesFolder, disk: Disk) -> None:
        """Nothing is looked at yet."""
        self._sources, self._into, self._disk = sources, into, disk
        self.plan = CopiesPlan()
        self.outcome: CopiesOutcome | None = None
        self.fault: CopyNotWrittenError | None = None
        """Why the rest could not be written; merging once more does it."""

    @property
    def needs_person(self) -> bool:
        """Whether something is not taken."""
        return bool(self.plan.faults or (self.outcome and self.outcome.faults))

    def look(self, progress: Progress) -> None:
        """Compare the documents in the sources with their hash; nothing is written."""
        self.plan = plan_copies(self._sources, self._into, progress)

    def apply(self, progress: Progress) -> None:
        """Take them over; where the folder cannot be written to, `fault` says so."""
        if self.plan.copies:
            try:
                self.outcome = apply_copies(self.plan, self._into, self._disk, progress)
            except CopyNotWrittenError as error:
                self.fault = error

    def lines(self, tr: Translator) -> list[str]:
        """How many copies come or came, and into which folder; then what is not taken, a line each."""
        if not self.plan.folders:
            return []
        faults: list[CopyError] = [*self.plan.faults, *(self.outcome.faults if self.outcome else ())]
        lines = [self._count(tr), *(fault.line(tr) for fault in faults)]
        if self.plan.elsewhere:
            lines.append(
                tr.many(
                    "1 copy is of another dossier: left alone",
                    "{n} copies are of other dossiers: left alone",
                    self.plan.elsewhere,
                )
            )
        return [*lines, *([self.fault.line(tr)] if self.fault else [])]

    def _count(self, tr: Translator) -> str:
        folder = clean(str(self._into.path))
        if self.outcome:
            return tr.many(
                "1 copy of a source came to {folder}",
                "{n} copies of sources came to {folder}",
                len(self.plan.copies) - len(self.outcome.faults),
                folder=folder,
            )
        if self.plan.copies:
            return tr.many(
                "1 copy of a source to take to {folder}",
                "{n} copies of sources to take to {folder}",
                len(self.plan.copies),
                folder=folder,
            )
        return tr("Copies of sources: nothing new for {folder}", folder=folder)
