"""What an author writes is laid over the published dossier at once, saved durably, undone, and found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.completion import completions
from ilo_tui.dossier.filter_keys import KEYS, QueryError
from ilo_tui.dossier.filters import Query, parse
from ilo_tui.dossier.hashing import hash_of
from ilo_tui.dossier.model import TABLES, Evidence
from ilo_tui.dossier.repository import load
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.edition_change import edition_change
from ilo_tui.review.errors import ChangeError, ReadOnlySessionError, ReviewerError, SaveFailedError
from ilo_tui.review.queues import Choice
from ilo_tui.views.lists import as_text, rows
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.session_words import edition_line
from tests.app.authors import Program, start
from tests.dossier.small import both, claim, small2, written


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return start(tmp_path)


def test_a_change_is_shown_at_once_and_the_published_dossier_stays(program: Program, tmp_path: Path) -> None:
    before = (tmp_path / "dossier.json").read_bytes()
    program.write("ev-1", "Another")
    assert program.statement("ev-1") == "Another"
    assert program.contexts.published.record(Evidence, "ev-1").statement["en"] == "Statement ev-1"
    assert (program.authoring.document("evidence", "ev-1") or {})["statement"] == both("Another")
    assert (program.authoring.published_document("evidence", "ev-1") or {})["statement"] == both("Statement ev-1")
    assert (tmp_path / "dossier.json").read_bytes() == before
    assert program.authoring.changes()["evidence", "ev-1"].why == "because"


def test_nothing_is_written_before_the_first_change(program: Program, tmp_path: Path) -> None:
    program.authoring.refresh()
    assert program.authoring.undo() is None
    assert program.authoring.changes() == {}
    assert program.dossier is program.contexts.published
    assert not (tmp_path / "reviews").exists()


def test_undo_takes_back_one_change_at_a_time_to_any_depth(program: Program) -> None:
    for statement in ("One", "Two"):
        program.write("ev-1", statement)
    program.authoring.save([Edit("evidence", "ev-3", None, "told twice")])
    assert "ev-3" not in program.dossier.ids(Evidence)
    undone = [program.authoring.undo() for _ in range(4)]
    assert [change and change.record for change in undone] == ["ev-3", "ev-1", "ev-1", None]
    assert program.dossier is program.contexts.published


def test_what_was_written_is_there_at_the_next_start_and_only_for_its_author(program: Program, tmp_path: Path) -> None:
    program.write("ev-1", "Another")
    program.authoring.close()
    for name, statement in (("Sok Dara", "Another"), ("Chan Thy", "Statement ev-1")):
        later = start(tmp_path, name)
        assert later.statement("ev-1") == "Statement ev-1", "not read before somebody asks"
        later.authoring.refresh()
        assert later.statement("ev-1") == statement


def test_what_is_refused_changes_nothing(program: Program) -> None:
    program.write("ev-1", "Another")
    with pytest.raises(ChangeError):
        program.authoring.save([program.edit("ev-2", year=2001), program.edit("ev-1")])
    assert program.dossier.record(Evidence, "ev-2").year == 2015


def test_nobody_writes_without_a_name(tmp_path: Path) -> None:
    program = start(tmp_path, "")
    with pytest.raises(ReviewerError):
        program.write("ev-1", "Another")
    program.reviewing.introduce("Sok Dara")
    program.write("ev-1", "Another")
    assert program.statement("ev-1") == "Another"


def test_a_draft_that_another_program_is_in_is_shown_and_not_written(program: Program, tmp_path: Path) -> None:
    program.write("ev-1", "Another")
    other = start(tmp_path)
    other.authoring.refresh()
    assert other.statement("ev-1") == "Another"
    with pytest.raises(ReadOnlySessionError):
        other.write("ev-2", "Mine")
    program.authoring.close()
    other.write("ev-2", "Mine")
    assert [other.statement(ident) for ident in ("ev-1", "ev-2")] == ["Another", "Mine"]


def test_with_read_only_drafts_are_shown_and_nothing_is_written(program: Program, tmp_path: Path) -> None:
    program.write("ev-1", "Another")
    program.authoring.close()
    reader = start(tmp_path, read_only=True)
    reader.authoring.refresh()
    assert reader.statement("ev-1") == "Another"
    with pytest.raises(ReadOnlySessionError):
        reader.write("ev-1", "Mine")


def test_what_is_on_no_disk_is_shown_kept_and_saved_elsewhere(program: Program, tmp_path: Path) -> None:
    program.write("ev-1", "Another")
    draft = next((tmp_path / "reviews").glob("*.json"))
    draft.write_bytes(draft.read_bytes() + b"\n")
    with pytest.raises(SaveFailedError):
        program.write("ev-2", "Unsaved")
    assert program.statement("ev-2") == "Unsaved"
    assert [record.seq for record in program.authoring.unsaved] == [2]
    with pytest.raises(SaveFailedError):
        program.authoring.retry()
    path = program.authoring.save_elsewhere(tmp_path / "stick")
    assert path.exists()
    assert not program.authoring.unsaved


def test_what_an_edition_has_taken_in_is_not_laid_over_it_again(program: Program, tmp_path: Path) -> None:
    program.write("ev-1", "Another")
    program.authoring.save([program.edit("ev-2", year=2001)])
    program.authoring.close()
    documents = small2()
    ident = program.authoring.entries()[0].path.stem
    entry = {"edition": "2", "base_hash": "a" * 16, "date": "2026-11-30", "authors": [], "drafts": [[ident, 1]]}
    documents["meta"]["1"]["history"] = [entry]
    documents["evidence"]["1"]["statement"] = both("As published")
    documents["evidence"]["2"]["note"] = both("Said since")
    written(tmp_path, documents)
    later = start(tmp_path)
    later.authoring.refresh()
    assert later.statement("ev-1") == "As published"
    changed = later.dossier.record(Evidence, "ev-2")
    assert (changed.year, changed.note) == (2001, both("Said since"))


def test_a_claim_of_a_draft_is_judged_by_its_document_and_counts_once_that_is_published(
    program: Program, tmp_path: Path
) -> None:
    reviewing, document = program.reviewing, claim("ev-new", programme="one", dimension="output", tie="direct")
    del document["confidence"]
    program.authoring.save([Edit("evidence", "ev-new", document)])
    assert reviewing.reviewer
    session = reviewing.session_of(Choice(kind="evidence"), reviewing.reviewer)
    session.decide("evidence:ev-new", {"verdict": "yes", "strength": "high"})
    session.close()
    for program_now, words in (
        (program, ""),
        (start(tmp_path, "Chan Thy"), "1 was judged in a draft that is not here"),
    ):
        (entry,) = program_now.reviewing.repository.entries()
        assert entry.session
        change = edition_change(entry.session, entry.progress(program_now.reviewing.items))
        assert words in edition_line(Translator("en"), change)
        assert bool(change) == bool(words)
    begun = reviewing.repository.entries()[0].session
    assert begun and begun.dossier.hash == load(tmp_path / "dossier.json").content_hash
    decision = reviewing.decisions().decision_on("evidence:ev-new")
    assert decision and decision.judged
    assert decision.decision.item_hash == hash_of(program.dossier.record(Evidence, "ev-new"))
    assert not counts(program, "evidence:ev-new")
    documents = small2()
    documents["evidence"]["5"] = document
    written(tmp_path, documents)
    assert counts(start(tmp_path, "Chan Thy"), "evidence:ev-new")


def counts(program: Program, item: str) -> bool:
    results = program.reviewing.results()
    return results is not None and item in results.items_of("evidence")


def test_drafts_are_found_by_filters_ones_own_and_those_of_others(program: Program, tmp_path: Path) -> None:
    program.write("ev-1", "Another")
    other = start(tmp_path, "Chan Thy")
    other.write("ev-2", "Not laid over")
    draft = other.authoring.draft().id
    program.authoring.refresh()
    assert program.statement("ev-2") == "Statement ev-2"

    def passing(text: str) -> list[str]:
        query = parse(text, "evidence", program.dossier)
        return [claim.id for claim in program.dossier.records(Evidence) if query.matches(claim)]

    assert passing("draft:mine") == ["ev-1"]
    assert passing("draft:all") == ["ev-1", "ev-2"]
    assert passing(f"draft:{draft}") == ["ev-2"]
    assert passing("not:draft:all") == ["ev-3", "ev-4"]
    assert f"draft:{draft}" in completions("draft:", "evidence", program.dossier)
    with pytest.raises(QueryError):
        passing("draft:nosuch")


def test_what_check_says_of_drafted_records_is_known_before_they_are_published(program: Program) -> None:
    program.authoring.save(
        [
            program.edit("ev-1", source="nosuch"),
            program.edit("ev-2", statement={"id": "Hanya satu bahasa"}),
            Edit("sources", "src", None, "twice"),
        ]
    )
    assert {(fault.table, fault.id) for fault in program.authoring.faults()} >= {
        ("evidence", "ev-1"),
        ("evidence", "ev-2"),
    }
    assert ("sources", "src") in program.authoring.incomplete
    while program.authoring.undo():
        pass
    assert program.authoring.faults() == []


HALF_RIGHT: list[tuple[str, str, dict[str, object]]] = [
    ("evidence", "ev-1", {"statement": {}, "stance": None, "source": "nosuch", "same_as": "ev-1"}),
    ("evidence", "ev-3", {"same_as": "ev-4", "start": "2009", "end": "2001", "programme": "nosuch"}),
    ("evidence", "new", {"id": "new"}),
    ("programmes", "one", {"name": {}, "sources": ["nosuch"], "period": {"start": "2010", "end": "2001"}}),
    ("actors", "agency", {"voice_of": "office", "parent": "agency"}),
    ("sources", "src", {"data_of": "other", "voice": "nosuch", "kind": "rumour"}),
    ("scales", "verdict", {"values": [], "after": {"scale": "strength", "codes": ["no"]}}),
    ("policies", "plan", {"provisions": [], "expected_of": ["nosuch"]}),
    ("alignments", "al-1", {"from_policy": "law", "provision": "nosuch"}),
    ("dimensions", "output", {"level": "impact", "order": -1, "conclusion": {"text": {}, "source": "nosuch"}}),
    ("suggestions", "sug-1", {"programmes": ["nosuch"], "title": {}}),
    ("findings", "find-1", {"evidence": ["nosuch"], "by": 1}),
    ("meta", "small", {"languages": [], "default_language": "km", "evaluated": "nosuch", "periods": [{"id": "first"}]}),
]
"""Drafted records that no edition could have."""


@pytest.mark.parametrize(("table", "record", "fields"), HALF_RIGHT)
def test_what_is_half_right_brings_nothing_down(
    program: Program, table: str, record: str, fields: dict[str, object]
) -> None:
    document = program.authoring.document(table, record) or {}
    program.authoring.save([Edit(table, record, {**document, **fields})])
    context = program.contexts.current
    for kind in (kind for kind in KEYS if kind in TABLES):
        assert as_text(context, rows(context, kind, Query(kind)), 80) is not None
    for ident in [ident for kind in TABLES.values() for ident in context.dossier.ids(kind)]:
        assert page_of(context, ident) is not None
    program.dossier.crossings.precompute()
    assert program.authoring.faults()
