"""Changing JSON as JSON: what comes out is mostly still JSON, but says what no program would write."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.fuzz.hostile import DATES, NUMBERS, SOUND_NUMBERS, SOUND_WORDS, WORDS, free

_MARK = "raw:"
_RAW = (
    *NUMBERS,
    "[" * 2000 + "]" * 2000,
    '{"a":' * 1200 + "1" + "}" * 1200,
    '{"id":"a","id":"b","id":3}',
    '"\\ud800"',
    '"\\udc00\\u001b[2J"',
    '"\\u0000\\u009b"',
    '"\t"',
    "{}",
    "[]",
    "[[]]",
    '""',
)
"""What `json.dumps` would not write: put in as it stands."""


def changed_tree(data: bytes, chance: Random, *, gentle: bool = False) -> bytes:
    """The document with one to three places changed; what is no JSON stays as it is.

    `gentle` changes are of texts and numbers, or of what may be absent: the document is mostly taken then.
    """
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return data
    raws: list[str] = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        tree = _retold(tree, chance, raws) if gentle else _changed(tree, chance, raws)
    return _written(tree, chance, raws)


def _places(value: Any, result: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every place in a tree: what holds it, and its key or number there."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            result.append((value, key))
            _places(value[key], result)
    return result


def _retold(tree: Any, chance: Random, raws: list[str]) -> Any:
    """A text, number or mark in the tree changed to another of its kind; mostly one in which anything may be said."""
    places = [(holder, key) for holder, key in _places(tree, []) if not isinstance(holder[key], dict | list)]
    shown = [(holder, key) for holder, key in places if isinstance(holder[key], str) and free(holder[key])]
    counted = [(holder, key) for holder, key in places if not isinstance(holder[key], str)]
    places = chance.choices((shown, counted, places), (8, 1, 1))[0] or places
    if not places:
        return tree
    holder, key = chance.choice(places)
    other, present = chance.choice(places)
    value = holder[key]
    if chance.random() < 0.03:
        del holder[key]
    elif type(value) is type(other[present]) and chance.random() < 0.2:
        holder[key], other[present] = other[present], value
    elif isinstance(value, bool) or value is None:
        holder[key] = chance.choice((True, False, None))
    elif isinstance(value, str):
        at = chance.randrange(len(value) + 1)
        word = chance.choice(DATES) if value[:1].isdigit() else chance.choice(SOUND_WORDS)
        holder[key] = chance.choice((word, value[:at] + word + value[at:]))
    else:
        raws.append(chance.choice(SOUND_NUMBERS))
        holder[key] = f"{_MARK}{len(raws) - 1}"
    return tree


def _changed(tree: Any, chance: Random, raws: list[str]) -> Any:
    places = _places(tree, [])
    if not places:
        return _value(chance, raws)
    holder, key = chance.choice(places)
    other, present = chance.choice(places)
    match chance.randrange(10):
        case 0:
            del holder[key]
        case 1:
            holder[key], other[present] = _plain(other[present]), _plain(holder[key])
        case 2:
            holder[key] = _plain(other[present])
        case 3 if isinstance(holder, dict):
            name = chance.choice((*WORDS[:16], "id", "schema", "1", "0", "-1", "01", "x"))
            holder[name] = holder.pop(key)
        case 4 if isinstance(holder, dict):
            holder[chance.choice(("x", "id", "2", "extra", *WORDS[:16]))] = _plain(other[present])
        case 5:
            holder[key] = chance.choice(([], {}, [holder[key]], {"en": holder[key]}, {"1": holder[key]}))
        case 6 if isinstance(holder[key], str):
            at = chance.randrange(len(holder[key]) + 1)
            holder[key] = holder[key][:at] + chance.choice(WORDS) + holder[key][at:]
        case 7 if isinstance(holder[key], list) and holder[key]:
            holder[key] *= chance.choice((2, 3, 40))
        case _:
            holder[key] = _value(chance, raws)
    return tree


def _plain(value: Any) -> Any:
    """A copy, so that no tree ever holds itself."""
    return json.loads(json.dumps(value))


def _value(chance: Random, raws: list[str]) -> Any:
    match chance.randrange(4):
        case 0:
            return chance.choice(WORDS)
        case 1:
            return chance.choice(DATES)
        case 2:
            return chance.choice((None, True, False, 0, -1, 1.5, 2**40, [], {}, "x", [None], {"en": ""}))
        case _:
            raws.append(chance.choice(_RAW))
            return f"{_MARK}{len(raws) - 1}"


def _written(tree: Any, chance: Random, raws: list[str]) -> bytes:
    """The tree as JSON: escaped or not, and mostly with a document a line, as the program's own files are."""
    escaped = chance.random() < 0.5

    def dumped(value: Any) -> str:
        return json.dumps(value, ensure_ascii=escaped, separators=(",", ":"))

    if isinstance(tree, dict) and all(isinstance(item, dict) for item in tree.values()) and chance.random() < 0.8:
        tables = [
            f"{dumped(name)}:{{\n" + ",\n".join(f"{dumped(doc)}:{dumped(row)}" for doc, row in rows.items()) + "\n}"
            for name, rows in tree.items()
        ]
        text = "{" + ",\n".join(tables) + "}\n"
    else:
        text = dumped(tree)
    for number, raw in enumerate(raws):
        text = text.replace(f'"{_MARK}{number}"', raw)
    return text.encode("utf-8", "surrogatepass")
