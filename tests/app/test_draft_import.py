"""Files that go into a draft: each row against what is there, whatever the files leave out stays, twice is once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.app.draft_import import DraftImport, edits_of
from ilo_tui.core.errors import InputError, UsageError
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from ilo_tui.importers.importer import ImportRequest
from ilo_tui.importers.registry import importer_named
from ilo_tui.review.drafts.model import Document
from tests.app.publishers import CHAN, Laptop
from tests.dossier.small import both, claim, small2, written
from tests.importers.tables.workbooks import Rows, workbook

HEAD = "id,programme,dimension,stance,statement_en,source,locator,year"


@pytest.fixture
def sok(tmp_path: Path) -> Laptop:
    """On a dossier with a claim about a programme, with what tables have no column for."""
    documents = small2()
    known = claim("clm-1", programme="one", dimension="output", locator="p. 1", year=2015, statement=both("Wells"))
    del known["confidence"]
    known |= {"other_sources": [{"source": "src"}], "weather": "dry", "note": both("A note")}
    documents["evidence"]["90"] = known
    return Laptop(written(tmp_path, documents, "1.json"))


def reading(laptop: Laptop, name: str, data: str | bytes, kind: str = "csv") -> DraftImport:
    """The import of a file into the draft, read."""
    path = laptop.dossier.with_name(name)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with closing(laptop.draft()) as draft:
        drafted = {key: draft.document(*key) for key in draft.pending_state()}
    task = DraftImport(importer_named(kind), ImportRequest((path,), path), laptop.dossier, drafted)
    task.read()
    return task


def take(laptop: Laptop, task: DraftImport) -> None:
    """All rows into the draft."""
    with closing(laptop.draft()) as draft:
        draft.change_all(edits_of(task.rows, "from a table"))


def kinds(task: DraftImport) -> list[tuple[str, str]]:
    return [(row.kind, row.difference.table) for row in task.rows]


def test_rows_are_new_changed_or_the_same_and_what_is_in_no_row_stays(sok: Laptop) -> None:
    rows = f"""{HEAD}
