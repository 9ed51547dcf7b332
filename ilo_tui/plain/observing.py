"""An observation from the field, in three lines: what was seen, where, when."""

from __future__ import annotations

from ilo_tui.dossier.records import Evidence, Programme
from ilo_tui.plain.lists import one_of
from ilo_tui.plain.saving import ELSEWHERE, TRY, Saver
from ilo_tui.plain.sitting import Sitting, wanted
from ilo_tui.plain.talk import QuitError, Talk
from ilo_tui.review.faults import ReviewError
from ilo_tui.review.records import Reviewer
from ilo_tui.review.session import ReviewSession


def crossing(talk: Talk, ident: str) -> str | None:
    """The cell of the gap map that an observation on this page is about, asked where it may be several."""
    dossier, say = talk.book.dossier, talk.say
    found = dossier.find(ident)
    if ident.startswith("cell:") and isinstance(wanted(dossier, ident), str):
        return ident
    if isinstance(found, Evidence) and found.programme and found.dimension:
        return f"cell:{found.programme}/{found.dimension}"
    if isinstance(found, Programme):
        dimension = one_of(talk, say("Dimensions"), list(dossier.dimensions), talk.book.name)
        return f"cell:{ident}/{dimension}" if dimension else None
    talk.put(say("An observation is about a programme, a claim on one, or a cell of the gap map."))
    return None


def observe(talk: Talk, sitting: Sitting, item: str, reviewer: Reviewer) -> None:
    """Ask for an observation on a cell, and save it."""
    say, (row, _, column) = talk.say, item.removeprefix("cell:").partition("/")
    talk.put("", say("Observation: {programme}", programme=f"{talk.book.name(row)} × {talk.book.name(column)}"))
    talk.put(say("Do not name children or informants. Empty is nothing."), say("What was seen?"))
    if not (text := talk.ask()):
        return
    talk.put(say("place"))
    place = talk.ask()
    talk.put(say("date, e.g. 2026-11-24"))
    date = talk.ask()
    session = _session(talk, sitting, item, reviewer)
    if session is None:
        return
    saver = Saver(talk, session)
    try:
        with saver.whole():
            saver.acknowledge(session.observe(item, text, place, date))
        _rescue(talk, saver)
    finally:
        session.close()
        sitting.forget()


def _session(talk: Talk, sitting: Sitting, item: str, reviewer: Reviewer) -> ReviewSession | None:
    """The session for an observation; tried again where it cannot be had, so that nobody writes it twice."""
    help_ = [talk.say(TRY), talk.say("b: back")]
    while True:
        try:
            return sitting.library.session_to_observe(item, reviewer, talk.say.language)
        except ReviewError as error:
            talk.put(*error.told(talk.say), *help_)
        while (typed := talk.command(help_)) not in {"t", "b"}:
            talk.put(*help_)
        if typed == "b":
            return None


def _rescue(talk: Talk, saver: Saver) -> None:
    """Stay until it is saved, or the reader leaves it."""
    help_ = [talk.say(TRY), talk.say(ELSEWHERE), talk.say("b: back")]
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
