"""The words that are proposed for evidence and agreement, worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.proposed_words import Proposal, propose
from ilo_tui.dossier.ties import TieLevel
from tests.dossier.small import numbered, opened
from tests.dossier.test_gap_rules import tables

KINDS = ["survey", "monitoring", "press", "research"]


def proposal(
    folder: Path, *claims: str, level: TieLevel = "everything", kinds: str = "", verified: str = ""
) -> Proposal:
    """The words for claims `STANCE TIE ACTOR [READING]`; the nth comes from a source of the nth of these kinds."""
    plain = tables(*(" ".join(line.split()[:2]) for line in claims))
    plain["sources"] = numbered(
        {"id": "src", "title": "A report", "kind": "monitoring"},
        {"id": "other", "title": "Another", "kind": "other"},
        *({"id": kind, "title": kind, "kind": kind} for kind in KINDS),
    )
    sources = kinds.split()
    for number, (document, line) in enumerate(zip(plain["evidence"].values(), claims, strict=True)):
        reading = line.split()[2:]
        document |= {"reading": reading[0] if reading else "direct"}
        document["source"] = sources[number] if number < len(sources) else "src"
    dossier = opened(folder, plain)
    return propose(dossier, facts_of(dossier.records(Evidence)), level, verified.split())


@pytest.mark.parametrize(
    ("claims", "word", "independent", "direct"),
    [
        ([], "limited", 0, 0),
        (["+d union"], "limited", 1, 1),
        (["+d union", "+d union"], "limited", 1, 1),
        (["+d union", "+d church"], "medium", 2, 2),
        (["+d union", "+r church"], "medium", 2, 1),
        (["+r union", "+r church"], "limited", 2, 0),
        (["+d union excerpt", "+d church second_hand"], "limited", 2, 0),
        (["+d union excerpt", "+d church"], "medium", 2, 1),
        # Own, funder's and unknown voices count where they speak against, and only there.
        (["+d agency", "+d funder", "+d nobody"], "limited", 0, 0),
        (["-d agency", "-d funder"], "medium", 2, 2),
        (["-d agency", "+d agency", "+d union"], "medium", 2, 2),
        (["·d union", "·d church"], "medium", 2, 2),
    ],
)
def test_evidence_is_limited_or_medium_by_independent_voices(
    tmp_path: Path, claims: list[str], word: str, independent: int, direct: int
) -> None:
    evidence = proposal(tmp_path, *claims).evidence
    assert (evidence.word, evidence.independent, len(evidence.direct)) == (word, independent, direct)


THREE = ("+d union", "+d church", "-d state")


@pytest.mark.parametrize(
    ("claims", "kinds", "verified", "expected"),
    [
        (THREE, "survey press", "ev-0 ev-1", ("robust", False)),
        (THREE, "survey press", "ev-0", ("medium", True)),
        (THREE, "survey press", "", ("medium", True)),
        (THREE, "survey survey survey", "ev-0 ev-1", ("medium", False)),
        (THREE, "press monitoring", "ev-0 ev-1", ("medium", False)),
        (THREE, "research", "ev-0 ev-2", ("robust", False)),
        (("+d union", "+r church", "-r state"), "survey press", "ev-0 ev-1", ("medium", False)),
        (("+d union", "+d church", "-r state"), "survey press", "ev-0 ev-2", ("medium", True)),
        (("+d union", "+d church"), "survey press", "ev-0 ev-1", ("medium", False)),
    ],
)
def test_evidence_is_robust_with_three_voices_two_kinds_and_two_verified_claims(
    tmp_path: Path, claims: tuple[str, ...], kinds: str, verified: str, expected: tuple[str, bool]
) -> None:
    evidence = proposal(tmp_path, *claims, kinds=kinds, verified=verified).evidence
    assert (evidence.word, evidence.lacks_review) == expected


def test_the_claims_that_a_word_rests_on_are_those_tied_and_read_directly(tmp_path: Path) -> None:
    evidence = proposal(tmp_path, "+d union", "+d church excerpt", "+r state", "-d agency", "+d funder").evidence
    assert [claim.id for claim in evidence.claims] == ["ev-0", "ev-3"]
    assert evidence.verified == 0


def voices(supports: int, contradicts: int, mixed: int) -> list[str]:
    """Claims of so many unions on each side, each an actor of its own."""
    return [
        *(f"+d voice-{n}" for n in range(supports)),
        *(f"-d voice-{supports + n}" for n in range(contradicts)),
        *(f"{side}d voice-{supports + contradicts + n}" for n in range(mixed) for side in "+-"),
    ]


@pytest.mark.parametrize(
    ("sides", "word"),
    [
        ((0, 0, 0), None),
        ((2, 0, 0), None),
        ((1, 1, 0), None),
        ((3, 0, 0), "high"),
        ((4, 1, 0), "high"),
        ((1, 4, 0), "high"),
        ((3, 1, 0), "medium"),
        ((3, 2, 0), "medium"),
        ((3, 1, 1), "medium"),
        ((2, 2, 1), "low"),
        ((1, 1, 1), "low"),
        ((0, 0, 3), "low"),
        ((5, 3, 1), "low"),
        ((8, 2, 0), "high"),
        ((7, 2, 0), "medium"),
    ],
)
def test_agreement_is_the_share_of_the_larger_side(
    tmp_path: Path, sides: tuple[int, int, int], word: str | None
) -> None:
    claims = voices(*sides)
    plain = tables(*claims)
    plain["actors"] = numbered(*plain["actors"].values(), *_unions(12))
    dossier = opened(tmp_path, plain)
    agreement = propose(dossier, facts_of(dossier.records(Evidence)), "direct").agreement
    assert (agreement.supports, agreement.contradicts, agreement.mixed) == sides
    assert (agreement.word, agreement.voices) == (word, sum(sides))


def _unions(n: int) -> list[dict[str, object]]:
    return [{"id": f"voice-{number}", "name": {"en": f"Union {number}"}, "stake": "none"} for number in range(n)]


def test_who_only_gives_context_takes_no_part_in_agreement(tmp_path: Path) -> None:
    agreement = proposal(tmp_path, "+d union", "+d church", "·d state", "+d funder").agreement
    assert (agreement.voices, agreement.word) == (2, None)


def test_words_change_with_the_tie_level(tmp_path: Path) -> None:
    claims = ("+d union", "+i church", "-i state")
    levels: tuple[TieLevel, ...] = ("direct", "inferred")
    narrow, wide = (proposal(tmp_path, *claims, level=level) for level in levels)
    assert (narrow.evidence.word, wide.evidence.word) == ("limited", "medium")
    assert (narrow.agreement.word, wide.agreement.word) == (None, "medium")
