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
        self.talk, self.book = talk, talk.book
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
        meta = self.book.dossier.meta
        self.sessions.show_own()
        while True:
            title = f"{self.talk.say.text(meta.title)} ({clean(meta.edition)})"
            entry = one_of(self.talk, title, self.menu, lambda one: self._label(one[0]))
            if entry is None:
                return
            try:
                entry[1]()
            except ReviewError as error:
                self.talk.put(*error.localise(self.talk.say))

    def _label(self, message: str) -> str:
        return self.talk.say(message, language=LANGUAGES[self.talk.say.language])

    def _counts(self, evidence: Iterable[Evidence]) -> str:
        return "".join(span.text for span in counts(self.book, evidence))

    def _read_from(self, title: str, idents: list[str], line: Callable[[str], str]) -> None:
        for ident in Numbered(self.talk, title, idents, line).chosen():
            self.reader.read(ident)

    def programmes(self) -> None:
        """Programmes with their evidence for and against."""

        def line(one: Programme) -> str:
            told = self._counts(self.book.dossier.evidence_of("programme", one.id))
            return f"{clean(one.code)}, {self.book.title(one)}: {told}"

        every = list(self.book.dossier.programmes.values())
        for one in Numbered(self.talk, self.talk.say("Programmes"), every, line, "programmes").chosen():
            self.reader.read(one.id)

    def dimensions(self) -> None:
        """Dimensions with their questions."""
        dossier, say = self.book.dossier, self.talk.say
        self._read_from(
            say("Dimensions"),
            list(dossier.dimensions),
            lambda one: f"{self.book.name(one)}: {say.text(dossier.dimensions[one].question)}",
        )

    def gap_map(self) -> None:
        """A line for each row of the gap map, then one for each of its cells."""
        gap_map, title = self.book.gap_map, self.talk.say("Gap map")
        for row in Numbered(self.talk, title, gap_map.rows, self._map_row).chosen():
            cells = [f"cell:{row}/{column}" for column in gap_map.columns]
            self._read_from(self.book.name(row), cells, self._map_cell)

    def _map_row(self, row: str) -> str:
        columns = self.book.gap_map.columns
        return f"{self.book.name(row)}: " + "; ".join(self._cell_words(row, column) for column in columns)

    def _map_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix("cell:").partition("/")
        return self._cell_words(row, column)

    def _cell_words(self, row: str, column: str) -> str:
        cell: Cell = self.book.gap_map.cell(row, column)
        say = self.talk.say
        told = [self._counts(cell.evidence)] if cell.evidence else []
        told += [f"{say(RECORDS['gap'])}: {say(GAPS[kind])}" for kind in cell.gaps]
        return f"{self.book.name(column)} {', '.join(told) or say('nothing recorded')}"

    def alignment(self) -> None:
        """A line for each row of the policy matrix, then one for each policy."""
        matrix, title = self.book.matrix, self.talk.say("Policy alignment")
        for row in Numbered(self.talk, title, matrix.rows, self._matrix_row).chosen():
            crossings = [f"{LINKS}{row}/{column}" for column in matrix.columns]
            self._read_from(self.book.name(row), crossings, self._matrix_cell)

    def _matrix_row(self, row: str) -> str:
        cells = [self.book.matrix.cell(row, column) for column in self.book.matrix.columns]
        told = [self._link_words(cell) for cell in cells if cell.alignments]
        return f"{self.book.name(row)}: {'; '.join(told) or self.talk.say('none recorded')}"

    def _matrix_cell(self, ident: str) -> str:
        row, _, column = ident.removeprefix(LINKS).partition("/")
        return self._link_words(self.book.matrix.cell(row, column))

    def _link_words(self, cell: PolicyCell) -> str:
        say, n = self.talk.say, len(cell.alignments)
        if cell.degree:
            told = say(DEGREES[cell.degree][1])
        else:
            told = say.many("1 link, no degree", "{n} links, no degree", n) if n else say("none recorded")
        return f"{self.book.code(cell.column)} {told}"

    def policies(self) -> None:
        """Conventions, plans, laws."""

        def line(one: Policy) -> str:
            return f"{clean(one.code)}: {self.book.title(one)}"

        every = list(self.book.dossier.policies.values())
        for one in Numbered(self.talk, self.talk.say("Policies"), every, line, "policies").chosen():
            self.reader.read(one.id)

    def suggestions(self) -> None:
        """What to research next."""
        every: list[Suggestion] = list(self.book.dossier.suggestions.values())
        listed = Numbered(self.talk, self.talk.say("Suggestions"), every, self.book.title, "suggestions")
        for one in listed.chosen():
            self.reader.read(one.id)

    def gaps(self) -> None:
        """What is not known and nobody suggests to find out."""
        uncovered = [one for one in self.book.gaps if not one.suggestions]
        title = self.talk.say("Gaps without a suggestion")
        for one in Numbered(self.talk, title, uncovered, self._gap_line, "gaps").chosen():
            self.reader.read(one.id)

    def _gap_line(self, gap: Gap) -> str:
        (one,) = worded(self.talk.say, [gap_block(self.book, gap)])
        return "".join(span.text for span in one.spans)

    def indicators(self) -> None:
        """Measured series."""

        def line(one: Indicator) -> str:
            return f"{self.book.title(one)} ({self.talk.say.text(one.unit)})"

        every = list(self.book.dossier.indicators.values())
        for one in Numbered(self.talk, self.talk.say("Indicators"), every, line, "indicators").chosen():
            self.reader.read(one.id)

    def search(self) -> None:
        """Everything that has some words."""
        say, finder = self.talk.say, Finder(self.book)
        self.talk.put(say("Words to search for?"))
        if not (words := self.talk.ask()):
            return
        hits = finder.found(words)
        if not hits and (near := finder.near(words)):
            self.talk.put(say("Did you mean: {names}?", names=", ".join(near)))
        listed = Numbered(self.talk, say("Search: {words}", words=clean(words)), hits, finder.line)
        for one in listed.chosen():
            self.reader.read(one.id)

    def evidence(self) -> None:
        """The claims that pass a filter."""
        say = self.talk.say
        self.talk.put(f"{say('Filter')}. {say('e.g. programme:clm dimension:outcome stance:contradicts')}")
        try:
            where = parse(self.talk.ask(), "evidence", self.book.dossier)
        except QueryError as error:
            self.talk.put(error.localise(say))
            return
        rows = [one for one in self.book.dossier.evidence.values() if where.holds(one)]
        title = f"{say('Evidence')} {clean(str(where))}".strip()
        for one in Numbered(self.talk, title, rows, self._claim_line, "evidence").chosen():
            self.reader.read(one.id)

    def _claim_line(self, one: Evidence) -> str:
        say, about = self.talk.say, one.programme or one.policy
        parts = [clean(one.id), self.book.code(about) if about else "", self.book.name(one.dimension or "*unassigned")]
        return f"{', '.join(filter(None, parts))}, {say(side(self.book, one)[1])}: {self.book.title(one)}"

    def language(self) -> None:
        """The other language."""
        names = list(LANGUAGES)
        self.book.speak(names[(names.index(self.talk.say.language) + 1) % len(names)])

    def help(self) -> None:
        """How to find one's way."""
        say = self.talk.say
        self.talk.put(
            "",
            say("Everything is in numbered lines. Type a number and Enter to open that line."),
            say("On a page, a number in brackets opens what it stands behind."),
            say("b: back"),
            say("m: more"),
            say("q: quit"),
            say("?: what can be typed where you are"),
            say("While judging, a digit is the answer, and it is saved before the next question comes."),
        )

    def quit(self) -> None:
        """Leave."""
        raise QuitError
