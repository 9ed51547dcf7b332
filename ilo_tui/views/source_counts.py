"""What is claimed on a source, how that was read, and whether the source is an independent voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Reading, Source, Stake
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import source_kind

READINGS: tuple[Reading, ...] = get_args(Reading)
"""How claims are read, in the order in which they are counted."""

STAKE_WORDS: dict[Stake, str] = {
    "own": N_("own work"),
    "funder": N_("funder"),
    "implementer": N_("implementer"),
    "subject": N_("own conduct"),
    "none": N_("independent"),
}
"""What interest a voice has in the answer, in a word or two."""
_NOT_STATED, _NO_VOICE = N_("not stated"), N_("no voice")
VOICE_WORDS = (*STAKE_WORDS.values(), _NOT_STATED, _NO_VOICE)
"""All that is said of the voice of a source in a word or two."""

KIND_WORDS: dict[str, str] = {
    "evaluation": N_("evaluation"),
    "survey": N_("survey"),
    "statistics": N_("statistics"),
    "research": N_("research"),
    "monitoring": N_("monitoring"),
    "project_document": N_("project"),
    "supervisory": N_("supervision"),
    "law_or_plan": N_("law, plan"),
    "press": N_("press"),
    "ngo": N_("NGO report"),
    "other": N_("other"),
}
"""Kinds of sources in a word, for columns."""


class SourceCounts(Struct, frozen=True):
    """How many claims a source has by side, of how many more that is hidden, and how all of them were read."""

    supports: int
    contradicts: int
    context: int
    hidden: int
    readings: Mapping[Reading, int]

    @property
    def read(self) -> str:
        """`5/3/1`: claims read directly, from an excerpt, second hand; empty where that is recorded of none."""
        return "/".join(str(self.readings[reading]) for reading in READINGS) if any(self.readings.values()) else ""


def source_counts(context: ViewContext, ident: str) -> SourceCounts:
    """What is claimed on a source in the period in force, be it as one of several."""
    cited = in_period(context.dossier, context.dossier.evidence_of("source", ident), context.weighing.period)
    (supports, contradicts, neutral), hidden = context.blinding.counts(cited)
    # How a claim was read is shown before the answer, too.
    counted = Counter(claim.reading for claim in cited if claim.origin != "thesis")
    return SourceCounts(supports, contradicts, neutral, hidden, {reading: counted[reading] for reading in READINGS})


def side_counts(supports: int, contradicts: int, neutral: int, hidden: int) -> tuple[str, str, str]:
    """`+3`, `-1`, `·12`: claims by side; behind the last how many are hidden, `·12 ?2`."""
    return f"+{supports}", f"-{contradicts}", f"·{neutral}" + (f" ?{hidden}" if hidden else "")


def kind_word(tr: Translator, kind: str) -> str:
    """The kind of a source in a word; what is no code of schema 2 is read as words."""
    return tr(KIND_WORDS[kind]) if kind in KIND_WORDS else source_kind(tr, kind)


def stake_word(context: ViewContext, stake: Stake | None) -> str:
    """What interest a voice has in the answer, in a word or two."""
    return context.tr(STAKE_WORDS[stake]) if stake else context.tr(_NOT_STATED)


def voice_word(context: ViewContext, source: Source) -> str:
    """Whether a source is a voice, and what interest that has."""
    voices = context.dossier.voices
    if voices.is_thesis(source.id):
        return context.tr(_NO_VOICE)
    return stake_word(context, voices.of_source(source.id).stake)
