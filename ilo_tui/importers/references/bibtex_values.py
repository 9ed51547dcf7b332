"""The values of BibTeX: texts in braces or quotes, numbers, and names of `@string`, with `#` between parts.

bibtexparser puts in a name that is a value by itself, once; here names stand anywhere, and in each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ilo_tui.core.errors import AppError
from ilo_tui.core.translator import N_
from ilo_tui.importers.references.reference import LONGEST

_MARK = re.compile(r"\\.|[{}\"#]", re.DOTALL)
_DEEPEST = 100


class BibtexValueError(AppError):
    """A value that cannot be put together."""


class Strings:
    """The texts that names stand for, put together when a value asks for them."""

    def __init__(self, values: Mapping[str, str]) -> None:
        """Hold the undecoded values by name, in whatever case."""
        self._values = {name.lower(): value for name, value in values.items()}
        self._texts: dict[str, str] = {}

    def text(self, value: str) -> str:
        """The text of a value; raises `BibtexValueError`. A name that stands for nothing is its own text."""
        return self._text(value, ())

    def _text(self, value: str, names: tuple[str, ...]) -> str:
        text = ""
        for part in _parts(value):
            text += self._part(part, names)
            if len(text) > LONGEST:
                raise BibtexValueError(N_("a value is longer than {n} letters"), n=LONGEST)
        return text

    def _part(self, part: str, names: tuple[str, ...]) -> str:
        if part[:1] in {"{", '"'}:
            return part[1:-1] if len(part) > 1 and part[-1] in '}"' else part[1:]
        name = part.lower()
        if name in names or len(names) > _DEEPEST:
            raise BibtexValueError(N_("the @string {name} is made of itself"), name=part[:60])
        if name in self._values and name not in self._texts:
            # Once each: names that name each other twice and thrice would take for ever.
            self._texts[name] = self._text(self._values[name], (*names, name))
        return self._texts.get(name, part)


def _parts(value: str) -> Iterator[str]:
    """What stands between the `#` of a value that are in no braces or quotes."""
    depth, quoted, start = 0, False, 0
    for match in _MARK.finditer(value):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth <= 0:
            quoted = not quoted
        elif sign == "#" and depth <= 0 and not quoted:
            yield value[start : match.start()].strip()
            start = match.end()
    yield value[start:].strip()
