"""Baselines, targets and actuals of an indicator: numbers as figures, all else as words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ilo_tui.core.translator import N_
from ilo_tui.dossier.checks.dates import is_before
from ilo_tui.dossier.parts import Figure, Texts
from ilo_tui.importers.iati.activity import Activity
from ilo_tui.importers.iati.languages import texts_of
from ilo_tui.importers.iati.tree import Node, only_child
from ilo_tui.importers.tables.phrases import combine, in_all_languages, neutral
from ilo_tui.importers.tables.values import day, may_be_two, number

Role = Literal["baseline", "target", "actual"]
_ROLES: tuple[Role, ...] = ("target", "actual")
_YEAR = 4
_IN_WORDS = {"5", "qualitative"}
_UNITS = {
    "1": N_("units"),
    "unit": N_("units"),
    "3": N_("on a nominal scale"),
    "nominal": N_("on a nominal scale"),
    "4": N_("on an ordinal scale"),
    "ordinal": N_("on an ordinal scale"),
    "5": N_("in words"),
    "qualitative": N_("in words"),
}


@dataclass
class Measured:
    """What an indicator's values are: figures, and lines of words."""

    figures: list[Figure] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spans: list[tuple[Role, str, str]] = field(default_factory=list)
    """When each value of a period with both ends was to be reached, or was: role, start and end."""
    places: list[Texts] = field(default_factory=list)
    """The named places that values are of, each once."""


class _Span(NamedTuple):
    """When a value holds."""

    start: str | None = None
    end: str | None = None
    year: int | None = None

    def localise(self) -> str:
        if self.start or self.end:
            return f"{self.start or '…'}/{self.end or '…'}"
        return str(self.year or "")


def measured(activity: Activity, indicator: Node, result: Node) -> Measured:
    """All values of an indicator: the baselines, then each period's targets and actuals side by side.

    Without a title of its own it has that of its `result`: one name keeps what was aimed at beside what was reached.
    """
    title = (
        texts_of(indicator.all("title"))
        or texts_of(result.all("title"))
        or in_all_languages(N_("indicator without a title"))
    )
    gauge = _Gauge(activity, title, indicator.get("measure"))
    for node in indicator.all("baseline"):
        activity.report.read["baselines"] += 1
        gauge.add("baseline", node, _baseline_span(activity, node))
    # A file may give its periods in any order; time has one.
    for period in sorted(indicator.all("period"), key=dates_of):
        _count(activity, period)
        span = _span(activity, period)
        for role in _ROLES:
            for node in period.all(role):
                gauge.add(role, node, span)
    return gauge.measured


def dates_of(period: Node) -> list[str]:
    """When a period begins and when it ends, as it is written."""
    return [node.get("iso-date") or node.text for tag in ("period-start", "period-end") for node in period.all(tag)]


def _count(activity: Activity, period: Node) -> None:
    read = activity.report.read
    actuals = sum(1 for _ in period.all("actual"))
    read["periods"] += 1
    read["periods with an actual"] += bool(actuals)
    read["actuals"] += actuals
    targets = sum(1 for _ in period.all("target"))
    read["targets"] += targets
    if not actuals and not targets:
        activity.report.add_skipped(N_("period without a target and an actual"), period.line)


def _unit(measure: str) -> Texts:
    plain = measure.lower()
    if plain in {"2", "percentage", "percent", "%"}:
        return neutral("%")
    if plain in _UNITS:
        return in_all_languages(_UNITS[plain])
    return neutral(measure) if measure else in_all_languages(N_("unit not stated"))


def _span(activity: Activity, period: Node) -> _Span:
    start, end = (activity.date(only_child(period, tag, activity.report)) for tag in ("period-start", "period-end"))
    if start and end and is_before(end, start):
        # No format has such a period: its days stay nowhere but in the report.
        activity.report.add_skipped(N_("an end before the start"), period.line, f"{start} – {end}")
        return _Span()
    same = start and end and start[:4] == end[:4]
    return _Span(start, end, int(start[:4]) if start and same else None)


