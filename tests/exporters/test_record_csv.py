"""A kind of record as CSV: its columns are those of the file, and what is in them is what is in the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.exporters.record_csv import records_as_csv
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import fields_of, rows
from tests.dossier.small import claim, numbered, opened, small2, written


def table(context: ViewContext, kind: str) -> tuple[list[str], list[dict[str, str]]]:
    """The head, and the rows by column."""
    records = rows(context, kind, parse("", kind, context.dossier))
    reader = csv.DictReader(io.StringIO(records_as_csv(context, kind, records)))
    lines = list(reader)
    return list(reader.fieldnames or []), lines


@pytest.fixture
def second(tmp_path: Path) -> ViewContext:
    """A dossier of schema 2, one of whose claims could be taken for a formula."""
    tables = small2()
    tables["evidence"]["5"] = claim("ev-5", statement={"en": "=1+1", "id": "-2"}, places=[{"en": "A"}, {"en": "B"}])
    return ViewContext(opened(tmp_path, tables), Translator("en"))


@pytest.mark.parametrize("kind", KEYS)
def test_every_kind_has_a_row_for_each_record(second: ViewContext, dossier: Dossier, kind: str) -> None:
    for context in (second, ViewContext(dossier, Translator("en"))):
        records = rows(context, kind, parse("", kind, context.dossier))
        head, lines = table(context, kind)
        assert len(lines) == len(records)
        if not records:
            continue
        plain = [fields_of(context, record) for record in records]
        bases = {name.removesuffix("_en").removesuffix("_id") for name in head}
        assert {key for fields in plain for key in fields} <= bases
        for line, fields in zip(lines, plain, strict=True):
            assert line.get("id") == fields.get("id")


def test_texts_ids_and_parts_are_there_as_in_the_file(second: ViewContext) -> None:
    head, lines = table(second, "evidence")
    assert {"statement_en", "statement_id", "actor", "tie", "start", "end", "places_en", "figures"} <= set(head)
    first = lines[0]
    assert (first["statement_en"], first["actor"], first["end"]) == ("Statement ev-1", "agency", "2008-12")
    assert json.loads(first["figures"] or "[]") == []
    assert (lines[4]["statement_en"], lines[4]["statement_id"]) == ("'=1+1", "'-2")
    assert (lines[4]["places_en"], lines[4]["places_id"]) == ("A; B", "")
    assert "level" in table(second, "dimensions")[0]


@pytest.mark.first_edition
def test_schema_1_has_no_columns_of_schema_2(dossier: Dossier) -> None:
    head, _ = table(ViewContext(dossier, Translator("en")), "evidence")
    assert "confidence" in head and not {"tie", "actor", "note_en"} & set(head)


def test_what_waits_for_an_answer_is_empty(second: ViewContext) -> None:
    waiting = blinding_of(frozenset(f"evidence:{ident}" for ident in second.dossier.ids(Evidence)))
    _, lines = table(second.blinded(waiting), "evidence")
    assert {line["stance"] for line in lines} == {""}


def test_list_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = small2() | {"evidence": numbered(claim("ev-1", locator="p. 1\nand 2"))}
    tables["findings"]["1"]["evidence"] = ["ev-1"]
    path = str(written(tmp_path, tables))
    assert run(["--dossier", path, "list", "evidence", "--format", "csv"]) == 0
    printed = capsys.readouterr()
    (line,) = csv.DictReader(io.StringIO(printed.out))
    assert line["id"] == "ev-1" and line["locator"] == "p. 1\nand 2"
    assert run(["--dossier", path, "list", "aims", "--format", "json"]) == 0
    assert [aim["id"] for aim in json.loads(capsys.readouterr().out)] == ["aim-reach"]
    assert run(["--dossier", path, "list", "actors"]) == 0
    assert "Actor agency" in capsys.readouterr().out
