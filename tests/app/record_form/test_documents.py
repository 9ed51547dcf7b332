"""Any document that is opened is the same when nothing is typed; what is typed in a field changes that key alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.lines import FormLine
from ilo_tui.app.record_form.parsing import text_of
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.repository import default_path
from tests.app.authors import Program, start

DOCUMENTS = ReadOnlyStorage(default_path()).read() or {}
KEYS = [(table, document["id"]) for table, rows in DOCUMENTS.items() for document in rows.values()]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program on a copy of the default dossier."""
    folder = tmp_path_factory.mktemp("default")
    shutil.copy(default_path(), folder / "dossier.json")
    return start(folder)


def form_of(program: Program, key: tuple[str, str]) -> RecordForm:
    return RecordForm(program.contexts, program.authoring, key)


@pytest.mark.slow
def test_every_document_of_the_default_dossier_is_the_same_when_nothing_is_typed(program: Program) -> None:
    for table, rows in DOCUMENTS.items():
        for document in rows.values():
            form = form_of(program, (table, document["id"]))
            assert msgspec.json.encode(form.document()) == msgspec.json.encode(document)
            assert not form.changed() and not form.unfinished
            assert form.obstacle() is not None


def test_typing_what_stands_there_changes_nothing(program: Program) -> None:
    for key in KEYS[::9]:
        form = form_of(program, key)
        before = form.document()
        open_rows(form)
        for line in form.lines():
            if line.kind == "field" and line.spec.kind == "texts":
                for language, text in form.texts(line.path).items():
                    form.set((*line.path, language), text)
            elif not line.opens and line.spec.part is None and line.kind != "list":
                form.set(line.path, form.text(line.path))
        assert msgspec.json.encode(form.document()) == msgspec.json.encode(before), key
        assert not form.changed()


def open_rows(form: RecordForm) -> None:
    while closed := [line for line in form.lines() if line.opens and line.name not in form.opened]:
        for line in closed:
            form.toggle(line)


TYPED = {
    "text": "other",
    "date": "2031-05",
    "year": "2031",
    "whole": "31",
    "number": "31.25",
    "flag": "yes",
}


def type_into(form: RecordForm, line: FormLine) -> None:
    """Type another value than stands there."""
    if line.spec.kind == "texts":
        form.set((*line.path, "en"), "Other words")
    elif line.spec.kind in {"choice", "provision"} and (offers := form.options(line)):
        form.set(line.path, next((code for code, _ in offers if code != form.text(line.path)), ""))
    elif line.spec.kind == "reference":
        offers = form.finder.search(line.spec.target, "")
        form.set(line.path, next(ident for ident, _ in offers if ident != form.text(line.path)))
    else:
        form.set(line.path, TYPED.get(line.spec.kind, "other"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_typed_in_a_field_changes_that_key_alone_and_taken_back_nothing(
    program: Program, data: st.DataObject
) -> None:
    table, record = data.draw(st.sampled_from(KEYS))
    form = form_of(program, (table, record))
    before = form.document()
    open_rows(form)
    lines = [line for line in form.lines() if line.kind == "field" and line.spec.key != "id"]
    line = data.draw(st.sampled_from(lines))
    place = (*line.path, "en") if line.spec.kind == "texts" else line.path
    was = form.text(place)
    type_into(form, line)
    changed = form.document()
    if form.text(place) != was:
        assert form.changed() == [line.path[0]]
    for key in before.keys() | changed.keys():
        if key != line.path[0]:
            assert msgspec.json.encode(changed.get(key)) == msgspec.json.encode(before.get(key))
    form.set(place, was)
    assert json.loads(msgspec.json.encode(form.document())) == json.loads(msgspec.json.encode(before))
    assert not form.changed()
    form.discard()


def test_keys_that_nobody_knows_stay_where_they_are(tmp_path: Path) -> None:
    program = start(tmp_path)
    path = tmp_path / "dossier.json"
    tables = json.loads(path.read_text())
    tables["policies"]["1"] = {"zz": [1], **tables["policies"]["1"], "later": {"a": None}}
    tables["policies"]["1"]["provisions"][0]["unknown"] = 1.5
    path.write_text(json.dumps(tables))
    program = start(tmp_path)
    record = tables["policies"]["1"]["id"]
    form = form_of(program, ("policies", record))
    form.set(("provisions", 0, "ref"), "Article 9")
    document = form.document()
    assert list(document) == list(tables["policies"]["1"])
    assert document["zz"] == [1] and document["later"] == {"a": None}
    provisions = document["provisions"]
    assert isinstance(provisions, list)
    assert provisions[0] == {**tables["policies"]["1"]["provisions"][0], "ref": "Article 9"}


def test_a_text_that_is_emptied_is_not_there_and_a_new_key_stands_where_the_format_has_it(program: Program) -> None:
    claim = next(row for row in DOCUMENTS["evidence"].values() if "note" not in row and "locator" in row)
    form = form_of(program, ("evidence", claim["id"]))
    form.set(("note", "en"), "  A note ")
    assert form.document()["note"] == {"en": "A note"}
    form.set(("note", "en"), " ")
    assert "note" not in form.document()
    form.set(("excerpt", "page"), "4")
    form.set(("excerpt", "page"), "")
    assert "excerpt" not in form.document() or "excerpt" in claim
    form.discard()


@pytest.mark.parametrize("table", [table for table in TABLES if table != "meta"])
def test_a_new_record_of_every_table_can_be_written_line_by_line(program: Program, table: str) -> None:
    form = form_of(program, (table, ""))
    assert form.is_new and not form.unfinished
    for _ in range(4):
        faults = form.faults()
        missing = [place for place, all_ in faults.items() if any(fault.unreadable for fault in all_)]
        for line in form.lines():
            if line.name in missing:
                type_into(form, line)
    if table == "evidence":
        # The first kind of origin is the thesis, the first stance for: sound as they stand.
        assert form.changed()[:1] == ["stance"]
    assert form.obstacle() is None, form.faults()
    assert form.document()["id"] == form.record
    assert all(text_of(value) or value == [] for value in form.document().values())
    form.discard()
