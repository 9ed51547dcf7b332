"""The rows of an evidence table as claims: a row each, with further figures in the rows below.

A claim without an id in the table gets one of what it says: its words, source, programme, dimension and stance, when
and where it holds. So no other row changes it, and whatever else is corrected in its row leaves it the same claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from ilo_tui.core.languages import built_in_codes
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Dimension, Evidence
from ilo_tui.dossier.parts import Figure, Texts
from ilo_tui.importers.tables.cells import Cells
from ilo_tui.importers.tables.ids import IDENT, digest, slug
from ilo_tui.importers.tables.register import Register
from ilo_tui.importers.tables.table_rows import Row

_OF_FIGURES = {"figure", "value", "unit", "role", "figure_year"}
_READABLE = 32


@dataclass(slots=True)
class Entry:
    """A claim that refers to others by keys of the registers still, and the number of its row.

    There are as many as claims, so the cells of the row are not held.
    """

    evidence: Evidence
    file: str
    row_number: int
    explicit_id: str = ""
    figures: list[Figure] = field(default_factory=list)

    def ident(self, programme: str) -> str:
        """The id that the table gives, else one made of what makes this claim this one."""
        if self.explicit_id:
            return self.explicit_id
        evidence = self.evidence
        statement, where = _words(evidence.statement), _words(evidence.place or {})
        parts = (
            evidence.programme,
            statement,
            evidence.source,
            evidence.stance,
            evidence.dimension,
            where,
            evidence.year,
            *(evidence.start, evidence.end)[: 2 if evidence.start else 0],
        )
        readable = slug(statement, "claim")[:_READABLE].strip("-_")
        return f"{programme}.{readable}-{digest(repr(parts))}"


class EvidenceRows:
    """Takes rows of all files; what is wrong with them is in `cells.problems`.

    `named` is whether any claim has an id of the table's; `columns` are those that any file has, `filled` those but
    texts that any row of the file read last has something in.
    """

    def __init__(self, dimensions: list[Dimension]) -> None:
        """Claims may be of these `dimensions`."""
        self.cells = Cells(dimensions)
        self.programmes = Register("programme", self.cells)
        self.sources = Register("source", self.cells)
        self.actors = Register("actor", self.cells)
        self.aims = Register("aim", self.cells)
        self.policies = Register("policy", self.cells)
        self.indicators = Register("indicator", self.cells)
        self.entries: list[Entry] = []
        self.columns: set[str] = set()
        self.filled: set[str] = set()
        self.named = False

    def read(self, file: str, rows: Iterable[Row]) -> None:
        """Take the rows of one file."""
        self.cells.file, self.filled = file, set()
        figures: list[Figure] | None = None
        for row in rows:
            self.cells.check_errors(row)
            self.filled |= row.cells.keys()
            if "statement" not in row.texts and not row.cells.keys() & {"stance", "confidence"}:
                self._add_figure(row, figures)
                continue
            entry, figure = self._entry(row), self.cells.figure(row)
            figures = entry.figures if entry else []
            figures += [figure] if figure else []
            self.entries += [entry] if entry else []

    def _add_figure(self, row: Row, figures: list[Figure] | None) -> None:
        """Add the figure of a row without a statement to those of the claim above."""
        figure = self.cells.figure(row)
        filled = row.texts.keys() | row.cells.keys()
        if figures is None or not filled & {"figure", "value"}:
            self.cells.add_problem(row, "statement", N_("this is needed"))
            return
        for column in sorted(filled - _OF_FIGURES):
            message = N_("a row without a statement only adds a figure: empty this cell, or fill in the statement")
            self.cells.add_problem(row, column, message)
        figures += [figure] if figure else []

    def _entry(self, row: Row) -> Entry | None:
        cells, before = self.cells, len(self.cells.problems)
        if "stance" not in row.cells:
            cells.add_problem(row, "stance", N_("this is needed"))
        if "statement" not in row.texts:
            cells.add_problem(row, "statement", N_("this is needed"))
        programme, source = self.programmes.add_row(row), self.sources.add_row(row)
        if programme and source:
            self.programmes.named[programme].sources[source] = None
        stance, ident = cells.stance(row), self._explicit_id(row)
        evidence = Evidence(
            id="",
            programme=programme,
            dimension=cells.dimension(row),
            stance=stance or "context",
            statement=row.texts.get("statement", {}),
            excerpt=cells.excerpt(row),
            place=row.texts.get("place"),
            year=cells.year(row, "year"),
            source=source,
            locator=row.cells.get("locator"),
            confidence=cells.confidence(row),
            origin="source",
        )
        evidence = self._with_schema_2(row, evidence)
        if stance is None or len(cells.problems) > before:
            return None
        return Entry(evidence, cells.file, row.number, ident)

    def _with_schema_2(self, row: Row, evidence: Evidence) -> Evidence:
        """A claim with who, by what tie, when and where; what it refers to by the keys of the registers still."""
        cells, said_by, data_of = self.cells, row.cells.get("said_by"), row.cells.get("data_of")
        detailed = replace(
            evidence,
            actor=list(dict.fromkeys(self.actors.add(row, name) for name in cells.names(row, "actor"))),
            said_by=self.actors.add(row, said_by) if said_by else None,
            tie=cells.tie(row),
            tie_why=row.texts.get("tie_why"),
            aim=self._aim(row, evidence.programme or ""),
            aim_reached=cells.aim_reached(row),
            trend=cells.trend(row),
            note=row.texts.get("note"),
            same_as=row.cells.get("same_as"),
            places=cells.places(row),
            start=cells.date(row, "start"),
            end=cells.date(row, "end"),
            data_of=self.sources.add(row, data_of) if data_of else None,
            reading=cells.reading(row),
        )
        for column, register in (("source_voice", self.actors), ("aim_source", self.sources)):
            if name := row.cells.get(column):
                register.add(row, name)
        return detailed

    def _aim(self, row: Row, programme: str) -> str | None:
        """The key of the aim of a row, which is one of its programme."""
        if "aim" not in row.cells:
            return None
        key = self.aims.add_row(row)
        aim = self.aims.named[key]
        aim.programme = aim.programme or programme
        if aim.programme != programme:
            message = N_("in row {first} it is an aim of another programme")
            self.cells.add_problem(row, "aim", message, first=aim.row.number)
        return key

    def _explicit_id(self, row: Row) -> str:
        """The id that a row gives, if any; one that cannot be is listed."""
        ident = row.cells.get("id", "")
        self.named = self.named or bool(ident)
        if ident and not IDENT.fullmatch(ident):
            message = N_("{value} is no id: small letters, digits, dots, hyphens and underscores only")
            self.cells.add_problem(row, "id", message, value=ident)
        return ident


def _words(texts: Texts) -> str:
    """A text in one language, always the same: a translation that is added later makes it no other text."""
    order = dict.fromkeys((*built_in_codes(), *sorted(texts)))
    return next((name_key(texts[language]) for language in order if language in texts), "")
