"""The menu of plain mode: what its lines lead to, language and help."""

from __future__ import annotations

from collections.abc import Callable

from ilo_tui.app.contexts import InContext
from ilo_tui.core.languages import next_language
from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError
from ilo_tui.frontends.plain.crossing_lists import CrossingLists
from ilo_tui.frontends.plain.drafting import Drafts
from ilo_tui.frontends.plain.flaw_list import FlawList
from ilo_tui.frontends.plain.numbered_list import choose_row
from ilo_tui.frontends.plain.place_list import PlaceList
from ilo_tui.frontends.plain.record_lists import RecordLists
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.frontends.plain.record_writer import RecordWriter
from ilo_tui.frontends.plain.sessions import Sessions
from ilo_tui.frontends.plain.timeline import TimelineList
from ilo_tui.review.errors import ReviewError
from ilo_tui.views.weighing_words import level_name, period_name


class Menu(InContext):
    """One reader's way through one dossier."""

    def __init__(self, console: ConsoleIO, settings: Settings) -> None:
        """Begin at the menu."""
        self.console, self.contexts = console, console.contexts
        self.sessions = Sessions(console, settings)
        reader = Reader(console, self.sessions.judge_page, self.sessions.observe_page)
        records, crossings = RecordLists(console, reader), CrossingLists(console, reader)
        places = PlaceList(console, reader)
        drafts = Drafts(console, self.sessions, reader)
        RecordWriter(console, self.sessions).add_commands()
        flaws = FlawList(console, reader, lambda: self.sessions.reviewer_context)
        self.menu: list[tuple[str, Callable[[], None]]] = [
            (N_("Programmes"), records.programmes),
            (N_("Dimensions"), records.dimensions),
            (N_("Gap map"), crossings.gap_map),
            (N_("Policy alignment"), crossings.policy_matrix),
            (N_("Policies"), records.policies),
            (N_("Suggestions"), records.suggestions),
            (N_("Gaps without a suggestion"), records.gaps),
            (N_("Indicators"), records.indicators),
            (N_("Search everything"), records.search),
            (N_("Evidence by a filter"), records.evidence),
            (N_("Review sessions"), self.sessions.listing),
            (N_("Begin judging"), self.sessions.start_or_resume),
            # Behind what older versions have, whose numbers people know by heart.
            (N_("Places"), places.read),
            (N_("Timeline"), TimelineList(console, reader, records.evidence_line).show),
            (N_("Sources"), records.sources),
            (N_("Provisions"), records.provisions),
            (N_("Ten flaws of the evidence"), flaws.flaws),
            (N_("Drafts"), drafts.listing),
            (N_("Undo my latest change"), drafts.undo),
            (N_("Publish an edition"), drafts.publish),
            (N_("Counted: {level}"), self.widen),
            (N_("Period: {name}"), self.next_period),
            (N_("Language: {language}"), self.language),
            (N_("Help"), self.help),
            (N_("Quit"), self.quit),
        ]

    def run(self) -> None:
        """Lead the reader from the menu until they leave; raises `EOFError` or `QuitError`."""
        self.sessions.load_decisions()
        try:
            self._lead()
        finally:
            self.sessions.close()

    def _lead(self) -> None:
        while True:
            meta = self.context.dossier.meta
            title = f"{self.console.tr.text(meta.title)} ({clean(meta.edition)})"
            entry = choose_row(self.console, title, self.menu, lambda entry: self._label(entry[0]))
            if entry is None:
                return
            try:
                entry[1]()
            except ReviewError as error:
                self.console.put(*error.localise(self.console.tr))

    def _label(self, message: str) -> str:
        tr, context = self.console.tr, self.context
        period = period_name(context, context.weighing.period)
        return tr(message, language=tr.name, level=level_name(context), name=period)

    def widen(self) -> None:
        """Count at the next wider tie level."""
        self.console.contexts.weigh(self.context.weighing.wider())

    def next_period(self) -> None:
        """Count in the next period."""
        self.console.contexts.weigh(self.context.weighing.step(self.context.dossier, 1))

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
            *self.console.help_everywhere(),
            tr("?: what can be typed where you are"),
            tr("While judging, a digit is the answer, and it is saved before the next question comes."),
        )

    def quit(self) -> None:
        """Leave."""
        raise QuitError
