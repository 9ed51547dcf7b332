"""Looking records up: by id, by what they are about, and by what a reviewer judges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ilo_tui.dossier.evidence import count_stances, is_judged, is_method, sources_of
from ilo_tui.dossier.model import TABLES, Dimension, Evidence, Policy, Programme
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.schema1 import NEW_TABLES
from ilo_tui.dossier.strings import strings
from tests.dossier.small import claim, dimension, numbered, opened, small


def with_claim(folder: Path, **fields: Any) -> Dossier:
    """The small dossier with one claim, `ev`."""
    return opened(folder, {**small(), "evidence": numbered(claim("ev", **fields))})


def test_every_record_is_found_by_its_id(dossier: Dossier) -> None:
    for name, kind in TABLES.items():
        assert dossier.count(kind) == len(dossier.records(kind)), name
        assert dossier.count(kind) or name in NEW_TABLES, name
        for ident, record in zip(dossier.ids(kind), dossier.records(kind), strict=True):
            assert dossier.find(ident) is record
            assert dossier.get(kind, ident) is dossier.record(kind, ident) is record
            assert isinstance(record, kind) and record.id == ident


def test_what_is_not_there_is_not_found(dossier: Dossier) -> None:
    assert dossier.find("no-such-record") is None
    assert dossier.provision("c182", "no-such-article") is None
    assert dossier.evidence_of("programme", "no-such-programme") == []
    assert dossier.get(Programme, "c182") is None
    assert dossier.get(Programme, None) is None
    with pytest.raises(KeyError):
        dossier.record(Programme, "c182")


def test_a_column_is_one_field_of_every_record_in_their_order(dossier: Dossier) -> None:
    expected = [(record.id, record.source) for record in dossier.records(Evidence)]
    assert list(zip(dossier.ids(Evidence), dossier.column(Evidence, "source"), strict=True)) == expected


def test_dimensions_stand_in_causal_order_whatever_the_file_says(tmp_path: Path) -> None:
    tables = {**small(), "dimensions": numbered(dimension("outcome", 2), dimension("output", 1))}
    assert list(opened(tmp_path, tables).ids(Dimension)) == ["output", "outcome"]


def test_evidence_is_found_by_each_of_its_sources_once(tmp_path: Path) -> None:
    cites = [{"source": "other", "locator": "p. 3"}, {"source": "src"}, {"source": "other"}]
    dossier = with_claim(tmp_path, other_sources=cites)
    assert sources_of(dossier.record(Evidence, "ev")) == ["src", "other"]
    for source in ("src", "other"):
        assert [evidence.id for evidence in dossier.evidence_of("source", source)] == ["ev"]


@pytest.mark.parametrize("field", ["programme", "policy", "indicator", "suggestion", "dimension"])
def test_evidence_is_found_by_what_it_is_about(dossier: Dossier, field: str) -> None:
    named = {getattr(evidence, field) for evidence in dossier.records(Evidence)} - {None}
    assert named
    for ident in named:
        expected = [evidence for evidence in dossier.records(Evidence) if getattr(evidence, field) == ident]
        assert dossier.evidence_of(field, ident) == expected


def test_stances_are_counted(tmp_path: Path) -> None:
    stances = ("supports", "context", "context", "contradicts", "context", "supports")
    claims = [claim(f"ev-{number}", stance=stance) for number, stance in enumerate(stances)]
    dossier = opened(tmp_path, {**small(), "evidence": numbered(*claims)})
    assert count_stances(dossier.records(Evidence)) == (2, 1, 3)


@pytest.mark.parametrize(
    ("fields", "method", "judged"),
    [
        ({"programme": "one"}, False, True),
        ({"policy": "plan"}, False, True),
        ({"indicator": "series"}, False, True),
        ({"dimension": "output"}, True, False),
        ({"dimension": "output", "origin": "editor"}, True, False),
        ({"dimension": "output", "origin": "thesis"}, False, True),
        ({"suggestion": "sug-1"}, False, False),
        ({"suggestion": "sug-1", "programme": "one"}, False, True),
    ],
)
def test_which_claims_a_reviewer_judges(tmp_path: Path, fields: dict[str, str], method: bool, judged: bool) -> None:
    evidence = with_claim(tmp_path, **fields).record(Evidence, "ev")
    assert (is_method(evidence), is_judged(evidence)) == (method, judged)


def test_every_text_of_a_record_is_searched(tmp_path: Path) -> None:
    dossier = opened(tmp_path, small())
    texts = set(strings(dossier.record(Policy, "plan")))
    assert {"plan", "Policy plan", "Policy plan (id)", "Gist aim-2", "Gist aim-2 (id)"} <= texts
