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

from array import array
from bisect import bisect_right
from unicodedata import category

from ilo_tui.copies.folding_rules import fold_run, fold_same_length, is_unspaced, runs_to_fold

_IN_NUMBERS, _IN_WORDS = ".,:/-", "'-"
"""Signs that do not end a number, a word."""
_STACKING = "\u17d2\u1039"
"""Signs that put the next letter below the one before: of Khmer, of Burmese."""


class FoldedText:
    """A folded text that knows where in the text it was made from each of its letters stands."""

    def __init__(self, original: str) -> None:
        """Fold a text."""
        self.original = original
        self._starts, self._stops = array("q"), array("q")
        self._original_starts, self._original_stops = array("q"), array("q")
        self.text = self._fold(original)

    def _fold(self, original: str) -> str:
        text = fold_same_length(original)
        pieces: list[str] = []
        end, length, note = 0, 0, self._note
        for start, stop in runs_to_fold(text):
            if start < end:
                continue
            folded = fold_run(text, start, stop)
            length += start - end
            pieces += (text[end:start], folded)
            if stop - start != len(folded):
                note(length, length + len(folded), start, stop)
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


def fold(text: str) -> str:
    """A short text folded, as an excerpt is before it is looked for."""
    return FoldedText(text).text.strip()


def is_torn(text: str, index: int) -> bool:
    """Whether a cut before a letter of a folded text would go through a word, a number or a cluster of letters.

    A compound is a word, however it is written: who cuts `compliance` out of `non-compliance` says the opposite. So is
    a number with its sign, its range and what it is a number of: `-5`, `15-17`, `COVID-19`.
    """
    before, after = text[max(0, index - 2) : index], text[index : index + 2]
    if not before or not after:
        return False
    if category(after[0]).startswith("M") or before[-1] in _STACKING:
        return True
    if is_unspaced(before[-1]) or is_unspaced(after[0]):
        return False
    if before[-1] == "-" and after[0].isdecimal():
        return True
    inside = before[-1].isalnum() and after[0].isalnum()
    return inside or _holds_together(before[-1:] + after) or _holds_together(before + after[:1])


def _holds_together(three: str) -> bool:
    """Whether a sign between two letters or digits makes one of them: an apostrophe, the marks in a number."""
    if len(three) < len("a'b"):
        return False
    first, sign, last = tuple(three)
    if first.isdecimal() and last.isdecimal():
        return sign in _IN_NUMBERS
    if is_unspaced(first) or is_unspaced(last):
        return False
    return first.isalnum() and last.isalnum() and sign in _IN_WORDS
