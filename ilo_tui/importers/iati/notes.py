"""What the file says of an activity for which a programme has no field: it stands in the note of the activity's source.

These are all its dates with what they are, how it hangs together with other activities, and the shares of countries and
regions. They are told as they are written: what is no date is listed where the period is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Texts
from ilo_tui.importers.iati.activity import Activity
from ilo_tui.importers.iati.codelists import DATE_TYPES, RELATIONS, known
from ilo_tui.importers.iati.languages import name_of
from ilo_tui.importers.iati.programme import named_place
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.tables.phrases import both, combine, neutral


def remarks_on(activity: Activity) -> Texts:
    """The remarks in every language of the program; empty where there is none."""
    remarks: Texts = {}
    for message, parts in (
        (N_("Dates: {listed}."), _dates(activity.node)),
        (N_("Related activities: {listed}."), _relations(activity.node)),
        (N_("Shares: {listed}."), _shares(activity.node)),
    ):
        if listed := _listed(parts):
            remarks = combine(remarks, both(message, listed=listed), " ")
    return remarks


def _listed(parts: Iterable[Texts]) -> Texts:
    found: Texts = {}
    for part in parts:
        found = combine(found, part, ", ")
    return found


def _dates(node: Node) -> Iterator[Texts]:
    """Each date: its type, the day, and what is said of it."""
    for one in node.all("activity-date"):
        written, said = one.get("iso-date"), name_of(one)
        about = f"{written} (“{said}”)" if written and said not in {"", written} else written or said
        if about:
            yield combine(_kind(DATE_TYPES, one), neutral(about), " ")


def _relations(node: Node) -> Iterator[Texts]:
    """Each related activity of which more is said than its identifier."""
    for one in node.all("related-activity"):
        told = combine(_kind(RELATIONS, one), _stated(one.text), ": ")
        if told:
            yield combine(_stated(one.get("ref")), {language: f"({text})" for language, text in told.items()}, " ")


def _kind(names: dict[str, str], node: Node) -> Texts:
    """What the type of an element means; as it is written where that is not known."""
    written = node.get("type")
    kind = known(names, written)
    return both(kind) if kind else _stated(written)


def _stated(text: str) -> Texts:
    return neutral(text) if text else {}


def _shares(node: Node) -> Iterator[Texts]:
    """Each country and region with its percentage, where one is given."""
    for one in node.all("recipient-country", "recipient-region"):
        if (share := one.get("percentage").removesuffix("%").rstrip()) and (place := named_place(one)):
            yield combine(place, neutral(f"{share} %"), " ")
