"""Where an activity says to what policies it contributes: tags, sectors, policy markers, references of results.

A mention is one such element, not yet interpreted. Vocabularies are compared as codes; the words of version 1 (`DAC`,
`RO`) are turned into codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ilo_tui.core.translator import N_
from ilo_tui.importers.iati.activity import Activity, code_or_text, place_of
from ilo_tui.importers.iati.codelists import codelists
from ilo_tui.importers.iati.languages import name_of
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.iati.vocabulary import PUBLISHER_VOCABULARIES

VIAS = {
    "tag": N_("a tag"),
    "sector": N_("a sector"),
    "marker": N_("a policy marker"),
    "result": N_("a reference of a result"),
    "indicator": N_("a reference of an indicator"),
}
"""Kinds of mentions, in words."""

SDG_LEVELS = {("tag", "2"), ("tag", "3"), ("sector", "7"), ("sector", "8"), ("sector", "9"), ("indicator", "9")}
"""Mentions and vocabularies that are about the Sustainable Development Goals."""

_WORDS = {"DAC": "1", "RO": "99", "RO2": "98"}
_SDG = re.compile(
    r"(?:sdg|goal|target|indicator)?[\s:_-]*0?([0-9]{1,2})(?:[.\s_-]0?([0-9]{1,2}|[a-d]))?(?:[.\s_-]([0-9]{1,2}))?\.?"
)


@dataclass(frozen=True)
class Mention:
    """One element by which a policy is named: `via` is a key of `VIAS`, `place` where in the activity it stands."""

    via: str
    vocabulary: str
    code: str
    uri: str
    name: str
    significance: str
    place: str
    line: int

    @property
    def is_own_vocabulary(self) -> bool:
        """Whether the vocabulary is one that the publisher keeps itself."""
        return self.vocabulary in PUBLISHER_VOCABULARIES

    @property
    def sdg(self) -> bool:
        """Whether the vocabulary is one of the Sustainable Development Goals."""
        return (self.via, self.vocabulary) in SDG_LEVELS


@dataclass(frozen=True)
class Goal:
    """What an SDG code means: a goal, and a target and an indicator of it where the code goes so far."""

    goal: str
    target: str | None = None
    indicator: str | None = None


def sdg_of(code: str) -> Goal | None:
    """What a code like `8`, `08`, `8.7`, `SDG 8.7` or `8.7.1` means; None where there is no such goal or target."""
    match = _SDG.fullmatch(code.strip().lower())
    if not match:
        return None
    goal, part, indicator = match.groups()
    if goal not in codelists().sdg_goal:
        return None
    target = f"{goal}.{part}" if part else None
    if target and target not in codelists().sdg_target:
        return None
    return Goal(goal, target, f"{target}.{indicator}" if indicator else None)


def mentions_of(activity: Activity) -> Iterator[Mention]:
    """Every mention in an activity, each counted as read."""
    read = activity.report.read
    for via, tag, counted in (
        ("tag", "tag", "tags"),
        ("sector", "sector", "sectors"),
        ("marker", "policy-marker", "policy markers"),
    ):
        for node in activity.node.all(tag):
            read[counted] += 1
            yield _mention(via, node, f"{tag} {code_or_text(node)}".rstrip())
    for result in activity.node.all("result"):
        yield from _references(activity, "result", result, place_of(result))
        for indicator in result.all("indicator"):
            yield from _references(activity, "indicator", indicator, f"{place_of(result)}/{place_of(indicator)}")


def _references(activity: Activity, via: str, parent: Node, where: str) -> Iterator[Mention]:
    for node in parent.all("reference"):
        activity.report.read["references"] += 1
        yield _mention(via, node, where)


def _mention(via: str, node: Node, place: str) -> Mention:
    written = node.get("vocabulary")
    # Tags and references have no vocabulary that is meant where none is given.
    assumed = "1" if via in {"sector", "marker"} else ""
    code = node.get("code")
    return Mention(
        via=via,
        vocabulary=_WORDS.get(written.upper(), written.lstrip("0")) or assumed,
        code=code or (node.text if via == "tag" else ""),
        uri=node.get("vocabulary-uri") or node.get("indicator-uri"),
        name=name_of(node),
        significance=node.get("significance"),
        place=place,
        line=node.line,
    )
