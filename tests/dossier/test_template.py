"""The template of a dossier: sound, in two languages, about nothing in particular, with all scales and a frame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.languages import built_in_codes
from ilo_tui.dossier.checks.texts import texts_of
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.frames import FrameName, usual_scales
from ilo_tui.dossier.lint import lint
from ilo_tui.dossier.model import SCHEMA, TABLES, Dimension, Evidence, Scale, Tie
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.template import dossier_id, template
from ilo_tui.dossier.validation import check_file

MADE_BY_THE_PROGRAM = {"history", "carried", "office_key"}
"""Of `meta`: what nobody writes by hand."""


@pytest.fixture(params=get_args(FrameName))
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_bytes(template("mine", request.param))
    return path


def test_it_is_sound_without_a_warning_or_a_weakness(path: Path) -> None:
    assert check_file(path) == []
    assert lint(ReadOnlyStorage(path).records(), path) == []


def test_every_table_has_a_record_and_every_text_both_languages(path: Path) -> None:
    tables = ReadOnlyStorage(path).records()
    assert all(tables[name] for name in TABLES)
    texts = [text for rows in tables.values() for record in rows.values() for _, text in texts_of(record)]
    assert len(texts) > 50
    assert all(text.keys() == set(built_in_codes()) for text in texts)


def test_there_is_an_example_of_everything_that_schema_2_brought(path: Path) -> None:
    dossier = load(path)
    assert dossier.meta.schema == SCHEMA
    claims = list(dossier.records(Evidence))
    brought = ("actor", "said_by", "tie_why", "aim", "aim_reached", "trend", "note", "same_as", "places", "start")
    assert all(any(getattr(claim, name) for claim in claims) for name in (*brought, "year", "data_of", "excerpt"))
    assert {claim.tie for claim in claims} >= set(get_args(Tie)) - {"related"}
    assert {claim.reading for claim in claims} == {"direct", "excerpt", "second_hand"}
    filled = {name for name in dossier.meta.__struct_fields__ if getattr(dossier.meta, name)}
    assert set(dossier.meta.__struct_fields__) - filled == {"licence", *MADE_BY_THE_PROGRAM}


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("biermann", {"output": "output", "outcome": "outcome", "impact": "impact"}),
        (
            "dac",
            {
                "relevance": None,
                "coherence": None,
                "effectiveness": "outcome",
                "efficiency": None,
                "impact": "impact",
                "sustainability": None,
            },
        ),
    ],
)
def test_a_dimension_has_a_level_where_it_is_of_it(
    name: FrameName, levels: dict[str, str | None], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(template("mine", name))
    assert {record.id: record.level for record in load(path).records(Dimension)} == levels


def test_it_speaks_of_no_country_and_none_of_the_default_programmes(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    assert not re.search(r"cambodia|kamboja|ipec|\bilo\b", text)


def test_it_opens_as_a_dossier_with_a_record_a_line(path: Path) -> None:
    dossier = load(path)
    assert dossier.meta.id == "mine"
    assert list(dossier.records(Scale)) == usual_scales()
    assert path.read_text("utf-8").count('\n    "') == sum(dossier.count(TABLES[name]) for name in TABLES)


@pytest.mark.parametrize("name", ["output", "relevance", "school-meals", "verdict"])
@pytest.mark.parametrize("frame_name", get_args(FrameName))
def test_a_name_that_a_record_has_still_gives_a_sound_dossier(name: str, frame_name: FrameName, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(template(name, frame_name))
    assert check_file(path) == []


@given(st.text())
def test_any_name_becomes_an_id(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", dossier_id(name))
