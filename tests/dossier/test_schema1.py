"""A file of schema 1 opens as in version 0.1, whatever stands under the keys that are new in schema 2."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.loading import Loading
from ilo_tui.dossier.model import TABLES, Evidence, Record, Scale
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.schema1 import NEW_FIELDS, NEW_TABLES, kinds_of
from ilo_tui.dossier.validation import check_file
from ilo_tui.review.hashing import hash_of
from tests.dossier.small import Document, Plain, claim, numbered, opened, small, written

EN = Translator("en")
OF_PARTS: dict[str, tuple[str, Callable[[Plain], Document]]] = {
    "Excerpt": ("evidence/1 (ev-1): unknown key excerpt.", lambda tables: tables["evidence"]["1"]["excerpt"]),
    "Value": ("scales/1 (verdict): unknown key values[0].", lambda tables: tables["scales"]["1"]["values"][0]),
}
"""Of the parts that have new fields: how a warning about one begins, and where in the file one stands."""

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def with_excerpt() -> Plain:
    """The small dossier, in which every part stands that has new fields."""
    tables = small()
    tables["evidence"]["1"]["excerpt"] = {"lang": "en", "text": "So it was."}
    return tables


def new_keys(tables: Plain) -> Iterator[tuple[str, Document, str]]:
    """Every place for a key that is new in schema 2: the warning about it, what it stands in, and the key."""
    documents = {kind: (name, tables[name]["1"]) for name, kind in TABLES.items() if name in tables}
    for kind, fields in NEW_FIELDS.items():
        if kind.__name__ in OF_PARTS:
            begin, find = OF_PARTS[kind.__name__]
            yield from ((f"warning: {begin}{key}, not read", find(tables), key) for key in fields)
        else:
            name, document = next(place for record, place in documents.items() if record is kind)
            begin = f"warning: {name}/1 ({document['id']}): unknown key "
            yield from ((f"{begin}{key}, not read", document, key) for key in fields)


def hashes(dossier: Dossier) -> dict[str, str]:
    """The hash of the dossier and of every record of it."""
    records = (record for kind in TABLES.values() for record in dossier.records(kind))
    return {"": dossier.content_hash, **{record.id: hash_of(record) for record in records}}


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_new_keys_of_any_type_are_not_read_not_hashed_and_named(tmp_path: Path, data: st.DataObject) -> None:
    before = hashes(opened(tmp_path, with_excerpt()))
    tables = with_excerpt()
    expected = []
    for warning, document, key in new_keys(tables):
        if data.draw(st.booleans(), key):
            document[key] = data.draw(anything, key)
            expected.append(warning)
    for name in sorted(NEW_TABLES):
        tables[name] = numbered({"id": "any", "text": data.draw(anything, name)})
        expected.append(f"warning: {name}: unknown table, not read")
    path = written(tmp_path, tables)
    assert sorted(fault.localise(EN) for fault in check_file(path)) == sorted(expected)
    assert hashes(load(path)) == hashes(Loading(ReadOnlyStorage(path)).load_all()) == before


def test_there_is_a_place_for_every_new_key() -> None:
    assert sum(1 for _ in new_keys(with_excerpt())) == sum(map(len, NEW_FIELDS.values()))


def test_whoever_asks_for_a_kind_of_record_gets_those_of_schema_1(tmp_path: Path) -> None:
    evidence = next(iter(opened(tmp_path, small()).records(Evidence)))
    assert isinstance(evidence, Evidence) and type(evidence) is not Evidence
    assert (evidence.actor, evidence.tie, evidence.places) == ([], None, [])


@pytest.mark.parametrize(
    ("table", "fields", "fault"),
    [
        ("evidence", {"confidence": None}, "confidence"),
        ("evidence", {"origin": "observation"}, "origin"),
        ("scales", {"applies_to": "bearing"}, "applies_to"),
    ],
)
def test_what_version_0_1_refused_is_refused(tmp_path: Path, table: str, fields: Document, fault: str) -> None:
    tables = small()
    tables[table]["1"].update(fields)
    with pytest.raises(FaultyError) as caught:
        opened(tmp_path, tables)
    assert fault in caught.value.localise(EN)[1]


def as_schema2() -> Plain:
    """The small dossier under the other number, with kinds of sources that it allows."""
    tables = small()
    tables["meta"]["1"]["schema"] = 2
    for source in tables["sources"].values():
        source["kind"] = "other"
    return tables


def test_a_claim_of_schema_1_needs_its_confidence_and_one_of_schema_2_does_not(tmp_path: Path) -> None:
    tables = small()
    del tables["evidence"]["1"]["confidence"]
    with pytest.raises(FaultyError):
        opened(tmp_path, tables)
    tables = as_schema2()
    del tables["evidence"]["1"]["confidence"]
    assert hash_of(opened(tmp_path, tables).record(Evidence, "ev-1"))


def test_the_fields_of_schema_2_are_read_and_hashed(tmp_path: Path) -> None:
    def with_actor(*actors: str) -> Plain:
        more = {"actors": numbered({"id": "state", "name": {"en": "State", "id": "Negara"}})}
        return {**as_schema2(), **more, "evidence": numbered(claim("ev-1", actor=list(actors)))}

    without, dossier = (opened(tmp_path, with_actor(*actors)) for actors in ((), ("state",)))
    assert dossier.record(Evidence, "ev-1").actor == ["state"]
    assert hashes(without)["ev-1"] != hashes(dossier)["ev-1"]
    assert "state" in hashes(dossier)


def test_the_same_claim_has_the_same_hash_in_both_schemas(tmp_path: Path) -> None:
    tables = as_schema2()
    second = opened(tmp_path, tables)
    tables["meta"]["1"]["schema"] = 1
    first = opened(tmp_path, tables)
    same = {ident: code for ident, code in hashes(first).items() if ident not in {"", "small"}}
    assert same == {ident: code for ident, code in hashes(second).items() if ident not in {"", "small"}}
    assert first.content_hash != second.content_hash


def test_both_schemas_have_the_same_tables_but_for_the_new_ones() -> None:
    former: dict[str, type[Record]] = dict(kinds_of(1))
    assert former.keys() == TABLES.keys() - NEW_TABLES and all(
        issubclass(former[name], TABLES[name]) for name in former
    )
    assert kinds_of(2) is TABLES and issubclass(former["scales"], Scale)


def test_a_document_that_names_no_schema_is_read_as_one_of_the_newest(tmp_path: Path) -> None:
    tables: Any = small()
    del tables["meta"]["1"]["schema"], tables["evidence"]["1"]["confidence"]
    faults = [fault.localise(EN) for fault in check_file(written(tmp_path, json.loads(json.dumps(tables))))]
    assert faults == ["meta/1 (small): the field schema is missing at $"]
