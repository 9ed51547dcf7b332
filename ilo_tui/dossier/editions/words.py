"""Two texts word by word: what stays, what goes, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 4000
"""Words from which on texts are not compared any more, but stand below each other: it takes their square."""


class Words(NamedTuple):
    """Some words that are in both texts, only in the old, or only in the new one."""

    kind: Literal["same", "removed", "added"]
    text: str


def compare_words(old: str, new: str) -> Iterator[Words]:
    """The old text turned into the new, in the order of reading; what goes stands before what comes in its place."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST:
        before, after = [old], [new]
    removed = added = ""
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        text = "".join(before[start:end])
        if kind == "equal" and (text.strip() or not (removed or added)):
            yield from _changed(removed, added)
            removed = added = ""
            yield Words("same", text)
        else:
            # A blank between two changes stays none of its own.
            removed, added = removed + text, added + "".join(after[first:last])
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Words]:
    if removed:
        yield Words("removed", removed)
    if added:
        yield Words("added", added)


def marked_words(old: str, new: str) -> str:
    """The same in plain text: `He [-went-]{+walked+} home`."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[words.kind].format(words.text) for words in compare_words(old, new))
