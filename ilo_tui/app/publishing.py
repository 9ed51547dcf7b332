"""Publishing an edition: which drafts go into it, what comes of them, and writing it.

All finished drafts go in, and the publisher's own open ones; of others' open ones only those that are included. The
file is written first and the publisher's draft finished then: whatever fails between the two, the edition names the
changes that it took in, and nothing is applied twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import UsageError
from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import ReadOnlyStorage, schema_of
from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.checking import branched
from ilo_tui.dossier.editions.choices import choices, preferring
from ilo_tui.dossier.editions.fold import fold
from ilo_tui.dossier.editions.layout import laid_out
from ilo_tui.dossier.editions.model import Change, Choice, Draft, Folded
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.model import SCHEMA
from ilo_tui.dossier.validation import check_raws
from ilo_tui.review.output_files import check_output, open_output

_ROUNDS = 4


class PublisherDraft(Protocol):
    """The publisher's own draft, into which choices between the sides of conflicts are written."""

    def record(self, choices: Sequence[Choice]) -> Sequence[Change]:
        """Write choices as changes, durably; returns them as they stand in the draft now. Raises `ReviewError`."""
        ...

    def finish(self) -> None:
        """Close the draft, since it is published; raises `ReviewError`."""
        ...


@dataclass(frozen=True)
class PublishOptions:
    """The name of the edition (else its day), others' open drafts that go in, and whose side is chosen in conflicts."""

    edition: str = ""
    include: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()


class Publishing:
    """One edition to be: made of a dossier and drafts on it, `reviewer` being the publisher's id."""

    def __init__(self, dossier: Path, drafts: Sequence[Draft], reviewer: str, options: PublishOptions) -> None:
        """Fold the drafts; raises `UsageError`, and `UnreadableError` or `FaultyError` of the dossier."""
        self._path, self._options = dossier, options
        tables = ReadOnlyStorage(dossier).raws()
        if faults := [fault for fault in check_raws(tables) if not fault.warning]:
            raise FaultyError(dossier, faults)
        if schema_of(tables["meta"].values(), unnamed=1) < SCHEMA:
            message = N_("it is of schema 1, and editions are written in schema 2")
            raise UsageError(message, N_('Write "schema": 2 into meta, and mend what check names then.'), dossier)
        self._base = BaseEdition(tables)
        self.before = self._base.published.edition
        """The name of the edition that the drafts are folded into."""
        self.drafts = [
            draft for draft in drafts if draft.finished or draft.reviewer == reviewer or draft.id in options.include
        ]
        """What goes in."""
        self.waiting = [draft for draft in drafts if draft not in self.drafts]
        """Others' open drafts, which do not."""
        self._refuse_unknown({draft.id for draft in drafts})
        self._changes = [change for draft in self.drafts for change in draft.changes]
        self._branched = [branched(draft) for draft in self.drafts if draft.branches]
        self.folded = self._fold(options.prefer)

    def _refuse_unknown(self, known: set[str]) -> None:
        for ident in self._options.include:
            if ident not in known:
                raise UsageError(N_("--include: there is no draft {id} on this dossier"), id=ident)
        for ident in self._options.prefer:
            if ident not in {self.before, *(draft.id for draft in self.drafts)}:
                message = N_("--prefer: {id} is no draft that goes into the edition, nor the edition {edition}")
                raise UsageError(message, id=ident, edition=self.before)
        if self._options.edition in self._base.published.names():
            message = N_("--edition: there is an edition {edition} already")
            raise UsageError(message, N_("Give it another name."), edition=self._options.edition)

    def _fold(self, prefer: Sequence[str] = ()) -> Folded:
        folded = fold(self._base.tables, self._changes, prefer=prefer, edition=self._options.edition)
        if not self._branched:
            return folded
        return msgspec.structs.replace(folded, conflicts=[*self._branched, *folded.conflicts])

    def write(self, output: Path, *, force: bool, publisher: PublisherDraft | None = None, disk: Disk = DISK) -> None:
        """Write the edition durably, then finish the publisher's draft, in which choices are written before.

        To be called where there is no conflict. Raises `OutputError` before anything is written where `output` cannot
        be, is the dossier itself, or is there already and not to be replaced (`force`); `ReviewError` of the draft;
        `UsageError` where what is preferred does not end every conflict once it is recorded.
        """
        check_output(output, [self._path], force=force)
        if publisher:
            self._record_choices(publisher)
        if self.folded.conflicts:
            message = N_("what is preferred does not end every conflict; nothing was written")
            raise UsageError(message, N_("Publish with --dry-run to see those that remain."))
        with open_output(output, force=force, disk=disk) as file:
            file.writelines(laid_out(self.folded.tables))
        if publisher:
            publisher.finish()

    def _record_choices(self, publisher: PublisherDraft) -> None:
        """What was preferred, as changes in the publisher's draft, which the edition then names."""
        choose = preferring(self._options.prefer, self.before)
        folded = self._fold()
        for _ in range(_ROUNDS):
            chosen = choices(self._base, folded, choose)
            if not chosen:
                break
            self._changes += publisher.record(chosen)
            folded = self._fold()
        self.folded = folded
