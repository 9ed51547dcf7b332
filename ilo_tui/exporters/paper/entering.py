"""Keying in what was ticked on sheets, as decisions of the reviewer's sessions, each durable before it is told.

A decision from paper is marked by its `inputs`, what it goes by: `[["paper:2026-03-01", 12]]`, the day on which the
sheet was filled in (`paper` alone where that is not known) and the line keyed in. A vote that is later changed on
screen loses the mark, a note that is added there leaves it: `inputs` is kept with the answers, and nothing else is.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from ilo_tui.core.translator import N_, local_time
from ilo_tui.exporters.paper.codes import Asked, Codes
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.exporters.paper.reading import Answered, read_line
from ilo_tui.review.model import Basis, Decision, Reviewer
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.session import DecisionExtras, ReviewSession
from ilo_tui.review.session_repository import SessionRepository

PAPER = "paper"
State = Literal["entered", "corrected", "same", "later"]
"""`same`: it was there already. `later`: what stands was answered after the sheet was filled in."""


class Sitting(Struct, frozen=True):
    """Who filled in the sheets, in which language, when (`2026-03-01`; empty: not known), and on what basis."""

    reviewer: Reviewer
    language: str
    day: str = ""
    basis: Basis = "dossier_only"


class Entered(Struct, frozen=True):
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


class Keying:
    """One run of keying in. Sessions are opened as they are needed, and stay open until `close`."""

    def __init__(self, library: SessionRepository, sitting: Sitting) -> None:
        """Enter into the sessions of `library`."""
        self.library, self.sitting = library, sitting
        self.codes = Codes(library.desk.items)
        self.basis: Basis = sitting.basis
        self._mine = library.sessions_of(sitting.reviewer.id)
        self._own = library.decisions_of(sitting.reviewer.id)
        self._open: dict[Path, ReviewSession] = {}

    @property
    def sessions(self) -> list[ReviewSession]:
        """The sessions that were opened and hold something; of one that nothing was keyed into there is no file."""
        return [session for session in self._open.values() if session.has_file]

    def close(self) -> None:
        """Leave all sessions."""
        for session in self._open.values():
            session.close()

    def key_in(self, line: str, number: int) -> Entered | Basis | None:
        """Enter a line, the `number`th; a basis alone holds for the lines after it. Raises `ReviewError`."""
        read = read_line(self.codes, line)
        if isinstance(read, str):
            self.basis = read
        return self._enter(read, number) if isinstance(read, Answered) else read

    def _enter(self, read: Answered, number: int) -> Entered:
        item, basis = read.asked.item, read.basis or self.basis
        session = self._session(read.asked)
        vote = self._own.decision_on(item, read.asked.kind)
        before = session.pending_state(item) or (vote.decision if vote else None)
        given = bool(before and before.values)
        if before and given and (day := day_of(before)) > (self.sitting.day or "9"):
            return Entered("later", read.code, item, before.values, before.basis, day=day)
        if before and before == session.saved_state(item) and self._same(before, read, basis):
            return Entered("same", read.code, item, before.values, before.basis)
        mark = f"{PAPER}:{self.sitting.day}" if self.sitting.day else PAPER
        beside = DecisionExtras(basis=basis, inputs=[(mark, number)])
        if read.note:
            beside["note"] = read.note
        saved = session.decide(item, read.values, **beside)
        return Entered("corrected" if given else "entered", read.code, item, read.values, basis, saved)

    def _same(self, before: Decision, read: Answered, basis: Basis) -> bool:
        """Whether the very same was keyed in before, on what the item says now."""
        return (
            before.values == read.values
            and before.basis == basis
            and read.note in {"", before.note}
            and before.item_hash == self.codes.items.hash_of(before.item)
            and paper_day(before) == self.sitting.day
            and not before.skipped
        )

    def _session(self, asked: Asked) -> ReviewSession:
        """The session that gets the decision: an unfinished one of this reviewer with the item, else the loose one.

        Of claims whose change is to be attributed it is one on attribution, since others ask for a verdict.
        """
        of_attribution = asked.kind == "attribution"
        for session in self._open.values():
            if asked.item in session.progress and session.progress.question_kind(asked.item) == asked.kind:
                return session
        unfinished = [one for one in self._mine if one.state == "open" and one.attribution == of_attribution]
        entry = next((one for one in unfinished if asked.item in one.items), None)
        if entry:
            return self._kept(self.library.open(entry))
        return self._new_attribution(asked.item) if of_attribution else self._loose(asked.item)

    def _loose(self, item: str) -> ReviewSession:
        """The reviewer's loose session; it is made if there is none."""
        already = next((one for one in self._open.values() if one.document.queue.loose), None)
        return already or self._kept(self.library.session_for(item, self.sitting.reviewer, self.sitting.language))

    def _kept(self, session: ReviewSession) -> ReviewSession:
        if why := session.read_only:
            session.close()
            mend = N_("Leave the session there, and key this line in again.")
            raise PaperError(why.message, mend, session.path, **why.values)
        self._open[session.path] = session
        return session

    def _new_attribution(self, item: str) -> ReviewSession:
        """A new session on every claim whose change this reviewer can attribute; this one must be among them."""
        own, items = self.library.decisions_of(self.sitting.reviewer.id), self.codes.items
        verdict = items.scales("evidence")
        if not verdict or not own.affirmed(item, verdict[0].id):
            message = N_("this reviewer has not judged that the claim holds, so there is nothing to attribute")
            raise PaperError(message, N_("Key in the sheet with the verdicts first."))
        listed = choose(items, Choice(kind="attribution"), own).items
        choice = Choice(kind="attribution", listed=tuple(dict.fromkeys([*listed, item])))
        return self._kept(self.library.start(choice, self.sitting.reviewer, self.sitting.language))
