"""Hashes follow the content and nothing else; check codes change with everything that was said."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.model import TABLES, Alignment, Evidence, Suggestion
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.schema1 import NEW_TABLES
from ilo_tui.review.hashing import check_code, hash_of
from ilo_tui.review.items import item_hash
from ilo_tui.review.model import Decision, Withdrawal
from tests.review.help import SOK, Table, begun, desk_at, dossier_of, judge, tables


def as_designed(value: object) -> str:
    """The hash as the format describes it, by Python's own JSON."""
    plain = json.dumps(msgspec.to_builtins(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()[:16]


def test_a_record_hash_is_that_of_its_sorted_compact_json(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    for evidence in dossier.records(Evidence):
        assert item_hash(dossier, f"evidence:{evidence.id}") == as_designed(evidence)
    assert item_hash(dossier, "alignment:a1") == as_designed(dossier.record(Alignment, "a1"))
    assert item_hash(dossier, "suggestion:s1") == as_designed(dossier.record(Suggestion, "s1"))


def test_a_cell_hash_is_over_its_sorted_claims_and_a_gap_adds_its_kind(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    pairs = sorted([ident, as_designed(dossier.record(Evidence, ident))] for ident in ("e3", "e2"))
    assert item_hash(dossier, "cell:p1/outcome") == as_designed(pairs)
    only = [["e1", as_designed(dossier.record(Evidence, "e1"))]]
    assert item_hash(dossier, "gap:p1/output:one_source") == as_designed(["one_source", only])
    assert item_hash(dossier, "gap:p1/law:none") == as_designed(["none", []])


@pytest.mark.parametrize(
    "item",
    [
        "evidence:none",
        "cell:p1/none",
        "cell:none/output",
        "gap:p1/output:none",
        "gap:p1/plan:none",
        "alignment:",
        "x",
        "x:y",
    ],
)
def test_what_is_not_in_the_dossier_has_no_hash(tmp_path: Path, item: str) -> None:
    assert item_hash(dossier_of(tmp_path), item) is None


def test_the_dossier_hash_is_over_all_tables_without_document_ids(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    everything = {name: [table[ident] for ident in sorted(table)] for name, table in _tables_of(dossier).items()}
    assert dossier.content_hash == as_designed(everything)
    turned = {table: rows[::-1] for table, rows in tables().items()}
    assert dossier_of(tmp_path, turned, "turned.json").content_hash == dossier.content_hash


def _tables_of(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """The tables of the dossier's schema."""
    kinds = {name: kind for name, kind in TABLES.items() if dossier.meta.schema > 1 or name not in NEW_TABLES}
    return {name: {record.id: record for record in dossier.records(kind)} for name, kind in kinds.items()}


def _reworded(language: str) -> dict[str, Table]:
    rows = tables()["evidence"]
    rows[1]["statement"] = {**rows[1]["statement"], language: "other words"}
    return {"evidence": rows}


@pytest.mark.parametrize("language", ["en", "id"])
def test_other_words_in_any_language_change_claim_cell_and_dossier_and_nothing_else(
    tmp_path: Path, language: str
) -> None:
    before = dossier_of(tmp_path)
    after = dossier_of(tmp_path, _reworded(language), "after.json")
    for item in ("evidence:e2", "cell:p1/outcome"):
        assert item_hash(before, item) != item_hash(after, item)
    for item in ("evidence:e1", "cell:p1/output", "alignment:a1"):
        assert item_hash(before, item) == item_hash(after, item)
    assert before.content_hash != after.content_hash


@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.integers(-(2**53), 2**53), st.text(), st.booleans()), max_size=6)
)
def test_any_object_hashes_as_python_json_has_it(value: dict[str, Any]) -> None:
    try:
        expected = as_designed(value)
    except UnicodeEncodeError:
        return
    assert hash_of(value) == expected


def test_a_check_code_is_twelve_crockford_characters_and_does_not_count_itself(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    code = session.finish()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", code)
    assert session.document.check_code == code
    assert check_code(session.document, session.history.records) == code
    session.close()


def test_a_check_code_changes_with_every_field(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.undo()
    code = session.finish()
    first, second, third = session.history.records
    assert isinstance(first, Decision)
    assert isinstance(third, Withdrawal)
    other = msgspec.structs.replace
    changed = [
        [other(first, values={"verdict": "does_not_hold"}), second, third],
        [other(first, note="n"), second, third],
        [other(first, at="2026-11-24T00:00:00Z"), second, third],
        [first, second, other(third, withdraws=1)],
        [first, second],
        [second, first, third],
    ]
    codes = {check_code(session.document, records) for records in changed}
    codes.add(check_code(other(session.document, reviewer=other(SOK, role="partner")), [first, second, third]))
    assert code not in codes
    assert len(codes) == len(changed) + 1
    session.close()