def _baseline_span(activity: Activity, node: Node) -> _Span:
    """The day of a baseline where one is given, and the year, which need not be that of the day."""
    known: dict[str, str] = {}
    for name in ("year", "iso-date"):
        if written := node.get(name):
            date = day(written)
            if date is None:
                activity.report.add_skipped(N_("not a date"), node.line, written)
            else:
                known[name] = date
    dated = known.get("iso-date")
    first = known.get("year") or dated
    span = _Span(year=int(first[:4]) if first else None)
    return span._replace(start=dated, end=dated) if dated and len(dated) > _YEAR else span


class _Gauge:
    """Reads the values of one indicator, whose title and unit they share."""

    def __init__(self, activity: Activity, title: Texts, measure: str) -> None:
        self.measured = Measured()
        self._activity, self._title, self._unit = activity, title, _unit(measure)
        self._worded = measure.lower() in _IN_WORDS

    def add(self, role: Role, node: Node, span: _Span) -> None:
        """Read one value; what says nothing at all is listed."""
        written, report = node.get("value") or node.text, self._activity.report
        value, comment = number(written), texts_of(node.all("comment"))
        if node.text not in {"", written}:
            report.add_skipped(N_("words beside a value"), node.line, node.text)
        if (value is not None or written or comment) and span.start and span.end:
            self.measured.spans.append((role, span.start, span.end))
        self._add_places(node)
        if value is not None:
            if "," in written:
                report.add_doubt(N_("number with a comma, read as a decimal comma or in thousands"), node.line, written)
            elif may_be_two(written):
                report.add_doubt(N_("number with a point, read as a decimal point as IATI has it"), node.line, written)
            self.measured.figures.append(self._figure(role, node, span, value))
        elif written or comment:
            if written and not self._worded:
                report.add_doubt(N_("value that is no number (or may be two), kept as words"), node.line, written)
            self.measured.words.append(self._words(role, node, span))
        else:
            report.add_skipped(N_("baseline, target or actual without a value"), node.line, role)

    def _add_places(self, node: Node) -> None:
        """Note the places that a value is of, where the activity names them."""
        for location in node.all("location"):
            place = self._activity.locations.get(location.get("ref"))
            if place and place not in self.measured.places:
                self.measured.places.append(place)

    def _figure(self, role: Role, node: Node, span: _Span, value: float) -> Figure:
        parts, name = _parts(node), dict(self._title)
        written = node.get("value") or node.text
        return Figure(
            name=combine(name, neutral(f"({parts})"), " ") if parts else name,
            value=value,
            unit=neutral("%") if written.endswith("%") else self._unit,
            year=span.year,
            role=role,
            start=span.start,
            end=span.end,
            place=_place(self._activity, node) or None,
            note=texts_of(node.all("comment")) or None,
        )

    def _words(self, role: Role, node: Node, span: _Span) -> str:
        """A value that is no number, with all that is said of it, behind the name of its element."""
        place = next(iter(_place(self._activity, node).values()), "")
        about = ", ".join(filter(None, (span.localise(), _parts(node), place)))
        comment = [f"[{language}] {text}" for language, text in texts_of(node.all("comment")).items()]
        words = " — ".join(filter(None, (node.get("value") or node.text, *comment)))
        return f"{role} ({about}): {words}" if about else f"{role}: {words}"


def _parts(node: Node) -> str:
    """How a value is disaggregated: `sex: female, age: adult`."""
    parts = (filter(None, (node.get("name"), node.get("value"))) for node in node.all("dimension"))
    return ", ".join(filter(None, (": ".join(part) for part in parts)))


def _place(activity: Activity, node: Node) -> Texts:
    """The named places that a value is of; a reference to none of the activity's locations stays a reference."""
    place: Texts = {}
    for location in node.all("location"):
        if ref := location.get("ref"):
            place = combine(place, activity.locations.get(ref) or neutral(ref), ", ")
    return place
