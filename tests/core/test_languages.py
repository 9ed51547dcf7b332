"""A language is a folder: one in the user's config folder is spoken everywhere, and nothing in it can do harm."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from gettext import GNUTranslations
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import example, given
from hypothesis import strategies as st

from ilo_tui.cli import run
from ilo_tui.core.catalogue import GuardedMessages, messages_of
from ilo_tui.core.languages import (
    SOURCE,
    built_in_codes,
    find_language,
    is_language,
    language_codes,
    locale_language,
    next_language,
    user_folder,
)
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.frontends import plain
from ilo_tui.views.context import ViewContext
from tests.conftest import MakeApp
from tests.frontends.tui.screen import screen_text

Texts = Mapping[str | tuple[str, str], str | tuple[str, ...]]
FRENCH: Texts = {
    "Programmes": "Programmes",
    "Dimensions": "Dimensions",
    "Policy alignment": "Alignement des politiques",
    "Research suggestions": "Pistes de recherche",
    "Review": "Examen",
    "Evidence": "Preuves",
    "search": "chercher",
    "help": "aide",
    "Language: {language}": "Langue : {language}",
    "stance:": "position:",
    "against": "contre",
    "usage: ": "usage : ",
    "every fault of a dossier, one a line": "chaque défaut d'un dossier, 100 % un par ligne",
    ("1 found", "{n} found"): ("{n} trouvé", "{n} de trouvés", "{n} trouvés"),
    "January": "janvier",
    "sound": "sans défaut",
}
FACTS = {"name": "Français", "decimal": ",", "thousands": "\u202f", "date": "{day} {month} {year}", "locales": ["frc"]}


def language_folder(code: str, texts: Texts = FRENCH, facts: object = FACTS, catalogue: bytes | None = None) -> Path:
    """The folder of a language in the user's config folder."""
    folder = user_folder() / code
    (folder / "LC_MESSAGES").mkdir(parents=True)
    (folder / "language.json").write_text(json.dumps(facts), "utf-8")
    messages = Catalog(locale="fr")
    for message, text in texts.items():
        messages.add(message, text)
    with (folder / "LC_MESSAGES" / "ilo_tui.mo").open("wb") as file:
        if catalogue is None:
            write_mo(file, messages)
        else:
            file.write(catalogue)
    return folder


def test_those_of_the_package_have_a_name_of_their_own() -> None:
    assert language_codes() == built_in_codes()
    assert {code: find_language(code).name for code in built_in_codes()} == {"en": "English", "id": "Bahasa Indonesia"}
    assert built_in_codes()[0] == SOURCE


def test_a_language_of_the_user_comes_after_them() -> None:
    language_folder("fr")
    assert language_codes() == (*built_in_codes(), "fr")
    assert [next_language(code) for code in language_codes()] == ["id", "fr", "en"]
    assert Translator("fr").name == "Français"
    assert locale_language({"LANG": "fr_FR.UTF-8"}) == locale_language({"LANG": "frc"}) == "fr"
    assert load_settings({"lang": "fr"}).language == "fr"


def test_it_is_spoken_by_commands(capsys: pytest.CaptureFixture[str]) -> None:
    language_folder("fr")
    assert run(["--lang", "fr", "list", "evidence", "--where", "position:contre"]) == 0
    printed = capsys.readouterr()
    assert "trouvés" in printed.err
    with pytest.raises(SystemExit):
        run(["--lang=fr", "--help"])
    printed = capsys.readouterr()
    assert printed.out.startswith("usage : ")
    assert "chaque défaut d'un dossier, 100 % un par ligne" in printed.out
    # What is not translated is English.
    assert "review sessions" in printed.out


def test_it_is_spoken_by_plain_mode() -> None:
    language_folder("fr")
    out, dossier = StringIO(), load(default_path())
    context = ViewContext(dossier, Translator("fr", dossier.meta.default_language))
    assert plain.run_menu(context, load_settings({"lang": "fr"}), StringIO(""), out) == 0
    assert "Alignement des politiques" in out.getvalue()
    assert "Langue : Français" in out.getvalue()


@pytest.mark.slow
async def test_it_is_spoken_by_the_app(make_app: MakeApp) -> None:
    language_folder("fr")
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("L", "L")
        await pilot.pause()
        assert app.context.tr.language == "fr"
        assert "Alignement des politiques" in screen_text(app)
        await pilot.press("L")
        await pilot.pause()
        assert app.context.tr.language == SOURCE


def test_figures_and_dates_are_written_as_it_says() -> None:
    language_folder("fr", {"January": "janvier"}, {**FACTS, "thousands": "'", "date": "{year}, {day} {month}"})
    tr = Translator("fr")
    assert tr.number(1234567.5) == "1'234'567,5"
    assert tr.decimal(0.8, 2) == "0,80"
    assert tr.date("2016-01-05") == "2016, 5 janvier"


