"""What pages are written from: a dossier, a language, and what this reviewer has decided."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence, Policy, Programme, Record
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.views.blinding import OPEN, Blinding
from ilo_tui.views.labels import SPECIAL
from ilo_tui.views.markup import Block

if TYPE_CHECKING:
    from ilo_tui.dossier.gap_list import Gaps
    from ilo_tui.dossier.gapmap import GapMap, PolicyMatrix
    from ilo_tui.dossier.loading import Loading


def _nothing(item: str) -> list[Block]:
    """Nobody has decided anything."""
    return []


def _no_mark(item: str) -> str:
    """Nobody has decided anything."""
    return ""


class ViewContext:
    """Hands pages the dossier and the words; crossings are made once, when they are first asked for."""

    def __init__(
        self, dossier: DossierReader, tr: Translator, decision_blocks: Callable[[str], list[Block]] = _nothing
    ) -> None:
        """Write in the language of `tr`; `decision_blocks` gives this reviewer's decisions about an item."""
        self.dossier, self.tr, self.decision_blocks = dossier, tr, decision_blocks
        self.decision_mark: Callable[[str], str] = _no_mark
        """This reviewer's answer on an item, in a word, to stand beside it in lists."""
        self.loading: Loading | None = None
        """What is still being read of the dossier; counts and pages that need it wait."""
        self.blinding: Blinding = OPEN
        """What is hidden before the reviewer's answer."""

    def speak(self, language: str) -> None:
        """Write in another language from now on; crossings stay."""
        self.tr = Translator(language, self.dossier.meta.default_language)

    def for_file(self) -> ViewContext:
        """The same context, its texts as a file may have them."""
        copied = copy(self)
        copied.tr = self.tr.for_file()
        return copied

    def precompute(self, pause: Callable[[], None] = lambda: None) -> None:
        """Make the crossings and the ways to look things up now; for a worker, before others use this context.

        `pause` is called at every row: it may let others run, or raise to stop.
        """
        from ilo_tui.dossier.gapmap import TOTAL

        for column in (*self.gap_map.columns, TOTAL):
            self.gap_map.counts(TOTAL, column)
        for row in self.gap_map.rows:
            self.gap_map.counts(row, TOTAL)
            self.gap_map.lacking(row)
            pause()
        len(self.gaps.uncovered)
        self.dossier.evidence_of("", "")
        self.dossier.alignments_of("", "")
        bool(self.has_context_only)

    def take(self, other: ViewContext) -> None:
        """Hand out what `other` has from now on: the whole of the same dossier, with the crossings made already."""
        self.dossier, self.loading = other.dossier, None
        for name in ("gap_map", "matrix", "gaps", "context_alone"):
            self.__dict__.pop(name, None)
            if name in other.__dict__:
                self.__dict__[name] = other.__dict__[name]

    @cached_property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        from ilo_tui.dossier.gapmap import GapMap

        return GapMap(self.dossier)

    @cached_property
    def matrix(self) -> PolicyMatrix:
        """Programmes and policies x policies."""
        from ilo_tui.dossier.gapmap import PolicyMatrix

        return PolicyMatrix(self.dossier)

    @cached_property
    def gaps(self) -> Gaps:
        """Every gap, with the suggestions that cover it."""
        from ilo_tui.dossier.gap_list import Gaps

        return Gaps(self.dossier, self.gap_map, self.matrix)

    @cached_property
    def has_context_only(self) -> bool:
        """Whether some programme has evidence of which none is for or against it, as all that IATI says is."""
        evidence_lists = (self.dossier.evidence_of("programme", programme) for programme in self.dossier.ids(Programme))
        return any(
            evidence_list and all(evidence.stance == "context" for evidence in evidence_list)
            for evidence_list in evidence_lists
        )

    def name(self, ident: str) -> str:
        """What a record, or a special row of the gap map, is called."""
        if ident in SPECIAL:
            return self.tr(SPECIAL[ident])
        record = self.dossier.find(ident)
        return self.title(record) if record else clean(ident)

    def title(self, record: Record) -> str:
        """A record's name in one line: its name or title, a claim's statement, an alignment's two ends."""
        if isinstance(record, Evidence):
            return self.tr.text(record.statement)
        for field in ("name", "title", "question"):
            if value := getattr(record, field, None):
                return self.tr.clean(value) if isinstance(value, str) else self.tr.text(value)
        row = getattr(record, "programme", None) or getattr(record, "from_policy", None)
        return f"{self.code(row)} × {self.code(getattr(record, 'policy', ''))}" if row else clean(record.id)

    def code(self, ident: str) -> str:
        """The short code of a programme or policy; else its name."""
        record = self.dossier.get(Programme, ident) or self.dossier.get(Policy, ident)
        return self.tr.clean(record.code) if record else self.name(ident)
