"""The template of a dossier: sound, in two languages, about nothing in particular, and with all scales."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.languages import built_in_codes
from ilo_tui.dossier import schema1
from ilo_tui.dossier.checks.texts import texts_of
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.lint import lint
from ilo_tui.dossier.model import TABLES, Scale
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.dossier.schema1 import kinds_of
from ilo_tui.dossier.template import dossier_id, template
from ilo_tui.dossier.validation import check_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_bytes(template("mine"))
    return path


def test_it_is_sound_without_a_warning_or_a_weakness(path: Path) -> None:
    assert check_file(path) == []
    assert lint(ReadOnlyStorage(path).records(), path) == []


def test_every_table_has_a_record_and_every_text_both_languages(path: Path) -> None:
    tables = ReadOnlyStorage(path).records()
    assert all(tables[name] for name in kinds_of(1))
    texts = [text for rows in tables.values() for record in rows.values() for _, text in texts_of(record)]
    assert len(texts) > 50
    assert all(text.keys() == set(built_in_codes()) for text in texts)


def test_the_scales_are_the_usual_ones_and_ask_of_everything(path: Path) -> None:
    mine, usual = load(path), load(default_path())
    assert list(mine.records(Scale)) == list(usual.records(Scale))
    assert {scale.applies_to for scale in mine.records(Scale)} == set(get_args(schema1.AppliesTo))


def test_it_speaks_of_no_country_and_none_of_the_default_programmes(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    assert "cambodia" not in text
    assert "kamboja" not in text
    assert "ipec" not in text


def test_it_opens_as_a_dossier_with_a_record_a_line(path: Path) -> None:
    dossier = load(path)
    assert dossier.meta.id == "mine"
    assert path.read_text("utf-8").count('\n    "') == sum(dossier.count(TABLES[name]) for name in TABLES)


@pytest.mark.parametrize("name", ["output", "school-meals", "verdict"])
def test_a_name_that_a_record_has_still_gives_a_sound_dossier(name: str, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(template(name))
    assert check_file(path) == []


@given(st.text())
def test_any_name_becomes_an_id(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", dossier_id(name))
