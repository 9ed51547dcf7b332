"""Walking through a dossier in lines: a menu, lists behind its lines, pages behind theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean
from ilo_tui.core.translator import LANGUAGES, N_
from ilo_tui.dossier.filters import QueryError, parse
from ilo_tui.dossier.gapmap import Cell, Gap, PolicyCell
from ilo_tui.dossier.model import Evidence, Indicator, Policy, Programme, Suggestion
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError, worded
from ilo_tui.frontends.plain.lists import Numbered, one_of
from ilo_tui.frontends.plain.reading import Reader
from ilo_tui.frontends.plain.search import Finder
from ilo_tui.frontends.plain.sessions import Sessions
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.targets import LINKS
from ilo_tui.views.labels import DEGREES, GAPS, RECORDS
from ilo_tui.views.pages.evidence import counts, side
from ilo_tui.views.pages.record import gap_block


class Menu:
    """One reader's way through one dossier."""

    def __init__(self, talk: ConsoleIO, settings: Settings) -> None:
        """Begin at the menu."""
        self.talk, self.context = talk, talk.context
        self.sessions = Sessions(talk, settings)
        self.reader = Reader(talk, self.sessions.judge_page, self.sessions.observe_page)
        self.menu: list[tuple[str, Callable[[], None]]] = [
            (N_("Programmes"), self.programmes),
            (N_("Dimensions"), self.dimensions),
            (N_("Gap map"), self.gap_map),
            (N_("Policy alignment"), self.alignment),
            (N_("Policies"), self.policies),
            (N_("Suggestions"), self.suggestions),
            (N_("Gaps without a suggestion"), self.gaps),
            (N_("Indicators"), self.indicators),
            (N_("Search everything"), self.search),
            (N_("Evidence by a filter"), self.evidence),
            (N_("Review sessions"), self.sessions.listing),
            (N_("Begin judging"), self.sessions.begin),
            (N_("Language: {language}"), self.language),
            (N_("Help"), self.help),
            (N_("Quit"), self.quit),
        ]

    def run(self) -> None:
        """Lead the reader from the menu until they leave; raises `EOFError` or `QuitError`."""
        meta = self.context.dossier.meta
        self.sessions.show_own()
        while True:
            title = f"{self.talk.tr.text(meta.title)} ({clean(meta.edition)})"
            entry = one_of(self.talk, title, self.menu, lambda one: self._label(one[0]))
            if entry is None:
                return
            try:
                entry[1]()
            except ReviewError as error:
                self.talk.put(*error.localise(self.talk.tr))

    def _label(self, message: str) -> str:
        return self.talk.tr(message, language=LANGUAGES[self.talk.tr.language])

    def _counts(self, evidence: Iterable[Evidence]) -> str:
        return "".join(span.text for span in counts(self.context, evidence))

    def _read_from(self, title: str, idents: list[str], line: Callable[[str], str]) -> None:
        for ident in Numbered(self.talk, title, idents, line).chosen():
            self.reader.read(ident)

    def programmes(self) -> None:
        """Programmes with their evidence for and against."""

        def line(one: Programme) -> str:
            told = self._counts(self.context.dossier.evidence_of("programme", one.id))
            return f"{clean(one.code)}, {self.context.title(one)}: {told}"

        every = list(self.context.dossier.programmes.values())
        for one in Numbered(self.talk, self.talk.tr("Programmes"), every, line, "programmes").chosen():
            self.reader.read(one.id)

    def dimensions(self) -> None:
        """Dimensions with their questions."""
        dossier, tr = self.context.dossier, self.talk.tr
        self._read_from(
            tr("Dimensions"),
            list(dossier.dimensions),
            lambda one: f"{self.context.name(one)}: {tr.text(dossier.dimensions[one].question)}",
        )

    def gap_map(self) -> None:
        """A line for each row of the gap map, then one for each of its cells."""
        gap_map, title = self.context.gap_map, self.talk.tr("Gap map")
        for row in Numbered(self.talk, title, gap_map.rows, self._map_row).chosen():
            cells = [f"cell:{row}/{column}" for column in gap_map.columns]
            self._read_from(self.context.name(row), cells, self._map_cell)

    def _map_row(self, row: str) -> str:
        columns = self.context.gap_map.columns
        return f"{self.context.name(row)}: " + "; ".join(self._cell_words(row, column) for column in columns)

    def _map_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix("cell:").partition("/")
        return self._cell_words(row, column)

    def _cell_words(self, row: str, column: str) -> str:
        cell: Cell = self.context.gap_map.cell(row, column)
        tr = self.talk.tr
        told = [self._counts(cell.evidence)] if cell.evidence else []
        told += [f"{tr(RECORDS['gap'])}: {tr(GAPS[kind])}" for kind in cell.gaps]
        return f"{self.context.name(column)} {', '.join(told) or tr('nothing recorded')}"

    def alignment(self) -> None:
        """A line for each row of the policy matrix, then one for each policy."""
        matrix, title = self.context.matrix, self.talk.tr("Policy alignment")
        for row in Numbered(self.talk, title, matrix.rows, self._matrix_row).chosen():
            crossings = [f"{LINKS}{row}/{column}" for column in matrix.columns]
            self._read_from(self.context.name(row), crossings, self._matrix_cell)

    def _matrix_row(self, row: str) -> str:
        cells = [self.context.matrix.cell(row, column) for column in self.context.matrix.columns]
        told = [self._link_words(cell) for cell in cells if cell.alignments]
        return f"{self.context.name(row)}: {'; '.join(told) or self.talk.tr('none recorded')}"

    def _matrix_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix(LINKS).partition("/")
        return self._link_words(self.context.matrix.cell(row, column))

    def _link_words(self, cell: PolicyCell) -> str:
        tr, n = self.talk.tr, len(cell.alignments)
        if cell.degree:
            told = tr(DEGREES[cell.degree][1])
        else:
            told = tr.many("1 link, no degree", "{n} links, no degree", n) if n else tr("none recorded")
        return f"{self.context.code(cell.column)} {told}"

    def policies(self) -> None:
        """Conventions, plans, laws."""

        def line(one: Policy) -> str:
            return f"{clean(one.code)}: {self.context.title(one)}"

        every = list(self.context.dossier.policies.values())
        for one in Numbered(self.talk, self.talk.tr("Policies"), every, line, "policies").chosen():
            self.reader.read(one.id)

    def suggestions(self) -> None:
        """What to research next."""
        every: list[Suggestion] = list(self.context.dossier.suggestions.values())
        listed = Numbered(self.talk, self.talk.tr("Suggestions"), every, self.context.title, "suggestions")
        for one in listed.chosen():
            self.reader.read(one.id)

    def gaps(self) -> None:
        """What is not known and nobody suggests to find out."""
        uncovered = [one for one in self.context.gaps if not one.suggestions]
        title = self.talk.tr("Gaps without a suggestion")
        for one in Numbered(self.talk, title, uncovered, self._gap_line, "gaps").chosen():
            self.reader.read(one.id)

    def _gap_line(self, gap: Gap) -> str:
        (one,) = worded(self.talk.tr, [gap_block(self.context, gap)])
        return "".join(span.text for span in one.spans)

    def indicators(self) -> None:
        """Measured series."""

        def line(one: Indicator) -> str:
            return f"{self.context.title(one)} ({self.talk.tr.text(one.unit)})"

        every = list(self.context.dossier.indicators.values())
        for one in Numbered(self.talk, self.talk.tr("Indicators"), every, line, "indicators").chosen():
            self.reader.read(one.id)

    def search(self) -> None:
        """Everything that has some words."""
        tr, finder = self.talk.tr, Finder(self.context)
        self.talk.put(tr("Words to search for?"))
        if not (words := self.talk.ask()):
            return
        hits = finder.found(words)
        if not hits and (near := finder.near(words)):
            self.talk.put(tr("Did you mean: {names}?", names=", ".join(near)))
        listed = Numbered(self.talk, tr("Search: {words}", words=clean(words)), hits, finder.line)
        for one in listed.chosen():
            self.reader.read(one.id)

    def evidence(self) -> None:
        """The claims that pass a filter."""
        tr = self.talk.tr
        self.talk.put(f"{tr('Filter')}. {tr('e.g. programme:clm dimension:outcome stance:contradicts')}")
        try:
            where = parse(self.talk.ask(), "evidence", self.context.dossier)
        except QueryError as error:
            self.talk.put(error.localise(tr))
            return
        rows = [one for one in self.context.dossier.evidence.values() if where.holds(one)]
        title = f"{tr('Evidence')} {clean(str(where))}".strip()
        for one in Numbered(self.talk, title, rows, self._claim_line, "evidence").chosen():
            self.reader.read(one.id)

    def _claim_line(self, one: Evidence) -> str:
        tr, about = self.talk.tr, one.programme or one.policy
        parts = [
            clean(one.id),
            self.context.code(about) if about else "",
            self.context.name(one.dimension or "*unassigned"),
        ]
        return f"{', '.join(filter(None, parts))}, {tr(side(self.context, one)[1])}: {self.context.title(one)}"

    def language(self) -> None:
        """The other language."""
        names = list(LANGUAGES)
        self.context.speak(names[(names.index(self.talk.tr.language) + 1) % len(names)])

    def help(self) -> None:
        """How to find one's way."""
        tr = self.talk.tr
        self.talk.put(
            "",
            tr("Everything is in numbered lines. Type a number and Enter to open that line."),
            tr("On a page, a number in brackets opens what it stands behind."),
            tr("b: back"),
            tr("m: more"),
            tr("q: quit"),
            tr("?: what can be typed where you are"),
            tr("While judging, a digit is the answer, and it is saved before the next question comes."),
        )

    def quit(self) -> None:
        """Leave."""
        raise QuitError
