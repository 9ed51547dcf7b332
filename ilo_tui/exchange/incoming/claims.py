"""From the rows of a table to claims: a row each, with further figures in the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ilo_tui.dossier.records import Evidence, Figure
from ilo_tui.exchange.incoming.cells import Cells
from ilo_tui.exchange.incoming.ids import Ids
from ilo_tui.exchange.incoming.register import Register
from ilo_tui.exchange.incoming.sheet import Row
from ilo_tui.i18n import N_

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")

_OF_FIGURES = {"figure", "value", "unit", "role", "figure_year"}


class Claims:
    """Takes rows and gives claims; `programmes` and `sources` know the rest when all rows are read."""

    def __init__(self, taken: set[str]) -> None:
        """Ids in `taken` are given to nothing; the set is added to."""
        self.cells = Cells()
        self._taken = taken
        self._ids = Ids(taken)
        self.programmes = Register("programme", self._ids, self.cells)
        self.sources = Register("source", self._ids, self.cells)
        self._count = 0

    def read(self, file: str, rows: Iterable[Row]) -> Iterator[Evidence]:
        """The sound claims of one file, each when its last figure is read; the rest is in `cells.problems`."""
        self.cells.file = file
        claim: Evidence | None = None
        figures: list[Figure] = []
        first = True
        for row in rows:
            self.cells.errors(row)
            if "statement" not in row.texts and not row.cells.keys() & {"stance", "confidence"}:
                figures += self._further(row, first=first)
                continue
            if claim:
                yield replace(claim, figures=figures)
            first, claim = False, self._claim(row)
            figures = list(filter(None, [self.cells.figure(row)]))
        if claim:
            yield replace(claim, figures=figures)

    def _further(self, row: Row, *, first: bool) -> list[Figure]:
        """The figure that a row without a statement adds to the claim above."""
        figure = self.cells.figure(row)
        filled = row.texts.keys() | row.cells.keys()
        if first or not filled & {"figure", "value"}:
            self.cells.wrong(row, "statement", N_("this is needed"))
        else:
            for column in sorted(filled - _OF_FIGURES):
                message = N_("a row without a statement only adds a figure: empty this cell, or fill in the statement")
                self.cells.wrong(row, column, message)
        return [figure] if figure and not first else []

    def _claim(self, row: Row) -> Evidence | None:
        self._count += 1
        cells, before = self.cells, len(self.cells.problems)
        for column in ("stance", "confidence"):
            if column not in row.cells:
                cells.wrong(row, column, N_("this is needed"))
        if "statement" not in row.texts:
            cells.wrong(row, "statement", N_("this is needed"))
        programme, source = self.programmes.note(row), self.sources.note(row)
        if programme and source:
            self.programmes.cite(row.cells["programme"], source)
        stance, confidence, dimension = cells.stance(row), cells.confidence(row), cells.dimension(row)
        year, excerpt, ident = cells.year(row, "year"), cells.excerpt(row), self._id(row, programme)
        if stance is None or confidence is None or len(cells.problems) > before:
            return None
        return Evidence(
            id=ident,
            programme=programme,
            dimension=dimension,
            stance=stance,
            statement=row.texts["statement"],
            excerpt=excerpt,
            place=row.texts.get("place"),
            year=year,
            source=source,
            locator=row.cells.get("locator"),
            confidence=confidence,
            origin="source",
        )

    def _id(self, row: Row, programme: str) -> str:
        """The id that a row gives, else one made of the programme's; one that cannot be is listed."""
        given = row.cells.get("id")
        if not given:
            return self._ids.take(f"{programme}.e{self._count}")
        if not _ID.fullmatch(given):
            message = N_("{value} is no id: small letters, digits, dots, hyphens and underscores only")
            self.cells.wrong(row, "id", message, value=given)
        elif given in self._taken:
            self.cells.wrong(row, "id", N_("the id {value} stands already"), value=given)
        self._taken.add(given)
        return given
