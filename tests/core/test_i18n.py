"""Speaking a language: messages, numbers, texts of a dossier, and the language that a locale asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.languages import built_in_codes, locale_language
from ilo_tui.core.translator import MONTHS, N_, Translator
from ilo_tui.views.labels import TABLES

EN, ID = Translator("en"), Translator("id")


def test_two_languages_speak_in_one_process() -> None:
    assert (EN("Evidence"), ID("Evidence")) == ("Evidence", "Bukti")
    assert (EN("Evidence"), ID("Evidence")) == ("Evidence", "Bukti")


def test_a_language_that_nobody_knows_is_english() -> None:
    assert Translator("xx").language == "en"
    assert Translator("xx")("Evidence") == "Evidence"


def test_marking_changes_nothing() -> None:
    assert N_("Evidence") == "Evidence"


def test_no_message_is_no_message() -> None:
    # gettext gives its header for the empty message.
    assert ID("") == EN("") == ""


@given(st.text())
def test_what_fills_a_message_is_never_a_message_itself(text: str) -> None:
    for tr in (EN, ID):
        assert text in tr("{n} for", n=text)
        assert tr("warning: {line}", line=text).endswith(text)


def test_one_and_many() -> None:
    assert [EN.many("1 fault", "{n} faults", n) for n in (0, 1, 2)] == ["0 faults", "1 fault", "2 faults"]
    shown = [ID.many("1 fault", "{n} faults", n) for n in (1, 2, 30)]
    assert len(set(shown)) == 3
    assert all(str(n) in text for n, text in zip((1, 2, 30), shown, strict=True))


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        (0, "0", "0"),
        (28.7, "28.7", "28,7"),
        (888_370, "888,370", "888.370"),
        (4_750_000.5, "4,750,000.5", "4.750.000,5"),
        (-12, "-12", "-12"),
        (100.0, "100", "100"),
        (0.05, "0.05", "0,05"),
        (10**30, "1" + ",000" * 10, "1" + ".000" * 10),
    ],
)
def test_numbers_as_each_language_writes_them(value: float, english: str, indonesian: str) -> None:
    assert (EN.number(value), ID.number(value)) == (english, indonesian)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_numbers_read_back_as_they_were(value: float) -> None:
    assert float(EN.number(value).replace(",", "")) == pytest.approx(value, abs=1e-9)
    assert EN.number(value).translate(str.maketrans(",.", ".,")) == ID.number(value)


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        ({"en": "work", "id": "kerja"}, "kerja"),
        ({"en": "work"}, "[en] work"),
        ({"fr": "travail"}, "[fr] travail"),
        ({"fr": "travail", "en": "work"}, "[en] work"),
        ({"id": "", "en": "work"}, "[en] work"),
        ({"\x1b[31m": "red"}, "[␛[31m] red"),
        ({"id": "\x1b[31mmerah"}, "␛[31mmerah"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_text_in_another_language_is_marked(texts: dict[str, str] | None, text: str) -> None:
    assert ID.text(texts) == text


def test_the_default_language_of_the_dossier_comes_first() -> None:
    texts = {"en": "work", "fr": "travail"}
    assert Translator("id", default="fr").text(texts) == "[fr] travail"
    assert Translator("id", default="km").text(texts) == "[en] work"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "id.UTF-8"}, "id"),
        ({"LANG": "in_ID"}, "id"),
        ({"LANG": "ID_id"}, "id"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_ID.UTF-8"}, "en"),
        ({"LC_ALL": "id_ID", "LANG": "en_GB"}, "id"),
        ({"LC_MESSAGES": "id_ID", "LANG": "en_GB"}, "id"),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "id_ID", "LANG": "id_ID"}, "en"),
        ({"LC_ALL": "", "LANG": "id_ID"}, "id"),
    ],
)
def test_the_language_of_a_locale(environment: dict[str, str], language: str) -> None:
    assert locale_language(environment) == language


@pytest.mark.parametrize(
    ("iso", "english", "indonesian"),
    [
        ("2016", "2016", "2016"),
        ("2008-06", "June 2008", "Juni 2008"),
        ("1999-08-24", "24 August 1999", "24 Agustus 1999"),
        ("2008-13", "2008-13", "2008-13"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(iso: str, english: str, indonesian: str) -> None:
    assert (EN.date(iso), ID.date(iso)) == (english, indonesian)


def test_the_words_of_the_screens_are_translated() -> None:
    assert len({ID(month) for month in MONTHS}) == 12
    assert all(ID(label) != label for name, label in TABLES.items() if name != "programmes")
    assert built_in_codes() == ("en", "id")
