"""Voices as rows of a list: who speaks, with what interest, in which sources, and what it says on which side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilo_tui.core.text import name_key
from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.model import Evidence, Stake
from ilo_tui.dossier.voices import PUBLISHER, Voice, VoiceClaims, VoiceKind
from ilo_tui.views.context import ViewContext
from ilo_tui.views.weights import voices_text


class VoiceRow(Derived, frozen=True):
    """A voice with what it says; of its claims `hidden` wait for the reviewer's answer and are not counted by side."""

    ident: str
    kind: VoiceKind
    name: str
    stake: Stake | None
    certain: bool
    independent: str | None
    sources: list[str]
    supports: int
    contradicts: int
    context: int
    hidden: int
    facts: int
    programmes: list[str]

    @property
    def id(self) -> str:
        """The id of the actor or the source, or `publisher:NAME`."""
        return self.ident

    @property
    def claims(self) -> int:
        """How many claims it makes."""
        return self.supports + self.contradicts + self.context + self.hidden

    def words(self) -> Iterable[str]:
        """Its id and its name."""
        return [self.ident, self.name]

    def fields(self) -> dict[str, object]:
        """All of it; how many are hidden only where some are."""
        names = (name for name in self.__struct_fields__ if name != "ident" and (name != "hidden" or self.hidden))
        return {"id": self.ident, **{name: getattr(self, name) for name in names}}


def voice_rows(context: ViewContext) -> list[VoiceRow]:
    """Every voice of the dossier, those first that make most claims."""
    voices = _by_voice(context, context.dossier.records(Evidence))
    return sorted((_row(context, voice) for voice in voices), key=lambda row: -row.claims)


def _by_voice(context: ViewContext, claims: Iterable[Evidence]) -> list[VoiceClaims]:
    """Claims by voice, in the order of the file: which of them tell the same fact may be hidden, and would be seen."""
    return context.dossier.voices.by_voice(Fact(claim, (claim,)) for claim in claims)


def publisher_row(context: ViewContext, ident: str) -> VoiceRow | None:
    """What a publisher says as a voice; where its sources are in another's voice, what they print.

    The name may be written as it is printed: what makes no difference to voices makes none here. None of no publisher.
    """
    voices, key = context.dossier.voices, name_key(ident.removeprefix(PUBLISHER))
    sources = [source.id for source in voices.published_by(key)]
    if not sources:
        return None
    voice = Voice("publisher", key)
    spoken = _by_voice(context, voices.claims_of(voice))
    as_voice = next((claims for claims in spoken if claims.voice == voice), None)
    printed = {claim.id: claim for source in sources for claim in context.dossier.evidence_of("source", source)}
    claims = as_voice or VoiceClaims(voice, True, None, tuple(printed.values()), tuple(sources))
    return _row(context, claims)


def _row(context: ViewContext, voice: VoiceClaims) -> VoiceRow:
    shown = context.blinding.unlinked_claims(voice.claims)
    supports, contradicts, neutral = count_stances(shown)
    return VoiceRow(
        ident=voice.voice.id,
        kind=voice.voice.kind,
        name=voices_text(context, voice.voice),
        stake=voice.stake,
        certain=voice.certain,
        independent=_independence(voice.stake, shown),
        sources=list(voice.sources),
        supports=supports,
        contradicts=contradicts,
        context=neutral,
        hidden=len(voice.claims) - len(shown),
        # Which claims tell the same fact is hidden, too.
        facts=len(facts_of(shown)),
        programmes=list(dict.fromkeys(claim.programme for claim in voice.claims if claim.programme)),
    )


def _independence(stake: Stake | None, shown: Sequence[Evidence]) -> str | None:
    """`yes`, `no`, or `against_only` of an interested voice that speaks against; None where no stake is stated."""
    if stake == "none":
        return "yes"
    if any(claim.stance == "contradicts" for claim in shown):
        return "against_only"
    return None if stake is None else "no"
