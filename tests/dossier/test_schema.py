"""The printed JSON Schema says of a file what `check` says of its fields."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from ilo_tui.dossier.model import SCHEMA, TABLES, Finding, Meta
from ilo_tui.dossier.repository import default_path
from ilo_tui.dossier.schema import json_schema
from ilo_tui.dossier.schema1 import NEW_FIELDS
from tests.dossier.broken import FAULTY, Broken
from tests.dossier.small import small, small2
from tests.editions import FIRST_EDITION

VALIDATOR = Draft202012Validator(json_schema(1))
# These are about what stands between records or between languages, which JSON Schema does not say.
BETWEEN = (
    "reference", "source of a point", "id of two", "twice", "duplicate", "empty language", "default", "from_policy",
    "provision", "without ranks", "two metas",
)  # fmt: skip
OF_FIELDS = [case for case in FAULTY if not any(words in case.name for words in BETWEEN)]


@pytest.mark.slow
def test_the_schema_is_one() -> None:
    for schema in (1, SCHEMA):
        Draft202012Validator.check_schema(json_schema(schema))


def test_the_default_dossier_is_valid() -> None:
    assert list(Draft202012Validator(json_schema()).iter_errors(json.loads(default_path().read_bytes()))) == []
    assert list(VALIDATOR.iter_errors(json.loads(FIRST_EDITION.read_bytes()))) == []


def test_the_small_dossier_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(small())) == []


@pytest.mark.parametrize("case", [case for case in OF_FIELDS if "10,000" not in case.name], ids=lambda case: case.name)
def test_faulty_fields_are_invalid_to_both(case: Broken, tmp_path: Path) -> None:
    assert not VALIDATOR.is_valid(json.loads(case.write(tmp_path).read_bytes()))


def test_there_are_faults_of_fields_to_compare() -> None:
    assert len(OF_FIELDS) >= 10


def test_the_page_of_formats_names_every_field_of_every_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
    before, former = page.split("### Schema 1")
    for table, kind in TABLES.items():
        row = next(line for line in before.splitlines() if line.startswith(f"| {table} |"))
        for field in msgspec.structs.fields(kind):
            assert re.search(rf"\b{field.encode_name}\b", row if kind is not Finding else before), (table, field)
    for name in {name for names in NEW_FIELDS.values() for name in names} - set(NEW_FIELDS[Meta]):
        assert re.search(rf"\b{name}\b", former), name


def test_the_small_dossier_of_schema_2_is_valid() -> None:
    validator = Draft202012Validator(json_schema())
    assert list(validator.iter_errors(small2())) == []
    for table, fields in (("sources", {"kind": "report"}), ("evidence", {"tie": "loose"}), ("meta", {"schema": 1})):
        tables = small2()
        tables[table]["1"] |= fields
        assert not validator.is_valid(tables)
