"""An observation from the field, in three lines: what was seen, where, when."""

from __future__ import annotations

from dataclasses import dataclass

from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError
from ilo_tui.frontends.plain.lists import one_of
from ilo_tui.frontends.plain.reviewer_context import ReviewerContext
from ilo_tui.frontends.plain.saving import ELSEWHERE, TRY, Saver
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.targets import observed
from ilo_tui.views.pages.decisions import observed_title


def observed_on(talk: ConsoleIO, items: Items, ident: str) -> str | None:
    """The claim or cell that an observation on this page is about, asked where it may be several; else told why not."""
    tr, dossier = talk.tr, items.dossier
    if item := observed(items, ident):
        return item
    if ident in dossier.programmes:
        dimension = one_of(talk, tr("Dimensions"), list(dossier.dimensions), talk.context.name)
        return f"cell:{ident}/{dimension}" if dimension else None
    talk.put(tr("An observation is about a programme, a claim, or a cell of the gap map."))
    return None


def observe(talk: ConsoleIO, sitting: ReviewerContext, item: str, reviewer: Reviewer) -> None:
    """Ask for an observation on a claim or cell, and save it in this reviewer's session for it."""
    seen = asked(talk, sitting.items, item)
    session = _session(talk, sitting, item, reviewer) if seen.text else None
    if session is None:
        return
    saver = Saver(talk, session)
    try:
        with saver.whole():
            saver.acknowledge(session.observe(item, seen.text, seen.place, seen.date))
        _rescue(talk, saver)
    finally:
        session.close()
        sitting.forget()
    if seen.ended:
        raise EOFError


@dataclass(frozen=True)
class Asked:
    """What was said of an observation; whether the input ended before all of it was asked."""

    text: str = ""
    place: str = ""
    date: str = ""
    ended: bool = False


def asked(talk: ConsoleIO, items: Items, item: str) -> Asked:
    """Ask what was seen, where and when; what was typed before the input ended is kept, an empty text is nothing."""
    tr = talk.tr
    talk.put("", tr("Observation: {title}", title=observed_title(talk.context, items, item)))
    talk.put(tr("Do not name children or informants. Empty is nothing."), tr("What was seen?"))
    if not (text := talk.ask()):
        return Asked()
    place = ""
    try:
        talk.put(tr("place"))
        place = talk.ask()
        talk.put(tr("date, e.g. 2026-11-24"))
        return Asked(text, place, talk.ask())
    except EOFError:
        return Asked(text, place, ended=True)


def _session(talk: ConsoleIO, sitting: ReviewerContext, item: str, reviewer: Reviewer) -> ReviewSession | None:
    """The session for an observation; tried again where it cannot be had, so that nobody writes it twice."""
    help_ = [talk.tr(TRY), talk.tr("b: back")]
    while True:
        try:
            return sitting.library.session_to_observe(item, reviewer, talk.tr.language)
        except ReviewError as error:
            talk.put(*error.localise(talk.tr), *help_)
        while (typed := talk.command(help_)) not in {"t", "b"}:
            talk.put(*help_)
        if typed == "b":
            return None


def _rescue(talk: ConsoleIO, saver: Saver) -> None:
    """Stay until it is saved, or the reader leaves it."""
    help_ = [talk.tr(TRY), talk.tr(ELSEWHERE), talk.tr("b: back")]
    while saver.session.unsaved:
        try:
            word, *rest = talk.command(help_).split(None, 1) or [""]
        except (EOFError, QuitError):
            if saver.rescued():
                raise
            raise QuitError(1) from None
        if word == "t":
            saver.rescued()
        elif word == "x":
            saver.elsewhere(*rest or [""])
        elif word == "b" and saver.may_leave():
            return
        elif word != "b":
            talk.put(*help_)
