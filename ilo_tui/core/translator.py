"""The words of the program itself, in the language of whoever reads: gettext catalogues, and texts by language.

`Translator` is handed down to whatever writes words, so that two languages can be in use in one process and switching
needs no global state. Messages are marked `tr("...")`, or `N_("...")` where a table is made before a language is
known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from ilo_tui.core.catalogue import messages_of
from ilo_tui.core.languages import SOURCE, find_language, is_language
from ilo_tui.core.text import clean, clean_for_file

_DAY = len("2026-11-29")
_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for the catalogues without translating it yet."""
    return message


_HOUR, _CLOCK = N_("{hour}:{minute}"), N_("{hour}:{minute}:{second}")
_MOMENT = N_("{day}, {time}")
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


class Translator:
    """Speaks one language: `tr("{n} faults", n=3)`; `tr.text(T)` reads a text that has several languages."""

    def __init__(self, language: str, default: str = SOURCE, clean: Callable[[str], str] = clean) -> None:
        """Speak `language`; where a dossier's text lacks it, fall back to `default`, visibly marked.

        `clean` makes texts from files safe, for a terminal or for a file.
        """
        self.language = language if is_language(language) else SOURCE
        self.default, self.clean = default, clean
        self._messages = messages_of(self.language)
        self._marks: dict[int, str] | None = {} if self.language == SOURCE else None

    def for_file(self) -> Translator:
        """The same words for what is written to a file, which keeps the invisible marks that people spell with."""
        return Translator(self.language, self.default, clean_for_file)

    @property
    def name(self) -> str:
        """What the speakers of the language call it."""
        return find_language(self.language).name

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its `{names}` filled."""
        text = self._messages.gettext(message) if message and self._messages else message
        return text.format(**values) if values else text

    def many(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The form of a message that fits the number `n`, which also fills `{n}`."""
        text = self._messages.ngettext(singular, plural, n) if self._messages else singular if n == 1 else plural
        return text.format(n=n, **values)

    def text(self, texts: Mapping[str, str] | None) -> str:
        """A dossier's text in this language, safe to show; another language is marked as `[en] ...`."""
        if not texts:
            return ""
        if value := texts.get(self.language):
            return self.clean(value)
        for language in (self.default, *texts):
            if value := texts.get(language):
                return f"[{clean(language)}] {self.clean(value)}"
        return ""

    def number(self, value: float) -> str:
        """A figure as this language writes it: 28.7 and 888,370, or 28,7 and 888.370."""
        figure = f"{value:,.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
        return self._with_marks(figure)

    def decimal(self, value: float, digits: int) -> str:
        """A figure with so many decimals, without marks between thousands: 0.8 is `0,80` where that is the custom."""
        # Adding 0.0 makes a zero of what rounds to minus zero.
        return self._with_marks(f"{round(value, digits) + 0.0:.{digits}f}")

    def _with_marks(self, figure: str) -> str:
        if self._marks is None:
            language = find_language(self.language)
            self._marks = {ord(","): language.thousands, ord("."): language.decimal}
        return figure.translate(self._marks)

    def date(self, iso: str) -> str:
        """A date as people write it, as precise as it is known: `2016`, `2016-03` and `2016-03-01` alike."""
        parts = _DATE.fullmatch(iso)
        if parts is None:
            return clean(iso)
        month = self(MONTHS[int(parts["month"]) - 1])
        if not parts["day"]:
            return f"{month} {parts['year']}"
        order = find_language(self.language).date
        return order.replace("{day}", str(int(parts["day"]))).replace("{year}", parts["year"]).replace("{month}", month)

    def day(self, time: str) -> str:
        """The day of a time of a review file, by this machine's clock; a day without a time stays what it is."""
        return self.date(time if len(time) <= _DAY else f"{local_time(time):%Y-%m-%d}")

    def moment(self, time: str | datetime) -> str:
        """Day, hour and minute of a time of a review file, by this machine's clock; of a bare day only that."""
        if isinstance(time, str) and len(time) <= _DAY:
            return self.date(time)
        here_time = local_time(time)
        hour = self(_HOUR, hour=f"{here_time:%H}", minute=f"{here_time:%M}")
        return self(_MOMENT, day=self.date(f"{here_time:%Y-%m-%d}"), time=hour)

    def clock(self, saved: datetime) -> str:
        """Hour, minute and second by this machine's clock, as what was just saved is told."""
        here_time = saved.astimezone()
        return self(_CLOCK, hour=f"{here_time:%H}", minute=f"{here_time:%M}", second=f"{here_time:%S}")


def local_time(time: str | datetime) -> datetime:
    """A time of a review file (UTC, ISO) by this machine's clock; as it is where the calendar ends before that."""
    moment = datetime.fromisoformat(time) if isinstance(time, str) else time
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def zone_names(times: Iterable[str]) -> list[str]:
    """Which zones these times of review files have by this machine's clock, as `UTC+7`, by how far they are off."""
    offsets = sorted({local_time(time).utcoffset() or timedelta() for time in times})
    return [_zone(round(offset.total_seconds() / 60)) for offset in offsets]


def _zone(minutes: int) -> str:
    """`UTC`, `UTC+7`, `UTC-3:30`."""
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
