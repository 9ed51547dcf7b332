"""Texts that an import writes into a dossier: its own words in every language, and texts that need no language.

A text of the format is an object by language. An importer keeps what a file says in the language in which the file
says it. Where the dossier's default language is missing, `complete` adds a copy that shows from which language it
comes, `[nl] ...`, as the screens mark it; nothing is translated and nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ilo_tui.core.languages import SOURCE, built_in_codes
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.parts import Texts


def in_all_languages(message: str, **values: object) -> Texts:
    """The program's own words in every language that comes with it; `message` is marked with `N_`.

    A value that is a text by language itself is taken in the language of the message.
    """
    speaking = {language: Translator(language) for language in built_in_codes()}
    # What a catalogue lacks would be English under another name.
    known = {language: tr for language, tr in speaking.items() if language == SOURCE or tr(message) != message}
    return {language: tr(message, **_spoken(values, language)) for language, tr in known.items()}


def _spoken(values: dict[str, object], language: str) -> dict[str, object]:
    return {key: marked(value, language) if isinstance(value, dict) else value for key, value in values.items()}


def neutral(text: str) -> Texts:
    """A text that is the same in every language: a code, a sign, a name."""
    return dict.fromkeys(built_in_codes(), text)


def marked(texts: Texts, language: str) -> str:
    """The text in `language`; another one is marked by its own language. `texts` has at least one."""
    if language in texts:
        return texts[language]
    first = next(iter(texts))
    same = len(texts) > 1 and len(set(texts.values())) == 1
    return texts[first] if same else f"[{first}] {texts[first]}"


def complete(value: object, language: str) -> None:
    """Give every text inside a record the language `language`, by `marked`; changes the texts in place."""
    for texts in texts_in(value):
        if language not in texts:
            texts[language] = marked(texts, language)


def texts_in(value: object) -> Iterator[Texts]:
    """Every text inside a record: the only objects in the format that are no structs."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))


def combine(first: Texts, second: Texts, joint: str = " — ") -> Texts:
    """Two texts as one, in every language of either; a part that lacks a language is marked."""
    if not (first and second):
        return first or second
    return {
        language: _joined(marked(first, language), marked(second, language), joint)
        for language in dict.fromkeys((*first, *second))
    }


def _joined(first: str, second: str, joint: str) -> str:
    return first if first == second else f"{first}{joint}{second}"
