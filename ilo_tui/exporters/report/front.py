"""The first chapters of a report as tables and lists: title block, summary, method and the two matrices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ilo_tui.core.translator import zone_names
from ilo_tui.exporters.report.content import Judgement, ScaleLine
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
        told = [tr.many("1 session", "{n} sessions", len(every))]
        told.append(tr("{n} finished", n=sum(one.finished is not None for one in every)))
        told.append(tr.many("1 adjudication", "{n} adjudications", sum(one.kind == "adjudication" for one in every)))
        return ", ".join(told)

    def naming(self) -> str:
        """Which names of reviewers the report contains, or that they are withheld."""
        if self.report.anonymised:
            return self.tr("withheld: reviewers are called by letters, sessions by numbers")
        names = [self.reviewer(one.id) for one in self.report.reviewers]
        if not names:
            return self.tr("none")
        more = self.tr("and {n} more, listed below", n=len(names) - 10) if len(names) > 10 else ""
        return self.tr("this report names: {names}", names=", ".join(filter(None, [*names[:10], more])))

    def reviewer_rows(self) -> list[Row]:
        """Who judged: name with id, role, sessions, judged items, first and last day, check codes."""
        return [
            (
                one.name if self.report.anonymised else [one.name, one.id],
                self.word("role", one.role),
                one.sessions,
                self._items_judged[one.id],
                self.day(one.first),
                self.day(one.last),
                self._codes_of(one.check_codes),
            )
            for one in self.report.reviewers
        ]

    @cached_property
    def _items_judged(self) -> Counter[str]:
        """By reviewer: how many items they have judged, those that the dossier has changed since among them."""
        judged = {(one.reviewer, one.asked, one.item) for one in self.report.votes if one.judged}
        return Counter(reviewer for reviewer, _, _ in judged)

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
        """By which clock times are told."""
        if self.report.anonymised:
            return self.tr("only the days are told, those of UTC")
        told = [time for one in self.report.sessions for time in (one.started, one.finished) if time]
        told += [time for one in self.report.reviewers for time in (one.first, one.last) if time]
        return self.tr("local, where this report was made ({zones})", zones=", ".join(zone_names(told)))

    @cached_property
    def compared(self) -> bool:
        """Whether two reviewers have answered the same question about the same item."""
        return any(one.n > 1 for one in self.report.judgements)

    @cached_property
    def voters(self) -> int:
        """How many reviewers have decisions that count."""
        return len({one.reviewer for one in self.report.votes if one.counted})

    def summary(self) -> list[str]:
        """The whole report in a few sentences."""
        return [self._known(), *self._judged_told(), self._gaps_told(), *self._agreement_told()]

    def _known(self) -> str:
        counts = Counter(one.stance for one in self.report.claims)
        rows = {one.row for one in self.report.claims}
        return self.tr(
            "The dossier has {claims} claims from {sources} sources about {programmes} programmes and supporting "
            "actions: {supports} for, {contradicts} against, {context} context.",
            claims=len(self.report.claims),
            sources=sum(one.claims > 0 for one in self.report.sources),
            programmes=sum(one.kind is not None and one.id in rows for one in self.report.programmes),
            supports=counts["supports"],
            contradicts=counts["contradicts"],
            context=counts["context"],
        )

    def _judged_told(self) -> list[str]:
        tr, verdict = self.tr, self.verdict
        if not self.report.votes:
            return [tr("No decisions yet: nobody has judged anything of it.")]
        if not self.voters:
            return [tr("No decision counts; the limits say why.")]
        if verdict is None or not self.verdicts:
            return [tr("No claim has a decision that counts; other things were judged.")]
        return [self._claims_told(), self._answers_told(verdict), self._ratings_told(verdict)]

    def _claims_told(self) -> str:
        deciding = {one.reviewer for one in self.report.votes if one.counted and one.asked == "evidence"}
        return self.tr(
            "{reviewers} judged {judged} of the {asked} claims that a verdict is asked of; {twice} of them were judged "
            "by two or more.",
            reviewers=self.tr.many("1 reviewer", "{n} reviewers", len(deciding)),
            judged=len(self.verdicts),
            asked=sum(one.judgeable for one in self.report.claims),
            twice=sum(one.n > 1 for one in self.verdicts),
        )

    def _answers_told(self, verdict: ScaleLine) -> str:
        """The claims, each counted once."""
        counts = [(value.label, sum(self.answers_by[value.code, by] for by in BY)) for value in verdict.values]
        counts.append((self.tr("reviewers differ"), self.answers_by[DIFFER, ""]))
        return self.tr("Claims by verdict: {tally}.", tally=", ".join(f"{label} {n}" for label, n in counts if n))

    def _ratings_told(self, verdict: ScaleLine) -> str:
        """The ratings, of which a claim has as many as reviewers."""
        told = self.tally(verdict.id, {code: n for code, n in self.all_verdicts.items() if n})
        n = sum(self.all_verdicts.values())
        return self.tr.many(
            "Behind these stands 1 rating: {tally}.", "Behind these stand {n} ratings: {tally}.", n, tally=told
        )

    @cached_property
    def verdicts(self) -> list[Judgement]:
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
        told: list[Row] = [(label, sum(counts), *counts) for label, counts in rows]
        if differ := self.answers_by[DIFFER, ""]:
            told.append((self.tr("reviewers differ"), differ, 0, 0, 0))
        return told

    def _gaps_told(self) -> str:
        gaps = self.report.gaps
        free = sum(not one.suggestions for one in gaps)
        return self.tr("{gaps} gaps, {free} of them covered by no suggestion.", gaps=len(gaps), free=free)

    def _agreement_told(self) -> list[str]:
        if self.verdict is None or not self.voters:
            return []
        for one in self.report.agreement:
            if one.scale == self.verdict.id and not one.pair and one.items:
                told = self.tr.many(
                    "Agreement on the 1 claim that two or more judged: {percent}; Krippendorff's alpha: {alpha}.",
                    "Agreement on the {n} claims that two or more judged: {percent}; Krippendorff's alpha: {alpha}.",
                    one.items,
                    percent=share(self.tr, one.percent),
                    alpha=decimal(self.tr, one.alpha),
                )
                few = self.tr("These are too few to rely on it.")
                return [f"{told} {few}" if one.few else told]
        return [self.tr("Agreement is not known: no claim was judged by two reviewers.")]

    def stance_rows(self) -> list[Row]:
        """Claims by dimension and stance."""
        counts = Counter((one.column, one.stance) for one in self.report.claims)
        return [(one.name, *(counts[one.id, stance] for stance in STANCES)) for one in self.report.dimensions]

    def verdict_head(self, first: str) -> list[str]:
        """A name for the first column, then the verdicts."""
        return [first, *(value.label for value in self.verdict.values)] if self.verdict else [first]

    def verdict_rows(self, row: str, by: str) -> list[Row]:
        """Verdicts by basis or role on the claims of a row, or of all (`*total`)."""
        codes = [value.code for value in self.verdict.values] if self.verdict else []
        return [(name, *(votes.get(code, 0) for code in codes)) for name, votes in self.broken(row, by)]

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
        return [self.tr("Programme"), *(one.name for one in self.report.dimensions)]

    def gap_map_rows(self) -> list[Row]:
        """The gap map."""
        return [(one.name, *(self.cell(one.id, each.id) for each in self.report.dimensions)) for one in self.rows]

    def policy_head(self) -> list[str]:
        """The codes of the policies."""
        return [self.tr("Row"), *(one.code for one in self.columns)]

    def policy_matrix_rows(self) -> list[Row]:
        """The policy matrix."""
        return [(name, *(self.policy_cell(row, one.id) for one in self.columns)) for row, name in self.policy_rows]

    @property
    def policies_hidden(self) -> bool:
        """Whether rows or columns of the policy matrix are not shown."""
        return len(self.rows) < len(self.report.programmes) or len(self.columns) < len(self.report.policies)

    def policy_names(self) -> list[Row]:
        """What the codes of the columns stand for."""
        return [(one.code, one.name) for one in self.columns]

    def alignment_rows(self) -> list[Row]:
        """Every alignment of the rows shown."""
        return [
            (
                f"{self.code(one.row)} × {self.code(one.column)}",
                one.provision or self.tr("The policy as a whole"),
                self.word("degree", one.degree) if one.degree else self.tr("none stated"),
                f"{one.rationale} ({self.word('origin', one.origin)})",
                [one.source, one.locator or self.tr("place not recorded")],
                self._reviewers_on(f"alignment:{one.id}"),
            )
            for one in self.crossing_rows()
        ]

    def _reviewers_on(self, item: str) -> Cell:
        return [self.answers(one) for one in self.judged(item)] + self.said(item) or self.tr("not judged")
