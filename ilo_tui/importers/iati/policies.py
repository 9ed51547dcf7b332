"""Alignments of an activity with policies: what it states, by what it states it, and what only follows from that.

A degree is what a policy marker's significance states, and nothing else: 0 not targeted, 1 significant, 2 and above
principal. A goal that follows from a target is marked as derived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Alignment, Degree
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.iati.activity import Activity
from ilo_tui.importers.iati.codelists import codelists
from ilo_tui.importers.iati.policy_registry import PolicyRegistry
from ilo_tui.importers.iati.references import VIAS, Mention, mentions_of, sdg_of
from ilo_tui.importers.iati.vocabulary import Meaning, Vocabulary
from ilo_tui.importers.tables.ids import digest, slug
from ilo_tui.importers.tables.phrases import in_all_languages

_PLACES = 8
_DAC = "1"


@dataclass
class _Link:
    """What one kind of mention says of one policy: the mention that says it first, and all places."""

    meaning: Meaning
    mention: Mention
    derived_from: str = ""
    degree: Degree | None = None
    places: set[str] = field(default_factory=set)

    @property
    def implied(self) -> bool:
        """Whether it is the goal of a target: the mention stands at the target too, and is lost nowhere."""
        return bool(self.derived_from) and (self.meaning.provision or "").startswith("goal-")


_Key = tuple[str, str | None, str, str, str, str, str]


class Aligner:
    """Turns the mentions of activities into alignments."""

    def __init__(self, vocabulary: Vocabulary, policy_registry: PolicyRegistry) -> None:
        """Own vocabularies are looked up in `vocabulary`; policies come from `policy_registry`."""
        self._vocabulary, self._policy_registry = vocabulary, policy_registry

    def alignments(self, activity: Activity) -> Iterator[Alignment]:
        """The alignments of an activity, one for each policy, provision and kind of mention; the rest is listed."""
        links: dict[_Key, _Link] = {}
        for mention in mentions_of(activity):
            for link in self._links(activity, mention):
                known = links.setdefault(_key(link), link)
                known.places.add(mention.place)
                # Of several spellings the same one is shown, in whatever order they stand.
                known.mention = min(known.mention, mention, key=lambda candidate: (candidate.code, candidate.name))
        stated = {key[:2] for key, link in links.items() if not link.derived_from}
        distinct = (link for key, link in links.items() if not (link.implied and key[:2] in stated))
        for link in distinct:
            yield _alignment(activity, link)

    def _links(self, activity: Activity, mention: Mention) -> Iterator[_Link]:
        if not mention.code:
            activity.report.add_skipped(_NO_CODE[mention.via], mention.line, mention.name)
        elif mention.sdg:
            yield from self._goals(activity, mention)
        elif mention.is_own_vocabulary:
            yield from self._publisher_vocabulary(activity, mention)
        elif mention.via == "marker":
            yield from self._marker(activity, mention)
        else:
            detail = f"{mention.vocabulary or '?'}:{mention.code} {mention.name}".rstrip()
            activity.report.add_skipped(_OTHER[mention.via], mention.line, detail)

    def _goals(self, activity: Activity, mention: Mention) -> Iterator[_Link]:
        goal_code = sdg_of(mention.code)
        if goal_code is None:
            activity.report.add_skipped(
                N_("code of no Sustainable Development Goal or target"), mention.line, mention.code
            )
            return
        goal = self._policy_registry.goal(f"goal-{goal_code.goal}")
        if goal_code.target is None:
            yield _Link(goal, mention)
            return
        target = self._policy_registry.goal(f"target-{goal_code.target}")
        yield _Link(target, mention, goal_code.indicator or "")
        yield _Link(goal, mention, goal_code.indicator or goal_code.target)

    def _publisher_vocabulary(self, activity: Activity, mention: Mention) -> Iterator[_Link]:
        meaning = self._vocabulary.meaning(mention.uri, mention.code)
        if meaning:
            yield _Link(self._policy_registry.named(meaning), mention, degree=_degree(activity, mention))
        elif mention.via == "marker":
            yield _Link(self._policy_registry.marker(mention), mention, degree=_degree(activity, mention))
        else:
            detail = f"{mention.uri or '?'} {mention.code} {mention.name}".rstrip()
            activity.report.add_skipped(_UNKNOWN[mention.via], mention.line, detail)

    def _marker(self, activity: Activity, mention: Mention) -> Iterator[_Link]:
        if not mention.significance:
            # Blank is "not screened": no statement, so neither an alignment nor "examined and not targeted".
            message = N_("policy marker without a significance: nothing is stated of it")
            activity.report.add_skipped(message, mention.line, f"{mention.code} {mention.name}".strip())
        elif degree := _degree(activity, mention):
            if mention.vocabulary != _DAC:
                message = N_("policy marker of an unknown vocabulary, read as one of the OECD DAC's")
                activity.report.add_doubt(message, mention.line, f"{mention.vocabulary}:{mention.code}")
            yield _Link(self._policy_registry.marker(mention), mention, degree=degree)


def _key(link: _Link) -> _Key:
    """What two mentions must share to be one alignment: all that the rationale says but for the spelling of a code."""
    meaning, mention = link.meaning, link.mention
    stated = (mention.via, link.derived_from, mention.vocabulary, mention.uri, mention.significance)
    return (meaning.policy, meaning.provision, *stated)


def _degree(activity: Activity, mention: Mention) -> Degree | None:
    written = mention.significance.lstrip("0") or mention.significance[:1]
    if not written:
        return None
    if not (written.isascii() and written.isdigit()):
        activity.report.add_skipped(N_("significance that is no number"), mention.line, mention.significance)
        return None
    level = int(written[:3])
    return "not_targeted" if level == 0 else "significant" if level == 1 else "principal"


def _alignment(activity: Activity, link: _Link) -> Alignment:
    places = ", ".join(sorted(link.places)[:_PLACES])
    more = len(link.places) - _PLACES
    return Alignment(
        id=_ident(activity, link),
        programme=activity.id,
        policy=link.meaning.policy,
        provision=link.meaning.provision,
        degree=link.degree,
        rationale=_rationale(link),
        origin="iati",
        source=activity.source,
        locator=f"{activity.identifier}: {places}{f' (+{more})' if more > 0 else ''}".removeprefix(": "),
    )


def _ident(activity: Activity, link: _Link) -> str:
    """Made of the policy and of what states it, wherever that stands in the file."""
    about = slug(f"{link.meaning.policy} {link.meaning.provision or ''}", "policy")
    return f"{activity.id}.{link.mention.via}-{about}-{digest(repr(_key(link)))}"


def _rationale(link: _Link) -> Texts:
    """By what the publisher states it: kind of mention, vocabulary and code, in every language of the program."""
    mention = link.mention
    code = f"{mention.code} “{mention.name}”" if mention.name else mention.code
    message = (
        N_("Derived from {whole}: the publisher names it by {via} (vocabulary {vocabulary}, code {code}).")
        if link.derived_from
        else N_("The publisher states it by {via} (vocabulary {vocabulary}, code {code}, significance {significance}).")
        if mention.significance
        else N_("The publisher states it by {via} (vocabulary {vocabulary}, code {code}).")
    )
    return in_all_languages(
        message,
        via=in_all_languages(VIAS[mention.via]),
        vocabulary=f"{mention.vocabulary} {mention.uri}".strip(),
        code=code,
        whole=link.derived_from,
        significance=_significance(mention.significance),
    )


def _significance(written: str) -> str:
    """The code as it stands in the file, with what the standard calls it."""
    name = codelists().policy_significance.get(written.lstrip("0") or written[:1])
    return f"{written} = {name}" if name else written


_NO_CODE = {
    "tag": N_("tag without a code"),
    "sector": N_("sector without a code"),
    "marker": N_("policy marker without a code"),
    "result": N_("reference of a result without a code"),
    "indicator": N_("reference of an indicator without a code"),
}
_OTHER = {
    "tag": N_("tag of a vocabulary that names no policy"),
    "sector": N_("sector of a vocabulary that names no policy"),
    "result": N_("reference of a result to a vocabulary that names no policy"),
    "indicator": N_("reference of an indicator to a vocabulary that names no policy"),
}
_UNKNOWN = {
    "tag": N_("tag of the publisher's own vocabulary: name its URI and code in a vocabulary file"),
    "sector": N_("sector of the publisher's own vocabulary: name its URI and code in a vocabulary file"),
    "result": N_("reference of a result to an own vocabulary: name its URI and code in a vocabulary file"),
    "indicator": N_("reference of an indicator to an own vocabulary: name its URI and code in a vocabulary file"),
}
