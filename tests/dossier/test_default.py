"""The dossier that ships: complete, sound, and in two languages throughout."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from ilo_tui.dossier.checks.texts import texts_of
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.model import (
    TABLES,
    Alignment,
    Dimension,
    Evidence,
    Indicator,
    Policy,
    Programme,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.repository import Dossier, default_path
from ilo_tui.dossier.schema1 import kinds_of
from ilo_tui.dossier.validation import check_file

STANCES = (56, 47, 47)
"""The facts that are not the thesis's own: for, against, context."""


def test_it_has_no_fault_and_no_warning() -> None:
    assert check_file(default_path()) == []


def test_it_is_in_english_and_indonesian(dossier: Dossier) -> None:
    assert dossier.meta.languages == ["en", "id"]
    assert dossier.meta.default_language == "en"


def test_what_was_done(dossier: Dossier) -> None:
    kinds = Counter(programme.kind for programme in dossier.records(Programme))
    assert kinds == {"programme": 6, "supporting_action": 4}


def test_every_fact_has_the_stance_that_it_had(dossier: Dossier) -> None:
    facts = [evidence for evidence in dossier.records(Evidence) if evidence.origin != "thesis"]
    assert len(facts) == 150
    assert count_stances(facts) == STANCES


def test_the_claims_of_the_thesis_stand_beside_the_facts(dossier: Dossier) -> None:
    claims = [evidence for evidence in dossier.records(Evidence) if evidence.origin == "thesis"]
    assert len(claims) >= 14
    assert {dossier.record(Source, evidence.source).kind for evidence in claims} == {"thesis-chapter"}


def test_the_dimensions_are_the_three_in_causal_order(dossier: Dossier) -> None:
    assert list(dossier.ids(Dimension)) == ["output", "outcome", "impact"]


def test_policies_indicators_and_suggestions(dossier: Dossier) -> None:
    assert dossier.count(Policy) == 13
    assert dossier.count(Indicator) >= 19
    assert dossier.count(Suggestion) == 2
    assert all(suggestion.sub_questions for suggestion in dossier.records(Suggestion))
    assert all(
        policy.provisions for policy in dossier.records(Policy) if policy.id in {"c138", "c182", "sdg", "npa2016"}
    )


def test_policies_align_with_policies_too(dossier: Dossier) -> None:
    links = [alignment for alignment in dossier.records(Alignment) if alignment.from_policy]
    assert {alignment.policy for alignment in links} == {"sdg", "nsdp-thesis", "c138", "c182"}
    assert len(links) < dossier.count(Alignment)


def test_no_degree_of_alignment_is_inferred(dossier: Dossier) -> None:
    assert {alignment.degree for alignment in dossier.records(Alignment)} == {None}


def test_every_source_is_cited_somewhere(dossier: Dossier) -> None:
    text = default_path().read_text(encoding="utf-8")
    assert [ident for ident in dossier.ids(Source) if text.count(f'"{ident}"') < 2] == []


@pytest.mark.parametrize("name", kinds_of(1))
def test_every_text_is_there_in_both_languages(dossier: Dossier, name: str) -> None:
    texts = [(record.id, path, text) for record in dossier.records(TABLES[name]) for path, text in texts_of(record)]
    assert texts or name == "sources"
    assert [(ident, path) for ident, path, text in texts if set(text) != {"en", "id"}] == []


def test_whole_sentences_are_translated_and_not_copied(dossier: Dossier) -> None:
    same = [
        evidence.id for evidence in dossier.records(Evidence) if evidence.statement["en"] == evidence.statement["id"]
    ]
    assert same == []


def test_the_scales_ask_of_everything_that_is_judged(dossier: Dossier) -> None:
    scale_counts = Counter(scale.applies_to for scale in dossier.records(Scale))
    assert scale_counts == {"evidence": 2, "cell": 2, "alignment": 1, "suggestion": 1, "gap": 1, "attribution": 1}
    verdict = dossier.record(Scale, "verdict")
    assert [(value.key, value.label["id"].lower()) for value in verdict.values] == [
        ("1", "berlaku"),
        ("2", "berlaku sebagian"),
        ("3", "tidak berlaku"),
        ("0", "tidak dapat dinilai"),
    ]


def test_answers_without_a_rank_are_those_that_cannot_tell(dossier: Dossier) -> None:
    for scale in dossier.records(Scale):
        if scale.kind == "ordinal":
            ranks = [value.rank for value in scale.values if value.rank is not None]
            assert len(set(ranks)) == len(ranks) >= 3
            assert len(scale.values) - len(ranks) <= 1


def test_no_locator_is_an_empty_text() -> None:
    """What is not recorded is absent, so that it is shown as not recorded."""
    tables = json.loads(default_path().read_bytes())
    assert [row["id"] for row in tables["evidence"].values() if row.get("locator", "x").strip() == ""] == []
