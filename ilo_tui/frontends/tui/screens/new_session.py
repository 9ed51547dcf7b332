"""The form for a new session: a few lines, each changed with Enter, and how many items that makes."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_
from ilo_tui.frontends.tui.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.rows import FixedRows, RowList
from ilo_tui.frontends.tui.workers import work
from ilo_tui.review.errors import ChoiceError, ReviewError
from ilo_tui.review.model import QueueKind, Role
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewers import ROLES as ROLE_CODES
from ilo_tui.review.session_form import choice_of, faults_of
from ilo_tui.views.markup import Line, Span, block, clip, fit, plain_lines, width_of
from ilo_tui.views.pages.decisions import ROLES
from ilo_tui.views.session_words import QUEUES

KINDS: tuple[QueueKind, ...] = ("evidence", "cells", "alignments", "suggestions", "gaps", "attribution")
FIELDS = {
    "reviewer": (N_("Reviewer"), N_("Name, or Name <id> from another computer")),
    "role": (N_("Role"), ""),
    "kind": (N_("Queue"), ""),
    "where": (N_("Filter"), N_("e.g. programme:clm dimension:outcome stance:contradicts")),
    "only": (N_("Only"), ""),
    "order": (N_("Order"), ""),
    "sample": (N_("Sample"), N_("40 or 20%; empty is everything")),
    "share": (N_("Share"), N_("2/5 is the second of five parts; 2/5+20 with 20 % in common")),
    "seed": (N_("Seed"), N_("a number, the same on every computer")),
}
"""Fields, their labels, and what to type into those that are typed."""
ONLY = {"": N_("everything"), "not_judged": N_("not yet judged by me"), "flagged": N_("flagged by me")}
CYCLES: dict[str, tuple[str, ...]] = {
    "role": tuple(ROLE_CODES),
    "kind": KINDS,
    "only": tuple(ONLY),
    "order": ("dossier", "shuffled"),
}
_LABEL = 16
"""Cells of a label."""
_LEAST = 12
"""Cells that what is wrong with a field needs at least."""
ORDERS = {"dossier": N_("as in the dossier"), "shuffled": N_("shuffled")}


class NewSession(InContext, Screen[Choice | None]):
    """Dismissed with the choice; the reviewer is introduced to `reviewing`."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "RowList"
    SHOWS_RECORDS = False

    def __init__(self, contexts: Contexts, reviewing: ReviewerContext) -> None:
        """Begin with the reviewer of last time."""
        super().__init__()
        self.contexts, self.reviewing = contexts, reviewing
        reviewer = reviewing.reviewer
        self.values = {
            "reviewer": f"{reviewer.name} <{reviewer.id}>" if reviewer else "",
            "role": reviewer.role if reviewer else "other",
            "kind": "evidence",
            "where": "",
            "only": "",
            "order": "dossier",
            "sample": "",
            "share": "",
            "seed": "1",
        }
        self.faults: dict[str, ChoiceError] = {}

    def compose(self) -> ComposeResult:
        """The lines and the keys."""
        yield Pane(RowList(id="form"), id="record")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Show the lines."""
        self.write()

    def on_resize(self) -> None:
        """What is wrong is wrapped to the width."""
        self.write()

    def write(self) -> None:
        """Every line with its value and what is wrong with it, then what it comes to, then the start."""
        tr = self.context.tr
        self.query_one(Pane).set_title(tr("New session: Enter changes a line"))
        self.faults = faults_of(self.reviewing.items, self.values)
        rows: list[tuple[Any, str | None]] = []
        for name, (label, _) in FIELDS.items():
            first, *more = self._wrong(name) or [""]
            rows.append((self._line(tr(label), self._value_text(name), first), name))
            rows += [(self._line("", "", line), None) for line in more]
        rows += [(self._line("", ""), None), (self._line(tr("Comes to"), self._comes_to()), None)]
        rows += [(self._line("", ""), None), (self._line(tr("Start"), tr("Enter begins the session")), "start")]
        form = self.query_one(RowList)
        form.show(FixedRows(rows), form.target or "reviewer")

    def _line(self, label: str, value: str, wrong: str = "") -> Any:
        def line(width: int) -> Line:
            text = clip(value, max(width // 4, 1)) if wrong and value else value
            beside = f"  {wrong}" if wrong and value else wrong
            rest = max(width - _LABEL - width_of(text), 1)
            return (Span(fit(f" {label}", _LABEL), "heading"), Span(text), Span(fit(beside, rest), "warn"))

        return line

    def _value_text(self, name: str) -> str:
        tr, value = self.context.tr, self.values[name]
        words = {"role": ROLES, "kind": QUEUES, "only": ONLY, "order": ORDERS}.get(name)
        if words:
            return tr(words[value])
        return clean(value) or "-"

    def _wrong(self, name: str) -> list[str]:
        """What is wrong with a field: the lines beside it and below, none where it is right."""
        fault = self.faults.get(name)
        if fault is None:
            return []
        # The value stands before the first line, in a quarter of the width at most.
        width = self.app.size.width - 1
        room = max(width - _LABEL - min(width_of(self._value_text(name)), width // 4) - 2, _LEAST)
        return list(
            plain_lines(
                [block(f"! {join_sentences(fault.localise(self.context.tr))}", hang=2)], min(room, width - _LABEL)
            )
        )

    def _comes_to(self) -> str:
        """How many items that makes, or why it makes none."""
        tr = self.context.tr
        try:
            decisions = self.reviewing.decisions()
            if self.reviewing.fault:
                return join_sentences(self.reviewing.fault.localise(tr))
            queue = choose(self.reviewing.items, choice_of(self.values), decisions)
        except ReviewError as error:
            return tr("see above") if self.faults else join_sentences(error.localise(tr))
        return tr.many("1 item", "{n} items", len(queue.items))

    @on(RowList.Chosen)
    def change(self, event: RowList.Chosen) -> None:
        """The next value of a line, or a line to type it."""
        event.stop()
        name = event.target
        if name == "start":
            self._start()
        elif name in CYCLES:
            values = CYCLES[name]
            self.values[name] = values[(values.index(self.values[name]) + 1) % len(values)]
            self.write()
        else:
            self.ask(name)

    @work
    async def ask(self, name: str) -> None:
        """Type the value of a line."""
        label, hint = FIELDS[name]

        def tr(text: str) -> str:
            return self.context.tr(text)

        prompt = Prompt(lambda: tr(label), self.values[name], lambda: tr(hint) if hint else "")
        answer = await self.app.push_screen_wait(prompt)
        if answer is not None:
            self.values[name] = answer
            self.write()

    def _start(self) -> None:
        try:
            if self.faults:
                self.query_one(RowList).point(next(iter(self.faults)))
                return
            if not self.values["reviewer"]:
                self.ask("reviewer")
                return
            role: Role = next(code for code in ROLE_CODES if code == self.values["role"])
            self.reviewing.introduce(self.values["reviewer"], role)
            self.dismiss(choice_of(self.values))
        except ReviewError as error:
            self.app.notify(join_sentences(error.localise(self.context.tr)), severity="error", markup=False)

    def current(self) -> str | None:
        """Nothing to review here."""
        return None
