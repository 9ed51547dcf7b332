"""What the rows of a table say, here and there, of the programmes and sources that they name.

Names that look the same are one name. Ids are made of names alone, so that no other row changes them; only where a
programme and a source share a name, the source's says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from ilo_tui.core.errors import Problem
from ilo_tui.core.text import name_key, visible_text
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Programme, Source
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.tables.cells import Cells
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.ids import IDENT, digest, slug
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.sheet import Row
from ilo_tui.importers.tables.values import year


@dataclass
class _About:
    """What is known of one programme or source, and the row that names it first."""

    key: str
    name: str
    file: str
    row: Row
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)


class Register:
    """Gathers one kind of thing, `programme` or `source`, by the name in the column of that kind."""

    def __init__(self, kind: str, cells: Cells) -> None:
        """Contradictions between rows are listed in `cells`."""
        self.ids: dict[str, str] = {}
        self._kind, self._cells = kind, cells
        self._known: dict[str, _About] = {}

    def add_row(self, row: Row) -> str:
        """The key of what a row names; what the row says of it is kept. Empty where it names nothing."""
        name = row.cells.get(self._kind, "")
        if not name:
            self._cells.add_problem(row, self._kind, N_("this is needed"))
            return ""
        key = name_key(name)
        about = self._known.get(key)
        if about is None:
            about = self._known[key] = _About(key, visible_text(name), self._cells.file, Row(row.number))
        for column, text in row.cells.items():
            if column.startswith(f"{self._kind}_"):
                self._same(row, column, about, about.cells.setdefault(column, text), text)
        for column, texts in row.texts.items():
            if column.startswith(f"{self._kind}_"):
                known = about.texts.setdefault(column, {})
                for language, text in texts.items():
                    self._same(row, f"{column}_{language}", about, known.setdefault(language, text), text)
        # The very same string for each row: there may be a hundred thousand.
        return about.key

    def cite(self, programme: str, source: str) -> None:
        """Remember that a claim about a programme comes from a source, each by its key."""
        self._known[programme].sources[source] = None

    def keep_ids(self, former: FormerDossier) -> None:
        """Give those that the former dossier has the ids that they have there."""
        known = _former_programmes(former) if self._kind == "programme" else {}
        for key, about in self._known.items():
            ident = known.get(key) if self._kind == "programme" else self._former_source(former, about)
            if ident and ident not in self.ids.values():
                self.ids[key] = ident

    def _former_source(self, former: FormerDossier, about: _About) -> str | None:
        """A source of this title; else of the id that is made of its name."""
        title = about.cells.get("source_title", "")
        same_title = [source.id for source in former.sources if name_key(source.title) == name_key(title)]
        plain = slug(about.name, self._kind)
        if plain in same_title or (not same_title and plain in former.source_ids):
            return plain
        return same_title[0] if same_title else None

    def make_ids(self, reserved: set[str]) -> list[str]:
        """Give the others an id of their name that is not in `reserved`; returns the names that share one there."""
        shared = []
        keys = {ident: key for key, ident in self.ids.items()}
        for key, about in self._known.items():
            if key in self.ids:
                continue
            ident = _ident(key, self._kind)
            if ident in reserved:
                shared.append(about.name)
                ident = f"{ident}.{self._kind}"
            if (other := keys.setdefault(ident, key)) != key:
                message = N_(
                    "{name} can hardly be told from {other} in row {row}: make them the same, or more different"
                )
                first = self._known[other]
                self._problem(about, self._kind, message, name=about.name, other=first.name, row=first.row.number)
            self.ids[key] = ident
        return shared

    def programmes(self, sources: Register) -> Iterator[Programme]:
        """The programmes that have a name; others are listed."""
        for key, about in self._known.items():
            name = about.texts.get("programme_name")
            if not name:
                self._add_missing(about, "programme_name")
                continue
            yield Programme(
                id=self.ids[key],
                code=about.name,
                kind="programme",
                name=name,
                summary=about.texts.get("programme_summary") or in_all_languages(N_("The table gives no description.")),
                sources=[sources.ids[source] for source in about.sources],
            )

    def sources(self) -> Iterator[Source]:
        """The sources that have a title; others are listed."""
        for key, about in self._known.items():
            cells = about.cells
            if "source_title" not in cells:
                self._add_missing(about, "source_title")
                continue
            if "source_year" in cells and year(cells["source_year"]) is None:
                message = N_("{value} is no year; write 2016")
                self._problem(about, "source_year", message, value=cells["source_year"])
            yield Source(
                id=self.ids[key],
                title=cells["source_title"],
                kind="publication",
                publisher=cells.get("source_publisher"),
                year=year(cells.get("source_year", "")),
                url=cells.get("source_url"),
            )

    def _same(self, row: Row, column: str, about: _About, known: str, text: str) -> None:
        """List what another row says otherwise; what looks the same is the same."""
        if normalize("NFKC", visible_text(known)) != normalize("NFKC", visible_text(text)):
            message = N_("another row says of {name}: {value}")
            self._cells.add_problem(row, column, message, name=about.name, value=known)

    def _add_missing(self, about: _About, column: str) -> None:
        self._problem(about, column, N_("no row says this of {name}"), name=about.name)

    def _problem(self, about: _About, column: str, message: str, **values: object) -> None:
        self._cells.problems.append(Problem(about.file, message, "", values, about.row.number, column))


def _former_programmes(former: FormerDossier) -> dict[str, str]:
    """The ids of programmes by the name that a table had for them."""
    return {name_key(programme.code): programme.id for programme in reversed(former.programmes)}


def _ident(key: str, kind: str) -> str:
    """The name where it can be an id; else its letters, and a digest where some of them have no place in one."""
    if IDENT.fullmatch(key):
        return key
    plain = slug(key, "")
    split = normalize("NFKD", key)
    if plain and all(char.isascii() or not char.isalnum() for char in split):
        return plain
    return f"{plain[:60] or kind}-{digest(key, 8)}"
