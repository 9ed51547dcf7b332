"""What was read of IATI files, what was kept, what was not, and why.

Counts are exact at any size. Of each kind of finding the first thousand places are kept, so that a report on a large
file stays small; the rest is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from ilo_tui.core.languages import SOURCE
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers.tables.dossier_writer import UNDETERMINED
from ilo_tui.importers.tables.former_dossier import Comparison

_MAX_PLACES = 1000
_MAX_NAMES = 500
_LONGEST = 60
_NO_BREAK = "\xa0"
"""A space at which no line is broken; it is printed as any other."""

COUNTED = {
    "activities": N_("activities"),
    "results": N_("results"),
    "results output": N_("results of type output"),
    "results outcome": N_("results of type outcome"),
    "results impact": N_("results of type impact"),
    "results other": N_("results of another type (unassigned)"),
    "results absent": N_("results without a type (unassigned)"),
    "results unknown": N_("results of an unknown type (unassigned)"),
    "indicators": N_("indicators"),
    "periods": N_("periods"),
    "periods with an actual": N_("periods with an actual"),
    "baselines": N_("baselines"),
    "targets": N_("targets"),
    "actuals": N_("actuals"),
    "tags": N_("tags"),
    "sectors": N_("sectors"),
    "policy markers": N_("policy markers"),
    "references": N_("references of results and indicators"),
    "document links": N_("document links"),
}
"""What is counted while reading, in the order of the report."""

RECORDS = {
    "programmes": N_("programmes"),
    "evidence": N_("claims"),
    "policies": N_("policies"),
    "alignments": N_("alignments"),
    "sources": N_("sources"),
    "actors": N_("actors"),
}


@dataclass
class Notice:
    """Something that was found at several places: how often, and `(file, line, what stands there)` of the first."""

    count: int = 0
    places: list[tuple[str, int, str]] = field(default_factory=list)

    def localise(self, tr: Translator, shown: int | None, *, named: bool) -> str:
        """The first places (None: all that are kept): `a.xml line 12 “x”; ... and 3 more`; the file where `named`."""
        listed = [
            (tr("{file} line {line}", file=clean(name), line=line) if named else tr("line {line}", line=line))
            + (f" “{clean(detail)}”" if detail else "")
            for name, line, detail in self.places[:shown]
        ]
        held = [place if len(place) > _LONGEST // 2 else place.replace(" ", _NO_BREAK) for place in listed]
        more = self.count - len(listed)
        return "; ".join(held) + (" " + tr("... and {n} more", n=tr.number(more)) if more else "")


@dataclass
class IatiReport:
    """The account of one import; plain data, so that it can be written as JSON.

    `read` counts elements as they stand in the files (keys of `COUNTED`), `records` what was written, by table.
    `unread` counts elements that a dossier has no place for. `doubts` are about what was kept all the same, `skipped`
    about what was not; both by marked message. `reporting` is how many organisations report. `places_shown` is how many
    places of each are listed, None for all that are known.
    """

    output: str = ""
    files: list[str] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    default_language: str = SOURCE
    unread: Counter[str] = field(default_factory=Counter)
    doubts: dict[str, Notice] = field(default_factory=dict)
    skipped: dict[str, Notice] = field(default_factory=dict)
    comparison: Comparison | None = None
    reporting: int = 0
    places_shown: int | None = 3

    def add_doubt(self, message: str, line: int, detail: str = "") -> None:
        """Note what was kept, with a doubt; the place is in the file that is being read."""
        self._add_notice(self.doubts, message, line, detail)

    def add_skipped(self, message: str, line: int, detail: str = "") -> None:
        """Note what was not kept, and so why."""
        self._add_notice(self.skipped, message, line, detail)

    def _add_notice(self, notices: dict[str, Notice], message: str, line: int, detail: str) -> None:
        notice = notices.setdefault(message, Notice())
        notice.count += 1
        if len(notice.places) < _MAX_PLACES:
            short = detail if len(detail) <= _LONGEST else detail[: _LONGEST - 1] + "…"
            notice.places.append((self.files[-1] if self.files else "", line, short))

    def count_unread(self, name: str) -> None:
        """Count an element that a dossier has no place for."""
        known = name in self.unread or len(self.unread) < _MAX_NAMES
        self.unread[name[:_LONGEST] if known else "..."] += 1

    def localise(self, tr: Translator, width: int = 80) -> list[str]:
        """The account in lines of at most `width`, but for single words that are longer."""
        lines = [tr("{file} is written.", file=clean(self.output)), tr("In it:")]
        lines += _table({tr(name): self.records[table] for table, name in RECORDS.items()}, tr)
        if self.comparison:
            lines += [line for message in self.comparison.localise(tr) for line in _wrapped(message, width)]
        lines.append(tr("Read:"))
        lines += _table({tr(name): self.read[key] for key, name in COUNTED.items() if self.read[key]}, tr)
        if not self.read["results"]:
            lines += _wrapped(tr("No activity has results, so there are no claims."), width)
        if self.reporting > 1:
            message = N_("{n} organisations report, so nobody is evaluated: write into meta whom the dossier judges.")
            lines += _wrapped(tr(message, n=tr.number(self.reporting)), width)
        lines += _wrapped(self._languages(tr), width)
        if UNDETERMINED in self.languages:
            lines += _wrapped(tr("und: the file states no language; --language CODE tells it."), width)
        lines += self._section(tr("Kept, with a doubt:"), self.doubts, tr, width)
        lines += self._section(tr("Not kept:"), self.skipped, tr, width)
        if self.unread:
            names = ", ".join(f"{clean(name)}{_NO_BREAK}{tr.number(n)}" for name, n in self.unread.most_common())
            lines += _wrapped(tr("Not read, for a dossier has no place for it:"), width)
            lines += _wrapped(names, width, "  ")
        if any(self._hides_places(notice) for notice in (*self.doubts.values(), *self.skipped.values())):
            lines += _wrapped(tr("With --all-places up to a thousand places of each are listed."), width)
        return lines

    def _hides_places(self, notice: Notice) -> bool:
        return self.places_shown is not None and len(notice.places) > self.places_shown

    def _languages(self, tr: Translator) -> str:
        counts = ", ".join(f"{clean(language)} {tr.number(n)}" for language, n in self.languages.most_common())
        default = clean(self.default_language)
        message = N_("Names and claims by language: {found}; the dossier's language is {default}")
        return tr(message, found=counts, default=default)

    def _section(self, title: str, notices: dict[str, Notice], tr: Translator, width: int) -> Iterator[str]:
        """Each notice with how often it was met; its places stand below it."""
        if notices:
            yield from _wrapped(title, width)
        for key, notice in notices.items():
            yield from _wrapped(f"{tr.number(notice.count)} × {tr(key)}", width, "  ", "    ")
            places = notice.localise(tr, self.places_shown, named=len(self.files) > 1)
            yield from _wrapped(places, width, "      ")


def _table(counts: dict[str, int], tr: Translator) -> Iterator[str]:
    """What was counted, numbers under numbers."""
    broad = max(map(len, counts), default=0)
    return (f"  {name:<{broad}} {tr.number(n):>9}" for name, n in counts.items())


def _wrapped(text: str, width: int, indent: str = "", below: str = "") -> list[str]:
    """A text in lines, the further ones `below` its start; a word longer than a line, an address, stays whole."""
    lines = wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=below or indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_NO_BREAK, " ") for line in lines]
