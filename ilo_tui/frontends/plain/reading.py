"""Reading records: a page as paragraphs, numbers in brackets behind what can be opened, back the way one came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilo_tui.core.text import clean
from ilo_tui.frontends.plain.console_io import ConsoleIO, digits, worded
from ilo_tui.frontends.plain.lists import PAGE
from ilo_tui.review.targets import LINKS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.pages.citation import citation
from ilo_tui.views.pages.evidence import cell_page
from ilo_tui.views.pages.policy import policy_cell_page
from ilo_tui.views.pages.record import gap_page, page_of


def blocks_of(context: ViewContext, ident: str, width: int) -> list[Block] | None:
    """The page of a record, a gap, a cell (`cell:ROW/COLUMN`) or a crossing of the policy matrix; None of none such."""
    kind, colon, rest = ident.partition(":")
    row, slash, column = rest.partition("/")
    if kind == "gap":
        gap = context.gaps.find(ident)
        return gap_page(context, gap) if gap and not context.blinding.gap(gap, context.gap_map) else None
    if colon and not slash:
        return None
    if kind == "cell":
        return cell_page(context, context.gap_map.cell(row, column))
    if ident.startswith(LINKS):
        return policy_cell_page(context, context.matrix.cell(row, column))
    return page_of(context, ident, width)


class Reader:
    """Reads pages to the reader, who may want to judge one, or to add an observation on it."""

    def __init__(
        self, talk: ConsoleIO, judge: Callable[[str], None] | None = None, observe: Callable[[str], None] | None = None
    ) -> None:
        """`judge` and `observe` are called with the id of a page; without them there is only reading."""
        self.talk, self.judge, self.observe = talk, judge, observe

    def read(self, ident: str) -> None:
        """Read a page and whatever is opened from it, until the reader goes back from the first."""
        way, fresh = [ident], True
        while way:
            page = Page(self.talk, way[-1])
            if fresh:
                page.show()
            typed = page.command(self._help())
            fresh = True
            if typed in {"b", "back"}:
                way.pop()
            elif target := page.target(typed):
                way.append(target)
            elif typed in {"r", "review"} and self.judge:
                self.judge(way[-1])
            elif typed in {"a", "add"} and self.observe:
                self.observe(way[-1])
            else:
                fresh = not typed
                self._other(way[-1], typed)

    def _other(self, ident: str, typed: str) -> None:
        tr, record = self.talk.tr, self.talk.context.dossier.find(ident)
        if typed in {"y", "cite"} and record:
            self.talk.put(citation(self.talk.context, record))
        elif typed:
            self.talk.put(tr("{typed} is nothing that can be opened here.", typed=clean(typed)), *self._help())

    def _help(self) -> list[str]:
        tr = self.talk.tr
        lines = [tr("A number: open what has that number in brackets"), tr("m: more of this page"), tr("b: back")]
        lines += [tr("r: review this")] if self.judge else []
        lines += [tr("a: add an observation on this")] if self.observe else []
        return [*lines, tr("y: the citation"), tr("An empty line: the page again")]


class Page:
    """One page, told in parts of so many paragraphs."""

    def __init__(self, talk: ConsoleIO, ident: str) -> None:
        """The page of `ident`."""
        self.talk = talk
        found = blocks_of(talk.context, ident, talk.width)
        missing = Block((Span(talk.tr("there is no record {id}", id=clean(ident))),))
        self.targets: list[str] = []
        self.blocks = [self._numbered(one) for one in worded(talk.tr, found or [missing])]
        self.at = 0

    def _numbered(self, one: Block) -> Block:
        if one.target is None:
            return one
        self.targets.append(one.target)
        return Block((*one.spans, Span(f" [{len(self.targets)}]")), one.indent, one.hang)

    def show(self) -> None:
        """Tell the first part."""
        self.talk.put("")
        self.at = 0
        self._part()

    def _part(self) -> None:
        self.talk.blocks(self.blocks[self.at : self.at + PAGE])
        self.at += PAGE
        if self.at < len(self.blocks):
            self.talk.put(self.talk.tr("m: more"))

    def command(self, help_: Sequence[str]) -> str:
        """What the reader types next, after the parts that they wanted to hear."""
        while (typed := self.talk.command(help_)) in {"m", "more"}:
            if self.at < len(self.blocks):
                self._part()
            else:
                self.talk.put(self.talk.tr("That was all."))
        return typed

    def target(self, typed: str) -> str | None:
        """What a typed number leads to."""
        number = digits(typed)
        return self.targets[number - 1] if number is not None and 1 <= number <= len(self.targets) else None
