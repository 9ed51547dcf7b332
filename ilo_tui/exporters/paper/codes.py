"""The codes of items on paper: `7F3K-2Q99-0HG`, of the item, what it said, and what its digits meant when printed.

The first four characters are of the item's name and of what is asked of it, the next three of its hash, the next three
of the scales that the sheet prints, the last is the check character. So a code that is read wrongly, one of another
dossier, one of an item that has changed since the sheet was printed and one whose digits mean something else now are
different, and none is taken for another item or another answer. Codes of version 0.1, `7F3K-2Q99`, lack the three of
the scales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256

from msgspec import Struct

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import SCHEMA, AppliesTo
from ilo_tui.exporters.paper.digits import digits, is_right, normalise, with_check
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.exporters.paper.scale_hash import are_as_in_0_1, scales_hash
from ilo_tui.review.item_kinds import BESIDE, ITEM_KINDS, QUEUES, every_item, kind_of
from ilo_tui.review.items import Items

_NAME, _EDITION, _SCALES = 4, 3, 3
_LENGTH_OF_0_1 = _NAME + _EDITION + 1
_LENGTH = _LENGTH_OF_0_1 + _SCALES


class ItemQuestion(Struct, frozen=True):
    """An item and the kind of scales that it is judged by: its own, or those of attribution."""

    item: str
    kind: AppliesTo


class Codes:
    """The codes of one dossier, as it is now. Everything that can be judged is gone through once, when first needed."""

    def __init__(self, items: Items) -> None:
        """Give codes to `items`."""
        self.items = items

    def code_of(self, question: ItemQuestion) -> str:
        """The code of an item, in groups of four, four and three; the item must be in the dossier."""
        code = with_check(_name(question) + self._edition(question) + self._scales(question))
        return f"{code[:4]}-{code[4:8]}-{code[8:]}"

    def find(self, text: str) -> ItemQuestion:
        """The item of a code as somebody typed it; raises `PaperError`, which says in which way it is no code."""
        code = _checked(text)
        near = self._named.get(code[:_NAME], [])
        same_edition = [question for question in near if self._edition(question) == code[_NAME : _NAME + _EDITION]]
        if not near:
            message = N_("no item of the dossier {dossier} has the code {code}")
            mend = N_("Look at the dossier named on the sheet; name it with --dossier.")
            raise PaperError(message, mend, dossier=self.items.dossier.meta.id, code=text)
        if not same_edition:
            message = N_("{code} was printed from another edition: {item} says something else now")
            raise PaperError(
                message, N_("Print this item anew, and have it judged again."), code=text, item=near[0].item
            )
        if len(same_edition) > 1:
            message = N_("{code} is the code of two items, {item} and {other}")
            mend = N_("Key in this one with `ilo-tui review`.")
            raise PaperError(message, mend, code=text, item=same_edition[0].item, other=same_edition[1].item)
        self._refuse_other_digits(same_edition[0], code, text)
        return same_edition[0]

    def _refuse_other_digits(self, question: ItemQuestion, code: str, text: str) -> None:
        """Refuse what was printed for answers whose digits are others now, or may be."""
        if len(code) == _LENGTH:
            message = N_("{code} was printed for other answers: the digits at {item} mean something else now")
            same = code[_NAME + _EDITION : -1] == self._scales(question)
        else:
            message = N_("{code} is of a sheet of version 0.1: its digits at {item} may mean something else here")
            of_schema_1 = self.items.dossier.meta.schema < SCHEMA
            same = of_schema_1 and are_as_in_0_1(self.items.scales(question.kind))
        if not same:
            mend = N_("Key it in with `ilo-tui review`, by the words that are ticked, or print a new sheet.")
            raise PaperError(message, mend, code=text, item=question.item)

    def _edition(self, question: ItemQuestion) -> str:
        item_hash = self.items.canonical_hash(question.item)
        return digits(int(item_hash or "0", 16), _EDITION)

    def _scales(self, question: ItemQuestion) -> str:
        return digits(scales_hash(self.items.scales(question.kind)), _SCALES)

    @cached_property
    def _named(self) -> dict[str, list[ItemQuestion]]:
        by_name: defaultdict[str, list[ItemQuestion]] = defaultdict(list)
        for question in self._every():
            by_name[_name(question)].append(question)
        return by_name

    def _every(self) -> Iterator[ItemQuestion]:
        """Everything in the dossier that can be judged."""
        yield from (ItemQuestion(item, kind_of(item)) for item in every_item(self.items))
        for spec in QUEUES.values():
            if spec.scales in BESIDE and self.items.scales(spec.scales):
                idents = ITEM_KINDS[spec.item_kind].idents(self.items)
                yield from (ItemQuestion(f"{spec.item_kind}:{ident}", spec.scales) for ident in idents)


def _checked(text: str) -> str:
    """A code that is one by its length and check character."""
    code = normalise(text)
    if code is None or len(code) not in {_LENGTH, _LENGTH_OF_0_1}:
        message = N_("{code} is no code: it has eleven letters and digits, as in 7F3K-2Q99-0HG")
        raise PaperError(message, N_("Look at the sheet again."), code=text)
    if not is_right(code):
        message = N_("{code} has a wrong character, or two that changed places")
        raise PaperError(message, N_("Look at the sheet again."), code=text)
    return code


def _name(question: ItemQuestion) -> str:
    digest = sha256(f"{question.kind}:{question.item}".encode()).digest()
    return digits(int.from_bytes(digest[:4], "big"), _NAME)
