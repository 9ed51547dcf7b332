"""The rules of folding: which letters of a text may change, and what becomes of them; see `folding`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import decomposition, is_normalized, normalize

UNSPACED = "\u0e01-\u0e4f\u0e81-\u0ecd\u1000-\u103f\u104a-\u108f\u1780-\u17df\u3040-\u30ff\u3400-\u9fff"
"""Letters of scripts that are written without spaces between words, but not digits, as ranges of a class."""
_SOFT = "\u00ad"
_UNSEEN = "\u00ad\u034f\u061c\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_DASHES = "\u2014\u2015"
_COMPATIBLE = (
    "\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f1-\u01f3\u0e33\u0eb3\u0edc\u0edd\u2160-\u217f"
    "\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdfb\ufe70-\ufefc\uff01-\uff5e"
)
_SUPERSCRIPTS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
_SAME_LENGTH = {
    " ": "\n\r\t\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d",
    "'": '"`\u00b4\u02bc\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a\u00ab\u00bb'
    "\uff02\uff07",
}
_SPACING = f"{_UNSEEN}{_DASHES}\\-"
# Each begins with a class of rare letters, or with two of a kind: those an expression finds fast.
_SPACING_RUN = re.compile(f"[{_SPACING}][ {_SPACING}]*")
_HYPHEN_RUN = re.compile(r"-[ \-]*")
_CHANGES = (re.compile("  +"), re.compile("''+"), re.compile(r"\. ?\.(?: ?\.)+"))
_RARE_CHANGES = (re.compile(f"[\u2026{_COMPATIBLE}]+"), re.compile(f"[{_SUPERSCRIPTS}]+"))
_COMPOSED = re.compile(".[\u0300-\u036f]+")
_UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
_UNSPACED_SPACES = re.compile(f"(?<=[{UNSPACED}]) +|(?<! ) +(?=[{UNSPACED}])")
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_DASH = re.compile(f" *(?:[{_DASHES}]|--+)[ {_DASHES}\\-]*")
_SOFT_BREAK = re.compile(f"[{_UNSEEN}]*{_SOFT}[ {_UNSEEN}]*")
_WORD_BEFORE_MARK = 3
"""Letters before a superscript digit that make it a footnote's mark: behind fewer it may be of a unit, as of `km`."""
_CLOSING = ".,;:!?)]'"


_IS_SPACING = re.compile(f"[ {_SPACING}]")
_IS_SUPERSCRIPT = re.compile(f"[{_SUPERSCRIPTS}]")
_UNCHANGED = re.compile("[a-z0-9]{2}|[\u0e01-\u0e2e]{2}|[\u1000-\u1021]{2}|[\u1780-\u17b3]{2}|[\u4e00-\u9fff]{2}")
_CHUNK = 1 << 20
"""Letters that are looked through at once, at least."""
_SHORT = {"'": "'", ".": "..."}
"""What runs of a letter become."""
_LONGEST_KEPT = 8
"""Letters of a run of which what it becomes is remembered."""


def fold_same_length(text: str) -> str:
    """What is folded letter by letter, so that every letter stays at its place."""
    for folded, chars in _SAME_LENGTH.items():
        for char in chars:
            if char in text:
                text = text.replace(char, folded)
    return text


def runs_to_fold(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand that may change, in order; a run may lie in the one before it, and is then of it."""
    patterns = list(_patterns(text))
    for start, stop in _chunks(text):
        # Longer runs first where two begin together.
        runs = [(begin, -end) for pattern in patterns for begin, end in _spans(pattern, text, start, stop)]
        runs.sort()
        yield from ((begin, -end) for begin, end in runs)


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """What may change in a text of these letters: most have few kinds of it."""
    if text.isascii():
        yield from (_HYPHEN_RUN, *_CHANGES)
        return
    yield from (_SPACING_RUN, *_CHANGES, *_RARE_CHANGES)
    if _UNSPACED_LETTER.search(text):
        yield _UNSPACED_SPACES
    if not is_normalized("NFC", text):
        yield _COMPOSED


def _spans(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The matches of a pattern; spacing with the spaces before it, at each of which an expression would stop."""
    with_spaces = pattern in {_SPACING_RUN, _HYPHEN_RUN}
    for match in pattern.finditer(text, start, stop):
        begin, end = match.span()
        while with_spaces and begin and text[begin - 1] == " ":
            begin -= 1
        yield begin, end


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """A text in pieces, cut where two letters stand together that never change: few runs are kept at once."""
    start = 0
    while start < len(text):
        cut = _UNCHANGED.search(text, start + _CHUNK)
        stop = cut.start() + 1 if cut else len(text)
        yield start, stop
        start = stop


def fold_run(text: str, start: int, stop: int) -> str:
    """What becomes of a run of letters that may change."""
    run = text[start:stop]
    if run == " ":
        return ""
    first = run[0]
    if "\u0300" <= run[-1] <= "\u036f":
        return normalize("NFC", run)
    if first == "-" or _IS_SPACING.match(first):
        fold_spacing = _fold_spacing if len(run) <= _LONGEST_KEPT else _fold_spacing.__wrapped__
        return fold_spacing(run, text[start - 1 : start] if start else "", text[stop : stop + 1])
    if first in _SHORT:
        return _SHORT[first]
    if _IS_SUPERSCRIPT.match(first):
        return "" if _is_mark(text[max(0, start - _WORD_BEFORE_MARK) : start]) else run
    return normalize("NFC", "".join(map(_compatible, run)))


def _is_mark(before: str) -> bool:
    """Whether a superscript digit behind these letters is the mark of a footnote."""
    if before and before[-1] in _CLOSING:
        return True
    return len(before) == _WORD_BEFORE_MARK and before.isalpha()


@lru_cache(maxsize=1024)
def _compatible(char: str) -> str:
    """The letters that a ligature or a wide letter stands for; never a digit for what is no digit."""
    if not decomposition(char).startswith("<"):
        return char
    letters = normalize("NFKC", char)
    is_number = any(letter.isdecimal() for letter in letters) and not char.isdecimal()
    return char if is_number or letters.startswith(" ") else letters


@lru_cache(maxsize=1024)
def _fold_spacing(run: str, before: str, after: str) -> str:
    """What becomes of spaces, hyphens, dashes and what nobody sees between two letters."""
    if _SOFT_BREAK.fullmatch(run):
        return ""
    seen = _UNSEEN_RUN.sub("", run)
    if not seen.strip(" "):
        return "" if not seen or is_unspaced(before) or is_unspaced(after) else " "
    if _DASH.fullmatch(seen):
        return " - "
    return _fold_hyphen(seen, before, after)


def _fold_hyphen(seen: str, before: str, after: str) -> str:
    """What becomes of a hyphen with the spaces about it."""
    if seen.strip() == "-" and before.isalnum() and after.isalnum():
        if not seen.startswith(" "):
            return "" if before.isalpha() and after.isalpha() else "-"
        if before.isdecimal() and after.isdecimal():
            return "-"
    return re.sub(" +", " ", seen)


def is_unspaced(char: str) -> bool:
    """Whether a letter is of a script that is written without spaces between words."""
    return bool(char) and not char.isascii() and bool(_UNSPACED_LETTER.match(char))
