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


def test_each_level_holds_the_narrower_ones(schema2: Dossier) -> None:
    claims = schema2.records(Evidence)
    ids = {level: [claim.id for claim in ties.at_level(schema2, claims, level)] for level in ties.LEVELS}
    assert ids == {
        "direct": ["ev-1", "ev-3"],
        "related": ["ev-1", "ev-2", "ev-3"],
        "inferred": ["ev-1", "ev-2", "ev-3"],
        "everything": ["ev-1", "ev-2", "ev-3", "ev-4"],
    }


@pytest.mark.parametrize("tie", [None, "none", "aim"])
def test_a_claim_without_a_tie_counts_only_with_everything(tmp_path: Path, tie: str | None) -> None:
    tables = small2()
    tables["evidence"]["4"] |= {"tie": tie}
    dossier = opened(tmp_path, tables)
    claim = dossier.record(Evidence, "ev-4")
    assert ties.level_of(dossier, claim) == "everything" and not ties.is_tied(dossier, claim)
    assert ties.is_tied(dossier, dossier.record(Evidence, "ev-2"))


def test_where_nobody_is_evaluated_all_claims_count_as_tied(tmp_path: Path) -> None:
    tables = small2()
    del tables["meta"]["1"]["evaluated"]
    for dossier in (opened(tmp_path, tables), opened(tmp_path, small())):
        claims = list(dossier.records(Evidence))
        assert not ties.are_stated(dossier) and ties.at_level(dossier, claims, "direct") == claims


def test_alignments_are_tied_alike(schema2: Dossier) -> None:
    assert ties.are_stated(schema2)
    assert not ties.is_tied(schema2, schema2.record(Alignment, "al-1"))
