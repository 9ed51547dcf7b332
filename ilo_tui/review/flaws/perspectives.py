"""Flaw 7, perspectives: who speaks, and who is not heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.model import Evidence
from ilo_tui.review.flaws.groups import GROUPS, Group, Groups
from ilo_tui.review.flaws.result import Case, Findings
from ilo_tui.review.flaws.subject import FlawInput, with_claims

_NAMED = 3
"""Voices of no group that are named."""


def find_perspectives(subject: FlawInput) -> Findings:
    """How many facts each group tells, and the groups that tell none; nothing in a dossier that has no actors."""
    if not subject.is_coded:
        return Findings((), ("speakers",))
    groups = Groups(subject.dossier)
    by_group: dict[Group, list[Evidence]] = {group: [] for group in GROUPS}
    facts = subject.facts(subject.dossier.records(Evidence))
    for fact in facts:
        for group in _groups_of(subject, groups, fact):
            by_group[group].append(fact.claim)
    cases = [
        Case("speaks", with_claims(claims), {**_numbers(subject, group, claims), "all": len(facts)})
        for group, claims in by_group.items()
        if claims
    ]
    silent = tuple(group for group, claims in by_group.items() if not claims and group != "others")
    actors = tuple(ident for group in silent for ident in groups.actors_of(group))
    return Findings((*cases, *([Case("silent", actors, {"groups": silent})] if silent else [])), ("groups",))


def _numbers(subject: FlawInput, group: Group, claims: Sequence[Evidence]) -> dict[str, object]:
    """How much a group tells; of those who are in none, who tells most of it."""
    values: dict[str, object] = {"group": group, "n": len(claims)}
    if group != "others":
        return values
    counts = Counter(voice for claim in claims if (voice := subject.dossier.voices.voice(claim)))
    return {**values, "voices": tuple(voice for voice, _ in counts.most_common(_NAMED))}


def _groups_of(subject: FlawInput, groups: Groups, fact: Fact) -> list[Group]:
    """The groups of those who tell a fact, each once; of the thesis none."""
    speakers = (speaker for claim in fact.members for speaker in subject.dossier.voices.speakers(claim))
    return list(dict.fromkeys(map(groups.of_speaker, speakers)))
