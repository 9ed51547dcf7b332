"""Tab 1: what was done, in two groups, with the evidence on each."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import in_period
from ilo_tui.frontends.tui.tabs.list import ListTab
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.views.markup import Block, Line, Span, block, fit

_GROUPS = (("programme", N_("Programmes")), ("supporting_action", N_("Supporting actions")))


class ProgrammesTab(ListTab):
    """Programmes and supporting actions; what each was; its evidence by dimension."""

    PANES = ("programmes", "about", "evidence")
    LIST = "programme-list"

    def compose(self) -> ComposeResult:
        """The list alone, so that the first rows are there at once; the pages follow the first paint."""
        yield self.list_detail.list_pane()

    def on_mount(self) -> None:
        """After the first paint make the page on a programme and, for a wide terminal, that of its evidence."""
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        about = Pane(Page(id="programme-page"), id="about")
        await self.mount(about, Pane(Page(id="programme-evidence"), id="evidence"))
        self.write_pages(self.rows.target)

    def write(self) -> None:
        """Fill the list; the pages follow its cursor."""
        programmes = list(self.context.dossier.records(Programme))
        result = self.filter.result
        matching = result.programmes if result else programmes
        title = self.context.tr.text(self.context.dossier.meta.title)
        sections: list[Section[Programme]] = [Section(f" {title}", role="title")]
        for kind, label in _GROUPS:
            group = [programme for programme in matching if programme.kind == kind]
            if group:
                partly = self.context.loading and self.context.loading.partly
                head = f"{self.context.tr(label)} ({'…' if partly else len(group)})"
                sections.append(Section(head, group, self._line, lambda programme: programme.id))
        if not matching:
            sections.append(Section(self.context.tr("Nothing passes this filter.")))
        # What is context alone would look like nothing at all.
        only_context = not self.context.loading and self._has_context_only()
        tr = self.context.tr
        legend = tr("voices + for - against · context") if only_context else tr("voices + for - against")
        self.set_title("programmes", legend)
        self.set_counts(len(matching), len(programmes))
        self.list_detail.show(SectionRows(sections))

    def _has_context_only(self) -> bool:
        """Whether there is a programme of whose claims, as the filter leaves them, all are context."""
        result = self.filter.result
        if not result:
            return self.context.dossier.crossings.has_context_only
        return any(
            claims and all(evidence.stance == "context" for evidence in claims) for claims in result.evidence.values()
        )

    def _line(self, programme: Programme, width: int) -> Line:
        counts = [Span(f"{text:>4}", role) for text, role in self._counts(programme)]
        code = f" {fit(clean(programme.code), 6)}" if width >= 42 else ""
        return (Span(fit(f"{code} {self.context.title(programme)}", width - 9)), *counts, Span(" "))

    def _counts(self, programme: Programme) -> tuple[tuple[str, str], tuple[str, str]]:
        if self.context.loading:
            return ("…", "dim"), ("…", "dim")
        tally = self._tally(programme, self.context.weighing.level)
        supports, contradicts = tally.supports.voices.low, tally.contradicts.voices.low
        if not supports and not contradicts:
            every = self._tally(programme, "everything")
            if every.facts["context"] and not every.facts["supports"] and not every.facts["contradicts"]:
                return ("", ""), (f"·{every.context.voices.low}", "context")
        return (f"+{supports}", "for"), (f"-{contradicts}", "against")

    def _tally(self, programme: Programme, level: TieLevel) -> Tally:
        """What counts of a programme's evidence at a tie level, as the filter leaves it."""
        from ilo_tui.dossier.gapmap import TOTAL
        from ilo_tui.views.weights import cell_weight, weight_of

        if self.filter.result:
            dossier, period = self.context.dossier, self.context.weighing.period
            return weight_of(self.context, in_period(dossier, self._claims(programme), period), level).tally
        return cell_weight(self.context, self.context.gap_map.cell(programme.id, TOTAL), level).tally

    def _claims(self, programme: Programme) -> Sequence[Evidence]:
        """What the filter leaves of a programme's evidence."""
        result = self.filter.result
        return (
            result.evidence.get(programme.id, ())
            if result
            else self.context.dossier.evidence_of("programme", programme.id)
        )

    def write_pages(self, target: str | None) -> None:
        """Write what the programme was, and its evidence, once there are pages for it."""
        # A pane is there before the page in it, and a terminal may get another width just then.
        if not (self.query("#programme-page") and self.query("#programme-evidence")):
            return
        from ilo_tui.views.pages.programme import programme_evidence, programme_page

        programme = self.context.dossier.get(Programme, target or "")
        about: list[Block] = []
        evidence: list[Block] = []
        if programme and self.context.loading:
            about = self._early(programme)
        elif programme:
            about = [*self.context.drafts.blocks(self.context, programme), *programme_page(self.context, programme)]
            evidence = programme_evidence(self.context, programme, self._claims(programme))[1:]
        if not self.wide and evidence:
            about = [*about, Block(), *evidence]
        self.query_one("#programme-page", Page).write(lambda width: about)
        self.query_one("#programme-evidence", Page).write(lambda width: evidence if self.wide else [])
        self.set_title("about", clean(programme.code) if programme else "")
        self.set_title("evidence", self.context.tr("Evidence by dimension"))

    def _early(self, programme: Programme) -> list[Block]:
        """What is known of a programme before everything is read."""
        tr = self.context.tr
        unread = block(tr("Its evidence is still being read ..."), "dim")
        return [block(tr.text(programme.name), "title"), Block(), block(tr.text(programme.summary)), Block(), unread]
