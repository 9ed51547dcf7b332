"""Times that no right clock can have given: later than now, or from before there was anything to judge.

Which answer of a reviewer counts goes by the clock of the machine on which it was given. A clock that is years ahead
lets an old answer count for ever, so people are told of it; no record is ever left out or moved for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ilo_tui.core.translator import Translator
from ilo_tui.review.drafts.model import DraftHead, DraftRecord
from ilo_tui.review.model import JournalRecord, Session

EARLIEST = "2020-01-01"
"""No version of this program is older."""
_AHEAD = timedelta(minutes=10)
"""Two right clocks may differ by so much."""
_DAY, _MONTH = timedelta(days=1), timedelta(days=31)
"""An edition is dated by somebody's own day, records in UTC; one named for a month may come out shortly before it."""
_EDITION = re.compile(r"([0-9]{4})[.-]([0-9]{2})(?:[.-]([0-9]{2})|[.][0-9])?")


@dataclass(frozen=True)
class Misdated:
    """The times, as the files have them and in order, that are `later` than now or `earlier` than they can be."""

    later: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.later or self.earlier)

    def localise(self, tr: Translator) -> list[str]:
        """A line for each of the two kinds; none where every time is possible."""
        lines: list[str] = []
        if self.later:
            future = tr.many(
                "{n} record is dated in the future ({day}): the clock of that machine was wrong",
                "{n} records are dated in the future (up to {day}): the clock of that machine was wrong",
                len(self.later),
                day=self.later[-1][:10],
            )
            lines.append(future)
        if self.earlier:
            past = tr.many(
                "{n} record is dated too early to be true ({day}): the clock of that machine was wrong",
                "{n} records are dated too early to be true (from {day}): the clock of that machine was wrong",
                len(self.earlier),
                day=self.earlier[0][:10],
            )
            lines.append(past)
        return lines


def misdated(records: Iterable[JournalRecord | DraftRecord], now: datetime, edition: str = "") -> Misdated:
    """The records whose time is later than `now`, before 2020, or before the day of the `edition` that was judged.

    `edition` is that of the session (`session.dossier.edition`), since a dossier may have been published anew after
    the session began; one that is no date (`2026.11`, its revision `2026.11.1`, `2026-11-24`) says nothing.
    """
    latest, first = _stamp(now + _AHEAD), _first(edition)
    # Times in files are all UTC and of one form, so that they compare as text.
    times = sorted(record.at for record in records)
    return Misdated(tuple(time for time in times if time > latest), tuple(time for time in times if time[:10] < first))


def misdated_session(
    session: Session | DraftHead, records: Sequence[JournalRecord | DraftRecord], now: datetime
) -> Misdated:
    """The same of a session or a draft; one with no record is judged by when it was begun."""
    result = misdated(records, now, session.dossier.edition)
    if result or records:
        return result
    latest, start = _stamp(now + _AHEAD), session.started
    return Misdated((start,) if start > latest else (), (start,) if start[:10] < EARLIEST else ())


def _first(edition: str) -> str:
    """The first day on which a record on this edition can have been made."""
    match = _EDITION.fullmatch(edition)
    if match is None:
        return EARLIEST
    year, month, day = match.groups()
    try:
        earliest = date(int(year), int(month), int(day or 1)) - (_DAY if day else _MONTH)
    except (ValueError, OverflowError):
        return EARLIEST
    return max(earliest.isoformat(), EARLIEST)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
