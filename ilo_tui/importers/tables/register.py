"""What the rows of a table say, here and there, of what they name: programmes, sources, actors, aims.

Names that look the same are one name. Ids are made of names alone, so that no other row changes them; only where
records of two kinds share a name, one of them says what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import normalize

from ilo_tui.core.errors import Problem
from ilo_tui.core.text import name_key, visible_text
from ilo_tui.core.translator import N_
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.tables.cells import Cells
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.ids import IDENT, digest, slug
from ilo_tui.importers.tables.table_rows import Row

Kind = Literal["programme", "source", "actor", "aim", "policy", "indicator"]
_DETAILS: dict[Kind, tuple[str, ...]] = {
    "programme": ("programme_name", "programme_summary"),
    "source": ("source_title", "source_publisher", "source_year", "source_url", "source_kind", "source_voice"),
    "actor": (),
    "aim": ("aim_text", "aim_source"),
    "policy": (),
    "indicator": (),
}
"""The columns that say more of what a row names."""


@dataclass
class Named:
    """What is known of something that rows name, and the row that names it first.

    `cited` is whether a row names it in the column of its kind, where more can be said of it.
    """

    key: str
    name: str
    file: str
    row: Row
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    programme: str = ""
    cited: bool = False


class Register:
    """Gathers what is named of one kind."""

    def __init__(self, kind: Kind, cells: Cells) -> None:
        """Contradictions between rows are listed in `cells`."""
        self.ids: dict[str, str] = {}
        self.kind: Kind = kind
        self.named: dict[str, Named] = {}
        """By key what is named, in the order of the rows."""
        self.aliases: dict[str, str] = {}
        """Keys by those of other names of the same."""
        self._cells = cells

    def add_row(self, row: Row) -> str:
        """The key of what a row has to name; what the row says of it is kept. Empty where it names nothing."""
        name = row.cells.get(self.kind, "")
        if not name:
            self._cells.add_problem(row, self.kind, N_("this is needed"))
            return ""
        key = self.add(row, name)
        named = self.named[key]
        named.cited = True
        for column in _DETAILS[self.kind]:
            if text := row.cells.get(column):
                self._same(row, column, named, named.cells.setdefault(column, text), text)
            known = named.texts.setdefault(column, {}) if column in row.texts else {}
            for language, text in row.texts.get(column, {}).items():
                self._same(row, f"{column}_{language}", named, known.setdefault(language, text), text)
        return key

    def add(self, row: Row, name: str) -> str:
        """The key of what a row names somewhere; the very same string for each row: there may be a hundred thousand."""
        key = self._key(name)
        named = self.named.get(key)
        if named is None:
            named = self.named[key] = Named(key, visible_text(name), self._cells.file, Row(row.number))
        return named.key

    def id_of(self, name: str) -> str:
        """The id of what is named so somewhere, once all have one."""
        return self.ids[self._key(name)]

    def _key(self, name: str) -> str:
        key = name_key(name)
        return key if key in self.named else self.aliases.get(key, key)

    def fix_id(self, row: Row, key: str, ident: str) -> None:
        """Give something the id that a row says it has, by which it may be named as well."""
        if ident in self.ids.values():
            self._cells.add_problem(row, "id", N_("the id {value} stands already"), value=ident)
        self.ids[key] = ident

    def keep_ids(self, former: FormerDossier) -> None:
        """Give those that the former dossier has the ids that they have there."""
        known = _former_names(former, self.kind)
        for key, named in self.named.items():
            ident = _former_source(former, named) if self.kind == "source" else known.get(key)
            if ident and key not in self.ids and ident not in self.ids.values():
                self.ids[key] = ident

    def make_ids(self, reserved: set[str]) -> list[str]:
        """Give the others an id of their name that is not in `reserved`; returns the names that share one there."""
        shared = []
        keys = {ident: key for key, ident in self.ids.items()}
        for key, named in self.named.items():
            if key in self.ids:
                continue
            ident = _ident(key, self.kind)
            if ident in reserved:
                shared.append(named.name)
                ident = f"{ident}.{self.kind}"
            if (other := keys.setdefault(ident, key)) != key:
                message = N_(
                    "{name} can hardly be told from {other} in row {row}: make them the same, or more different"
                )
                first = self.named[other]
                self.add_problem(named, self.kind, message, name=named.name, other=first.name, row=first.row.number)
            self.ids[key] = ident
        return shared

    def add_missing(self, named: Named, column: str) -> None:
        """List that no row says something that is needed."""
        self.add_problem(named, column, N_("no row says this of {name}"), name=named.name)

    def add_problem(self, named: Named, column: str, message: str, **values: object) -> None:
        """List what is wrong with what a row names, at the row that names it first."""
        self._cells.problems.append(Problem(named.file, message, "", values, named.row.number, column))

    def _same(self, row: Row, column: str, named: Named, known: str, text: str) -> None:
        """List what another row says otherwise; what looks the same is the same."""
        if normalize("NFKC", visible_text(known)) != normalize("NFKC", visible_text(text)):
            message = N_("another row says of {name}: {value}")
            self._cells.add_problem(row, column, message, name=named.name, value=known)


def _former_names(former: FormerDossier, kind: Kind) -> dict[str, str]:
    """The ids of a kind of record in the former dossier, by what a table may call them."""
    if kind == "programme":
        return {name_key(programme.code): programme.id for programme in reversed(former.programmes)}
    if kind == "actor":
        names = {name_key(name): actor.id for actor in reversed(former.actors) for name in actor.name.values()}
        return {**names, **_themselves(actor.id for actor in former.actors)}
    return _themselves(aim.id for aim in former.aims) if kind == "aim" else {}


def _themselves(idents: Iterable[str]) -> dict[str, str]:
    return {ident: ident for ident in idents}


def _former_source(former: FormerDossier, named: Named) -> str | None:
    """A source of this title; else of the id that is made of its name."""
    title = named.cells.get("source_title", "")
    same_title = [source.id for source in former.sources if name_key(source.title) == name_key(title)]
    plain = slug(named.name, "source")
    if plain in same_title or (not same_title and plain in former.source_ids):
        return plain
    return same_title[0] if same_title else None


def _ident(key: str, kind: str) -> str:
    """The name where it can be an id; else its letters, and a digest where some of them have no place in one."""
    if IDENT.fullmatch(key):
        return key
    plain = slug(key, "")
    split = normalize("NFKD", key)
    if plain and all(char.isascii() or not char.isalnum() for char in split):
        return plain
    return f"{plain[:60] or kind}-{digest(key, 8)}"
