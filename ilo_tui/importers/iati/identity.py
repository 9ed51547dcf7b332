"""What makes an activity this one in any file: its identifier, else what it is; never where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from ilo_tui.core.text import name_key
from ilo_tui.importers.iati.activity import first_title, identifier_of
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.ids import digest, ident_of, slug

_NAMELESS = "\n"
_UPDATED = "last-updated-datetime"
_DETAILS = {
    "result",
    "document-link",
    "activity-status",
    "related-activity",
    "tag",
    "sector",
    "policy-marker",
}
"""What is reported of an activity over the years, beside what it is."""


def key_of(node: Node) -> str:
    """The identifier as it is seen, in any case; without one all that the activity says, behind a line break."""
    return name_key(identifier_of(node)) or _NAMELESS + "\n".join(_content(node))


def _content(node: Node, but: Container[str] = ()) -> Iterator[str]:
    """Everything in an element, in order, but when the file was made, and but these children."""
    yield node.tag
    yield from (f"{name}={value}" for name, value in sorted(node.attributes.items()) if name != _UPDATED)
    yield node.text
    for child in node.children:
        if child.tag not in but:
            yield from _content(child)


class ProgrammeIds:
    """Gives each activity the id of its programme: the one that it had, else one made of what it is alone."""

    def __init__(self, former: FormerDossier | None) -> None:
        """Keep the ids of programmes of a `former` dossier."""
        programmes = former.programmes if former else []
        self._former = {
            name_key(programme.identifier): programme.id for programme in programmes if programme.identifier
        }
        names = [
            (name_key(name), programme.id)
            for programme in programmes
            if not programme.identifier
            for name in {*programme.name.values()}
        ]
        counts = Counter(name for name, _ in names)
        self._named = {name: ident for name, ident in names if counts[name] == 1}
        self._reserved = {programme.id for programme in programmes}
        self._nameless: set[str] = set()

    def reserve(self, ids: set[str]) -> None:
        """Give these to no programme."""
        self._reserved |= ids

    def of(self, node: Node) -> str:
        """The id of the programme of an activity."""
        key = key_of(node)
        if key.startswith(_NAMELESS):
            return self._id_without_identifier(node, key)
        return self._former.get(key) or ident_of(key, "activity", self._reserved)

    def _id_without_identifier(self, node: Node, key: str) -> str:
        """Made of title, publisher, dates and places; of all that it says where two activities share these."""
        title = name_key(first_title(node))
        if known := self._named.pop(title, None):
            return known
        ident = f"activity.{slug(title, 'untitled')[:40].strip('-_')}-{digest(repr(list(_content(node, _DETAILS))))}"
        if ident in self._nameless:
            ident = f"{ident}-{digest(key, 8)}"
        self._nameless.add(ident)
        return ident
