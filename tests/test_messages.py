"""The catalogues are current: made from the code again, they are the same; everything is translated."""

from __future__ import annotations

import ast
import functools
import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

pytestmark = pytest.mark.xdist_group("messages")
SCRIPT = Path(__file__).parents[1] / "docs" / "messages.py"


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # Looking through the whole program takes seconds, and every test here only reads what is found.
    for name in ("template", "merged"):
        vars(module)[name] = functools.cache(vars(module)[name])
    return module


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_catalogues_are_those_of_the_code(messages: ModuleType, language: str) -> None:
    merged = texts_of(messages.merged(language))
    path: Path = messages.po_path(language)
    with path.open("rb") as file:
        assert texts_of(read_po(file, locale=language)) == merged, "run `make messages`"
    if language == "en":
        return
    with path.with_suffix(".mo").open("rb") as file:
        assert texts_of(read_mo(file)) == {ident: text for ident, text in merged.items() if any(text)}


def test_every_message_that_is_said_is_in_the_catalogue(messages: ModuleType) -> None:
    """What is inside a formatted string, or said by a translator of another name, is not extracted."""
    known = {name for message in messages.merged("id") if message.id for name in _tuple(message.id)}
    printed = {
        (path.name, call.args[0].value)
        for path in (messages.ROOT / "ilo_tui").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if isinstance(call.args[0].value, str) and _name(call.func).strip("_") in {"tr", "say", "many"}
    }
    assert {(name, text) for name, text in printed if text not in known} == set()


def test_no_message_has_a_word_that_was_given_up(messages: ModuleType) -> None:
    former = re.compile(r"\b(consensus|gather|settle|vote|judgement)", re.IGNORECASE)
    assert [text for item in messages.merged("id") for text in _tuple(item.id) if former.search(text)] == []
    translated = [text for item in messages.merged("id") for text in _tuple(item.string)]
    assert [text for text in translated if "konsensus" in text.lower()] == []


def test_no_message_says_the_same_twice(messages: ModuleType) -> None:
    """Filling in translations by script once wrote some of them 24 times over."""
    twice = re.compile(r"(.{25,})\1", re.DOTALL)
    texts = [text for language in ("en", "id") for item in messages.merged(language) for text in _tuple(item.string)]
    assert [text for text in texts if twice.search(text)] == []


def _name(function: ast.expr) -> str:
    """What a function is called by, without what it belongs to."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts_of(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Messages and translations, singular and plural alike as tuples."""
    return {_tuple(item.id): _tuple(item.string) for item in catalogue if item.id}


def _tuple(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_translated_with_its_placeholders(messages: ModuleType) -> None:
    for item in messages.merged("id"):
        if not item.id:
            continue
        sources = item.id if isinstance(item.id, tuple) else (item.id,)
        texts = item.string if isinstance(item.string, tuple) else (item.string,)
        assert all(texts), item.id
        wanted = placeholders(sources[-1])
        assert all(placeholders(text) <= wanted | {"n"} for text in texts), item.id
        assert all(wanted - {"n"} <= placeholders(text) for text in texts), item.id
