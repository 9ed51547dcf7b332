"""Records that a draft removes and adds again under the same id: these are changed, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from ilo_tui.dossier.editions.fields import was_of
from ilo_tui.dossier.editions.model import Change


def join_readded(changes: Iterable[Change]) -> list[Change]:
    """The changes, with each removal that the same draft takes back by adding the record again as one change."""
    by_record: defaultdict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: change.ref):
        rows = by_record[change.draft, change.table, change.record]
        if rows and rows[-1].document is None and change.base is None and change.document is not None:
            rows[-1] = _joined(rows[-1], change)
        else:
            rows.append(change)
    return [change for rows in by_record.values() for change in rows]


def _joined(removal: Change, addition: Change) -> Change:
    return msgspec.structs.replace(
        addition,
        base=removal.base,
        was=was_of(removal.was, addition.document or {}),
        why="; ".join(filter(None, (removal.why, addition.why))),
        minor=False,
        resolves=[*removal.resolves, *addition.resolves],
    )
