"""The first chapters of a report as tables and lists: title block, summary, method and the two matrices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ilo_tui.exchange.pages.agreement import decimal, share
from ilo_tui.exchange.pages.words import STANCES
from ilo_tui.exchange.report.content import ScaleLine
from ilo_tui.exchange.report.view import View
from ilo_tui.i18n import N_

Cell = str | int | list[str]
Row = Sequence[Cell]
CODES = 5
"""So many check codes stand in the title block; the audit trail has all."""


class Front(View):
    """Writes chapter after chapter as rows. A cell that is a list has several parts."""

    # Title block and summary

    def session_counts(self) -> str:
        """How many sessions and adjudications there are, and how many are finished."""
        say, every = self.say, self.report.sessions
        told = [say.many("1 session", "{n} sessions", len(every))]
        told.append(say("{n} finished", n=sum(one.finished is not None for one in every)))
        told.append(say.many("1 adjudication", "{n} adjudications", sum(one.kind == "adjudication" for one in every)))
        return ", ".join(told)

    def naming(self) -> str:
        """Which names of reviewers the report contains, or that they are withheld."""
        if self.report.anonymised:
            return self.say("withheld: reviewers are called by letters, sessions by numbers")
        names = [one.name for one in self.report.reviewers]
        if not names:
            return self.say("none")
        more = self.say("and {n} more, listed below", n=len(names) - 10) if len(names) > 10 else ""
        return self.say("this report names: {names}", names=", ".join(filter(None, [*names[:10], more])))

    def reviewer_rows(self) -> list[Row]:
        """Who judged: name with id, role, sessions, judged items, first and last day, check codes."""
        return [
            (
                one.name if self.report.anonymised else [one.name, one.id],
                self.word("role", one.role),
                one.sessions,
                one.judged,
                self.day(one.first),
                self.day(one.last),
                self._codes_of(one.check_codes),
            )
            for one in self.report.reviewers
        ]

    def _codes_of(self, codes: Sequence[str]) -> Cell:
        if self.report.anonymised:
            return self.say("withheld")
        more = [self.say("{n} more in the audit trail", n=len(codes) - CODES)] if len(codes) > CODES else []
        return [*codes[:CODES], *more] or self.say("none: not finished")

    @cached_property
    def voters(self) -> int:
        """How many reviewers have votes that count."""
        return len({one.reviewer for one in self.report.votes if one.counted})

    def summary(self) -> list[str]:
        """The whole report in a few sentences."""
        return [self._known(), *self._votes_told(), self._gaps_told(), *self._agreement_told()]

    def _known(self) -> str:
        counts = Counter(one.stance for one in self.report.claims)
        kinds = [one.kind for one in self.report.programmes if one.kind]
        return self.say(
            "The dossier has {claims} claims from {sources} sources about {programmes} programmes and supporting "
            "actions: {supports} for, {contradicts} against, {context} context.",
            claims=len(self.report.claims),
            sources=len(self.report.sources),
            programmes=len(kinds),
            supports=counts["supports"],
            contradicts=counts["contradicts"],
            context=counts["context"],
        )

    def _votes_told(self) -> list[str]:
        say, report = self.say, self.report
        if not self.voters or self.verdict is None:
            return [say("No decisions yet: nobody has judged anything of it.")]
        asked = sum(one.judgeable for one in report.claims)
        one = say.many("1 reviewer", "{n} reviewers", self.voters)
        verdicts = [each for each in report.judgements if each.scale == self.verdict.id]
        twice = sum(each.n > 1 for each in verdicts)
        told = [
            say("{reviewers} judged: {judged} of {asked} claims have a verdict, {twice} of them from two or more.",
                reviewers=one, judged=len(verdicts), asked=asked, twice=twice),
            say("Verdicts: {tally}.", tally=self.tally(self.verdict.id, self.all_verdicts)),
        ]  # fmt: skip
        if twice:
            agreed = sum(each.consensus is not None for each in verdicts if each.n > 1)
            told.append(
                say("On {agreed} of the {twice} claims judged by two or more, "
                    "all votes are the same or a consensus is recorded.",
                    agreed=agreed, twice=twice)
            )  # fmt: skip
        return told

    def _gaps_told(self) -> str:
        gaps = self.report.gaps
        free = sum(not one.suggestions for one in gaps)
        return self.say("{gaps} gaps, {free} of them covered by no suggestion.", gaps=len(gaps), free=free)

    def _agreement_told(self) -> list[str]:
        if self.verdict is None or not self.voters:
            return []
        for one in self.report.agreement:
            if one.scale == self.verdict.id and not one.pair and one.items:
                figures = {
                    "percent": share(self.say, one.percent),
                    "alpha": decimal(self.say, one.alpha),
                    "n": one.items,
                }
                told = N_("Agreement on verdicts: {percent}; Krippendorff's alpha {alpha}; items: {n}.")
                return [self.say(told, **figures)]
        return [self.say("Agreement is not known: it takes votes of at least two reviewers.")]

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
            (value.label, self.say("no rank") if value.rank is None else value.rank, value.definition)
            for value in scale.values
        ]

    def source(self, ident: str | None, locator: str | None) -> str:
        """A source by its id and the place in it."""
        place = locator or self.say("place not recorded")
        return self.say("Source: {source}, {place}", source=ident or self.say("not known"), place=place)

    def gap_map_head(self) -> list[str]:
        """The dimensions."""
        return [self.say("Programme"), *(one.name for one in self.report.dimensions)]

    def gap_map_rows(self) -> list[Row]:
        """The gap map."""
        return [(one.name, *(self.cell(one.id, each.id) for each in self.report.dimensions)) for one in self.rows]

    def policy_head(self) -> list[str]:
        """The codes of the policies."""
        return [self.say("Row"), *(one.code for one in self.columns)]

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
                one.provision or self.say("The policy as a whole"),
                self.word("degree", one.degree) if one.degree else self.say("none stated"),
                f"{one.rationale} ({self.word('origin', one.origin)})",
                [one.source, one.locator or self.say("place not recorded")],
                self._reviewers_on(f"alignment:{one.id}"),
            )
            for one in self.crossing_rows()
        ]

    def _reviewers_on(self, item: str) -> Cell:
        return [self.answers(one) for one in self.judged(item)] + self.said(item) or self.say("no votes")
