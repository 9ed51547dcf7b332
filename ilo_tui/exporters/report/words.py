"""A report in words: what people, programmes, answers and items are called, as plain text for whoever escapes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import ItemRatings, Report
from ilo_tui.exporters.report.dossier_content import EvidenceLine
from ilo_tui.exporters.report.labels import APPLIES_TO, BY, SESSIONS, STATES
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewer_names import display_names
from ilo_tui.views import claim_labels, effect_directions, labels, weighing_words
from ilo_tui.views.context import short_name
from ilo_tui.views.pages.decisions import BASES, ROLES

_WORDS: Mapping[str, Mapping[str, str]] = {
    "stance": {code: word for code, (_, word, _) in labels.STANCES.items()},
    "degree": {code: word for code, (_, word) in labels.DEGREES.items()},
    "gap": labels.GAPS,
    "place": labels.PLACE_LEVELS,
    "origin": labels.ORIGINS,
    "confidence": labels.CONFIDENCE,
    "scale": labels.SCALE_KINDS,
    "programme": labels.PROGRAMME_KINDS,
    "basis": BASES,
    "role": ROLES,
    "state": STATES,
    "session": SESSIONS,
    "applies_to": APPLIES_TO,
    "by": BY,
    "reading": claim_labels.READINGS,
    "trend": claim_labels.TRENDS,
    "stake": labels.STAKES,
    "level": {str(level): word for level, word in weighing_words.LEVEL_NAMES.items()},
    "untied": {str(level): word for level, word in effect_directions.UNTIED_NAMES.items()},
    "aim_reached": claim_labels.AIM_REACHED,
    "aim": claim_labels.AIM_STATES,
}


class Words:
    """Finds the words for the ids and codes of a report."""

    def __init__(self, report: Report, tr: Translator) -> None:
        """Speak of a report in the language of `tr`, which is the report's."""
        self.tr = tr
        self.scales = {scale.id: scale for scale in report.scales}
        values = [((scale.id, value.code), value) for scale in report.scales for value in scale.values]
        self._labels = {key: value.label for key, value in values}
        self._ranks = {key: value.rank for key, value in values}
        self._names = {programme.id: programme.name for programme in report.programmes}
        self._names |= {dimension.id: dimension.name for dimension in report.dimensions}
        self._names |= {policy.id: policy.name for policy in report.policies}
        self._codes = {programme.id: programme.code for programme in report.programmes}
        self._codes |= {policy.id: policy.code for policy in report.policies}
        people = (Reviewer(id=person.id, name=person.name, role="other") for person in report.reviewers)
        self._reviewers = display_names(people)
        self._titles = {f"alignment:{link.id}": self.crossing(link.row, link.column) for link in report.alignments}
        self._titles |= {f"suggestion:{suggestion.id}": suggestion.title for suggestion in report.suggestions}
        self._titles |= {f"evidence:{evidence.id}": self.statement(evidence) for evidence in report.evidence}
        self._actors = {actor.id: actor.name for actor in report.actors}
        self._notes = {source.id: source.note for source in report.sources if source.note}
        self._evaluated = report.dossier.evaluated

    def name(self, ident: str) -> str:
        """The name of a programme, dimension or policy."""
        return self._names.get(ident, ident)

    def code(self, ident: str) -> str:
        """The short code of a programme or policy; else the name."""
        return self._codes.get(ident) or self.name(ident)

    def statement(self, evidence: EvidenceLine) -> str:
        """What a claim states; before one of the thesis stands that the thesis says so."""
        return f"{self.tr('Thesis:')} {evidence.statement}" if evidence.origin == "thesis" else evidence.statement

    def actor(self, ident: str) -> str:
        """What an actor is called, without what stands in brackets behind the name."""
        return short_name(self._actors.get(ident, ident))

    def people(self, evidence: EvidenceLine) -> str:
        """Who acts in a claim, and who is said to say so; empty where neither is named."""
        speaker = self.tr("according to {name}", name=self.actor(evidence.said_by)) if evidence.said_by else ""
        return "; ".join(filter(None, [", ".join(map(self.actor, evidence.actor)), speaker]))

    def tie(self, evidence: EvidenceLine) -> str:
        """How a claim is tied to the evaluated actor, and why; empty where nobody is evaluated."""
        if self._evaluated is None:
            return ""
        word = self.tr(
            claim_labels.TIE_MEANINGS[evidence.tie or claim_labels.NOT_STATED], actor=self.actor(self._evaluated)
        )
        marked = word if evidence.tie == "direct" else f"{claim_labels.TIE_MARK} {word}"
        return f"{marked} ({evidence.tie_why})" if evidence.tie_why else marked

    def crossing(self, row: str, column: str) -> str:
        """A crossing by the codes of its row and column."""
        return f"{self.code(row)} × {self.code(column)}"

    def reviewer(self, ident: str) -> str:
        """What a reviewer is called here, with the id where another has the same name."""
        return self._reviewers.get(ident, ident)

    def day(self, time: str | None) -> str:
        """The day of a time, or that it is not known."""
        return self.tr.day(time) if time else self.tr("not known")

    def word(self, kind: str, code: str) -> str:
        """The word for a code; `kind` is a key of `_WORDS`. A code without a word is its own."""
        return self.tr(_WORDS[kind][code]) if code in _WORDS[kind] else code

    def scale(self, ident: str) -> str:
        """What a scale is called: it has a question, but no name of its own."""
        return labels.scale_name(self.tr, ident)

    def answer(self, scale: str, code: str) -> str:
        """What a scale calls an answer."""
        return self._labels.get((scale, code), code)

    def answers(self, values: Mapping[str, str]) -> str:
        """The answers by scale, one after another."""
        return ", ".join(self.answer(scale, code) for scale, code in values.items())

    def tally(self, scale: str, tally: Mapping[str, int]) -> str:
        """`holds 3, does not hold 1`."""
        return ", ".join(f"{self.answer(scale, code)} {n}" for code, n in tally.items()) or self.tr("not rated")

    def median(self, ratings: ItemRatings) -> str:
        """`high (4)`, or `moderate to high (3-4)` where it falls between; that there is none."""
        if not ratings.median:
            return self.tr("none")
        ranks = "-".join(str(self._ranks[ratings.scale, code]) for code in ratings.median)
        return f"{self.middle(ratings.scale, ratings.median)} ({ranks})"

    def middle(self, scale: str, codes: Sequence[str]) -> str:
        """`high`, or `moderate to high` where a median falls between."""
        names = [self.answer(scale, code) for code in codes]
        return names[0] if len(names) == 1 else self.tr("{low} to {high}", low=names[0], high=names[1])

    def source(self, ident: str | None, locator: str | None) -> str:
        """A source by its id and the place in it."""
        place = locator or self.tr("place not recorded")
        return self.tr("Source: {source}, {place}", source=ident or self.tr("not known"), place=place)

    def source_note(self, ident: str) -> str:
        """What is noted on a source, what of it was read above all; empty without a note."""
        return self._notes.get(ident, "")

    def source_kind(self, kind: str) -> str:
        """The kind of a source in words."""
        return labels.source_kind(self.tr, kind)

    def item(self, item: str) -> str:
        """What an item is, in one line."""
        kind, _, ident = item.partition(":")
        if kind in {"evidence", "alignment", "suggestion"}:
            return self._titles.get(item, ident)
        row, _, rest = ident.partition("/")
        column, _, gap = rest.partition(":")
        crossing = self.crossing(row, column)
        return f"{crossing}: {self.word('gap', gap)}" if gap else crossing
