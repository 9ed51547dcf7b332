"""What `check` says of drafted records, before they are published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.editions.fields import new_document
from ilo_tui.dossier.editions.model import RawTables
from ilo_tui.dossier.editions.overlay import RecordOverlay
from ilo_tui.dossier.editions.published import ids_of
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.validation import check_raws


def faults_of(dossier: Path, overlays: Sequence[RecordOverlay]) -> list[Fault]:
    """The faults of a dossier's file with drafted records in it that name any of these; no warnings.

    Raises `UnreadableError`.
    """
    tables = ReadOnlyStorage(dossier).raws()
    _put(tables, overlays)
    names = {overlay.record for overlay in overlays}
    return [fault for fault in check_raws(tables) if not fault.warning and _is_about(fault, names)]


def _put(tables: RawTables, overlays: Sequence[RecordOverlay]) -> None:
    numbers = {table: ids_of(tables.get(table, {})) for table in {overlay.table for overlay in overlays}}
    for overlay in overlays:
        rows = tables.setdefault(overlay.table, {})
        number = numbers[overlay.table].get(overlay.record)
        if overlay.after is not None:
            rows[number or str(max(map(int, rows), default=0) + 1)] = new_document(overlay.table, overlay.after)
        elif number:
            del rows[number]


def _is_about(fault: Fault, names: set[str]) -> bool:
    return fault.id in names or not names.isdisjoint(value for value in fault.values.values() if isinstance(value, str))
