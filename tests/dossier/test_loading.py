"""A large dossier in two steps: the same records as in one, less memory, and the same refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ilo_tui.dossier.codec import ReadOnlyStorage, is_utf8
from ilo_tui.dossier.errors import FaultyError, UnreadableError
from ilo_tui.dossier.loading import LARGE, Interner, Loading, start_loading
from ilo_tui.dossier.model import TABLES, Evidence, Programme
from ilo_tui.dossier.parts import Figure
from ilo_tui.dossier.repository import load
from tests.dossier.small import Plain, both, claim, numbered, programme, small, written


def begun(path: Path) -> Loading:
    """The first step, however small the file is."""
    return Loading(ReadOnlyStorage(path))


def broken(table: str, number: str, **fields: Any) -> Plain:
    """The small dossier with other fields in one document."""
    tables = small()
    tables[table][number].update(fields)
    return tables


def test_the_first_step_knows_programmes_and_no_claims(tmp_path: Path) -> None:
    loading = begun(written(tmp_path, small()))
    assert list(loading.dossier.ids(Programme)) == ["one", "two"] and not loading.dossier.ids(Evidence)
    shares = []
    dossier_read = loading.load_all(lambda: shares.append(loading.share))
    assert shares == sorted(shares) and loading.share == 1.0
    assert list(dossier_read.records(Evidence)) == list(load(tmp_path / "dossier.json").records(Evidence))


@pytest.mark.parametrize(
    "tables",
    [
        broken("evidence", "1", year="soon"),
        broken("evidence", "1", source="nowhere"),
        broken("alignments", "1", programme=None),
        {**small(), "evidence": {"one": claim("ev-1")}},
        {**small(), "evidence": numbered(claim("ev-1"), claim("ev-1"))},
        {**small(), "sources": []},
    ],
    ids=["field", "reference", "alignment", "number", "twice", "table"],
)
def test_faults_are_reported_as_by_reading_in_one_step(tmp_path: Path, tables: Plain) -> None:
    path = written(tmp_path, tables)
    with pytest.raises((FaultyError, UnreadableError)) as in_one_step:
        load(path)
    with pytest.raises((FaultyError, UnreadableError)) as other:
        begun(path).load_all()
    assert repr(other.value) == repr(in_one_step.value) and other.type is in_one_step.type


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, small())
    path.write_bytes(path.read_bytes().replace(b"Statement ev-2", b"Statement \xe9v-2"))
    with pytest.raises(UnreadableError, match="UTF-8"):
        begun(path).load_all()


def many(text: str = "") -> Plain:
    """The small dossier with 150 programmes more, with a text in each."""
    more = [{**programme(f"p-{number}"), "partners": [text]} for number in range(150)]
    tables = small()
    return {**tables, "programmes": numbered(*tables["programmes"].values(), *more)}


@pytest.mark.share(4)
@pytest.mark.parametrize("text", ["", '}, "5": {', '}, "5": {"a": {', '"evidence": {', "\\", "ក"])
@pytest.mark.parametrize("beginning", [0, 100, 40_000, 1 << 20])
def test_the_first_programmes_are_those_of_the_file_wherever_it_is_cut(
    tmp_path: Path, text: str, beginning: int
) -> None:
    path = written(tmp_path, many(text))
    loading = Loading(ReadOnlyStorage(path), beginning)
    every = list(load(path).records(Programme))
    some = list(loading.dossier.records(Programme))
    assert len(some) >= 100 and some == every[: len(some)]
    assert loading.partly == (len(some) < len(every))
    loading.all_programmes()
    assert list(loading.dossier.records(Programme)) == every and not loading.partly
    assert list(loading.load_all().records(Evidence)) == list(load(path).records(Evidence))


def test_tables_may_stand_in_any_order(tmp_path: Path) -> None:
    tables = many()
    for number, order in enumerate((list(tables), list(reversed(tables)), sorted(tables))):
        path = written(tmp_path, {name: tables[name] for name in order}, f"{number}.json")
        dossier_read = begun(path).load_all()
        assert all(list(dossier_read.records(kind)) == list(load(path).records(kind)) for kind in TABLES.values())


def test_a_schema_that_is_not_known_yet_is_refused_at_once(tmp_path: Path) -> None:
    tables = many()
    tables["meta"]["1"]["schema"] = 99
    with pytest.raises(UnreadableError, match="schema"):
        begun(written(tmp_path, tables))


def test_a_file_that_is_another_by_then_is_read_as_it_is_then(tmp_path: Path) -> None:
    path = written(tmp_path, many())
    loading = Loading(ReadOnlyStorage(path), 40_000)
    assert loading.partly
    written(tmp_path, small())
    assert list(loading.load_all().ids(Programme)) == ["one", "two"]


def test_only_large_files_are_begun(tmp_path: Path) -> None:
    path = written(tmp_path, small())
    assert start_loading(path) is None
    path.write_bytes(path.read_bytes() + b" " * LARGE)
    assert start_loading(path) is not None


def test_a_letter_may_lie_across_the_pieces_that_are_looked_at() -> None:
    for length in (0, 1, (1 << 20) - 1, (1 << 21) - 2):
        assert is_utf8(b"a" * length + "ក".encode())
        assert not is_utf8(b"a" * length + "ក".encode()[:2])


def test_what_recurs_is_kept_once() -> None:
    def with_figures() -> Evidence:
        figure = Figure(name=both("children"), value=1, unit=both("persons"))
        return Evidence(
            id="x",
            stance="context",
            statement=both("a"),
            source="".join(["so", "urce"]),
            confidence="low",
            origin="iati",
            figures=[figure],
        )

    once, (first, other) = Interner(), (with_figures(), with_figures())
    assert first.source is not other.source
    for record in (first, other):
        once.intern(record)
    assert first == other == with_figures()
    assert first.source is other.source and first.figures[0].name is other.figures[0].name
