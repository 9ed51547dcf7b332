"""What judging the record, cell or gap at hand means: an item, a queue or nothing; never records that are elsewhere."""

from __future__ import annotations

from ilo_tui.dossier.effect_direction import DIRECTIONS_OF
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.gapmap import BY_POLICY, COUNTRY, TOTAL, UNASSIGNED
from ilo_tui.dossier.model import Dimension, Evidence, Policy, Programme
from ilo_tui.dossier.places import PLACE
from ilo_tui.dossier.policy_matrix import LINKS
from ilo_tui.dossier.reader import SCALE
from ilo_tui.dossier.voices import PUBLISHER
from ilo_tui.review.item_kinds import item_of
from ilo_tui.review.items import Items
from ilo_tui.review.queues import Choice

_NO_CROSSING = frozenset({BY_POLICY, COUNTRY, TOTAL, UNASSIGNED})


def target(items: Items, ident: str | None) -> str | Choice | None:
    """An item or a queue to judge; None of nothing, of what is not judged, and of a place where nothing is recorded.

    `ident` is a record's id, an item (`evidence:ID`, `gap:...`), a cell of the gap map or its plot (`directions:`),
    `links:` of the matrix, or a place (`place:KEY`), of which all claims are meant.
    """
    if ident and ident.startswith(DIRECTIONS_OF):
        ident = f"cell:{ident.removeprefix(DIRECTIONS_OF)}"
    if not ident or ident.startswith((LINKS, SCALE, PUBLISHER)):
        return None
    if ident.startswith("cell:"):
        return _cell(items, ident)
    if ident.startswith(PLACE):
        return _place(items, ident.removeprefix(PLACE))
    if ":" in ident:
        return ident
    record = items.dossier.find(ident)
    if isinstance(record, Programme | Policy | Dimension):
        return Choice(kind="evidence", where=f"{type(record).__name__.lower()}:{ident}")
    return item_of(record) if record else None


def _cell(items: Items, cell: str) -> str | Choice | None:
    """A crossing is judged as a whole; of rows and columns that are no crossing, exactly the claims that are there."""
    row, _, column = cell.removeprefix("cell:").partition("/")
    if not {row, column} & _NO_CROSSING:
        return cell
    evidence_list = [evidence for evidence in items.gap_map.cell(row, column).evidence if is_judged(evidence)]
    if not evidence_list:
        return None
    where = [f"{key}:{end}" for key, end in (("programme", row), ("dimension", column)) if end != TOTAL]
    if {row, column} & {BY_POLICY, COUNTRY, UNASSIGNED}:
        # No filter says this; a list of the claims is exactly what is under the cursor.
        return Choice(kind="evidence", listed=tuple(f"evidence:{evidence.id}" for evidence in evidence_list))
    return Choice(kind="evidence", where=" ".join(where))


def _place(items: Items, key: str) -> Choice | None:
    place = items.dossier.crossings.places.find(key)
    listed = tuple(f"evidence:{claim.id}" for claim in place.evidence if is_judged(claim)) if place else ()
    return Choice(kind="evidence", listed=listed) if listed else None


def observed(items: Items, ident: str | None) -> str | None:
    """The item that an observation at hand is about: a claim, a cell of the gap map, or a cell of the gap at hand.

    None where it would be about no claim and no programme.
    """
    kind, colon, name = (ident or "").partition(":")
    claim = name if kind == "evidence" and colon else ident
    if claim in items.dossier.ids(Evidence):
        return f"evidence:{claim}"
    cell = f"cell:{name.partition(':')[0]}" if kind in {"cell", "gap", "directions"} else ""
    return cell if cell and items.find(cell) is not None else None
