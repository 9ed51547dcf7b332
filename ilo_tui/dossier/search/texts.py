"""Which texts of a record are searched: all that a person reads or cites, with the language of each.

Left out are codes from closed lists (stance, confidence, origin, ...) and the dimension that a record refers to: they
would make every second claim a hit of `source` or `impact`, in English alone. Ids of other records count, so that a
programme's or a source's id finds the claims about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, get_args, get_origin

import msgspec

from ilo_tui.dossier.model import Record
from ilo_tui.dossier.parts import Excerpt
from ilo_tui.dossier.search.tokens import cut_long, folded

KINDS = (
    "programmes",
    "aims",
    "dimensions",
    "evidence",
    "findings",
    "policies",
    "alignments",
    "suggestions",
    "indicators",
    "sources",
    "actors",
    "scales",
)
"""Tables that are searched, in the order in which hits are grouped."""

Text = tuple[str, str]
"""A language, empty where a text has none (ids, codes, titles), and the text."""

_HEADS = ("id", "code", "name", "title", "statement", "question", "rationale")
_TITLES = (*_HEADS[2:], "text")
_LEFT_OUT = {"dimension", "dimensions", "key", "lang"}
_LONG = 8000


def texts_of(record: Record) -> list[Text]:
    """Every text of a record; what names it comes first, and its id after what people read."""
    texts: list[Text] = []
    _collect(record, texts)
    return texts


def heads_of(record: Record) -> list[Text]:
    """The texts that name a record: id, code, name or title, of claims and alignments what they state."""
    texts: list[Text] = []
    for name in _HEADS:
        if value := getattr(record, name, None):
            texts.extend(value.items() if isinstance(value, dict) else [("", value)])
    return texts


def title_of(record: Record, language: str) -> Text:
    """The text that names a record to a reader: in their language, where it has that, else in its first one."""
    for name in _TITLES:
        if value := getattr(record, name, None):
            if not isinstance(value, dict):
                return "", value
            spoken = language if language in value else next(iter(value))
            return spoken, value[spoken]
    return "", record.id


def folded_text(record: Record) -> str:
    """All texts of a record as one folded text, in which words of different texts stay apart."""
    text = folded("\n".join([text for _, text in texts_of(record)]))
    return text if len(text) < _LONG else cut_long(text)


def _collect(part: Any, texts: list[Text]) -> None:
    """Add the texts of a record or a part of one: for every record of the dossier, so it is plain and flat."""
    for value in _values(part.__class__)(part):
        kind = type(value)
        if value is None or value == "":
            continue
        if kind is str:
            texts.append(("", value))
        elif kind is dict:
            texts.extend(value.items())
        elif kind is list:
            _collect_list(value, texts)
        elif kind is int:
            texts.append(("", str(value)))
        elif kind is Excerpt:
            texts.append((value.lang, value.text))
        else:
            _collect(value, texts)


def _collect_list(values: Iterable[Any], texts: list[Text]) -> None:
    for value in values:
        if isinstance(value, str):
            texts.append(("", value))
        elif isinstance(value, dict):
            texts.extend(value.items())
        else:
            _collect(value, texts)


@lru_cache(maxsize=64)
def _values(kind: type[Any]) -> Callable[[Any], Iterable[Any]]:
    """Gives the values of the searched fields of a struct."""
    names = [field.name for field in msgspec.structs.fields(kind) if _is_searched(field)]
    names.sort(key=lambda name: (name not in _HEADS or name == "id", name == "id"))
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda part: (only(part),)
    return attrgetter(*names)


def _is_searched(field: msgspec.structs.FieldInfo) -> bool:
    """Whether a field holds something to read: numbers do not, but for years."""
    kinds = {field.type, *get_args(field.type)}
    if field.name in _LEFT_OUT or any(get_origin(kind) is Literal for kind in kinds):
        return False
    return field.name == "year" or not kinds & {int, float, bool}
