"""Hostile text from a dossier, a session or the keyboard comes out literal, in every list, page and question."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dossier.small import Plain, both, opened, small
from tests.frontends.plain.help import DRIVER, ROOT, reviewed, walked
from tests.views.pages.test_hostile import HOSTILE

UNSAFE = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200F)} - {"\n"}


def hostile(text: str) -> Plain:
    """The small dossier with this text in names, claims, units and answers."""
    tables = small()
    tables["meta"]["1"].update(title=both(text), edition=text)
    for table, field in (
        ("programmes", "name"), ("programmes", "summary"), ("dimensions", "name"), ("policies", "name"),
        ("evidence", "statement"), ("indicators", "unit"), ("indicators", "name"), ("suggestions", "title"),
        ("alignments", "rationale"), ("scales", "question"),
    ):  # fmt: skip
        for document in tables[table].values():
            document[field] = both(text)
    for document in tables["programmes"].values():
        document["code"] = text
    for value in tables["scales"]["1"]["values"]:
        value.update(label=both(text), definition=both(text))
    tables["sources"]["1"].update(title=text, publisher=text, url=text)
    return tables


@pytest.mark.share(3)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_dossier_is_literal_everywhere(tmp_path: Path, text: str) -> None:
    dossier = opened(tmp_path, hostile(text))
    reviews = str(tmp_path / "r")
    for number in range(1, 11):
        shown = walked(dossier, str(number), "1", "1", "1", "y", "b", "b", "b")
        assert not UNSAFE & set(shown)
    code, shown = reviewed(dossier, "9", "1", "o", "b", "u", f"n {text}".replace("\n", " "), "r", "i", reviews=reviews)
    assert code == 0
    assert "Saved" in shown
    assert not UNSAFE & set(shown)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.lists(st.text(st.characters(exclude_characters="\n"), max_size=12), max_size=8))
def test_whatever_is_typed_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str]) -> None:
    # `x FOLDER` may be among it, and a folder is from where one is.
    monkeypatch.chdir(tmp_path)
    dossier = opened(tmp_path, small())
    assert not UNSAFE & set(walked(dossier, *typed, reviews=str(tmp_path / "r"), reviewer="Sok Dara"))
    code, shown = reviewed(dossier, *typed, "1", reviews=str(tmp_path / "r"))
    assert code == 0
    assert not UNSAFE & set(shown)


def test_bytes_that_are_no_text_are_no_traceback(tmp_path: Path) -> None:
    arguments = ["review", "--reviewer", "Sok Dara", "--reviews", str(tmp_path)]
    typed = b"\xff\xfe\n\x00\n\x1b[A\nn \xff\x00\n1\r\n"
    run = subprocess.run([sys.executable, *DRIVER, *arguments], input=typed, capture_output=True, cwd=ROOT, check=True)
    assert run.stderr == b""
    assert run.stdout.count(b"Saved ") == 2
    assert b"\x1b" not in run.stdout


def test_ascii_only_where_that_is_asked_for(tmp_path: Path) -> None:
    shown = walked(opened(tmp_path, hostile("naïve × “ពល” …")), "3", "1", "1", ascii=True)
    assert shown.isascii()
    assert 'naive x "' in shown