clm-1,one,output,for,Wells,src,p. 2,2015
,one,output,against,A new claim,src,,
"""
    task = reading(sok, "a.csv", rows)
    assert kinds(task) == [("changed", "evidence"), ("new", "evidence")]
    changed, new = (row.difference for row in task.rows)
    assert [edit.path for edit in changed.fields] == [("locator",)]
    assert changed.after is not None
    assert (changed.after["weather"], changed.after["note"]) == ("dry", both("A note"))
    assert changed.after["statement"] == both("Wells")
    assert new.record.startswith("ev-")
    assert len(new.record) == len("ev-12345678")
    assert task.faults(task.rows) == []
    take(sok, task)
    again = reading(sok, "a.csv", rows)
    assert kinds(again) == [("same", "evidence")] * 2
    assert edits_of(again.rows, "") == []
    assert [row.difference.record for row in again.rows] == ["clm-1", new.record]
    sok.publish(sok.dossier.with_name("2.json"))
    before, after = load(sok.dossier).records(Evidence), load(sok.dossier.with_name("2.json")).records(Evidence)
    assert len(after) == len(before) + 1


def test_an_empty_cell_says_that_there_is_nothing_and_a_missing_column_says_nothing(sok: Laptop) -> None:
    row = "clm-1,one,output,for,Wells,src"
    empty = reading(sok, "a.csv", f"{HEAD}\n{row},,2015\n").rows[0].difference
    assert [edit.path for edit in empty.fields] == [("locator",)]
    without = reading(sok, "b.csv", f"{HEAD.removesuffix(',locator,year')}\n{row}\n")
    assert kinds(without) == [("same", "evidence")]


def test_a_row_without_an_id_is_the_claim_that_says_the_same_from_the_same_source(sok: Laptop) -> None:
    (row,) = reading(sok, "a.csv", f"{HEAD}\n,ONE,output,for,  WELLS ,src,p. 3,2015\n").rows
    assert (row.kind, row.difference.record) == ("changed", "clm-1")
    # Of two rows that say it, one is; the other, of another year, is a claim of its own.
    task = reading(sok, "b.csv", f"{HEAD}\n,one,output,for,Wells,src,p. 1,2016\n,one,output,for,Wells,src,p. 1,2015\n")
    assert sorted(row.kind for row in task.rows) == ["new", "same"]


def test_programmes_sources_and_actors_are_made_where_nobody_knew_them(sok: Laptop) -> None:
    head = "programme,programme_name_en,stance,statement_en,source,source_title,actor,aim,aim_text_en,aim_source"
    row = "three,Third,for,It went on,rep,A survey,The ministry,halve,Halve it,rep"
    task = reading(sok, "a.csv", f"{head}\n{row}\n")
    assert kinds(task) == [("new", table) for table in ("actors", "sources", "programmes", "aims", "evidence")]
    assert task.faults(task.rows) == []
    take(sok, task)
    assert {kind for kind, _ in kinds(reading(sok, "a.csv", f"{head}\n{row}\n"))} == {"same"}
    with pytest.raises(InputError) as error:
        reading(sok, "b.csv", f"{HEAD}\n,four,output,for,It went on,rep,,\n")
    assert error.value.exit_code == 1


def test_further_sheets_change_what_they_name_and_add_to_its_parts(sok: Laptop) -> None:
    claims = [("programme", "dimension", "stance", "statement_en", "source"), ("one", "output", "for", "Wells", "src")]
    provisions = [("policy", "provision", "ref", "gist_en"), ("PLAN", "art-3", "Article 3", "The worst forms")]
    head = ("programme", "policy", "provision", "rationale_en", "source", "degree")
    alignments = [head, ("one", "plan", "art-3", "It says so", "src", "principal")]
    names = ("indicator", "name_en", "unit_en", "definition_en", "programmes")
    indicators = [names, ("school", "Attendance", "percent", "Children at school", "one")]
    points = [("indicator", "segment_en", "year", "value", "source"), ("school", "Survey", 2014, 87, "src")]
    sheets: dict[str, Rows] = {
        "claims": claims,
        "provisions": provisions,
        "alignments": alignments,
        "indicators": indicators,
        "points": points,
    }
    task = reading(sok, "a.xlsx", workbook(sheets), "xlsx")
    tables = ["policies", "indicators", "evidence", "alignments"]
    assert kinds(task) == list(zip(["changed", "new", "same", "new"], tables, strict=True))
    policy = task.rows[0].difference.after or {}
    provided = policy["provisions"]
    assert isinstance(provided, list)
    assert [part["id"] for part in provided] == ["aim-1", "aim-2", "art-3"]
    assert task.faults(task.rows) == []
    take(sok, task)
    later = {**sheets, "points": [points[0], ("Attendance", "Survey", 2016, 88.5, "src")]}
    again = reading(sok, "a.xlsx", workbook(later), "xlsx")
    assert [kind for kind, _ in kinds(again)] == ["same", "changed", "same", "same"]
    segments = (again.rows[1].difference.after or {})["segments"]
    assert isinstance(segments, list)
    assert [point["value"] for point in segments[0]["points"]] == [87, 88.5]


def test_references_add_what_a_source_lacks_and_are_the_same_the_second_time(sok: Laptop) -> None:
    ris = "TY  - RPRT\nID  - src\nTI  - {title}\nPY  - 2014\nER  - \nTY  - RPRT\nID  - new1\nTI  - A thesis\nER  - \n"
    (title,) = (row["title"] for row in small2()["sources"].values() if row["id"] == "src")
    text = ris.format(title=title)
    task = reading(sok, "a.ris", text, "references")
    assert [row.kind for row in task.rows][-1] == "new"
    assert {row.difference.record for row in task.rows} == {"src", "new1"}
    take(sok, task)
    assert {row.kind for row in reading(sok, "a.ris", text, "references").rows} == {"same"}


def test_what_cannot_go_into_a_draft_is_refused(sok: Laptop) -> None:
    path = sok.dossier
    with pytest.raises(UsageError):
        DraftImport(importer_named("iati"), ImportRequest((path,), path), path, {})
    documents: Mapping[str, Mapping[str, Document]] = json.loads(path.read_bytes())
    for row in documents["meta"].values():
        row["schema"] = 1
    path.write_text(json.dumps({**documents, "actors": {}, "aims": {}, "findings": {}}))
    task = DraftImport(importer_named("csv"), ImportRequest((path,), path), path, {})
    with pytest.raises(UsageError):
        task.read()


def test_two_who_import_the_same_table_agree_on_what_has_an_id(sok: Laptop) -> None:
    table = f"{HEAD}\nclm-9,one,output,for,A claim with an id,src,p. 1,2015\n"
    take(sok, reading(sok, "a.csv", table))
    chan = replace(sok, reviewer=CHAN)
    take(chan, reading(chan, "a.csv", table))
    chan.finish()
    publishing = sok.publish(sok.dossier.with_name("2.json"))
    assert [(entry.kind, entry.record) for entry in publishing.folded.applied] == [("added", "clm-9")]
