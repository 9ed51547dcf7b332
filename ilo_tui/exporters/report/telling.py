"""A report in words: names, answers, votes and items, as one line of plain text each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import Judgement, ObservationLine, Report, VoteLine
from ilo_tui.exporters.report.labels import ASKED, BY, SESSIONS, STATES
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewer_names import display_names
from ilo_tui.views import labels
from ilo_tui.views.pages.decisions import BASES, ROLES

L = TypeVar("L")
NOTES = 20
"""So many notes and observations on one item are written into a text."""


class Telling:
    """Finds and words what templates ask for. Everything it gives is plain text, to be escaped by who writes it."""

    def __init__(self, report: Report, tr: Translator) -> None:
        """Look at a report in the language of `tr`, which is the report's."""
        self.report, self.tr = report, tr
        self.scales = {one.id: one for one in report.scales}
        self._labels = {(one.id, value.code): value.label for one in report.scales for value in one.values}
        self._ranks = {(one.id, value.code): value.rank for one in report.scales for value in one.values}
        self._names = {one.id: one.name for one in report.programmes}
        self._names |= {one.id: one.name for one in report.dimensions}
        self._names |= {one.id: one.name for one in report.policies}
        self._codes = {one.id: one.code for one in report.programmes}
        self._codes |= {one.id: one.code for one in report.policies}
        known = (Reviewer(id=one.id, name=one.name, role="other") for one in report.reviewers)
        self._reviewers = display_names(known)
        self._judged = by(report.judgements, "item")
        self._noted = by([one for one in report.votes if one.note], "item")
        self._seen = by(report.observations, "item")

    # Names and single words

    def name(self, ident: str) -> str:
        """The name of a programme, dimension or policy."""
        return self._names.get(ident, ident)

    def code(self, ident: str) -> str:
        """The short code of a programme or policy; else the name."""
        return self._codes.get(ident) or self.name(ident)

    def reviewer(self, ident: str) -> str:
        """What a reviewer is called here, with the id where another has the same name."""
        return self._reviewers.get(ident, ident)

    def day(self, time: str | None) -> str:
        """The day of a time, or that it is not known."""
        return self.tr.day(time) if time else self.tr("not known")

    def word(self, kind: str, code: str) -> str:
        """The word for a code: kind is stance, degree, gap, origin, confidence, basis, role, state, session or by."""
        return self.tr(_WORDS[kind][code]) if code in _WORDS[kind] else code

    def answer(self, scale: str, code: str) -> str:
        """What a scale calls an answer."""
        return self._labels.get((scale, code), code)

    # What reviewers said

    def tally(self, scale: str, votes: Mapping[str, int]) -> str:
        """`holds 3, does not hold 1`."""
        return ", ".join(f"{self.answer(scale, code)} {n}" for code, n in votes.items()) or self.tr("not rated")

    def median(self, one: Judgement) -> str:
        """`high (4)`, or `moderate to high (3-4)` where it falls between; that there is none."""
        if not one.median:
            return self.tr("none")
        labels = [self.answer(one.scale, code) for code in one.median]
        ranks = "-".join(str(self._ranks[one.scale, code]) for code in one.median)
        told = labels[0] if len(labels) == 1 else self.tr("{low} to {high}", low=labels[0], high=labels[1])
        return f"{told} ({ranks})"

    def judged(self, item: str) -> list[Judgement]:
        """What was answered about an item, a scale each."""
        return self._judged.get(item, [])

    def judgement(self, one: Judgement) -> str:
        """Distribution, number of ratings, median where the scale is ordered, and consensus, in one line."""
        tr, scale = self.tr, self.scales[one.scale]
        parts = [f"{self.tally(one.scale, one.votes)} (n\u00a0=\u00a0{one.n})"]
        if scale.kind == "ordinal":
            left = one.n - one.ranked
            parts.append(tr("median {median}", median=self.median(one)))
            if left:
                parts.append(
                    tr.many("1 rating without a rank is not in it", "{n} ratings without a rank are not in it", left)
                )
        if one.consensus:
            parts.append(f"{self.answer(one.scale, one.consensus)}: {self.word('by', one.by or '')}")
        elif one.n > 1:
            parts.append(tr("no consensus"))
        return "; ".join(parts)

    def short(self, one: Judgement) -> str:
        """Median and number of ratings, for a cell of a matrix."""
        scale = self.scales[one.scale]
        told = self.median(one) if scale.kind == "ordinal" and one.median else self.tally(one.scale, one.votes)
        return f"{told}, n\u00a0=\u00a0{one.n}"

    def scale_name(self, ident: str) -> str:
        """What a scale is called: it has a question, but no name of its own."""
        return labels.scale_name(self.tr, ident)

    def notes(self, item: str) -> list[VoteLine]:
        """The notes on an item, as many as are shown."""
        return self._noted.get(item, [])[:NOTES]

    def seen(self, item: str) -> list[ObservationLine]:
        """The observations on an item, as many as are shown."""
        return self._seen.get(item, [])[:NOTES]

    def unsaid(self, item: str) -> int:
        """How many notes and observations on an item are not shown."""
        return sum(max(0, len(told.get(item, ())) - NOTES) for told in (self._noted, self._seen))

    def note_line(self, one: VoteLine) -> str:
        """`Sok Dara (source read; holds, high): "..."`."""
        answers = ", ".join(self.answer(scale, code) for scale, code in one.values.items())
        about = "; ".join(filter(None, [self.word("basis", one.basis), answers]))
        return f"{self.reviewer(one.reviewer)} ({about}): “{one.note}”"

    def seen_line(self, one: ObservationLine) -> str:
        """`Sok Dara (Kampot; 2016-03-01): "..."`."""
        place = one.place or self.tr("place not recorded")
        when = one.date or self.tr("date not recorded")
        return f"{self.reviewer(one.reviewer)} ({place}; {when}): “{one.text}”"

    def answers(self, one: Judgement) -> str:
        """The scale and what was answered to it."""
        return f"{self.scale_name(one.scale)}: {self.judgement(one)}"

    def said(self, item: str) -> list[str]:
        """Notes and observations on an item, and how many are not shown."""
        told = [self.tr("Note: ") + self.note_line(one) for one in self.notes(item)]
        told += [self.tr("Seen: {line}", line=self.seen_line(one)) for one in self.seen(item)]
        more = self.unsaid(item)
        return [*told, self.tr("{n} more stand in the tables.", n=more)] if more else told

    def item(self, item: str) -> str:
        """What an item is, in one line."""
        kind, _, ident = item.partition(":")
        if kind in {"evidence", "alignment", "suggestion"}:
            return self._titles.get(item, ident)
        row, _, rest = ident.partition("/")
        crossed, _, gap = rest.partition(":")
        told = f"{self.code(row)} × {self.code(crossed)}"
        return f"{told}: {self.word('gap', gap)}" if gap else told

    @cached_property
    def _titles(self) -> dict[str, str]:
        report = self.report
        aligned = {
            f"alignment:{one.id}": f"{self.code(one.row)} × {self.code(one.column)}" for one in report.alignments
        }
        found = {f"suggestion:{one.id}": one.title for one in report.suggestions}
        return {**aligned, **found, **{f"evidence:{one.id}": one.statement for one in report.claims}}


def by(lines: Iterable[L], field: str) -> dict[str, list[L]]:
    """Lines by what a field of theirs says."""
    found: defaultdict[str, list[L]] = defaultdict(list)
    for one in lines:
        found[getattr(one, field)].append(one)
    return dict(found)


_WORDS: Mapping[str, Mapping[str, str]] = {
    "stance": {code: word for code, (_, word, _) in labels.STANCES.items()},
    "degree": {code: word for code, (_, word) in labels.DEGREES.items()},
    "gap": labels.GAPS,
    "origin": labels.ORIGINS,
    "confidence": labels.CONFIDENCE,
    "scale": labels.SCALE_KINDS,
    "programme": labels.PROGRAMME_KINDS,
    "basis": BASES,
    "role": ROLES,
    "state": STATES,
    "session": SESSIONS,
    "asked": ASKED,
    "by": BY,
}
