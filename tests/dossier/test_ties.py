"""From which level on a claim counts, and that all count where nobody is evaluated."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier import ties
from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.dossier.repository import Dossier
from tests.dossier.small import opened, small, small2


@pytest.fixture
def schema2(tmp_path: Path) -> Dossier:
    """The small dossier of schema 2: direct, related, direct, aim."""
    return opened(tmp_path, small2())


def test_each_claim_counts_from_the_level_of_its_tie_on(schema2: Dossier) -> None:
    levels = {claim.id: ties.tie_level(schema2, claim) for claim in schema2.records(Evidence)}
    assert levels == {"ev-1": "direct", "ev-2": "related", "ev-3": "direct", "ev-4": "everything"}


def test_an_inferred_tie_is_a_level_of_its_own(tmp_path: Path) -> None:
    tables = small2()
    tables["evidence"]["2"] |= {"tie": "inferred"}
    dossier = opened(tmp_path, tables)
    claim = dossier.record(Evidence, "ev-2")
    assert ties.tie_level(dossier, claim) == "inferred" and ties.is_tied(dossier, claim)


@pytest.mark.parametrize("tie", [None, "none", "aim"])
def test_a_claim_without_a_tie_counts_only_with_everything(tmp_path: Path, tie: str | None) -> None:
    tables = small2()
    tables["evidence"]["4"] |= {"tie": tie}
    dossier = opened(tmp_path, tables)
    claim = dossier.record(Evidence, "ev-4")
    assert ties.tie_level(dossier, claim) == "everything" and not ties.is_tied(dossier, claim)
    assert ties.is_tied(dossier, dossier.record(Evidence, "ev-2"))


def test_where_nobody_is_evaluated_all_claims_count_as_tied(tmp_path: Path) -> None:
    tables = small2()
    del tables["meta"]["1"]["evaluated"]
    for dossier in (opened(tmp_path, tables), opened(tmp_path, small())):
        assert not ties.are_stated(dossier)
        assert {ties.tie_level(dossier, claim) for claim in dossier.records(Evidence)} == {"direct"}


def test_alignments_are_tied_alike(schema2: Dossier) -> None:
    assert ties.are_stated(schema2)
    assert not ties.is_tied(schema2, schema2.record(Alignment, "al-1"))
