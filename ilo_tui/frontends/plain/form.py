"""The form for a new session, in numbered lines: a number changes a line, the last one begins."""

from __future__ import annotations

from ilo_tui.app.saved_filters import saved_filters_of
from ilo_tui.app.session_form import FIELDS, Field, FormObstacle, ReviewerSource, SessionForm
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.saved_filters import KEY, choose_filter
from ilo_tui.review.queues import Choice

_START = Field("start", N_("Start"))


def fill_in(console: ConsoleIO, reviewers: ReviewerSource) -> Choice | None:
    """What the reader begins a session with; None where they go back."""
    form = SessionForm(reviewers, saved_filters_of(console.context.dossier, console.settings))
    lines = _FormLines(console, form)
    for field in NumberedList(console, console.tr("New session"), [*FIELDS, _START], lines.line).choices():
        if field is not _START:
            lines.change(field)
            continue
        started = lines.form.start()
        if not isinstance(started, FormObstacle):
            return started
        lines.correct(started)
    return None


class _FormLines:
    """The form as lines, each changed by its number."""

    def __init__(self, console: ConsoleIO, form: SessionForm) -> None:
        self.console, self.form = console, form

    def line(self, field: Field) -> str:
        """A field, what stands in it, and what is wrong with it; of the last line, how many items it comes to."""
        tr = self.console.tr
        if field is _START:
            return f"{tr(field.label)}: {self.form.total(tr)}"
        fault = self.form.faults.get(field.name)
        fault_text = f" ({' '.join(fault.localise(tr))})" if fault else ""
        return f"{tr(field.label)}: {self.form.text(tr, field.name)}{fault_text}"

    def change(self, field: Field) -> None:
        """The next value of a line, or one that is typed."""
        tr = self.console.tr
        if field.options:
            self.form.advance(field.name)
        else:
            by_name = [tr("': filters by name")] if field.name == "where" else []
            self.console.put(f"{tr(field.label)}. {self.form.hint(tr, field.name)}", *by_name)
            typed = self.console.ask()
            if by_name and typed == KEY:
                self._choose_filter()
            else:
                self.form.set_value(field.name, typed)

    def _choose_filter(self) -> None:
        """Put a filter that is chosen by name into the form."""
        form = self.form
        in_force = "" if "where" in form.faults else form.value("where")
        chosen = choose_filter(self.console, form.filter_kind, form.check_filter, in_force)
        if chosen is not None:
            form.put_filter(chosen)

    def correct(self, obstacle: FormObstacle) -> None:
        """Print what has to be corrected before a session can begin; what is missing is asked for."""
        if obstacle.error:
            self.console.put(*obstacle.error.localise(self.console.tr))
        else:
            self.change(next(field for field in FIELDS if field.name == obstacle.field))
