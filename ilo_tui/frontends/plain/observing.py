"""An observation from the field, in three lines: what was seen, where, when."""

from __future__ import annotations

from dataclasses import dataclass

from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError
from ilo_tui.frontends.plain.lists import choose_row
from ilo_tui.frontends.plain.saving import ELSEWHERE, TRY, Saver
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.targets import observed
from ilo_tui.views.pages.decisions import observed_title


def observation_target(console: ConsoleIO, items: Items, ident: str) -> str | None:
    """The claim or cell that an observation on this page is about, chosen where there are several; else prints why."""
    tr, dossier = console.tr, items.dossier
    if item := observed(items, ident):
        return item
    if ident in dossier.ids(Programme):
        dimension = choose_row(console, tr("Dimensions"), list(dossier.ids(Dimension)), console.context.name)
        return f"cell:{ident}/{dimension}" if dimension else None
    console.put(tr("An observation is about a programme, a claim, or a cell of the gap map."))
    return None


def observe(console: ConsoleIO, reviewer_context: ReviewerContext, item: str, reviewer: Reviewer) -> None:
    """Ask for an observation on a claim or cell, and save it in this reviewer's session for it."""
    observation = ask_observation(console, reviewer_context.items, item)
    session = _session(console, reviewer_context, item, reviewer) if observation.text else None
    if session is None:
        return
    saver = Saver(console, session)
    try:
        with saver.saving():
            saver.acknowledge(session.observe(item, observation.text, observation.place, observation.date))
        _until_saved(console, saver)
    finally:
        session.close()
        reviewer_context.refresh()
    if observation.ended:
        raise EOFError


@dataclass(frozen=True)
class ObservationInput:
    """What was typed of an observation; `ended` where the input ended before all of it was asked for."""

    text: str = ""
    place: str = ""
    date: str = ""
    ended: bool = False


def ask_observation(console: ConsoleIO, items: Items, item: str) -> ObservationInput:
    """Ask what was seen, where and when; what was typed before the input ended is returned, empty is nothing."""
    tr = console.tr
    console.put("", tr("Observation: {title}", title=observed_title(console.context, items, item)))
    console.put(tr("Do not name children or informants. Empty is nothing."), tr("What was seen?"))
    if not (text := console.ask()):
        return ObservationInput()
    place = ""
    try:
        console.put(tr("place"))
        place = console.ask()
        console.put(tr("date, e.g. 2026-11-24"))
        return ObservationInput(text, place, console.ask())
    except EOFError:
        return ObservationInput(text, place, ended=True)


def _session(
    console: ConsoleIO, reviewer_context: ReviewerContext, item: str, reviewer: Reviewer
) -> ReviewSession | None:
    """The session for an observation; tried again where it cannot be had, so that nobody writes it twice."""
    help_ = [console.tr(TRY), console.tr("b: back")]
    while True:
        try:
            return reviewer_context.library.session_to_observe(item, reviewer, console.tr.language)
        except ReviewError as error:
            console.put(*error.localise(console.tr), *help_)
        while (typed := console.command(help_)) not in {"t", "b"}:
            console.put(*help_)
        if typed == "b":
            return None


def _until_saved(console: ConsoleIO, saver: Saver) -> None:
    """Stay until it is saved, or the reader leaves it."""
    help_ = [console.tr(TRY), console.tr(ELSEWHERE), console.tr("b: back")]
    while saver.session.unsaved:
        try:
            word, *rest = console.command(help_).split(None, 1) or [""]
        except (EOFError, QuitError):
            if saver.save_rest():
                raise
            raise QuitError(1) from None
        if word == "t":
            saver.save_rest()
        elif word == "x":
            saver.save_elsewhere(*rest or [""])
        elif word == "b" and saver.may_leave():
            return
        elif word != "b":
            console.put(*help_)
