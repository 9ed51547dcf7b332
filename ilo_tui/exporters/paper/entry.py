"""Keying in what was ticked on sheets, as decisions of the reviewer's sessions, each durable before it is reported.

A decision from paper is marked by its `inputs`, what it goes by: `[["paper:2026-03-01", 12]]`, the day on which the
sheet was filled in (`paper` alone where that is not known) and the line keyed in. A decision that is later changed on
screen loses the mark, a note that is added there leaves it: `inputs` is kept with the answers, and nothing else is.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from ilo_tui.core.translator import N_, local_time
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.exporters.paper.keyed_line import KeyedLine, read_line
from ilo_tui.review.adjudication import beside
from ilo_tui.review.item_kinds import is_affirmed
from ilo_tui.review.model import Basis, Decision, Reviewer
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.session import DecisionExtras, ReviewSession
from ilo_tui.review.session_repository import SessionRepository

PAPER = "paper"
State = Literal["entered", "corrected", "same", "later"]
"""`same`: it was there already. `later`: what stands was answered after the sheet was filled in."""


class SheetDetails(Struct, frozen=True):
    """Who filled in the sheets, in which language, when (`2026-03-01`; empty: not known), and on what basis."""

    reviewer: Reviewer
    language: str
    day: str = ""
    basis: Basis = "dossier_only"


class EntryResult(Struct, frozen=True):
    """What became of a line: the answers that stand now, and when they were saved (`HH:MM:SS`; empty: nothing was).

    Of answers that stand because they are later, `day` is when they were given.
    """

    state: State
    code: str
    item: str
    values: dict[str, str]
    basis: Basis
    saved: datetime | None = None
    day: str = ""


def paper_day(decision: Decision) -> str | None:
    """The day on which the sheet of a decision was filled in, empty where not known; None if it is not from paper."""
    word, _, day = decision.inputs[0][0].partition(":") if decision.inputs else ("", "", "")
    return day if word == PAPER else None


def day_of(decision: Decision) -> str:
    """The day on which the reviewer thought so: that of the sheet (empty: not known), else that of the decision."""
    day = paper_day(decision)
    return f"{local_time(decision.at):%Y-%m-%d}" if day is None else day


class PaperEntry:
    """One run of keying in. Sessions are opened as they are needed, and stay open until `close`."""

    def __init__(self, repository: SessionRepository, details: SheetDetails) -> None:
        """Enter into the sessions of `repository`."""
        self.repository, self.details = repository, details
        self.codes = Codes(repository.environment.items)
        self.basis: Basis = details.basis
        self._entries = repository.sessions_of(details.reviewer.id)
        self._decisions = repository.decisions_of(details.reviewer.id)
        self._open: dict[Path, ReviewSession] = {}

    @property
    def sessions(self) -> list[ReviewSession]:
        """The sessions that were opened and hold something; of one that nothing was keyed into there is no file."""
        return [session for session in self._open.values() if session.has_file]

    def close(self) -> None:
        """Leave all sessions."""
        for session in self._open.values():
            session.close()

    def key_in(self, line: str, number: int) -> EntryResult | Basis | None:
        """Enter a line, the `number`th; a basis alone holds for the lines after it. Raises `ReviewError`."""
        keyed = read_line(self.codes, line)
        if isinstance(keyed, str):
            self.basis = keyed
        return self._enter(keyed, number) if isinstance(keyed, KeyedLine) else keyed

    def _enter(self, keyed: KeyedLine, number: int) -> EntryResult:
        item, basis = keyed.question.item, keyed.basis or self.basis
        session = self._session(keyed.question)
        stated = self._decisions.decision_on(item, keyed.question.kind)
        current = session.pending_state(item) or (stated.decision if stated else None)
        answered = bool(current and current.values)
        if current and answered and (day := day_of(current)) > (self.details.day or "9"):
            return EntryResult("later", keyed.code, item, current.values, current.basis, day=day)
        if current and current == session.saved_state(item) and self._same(current, keyed, basis):
            return EntryResult("same", keyed.code, item, current.values, current.basis)
        mark = f"{PAPER}:{self.details.day}" if self.details.day else PAPER
        extras = DecisionExtras(basis=basis, inputs=[(mark, number)])
        if keyed.note:
            extras["note"] = keyed.note
        saved = session.decide(item, keyed.values, **extras)
        return EntryResult("corrected" if answered else "entered", keyed.code, item, keyed.values, basis, saved)

    def _same(self, current: Decision, keyed: KeyedLine, basis: Basis) -> bool:
        """Whether the very same was keyed in before, on what the item says now."""
        return (
            current.values == keyed.values
            and current.basis == basis
            and keyed.note in {"", current.note}
            and self.codes.items.is_current(current.item, current.item_hash)
            and paper_day(current) == self.details.day
            and not current.skipped
        )

    def _session(self, question: ItemQuestion) -> ReviewSession:
        """The session that gets the decision: an unfinished one of this reviewer with the item, else the loose one.

        What is asked of claims beside the verdict takes a session that asks just that.
        """
        for session in self._open.values():
            if question.item in session.progress and session.progress.question_kind(question.item) == question.kind:
                return session
        unfinished = (entry for entry in self._entries if entry.state == "open" and question.item in entry.items)
        entry = next((entry for entry in unfinished if entry.beside == beside(question.kind)), None)
        if entry:
            return self._usable(self.repository.open(entry))
        if question.kind == "attribution":
            return self._new_attribution(question.item)
        return self._loose_bearing(question.item) if question.kind == "bearing" else self._loose(question.item)

    def _loose_bearing(self, item: str) -> ReviewSession:
        """The reviewer's loose session on bearing; it is made if there is none."""
        for session in self._open.values():
            if session.document.queue.loose and session.document.queue.kind == "bearing":
                return session
        details = self.details
        return self._usable(self.repository.loose_session_of("bearing", item, details.reviewer, details.language))

    def _loose(self, item: str) -> ReviewSession:
        """The reviewer's loose session; it is made if there is none."""
        loose = (session for session in self._open.values() if session.document.queue.loose)
        already = next((session for session in loose if session.document.queue.kind == "mixed"), None)
        return already or self._usable(self.repository.session_for(item, self.details.reviewer, self.details.language))

    def _usable(self, session: ReviewSession) -> ReviewSession:
        if why := session.read_only:
            session.close()
            mend = N_("Leave the session there, and key this line in again.")
            raise PaperError(why.message, mend, session.path, **why.values)
        self._open[session.path] = session
        return session

    def _new_attribution(self, item: str) -> ReviewSession:
        """A new session on every claim whose change this reviewer can attribute; this one must be among them."""
        decisions, items = self.repository.decisions_of(self.details.reviewer.id), self.codes.items
        if not is_affirmed(items, decisions, item.partition(":")[2]):
            message = N_("this reviewer has not judged that the claim holds, so there is nothing to attribute")
            raise PaperError(message, N_("Key in the sheet with the verdicts first."))
        listed = choose(items, Choice(kind="attribution"), decisions).items
        choice = Choice(kind="attribution", listed=tuple(dict.fromkeys([*listed, item])))
        return self._usable(self.repository.start(choice, self.details.reviewer, self.details.language))
