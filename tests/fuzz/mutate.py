"""Breaking a file: bits, cuts and splices that know nothing of it, and changes that know its words, tags or cells."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.fuzz.hostile import DATES, NUMBERS, PIECES, SOUND_NUMBERS, SOUND_WORDS, WORDS, free
from tests.fuzz.trees import changed_tree

Form = Literal["json", "xml", "csv", "toml", "text"]
LARGEST = 1 << 17
"""So many bytes a broken file has at most: what grows by itself is cut off there."""

_WINDOW = 1 << 14
_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|[A-Za-z_][\w.-]*|[^\w\s]')
_TAG = re.compile(rb"<[^<>]*>")
_BETWEEN = re.compile(rb'>[^<>]*<|"[^"<>]*"')


@dataclass(frozen=True)
class Breaker:
    """Breaks files of one form; `others` are what pieces are taken from."""

    form: Form
    chance: Random
    others: Sequence[bytes]

    def broken(self, data: bytes) -> bytes:
        """The file after some changes: either only of what stands in it, so that it is taken, or of anything."""
        gentle = self._gentle()
        if self.chance.random() < 0.6:
            for _ in range(self.chance.choice((1, 1, 2, 4))):
                data = gentle(data)[:LARGEST]
        else:
            for _ in range(self.chance.choice((1, 1, 1, 2, 3, 6))):
                change = self._change()
                data = change(data)[:LARGEST]
        return data

    def _gentle(self) -> Callable[[bytes], bytes]:
        """The change that leaves a file of this form as well-formed as it was."""
        ways: dict[Form, Callable[[bytes], bytes]] = {
            "json": lambda data: changed_tree(data, self.chance, gentle=True),
            "xml": self._text,
            "csv": lambda data: self._cells(data, gentle=True),
            "toml": self._quoted,
            "text": self._token,
        }
        return ways[self.form]

    def _text(self, data: bytes) -> bytes:
        """Other words between two tags of XML, or in an attribute."""
        some = self._some(_BETWEEN, data)
        if not some:
            return self._insert(data)
        choice = self.chance.choice(some)
        word = self.chance.choice(self.chance.choice((WORDS, WORDS, NUMBERS, DATES)))
        legal = "".join(char for char in word if char in "\t\n" or "\x20" <= char < "\ud800" or char > "\udfff")
        encode = (legal if self.chance.random() < 0.9 else word).encode("utf-8", "surrogatepass")
        if self.chance.random() < 0.95:
            encode = encode.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;")
        return (
            data[: choice.start() + 1]
            + self.chance.choice((encode, choice[0][1:-1] + encode))
            + data[choice.end() - 1 :]
        )

    def _quoted(self, data: bytes) -> bytes:
        """Another text in quotes, escaped as JSON and TOML both have it."""
        matches = [item for item in self._some(_TOKEN, data) if item[0].startswith(b'"')]
        if not matches:
            return self._insert(data)
        choice = self.chance.choice(matches)
        new = json.dumps(
            self.chance.choice((*WORDS, *WORDS, *NUMBERS, *DATES)), ensure_ascii=self.chance.random() < 0.9
        )
        return data[: choice.start()] + new.encode("utf-8", "surrogatepass") + data[choice.end() :]

    def _change(self) -> Callable[[bytes], bytes]:
        plain = (self._flip, self._cut, self._drop, self._repeat, self._splice, self._insert)
        known = (self._token, self._token, self._quoted, self._swap, self._lines, self._encode)
        my_own: dict[Form, tuple[Callable[[bytes], bytes], ...]] = {
            "json": (self._tree,) * 12,
            "xml": (self._tags,) * 6,
            "csv": (self._cells,) * 8,
        }
        return self.chance.choice((*plain, *known, *my_own.get(self.form, ())))

    def _span(self, data: bytes) -> tuple[int, int]:
        """A piece of the file, mostly a short one."""
        start = self.chance.randrange(len(data) + 1)
        return start, min(len(data), start + self.chance.choice((1, 2, 8, 60, 500, len(data))))

    def _some(self, pattern: re.Pattern[bytes], data: bytes) -> list[re.Match[bytes]]:
        """What a pattern finds in a part of the file: in all of a large one it would be a hundred thousand matches."""
        start = self.chance.randrange(max(1, len(data) - _WINDOW))
        return [*pattern.finditer(data, start, start + _WINDOW)]

    def _flip(self, data: bytes) -> bytes:
        if not data:
            return b"\x00"
        at = self.chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << self.chance.randrange(8)]) + data[at + 1 :]

    def _cut(self, data: bytes) -> bytes:
        return data[: self.chance.randrange(len(data) + 1)]

    def _drop(self, data: bytes) -> bytes:
        start, end = self._span(data)
        return data[:start] + data[end:]

    def _repeat(self, data: bytes) -> bytes:
        start, end = self._span(data)
        return data[:end] + data[start:end] * self.chance.choice((1, 2, 30)) + data[end:]

    def _splice(self, data: bytes) -> bytes:
        start, end = self._span(data)
        other = self.chance.choice(self.others)
        first, last = self._span(other)
        return data[:start] + other[first:last] + data[end:]

    def _insert(self, data: bytes) -> bytes:
        at = self.chance.randrange(len(data) + 1)
        return data[:at] + self.chance.choice(PIECES) + data[at:]

    def _token(self, data: bytes) -> bytes:
        """Another word in the place of one."""
        some = self._some(_TOKEN, data)
        if not some:
            return self._insert(data)
        choice = self.chance.choice(some)
        return data[: choice.start()] + self._word(choice[0]) + data[choice.end() :]

    def _word(self, old: bytes) -> bytes:
        pools: tuple[Sequence[str | bytes], ...] = (NUMBERS, DATES, WORDS, PIECES)
        new = self.chance.choice(self.chance.choice(pools))
        created = new if isinstance(new, bytes) else new.encode("utf-8", "surrogatepass")
        return b'"' + created + b'"' if old.startswith(b'"') and self.chance.random() < 0.8 else created

    def _swap(self, data: bytes) -> bytes:
        """Two words in each other's place: ids, values and names get where they do not belong."""
        some = self._some(_TOKEN, data)
        if len(some) < 2:
            return data
        first, other = sorted(self.chance.sample(some, 2), key=lambda match: match.start())
        between = data[first.end() : other.start()]
        return data[: first.start()] + other[0] + between + first[0] + data[other.end() :]

    def _lines(self, data: bytes) -> bytes:
        lines = data.split(b"\n")
        at, to = self.chance.randrange(len(lines)), self.chance.randrange(len(lines))
        match self.chance.randrange(3):
            case 0:
                lines[at], lines[to] = lines[to], lines[at]
            case 1:
                lines.insert(to, lines[at])
            case _:
                del lines[at]
        return b"\n".join(lines)

    def _encode(self, data: bytes) -> bytes:
        name = self.chance.choice(("utf-16", "utf-16-le", "utf-8-sig", "latin-1", "cp1252", "utf-32"))
        return data.decode("utf-8", "replace").encode(name, "replace")

    def _tree(self, data: bytes) -> bytes:
        return changed_tree(data, self.chance)

    def _tags(self, data: bytes) -> bytes:
        """Tags moved, doubled or lost."""
        some = self._some(_TAG, data)
        if len(some) < 2:
            return data
        item, other = self.chance.choice(some), self.chance.choice(some)
        match self.chance.randrange(4):
            case 0:
                return data[: item.start()] + data[item.end() :]
            case 1:
                return data[: item.start()] + other[0] + data[item.start() :]
            case 2:
                return data[: item.start()] + other[0] + data[item.end() :]
            case _:
                first, last = sorted((item.start(), other.start()))
                return data[:last] + data[first:last] * self.chance.choice((1, 1, 5)) + data[last:]

    def _cells(self, data: bytes, *, gentle: bool = False) -> bytes:
        """Cells of a table changed, moved, doubled or lost; if `gentle`, only what may be any text or number."""
        head = data.split(b"\n")[0]
        delimiter = ";" if head.count(b";") > head.count(b",") else ","
        try:
            rows = [*csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""), delimiter=delimiter)]
        except csv.Error:
            return self._token(data)
        cells = [
            (row, place) for row in rows for place, cell in enumerate(row) if not gentle or free(cell) or cell.isdigit()
        ]
        if not cells:
            return self._insert(data)
        if gentle:
            row, place = self.chance.choice(cells)
            row[place] = self.chance.choice(SOUND_NUMBERS if row[place].isdigit() else SOUND_WORDS)
        else:
            self._move(rows, *self.chance.choice(cells), *self.chance.choice(cells))
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=delimiter).writerows([[item.replace("\0", "") for item in row] for row in rows])
        return file.getvalue().encode("utf-8", "surrogatepass")

    def _move(self, rows: list[list[str]], row: list[str], place: int, other: list[str], present: int) -> None:
        match self.chance.randrange(6):
            case 0:
                del row[place]
            case 1:
                row[place], other[present] = other[present], row[place]
            case 2:
                rows.insert(self.chance.randrange(len(rows)), [*row])
            case _:
                row[place] = self.chance.choice(self.chance.choice((WORDS, NUMBERS, DATES)))
