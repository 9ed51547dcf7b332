"""One folding for proof and for marks: what may differ between an excerpt and the text it stands in.

A text is folded so that two spellings of the same words become the same letters:

- white space of any kind and length is a single space; beside a letter of a script that is written without spaces
  between words (Khmer, Thai, Lao, Burmese, Chinese, Japanese) it is nothing, since a line may end anywhere there;
- a hyphen between letters is nothing, with the white space behind it: `co-operation`, `cooperation` and `co-` at the
  end of a line are the same, so nobody has to know which hyphen broke a line. So are soft hyphens. Beside a digit a
  hyphen stays, and only the white space about it goes: `2012-` `2016` is no `20122016`;
- hyphens are alike, and so are dashes with spaces about them or without;
- quotation marks and apostrophes are all `'`, runs of them too;
- ligatures and wide letters are the letters they stand for. Superscript digits are marks of footnotes: never digits,
  and nothing at all behind a word or a punctuation mark;
- accents are composed; characters that nobody sees are nothing.

Case stays, as do all other signs: words must be those words. What is folded knows where each of its letters came from.
Time is linear in the text: only the places where something changes are kept.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from unicodedata import category, decomposition, is_normalized, normalize

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17df\u3040-\u30ff\u3400-\u9fff"
"""Letters of scripts that are written without spaces between words, as ranges of a character class."""
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
_CHANGES = (re.compile("  +"), re.compile("''+"), re.compile(r"\. ?\.(?: ?\.)+"))
_RARE_CHANGES = (re.compile(f"[\u2026{_COMPATIBLE}]+"), re.compile(f"[{_SUPERSCRIPTS}]+"))
_COMPOSED = re.compile(".[\u0300-\u036f]+")
_UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
_UNSPACED_SPACES = re.compile(f"(?<=[{UNSPACED}]) +| +(?=[{UNSPACED}])")
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_DASH = re.compile(f" *(?:[{_DASHES}]|--+)[ {_DASHES}\\-]*")
_SOFT_BREAK = re.compile(f"[{_UNSEEN}]*{_SOFT}[ {_UNSEEN}]*")
_WORD_BEFORE_MARK = 3
"""Letters before a superscript digit that make it a footnote's mark: behind fewer it may be of a unit, as of `km`."""
_STACKING = "\u17d2\u1039"
"""Signs that put the next letter below the one before: of Khmer, of Burmese."""
_CLOSING = ".,;:!?)]'"


class FoldedText:
    """A folded text that knows where in the text it was made from each of its letters stands."""

    def __init__(self, original: str) -> None:
        """Fold a text."""
        self.original = original
        self._starts, self._stops = array("q"), array("q")
        self._original_starts, self._original_stops = array("q"), array("q")
        self.text = self._fold(original)

    def _fold(self, original: str) -> str:
        text = _fold_same_length(original)
        pieces: list[str] = []
        end, length = 0, 0
        for start, stop in _runs(text):
            if start < end:
                continue
            folded = _fold_run(text, start, stop)
            length += start - end
            pieces += (text[end:start], folded)
            if stop - start != len(folded):
                self._note(length, length + len(folded), start, stop)
            end, length = stop, length + len(folded)
        return "".join((*pieces, text[end:]))

    def _note(self, start: int, stop: int, original_start: int, original_stop: int) -> None:
        """Keep that a run became another: where both begin and end."""
        self._starts.append(start)
        self._stops.append(stop)
        self._original_starts.append(original_start)
        self._original_stops.append(original_stop)

    def original_start(self, index: int) -> int:
        """Where in the original the folded letter at `index` begins."""
        place = bisect_right(self._starts, index) - 1
        if place < 0:
            return index
        if index < self._stops[place]:
            return self._original_starts[place]
        return self._original_stops[place] + index - self._stops[place]

    def original_stop(self, index: int) -> int:
        """Where in the original the folded letters before `index` end; an accent belongs to its letter."""
        if index <= 0:
            return 0
        place = bisect_right(self._starts, index - 1) - 1
        if place < 0:
            return index
        if index <= self._stops[place]:
            return self._original_stops[place]
        return self._original_stops[place] + index - self._stops[place]

    def folded_start(self, position: int) -> int:
        """Which folded letter is the first that stands at, or behind, a position in the original."""
        place = bisect_right(self._original_starts, position) - 1
        if place < 0:
            return position
        if position < self._original_stops[place]:
            return self._starts[place] if position == self._original_starts[place] else self._stops[place]
        return self._stops[place] + position - self._original_stops[place]


