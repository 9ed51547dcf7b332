"""A dossier is read through TinyDB's contract and never written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from ilo_tui.core.disk import ReadOnlyError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.errors import UnreadableError
from ilo_tui.dossier.model import SCHEMA
from ilo_tui.dossier.repository import default_path
from ilo_tui.dossier.schema1 import kinds_of
from tests.dossier.small import small, written
from tests.editions import FIRST_EDITION


def refused(path: Path) -> list[str]:
    """What is told of a file that cannot be read."""
    with pytest.raises(UnreadableError) as caught:
        ReadOnlyStorage(path).records()
    return caught.value.localise(Translator("en"))


def test_tinydb_opens_the_default_dossier() -> None:
    with TinyDB(default_path(), storage=ReadOnlyStorage) as database:
        assert database.tables() == set(kinds_of(SCHEMA)) - {"findings"}
        rows = database.table("evidence").search(where("programme") == "clm")
        assert rows and all(row["programme"] == "clm" for row in rows)
        assert database.table("meta").get(doc_id=1)["id"] == "ilo-ipec-cambodia"
    with TinyDB(FIRST_EDITION, storage=ReadOnlyStorage) as database:
        assert database.tables() == set(kinds_of(1))


WRITES: dict[str, Callable[[TinyDB], object]] = {
    "insert": lambda database: database.table("evidence").insert({"id": "new"}),
    "update": lambda database: database.table("evidence").update({"stance": "context"}),
    "remove": lambda database: database.table("evidence").remove(doc_ids=[1]),
    "new table": lambda database: database.table("more").insert({"id": "new"}),
}


@pytest.mark.parametrize("name", WRITES)
def test_every_way_of_writing_is_refused_and_the_file_stays(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, small())
    before = path.read_bytes()
    with TinyDB(path, storage=ReadOnlyStorage) as database, pytest.raises(ReadOnlyError):
        WRITES[name](database)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_plain_dicts_are_what_the_file_says(tmp_path: Path) -> None:
    assert ReadOnlyStorage(written(tmp_path, small())).read() == small()


def test_an_empty_file_is_an_empty_database_to_tinydb(tmp_path: Path) -> None:
    assert ReadOnlyStorage(written(tmp_path, b"")).read() is None


def test_records_are_the_same_as_the_plain_dicts() -> None:
    storage = ReadOnlyStorage(default_path())
    plain, records = storage.read(), storage.records()
    assert plain is not None
    assert {name: {doc: record.id for doc, record in rows.items()} for name, rows in records.items() if rows} == {
        name: {doc: row["id"] for doc, row in rows.items()} for name, rows in plain.items()
    }


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "gone.json"
    assert refused(path) == [f"{path}: there is no such file", "Check the name after --dossier."]


def test_a_folder_says_so(tmp_path: Path) -> None:
    assert refused(tmp_path) == [f"{tmp_path}: this is a folder", "Name the dossier file in it."]


def test_a_file_below_a_file_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, small()) / "db.json"
    assert "it cannot be read (Not a directory)" in refused(path)[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, small())
    path.chmod(0)
    headline, mend = refused(path)
    assert "it cannot be read (Permission denied)" in headline
    assert mend.startswith("Check the rights")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails when it is read")
def test_a_disk_that_fails_says_so() -> None:
    headline, mend = refused(Path("/proc/self/mem"))
    assert "it cannot be read (Input/output error)" in headline
    assert mend.startswith("Check the rights")


def test_a_name_that_no_file_can_have_says_so() -> None:
    headline, _ = refused(Path("a\0b"))
    assert headline.startswith("a␀b: it cannot be read (")
