"""One filter over the whole dossier leaves what `list --where` leaves, of programmes, claims and alignments alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gapmap import row_of
from ilo_tui.dossier.model import TABLES, Alignment, Evidence, Policy, Programme
from ilo_tui.dossier.policy_matrix import PolicyMatrix, row_of_alignment
from ilo_tui.dossier.repository import Dossier, default_path, load
from tests.dossier.small import alignment, both, claim, numbered, opened, small

DEFAULT = load(default_path())

ON_CLAIMS = [
    "stance:contradicts", "stance:for,context", "dimension:outcome", "dimension:out", "source:dol", "year:2012..2016",
    "year:..2009", "confidence:low", "has:figures", "has:place", "origin:editor", "indicator:ind",
]  # fmt: skip
"""Terms that mean the same to `list evidence` and to the filter of the dossier."""


def narrowed(text: str, dossier: Dossier = DEFAULT) -> FilterResult:
    """What a filter of the whole dossier leaves."""
    return FilterResult(dossier, parse(text, DOSSIER, dossier))


def claims(result: FilterResult) -> set[str]:
    """The ids of the claims that are left."""
    return {evidence.id for row in result.evidence.values() for evidence in row}


def listed(text: str, kind: str = "evidence", dossier: Dossier = DEFAULT) -> set[str]:
    """What `ilo-tui list KIND --where` prints."""
    where = parse(text, kind, dossier)
    return {record.id for record in dossier.records(TABLES[kind]) if where.matches(record)}


def test_without_a_filter_all_is_left() -> None:
    result = narrowed("")
    assert claims(result) == set(DEFAULT.ids(Evidence))
    assert result.programmes == list(DEFAULT.records(Programme))


@settings(max_examples=40, deadline=None)
@given(terms=st.lists(st.sampled_from(ON_CLAIMS), max_size=4))
def test_terms_about_claims_leave_what_list_evidence_prints(terms: list[str]) -> None:
    text = " ".join(terms)
    result, ids = narrowed(text), listed(text)
    assert claims(result) == ids
    with_claims = {evidence.programme for evidence in DEFAULT.records(Evidence) if evidence.id in ids}
    if terms:
        assert {programme.id for programme in result.programmes} == with_claims - {None}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(terms=st.lists(st.sampled_from([*ON_CLAIMS, "programme:clm,csr", "kind:programme", "child", "policy:c182"])))
def test_filters_compose_another_term_never_leaves_more(terms: list[str]) -> None:
    before = narrowed(" ".join(terms[:-1]))
    after = narrowed(" ".join(terms))
    assert claims(after) <= claims(before)
    assert {programme.id for programme in after.programmes} <= {programme.id for programme in before.programmes}


@settings(max_examples=40, deadline=None)
@given(terms=st.permutations(["programme:clm", "stance:contradicts", "year:2012..2016", "labour"]))
def test_the_order_of_terms_means_nothing(terms: list[str]) -> None:
    assert claims(narrowed(" ".join(terms))) == claims(narrowed("labour programme:clm year:2012..2016 stance:against"))


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("kind:programme", lambda programme: programme.kind == "programme"),
        ("programme:clm", lambda programme: programme.id == "clm"),
        ("programme:camp kind:programme", lambda programme: programme.id == "campaigns"),
    ],
)
def test_terms_about_programmes_leave_them_with_all_their_claims(text: str, proof: Callable[[object], bool]) -> None:
    result = narrowed(text)
    ids = [programme.id for programme in result.programmes]
    assert ids == [programme.id for programme in DEFAULT.records(Programme) if proof(programme)]
    assert claims(result) == {evidence.id for evidence in DEFAULT.records(Evidence) if evidence.programme in ids}


def test_a_policy_leaves_the_programmes_that_align_with_it_and_its_own_row() -> None:
    result = narrowed("policy:c182")
    aligned = {alignment.programme for alignment in DEFAULT.records(Alignment) if alignment.policy == "c182"}
    assert {programme.id for programme in result.programmes} == aligned & set(DEFAULT.ids(Programme))
    assert set(result.matched) - set(DEFAULT.ids(Programme)) == {
        alignment.from_policy for alignment in DEFAULT.records(Alignment) if alignment.policy == "c182"
    } - {None}
    assert not set(narrowed("policy:c182 stance:for").matched) - set(DEFAULT.ids(Programme))


def test_words_stand_in_the_programme_or_in_the_claim() -> None:
    by_name = narrowed("monitoring")
    assert "clm" in {programme.id for programme in by_name.programmes}
    assert {evidence.id for evidence in by_name.evidence["clm"]} == {
        evidence.id for evidence in DEFAULT.evidence_of("programme", "clm")
    }
    # No programme is named so, nor told of with this word: what is left are the claims that have it.
    assert not listed("kiln", "programmes")
    assert claims(narrowed("kiln")) == listed("kiln") != set()
    in_claims, of_programmes = listed("brick"), set(listed("brick", "programmes"))
    every = {evidence.id for evidence in DEFAULT.records(Evidence) if evidence.programme in of_programmes}
    assert every - in_claims and in_claims - every
    assert claims(narrowed("brick")) == in_claims | every


@pytest.mark.parametrize(
    "text", ["monitoring", "clm", "labour inspectors", "kind:programme training", "stance:for csr"]
)
def test_the_gap_map_counts_the_claims_that_have_the_words_themselves(text: str) -> None:
    result, plain = narrowed(text), text.replace("kind:programme ", "")
    counted = {evidence.id for row in result.crossed.values() for evidence in row}
    kinds = {programme.id for programme in DEFAULT.records(Programme) if programme.kind == "programme" or plain == text}
    # Claims about no programme have no kind.
    may = {
        evidence.id
        for evidence in DEFAULT.records(Evidence)
        if evidence.programme in kinds or (plain == text and not evidence.programme)
    }
    assert counted == listed(plain) & may
    assert {programme.id for programme in result.mapped} == {
        DEFAULT.record(Evidence, ident).programme for ident in counted
    } - {None}


@pytest.mark.parametrize("text", ["education", "policy:c182", "degree:principal labour", "programme:clm c182", "zzz"])
def test_the_policy_matrix_shows_the_alignments_that_pass_themselves(text: str) -> None:
    result = narrowed(text)
    cells = [PolicyMatrix(DEFAULT).cell(row, column) for row in result.matched for column in DEFAULT.ids(Policy)]
    shown = {alignment.id for cell in cells for alignment in result.links(cell).alignments}
    assert shown == listed(text, "alignments")
    assert set(result.matched) == {row_of_alignment(DEFAULT.record(Alignment, ident)) for ident in shown}


def test_a_filter_about_claims_leaves_the_alignments_of_its_programmes_as_they_are() -> None:
    result = narrowed("stance:against")
    matrix = PolicyMatrix(DEFAULT)
    assert result.matched == [programme.id for programme in result.programmes] != []
    for row in result.matched:
        assert all(result.links(matrix.cell(row, column)) == matrix.cell(row, column) for column in matrix.columns)


def test_words_are_found_in_every_language_whatever_their_case_and_diacritics(tmp_path: Path) -> None:
    tables = small()
    tables["evidence"] = numbered(
        claim("ev-1", programme="one", statement={"en": "The Café opened", "id": "Kafé dibuka"}),
        claim("ev-2", programme="two", statement=both("closed")),
    )
    dossier = opened(tmp_path, tables)
    for words in ("cafe", "CAFÉ", "dibuka", "kafe open"):
        assert claims(narrowed(words, dossier)) == {"ev-1"}, words


def test_claims_about_no_programme_stand_in_their_own_rows(tmp_path: Path) -> None:
    tables = small()
    tables["evidence"] = numbered(
        claim("ev-1", programme="one"),
        claim("ev-2", policy="plan", stance="contradicts"),
        claim("ev-3", stance="contradicts"),
    )
    tables["alignments"] = numbered(alignment("al-1", programme="one", degree="principal"))
    dossier = opened(tmp_path, tables)
    result = narrowed("stance:against", dossier)
    assert result.programmes == []
    assert {
        row: [evidence.id for evidence in evidence_list]
        for row, evidence_list in result.evidence.items()
        if evidence_list
    } == {
        row_of(dossier.record(Evidence, "ev-2")): ["ev-2"],
        row_of(dossier.record(Evidence, "ev-3")): ["ev-3"],
    }
    assert claims(narrowed("policy:plan", dossier)) == {"ev-1", "ev-2"}
    assert claims(narrowed("degree:principal", dossier)) == {"ev-1"}
    assert claims(narrowed("programme:one", dossier)) == {"ev-1"}


def test_whoever_waits_is_let_in_between_chunks_and_may_stop_it() -> None:
    class StoppedError(Exception):
        """Somebody typed on."""

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        FilterResult(DEFAULT, parse("labour", DOSSIER, DEFAULT), stop)
