"""The printed JSON Schema says of a file what `check` says of its fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ilo_tui.dossier.model import SCHEMA
from ilo_tui.dossier.repository import default_path
from ilo_tui.dossier.schema import json_schema
from tests.dossier.broken import FAULTY, Broken
from tests.dossier.small import small

VALIDATOR = Draft202012Validator(json_schema(1))
# These are about what stands between records or between languages, which JSON Schema does not say.
BETWEEN = (
    "reference", "source of a point", "id of two", "twice", "duplicate", "empty language", "default", "from_policy",
    "provision", "without ranks", "two metas",
)  # fmt: skip
OF_FIELDS = [case for case in FAULTY if not any(words in case.name for words in BETWEEN)]


def test_the_schema_is_one() -> None:
    for schema in (1, SCHEMA):
        Draft202012Validator.check_schema(json_schema(schema))


def test_the_default_dossier_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(json.loads(default_path().read_bytes()))) == []


def test_the_small_dossier_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(small())) == []


@pytest.mark.parametrize("case", [case for case in OF_FIELDS if "10,000" not in case.name], ids=lambda case: case.name)
def test_faulty_fields_are_invalid_to_both(case: Broken, tmp_path: Path) -> None:
    assert not VALIDATOR.is_valid(json.loads(case.write(tmp_path).read_bytes()))


def test_there_are_faults_of_fields_to_compare() -> None:
    assert len(OF_FIELDS) >= 10
