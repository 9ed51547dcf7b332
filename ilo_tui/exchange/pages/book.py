"""What pages are written from: a dossier, a language, and what this reviewer has decided."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from ilo_tui.dossier.records import Evidence, Record
from ilo_tui.dossier.store import Dossier
from ilo_tui.exchange.pages.line import Block
from ilo_tui.exchange.pages.words import SPECIAL
from ilo_tui.i18n import Say
from ilo_tui.text import clean

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Gap, GapMap, PolicyMatrix


def _nothing(item: str) -> list[Block]:
    """Nobody has decided anything."""
    return []


def _no_mark(item: str) -> str:
    """Nobody has decided anything."""
    return ""


class Book:
    """Hands pages the dossier and the words; crossings are made once, when they are first asked for."""

    def __init__(self, dossier: Dossier, say: Say, own: Callable[[str], list[Block]] = _nothing) -> None:
        """Write in the language of `say`; `own` gives the lines on this reviewer's decisions about an item."""
        self.dossier, self.say, self.own = dossier, say, own
        self.own_mark: Callable[[str], str] = _no_mark
        """This reviewer's answer on an item, in a word, to stand beside it in lists."""
        self.hidden: frozenset[str] = frozenset()
        """Records under judgement: what the dossier itself thinks of them is not shown."""

    def speak(self, language: str) -> None:
        """Write in another language from now on; crossings stay."""
        self.say = Say(language, self.dossier.meta.default_language)

    @cached_property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        from ilo_tui.dossier.crossings import GapMap

        return GapMap(self.dossier)

    @cached_property
    def matrix(self) -> PolicyMatrix:
        """Programmes and policies x policies."""
        from ilo_tui.dossier.crossings import PolicyMatrix

        return PolicyMatrix(self.dossier)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Every gap, with the suggestions that cover it."""
        from ilo_tui.dossier.crossings import all_gaps

        return all_gaps(self.dossier)

    def name(self, ident: str) -> str:
        """What a record, or a special row of the gap map, is called."""
        if ident in SPECIAL:
            return self.say(SPECIAL[ident])
        record = self.dossier.find(ident)
        return self.title(record) if record else clean(ident)

    def title(self, record: Record) -> str:
        """A record's name in one line: its name or title, a claim's statement, an alignment's two ends."""
        if isinstance(record, Evidence):
            return self.say.text(record.statement)
        for field in ("name", "title", "question"):
            if found := getattr(record, field, None):
                return clean(found) if isinstance(found, str) else self.say.text(found)
        row = getattr(record, "programme", None) or getattr(record, "from_policy", None)
        return f"{self.code(row)} × {self.code(getattr(record, 'policy', ''))}" if row else clean(record.id)

    def code(self, ident: str) -> str:
        """The short code of a programme or policy; else its name."""
        record = self.dossier.programmes.get(ident) or self.dossier.policies.get(ident)
        return clean(record.code) if record else self.name(ident)