def fold(text: str) -> str:
    """A short text folded, as an excerpt is before it is looked for."""
    return FoldedText(text).text.strip()


def _fold_same_length(text: str) -> str:
    """What is folded letter by letter, so that every letter stays at its place."""
    for folded, chars in _SAME_LENGTH.items():
        for char in chars:
            if char in text:
                text = text.replace(char, folded)
    return text


def _runs(text: str) -> list[tuple[int, int]]:
    """Where letters stand that may change, in order; the longer run first where two begin together."""
    runs = [_with_spaces_before(text, *match.span()) for match in _SPACING_RUN.finditer(text)]
    patterns = [*_CHANGES]
    if not text.isascii():
        patterns += _RARE_CHANGES
        patterns += [_UNSPACED_SPACES] if _UNSPACED_LETTER.search(text) else []
        patterns += [_COMPOSED] if not is_normalized("NFC", text) else []
    for pattern in patterns:
        runs += [match.span() for match in pattern.finditer(text)]
    return sorted(runs, key=lambda run: (run[0], -run[1]))


def _with_spaces_before(text: str, start: int, stop: int) -> tuple[int, int]:
    while start and text[start - 1] == " ":
        start -= 1
    return start, stop


def _fold_run(text: str, start: int, stop: int) -> str:
    """What becomes of a run of letters that may change."""
    run = text[start:stop]
    first = run[0]
    if first == "'":
        return "'"
    if first == ".":
        return "..."
    if first in _SUPERSCRIPT_SET:
        return "" if _is_mark(text[max(0, start - _WORD_BEFORE_MARK) : start]) else run
    if first == " " or _IS_SPACING.match(first):
        return _fold_spacing(run, text[start - 1 : start] if start else "", text[stop : stop + 1])
    return normalize("NFC", "".join(map(_compatible, run)))


def _is_mark(before: str) -> bool:
    """Whether a superscript digit behind these letters is the mark of a footnote."""
    if before and before[-1] in _CLOSING:
        return True
    return len(before) == _WORD_BEFORE_MARK and before.isalpha()


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
    if "-" not in seen and not _DASH.match(seen):
        return "" if not seen or _unspaced(before) or _unspaced(after) else " "
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


def _unspaced(char: str) -> bool:
    return bool(char) and not char.isascii() and bool(_UNSPACED_LETTER.match(char))


_SUPERSCRIPT_SET = frozenset("\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079")
_IS_SPACING = re.compile(f"[{_SPACING}]")


def is_torn(folded: FoldedText, index: int) -> bool:
    """Whether a cut before a folded letter would go through a word, a number or a cluster of letters.

    A cut at a hyphen that stands within a line goes between two words: `rights-based` is cut into `rights` and `based`.
    """
    before, after = folded.text[max(0, index - 2) : index], folded.text[index : index + 2]
    if not before or not after:
        return False
    if category(after[0]).startswith("M") or before[-1] in _STACKING:
        return True
    if _unspaced(before[-1]) or _unspaced(after[0]):
        return False
    inside = before[-1].isalnum() and after[0].isalnum()
    if not inside and not _holds_together(before[-1:], after) and not _holds_together(before, after[:1]):
        return False
    return not _is_at_hyphen(folded, index)


def _holds_together(before: str, after: str) -> bool:
    """Whether a sign between two letters or digits makes one of them: an apostrophe, the marks in a number."""
    joined = before + after
    if len(joined) < 3:
        return False
    return (joined[1] == "'" and joined[0].isalpha() and joined[2].isalpha()) or (
        joined[1] in ".," and joined[0].isdecimal() and joined[2].isdecimal()
    )


def _is_at_hyphen(folded: FoldedText, index: int) -> bool:
    """Whether there is a hyphen in the original before a folded letter that broke no line."""
    start, stop = folded.original_stop(index), folded.original_start(index)
    return stop - start == 1 and _fold_same_length(folded.original[start:stop]) == "-"
