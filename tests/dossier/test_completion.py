"""Completion of a filter: what is offered can be meant, and all that can be meant is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.completion import completions
from ilo_tui.dossier.filter_aliases import split_negation
from ilo_tui.dossier.filter_keys import KEYS, keys_of, offered_keys
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filter_values import values_of
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.repository import default_path, load
from tests.dossier.small import numbered, opened, programme, small, small2
from tests.editions import FIRST_EDITION

DEFAULT = load(default_path())
KINDS = [*KEYS, DOSSIER]


@pytest.mark.parametrize("kind", KINDS)
def test_the_beginning_of_a_key_offers_every_key_that_begins_so(kind: str) -> None:
    keys = (*offered_keys(kind, DEFAULT), "not")
    for key in keys:
        offered = completions(key[0], kind, DEFAULT)
        assert f"{key}:" in offered
        assert all(word.startswith(key[0]) and word[:-1] in keys for word in offered)


def test_keys_are_offered_that_mean_something_in_the_schema_of_the_dossier(tmp_path: Path) -> None:
    first, second = load(FIRST_EDITION), opened(tmp_path, small2())
    new = {"actor", "said_by", "tie", "trend", "reading", "period", "place", "aim", "stake"}
    assert set(keys_of("evidence")) - set(offered_keys("evidence", first)) == new
    for dossier in (second, DEFAULT):
        assert set(keys_of("evidence")) - set(offered_keys("evidence", dossier)) == {"confidence"}
        assert completions("conf", "evidence", dossier) == completions("tie:", "evidence", first) == []
    assert completions("tie:re", "evidence", second) == ["tie:related"]


def test_after_not_comes_what_may_come_without_it(tmp_path: Path) -> None:
    second = opened(tmp_path, small2())
    assert completions("not:", DOSSIER, second) == [
        *(f"not:{key}:" for key in offered_keys(DOSSIER, second)),
        "not:not:",
    ]
    assert completions("word not:ha", DOSSIER, second) == ["not:has:"]
    assert completions("not:stance:c", DOSSIER, second) == ["not:stance:context", "not:stance:contradicts"]
    assert completions("bukan:arah:men", DOSSIER, second, Translator("id")) == [
        "bukan:arah:mendukung",
        "bukan:arah:menentang",
    ]
    assert completions("buk", DOSSIER, second, Translator("id")) == ["bukan:"]


def test_what_the_dossier_names_is_offered_by_its_name_in_the_language_of_the_screen(tmp_path: Path) -> None:
    second, speaks = opened(tmp_path, small2()), Translator("id", "en")
    assert completions("aktor:", DOSSIER, second, speaks) == [
        "aktor:actor_agency_(id)",
        "aktor:actor_funder_(id)",
        "aktor:actor_office_(id)",
    ]
    assert parse("aktor:actor_agency_(id)", DOSSIER, second).terms[0].values == {"agency"}
    assert completions("periode:", DOSSIER, second, speaks) == ["periode:first_(id)", "periode:tanpa_tanggal"]
    assert completions("tempat:", DOSSIER, second, speaks) == ["tempat:kampot", "tempat:kampot_(id)"]


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_key_come_its_values_and_each_of_them_can_be_meant(kind: str) -> None:
    for key in offered_keys(kind, DEFAULT):
        offered = completions(f"word {key}:", kind, DEFAULT)
        assert len(offered) <= 40
        if key == "year":
            assert offered == []
        else:
            known = values_of(key, kind, DEFAULT)
            assert offered or not known
            assert all(word.removeprefix(f"{key}:") in known for word in offered)
        for word in offered:
            assert parse(f"word {word}", kind, DEFAULT).terms[0].key == key


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("stance:c", ["stance:context", "stance:contradicts"]),
        ("stance:supports,cont", ["stance:supports,context", "stance:supports,contradicts"]),
        ("programme:clm stance:su", ["stance:supports"]),
        ("STANCE:SU", ["stance:supports"]),
        ("PROG", ["programme:"]),
        ("dimension:outcome ", []),
        ("", []),
        ("trafficking", []),
        ("nonsense:x", []),
        ("stance:x", []),
        ("year:20", []),
    ],
)
def test_what_is_offered(text: str, offered: list[str]) -> None:
    assert completions(text, DOSSIER, DEFAULT) == offered


def test_values_are_found_without_diacritics_and_in_any_case(tmp_path: Path) -> None:
    tables = small()
    tables["programmes"] = numbered(programme("one"), programme("two") | {"code": "ÉDU"})
    dossier = opened(tmp_path, tables)
    assert completions("programme:Éd", DOSSIER, dossier) == ["programme:édu"]
    assert completions("programme:ed", DOSSIER, dossier) == ["programme:édu"]
    assert parse("programme:édu", DOSSIER, dossier).terms[0].values == {"two"}


def test_a_value_with_a_blank_is_never_offered_as_it_could_not_be_typed(tmp_path: Path) -> None:
    tables = small()
    tables["programmes"] = numbered(programme("one"), programme("two") | {"code": "NO GO"})
    assert completions("programme:", DOSSIER, opened(tmp_path, tables)) == ["programme:one", "programme:two"]


@settings(deadline=None)
@given(text=st.text(alphabet="not:stance:x, yé\u202e\0programme", max_size=30), kind=st.sampled_from(KINDS))
def test_whatever_is_typed_is_completed_by_what_begins_with_it(text: str, kind: str) -> None:
    last = text.rpartition(" ")[2].lower()
    for word in completions(text, kind, DEFAULT):
        assert " " not in word
        assert len(word) >= len(last)
        head = split_negation(last)[0]
        assert word.startswith(head)
        assert word.removeprefix(head).partition(":")[0].startswith(last.removeprefix(head).partition(":")[0])


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("ar", ["arah:"]),
        ("arah:men", ["arah:mendukung", "arah:menentang"]),
        ("stance:con", ["stance:context", "stance:contradicts"]),
        ("program:ef", ["program:efa"]),
        ("dimensi:", ["dimensi:dampak", "dimensi:hasil", "dimensi:keluaran"]),
        ("ada:cup", ["ada:cuplikan"]),
        ("tahun:2", []),
    ],
)
def test_keys_and_values_are_offered_in_the_language_of_the_screen_too(text: str, offered: list[str]) -> None:
    offers = completions(text, DOSSIER, DEFAULT, Translator("id"))
    assert offers == offered
    for word in offers:
        if not word.endswith(":"):
            parse(word, DOSSIER, DEFAULT)
