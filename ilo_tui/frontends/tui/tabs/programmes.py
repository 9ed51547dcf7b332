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
        every = list(self.context.dossier.records(Programme))
        left = self.filter.narrowing
        found = left.programmes if left else every
        title = self.context.tr.text(self.context.dossier.meta.title)
        made: list[Section[Programme]] = [Section(f" {title}", role="title")]
        for kind, label in _GROUPS:
            group = [one for one in found if one.kind == kind]
            if group:
                partly = self.context.loading and self.context.loading.partly
                head = f"{self.context.tr(label)} ({'…' if partly else len(group)})"
                made.append(Section(head, group, self._line, lambda one: one.id))
        if not found:
            made.append(Section(self.context.tr("Nothing passes this filter.")))
        rows = self.query_one("#programme-list", RowList)
        rows.show(SectionRows(made), rows.target)
        # What is context alone would look like nothing at all.
        only_context = not self.context.loading and self.context.has_context_only
        legend = self.context.tr("+ for  - against  · context") if only_context else self.context.tr("+ for  - against")
        self.retitle("programmes", legend)
        self.leaves(len(found), len(every))
        self._about(rows.target)

    def _line(self, one: Programme, width: int) -> Line:
        counts = [Span(f"{text:>4}", role) for text, role in self._counts(one)]
        code = f" {fit(clean(one.code), 6)}" if width >= 42 else ""
        return (Span(fit(f"{code} {self.context.tr.text(one.name)}", width - 9)), *counts, Span(" "))

    def _counts(self, one: Programme) -> tuple[tuple[str, str], tuple[str, str]]:
        if self.context.loading:
            return ("…", "dim"), ("…", "dim")
        supports, contradicts, neutral = count_stances(self._claims(one))
        if neutral and not supports and not contradicts:
            return ("", ""), (f"·{neutral}", "context")
        return (f"+{supports}", "for"), (f"-{contradicts}", "against")

    def _claims(self, one: Programme) -> Sequence[Evidence]:
        """What the filter leaves of a programme's evidence."""
        left = self.filter.narrowing
        return left.evidence.get(one.id, ()) if left else self.context.dossier.evidence_of("programme", one.id)

    @on(RowList.Highlighted, "#programme-list")
    def follow(self, event: RowList.Highlighted) -> None:
        """Write the pages of the programme under the cursor."""
        event.stop()
        self.following.up(lambda: self._about(event.target))

    def _about(self, ident: str | None) -> None:
        if not self.query("#about"):
            return
        from ilo_tui.views.pages.programme import programme_evidence, programme_page

        one = self.context.dossier.get(Programme, ident or "")
        about: list[Block] = []
        evidence: list[Block] = []
        if one and self.context.loading:
            about = self._early(one)
        elif one:
            about = programme_page(self.context, one)
            evidence = programme_evidence(self.context, one, self._claims(one))[1:]
        if not self.wide and evidence:
            about = [*about, Block(), *evidence]
        self.query_one("#programme-page", Page).write(lambda width: about)
        self.query_one("#programme-evidence", Page).write(lambda width: evidence if self.wide else [])
        self.retitle("about", clean(one.code) if one else "")
        self.retitle("evidence", self.context.tr("Evidence by dimension"))

    def _early(self, one: Programme) -> list[Block]:
        """What is known of a programme before everything is read."""
        tr = self.context.tr
        told = block(tr("Its evidence is still being read ..."), "dim")
        return [block(tr.text(one.name), "title"), Block(), block(tr.text(one.summary)), Block(), told]

    @on(RowList.Chosen, "#programme-list")
    def enter(self, event: RowList.Chosen) -> None:
        """Go on to the page."""
        event.stop()
        self.panes.go(1)

    def current(self) -> str | None:
        """What is under the cursor; the programme, where that is nothing."""
        return super().current() or self.query_one("#programme-list", RowList).target
