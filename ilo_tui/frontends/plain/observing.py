"""An observation from the field, in three lines: what was seen, where, when."""

from __future__ import annotations

from ilo_tui.app.observations import (
    NO_DATE,
    NewObservation,
    ObservationForm,
    ObservationSaved,
    date_phrase,
    save_observation,
    subjects_of,
)
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.saving import Leaving
from ilo_tui.core.text import clean
from ilo_tui.core.typed_dates import TypedDate
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError, parse_number
from ilo_tui.frontends.plain.numbered_list import choose_row
from ilo_tui.frontends.plain.saving import ELSEWHERE, TRY, ConsoleSaver, report_on
from ilo_tui.frontends.plain.signals import deferred_signals
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.views.pages.decisions import observed_title


def observation_target(console: ConsoleIO, items: Items, ident: str) -> str | None:
    """The claim or cell that an observation on this page is about, chosen where there are several; else prints why."""
    tr, subjects = console.tr, subjects_of(items, ident)
    if len(subjects) > 1:
        return choose_row(
            console, tr("Dimensions"), subjects, lambda item: console.context.name(item.partition("/")[2])
        )
    if not subjects:
        console.put(tr("An observation is about a programme, a claim, or a cell of the gap map."))
    return next(iter(subjects), None)


def observe(console: ConsoleIO, reviewer_context: ReviewerContext, item: str, reviewer: Reviewer) -> None:
    """Ask for an observation on a claim or cell, and save it in this reviewer's session for it."""
    form = ObservationForm(reviewer_context.items, item)
    ended = ask_observation(console, form)
    observation = form.observation()
    result = _save(console, reviewer_context, observation, reviewer) if observation else None
    if result is None:
        return
    if result.saver:
        try:
            _until_saved(console, ConsoleSaver(console, Leaving(result.saver)))
        finally:
            result.saver.close()
    reviewer_context.refresh()
    if ended:
        raise EOFError


def ask_observation(console: ConsoleIO, form: ObservationForm) -> bool:
    """Ask what was seen, where and when; True where the input ended before all of it was asked for.

    What was typed until then is in the form; an empty text is nothing.
    """
    tr = console.tr
    console.put("", tr("Observation: {title}", title=observed_title(console.context, form.items, form.item)))
    console.put(tr("Do not name children or informants. Empty is nothing."), tr("What was seen?"))
    form.text = console.ask()
    if form.empty:
        return False
    try:
        console.put(tr("place"))
        form.place = console.ask()
        console.put(tr("date, e.g. 2026-11-24"))
        _ask_date(console, form)
    except EOFError:
        return True
    return False


def _ask_date(console: ConsoleIO, form: ObservationForm) -> None:
    """Ask when it was until that is a date, or nothing; which one, where several can be meant.

    What is refused or not clear is not in the form if the input ends.
    """
    form.date = console.ask()
    while form.wrong_date or form.unclear_date:
        typed, readings = form.typed_date, form.typed_date.readings
        refused, form.date = form.date.strip(), ""
        console.put(*_date_question(console, refused, typed))
        answer = console.ask()
        number = parse_number(answer)
        if number is not None and 1 <= number <= len(readings):
            form.choose_date(readings[number - 1])
        else:
            form.date = answer
    if (reading := form.typed_date.certain) and reading != form.date:
        console.put(console.tr("Date: {date}", date=console.tr.date(reading)))


def _date_question(console: ConsoleIO, refused: str, typed: TypedDate) -> list[str]:
    """Why a date is not taken as it was typed, and what can be meant by it, numbered."""
    tr = console.tr
    if not typed.readings:
        return [tr(NO_DATE, date=clean(refused))]
    phrases = [f"{number}. {date_phrase(tr, typed, reading)}" for number, reading in enumerate(typed.readings, 1)]
    return [tr("Which date is {date}? A number, or the date anew.", date=clean(refused)), *phrases]


def _save(
    console: ConsoleIO, reviewer_context: ReviewerContext, observation: NewObservation, reviewer: Reviewer
) -> ObservationSaved | None:
    """Save it; tried again where no session can be had, so that nobody writes it twice. None where it is given up."""
    help_ = [console.tr(TRY), console.tr("b: back")]
    while True:
        with deferred_signals():
            result = save_observation(reviewer_context.repository, reviewer, console.tr.language, observation)
            if result.saved or result.saver:
                report_on(console, result)
                return result
        console.put(*(result.error.localise(console.tr) if result.error else ()), *help_)
        while (typed := console.command(help_)) not in {"t", "b"}:
            console.put(*help_)
        if typed == "b":
            return None


def _until_saved(console: ConsoleIO, saving: ConsoleSaver) -> None:
    """Stay until it is saved, or the reader leaves it."""
    help_ = [console.tr(TRY), console.tr(ELSEWHERE), console.tr("b: back")]
    while saving.saver.unsaved:
        try:
            word, *rest = console.command(help_).split(None, 1) or [""]
        except (EOFError, QuitError):
            if saving.save_rest():
                raise
            raise QuitError(1) from None
        if word == "t":
            saving.save_rest()
        elif word == "x":
            saving.save_elsewhere(*rest or [""])
        elif word == "b" and saving.may_leave():
            return
        elif word != "b":
            console.put(*help_)
