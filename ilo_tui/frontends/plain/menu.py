"""The menu of plain mode: lists behind its lines, pages behind theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ilo_tui.app.contexts import InContext
from ilo_tui.core.languages import next_language
from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.filters import QueryError, parse
from ilo_tui.dossier.gapmap import LINKS, Cell, Gap, PolicyCell
from ilo_tui.dossier.model import Dimension, Evidence, Indicator, Policy, Programme, Suggestion
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError, for_speech
from ilo_tui.frontends.plain.lists import NumberedList, choose_row
from ilo_tui.frontends.plain.reading import Reader
from ilo_tui.frontends.plain.search import Finder
from ilo_tui.frontends.plain.sessions import Sessions
from ilo_tui.review.errors import ReviewError
from ilo_tui.views.labels import DEGREES, GAPS, RECORDS
from ilo_tui.views.pages.evidence import side, stance_counts
from ilo_tui.views.pages.gap import gap_block


class Menu(InContext):
    """One reader's way through one dossier."""

    def __init__(self, console: ConsoleIO, settings: Settings) -> None:
        """Begin at the menu."""
        self.console, self.contexts = console, console.contexts
        self.sessions = Sessions(console, settings)
        self.reader = Reader(console, self.sessions.judge_page, self.sessions.observe_page)
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
            (N_("Begin judging"), self.sessions.start_or_resume),
            (N_("Language: {language}"), self.language),
            (N_("Help"), self.help),
            (N_("Quit"), self.quit),
        ]

    def run(self) -> None:
        """Lead the reader from the menu until they leave; raises `EOFError` or `QuitError`."""
        meta = self.context.dossier.meta
        self.sessions.load_decisions()
        while True:
            title = f"{self.console.tr.text(meta.title)} ({clean(meta.edition)})"
            entry = choose_row(self.console, title, self.menu, lambda entry: self._label(entry[0]))
            if entry is None:
                return
            try:
                entry[1]()
            except ReviewError as error:
                self.console.put(*error.localise(self.console.tr))

    def _label(self, message: str) -> str:
        return self.console.tr(message, language=self.console.tr.name)

    def _counts(self, evidence: Iterable[Evidence]) -> str:
        return "".join(span.text for span in stance_counts(self.context, evidence))

    def _read_from(self, title: str, idents: list[str], line: Callable[[str], str]) -> None:
        for ident in NumberedList(self.console, title, idents, line).choices():
            self.reader.read(ident)

    def programmes(self) -> None:
        """Programmes with their evidence for and against."""

        def line(programme: Programme) -> str:
            counts_text = self._counts(self.context.dossier.evidence_of("programme", programme.id))
            return f"{clean(programme.code)}, {self.context.title(programme)}: {counts_text}"

        programmes = list(self.context.dossier.records(Programme))
        for programme in NumberedList(
            self.console, self.console.tr("Programmes"), programmes, line, "programmes"
        ).choices():
            self.reader.read(programme.id)

    def dimensions(self) -> None:
        """Dimensions with their questions."""
        dossier, tr = self.context.dossier, self.console.tr
        self._read_from(
            tr("Dimensions"),
            list(dossier.ids(Dimension)),
            lambda ident: f"{self.context.name(ident)}: {tr.text(dossier.record(Dimension, ident).question)}",
        )

    def gap_map(self) -> None:
        """A line for each row of the gap map, then one for each of its cells."""
        gap_map, title = self.context.gap_map, self.console.tr("Gap map")
        for row in NumberedList(self.console, title, gap_map.rows, self._map_row).choices():
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
        tr = self.console.tr
        parts = [self._counts(cell.evidence)] if cell.evidence else []
        parts += [f"{tr(RECORDS['gap'])}: {tr(GAPS[kind])}" for kind in cell.gaps]
        return f"{self.context.name(column)} {', '.join(parts) or tr('nothing recorded')}"

    def alignment(self) -> None:
        """A line for each row of the policy matrix, then one for each policy."""
        matrix, title = self.context.matrix, self.console.tr("Policy alignment")
        for row in NumberedList(self.console, title, matrix.rows, self._matrix_row).choices():
            crossings = [f"{LINKS}{row}/{column}" for column in matrix.columns]
            self._read_from(self.context.name(row), crossings, self._matrix_cell)

    def _matrix_row(self, row: str) -> str:
        cells = [self.context.matrix.cell(row, column) for column in self.context.matrix.columns]
        links = [self._link_words(cell) for cell in cells if cell.alignments]
        return f"{self.context.name(row)}: {'; '.join(links) or self.console.tr('none recorded')}"

    def _matrix_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix(LINKS).partition("/")
        return self._link_words(self.context.matrix.cell(row, column))

    def _link_words(self, cell: PolicyCell) -> str:
        tr, n = self.console.tr, len(cell.alignments)
        if cell.degree:
            degree_text = tr(DEGREES[cell.degree][1])
        else:
            degree_text = tr.many("1 link, no degree", "{n} links, no degree", n) if n else tr("none recorded")
        return f"{self.context.code(cell.column)} {degree_text}"

    def policies(self) -> None:
        """Conventions, plans, laws."""

        def line(policy: Policy) -> str:
            return f"{clean(policy.code)}: {self.context.title(policy)}"

        policies = list(self.context.dossier.records(Policy))
        for policy in NumberedList(self.console, self.console.tr("Policies"), policies, line, "policies").choices():
            self.reader.read(policy.id)

    def suggestions(self) -> None:
        """What to research next."""
        suggestions: list[Suggestion] = list(self.context.dossier.records(Suggestion))
        listed = NumberedList(
            self.console, self.console.tr("Suggestions"), suggestions, self.context.title, "suggestions"
        )
        for suggestion in listed.choices():
            self.reader.read(suggestion.id)

    def gaps(self) -> None:
        """What is not known and nobody suggests to find out."""
        uncovered = [gap for gap in self.context.gaps if not gap.suggestions]
        title = self.console.tr("Gaps without a suggestion")
        for gap in NumberedList(self.console, title, uncovered, self._gap_line, "gaps").choices():
            self.reader.read(gap.id)

    def _gap_line(self, gap: Gap) -> str:
        (paragraph,) = for_speech(self.console.tr, [gap_block(self.context, gap)])
        return "".join(span.text for span in paragraph.spans)

    def indicators(self) -> None:
        """Measured series."""

        def line(indicator: Indicator) -> str:
            return f"{self.context.title(indicator)} ({self.console.tr.text(indicator.unit)})"

        indicators = list(self.context.dossier.records(Indicator))
        for indicator in NumberedList(
            self.console, self.console.tr("Indicators"), indicators, line, "indicators"
        ).choices():
            self.reader.read(indicator.id)

    def search(self) -> None:
        """Everything that has some words."""
        tr, finder = self.console.tr, Finder(self.context)
        self.console.put(tr("Words to search for?"))
        if not (words := self.console.ask()):
            return
        hits = finder.find(words)
        if not hits and (near := finder.near(words)):
            self.console.put(tr("Did you mean: {names}?", names=", ".join(near)))
        listed = NumberedList(self.console, tr("Search: {words}", words=clean(words)), hits, finder.line)
        for record in listed.choices():
            self.reader.read(record.id)

    def evidence(self) -> None:
        """The claims that pass a filter."""
        tr = self.console.tr
        self.console.put(f"{tr('Filter')}. {tr('e.g. programme:clm dimension:outcome stance:contradicts')}")
        try:
            query = parse(self.console.ask(), "evidence", self.context.dossier)
        except QueryError as error:
            self.console.put(*error.localise(tr))
            return
        rows = [evidence for evidence in self.context.dossier.records(Evidence) if query.matches(evidence)]
        title = f"{tr('Evidence')} {clean(str(query))}".strip()
        for evidence in NumberedList(self.console, title, rows, self._evidence_line, "evidence").choices():
            self.reader.read(evidence.id)

    def _evidence_line(self, evidence: Evidence) -> str:
        tr, about = self.console.tr, evidence.programme or evidence.policy
        parts = [
            clean(evidence.id),
            self.context.code(about) if about else "",
            self.context.name(evidence.dimension or "*unassigned"),
        ]
        return (
            f"{', '.join(filter(None, parts))}, {tr(side(self.context, evidence)[1])}: {self.context.title(evidence)}"
        )

    def language(self) -> None:
        """The next language."""
        self.console.contexts.switch_language(next_language(self.console.tr.language))

    def help(self) -> None:
        """How to use plain mode."""
        tr = self.console.tr
        self.console.put(
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