def test_filters_know_its_words_and_still_those_of_the_code() -> None:
    language_folder("fr", {"stance:": "year:", "against": "for"})
    dossier = load(default_path())
    for text in ("stance:contradicts", "arah:menentang"):
        (term,) = parse(text, "evidence", dossier).terms
        assert (term.key, term.values) == ("stance", frozenset({"contradicts"}))
    assert parse("year:2012", "evidence", dossier).terms[0].key == "year"


@pytest.mark.parametrize("code", ["..", "../fr", "fr/..", "/etc", "", ".", "FR", "f\x1br", "a" * 300, "fr\n", "fr\0"])
def test_a_code_that_is_none_is_never_looked_for(code: str) -> None:
    language_folder("fr")
    assert not is_language(code)
    assert Translator(code).language == SOURCE


def test_a_folder_of_the_user_stands_in_for_none_of_the_package() -> None:
    language_folder("id", {"Evidence": "stolen"})
    assert language_codes() == built_in_codes()
    assert Translator("id")("Evidence") == "Bukti"


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "catalogue",
    [b"", b"no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40, b"\x95\x04\x12\xde" + b"\0" * 16 * 2**20],
    ids=["empty", "text", "no numbers", "large"],
)
def test_a_broken_catalogue_leaves_english(catalogue: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    language_folder("fr", catalogue=catalogue)
    assert Translator("fr")("Evidence") == "Evidence"
    assert run(["--lang", "fr", "check"]) == 0
    with pytest.raises(SystemExit):
        run(["--lang", "fr", "--help"])
    assert capsys.readouterr().out.count("usage: ") == 1


@pytest.mark.parametrize("facts", [[], "text", {"name": 7, "decimal": "..", "date": "{day}", "locales": "x"}])
def test_facts_that_cannot_be_meant_are_left_out(facts: object) -> None:
    folder = language_folder("fr", facts=facts)
    assert find_language("fr") == find_language(SOURCE)._replace(
        code="fr", folder=folder, name="fr", english="fr", built_in=False
    )


def test_a_name_cannot_command_the_terminal() -> None:
    language_folder("fr", facts={"name": "Fr\x1b[31m", "decimal": "\x1b"})
    assert find_language("fr").name == "Fr␛[31m"
    assert Translator("fr").number(1.5) == "1␛5"


@pytest.mark.parametrize(
    ("message", "translation"),
    [
        ("{n} for", "{n.__class__} contre"),
        ("{n} for", "{n:>999999999} contre"),
        ("{n} for", "{n!r} contre"),
        ("{n} for", "{m} contre"),
        ("{n} for", "{n contre"),
        ("{n} for", "} contre"),
        ("{n} for", "{} contre"),
        ("unrecognized arguments: %s", "arguments"),
        ("unrecognized arguments: %s", "100 % d'arguments %s"),
        ("Evidence", "%(prog)s"),
        ("Evidence", "Preuve" * 1000),
        ("Evidence", " "),
    ],
)
def test_a_translation_that_does_not_fit_is_not_used(message: str, translation: str) -> None:
    language_folder("fr", {message: translation})
    assert Translator("fr")(message, n=3) == message.format(n=3)


def test_control_characters_in_a_translation_are_made_visible() -> None:
    language_folder("fr", {"Evidence": "Pre\x1b[31muves\u202e"})
    assert Translator("fr")("Evidence") == "Pre␛[31muves"


@pytest.mark.parametrize("rule", ["n/0", "n%0", "9", "0-1", "n" + "*n" * 400, "(" * 400 + "n" + ")" * 400])
def test_a_rule_for_plurals_that_cannot_be_leaves_english(rule: str) -> None:
    header = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural={rule};\n"
    language_folder("fr", catalogue=raw({"": header, "1 found\0{n} found": "un\0{n} trouvés"}))
    assert Translator("fr").many("1 found", "{n} found", 3) in {"3 found", "3 trouvés"}


@given(st.text(min_size=1), st.text())
@example("{n}", "{")
@example("%s", "%")
def test_whatever_a_translation_is_its_message_can_be_filled(message: str, translation: str) -> None:
    try:
        message.format(n=1)
    except (ValueError, LookupError, AttributeError):
        return
    messages = GNUTranslations(BytesIO(raw({"": "Content-Type: text/plain; charset=utf-8\n", message: translation})))
    assert isinstance(GuardedMessages(messages).gettext(message).format(n=1), str)


def test_the_languages_of_the_package_are_not_guarded_and_english_needs_no_messages() -> None:
    assert messages_of(SOURCE) is None
    assert not isinstance(messages_of("id"), GuardedMessages)


def raw(texts: Mapping[str, str]) -> bytes:
    """A compiled catalogue made by hand, which takes anything."""
    pairs = sorted((key.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for key, value in texts.items())
    count, start = len(pairs), 28 + 16 * len(pairs)
    keys, values, data = b"", b"", b""
    for side in (0, 1):
        for pair in pairs:
            entry = struct.pack("<II", len(pair[side]), start + len(data))
            keys, values = (keys + entry, values) if side == 0 else (keys, values + entry)
            data += pair[side] + b"\0"
    return struct.pack("<IIIIIII", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0) + keys + values + data
