"""Removing a record of the dossier in the author's draft: which one is meant, and what still refers to it."""

from __future__ import annotations

from dataclasses import dataclass

from ilo_tui.app.authoring import Authoring
from ilo_tui.dossier.model import TABLES, Meta, Record
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.drafts.draft import Edit


@dataclass(frozen=True)
class Removal:
    """The record that is to be removed."""

    table: str
    record: Record

    def edit(self, why: str) -> Edit:
        """The change that removes it, for a reason."""
        return Edit(self.table, self.record.id, None, why.strip())

    def is_withheld(self, authoring: Authoring) -> bool:
        """Whether it is shown all the same after it was removed, since other records refer to it."""
        return (self.table, self.record.id) in authoring.incomplete


def removal_of(dossier: DossierReader, ident: str | None) -> Removal | None:
    """What removing `ident` means; None of what is no record that can be removed."""
    record = dossier.find(ident) if ident else None
    if record is None or isinstance(record, Meta):
        return None
    return Removal(next(name for name, kind in TABLES.items() if isinstance(record, kind)), record)
