"""A report as the tables and lists of its chapters: what the templates hand to a format, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.content import ClaimLine, DisagreementLine, RepeatLine, SuggestionLine
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

    def cell_said(self, row: str, column: str) -> list[str]:
        """Gaps, votes and what was written about a crossing."""
        item = f"cell:{row}/{column}"
        gaps = [self.tr("gap: {kind}", kind=self.word("gap", kind)) for kind in self._cells[row, column].gaps]
        return gaps + [self.answers(one) for one in self.judged(item)] + self.said(item)

    def stance_title(self, row: str, column: str, stance: str) -> str:
        """`For (3)`."""
        shown = len(self.claims(row, column, stance)) + self.held_back(row, column, stance)
        return f"{self.tr(_TITLES[stance])} ({shown})"

    def statement(self, one: ClaimLine) -> str:
        """Mark, id and statement."""
        return f"{STANCES[one.stance][0]} [{one.id}] {one.statement}"

    # Observations

    def observation_rows(self) -> list[Row]:
        """What was seen, about what, where, when and by whom, as many as a text shows."""
        return [
            (
                self._about(one.item),
                one.text,
                one.place or self.tr("not recorded"),
                one.date or self.tr("not recorded"),
                self.reviewer(one.reviewer),
            )
            for one in self.report.observations[:ROWS]
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
        """How many items reviewers disagree on, of which tier, and how many of them are settled."""
        told = [lines for tier in DISAGREEMENTS for lines in self.differing(tier)]
        return self.tr(
            "Items on which reviewers disagree: {n}, {reversals} of them reversals; "
            "settled by adjudication: {settled}.",
            n=len(told),
            reversals=len(self.differing(REVERSAL)),
            settled=sum(lines[0].decided is not None and not lines[0].stale for lines in told),
        )

    @cached_property
    def _differing(self) -> dict[tuple[str, str], list[DisagreementLine]]:
        """The scales on which reviewers differ by what was asked and the item, the widest first."""
        found: dict[tuple[str, str], list[DisagreementLine]] = {}
        for one in self.report.disagreements:
            found.setdefault((one.asked, one.item), []).append(one)
        return found

    def differing(self, tier: int) -> list[list[DisagreementLine]]:
        """The items of which the gravest difference is of a tier, each with its scales."""
        return [lines for lines in self._differing.values() if min(one.tier for one in lines) == tier]

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
                [f"{self.scale_name(one.scale)}: {self.tally(one.scale, one.votes)}" for one in lines],
                [f"{self.scale_name(one.scale)}: {self._decided(one)}" for one in lines],
                f"{self.reviewer(lines[0].by)}: “{lines[0].note}”" if lines[0].by else self.tr("not adjudicated"),
            )
            for lines in self.differing(tier)[:ROWS]
        ]

    def _decided(self, one: DisagreementLine) -> str:
        if one.decided is None:
            return self.tr("not settled")
        told = self.answer(one.scale, one.decided)
        return self.tr("{answer} (before later decisions or changes: not settled)", answer=told) if one.stale else told

    def consensus_rows(self) -> list[Row]:
        """On how many claims reviewers agree on each answer, by scale."""
        found: Counter[tuple[str, str, str]] = Counter()
        for one in self.report.judgements:
            if one.consensus and one.by and self.scales[one.scale].applies_to == "evidence":
                found[one.scale, one.consensus, one.by] += 1
        return [
            (
                self.scale_name(scale.id),
                value.label,
                found[scale.id, value.code, "agreement"],
                found[scale.id, value.code, "adjudication"],
            )
            for scale in self.report.scales
            if any(key[0] == scale.id for key in found)
            for value in scale.values
        ]

    def agreement_rows(self) -> list[Row]:
        """The figures over all reviewers of each scale that two or more answered on one item."""
        return [
            (
                self.scale_name(one.scale),
                one.items,
                one.reviewers,
                one.missing,
                share(self.tr, one.percent),
                decimal(self.tr, one.alpha),
                decimal(self.tr, one.ac1),
                self.tr("too few items to rely on") if one.few else "",
            )
            for one in self.report.agreement
            if not one.pair and one.items
        ]

    @property
    def agreement_notes(self) -> list[str]:
        """How the figures are made."""
        return [self.tr(note) for note in AGREEMENT]

    def pair_rows(self) -> list[Row]:
        """The figures of pairs, as many as a text shows."""
        pairs = [one for one in self.report.agreement if one.pair]
        return [
            (
                ", ".join(self.reviewer(ident) for ident in one.pair),
                self.scale_name(one.scale),
                one.items,
                share(self.tr, one.percent),
                decimal(self.tr, one.alpha),
                decimal(self.tr, one.ac1),
            )
            for one in pairs[:ROWS]
        ]

    @property
    def pairs_left(self) -> int:
        """How many pairs a text does not show."""
        return max(0, sum(bool(one.pair) for one in self.report.agreement) - ROWS)

    # Gaps, limits, sources, audit

    def suggestion_lines(self, one: SuggestionLine) -> list[str]:
        """Text, questions, gaps, source and priority of a suggestion."""
        covers = self.tr.many("Covers 1 gap.", "Covers {n} gaps.", one.gaps)
        judged = [self.answers(each) for each in self.judged(f"suggestion:{one.id}")]
        lines = [one.text, *one.sub_questions, covers, self.source(one.source, one.locator)]
        return lines + (judged or [self.tr("No priority yet.")])

    def gap_rows(self) -> list[Row]:
        """The gaps that a text lists."""
        return [
            (
                f"{self.code(one.programme)} × {self.code(one.crossed)}",
                self.word("gap", one.kind),
                [self.item(f"suggestion:{ident}") for ident in one.suggestions] or self.tr("no suggestion"),
                self._reviewers_on(one.item),
            )
            for one in self.gaps
        ]

    def limit_lines(self) -> list[str]:
        """What the report cannot say."""
        return [one.text for one in self.report.limits]

    def source_rows(self) -> list[Row]:
        """Sources in full; of too many those with most claims."""
        every = self.report.sources
        if len(every) > 5 * ROWS:
            every = sorted(every, key=lambda one: -one.claims)[: 5 * ROWS]
        return [(one.id, one.reference, one.claims, one.alignments) for one in every]

    @property
    def sources_left(self) -> int:
        """How many sources a text does not show."""
        return max(0, len(self.report.sources) - 5 * ROWS)

    def session_rows(self) -> list[Row]:
        """The sessions, as many as a text shows."""
        return [
            (
                one.id,
                self.word("session", one.kind),
                self.reviewer(one.reviewer),
                one.queue,
                one.items,
                one.judged,
                one.withdrawn,
                self.tr.moment(one.started),
                self.tr.moment(one.finished) if one.finished else self.tr("not finished"),
                self._code_of(one.check_code),
                f"{one.dossier_edition} {one.dossier_hash}",
            )
            for one in self.report.sessions[: 5 * ROWS]
        ]

    def _code_of(self, code: str | None) -> str:
        return self.tr("withheld") if self.report.anonymised else code or self.tr("none: not finished")

    @property
    def sessions_left(self) -> int:
        """How many sessions a text does not show."""
        return max(0, len(self.report.sessions) - 5 * ROWS)

    def left_out_rows(self) -> list[Row]:
        """Files that are left out, and why."""
        return [(one.file, self.word("state", one.state)) for one in self.report.left_out[:ROWS]]

    def repeat_rows(self) -> list[Row]:
        """Items that a reviewer judged more than once."""
        return [
            (self.item(one.item), self.reviewer(one.reviewer), [*self._repeated(one)])
            for one in self.report.repeats[:ROWS]
        ]

    def _repeated(self, one: RepeatLine) -> Iterator[str]:
        """Every time that it was judged, the last one is what counts."""
        for session, time, values in zip(one.sessions, one.times, one.answers, strict=False):
            answers = ", ".join(self.answer(scale, code) for scale, code in values.items())
            yield f"{session}, {self.tr.moment(time)}: {answers}"

    def clock_rows(self) -> list[Row]:
        """The sessions with dates that cannot be right, and how many records have them."""
        wrong = [one for one in self.report.sessions if one.dated_later or one.dated_early]
        return [(one.id, self.reviewer(one.reviewer), one.dated_later, one.dated_early) for one in wrong[:ROWS]]
