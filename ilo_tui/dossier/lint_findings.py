"""What is weak in a dossier: kinds of weakness, and the words for each."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

Kind = Literal[
    "locator",
    "support_only",
    "impact_by_activity",
    "one_source",
    "language",
    "low_confidence",
    "no_evidence",
    "no_dimension",
    "no_programme_source",
    "no_points",
    "no_alignment",
    "alignment_locator",
    "unused_source",
    "covers_nothing",
    "figure_year",
    "figure_unit",
    "no_scale",
    "same_name",
    "excerpt_absent",
    "excerpt_elsewhere",
    "no_tie",
    "no_tie_why",
    "no_evaluated",
    "symmetry",
    "undated",
    "no_reading",
    "other_output",
    "one_voice",
    "same_statement",
    "same_figures",
]

KINDS: dict[Kind, tuple[str, str, str]] = {
    "locator": (
        N_("evidence without a locator"),
        N_("no locator in {source} is recorded"),
        N_("Add a locator: the page, section or table."),
    ),
    "support_only": (
        N_("crossings with support only"),
        N_("{dimension}: {n} for and none against"),
        N_("Look for what speaks against it, and record that too."),
    ),
    "impact_by_activity": (
        N_("impact claims whose evidence is an output"),
        N_("an impact is claimed, but the figures count activities ({what})"),
        N_("Record what changed by them, or move the claim to output."),
    ),
    "one_source": (
        N_("findings of one source"),
        N_("{dimension}: all that is known comes from {source}"),
        N_("Find a second source that is independent of it."),
    ),
    "language": (
        N_("texts without one of the languages"),
        N_("no {language} in {fields}"),
        N_("Translate it, or take the language off the list in meta."),
    ),
    "low_confidence": (
        N_("crossings with low confidence only"),
        N_("{dimension}: every claim is of low confidence ({n})"),
        N_("Read the sources' own text, and raise the confidence where it bears the claim."),
    ),
    "no_evidence": (
        N_("programmes without evidence"),
        N_("no claim is about it"),
        N_("Record what is known of it, or a suggestion to find out."),
    ),
    "no_dimension": (
        N_("claims that are in no dimension"),
        N_("it is in none of the dimensions"),
        N_("Add the dimension: now it is counted as unassigned."),
    ),
    "no_programme_source": (
        N_("programmes that name no source"),
        N_("it says of no publication where it is described"),
        N_("Add the ids of its sources."),
    ),
    "no_points": (
        N_("indicators without points"),
        N_("nothing is measured in it"),
        N_("Add a segment with points, or take the indicator out."),
    ),
    "no_alignment": (
        N_("policies that nobody aligns with"),
        N_("no programme and no policy aligns with it"),
        N_("Add an alignment; one that was examined and is none has the degree not_targeted."),
    ),
    "alignment_locator": (
        N_("alignments without a locator"),
        N_("no locator in {source} bears the rationale"),
        N_("Add a locator: the page, section or table."),
    ),
    "unused_source": (
        N_("sources that nothing cites"),
        N_("no record cites it"),
        N_("Cite it, or take it out."),
    ),
    "covers_nothing": (
        N_("suggestions that cover no gap"),
        N_("no gap lies in its scope"),
        N_("Name the dimensions or policies that it asks about, and the programmes (none listed: all)."),
    ),
    "figure_year": (
        N_("figures without a year"),
        N_("{what}: when this was so is not said"),
        N_("Add year, or start and end, to the figure."),
    ),
    "figure_unit": (
        N_("figures without a unit"),
        N_("{what}: the unit is not said ({unit})"),
        N_("Say what is counted, or in what it is measured."),
    ),
    "no_scale": (
        N_("kinds of items that nobody can judge"),
        N_("no scale applies to {asked}"),
        N_("Add one to scales; `ilo-tui new` writes the usual ones."),
    ),
    "same_name": (
        N_("records whose names look the same"),
        N_("“{name}” looks the same as the name of {other}"),
        N_("If they are one, make one record of them; else give each a name of its own."),
    ),
    "excerpt_absent": (
        N_("excerpts that do not stand in the copy"),
        N_("the words of its excerpt do not stand in the copy of {source}"),
        N_(
            "Quote the source's own words, with ... where some are left out; ilo-tui check --quotes shows what is near."
        ),
    ),
    "excerpt_elsewhere": (
        N_("excerpts that stand on another page"),
        N_("its excerpt stands on another page of {source} than it cites: {page}"),
        N_("Mend the page of the excerpt, or the locator."),
    ),
    "no_tie": (
        N_("claims for or against without a tie"),
        N_("nobody says how it is tied to the evaluated actor"),
        N_("Add tie; where no source ties it and nobody infers it, the stance is context."),
    ),
    "no_tie_why": (
        N_("inferred ties without a reason"),
        N_("the tie is inferred, and nobody says why"),
        N_("Add tie_why: by what it is inferred."),
    ),
    "no_evaluated": (
        N_("claims for or against, and nobody who is evaluated"),
        N_("claims that are for or against: {n}; for or against whom is not said, so all count as tied"),
        N_("Add evaluated to meta: the id of the actor that is judged."),
    ),
    "symmetry": (
        N_("states that count by inference more on one side"),
        N_(
            "untied states that count by inference: {inferred_good} of {good} that got better, "
            "{inferred_bad} of {bad} that got worse"
        ),
        N_("Infer by the same rule on both sides, or on neither."),
    ),
    "undated": (
        N_("claims without a date"),
        N_("when it holds is not said, so it is in no period"),
        N_("Add year, or start and end: of what is claimed, not of its source."),
    ),
    "no_reading": (
        N_("claims of which nobody says how they were read"),
        N_("whether its source was read itself is not said"),
        N_("Add reading: direct, excerpt or second_hand."),
    ),
    "other_output": (
        N_("outputs of another actor than the evaluated one"),
        N_("it tells what {who} did, which is no output of the evaluated actor"),
        N_("Mend actor, or move the claim to what the evaluated actor changed in others, or make it context."),
    ),
    "one_voice": (
        N_("voices that tell more than a third"),
        N_("{name} speaks in {n} of {all} facts: much of what is known comes from one mouth"),
        N_("Look for others who know of it; where a claim only reports others' words, add said_by."),
    ),
    "same_statement": (
        N_("claims that state what another states"),
        N_("it states what {other} states, and both count"),
        N_("If it is one fact, add same_as to the shorter record; else say what differs."),
    ),
    "same_figures": (
        N_("claims with the figures of another"),
        N_("it gives the figures of {other}, with the same locator in the same source, and both count"),
        N_("If it is one fact, add same_as to the shorter record; else say what differs."),
    ),
}
"""Each kind of weakness: its heading, what is weak in one case of it, what to do."""


class Weakness(Struct, frozen=True):
    """One weak spot: `table/document (id): what`, with the `{placeholders}` of its kind in `values`."""

    kind: Kind
    table: str
    document: str
    id: str
    values: dict[str, object] = {}

    def description(self, tr: Translator) -> str:
        """What is weak; a value that is a text by language is given in the reader's."""
        filled = {
            name: tr.text(value) if isinstance(value, dict) else clean(str(value))
            for name, value in self.values.items()
        }
        return tr(KINDS[self.kind][1], **filled)

    def mend(self, tr: Translator) -> str:
        """What to do about it."""
        return tr(KINDS[self.kind][2])

    def localise(self, tr: Translator) -> str:
        """One line in the reader's language: where, what, what to do."""
        return clean(f"{self.table}/{self.document} ({self.id}): ") + f"{self.description(tr)}. {self.mend(tr)}"


def count_by_kind(weaknesses: list[Weakness], tr: Translator) -> list[str]:
    """How many weak spots of each kind there are, in the order of the kinds: `12  evidence without ...`."""
    counts = {kind: sum(weakness.kind == kind for weakness in weaknesses) for kind in KINDS}
    width = len(str(max(counts.values(), default=0)))
    return [f"{n:>{width}}  {tr(KINDS[kind][0])}" for kind, n in counts.items() if n]
