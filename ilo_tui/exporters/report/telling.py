"""A report in words: names, answers, votes and items, as one line of plain text each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import DecisionLine, ItemRatings, ObservationLine, Report
from ilo_tui.exporters.report.labels import APPLIES_TO, BY, SESSIONS, STATES
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
        self.scales = {scale.id: scale for scale in report.scales}
        self._labels = {(scale.id, value.code): value.label for scale in report.scales for value in scale.values}
        self._ranks = {(scale.id, value.code): value.rank for scale in report.scales for value in scale.values}
        self._names = {programme.id: programme.name for programme in report.programmes}
        self._names |= {dimension.id: dimension.name for dimension in report.dimensions}
        self._names |= {policy.id: policy.name for policy in report.policies}
        self._codes = {programme.id: programme.code for programme in report.programmes}
        self._codes |= {policy.id: policy.code for policy in report.policies}
        known = (Reviewer(id=reviewer.id, name=reviewer.name, role="other") for reviewer in report.reviewers)
        self._reviewers = display_names(known)
        self._ratings = by(report.ratings, "item")
        self._decisions_with_notes = by([decision for decision in report.decisions if decision.note], "item")
        self._observations = by(report.observations, "item")

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

    def tally(self, scale: str, tally: Mapping[str, int]) -> str:
        """`holds 3, does not hold 1`."""
        return ", ".join(f"{self.answer(scale, code)} {n}" for code, n in tally.items()) or self.tr("not rated")

    def median(self, summary: ItemRatings) -> str:
        """`high (4)`, or `moderate to high (3-4)` where it falls between; that there is none."""
        if not summary.median:
            return self.tr("none")
        labels = [self.answer(summary.scale, code) for code in summary.median]
        ranks = "-".join(str(self._ranks[summary.scale, code]) for code in summary.median)
        label = labels[0] if len(labels) == 1 else self.tr("{low} to {high}", low=labels[0], high=labels[1])
        return f"{label} ({ranks})"

    def ratings_on(self, item: str) -> list[ItemRatings]:
        """What was answered about an item, a scale each."""
        return self._ratings.get(item, [])

    def rating_line(self, summary: ItemRatings) -> str:
        """Distribution, number of ratings, median where the scale is ordered, and consensus, in one line."""
        tr, scale = self.tr, self.scales[summary.scale]
        parts = [f"{self.tally(summary.scale, summary.tally)} (n\u00a0=\u00a0{summary.n})"]
        if scale.kind == "ordinal":
            unranked = summary.n - summary.ranked
            parts.append(tr("median {median}", median=self.median(summary)))
            if unranked:
                parts.append(
                    tr.many(
                        "1 rating without a rank is not in it", "{n} ratings without a rank are not in it", unranked
                    )
                )
        if summary.consensus:
            parts.append(f"{self.answer(summary.scale, summary.consensus)}: {self.word('by', summary.by or '')}")
        elif summary.n > 1:
            parts.append(tr("no consensus"))
        return "; ".join(parts)

    def short(self, summary: ItemRatings) -> str:
        """Median and number of ratings, for a cell of a matrix."""
        scale = self.scales[summary.scale]
        answer = (
            self.median(summary)
            if scale.kind == "ordinal" and summary.median
            else self.tally(summary.scale, summary.tally)
        )
        return f"{answer}, n\u00a0=\u00a0{summary.n}"

    def scale_name(self, ident: str) -> str:
        """What a scale is called: it has a question, but no name of its own."""
        return labels.scale_name(self.tr, ident)

    def notes_on(self, item: str) -> list[DecisionLine]:
        """The notes on an item, as many as are shown."""
        return self._decisions_with_notes.get(item, [])[:NOTES]

    def observations_on(self, item: str) -> list[ObservationLine]:
        """The observations on an item, as many as are shown."""
        return self._observations.get(item, [])[:NOTES]

    def hidden_remarks(self, item: str) -> int:
        """How many notes and observations on an item are not shown."""
        return sum(
            max(0, len(lines.get(item, ())) - NOTES) for lines in (self._decisions_with_notes, self._observations)
        )

    def note_line(self, decision: DecisionLine) -> str:
        """`Sok Dara (source read; holds, high): "..."`."""
        answer_line = ", ".join(self.answer(scale, code) for scale, code in decision.values.items())
        about = "; ".join(filter(None, [self.word("basis", decision.basis), answer_line]))
        return f"{self.reviewer(decision.reviewer)} ({about}): “{decision.note}”"

    def observation_line(self, observation: ObservationLine) -> str:
        """`Sok Dara (Kampot; 2016-03-01): "..."`."""
        place = observation.place or self.tr("place not recorded")
        when = observation.date or self.tr("date not recorded")
        return f"{self.reviewer(observation.reviewer)} ({place}; {when}): “{observation.text}”"

    def answer_line(self, summary: ItemRatings) -> str:
        """The scale and what was answered to it."""
        return f"{self.scale_name(summary.scale)}: {self.rating_line(summary)}"

    def remarks(self, item: str) -> list[str]:
        """Notes and observations on an item, and how many are not shown."""
        lines = [self.tr("Note: ") + self.note_line(decision) for decision in self.notes_on(item)]
        lines += [
            self.tr("Seen: {line}", line=self.observation_line(observation))
            for observation in self.observations_on(item)
        ]
        more = self.hidden_remarks(item)
        return [*lines, self.tr("{n} more stand in the tables.", n=more)] if more else lines

    def item(self, item: str) -> str:
        """What an item is, in one line."""
        kind, _, ident = item.partition(":")
        if kind in {"evidence", "alignment", "suggestion"}:
            return self._titles.get(item, ident)
        row, _, rest = ident.partition("/")
        crossed, _, gap = rest.partition(":")
        crossing = f"{self.code(row)} × {self.code(crossed)}"
        return f"{crossing}: {self.word('gap', gap)}" if gap else crossing

    @cached_property
    def _titles(self) -> dict[str, str]:
        report = self.report
        aligned = {
            f"alignment:{alignment.id}": f"{self.code(alignment.row)} × {self.code(alignment.column)}"
            for alignment in report.alignments
        }
        suggested = {f"suggestion:{suggestion.id}": suggestion.title for suggestion in report.suggestions}
        return {
            **aligned,
            **suggested,
            **{f"evidence:{evidence.id}": evidence.statement for evidence in report.evidence},
        }


def by(lines: Iterable[L], field: str) -> dict[str, list[L]]:
    """Lines by what a field of theirs says."""
    groups: defaultdict[str, list[L]] = defaultdict(list)
    for line in lines:
        groups[getattr(line, field)].append(line)
    return dict(groups)


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
    "asked": APPLIES_TO,
    "by": BY,
}
