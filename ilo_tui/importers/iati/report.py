"""What was read of IATI files, what was kept, what was not, and why.

Counts are exact at any size. Of each kind of finding the first thousand places are kept, so that a report on a large
file stays small; the rest is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers.tables.dossier_writer import UNDETERMINED
from ilo_tui.importers.tables.former_dossier import Comparison

_KEPT_PLACES = 1000
_KEPT_NAMES = 500
_LONGEST = 60
_HELD = "\xa0"
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

KEPT = {
    "programmes": N_("programmes"),
    "evidence": N_("claims"),
    "policies": N_("policies"),
    "alignments": N_("alignments"),
    "sources": N_("sources"),
}


@dataclass
class Finding:
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
        held = [one if len(one) > _LONGEST // 2 else one.replace(" ", _HELD) for one in listed]
        more = self.count - len(listed)
        return "; ".join(held) + (" " + tr("... and {n} more", n=tr.number(more)) if more else "")


@dataclass
class Report:
    """The account of one import; plain data, so that it can be written as JSON.

    `read` counts elements as they stand in the files (keys of `COUNTED`), `kept` records by table. `unread` counts
    elements that a dossier has no place for. `odd` are findings about what was kept all the same, `skipped` about
    what was not; both by marked message.
    """

    output: str = ""
    files: list[str] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    default_language: str = "en"
    unread: Counter[str] = field(default_factory=Counter)
    odd: dict[str, Finding] = field(default_factory=dict)
    skipped: dict[str, Finding] = field(default_factory=dict)
    compared: Comparison | None = None

    def note(self, message: str, line: int, detail: str = "") -> None:
        """Note what was kept, with a doubt; the place is in the file that is being read."""
        self._find(self.odd, message, line, detail)

    def skip(self, message: str, line: int, detail: str = "") -> None:
        """Note what was not kept, and so why."""
        self._find(self.skipped, message, line, detail)

    def _find(self, findings: dict[str, Finding], message: str, line: int, detail: str) -> None:
        found = findings.setdefault(message, Finding())
        found.count += 1
        if len(found.places) < _KEPT_PLACES:
            short = detail if len(detail) <= _LONGEST else detail[: _LONGEST - 1] + "…"
            found.places.append((self.files[-1] if self.files else "", line, short))

    def leave(self, name: str) -> None:
        """Count an element that a dossier has no place for."""
        known = name in self.unread or len(self.unread) < _KEPT_NAMES
        self.unread[name[:_LONGEST] if known else "..."] += 1

    def localise(self, tr: Translator, shown: int | None = 3, width: int = 80) -> list[str]:
        """The account in lines of at most `width`, with the first `shown` places of each finding; None is all kept."""
        lines = [tr("{file} is written.", file=clean(self.output)), tr("In it:")]
        lines += _table({tr(name): self.kept[table] for table, name in KEPT.items()}, tr)
        if self.compared:
            lines += [line for told in self.compared.localise(tr) for line in _wrapped(told, width)]
        lines.append(tr("Read:"))
        lines += _table({tr(name): self.read[key] for key, name in COUNTED.items() if self.read[key]}, tr)
        if not self.read["results"]:
            lines += _wrapped(tr("No activity has results, so there are no claims."), width)
        lines += _wrapped(self._languages(tr), width)
        if UNDETERMINED in self.languages:
            lines += _wrapped(tr("und: the file states no language; --language CODE tells it."), width)
        lines += self._section(tr("Kept, with a doubt:"), self.odd, tr, shown, width)
        lines += self._section(tr("Not kept:"), self.skipped, tr, shown, width)
        if self.unread:
            names = ", ".join(f"{clean(name)}{_HELD}{tr.number(n)}" for name, n in self.unread.most_common())
            lines += _wrapped(tr("Not read, for a dossier has no place for it:"), width)
            lines += _wrapped(names, width, "  ")
        if shown is not None and any(len(one.places) > shown for one in (*self.odd.values(), *self.skipped.values())):
            lines += _wrapped(tr("With --all-places up to a thousand places of each are listed."), width)
        return lines

    def _languages(self, tr: Translator) -> str:
        found = ", ".join(f"{clean(language)} {tr.number(n)}" for language, n in self.languages.most_common())
        default = clean(self.default_language)
        message = N_("Names and claims by language: {found}; the dossier's language is {default}")
        return tr(message, found=found, default=default)

    def _section(
        self, title: str, findings: dict[str, Finding], tr: Translator, shown: int | None, width: int
    ) -> Iterator[str]:
        """Each finding with how often it was met; its places stand below it."""
        if findings:
            yield from _wrapped(title, width)
        for key, one in findings.items():
            yield from _wrapped(f"{tr.number(one.count)} × {tr(key)}", width, "  ", "    ")
            yield from _wrapped(one.localise(tr, shown, named=len(self.files) > 1), width, "      ")


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
    return [line.replace(_HELD, " ") for line in lines]
