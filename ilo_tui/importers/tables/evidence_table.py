"""From the rows of a table to claims: a row each, with further figures in the rows below.

A claim without an id in the table gets one of what it says: its words, source, programme, dimension and stance, when
and where it holds. So no other row changes it, and whatever else is corrected in its row leaves it the same claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from ilo_tui.core.languages import built_in_codes
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Dimension, Evidence
from ilo_tui.dossier.parts import Figure, Texts
from ilo_tui.importers.tables.cells import Cells
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.ids import IDENT, digest, slug
from ilo_tui.importers.tables.register import Register
from ilo_tui.importers.tables.sheet import Row

_OF_FIGURES = {"figure", "value", "unit", "role", "figure_year"}
_READABLE = 32


@dataclass(slots=True)
class _Entry:
    """A claim whose programme and source are keys of the registers still, and the number of its row.

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
        )
        readable = slug(statement, "claim")[:_READABLE].strip("-_")
        return f"{programme}.{readable}-{digest(repr(parts))}"


class EvidenceTable:
    """Takes rows of all files, and then gives claims; what is wrong is in `cells.problems`.

    `named` is whether any claim has an id of the table's, `repeated` the rows that say what another said before, each
    with its file and the file and row of the first; `shared` are names that a programme and a source have in common.
    """

    def __init__(self, dimensions: list[Dimension]) -> None:
        """Claims may be of these `dimensions`."""
        self.cells = Cells(dimensions)
        self.programmes = Register("programme", self.cells)
        self.sources = Register("source", self.cells)
        self.repeated: list[tuple[str, int, str, int]] = []
        self.shared: list[str] = []
        self.named = False
        self._entries: list[_Entry] = []

    def read(self, file: str, rows: Iterable[Row]) -> None:
        """Take the rows of one file."""
        self.cells.file = file
        figures: list[Figure] | None = None
        for row in rows:
            self.cells.check_errors(row)
            if "statement" not in row.texts and not row.cells.keys() & {"stance", "confidence"}:
                self._add_figure(row, figures)
                continue
            entry, figure = self._entry(row), self.cells.figure(row)
            figures = entry.figures if entry else []
            figures += [figure] if figure else []
            self._entries += [entry] if entry else []

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

    def _entry(self, row: Row) -> _Entry | None:
        cells, before = self.cells, len(self.cells.problems)
        for column in ("stance", "confidence"):
            if column not in row.cells:
                cells.add_problem(row, column, N_("this is needed"))
        if "statement" not in row.texts:
            cells.add_problem(row, "statement", N_("this is needed"))
        programme, source = self.programmes.add_row(row), self.sources.add_row(row)
        if programme and source:
            self.programmes.cite(programme, source)
        stance, confidence, dimension = cells.stance(row), cells.confidence(row), cells.dimension(row)
        year, excerpt, ident = cells.year(row, "year"), cells.excerpt(row), self._explicit_id(row)
        if stance is None or confidence is None or len(cells.problems) > before:
            return None
        evidence = Evidence(
            id="",
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
        return _Entry(evidence, cells.file, row.number, ident)

    def _explicit_id(self, row: Row) -> str:
        """The id that a row gives, if any; one that cannot be is listed."""
        ident = row.cells.get("id", "")
        self.named = self.named or bool(ident)
        if ident and not IDENT.fullmatch(ident):
            message = N_("{value} is no id: small letters, digits, dots, hyphens and underscores only")
            self.cells.add_problem(row, "id", message, value=ident)
        return ident

    def identify(self, reserved: set[str], former: FormerDossier | None) -> list[Evidence]:
        """The claims in the order of the rows, each once, with all their ids; none of these is in `reserved`."""
        programmes, sources = self.programmes.ids, self.sources.ids
        if former:
            self.programmes.keep_ids(former)
            self.sources.keep_ids(former)
        self.shared = self.programmes.make_ids(reserved | {*sources.values()})
        self.shared += self.sources.make_ids(reserved | {*programmes.values()})
        evidence_list = self._unique(reserved | {*programmes.values(), *sources.values()})
        fixed = {entry.explicit_id for entry in self._entries}
        return _with_former_ids(evidence_list, former, fixed) if former else evidence_list

    def _unique(self, reserved: set[str]) -> list[Evidence]:
        by_id: dict[str, _Entry] = {}
        for entry in self._entries:
            programme = self.programmes.ids[entry.evidence.programme or ""]
            ident, source = entry.ident(programme), self.sources.ids[entry.evidence.source]
            evidence = replace(entry.evidence, id=ident, programme=programme, source=source, figures=entry.figures)
            # In place of what it was, for a large table would stand in the memory twice.
            entry.evidence = evidence
            first = by_id.setdefault(ident, entry)
            if first is not entry and not entry.explicit_id and _seen(first.evidence) == _seen(evidence):
                self.repeated.append((entry.file, entry.row_number, first.file, first.row_number))
            elif first is not entry or ident in reserved:
                self._add_duplicate(entry, first, ident)
        return [entry.evidence for entry in by_id.values()]

    def _add_duplicate(self, entry: _Entry, first: _Entry, ident: str) -> None:
        """List a row whose id another has, or which states what another states, with other details."""
        self.cells.file = entry.file
        if entry.explicit_id or first is entry:
            self.cells.add_problem(Row(entry.row_number), "id", N_("the id {value} stands already"), value=ident)
            return
        message = N_(
            "row {first} of {file} states the same from the same source, but differs in the rest: give each an id, or "
            "make them one row; a further figure goes into a row of its own below"
        )
        row = Row(entry.row_number)
        self.cells.add_problem(row, "statement", message, first=first.row_number, file=first.file)


def _with_former_ids(evidence_list: list[Evidence], former: FormerDossier, fixed: set[str]) -> list[Evidence]:
    """The claims under the ids that they had in the former dossier, in the same order."""
    by_programme: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence in evidence_list:
        by_programme[evidence.programme or ""].append(evidence)
    former_records = {
        evidence.id: old
        for programme, group in by_programme.items()
        for evidence, old in zip(
            group, former.reconcile("evidence", group, former.evidence(programme), fixed), strict=True
        )
    }
    return [former_records[evidence.id] for evidence in evidence_list]


def _words(texts: Texts) -> str:
    """A text in one language, always the same: a translation that is added later makes it no other text."""
    order = dict.fromkeys((*built_in_codes(), *sorted(texts)))
    return next((name_key(texts[language]) for language in order if language in texts), "")


def _seen(evidence: Evidence) -> str:
    """All that a claim says, as a reader sees it."""
    return name_key(msgspec.json.encode(evidence, order="sorted").decode())
