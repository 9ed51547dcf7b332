"""The form for a new session: a few lines, each changed with Enter, and how many items that makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.saved_filters import saved_filters_of
from ilo_tui.app.session_form import FIELDS, Field, FormObstacle, SessionForm
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import FilterPlace
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import FixedRows, RowList
from ilo_tui.frontends.tui.workers import work
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.queues import Choice
from ilo_tui.views.markup import Line, Span, block, clip, fit, plain_lines, width_of

_LABEL = 16
"""Cells of a label."""
_LEAST = 12
"""Cells that what is wrong with a field needs at least."""


class NewSession(InContext, Screen[Choice | None]):
    """Dismissed with the choice; the reviewer is introduced to `reviewing`."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "RowList"
    SHOWS_RECORDS = False

    def __init__(self, contexts: Contexts, reviewing: ReviewerContext) -> None:
        """Begin with the reviewer of last time."""
        super().__init__()
        self.contexts = contexts
        self.form = SessionForm(reviewing, saved_filters_of(reviewing.items.dossier, reviewing.settings))

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
        faults = self.form.faults
        rows: list[tuple[Callable[[int], Line], str | None]] = []
        for field in FIELDS:
            first, *more = self._wrong(field.name, faults) or [self._beside(field)]
            rows.append((self._line(tr(field.label), self.form.text(tr, field.name), first), field.name))
            rows += [(self._line("", "", line), None) for line in more]
        first, *more = self._total(faults)
        rows += [(self._line("", ""), None), (self._line(tr("Comes to"), first), None)]
        rows += [(self._line("", line), None) for line in more]
        rows += [(self._line("", ""), None), (self._line(tr("Start"), tr("Enter begins the session")), "start")]
        form = self.query_one(RowList)
        form.show(FixedRows(rows), form.target or "reviewer")

    def _line(self, label: str, value: str, wrong: str = "") -> Callable[[int], Line]:
        def line(width: int) -> Line:
            text = clip(value, max(width // 4, 1) if wrong else max(width - _LABEL, 1))
            beside = f"  {wrong}" if wrong and value else wrong
            rest = max(width - _LABEL - width_of(text), 1)
            return (Span(fit(f" {label}", _LABEL), "heading"), Span(text), Span(fit(beside, rest), "warn"))

        return line

    def _beside(self, field: Field) -> str:
        """What stands beside an empty filter: that there are some by name."""
        if field.name != "where" or self.form.value("where"):
            return ""
        return self.context.tr("filters by name: {key}", key=key_of(self, "saved-filters"))

    def filter_place(self) -> FilterPlace:
        """The line of the filter."""
        where = self.form.value("where") if "where" not in self.form.faults else ""

        def put(text: str) -> None:
            self.form.put_filter(text)
            self.write()
            self.query_one(RowList).point("where")

        return FilterPlace(self.form.filter_kind, self.form.check_filter, where, put)

    def _total(self, faults: Mapping[str, ReviewError]) -> list[str]:
        """The lines that say how many items that makes, or why it makes none."""
        tr = self.context.tr
        total = tr("see above") if faults else self.form.total(tr)
        return list(plain_lines([block(total)], max(self.app.size.width - 1 - _LABEL, _LEAST))) or [""]

    def _wrong(self, name: str, faults: Mapping[str, ReviewError]) -> list[str]:
        """What is wrong with a field: the lines beside it and below, none where it is right."""
        fault, tr = faults.get(name), self.context.tr
        if fault is None:
            return []
        # The value stands before the first line, in a quarter of the width at most.
        width = self.app.size.width - 1
        room = max(width - _LABEL - min(width_of(self.form.text(tr, name)), width // 4) - 2, _LEAST)
        return list(plain_lines([block(f"! {fault.line(tr)}", hang=2)], min(room, width - _LABEL)))

    @on(RowList.Chosen)
    def change(self, event: RowList.Chosen) -> None:
        """The next value of a line, or a line to type it."""
        event.stop()
        field = next((field for field in FIELDS if field.name == event.target), None)
        if field is None:
            self._start()
        elif field.options:
            self.form.advance(field.name)
            self.write()
        else:
            self.ask(field)

    @work
    async def ask(self, field: Field) -> None:
        """Type the value of a line."""

        def label() -> str:
            return self.context.tr(field.label)

        prompt = Prompt(label, self.form.value(field.name), lambda: self.form.hint(self.context.tr, field.name))
        answer = await self.app.push_screen_wait(prompt)
        if answer is not None:
            self.form.set_value(field.name, answer)
            self.write()

    def _start(self) -> None:
        started = self.form.start()
        if not isinstance(started, FormObstacle):
            self.dismiss(started)
            return
        self.query_one(RowList).point(started.field)
        if started.error is None:
            self.ask(next(field for field in FIELDS if field.name == started.field))
        elif started.field not in self.form.faults:
            self.app.notify(started.error.line(self.context.tr), severity="error", markup=False)

    def current(self) -> str | None:
        """Nothing to review here."""
        return None
