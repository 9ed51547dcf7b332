"""Tab 1: what was done, in two groups, with the evidence on each."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.repository import count_stances
from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.rows import RowList
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.views.markup import Block, Line, Span, block, fit

_GROUPS = (("programme", N_("Programmes")), ("supporting_action", N_("Supporting actions")))


class ProgrammesTab(TabView):
    """Programmes and supporting actions; what each was; its evidence by dimension."""

    PANES = ("programmes", "about", "evidence")

    def compose(self) -> ComposeResult:
        """The list alone, so that the first rows are there at once; the pages follow the first paint."""
        yield Pane(RowList(id="programme-list"), id="programmes", first=True)

    def on_mount(self) -> None:
        """After the first paint make the page on a programme and, for a wide terminal, that of its evidence."""
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        about = Pane(Page(id="programme-page"), id="about")
        await self.mount(about, Pane(Page(id="programme-evidence"), id="evidence"))
        self._about(self.query_one("#programme-list", RowList).target)

    def write(self) -> None:
        """Fill the list; the pages follow its cursor."""
        every = list(self.book.dossier.programmes.values())
        left = self.filter.narrowing
        found = left.programmes if left else every
        title = self.book.say.text(self.book.dossier.meta.title)
        made: list[Section[Programme]] = [Section(f" {title}", role="title")]
        for kind, label in _GROUPS:
            group = [one for one in found if one.kind == kind]
            if group:
                partly = self.book.loading and self.book.loading.partly
                head = f"{self.book.say(label)} ({'…' if partly else len(group)})"
                made.append(Section(head, group, self._line, lambda one: one.id))
        if not found:
            made.append(Section(self.book.say("Nothing passes this filter.")))
        rows = self.query_one("#programme-list", RowList)
        rows.show(SectionRows(made), rows.target)
        # What is context alone would look like nothing at all.
        context = not self.book.loading and self.book.context_alone
        legend = self.book.say("+ for  - against  · context") if context else self.book.say("+ for  - against")
        self.retitle("programmes", legend)
        self.leaves(len(found), len(every))
        self._about(rows.target)

    def _line(self, one: Programme, width: int) -> Line:
        counts = [Span(f"{text:>4}", role) for text, role in self._counts(one)]
        code = f" {fit(clean(one.code), 6)}" if width >= 42 else ""
        return (Span(fit(f"{code} {self.book.say.text(one.name)}", width - 9)), *counts, Span(" "))

    def _counts(self, one: Programme) -> tuple[tuple[str, str], tuple[str, str]]:
        if self.book.loading:
            return ("…", "dim"), ("…", "dim")
        supports, contradicts, context = count_stances(self._claims(one))
        if context and not supports and not contradicts:
            return ("", ""), (f"·{context}", "context")
        return (f"+{supports}", "for"), (f"-{contradicts}", "against")

    def _claims(self, one: Programme) -> Sequence[Evidence]:
        """What the filter leaves of a programme's evidence."""
        left = self.filter.narrowing
        return left.evidence.get(one.id, ()) if left else self.book.dossier.evidence_of("programme", one.id)

    @on(RowList.Highlighted, "#programme-list")
    def follow(self, event: RowList.Highlighted) -> None:
        """Write the pages of the programme under the cursor."""
        event.stop()
        self.following.up(lambda: self._about(event.target))

    def _about(self, ident: str | None) -> None:
        if not self.query("#about"):
            return
        from ilo_tui.views.pages.programme import programme_evidence, programme_page

        one = self.book.dossier.programmes.get(ident or "")
        about: list[Block] = []
        evidence: list[Block] = []
        if one and self.book.loading:
            about = self._early(one)
        elif one:
            about = programme_page(self.book, one)
            evidence = programme_evidence(self.book, one, self._claims(one))[1:]
        if not self.wide and evidence:
            about = [*about, Block(), *evidence]
        self.query_one("#programme-page", Page).write(lambda width: about)
        self.query_one("#programme-evidence", Page).write(lambda width: evidence if self.wide else [])
        self.retitle("about", clean(one.code) if one else "")
        self.retitle("evidence", self.book.say("Evidence by dimension"))

    def _early(self, one: Programme) -> list[Block]:
        """What is known of a programme before everything is read."""
        say = self.book.say
        told = block(say("Its evidence is still being read ..."), "dim")
        return [block(say.text(one.name), "title"), Block(), block(say.text(one.summary)), Block(), told]

    @on(RowList.Chosen, "#programme-list")
    def enter(self, event: RowList.Chosen) -> None:
        """Go on to the page."""
        event.stop()
        self.panes.go(1)

    def current(self) -> str | None:
        """What is under the cursor; the programme, where that is nothing."""
        return super().current() or self.query_one("#programme-list", RowList).target
