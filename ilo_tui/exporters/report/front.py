"""The first chapters of a report as tables and lists: title block, summary, method and the two matrices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ilo_tui.core.translator import zone_names
from ilo_tui.exporters.report.content import ItemRatings, ScaleLine
from ilo_tui.exporters.report.verdicts import BY, DIFFER, Counts, by_answer, verdicts
from ilo_tui.exporters.report.view import View
from ilo_tui.views.labels import STANCES
from ilo_tui.views.pages.agreement import decimal, share

Cell = str | int | list[str]
Row = Sequence[Cell]
CODES = 5
"""So many check codes stand in the title block; the audit trail has all."""


class Front(View):
    """Writes chapter after chapter as rows. A cell that is a list has several parts."""

    # Title block and summary

    def session_counts(self) -> str:
        """How many sessions and adjudications there are, and how many are finished."""
        tr, every = self.tr, self.report.sessions
        parts = [tr.many("1 session", "{n} sessions", len(every))]
        parts.append(tr("{n} finished", n=sum(session.finished is not None for session in every)))
        parts.append(
            tr.many("1 adjudication", "{n} adjudications", sum(session.kind == "adjudication" for session in every))
        )
        return ", ".join(parts)

    def naming(self) -> str:
        """Which names of reviewers the report contains, or that they are withheld."""
        if self.report.anonymised:
            return self.tr("withheld: reviewers are called by letters, sessions by numbers")
        names = [self.reviewer(reviewer.id) for reviewer in self.report.reviewers]
        if not names:
            return self.tr("none")
        more = self.tr("and {n} more, listed below", n=len(names) - 10) if len(names) > 10 else ""
        return self.tr("this report names: {names}", names=", ".join(filter(None, [*names[:10], more])))

    def reviewer_rows(self) -> list[Row]:
        """Who judged: name with id, role, sessions, judged items, first and last day, check codes."""
        return [
            (
                reviewer.name if self.report.anonymised else [reviewer.name, reviewer.id],
                self.word("role", reviewer.role),
                reviewer.sessions,
                self._items_judged[reviewer.id],
                self.day(reviewer.first),
                self.day(reviewer.last),
                self._codes_of(reviewer.check_codes),
            )
            for reviewer in self.report.reviewers
        ]

    @cached_property
    def _items_judged(self) -> Counter[str]:
        """By reviewer: how many items they have judged, those that the dossier has changed since among them."""
        ratings_on = {
            (decision.reviewer, decision.applies_to, decision.item)
            for decision in self.report.decisions
            if decision.judged
        }
        return Counter(reviewer for reviewer, _, _ in ratings_on)

    def _codes_of(self, codes: Sequence[str]) -> Cell:
        if self.report.anonymised:
            return self.tr("withheld")
        more = [self.tr("{n} more in the audit trail", n=len(codes) - CODES)] if len(codes) > CODES else []
        return [*codes[:CODES], *more] or self.tr("none: not finished")

    def latest(self) -> str:
        """When the latest decision was made."""
        time = self.report.latest_decision
        return self.tr.moment(time) if time else self.tr("not known: no decisions yet")

    def zone(self) -> str:
        """By which clock times are given."""
        if self.report.anonymised:
            return self.tr("only the days are told, those of UTC")
        times = [time for session in self.report.sessions for time in (session.started, session.finished) if time]
        times += [time for reviewer in self.report.reviewers for time in (reviewer.first, reviewer.last) if time]
        return self.tr("local, where this report was made ({zones})", zones=", ".join(zone_names(times)))

    @cached_property
    def compared(self) -> bool:
        """Whether two reviewers have answered the same question about the same item."""
        return any(summary.n > 1 for summary in self.report.ratings)

    @cached_property
    def raters(self) -> int:
        """How many reviewers have decisions that count."""
        return len({decision.reviewer for decision in self.report.decisions if decision.counted})

    def summary(self) -> list[str]:
        """The whole report in a few sentences."""
        return [
            self._dossier_sentence(),
            *self._judged_sentences(),
            self._gaps_sentence(),
            *self._agreement_sentences(),
        ]

    def _dossier_sentence(self) -> str:
        counts = Counter(evidence.stance for evidence in self.report.evidence)
        rows = {evidence.row for evidence in self.report.evidence}
        return self.tr(
            "The dossier has {claims} claims from {sources} sources about {programmes} programmes and supporting "
            "actions: {supports} for, {contradicts} against, {context} context.",
            claims=len(self.report.evidence),
            sources=sum(source.evidence_count > 0 for source in self.report.sources),
            programmes=sum(programme.kind is not None and programme.id in rows for programme in self.report.programmes),
            supports=counts["supports"],
            contradicts=counts["contradicts"],
            context=counts["context"],
        )

    def _judged_sentences(self) -> list[str]:
        tr, verdict = self.tr, self.verdict
        if not self.report.decisions:
            return [tr("No decisions yet: nobody has judged anything of it.")]
        if not self.raters:
            return [tr("No decision counts; the limits say why.")]
        if verdict is None or not self.verdicts:
            return [tr("No claim has a decision that counts; other things were judged.")]
        return [self._judged_sentence(), self._verdicts_sentence(verdict), self._ratings_sentence(verdict)]

    def _judged_sentence(self) -> str:
        deciding = {
            decision.reviewer
            for decision in self.report.decisions
            if decision.counted and decision.applies_to == "evidence"
        }
        return self.tr(
            "{reviewers} judged {judged} of the {asked} claims that a verdict is asked of; {twice} of them were judged "
            "by two or more.",
            reviewers=self.tr.many("1 reviewer", "{n} reviewers", len(deciding)),
            judged=len(self.verdicts),
            asked=sum(evidence.judgeable for evidence in self.report.evidence),
            twice=sum(summary.n > 1 for summary in self.verdicts),
        )

    def _verdicts_sentence(self, verdict: ScaleLine) -> str:
        """The claims, each counted once."""
        counts = [(value.label, sum(self.answers_by[value.code, by] for by in BY)) for value in verdict.values]
        counts.append((self.tr("reviewers differ"), self.answers_by[DIFFER, ""]))
        return self.tr("Claims by verdict: {tally}.", tally=", ".join(f"{label} {n}" for label, n in counts if n))

    def _ratings_sentence(self, verdict: ScaleLine) -> str:
        """The ratings, of which a claim has as many as reviewers."""
        tally = self.tally(verdict.id, {code: n for code, n in self.all_verdicts.items() if n})
        n = sum(self.all_verdicts.values())
        return self.tr.many(
            "Behind these stands 1 rating: {tally}.", "Behind these stand {n} ratings: {tally}.", n, tally=tally
        )

    @cached_property
    def verdicts(self) -> list[ItemRatings]:
        """The verdicts on claims, a line a claim."""
        return verdicts(self.report, self.verdict.id) if self.verdict else []

    @cached_property
    def answers_by(self) -> Counts:
        """How many claims have which verdict, and how it came to stand."""
        return by_answer(self.verdicts)

    def claims_by_verdict(self) -> list[Row]:
        """Claims by verdict: how many, then by how the verdict came to stand."""
        values = self.verdict.values if self.verdict else []
        rows = [(value.label, [self.answers_by[value.code, by] for by in BY]) for value in values]
        table: list[Row] = [(label, sum(counts), *counts) for label, counts in rows]
        if differ := self.answers_by[DIFFER, ""]:
            table.append((self.tr("reviewers differ"), differ, 0, 0, 0))
        return table

    def _gaps_sentence(self) -> str:
        gaps = self.report.gaps
        free = sum(not gap.suggestions for gap in gaps)
        return self.tr("{gaps} gaps, {free} of them covered by no suggestion.", gaps=len(gaps), free=free)

    def _agreement_sentences(self) -> list[str]:
        if self.verdict is None or not self.raters:
            return []
        for figures in self.report.agreement:
            if figures.scale == self.verdict.id and not figures.pair and figures.items:
                sentence = self.tr.many(
                    "Agreement on the 1 claim that two or more judged: {percent}; Krippendorff's alpha: {alpha}.",
                    "Agreement on the {n} claims that two or more judged: {percent}; Krippendorff's alpha: {alpha}.",
                    figures.items,
                    percent=share(self.tr, figures.percent),
                    alpha=decimal(self.tr, figures.alpha),
                )
                few = self.tr("These are too few to rely on it.")
                return [f"{sentence} {few}" if figures.few else sentence]
        return [self.tr("Agreement is not known: no claim was judged by two reviewers.")]

    def stance_rows(self) -> list[Row]:
        """Claims by dimension and stance."""
        counts = Counter((evidence.column, evidence.stance) for evidence in self.report.evidence)
        return [
            (dimension.name, *(counts[dimension.id, stance] for stance in STANCES))
            for dimension in self.report.dimensions
        ]

    def verdict_head(self, first: str) -> list[str]:
        """A name for the first column, then the verdicts."""
        return [first, *(value.label for value in self.verdict.values)] if self.verdict else [first]

    def verdict_rows(self, row: str, by: str) -> list[Row]:
        """Verdicts by basis or role on the claims of a row, or of all (`*total`)."""
        codes = [value.code for value in self.verdict.values] if self.verdict else []
        return [(name, *(tally.get(code, 0) for code in codes)) for name, tally in self.breakdown(row, by)]

    # Method and matrices

    def scale_caption(self, scale: ScaleLine) -> str:
        """`verdict: On this basis, ...? [asked of a claim; nominal (no order)]`."""
        about = f"[{self.word('asked', scale.applies_to)}; {self.word('scale', scale.kind)}]"
        return f"{self.scale_name(scale.id)}: {scale.question} {about}"

    def scale_rows(self, scale: ScaleLine) -> list[Row]:
        """The answers of a scale."""
        return [
            (value.label, self.tr("no rank") if value.rank is None else value.rank, value.definition)
            for value in scale.values
        ]

    def source(self, ident: str | None, locator: str | None) -> str:
        """A source by its id and the place in it."""
        place = locator or self.tr("place not recorded")
        return self.tr("Source: {source}, {place}", source=ident or self.tr("not known"), place=place)

    def gap_map_head(self) -> list[str]:
        """The dimensions."""
        return [self.tr("Programme"), *(dimension.name for dimension in self.report.dimensions)]

    def gap_map_rows(self) -> list[Row]:
        """The gap map."""
        return [
            (programme.name, *(self.cell(programme.id, dimension.id) for dimension in self.report.dimensions))
            for programme in self.rows
        ]

    def policy_head(self) -> list[str]:
        """The codes of the policies."""
        return [self.tr("Row"), *(policy.code for policy in self.columns)]

    def policy_matrix_rows(self) -> list[Row]:
        """The policy matrix."""
        return [
            (name, *(self.policy_cell(row, policy.id) for policy in self.columns)) for row, name in self.policy_rows
        ]

    @property
    def policies_hidden(self) -> bool:
        """Whether rows or columns of the policy matrix are not shown."""
        return len(self.rows) < len(self.report.programmes) or len(self.columns) < len(self.report.policies)

    def policy_names(self) -> list[Row]:
        """What the codes of the columns stand for."""
        return [(policy.code, policy.name) for policy in self.columns]

    def alignment_rows(self) -> list[Row]:
        """Every alignment of the rows shown."""
        return [
            (
                f"{self.code(alignment.row)} × {self.code(alignment.column)}",
                alignment.provision or self.tr("The policy as a whole"),
                self.word("degree", alignment.degree) if alignment.degree else self.tr("none stated"),
                f"{alignment.rationale} ({self.word('origin', alignment.origin)})",
                [alignment.source, alignment.locator or self.tr("place not recorded")],
                self._reviewers_on(f"alignment:{alignment.id}"),
            )
            for alignment in self.crossing_rows()
        ]

    def _reviewers_on(self, item: str) -> Cell:
        return [self.answer_line(summary) for summary in self.ratings_on(item)] + self.remarks(item) or self.tr(
            "not judged"
        )
