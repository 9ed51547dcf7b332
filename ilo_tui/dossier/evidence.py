"""What is asked of evidence in many places: where it comes from, which way it speaks, whether reviewers judge it."""

from __future__ import annotations

from collections.abc import Iterable

from ilo_tui.dossier.model import Evidence


def sources_of(evidence: Evidence) -> list[str]:
    """Every source that bears a claim, each once, the main one first."""
    return list(dict.fromkeys([evidence.source, *(cite.source for cite in evidence.other_sources)]))


def is_method(evidence: Evidence) -> bool:
    """Whether a claim is about the framework itself, and so nothing that a reviewer gives a verdict on.

    That is a published or editorial claim tied to a dimension alone; the thesis's claims of that kind are about the
    whole of what it judges.
    """
    tied = evidence.programme or evidence.policy or evidence.indicator or evidence.suggestion
    return not tied and evidence.origin in {"source", "editor"}


def is_judged(evidence: Evidence) -> bool:
    """Whether a claim belongs into verdict queues: not one about method, nor one about a suggestion."""
    return not is_method(evidence) and (evidence.suggestion is None or evidence.programme is not None)


def count_stances(evidence: Iterable[Evidence]) -> tuple[int, int, int]:
    """How many claims support, contradict, and give context."""
    counts = {"supports": 0, "contradicts": 0, "context": 0}
    for record in evidence:
        counts[record.stance] += 1
    return counts["supports"], counts["contradicts"], counts["context"]
