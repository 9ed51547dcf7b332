"""Publishing step by step, without a screen: conflicts are chosen one by one, nothing is replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.publish_form import PublishForm
from ilo_tui.app.publishing_author import publish_form
from ilo_tui.core.errors import OutputError
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from ilo_tui.review.drafts.draft import Edit
from tests.app.authors import Program, start
from tests.dossier.small import both


def form_of(program: Program) -> PublishForm:
    """The form of whoever works in a program, looked at."""
    author = program.authoring.author
    assert author
    form = publish_form(program.reviewing, program.authoring, author)
    form.look()
    return form


@pytest.fixture
def sok(tmp_path: Path) -> Program:
    return start(tmp_path)


@pytest.fixture
def chan(sok: Program, tmp_path: Path) -> Program:
    return start(tmp_path, "Chan Thy")


def test_without_a_change_there_is_nothing_to_publish(sok: Program) -> None:
    form = form_of(sok)
    assert (form.fault, form.applied, form.conflicts, form.may_write) == (None, [], [], False)


def test_ones_own_open_draft_is_published_and_finished_and_the_next_change_begins_another(sok: Program) -> None:
    sok.write("ev-1", "Another")
    form = form_of(sok)
    assert [(entry.kind, entry.record, entry.why) for entry in form.applied] == [("changed", "ev-1", ["because"])]
    assert form.call("2027.1")
    output = form.suggested_path()
    assert output.name == "dossier-2027.1.json"
    assert form.write(output)
    published = load(output)
    assert published.meta.edition == "2027.1"
    assert published.record(Evidence, "ev-1").statement == both("Another")
    assert [entry.state for entry in sok.authoring.entries()] == ["finished"]
    assert sok.statement("ev-1") == "Statement ev-1", "a finished draft is laid over nothing"
    sok.write("ev-2", "Later")
    assert sorted(entry.state for entry in sok.authoring.entries()) == ["finished", "open"]


def test_others_open_drafts_are_named_and_taken_in_only_when_asked_for(sok: Program, chan: Program) -> None:
    sok.write("ev-1", "Another")
    chan.write("ev-2", "Mine")
    form = form_of(sok)
    (waiting,) = form.waiting
    assert (waiting.author, [entry.record for entry in form.applied]) == ("Chan Thy", ["ev-1"])
    form.include(waiting.id)
    assert [entry.record for entry in form.applied] == ["ev-1", "ev-2"]
    assert form.waiting == [waiting]
    form.include(waiting.id)
    assert [entry.record for entry in form.applied] == ["ev-1"]


def test_the_sides_of_a_conflict_are_chosen_field_by_field_and_can_be_undone(sok: Program, chan: Program) -> None:
    sok.authoring.save([sok.edit("ev-2", year=2001, note=both("Mine"))])
    chan.authoring.save([chan.edit("ev-2", year=2002, note=both("Theirs"))])
    chan.authoring.draft().finish()
    form = form_of(sok)
    assert [conflict.field for conflict in form.conflicts] == ["note.en", "note.id", "year"]
    assert not form.may_write
    assert not form.choose(form.conflicts[0], 9)
    for field, number in (("note.en", 2), ("note.id", 2), ("year", 3)):
        conflict = next(conflict for conflict in form.conflicts if conflict.field == field)
        assert len(sok.authoring.draft().history.standing()) == 1
        side = conflict.sides[number - 1]
        assert form.choose(conflict, number)
        assert form.chosen(conflict) in {side, None}
    assert (form.conflicts, form.may_write) == ([], True)
    assert len(sok.authoring.draft().history.standing()) == 2
    assert form.write(form.suggested_path())
    written = form.written
    assert written
    claim = load(written).record(Evidence, "ev-2")
    assert {(claim.year, (claim.note or {})["en"])} <= {
        (2001, "Theirs"),
        (2002, "Mine"),
        (2001, "Mine"),
        (2002, "Theirs"),
    }
    assert claim.year != 2015


def test_a_choice_is_undone_as_any_change(sok: Program, chan: Program) -> None:
    sok.authoring.save([sok.edit("ev-2", year=2001)])
    chan.authoring.save(
        [Edit("evidence", "ev-2", {**(chan.authoring.document("evidence", "ev-2") or {}), "year": 2002})]
    )
    chan.authoring.draft().finish()
    form = form_of(sok)
    assert form.choose(form.conflicts[0], 1)
    assert form.may_write
    sok.authoring.undo()
    form.look()
    assert len(form.conflicts) == 1


def test_nothing_that_exists_is_replaced_unasked(sok: Program, tmp_path: Path) -> None:
    sok.write("ev-1", "Another")
    form, output = form_of(sok), tmp_path / "there.json"
    output.write_text("precious")
    assert not form.write(output)
    assert isinstance(form.fault, OutputError)
    assert output.read_text() == "precious"
    assert not form.write(tmp_path / "dossier.json", force=True), "the dossier itself is never replaced"
    assert [entry.state for entry in sok.authoring.entries()] == ["open"]
    assert form.write(output, force=True)
    assert load(output).record(Evidence, "ev-1").statement == both("Another")


def test_a_name_that_an_edition_has_is_refused_and_the_place_is_a_free_one(sok: Program, tmp_path: Path) -> None:
    sok.write("ev-1", "Another")
    form = form_of(sok)
    before = form.name
    assert not form.call("1")
    assert (form.fault is not None, form.name) == (True, before)
    form.look()
    (tmp_path / f"dossier-{form.name}.json").write_text("{}")
    assert form.suggested_path().name == f"dossier-{form.name}-2.json"
    assert form.place(str(tmp_path)) == form.suggested_path()


def test_a_dossier_that_cannot_be_published_says_why(sok: Program) -> None:
    sok.write("ev-1", "Another")
    sok.contexts.published.path.write_text("no dossier")
    form = form_of(sok)
    assert form.fault is not None
    assert not form.is_known
    assert not form.may_write
