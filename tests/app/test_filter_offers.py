"""Which filters are offered by name where, what is said of those that cannot be meant, and what `@NAME` stands for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.filter_offers import BUILT_IN, FilterMenu, expand, name_of
from ilo_tui.app.saved_filters import SavedFilterError, SavedFilters
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS, QueryError, offered_keys
from ilo_tui.dossier.filter_scope import DOSSIER, QUESTIONS
from ilo_tui.dossier.filters import Query, parse
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.views.context import ViewContext
from tests.editions import FIRST_EDITION

SECOND, FIRST = load(default_path()), load(FIRST_EDITION)
EN, ID = Translator("en"), Translator("id")


def reader(kind: str, dossier: Dossier) -> Callable[[str], Query]:
    return lambda text: parse(text, kind, dossier)


def menu(
    state: Path, kind: str = DOSSIER, dossier: Dossier = SECOND, tr: Translator = EN, in_force: str = ""
) -> FilterMenu:
    """The menu over a list of a kind; what is saved is saved for the dossier `d`."""
    contexts = Contexts(ViewContext(dossier, tr))
    return FilterMenu(contexts, SavedFilters(state, "d"), kind, reader(kind, dossier), in_force)


@pytest.mark.parametrize("kind", [*KEYS, DOSSIER, QUESTIONS])
@pytest.mark.parametrize("dossier", [FIRST, SECOND], ids=["schema1", "schema2"])
def test_those_of_the_program_are_offered_where_list_and_dossier_know_their_keys(
    tmp_path: Path, kind: str, dossier: Dossier
) -> None:
    offers = menu(tmp_path, kind, dossier).offers()
    wanted = []
    for filter_ in BUILT_IN:
        try:
            keys = {term.key for term in parse(filter_.text, kind, dossier).terms}
        except QueryError:
            continue
        if kind in filter_.kinds and keys <= set(offered_keys(kind, dossier)):
            wanted.append(filter_.text)
    assert [offer.text for offer in offers] == wanted
    assert all(offer.words and not offer.error and offer.saved is None for offer in offers)


def test_what_is_offered_without_being_saved(tmp_path: Path) -> None:
    def offered(kind: str, dossier: Dossier = SECOND, tr: Translator = EN) -> list[str]:
        return [offer.name for offer in menu(tmp_path, kind, dossier, tr).offers()]

    claims = ["against", "no locator", "no excerpt", "second hand", "tie not stated", "undated"]
    assert offered(DOSSIER) == offered("evidence") == claims
    assert offered(DOSSIER, FIRST) == ["against", "no locator", "no excerpt"]
    assert offered(QUESTIONS) == offered("gaps") == ["nothing recorded", "none independent", "one voice"]
    assert offered("alignments") == ["no locator", "tie not stated", "no degree"]
    assert offered("alignments", FIRST) == ["no locator", "no degree"]
    assert offered("programmes") == offered("scales") == offered("cells") == []
    assert offered(DOSSIER, tr=ID)[1] == "tanpa letak dalam sumber"


def test_saved_ones_come_first_in_words_and_one_that_cannot_be_meant_says_why(tmp_path: Path) -> None:
    store = SavedFilters(tmp_path, "d")
    store.save("mine", "stance:against year:2012..2016")
    store.save("gaps", "kind:one_voice")
    offers = menu(tmp_path).offers()
    assert [(offer.name, offer.words, offer.error) for offer in offers[:1]] == [
        ("mine", "speaks against, year 2012–2016", "")
    ]
    assert "one_voice" in offers[1].error and offers[1].saved
    on_gaps = menu(tmp_path, QUESTIONS).offers()
    assert "stance is no key here" in on_gaps[0].error and not on_gaps[1].error
    assert "stance bukan kunci" in menu(tmp_path, QUESTIONS, tr=ID).offers()[0].error


def test_hostile_names_and_texts_of_a_file_are_shown_as_safe_lines(tmp_path: Path) -> None:
    store = SavedFilters(tmp_path, "d")
    store.save("x", "x")
    text = store.path.read_text().replace(
        '"name":"x","text":"x"', '"name":"\\u001b[31m\\n","text":"a:\\u202eb \\u001b"'
    )
    store.path.write_text(text)
    offer = menu(tmp_path).offers()[0]
    shown = offer.name + offer.words + offer.error
    assert "\x1b" not in shown and "\u202e" not in shown and "\n" not in shown
    store.path.write_text(text.replace("\\u001b[31m\\n", " "))
    assert menu(tmp_path).offers()[0].name == "-"


def test_saving_and_deleting_say_so_in_both_languages(tmp_path: Path) -> None:
    for tr, wanted in (
        (EN, ("Saved as “a b”.", "“a b” is deleted.")),
        (ID, ("Disimpan sebagai “a b”.", "“a b” dihapus.")),
    ):
        filters = menu(tmp_path, tr=tr, in_force="stance:against")
        assert filters.existing("a b") is None
        assert filters.save(" a  b ") == [wanted[0]]
        assert filters.existing("A_B")
        (saved, *_) = filters.offers()
        assert saved.text == "stance:against" and filters.delete(saved) == wanted[1]
        assert all(offer.saved is None for offer in filters.offers())


def test_a_damaged_file_is_named_beside_what_is_offered_and_where_it_went(tmp_path: Path) -> None:
    filters = menu(tmp_path, in_force="brick")
    filters.store.path.parent.mkdir()
    filters.store.path.write_text("{")
    assert len(filters.offers()) == 6 and str(filters.store.path) in filters.fault
    first, second = filters.save("new")
    assert first == "Saved as “new”." and ".unreadable" in second
    assert filters.offers()[0].name == "new" and filters.fault == ""


@pytest.fixture
def store(tmp_path: Path) -> SavedFilters:
    """Some saved filters, one of which has the name of one of the program."""
    filters = SavedFilters(tmp_path, "d")
    for name, text in (("no", "a"), ("no way", "b c"), ("Undated", "year:2012"), ("ខ្មែរ", "khmer"), ("at", "@no")):
        filters.save(name, text)
    return filters


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", ""),
        ("brick  kiln", "brick  kiln"),
        ("@no", "a"),
        ("@no way", "b c"),
        ("x @NO_WAY y", "x b c y"),
        ("@no @no", "a a"),
        ("@undated", "year:2012"),
        ("@tanpa tanggal", "period:undated"),
        ("@no locator", "not:has:locator"),
        ("@tanpa_letak_dalam_sumber dimension:outcome", "not:has:locator dimension:outcome"),
        ("@ខ្មែរ", "khmer"),
        ("@at", "@no"),
        ("@ x", "@ x"),
        ("a@no", "a@no"),
    ],
)
def test_a_name_stands_for_its_filter_the_longest_first_and_nothing_else_changes(
    store: SavedFilters, typed: str, text: str
) -> None:
    assert expand(typed, store) == text


def test_a_name_that_none_has_is_reported_with_those_that_there_are(store: SavedFilters, tmp_path: Path) -> None:
    for tr, wanted in (
        (EN, "no saved filter is called way. There are: no, no way"),
        (ID, "tidak ada saringan tersimpan bernama way"),
    ):
        with pytest.raises(SavedFilterError) as unknown:
            expand("x @way", store)
        assert wanted in unknown.value.line(tr)
    assert "no locator" in unknown.value.line(EN) and "tanpa cuplikan" in unknown.value.line(ID)
    store.path.write_text("{")
    with pytest.raises(SavedFilterError, match="damaged"):
        expand("@no", store)


@given(st.text(alphabet="ab @_\u202e\x1b", max_size=20))
def test_whatever_is_typed_is_read_or_reported(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    filters = SavedFilters(tmp_path_factory.mktemp("state"), "d")
    filters.save("a b", "stance:against")
    try:
        expanded = expand(text, filters)
    except SavedFilterError as error:
        assert "\x1b" not in error.line(EN) and "\u202e" not in error.line(EN)
        assert any(word.startswith("@") and word != "@" for word in text.split())
    else:
        assert "@" in text or expanded == text


def test_a_queue_has_the_name_of_the_filter_that_reads_as_its_own(store: SavedFilters) -> None:
    store.save("one", "Stance:AGAINST year:2012")
    where = str(parse("stance:against year:2012", "evidence", SECOND))
    assert name_of(where, "evidence", SECOND, store) == "one"
    assert name_of("", "evidence", SECOND, store) == name_of("other", "evidence", SECOND, store) == ""
    assert name_of("year:2012", "gaps", SECOND, store) == ""
