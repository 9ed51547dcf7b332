"""What the rows of a table say, here and there, of the programmes and sources that they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ilo_tui.dossier.records import Programme, Source, Texts
from ilo_tui.exchange.incoming.cells import Cells
from ilo_tui.exchange.incoming.faults import Problem
from ilo_tui.exchange.incoming.ids import Ids, slug
from ilo_tui.exchange.incoming.sheet import Row
from ilo_tui.exchange.incoming.values import year
from ilo_tui.exchange.incoming.words import both
from ilo_tui.i18n import N_


@dataclass
class _About:
    """What is known of one programme or source, and the row that names it first."""

    name: str
    ident: str
    file: str
    row: Row
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)


class Register:
    """Gathers one kind of thing, `programme` or `source`, by the name in the column of that kind."""

    def __init__(self, kind: str, ids: Ids, cells: Cells) -> None:
        """Ids come from `ids`; contradictions between rows are listed in `cells`."""
        self._kind, self._ids, self._cells = kind, ids, cells
        self._known: dict[str, _About] = {}

    def note(self, row: Row) -> str:
        """The id of what a row names; what the row says of it is kept. Empty where it names nothing."""
        name = row.cells.get(self._kind, "")
        if not name:
            self._cells.wrong(row, self._kind, N_("this is needed"))
            return ""
        about = self._known.get(name.lower())
        if about is None:
            ident = self._ids.take(slug(name, self._kind))
            about = self._known[name.lower()] = _About(name, ident, self._cells.file, row)
        for column, text in row.cells.items():
            if column.startswith(f"{self._kind}_"):
                self._same(row, column, about, about.cells.setdefault(column, text), text)
        for column, texts in row.texts.items():
            if column.startswith(f"{self._kind}_"):
                known = about.texts.setdefault(column, {})
                for language, text in texts.items():
                    self._same(row, f"{column}_{language}", about, known.setdefault(language, text), text)
        return about.ident

    def cite(self, programme: str, source: str) -> None:
        """Remember that a claim about a programme, by its name, comes from a source, by its id."""
        self._known[programme.lower()].sources[source] = None

    def programmes(self) -> Iterator[Programme]:
        """The programmes that have a name; others are listed."""
        for about in self._known.values():
            name = about.texts.get("programme_name")
            if not name:
                self._lacks(about, "programme_name")
                continue
            yield Programme(
                id=about.ident,
                code=about.name,
                kind="programme",
                name=name,
                summary=about.texts.get("programme_summary") or both(N_("The table gives no description.")),
                sources=list(about.sources),
            )

    def sources(self) -> Iterator[Source]:
        """The sources that have a title; others are listed."""
        for about in self._known.values():
            cells = about.cells
            if "source_title" not in cells:
                self._lacks(about, "source_title")
                continue
            if "source_year" in cells and year(cells["source_year"]) is None:
                message = N_("{value} is no year; write 2016")
                self._problem(about, "source_year", message, value=cells["source_year"])
            yield Source(
                id=about.ident,
                title=cells["source_title"],
                kind="publication",
                publisher=cells.get("source_publisher"),
                year=year(cells.get("source_year", "")),
                url=cells.get("source_url"),
            )

    def _same(self, row: Row, column: str, about: _About, known: str, text: str) -> None:
        if known != text:
            message = N_("another row says of {name}: {value}")
            self._cells.wrong(row, column, message, name=about.name, value=known)

    def _lacks(self, about: _About, column: str) -> None:
        self._problem(about, column, N_("no row says this of {name}"), name=about.name)

    def _problem(self, about: _About, column: str, message: str, **values: object) -> None:
        self._cells.problems.append(Problem(about.file, message, "", values, about.row.number, column))
