"""The policies that an import comes across: the goals, policy markers, and those of publishers' own vocabularies."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ilo_tui.core.text import visible_text
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Policy, Source
from ilo_tui.dossier.parts import Provision
from ilo_tui.importers.iati.codelists import codelists
from ilo_tui.importers.iati.references import Mention
from ilo_tui.importers.iati.sources import SourceRegistry
from ilo_tui.importers.iati.vocabulary import Meaning, Vocabulary
from ilo_tui.importers.tables.ids import digest
from ilo_tui.importers.tables.phrases import in_all_languages, neutral

SDG = "sdg"
_CODELISTS = "iati.codelists"


class PolicyRegistry:
    """Policies by id, made when they are first needed; only those that something aligns with are written."""

    def __init__(self, vocabulary: Vocabulary, source_registry: SourceRegistry) -> None:
        """Take named policies from `vocabulary`; sources go to `source_registry`."""
        self.used: dict[str, Policy] = {}
        self._vocabulary, self._source_registry = vocabulary, source_registry

    def goal(self, provision: str) -> Meaning:
        """A goal or target (`goal-8`, `target-8.7`) of the Sustainable Development Goals."""
        policy = self.used.get(SDG) or self._put(_goals())
        if provision not in {provision.id for provision in policy.provisions}:
            self.used[SDG] = replace(policy, provisions=[*policy.provisions, _target(provision)])
        return Meaning(SDG, provision)

    def marker(self, mention: Mention) -> Meaning:
        """The policy of a marker: one of the OECD DAC's by its number, else one of the publisher's by URI and code."""
        code = mention.code.lstrip("0") or mention.code
        if not mention.is_own_vocabulary:
            ident, short = f"dac-marker.{_plain(code)}", f"PM{code}"
            name = codelists().policy_marker.get(code) or mention.name
            summary = in_all_languages(N_("Policy marker {code} of the OECD DAC."), code=code)
        else:
            ident, short = f"own-marker.{digest(visible_text(f'{mention.uri} {mention.code}'))}", mention.code
            name = mention.name
            summary = in_all_languages(
                N_("Policy marker {code} of the publisher, vocabulary {uri}."), code=code, uri=mention.uri or "?"
            )
        if ident not in self.used:
            named = neutral(name or mention.code) if mention.is_own_vocabulary or not name else {"en": name}
            self._put(
                Policy(
                    id=ident,
                    code=short or "?",
                    kind="policy-marker",
                    name=named,
                    summary=summary,
                    source=_CODELISTS,
                    provisions=[],
                )
            )
        return Meaning(ident)

    def named(self, meaning: Meaning) -> Meaning:
        """A policy of the vocabulary, with all its sources; goals are those of the codelist."""
        if meaning.policy == SDG and meaning.provision in _known_goals():
            return self.goal(meaning.provision)
        policy = self._vocabulary.policies[meaning.policy]
        if policy.id not in self.used:
            self.used[policy.id] = policy
            for ident in (policy.source, *(cite.source for cite in policy.other_sources)):
                self._source_registry.add(self._vocabulary.sources[ident])
        return meaning

    def _put(self, policy: Policy) -> Policy:
        self._source_registry.add(_codelists())
        self.used[policy.id] = policy
        return policy


def _codelists() -> Source:
    return Source(
        id=_CODELISTS,
        title="IATI codelists",
        kind="other",
        publisher="IATI",
        url="https://iatistandard.org",
        note=in_all_languages(N_("IATI Standard, CC BY 4.0.")),
    )


def _goals() -> Policy:
    provisions = [
        Provision(id=f"goal-{code}", ref=f"Goal {code}", gist={"en": name})
        for code, name in codelists().sdg_goal.items()
    ]
    return Policy(
        id=SDG,
        code="SDG",
        kind="un-agenda",
        name=in_all_languages(N_("Sustainable Development Goals")),
        summary=in_all_languages(N_("The goals and targets of the United Nations for 2030.")),
        source=_CODELISTS,
        provisions=provisions,
    )


def _target(provision: str) -> Provision:
    code = provision.removeprefix("target-")
    return Provision(id=provision, ref=code, gist={"en": codelists().sdg_target[code]})


def _known_goals() -> set[str]:
    lists = codelists()
    return {f"goal-{code}" for code in lists.sdg_goal} | {f"target-{code}" for code in lists.sdg_target}


def _plain(code: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")
    return plain if plain and len(plain) <= 20 else digest(code)
