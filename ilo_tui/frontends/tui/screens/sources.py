"""Every source as a list: publisher, year, kind, what is claimed on it, how that was read, whose voice it is."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.text import clean
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.model import Source
from ilo_tui.frontends.tui.record_orders import SOURCE_ORDERS
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.widgets.row_list import Rows
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Line, Span, block, fit, width_of
from ilo_tui.views.source_counts import VOICE_WORDS, SourceCounts, kind_word, side_counts, source_counts, voice_word

_YEAR, _KIND, _READ = 4, 11, 8
"""Cells of the columns beside the publisher's, which has what is left."""
_WITH_YEAR, _WITH_KIND, _WITH_ALL = 36, 56, 74
"""Cells of a line from which on it has room for the year, the kind, and for how claims were read and by whom."""


class SourceRows:
    """Sources as lines; what has no room is left out, the last columns first."""

    def __init__(self, context: ViewContext, sources: Sequence[Source]) -> None:
        """The lines of `sources`, in their order."""
        self.context, self.sources = context, sources
        self._voice = max(width_of(context.tr(word)) for word in VOICE_WORDS)

    def __len__(self) -> int:
        """How many sources there are."""
        return len(self.sources)

    def line(self, index: int, width: int) -> Line:
        """A source."""
        source, tr = self.sources[index], self.context.tr
        counts = source_counts(self.context, source.id)
        year = str(source.year) if source.year is not None else "-"
        columns = [
            *([Span(f" {year:>{_YEAR}}")] if width >= _WITH_YEAR else []),
            *([Span(f" {fit(kind_word(tr, source.kind), _KIND)}", "dim")] if width >= _WITH_KIND else []),
            *_sides(counts),
            *([Span(f" {fit(counts.read, _READ)}", "dim")] if width >= _WITH_ALL else []),
            *([Span(f" {fit(voice_word(self.context, source), self._voice)}")] if width >= _WITH_ALL else []),
        ]
        publisher = clean(source.publisher or "") or tr.clean(source.title)
        room = max(width - sum(len(span.text) for span in columns) - 1, 1)
        return (Span(f" {fit(publisher, room)}"), *columns)

    def target(self, index: int) -> str | None:
        """The source's id."""
        return self.sources[index].id


def _sides(counts: SourceCounts) -> Line:
    supports, contradicts, neutral = side_counts(counts.supports, counts.contradicts, counts.context, counts.hidden)
    return (Span(f" {supports:>3}", "for"), Span(f" {contradicts:>3}", "against"), Span(f" {neutral:<4}", "context"))


class SourcesScreen(BrowseScreen):
    """All sources; Enter opens the page of one."""

    KIND = "sources"
    ORDERS = SOURCE_ORDERS

    def __init__(self, contexts: Contexts) -> None:
        """All sources of the dossier."""
        super().__init__(contexts, tuple(contexts.current.dossier.records(Source)))

    def lines_of(self, matching: Sequence[Listed]) -> Rows:
        """The lines of the list."""
        return SourceRows(self.context, [source for source in matching if isinstance(source, Source)])

    def choose(self, target: str) -> None:
        """Open the page of a source, with all that is claimed on it."""
        self.app.push_screen(PageScreen(self.contexts, target))

    def listed(self) -> Sequence[Listed]:
        """All sources."""
        return tuple(self.context.dossier.records(Source))

    def name_of(self) -> str:
        """What the list is of."""
        return self.context.tr("Sources")

    def title_of(self, matching: Sequence[Listed]) -> str:
        """How many there are, and what the columns are."""
        legend = self.context.tr("+ for - against · context; read directly/excerpt/second hand")
        return f"{super().title_of(matching)} {legend}"

    def nothing(self) -> list[Block]:
        """That the dossier has none."""
        return [block(self.context.tr("This dossier has no sources."), "dim")]

    @property
    def route(self) -> tuple[str, ...]:
        """The list."""
        return ("sources",)
