"""One activity on its way to records: its element, its ids, and what every record made of it needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilo_tui.core.translator import N_
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.iati.languages import name_of, texts_of
from ilo_tui.importers.iati.report import IatiReport
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.tables.values import day

_LONGEST_TITLE = 80


@dataclass
class Activity:
    """An iati-activity with the id of its programme; `file` is the name of the file that it stands in."""

    node: Node
    id: str
    identifier: str
    file: str
    version: str
    report: IatiReport
    reporter: str | None = None
    """The actor that reports it."""
    locations: dict[str, Texts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up its locations, which results refer to."""
        for location in self.node.all("location"):
            name = texts_of(location.all("name"))
            if name and (ref := location.get("ref")):
                self.locations[ref] = name

    @property
    def source(self) -> str:
        """The id of the source that is the activity itself."""
        return f"{self.id}.iati"

    @property
    def publisher(self) -> str:
        """Who reports the activity: the name, else the reference; empty where the file gives neither."""
        organisation = self.node.first("reporting-org")
        return (name_of(organisation) or organisation.get("ref")) if organisation else ""

    def date(self, node: Node | None) -> str | None:
        """The date of an element (attribute, else text); what is no date is listed."""
        if node is None or not (written := node.get("iso-date") or node.text):
            return None
        date = day(written)
        if date is None:
            self.report.add_skipped(N_("not a date"), node.line, written)
        return date


def identifier_of(node: Node) -> str:
    """The iati-identifier as one line; empty where there is none."""
    element = node.first("iati-identifier")
    return element.text if element else ""


def code_or_text(node: Node, name: str = "code") -> str:
    """A code as attribute, or as the text of the element, as old files have it."""
    return node.get(name) or node.text


def first_title(node: Node) -> str:
    """The title of an activity, a result or an indicator in the language that stands first; empty where it has none."""
    return next(iter(texts_of(node.all("title")).values()), "")


def place_of(node: Node) -> str:
    """A result or indicator as a place in its activity, by its title: others may come before it in the next file."""
    title = first_title(node)
    short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    return f'{node.tag} "{short}"' if short else node.tag
