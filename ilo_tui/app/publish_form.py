"""Publishing an edition step by step: what will be in it, what is in conflict, how it is called and where it goes.

It knows no screen. A choice between the sides of a conflict is written into the author's draft at once, so that it is
undone as any change; with the last one of a record the drafts are folded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from ilo_tui.app.publishing import PublisherDraft, Publishing, PublishOptions
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import AppError, PathError, UsageError
from ilo_tui.core.folders import home
from ilo_tui.core.ids import slug
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.choices import CHOOSABLE, choices
from ilo_tui.dossier.editions.model import Applied, Conflict, Draft, Side
from ilo_tui.dossier.repository import default_path
from ilo_tui.review.drafts.folder_drafts import FolderDrafts

_Key = tuple[str, str, tuple[str, ...], str]


class LockablePublisher(PublisherDraft, Protocol):
    """The publisher's own draft, of which it is known before anything is written whether it can be finished."""

    def open(self, include: Collection[str] = ()) -> None:
        """Lock the draft, where there is one, so that it can be finished; those in `include` need not be.

        Raises `ReviewError` where it cannot be finished here.
        """
        ...

    def check(self, drafts: Sequence[Draft]) -> None:
        """Refuse to finish the draft where what is folded of it is not what is in it; raises `ReviewError`."""
        ...


class PublishForm:
    """One edition to be. Methods that read or fold (`look`, `choose`, ...) take long where the dossier is large."""

    def __init__(
        self,
        dossier: Path,
        drafts: Callable[[], FolderDrafts],
        reviewer: str,
        publisher: LockablePublisher,
        disk: Disk = DISK,
    ) -> None:
        """Publish what is on `dossier` in the `drafts` of the folder, as `reviewer`, an id; nothing is read yet."""
        self._dossier, self._load, self._reviewer, self._publisher = dossier, drafts, reviewer, publisher
        self._disk = disk
        self.edition = ""
        """The name that was typed; empty where it is to be the day of the last change."""
        self.included: frozenset[str] = frozenset()
        """Others' open drafts that go in."""
        self.unreadable: Sequence[Path] = ()
        """Files of which nobody can tell whether they are drafts."""
        self.fault: AppError | None = None
        """What keeps all of it from being read or folded, or the last thing that was asked for from being done."""
        self._publishing: Publishing | None = None
        self._sides: dict[_Key, Side] = {}
        self._written: Path | None = None

    def look(self) -> None:
        """Read the drafts again and fold them; where that cannot be, `fault` says why."""
        self.fault = None
        try:
            self._look()
        except AppError as error:
            self._publishing, self.fault = None, error

    def _look(self) -> None:
        folder = self._load()
        self.unreadable = folder.unreadable
        # Somebody may have finished a draft, or taken it away, since it was chosen.
        self.included &= {draft.id for draft in folder.drafts}
        options = PublishOptions(self.edition, tuple(sorted(self.included)))
        self._publishing = Publishing(self._dossier, folder.drafts, self._reviewer, options)
        self._sides = {key: side for key, side in self._sides.items() if key in set(map(_key, self.conflicts))}

    @property
    def is_known(self) -> bool:
        """Whether it is known what will be in the edition."""
        return self._publishing is not None

    @property
    def before(self) -> str:
        """The edition that the drafts are folded into."""
        return self._publishing.before if self._publishing else ""

    @property
    def name(self) -> str:
        """How the edition will be called."""
        return self._publishing.folded.edition if self._publishing else self.edition

    @property
    def applied(self) -> Sequence[Applied]:
        """What becomes of records."""
        return self._publishing.folded.applied if self._publishing else ()

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """What is to be chosen or mended first."""
        return self._publishing.folded.conflicts if self._publishing else ()

    @property
    def waiting(self) -> Sequence[Draft]:
        """Others' open drafts, those first that do not go in."""
        if self._publishing is None:
            return ()
        taken_in = [draft for draft in self._publishing.drafts if draft.id in self.included]
        return [*self._publishing.waiting, *taken_in]

    @property
    def may_write(self) -> bool:
        """Whether there is something to publish, and nothing in conflict."""
        return bool(self._publishing and self._publishing.folded.drafts and not self.conflicts)

    @property
    def written(self) -> Path | None:
        """The file of the edition, once it is written."""
        return self._written

    def include(self, draft: str) -> None:
        """Take in an open draft of somebody else, or leave it out again; then look again."""
        self.included ^= {draft}
        self.look()

    def call(self, name: str) -> bool:
        """Name the edition, nothing for the day of its last change; False where `fault` says why it cannot be that."""
        try:
            names = BaseEdition(ReadOnlyStorage(self._dossier).raws()).published.names()
            if name in names:
                raise UsageError(N_("there is an edition {edition} already"), N_("Give it another name."), edition=name)
        except AppError as error:
            self.fault = error
            return False
        self.edition = name
        self.look()
        return self.fault is None

    def chosen(self, conflict: Conflict) -> Side | None:
        """The side of a conflict that was chosen, while others of its record are still open."""
        return self._sides.get(_key(conflict))

    def choose(self, conflict: Conflict, number: int) -> bool:
        """Choose a side of a conflict by its number, from 1 on; False where there is none such, or `fault` says why."""
        if conflict.kind not in CHOOSABLE or not 1 <= number <= len(conflict.sides):
            return False
        self.fault = None
        self._sides[_key(conflict)] = conflict.sides[number - 1]
        try:
            self._record()
        except AppError as error:
            self.fault = error
            return False
        return True

    def _record(self) -> None:
        """Write the choices on records of which nothing is open any more into the publisher's draft."""
        if self._publishing is None:
            return
        base = BaseEdition(ReadOnlyStorage(self._dossier).raws())
        ready = choices(base, self._publishing.folded, self.chosen)
        if ready:
            self._publisher.record(ready)
            self._look()

    def suggested_path(self) -> Path:
        """Where the edition goes unless another place is typed: beside the dossier, and over no file."""
        folder = home() if self._dossier == default_path() else self._dossier.absolute().parent
        stem, name = self._dossier.stem, ".".join(slug(part, "edition") for part in self.name.split("."))
        stem = stem.replace(self.before, name) if self.before and self.before in stem else f"{stem}-{name}"
        path, number = folder / f"{stem}.json", 1
        while path.exists():
            number += 1
            path = folder / f"{stem}-{number}.json"
        return path

    def place(self, typed: str) -> Path | None:
        """The place that somebody typed; of a folder, a file of the suggested name in it. None: `fault` says why."""
        try:
            path = expand(typed).absolute()
        except PathError as error:
            self.fault = error
            return None
        return path / self.suggested_path().name if path.is_dir() else path

    def write(self, output: Path, *, force: bool = False) -> bool:
        """Write the edition and finish the author's draft; False: nothing, or not all of that, was done (`fault`)."""
        if self._publishing is None or not self.may_write:
            return False
        self.fault = None
        try:
            self._publisher.open(self.included)
            self._publisher.check(self._publishing.drafts)
            self._publishing.write(output, force=force, publisher=self._publisher, disk=self._disk)
        except AppError as error:
            self.fault = error
            return False
        self._written = output
        return True


def _key(conflict: Conflict) -> _Key:
    return conflict.table, conflict.record, conflict.path, conflict.kind
