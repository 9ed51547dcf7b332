"""Reading a line that was keyed in from a sheet: `CODE ANSWERS [/BASIS] [note]`, as in `7F3K-2Q99-0HG 1 4 /2 Seen`."""

from __future__ import annotations

import re
from typing import get_args

from msgspec import Struct

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Basis

BASES: dict[str, Basis] = {str(number): basis for number, basis in enumerate(get_args(Basis), 1)}
"""Bases by their numbers on the sheet."""
_BASIS = re.compile(r"/([0-9]+)")


class KeyedLine(Struct, frozen=True):
    """What was ticked for one item. No `basis`: that of the whole sheet."""

    code: str
    question: ItemQuestion
    values: dict[str, str]
    basis: Basis | None = None
    note: str = ""


def read_line(codes: Codes, line: str) -> KeyedLine | Basis | None:
    """One item's answers; a basis, where the line is only that; None of an empty line or one that begins with `#`.

    Raises `PaperError`, which says what the line lacks or has too much.
    """
    words = line.lstrip("\ufeff").split()
    if not words or words[0].startswith("#"):
        return None
    if len(words) == 1 and (alone := _basis(words)):
        return alone
    question = codes.find(words[0])
    values, rest = _answers(codes.items, question.kind, words[1:])
    basis = _basis(rest)
    note = " ".join(rest[1:] if basis else rest)
    if not note and (due := codes.items.reasons_due(question.kind, values)):
        message = N_("the answer {answer} needs a reason, and the line has no note")
        raise PaperError(message, N_("Write why after the answers."), answer=due[0].label)
    return KeyedLine(words[0], question, values, basis, note)


def _basis(words: list[str]) -> Basis | None:
    match = _BASIS.fullmatch(words[0]) if words else None
    if match is None:
        return None
    if match[1] not in BASES:
        message = N_("{basis} is no basis: they are /1 to /{n}")
        raise PaperError(message, N_("Look at the sheet again."), basis=words[0], n=len(BASES))
    return BASES[match[1]]


def _answers(items: Items, kind: AppliesTo, words: list[str]) -> tuple[dict[str, str], list[str]]:
    """The codes of the digits keyed in, by scale, and the words after them."""
    values: dict[str, str] = {}
    rest = list(words)
    while scale := items.question(kind, values):
        values[scale.id] = _answer(scale, rest)
        rest = rest[1:]
    if not values:
        raise PaperError(
            N_("this dossier has no scale for such an item"), N_("Look at the dossier named on the sheet.")
        )
    if len(rest) == 1 and rest[0].isdecimal():
        message = N_("{digit} answers nothing: after these answers no more is asked")
        raise PaperError(message, N_("Correct the answers, or write the note in words."), digit=rest[0])
    return values, rest


def _answer(scale: Scale, words: list[str]) -> str:
    keys = ", ".join(value.key for value in scale.values)
    if not words or not words[0].isdecimal():
        message = N_("the answer is missing to: {question} ({keys})")
        raise PaperError(message, N_("Look at the sheet again."), question=scale.question, keys=keys)
    code = next((value.code for value in scale.values if value.key == words[0]), None)
    if code is None:
        message = N_("{digit} is no answer to: {question} ({keys})")
        raise PaperError(message, N_("Look at the sheet again."), digit=words[0], question=scale.question, keys=keys)
    return code
