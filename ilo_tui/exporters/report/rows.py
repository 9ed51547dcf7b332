"""A report as the tables and lists of its chapters: what the templates hand to a format, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.content import DisagreementLine, EvidenceLine, RepeatLine, SuggestionLine
from ilo_tui.exporters.report.front import Cell, Front, Row
from ilo_tui.exporters.report.labels import AGREEMENT
from ilo_tui.exporters.report.view import ROWS
from ilo_tui.review.agreement.tiers import DIFFERENCE, ONE_STEP, REVERSAL
from ilo_tui.views.labels import STANCES
from ilo_tui.views.pages.agreement import TIERS, decimal, share

_TITLES = {"supports": N_("Evidence for"), "contradicts": N_("Evidence against"), "context": N_("Context")}


DISAGREEMENTS = (REVERSAL, DIFFERENCE)
"""The tiers that are counted as disagreement."""


class Rows(Front):
    """Every chapter: findings, disagreements, agreement, gaps, limits, sources and audit trail after the first ones."""

    LINES = ROWS

    # Findings

    def cell_remarks(self, row: str, column: str) -> list[str]:
        """Gaps, ratings and what was written about a crossing."""
        item = f"cell:{row}/{column}"
        gaps = [self.tr("gap: {kind}", kind=self.word("gap", kind)) for kind in self._cells[row, column].gaps]
        return gaps + [self.answer_line(summary) for summary in self.ratings_on(item)] + self.remarks(item)

    def stance_title(self, row: str, column: str, stance: str) -> str:
        """`For (3)`."""
        shown = len(self.evidence_of(row, column, stance)) + self.held_back(row, column, stance)
        return f"{self.tr(_TITLES[stance])} ({shown})"

    def statement(self, evidence: EvidenceLine) -> str:
        """Mark, id and statement."""
        return f"{STANCES[evidence.stance][0]} [{evidence.id}] {evidence.statement}"

    # Observations

    def observation_rows(self) -> list[Row]:
        """What was seen, about what, where, when and by whom, as many as a text shows."""
        return [
            (
                self._about(observation.item),
                observation.text,
                observation.place or self.tr("not recorded"),
                observation.date or self.tr("not recorded"),
                self.reviewer(observation.reviewer),
            )
            for observation in self.report.observations[:ROWS]
        ]

    def _about(self, item: str) -> Cell:
        """An item in a line, a claim with the id by which it is found in the findings."""
        kind, _, ident = item.partition(":")
        return [f"[{ident}]", self.item(item)] if kind == "evidence" else self.item(item)

    @property
    def observations_left(self) -> int:
        """How many observations a text does not show."""
        return max(0, len(self.report.observations) - ROWS)

    # Disagreements and agreement

    def disagreement_counts(self) -> str:
        """How many items reviewers disagree on, of which tier, and on how many an adjudication decided."""
        items = [lines for tier in DISAGREEMENTS for lines in self.differing(tier)]
        return self.tr(
            "Items on which reviewers disagree: {n}, {reversals} of them reversals; "
            "settled by adjudication: {settled}.",
            n=len(items),
            reversals=len(self.differing(REVERSAL)),
            settled=sum(lines[0].decided is not None and not lines[0].stale for lines in items),
        )

    @cached_property
    def _differing(self) -> dict[tuple[str, str], list[DisagreementLine]]:
        """The scales on which reviewers differ by what was asked and the item, the widest first."""
        by_item: dict[tuple[str, str], list[DisagreementLine]] = {}
        for disagreement in self.report.disagreements:
            by_item.setdefault((disagreement.applies_to, disagreement.item), []).append(disagreement)
        return by_item

    def differing(self, tier: int) -> list[list[DisagreementLine]]:
        """The items of which the gravest difference is of a tier, each with its scales."""
        return [lines for lines in self._differing.values() if min(disagreement.tier for disagreement in lines) == tier]

    def tiers(self) -> list[tuple[str, int]]:
        """Title and number of the tiers of disagreement that are there; one step apart is none of them."""
        return [(self.tr(TIERS[tier]), tier) for tier in DISAGREEMENTS if self.differing(tier)]

    def one_step_title(self) -> str:
        """The title of the annex."""
        return self.tr(TIERS[ONE_STEP])

    def differing_left(self, tier: int) -> int:
        """How many items of a tier a text does not show."""
        return max(0, len(self.differing(tier)) - ROWS)

    def disagreement_rows(self, tier: int) -> list[Row]:
        """Of each item of a tier the ratings and what was decided, scale by scale, and why."""
        return [
            (
                self.item(lines[0].item),
                [
                    f"{self.scale_name(disagreement.scale)}: {self.tally(disagreement.scale, disagreement.tally)}"
                    for disagreement in lines
                ],
                [f"{self.scale_name(disagreement.scale)}: {self._decided(disagreement)}" for disagreement in lines],
                f"{self.reviewer(lines[0].by)}: “{lines[0].note}”" if lines[0].by else self.tr("not adjudicated"),
            )
            for lines in self.differing(tier)[:ROWS]
        ]

    def _decided(self, disagreement: DisagreementLine) -> str:
        if disagreement.decided is None:
            return self.tr("not settled")
        answer = self.answer(disagreement.scale, disagreement.decided)
        return (
            self.tr("{answer} (before later decisions or changes: not settled)", answer=answer)
            if disagreement.stale
            else answer
        )

    def consensus_rows(self) -> list[Row]:
        """On how many claims reviewers agree on each answer, by scale."""
        counts: Counter[tuple[str, str, str]] = Counter()
        for summary in self.report.ratings:
            if summary.consensus and summary.by and self.scales[summary.scale].applies_to == "evidence":
                counts[summary.scale, summary.consensus, summary.by] += 1
        return [
            (
                self.scale_name(scale.id),
                value.label,
                counts[scale.id, value.code, "agreement"],
                counts[scale.id, value.code, "adjudication"],
            )
            for scale in self.report.scales
            if any(key[0] == scale.id for key in counts)
            for value in scale.values
        ]

    def agreement_rows(self) -> list[Row]:
        """The figures over all reviewers of each scale that two or more answered on one item."""
        return [
            (
                self.scale_name(figures.scale),
                figures.items,
                figures.reviewers,
                figures.missing,
                share(self.tr, figures.percent),
                decimal(self.tr, figures.alpha),
                decimal(self.tr, figures.ac1),
                self.tr("too few items to rely on") if figures.few else "",
            )
            for figures in self.report.agreement
            if not figures.pair and figures.items
        ]

    @property
    def agreement_notes(self) -> list[str]:
        """How the figures are made."""
        return [self.tr(note) for note in AGREEMENT]

    def pair_rows(self) -> list[Row]:
        """The figures of pairs, as many as a text shows."""
        pairs = [figures for figures in self.report.agreement if figures.pair]
        return [
            (
                ", ".join(self.reviewer(ident) for ident in figures.pair),
                self.scale_name(figures.scale),
                figures.items,
                share(self.tr, figures.percent),
                decimal(self.tr, figures.alpha),
                decimal(self.tr, figures.ac1),
            )
            for figures in pairs[:ROWS]
        ]

    @property
    def pairs_left(self) -> int:
        """How many pairs a text does not show."""
        return max(0, sum(bool(figures.pair) for figures in self.report.agreement) - ROWS)

    # Gaps, limits, sources, audit

    def suggestion_lines(self, suggestion: SuggestionLine) -> list[str]:
        """Text, questions, gaps, source and priority of a suggestion."""
        covers = self.tr.many("Covers 1 gap.", "Covers {n} gaps.", suggestion.gaps)
        ratings_on = [self.answer_line(summary) for summary in self.ratings_on(f"suggestion:{suggestion.id}")]
        lines = [suggestion.text, *suggestion.sub_questions, covers, self.source(suggestion.source, suggestion.locator)]
        return lines + (ratings_on or [self.tr("No priority yet.")])

    def gap_rows(self) -> list[Row]:
        """The gaps that a text lists."""
        return [
            (
                f"{self.code(gap.programme)} × {self.code(gap.crossed)}",
                self.word("gap", gap.kind),
                [self.item(f"suggestion:{ident}") for ident in gap.suggestions] or self.tr("no suggestion"),
                self._reviewers_on(gap.item),
            )
            for gap in self.gaps
        ]

    def limit_lines(self) -> list[str]:
        """What the report cannot say."""
        return [limit.text for limit in self.report.limits]

    def source_rows(self) -> list[Row]:
        """Sources in full; of too many those with most claims."""
        every = self.report.sources
        if len(every) > 5 * ROWS:
            every = sorted(every, key=lambda source: -source.evidence_count)[: 5 * ROWS]
        return [(source.id, source.reference, source.evidence_count, source.alignments) for source in every]

    @property
    def sources_left(self) -> int:
        """How many sources a text does not show."""
        return max(0, len(self.report.sources) - 5 * ROWS)

    def session_rows(self) -> list[Row]:
        """The sessions, as many as a text shows."""
        return [
            (
                session.id,
                self.word("session", session.kind),
                self.reviewer(session.reviewer),
                session.queue,
                session.items,
                session.judged,
                session.withdrawn,
                self.tr.moment(session.started),
                self.tr.moment(session.finished) if session.finished else self.tr("not finished"),
                self._code_of(session.check_code),
                f"{session.dossier_edition} {session.dossier_hash}",
            )
            for session in self.report.sessions[: 5 * ROWS]
        ]

    def _code_of(self, code: str | None) -> str:
        return self.tr("withheld") if self.report.anonymised else code or self.tr("none: not finished")

    @property
    def sessions_left(self) -> int:
        """How many sessions a text does not show."""
        return max(0, len(self.report.sessions) - 5 * ROWS)

    def left_out_rows(self) -> list[Row]:
        """Files that are left out, and why."""
        return [(file.file, self.word("state", file.state)) for file in self.report.left_out[:ROWS]]

    def repeat_rows(self) -> list[Row]:
        """Items that a reviewer judged more than once."""
        return [
            (self.item(repeat.item), self.reviewer(repeat.reviewer), [*self._repeated(repeat)])
            for repeat in self.report.repeats[:ROWS]
        ]

    def _repeated(self, repeat: RepeatLine) -> Iterator[str]:
        """Every time that it was judged, the last one is what counts."""
        for session, time, values in zip(repeat.sessions, repeat.times, repeat.answers, strict=False):
            answer_line = ", ".join(self.answer(scale, code) for scale, code in values.items())
            yield f"{session}, {self.tr.moment(time)}: {answer_line}"

    def clock_rows(self) -> list[Row]:
        """The sessions with dates that cannot be right, and how many records have them."""
        wrong = [session for session in self.report.sessions if session.dated_later or session.dated_early]
        return [
            (session.id, self.reviewer(session.reviewer), session.dated_later, session.dated_early)
            for session in wrong[:ROWS]
        ]
