"""What the file says of an activity for which a programme has no field: it stands in the note of the activity's source.

These are all its dates with what they are, how it hangs together with other activities, and the shares of countries and
regions. They stand as they are written: what is no date is listed where the period is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilo_tui.core.translator import N_
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.iati.activity import Activity
from ilo_tui.importers.iati.codelists import DATE_TYPES, RELATIONS, known
from ilo_tui.importers.iati.languages import name_of
from ilo_tui.importers.iati.programme import named_place
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.tables.phrases import combine, in_all_languages, neutral


def activity_notes(activity: Activity) -> Texts:
    """The remarks in every language of the program; empty where there is none."""
    notes: Texts = {}
    for message, parts in (
        (N_("Dates: {listed}."), _dates(activity.node)),
        (N_("Related activities: {listed}."), _relations(activity.node)),
        (N_("Shares: {listed}."), _shares(activity.node)),
    ):
        if listed := _listed(parts):
            notes = combine(notes, in_all_languages(message, listed=listed), " ")
    return notes


def _listed(parts: Iterable[Texts]) -> Texts:
    combined: Texts = {}
    for part in parts:
        combined = combine(combined, part, ", ")
    return combined


def _dates(node: Node) -> Iterator[Texts]:
    """Each date: its type, the day, and what is said of it."""
    for date in node.all("activity-date"):
        written, name = date.get("iso-date"), name_of(date)
        about = f"{written} (“{name}”)" if written and name not in {"", written} else written or name
        if about:
            yield combine(_kind(DATE_TYPES, date), neutral(about), " ")


def _relations(node: Node) -> Iterator[Texts]:
    """Each related activity of which more is said than its identifier."""
    for activity in node.all("related-activity"):
        relation = combine(_kind(RELATIONS, activity), _as_texts(activity.text), ": ")
        if relation:
            yield combine(
                _as_texts(activity.get("ref")), {language: f"({text})" for language, text in relation.items()}, " "
            )


def _kind(names: dict[str, str], node: Node) -> Texts:
    """What the type of an element means; as it is written where that is not known."""
    written = node.get("type")
    kind = known(names, written)
    return in_all_languages(kind) if kind else _as_texts(written)


def _as_texts(text: str) -> Texts:
    return neutral(text) if text else {}


def _shares(node: Node) -> Iterator[Texts]:
    """Each country and region with its percentage, where one is given."""
    for location in node.all("recipient-country", "recipient-region"):
        if (share := location.get("percentage").removesuffix("%").rstrip()) and (place := named_place(location)):
            yield combine(place, neutral(f"{share} %"), " ")
