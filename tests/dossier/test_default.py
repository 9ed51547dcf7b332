"""The dossier that ships with the program."""

from __future__ import annotations

from collections import Counter

from ilo_tui.dossier.check import check_file, texts_of
from ilo_tui.dossier.records import TABLES
from ilo_tui.dossier.store import Dossier, default_path


def test_it_is_sound_without_a_warning() -> None:
    assert check_file(default_path()) == []


def test_it_has_what_the_facts_and_the_thesis_say(dossier: Dossier) -> None:
    kinds = Counter(one.kind for one in dossier.programmes.values())
    assert kinds == {"programme": 6, "supporting_action": 4}
    assert list(dossier.dimensions) == ["output", "outcome", "impact"]
    stances = Counter(one.stance for one in dossier.evidence.values() if one.origin != "thesis")
    assert stances == {"supports": 56, "contradicts": 47, "context": 47}
    assert sum(one.origin == "thesis" for one in dossier.evidence.values()) >= 14
    assert len(dossier.policies) == 13
    assert len(dossier.indicators) >= 19
    assert len(dossier.suggestions) == 2
    assert {one.policy for one in dossier.alignments.values() if one.from_policy} == {
        "sdg",
        "nsdp-thesis",
        "c138",
        "c182",
    }


def test_it_is_in_both_languages_throughout(dossier: Dossier) -> None:
    texts = [found for table in TABLES for record in dossier.table(table).values() for found in texts_of(record)]
    assert len(texts) > 1000
    assert all(set(text) == {"en", "id"} for _, text in texts)


def test_no_degree_is_inferred(dossier: Dossier) -> None:
    assert {one.degree for one in dossier.alignments.values()} == {None}


def test_every_scale_of_the_design_is_there(dossier: Dossier) -> None:
    asked = Counter(one.applies_to for one in dossier.scales.values())
    assert asked == {"evidence": 2, "cell": 2, "alignment": 1, "suggestion": 1, "gap": 1, "attribution": 1}
