"""The printed JSON Schema of session files says what reading them says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.model import Decision, Observation, Withdrawal
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_schema import session_schema
from tests.review.help import CLAIMS, begun, desk_at, judge

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "reviews").glob("*.json"))
VALIDATOR = Draft202012Validator(session_schema())

Tables = dict[str, Any]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(session_schema())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_sessions_of_version_0_1_are_valid(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(path.read_bytes()))) == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session with a record of every kind."""
    session = begun(desk_at(tmp_path))
    judge(session, CLAIMS[0])
    session.undo()
    session.observe(CLAIMS[1], "Seen", "Village", "2026-11")
    session.finish()
    session.close()
    assert {type(record) for record in read_session(session.path).records} == {Decision, Withdrawal, Observation}
    return session.path


def test_what_is_written_today_is_valid(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(path.read_bytes()))) == []


def first(tables: Tables, kind: str) -> Any:
    """The first record that has the key of its kind."""
    return next(record for record in tables["decisions"].values() if kind in record)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tables: tables.pop("decisions"),
        lambda tables: tables["session"].clear(),
        lambda tables: tables["session"].update({"2": tables["session"]["1"]}),
        lambda tables: tables["session"]["1"].update(schema=99),
        lambda tables: tables["session"]["1"].update(kind="vote"),
        lambda tables: tables["session"]["1"]["reviewer"].pop("name"),
        lambda tables: first(tables, "withdraws").update(withdraws="1"),
        lambda tables: first(tables, "observation")["observation"].pop("text"),
        lambda tables: first(tables, "values").update(basis="hearsay"),
        lambda tables: first(tables, "values").update(at="yesterday"),
        lambda tables: first(tables, "values").update(item="programme:p1"),
    ],
)
def test_what_cannot_be_read_is_invalid(spoil: Callable[[Tables], object], path: Path) -> None:
    tables = json.loads(path.read_bytes())
    spoil(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")
    with pytest.raises(UnreadableSessionError):
        read_session(path)
    assert not VALIDATOR.is_valid(tables)
