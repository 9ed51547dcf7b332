"""What was read of IATI files, what was kept, what was not, and why.

Counts are exact at any size. Of each kind of finding the first thousand places are kept, so that a report on a large
file stays small; the rest is counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ilo_tui.i18n import N_, Say
from ilo_tui.text import clean

_KEPT_PLACES = 1000
_KEPT_NAMES = 500
_LONGEST = 60

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

    def told(self, say: Say, shown: int) -> str:
        """The first places: `a.xml line 12 “x”; ... and 3 more`."""
        listed = [
            say("{file} line {line}", file=clean(name), line=line) + (f" “{clean(detail)}”" if detail else "")
            for name, line, detail in self.places[:shown]
        ]
        more = self.count - len(listed)
        return "; ".join(listed) + (" " + say("... and {n} more", n=more) if more else "")


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

    def told(self, say: Say, shown: int = 3) -> list[str]:
        """The account in lines, with the first `shown` places of each finding."""
        kept = ", ".join(f"{say(name)} {say.number(self.kept[table])}" for table, name in KEPT.items())
        lines = [f"{clean(self.output)}: {kept}", say("Read:")]
        lines += [f"  {say.number(self.read[key]):>7} {say(name)}" for key, name in COUNTED.items() if self.read[key]]
        lines += self._languages(say)
        lines += _section(say("Kept, with a doubt:"), self.odd, say, shown)
        lines += _section(say("Not kept:"), self.skipped, say, shown)
        if self.unread:
            names = ", ".join(f"{clean(name)} {say.number(n)}" for name, n in self.unread.most_common())
            lines += [say("Not read, for a dossier has no place for it:"), f"  {names}"]
        return lines

    def _languages(self, say: Say) -> list[str]:
        found = ", ".join(f"{clean(language)} {say.number(n)}" for language, n in self.languages.most_common())
        default = clean(self.default_language)
        return [
            say(
                "Names and claims by language: {found}; the dossier's language is {default}",
                found=found,
                default=default,
            )
        ]


def _section(title: str, findings: dict[str, Finding], say: Say, shown: int) -> list[str]:
    if not findings:
        return []
    return [
        title,
        *(f"  {say.number(one.count)} × {say(key)}: {one.told(say, shown)}" for key, one in findings.items()),
    ]
