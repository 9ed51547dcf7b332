"""What reviewers and sessions are called in a report: as in the files, or letters and numbers that hide them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilo_tui.core.text import clean, clean_for_file
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.masking import Mask
from ilo_tui.review.hashing import shuffle_key
from ilo_tui.review.model import Session
from ilo_tui.review.reviewer_names import letters


class Names:
    """Names as they are in the session files."""

    anonymous = False

    def __init__(self, sessions: Iterable[Session]) -> None:
        """Know the reviewers of these sessions; of one who changed name, the latest session's counts."""
        ordered = sorted(sessions, key=lambda session: (session.started, session.id))
        self._names = {session.reviewer.id: clean_for_file(session.reviewer.name) for session in ordered}

    def reviewer(self, ident: str) -> str:
        """The key of a reviewer in the report."""
        return clean(ident)

    def name(self, ident: str) -> str:
        """What a reviewer is called."""
        return self._names.get(ident, clean(ident))

    def session(self, ident: str) -> str:
        """The key of a session in the report."""
        return clean(ident)

    def file(self, name: str, number: int) -> str:
        """What a file that is left out is called; `number` counts those, from 1."""
        return clean(name)

    def code(self, code: str | None) -> str | None:
        """A check code."""
        return code

    def text(self, text: str) -> str:
        """What a reviewer wrote, in one line."""
        return clean_for_file(text).strip()

    def time(self, time: str) -> str:
        """When something was said or begun: UTC, ISO."""
        return time


class Withheld(Names):
    """Reviewers by letters, sessions by numbers.

    Reviewers with ratings have the letters that `views.agreement_rows` gives them, so that they are the same
    everywhere; those without come after them. Names, ids, writers and check codes are also taken out of what reviewers
    wrote. Check codes are withheld, since whoever knows one knows whose session it is, and of times only the day is
    given.
    """

    anonymous = True

    def __init__(self, sessions: Iterable[Session], tr: Translator, raters: Iterable[str]) -> None:
        """Withhold the names of the reviewers of these sessions; `raters` are those with ratings, in their order."""
        every = list(sessions)
        super().__init__(every)
        self.tr = tr
        reviewers = dict.fromkeys([*raters, *sorted(self._names)])
        self._letters = {ident: letters(number) for number, ident in enumerate(reviewers)}
        ordered = sorted(
            {session.id: session for session in every}.values(),
            key=lambda session: shuffle_key(0, "session", session.id),
        )
        self._sessions = {session.id: f"session-{number}" for number, session in enumerate(ordered, 1)}
        self._mask = Mask(self._words(every), tr("a reviewer"), "session-?")

    def _words(self, sessions: list[Session]) -> Iterator[tuple[str, str]]:
        """What is taken out of texts, and what stands there instead."""
        word = self.tr("withheld")
        withheld = f"[{word}]"
        for session in sessions:
            yield clean(session.reviewer.name), self.name(session.reviewer.id)
            yield clean(session.id), self._sessions[session.id]
            yield clean(session.writer), withheld
            yield clean(session.check_code or ""), withheld
        for ident in self._letters:
            yield clean(ident), self.name(ident)

    def reviewer(self, ident: str) -> str:
        """`reviewer-a`."""
        return f"reviewer-{self._letters[ident].lower()}"

    def name(self, ident: str) -> str:
        """`Reviewer A`."""
        return self.tr("Reviewer {letter}", letter=self._letters[ident])

    def session(self, ident: str) -> str:
        """`session-1`."""
        return self._sessions.get(ident, "session-?")

    def file(self, name: str, number: int) -> str:
        """`file-1`."""
        return f"file-{number}"

    def code(self, code: str | None) -> str | None:
        """None: withheld."""
        return None

    def text(self, text: str) -> str:
        """What a reviewer wrote, without the names of reviewers."""
        # Marks that nobody sees could stand in the middle of a name.
        return self._mask.masked(clean(text).strip())

    def time(self, time: str) -> str:
        """Only the day, in UTC: whoever saw a session begin would know it by its minute."""
        return time[:10]
