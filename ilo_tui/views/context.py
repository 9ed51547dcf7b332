"""What pages are written from: a dossier, a language, what this reviewer decided, and what is hidden from them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from ilo_tui.copies.state import NO_COPIES, SourceCopies
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import (
    SCHEMA,
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Finding,
    Indicator,
    Meta,
    Policy,
    Programme,
    Record,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.weighing import NARROWEST, Weighing
from ilo_tui.views.blinding import OPEN, Blinding
from ilo_tui.views.labels import SPECIAL
from ilo_tui.views.markup import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilo_tui.copies.proof import QuoteCheck
    from ilo_tui.dossier.gap_list import Gaps
    from ilo_tui.dossier.gapmap import GapMap
    from ilo_tui.dossier.loading import Loading
    from ilo_tui.dossier.places import Places
    from ilo_tui.dossier.policy_matrix import PolicyMatrix
    from ilo_tui.review.observations import FieldObservation
    from ilo_tui.review.standing import ReviewedClaims


class DecisionTexts(Protocol):
    """What a reviewer decided, in words for pages and lists."""

    def blocks(self, context: ViewContext, item: str) -> list[Block]:
        """The lines on this reviewer's decision about an item."""

    def mark(self, context: ViewContext, item: str) -> str:
        """The reviewer's answer on an item, in a word, to stand beside it in lists; empty without one."""


class NoDecisions:
    """Nobody has decided anything."""

    def blocks(self, context: ViewContext, item: str) -> list[Block]:
        """No lines."""
        return []

    def mark(self, context: ViewContext, item: str) -> str:
        """No mark."""
        return ""


NO_DECISIONS = NoDecisions()


class ObservationTexts(Protocol):
    """What reviewers saw in the field, in words for pages."""

    @property
    def reviewer(self) -> str:
        """The id of whoever reads; empty where nobody is known."""
        ...

    def blocks(self, context: ViewContext, subject: str) -> list[Block]:
        """The lines on what was seen of a record, cell or gap, and of what is filed under it."""
        ...

    def at(self, dossier: DossierReader, place: str) -> Sequence[FieldObservation]:
        """What was seen at a place of a dossier, by the key of the place."""
        ...

    def shown(self, context: ViewContext, subject: str) -> Sequence[FieldObservation]:
        """What was seen of a record, cell or gap, as far as it is not hidden."""
        ...


class NoObservations:
    """Nobody has seen anything."""

    reviewer = ""

    def blocks(self, context: ViewContext, subject: str) -> list[Block]:
        """No lines."""
        return []

    def at(self, dossier: DossierReader, place: str) -> Sequence[FieldObservation]:
        """Nothing."""
        return ()

    def shown(self, context: ViewContext, subject: str) -> Sequence[FieldObservation]:
        """Nothing."""
        return ()


NO_OBSERVATIONS = NoObservations()


class DraftTexts(Protocol):
    """What the author's open drafts make of records, in words for pages and lists."""

    def mark(self, tr: Translator, record: Record) -> str:
        """What stands before the name of a record, wherever it is shown; empty where it is as published."""
        ...

    def blocks(self, context: ViewContext, record: Record) -> list[Block]:
        """What a record was before, by whom it was changed and why."""
        ...


class NoDrafts:
    """Everything is as it is published."""

    def mark(self, tr: Translator, record: Record) -> str:
        """No mark."""
        return ""

    def blocks(self, context: ViewContext, record: Record) -> list[Block]:
        """No lines."""
        return []


NO_DRAFTS = NoDrafts()


@dataclass(frozen=True)
class ViewContext:
    """Hands pages the dossier and the words. It never changes: another language or dossier is another context."""

    dossier: DossierReader
    tr: Translator
    decisions: DecisionTexts = NO_DECISIONS
    blinding: Blinding = OPEN
    """What is hidden before the reviewer's answer."""
    loading: Loading | None = None
    """What is still being read of the dossier; counts and pages that need it wait."""
    weighing: Weighing = NARROWEST
    """From which tie level on claims count, and in which period."""
    standing: ReviewedClaims | None = None
    """What all reviewers made of the claims; None where nobody looked."""
    observations: ObservationTexts = NO_OBSERVATIONS
    proofs: Mapping[str, QuoteCheck] = field(default_factory=dict)
    """Where the excerpts of claims stand, by the id of the claim; of none whose copy nobody has read here."""
    copies: SourceCopies = NO_COPIES
    """The documents of sources on this computer."""
    drafts: DraftTexts = NO_DRAFTS
    """What the author's open drafts make of records."""
    published: DossierReader | None = None
    """The dossier over which drafts are laid; None where none is."""
    links: bool = False
    """Whether sources are linked to where they can be opened, for whoever draws such links."""

    def in_language(self, language: str) -> ViewContext:
        """The same in another language."""
        return replace(self, tr=Translator(language, self.dossier.meta.default_language))

    def for_file(self) -> ViewContext:
        """The same, its texts as a file may have them."""
        return replace(self, tr=self.tr.for_file())

    def with_dossier(self, dossier: DossierReader, loading: Loading | None = None) -> ViewContext:
        """The same for another state of the dossier, of which `loading` is still to be read."""
        return replace(self, dossier=dossier, loading=loading, published=None, drafts=NO_DRAFTS)

    def with_drafts(self, dossier: DossierReader, drafts: DraftTexts) -> ViewContext:
        """The same with drafts laid over what is published, which make this `dossier` of it."""
        return replace(self, dossier=dossier, drafts=drafts, published=self.published or self.dossier)

    def as_published(self) -> ViewContext:
        """The same without any draft."""
        return replace(self, dossier=self.published or self.dossier, published=None, drafts=NO_DRAFTS)

    def with_decisions(self, decisions: DecisionTexts) -> ViewContext:
        """The same with what a reviewer decided."""
        return replace(self, decisions=decisions)

    def weighed(self, weighing: Weighing) -> ViewContext:
        """The same with other claims counted."""
        return replace(self, weighing=weighing)

    def with_standing(self, standing: ReviewedClaims | None) -> ViewContext:
        """The same with what all reviewers made of the claims."""
        return replace(self, standing=standing)

    def with_copies(self, copies: SourceCopies) -> ViewContext:
        """The same with the documents of sources."""
        return replace(self, copies=copies)

    def with_links(self) -> ViewContext:
        """The same with sources linked."""
        return replace(self, links=True)

    def with_observations(self, observations: ObservationTexts) -> ViewContext:
        """The same with what reviewers saw."""
        return replace(self, observations=observations)

    def with_proofs(self, proofs: Mapping[str, QuoteCheck]) -> ViewContext:
        """The same with what copies say of excerpts."""
        return replace(self, proofs=proofs)

    def blinded(self, blinding: Blinding) -> ViewContext:
        """The same for somebody who is not to see what `blinding` hides."""
        return replace(self, blinding=blinding)

    def removed(self, ident: str) -> Record | None:
        """The record of this id that is published, and that a draft removes; None of any other."""
        if self.published is None or self.dossier.find(ident):
            return None
        return self.published.find(ident)

    @property
    def names_actors(self) -> bool:
        """Whether the dossier is of a schema that says of claims who acts and who speaks."""
        return self.dossier.meta.schema >= SCHEMA

    @property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        return self.dossier.crossings.gap_map

    @property
    def matrix(self) -> PolicyMatrix:
        """Programmes and policies x policies."""
        return self.dossier.crossings.matrix

    @property
    def places(self) -> Places:
        """Every place with what is said of it."""
        return self.dossier.crossings.places

    @property
    def gaps(self) -> Gaps:
        """Every gap at the tie level in force, with the suggestions that cover it."""
        return self.dossier.crossings.gaps(self.weighing.level)

    def decision_blocks(self, item: str) -> list[Block]:
        """The lines on this reviewer's decision about an item."""
        return self.decisions.blocks(self, item)

    def observation_blocks(self, subject: str) -> list[Block]:
        """What was seen of a record (its id), a cell or a gap, and of what is filed under it, below a heading."""
        return self.observations.blocks(self, subject)

    def decision_mark(self, item: str) -> str:
        """The reviewer's answer on an item, in a word."""
        return self.decisions.mark(self, item)

    def name(self, ident: str) -> str:
        """What a record, or a special row of the gap map, is called."""
        if ident in SPECIAL:
            return self.tr(SPECIAL[ident])
        record = self.dossier.find(ident)
        return self.title(record) if record else clean(ident)

    def title(self, record: Record) -> str:
        """A record's name in one line: its name or title, a claim's statement, an alignment's two ends.

        Before it stands a mark where an author's draft has the record otherwise than it is published.
        """
        match record:
            case Evidence():
                title = self.statement(record)
            case Programme() | Dimension() | Policy() | Indicator() | Actor():
                title = self.tr.text(record.name)
            case Suggestion() | Meta():
                title = self.tr.text(record.title)
            case Finding():
                title = "" if self.blinding.hides_finding(record) else self.tr.text(record.title)
            case Aim():
                title = self.tr.text(record.text)
            case Scale():
                title = self.tr.text(record.question)
            case Source():
                title = self.tr.clean(record.title)
            case Alignment():
                title = f"{self.code(record.programme or record.from_policy or '')} × {self.code(record.policy)}"
            case _:
                title = ""
        return " ".join(filter(None, [self.drafts.mark(self.tr, record), title or clean(record.id)]))

    def statement(self, evidence: Evidence) -> str:
        """What a claim states; of one of the thesis, that the thesis says so."""
        return self.attributed(evidence, self.tr.text(evidence.statement))

    def attributed(self, evidence: Evidence, text: str) -> str:
        """A text of a claim, however it is cut or quoted, and before it that the thesis says so, if it does."""
        return " ".join(filter(None, [self.thesis_mark(evidence), text])) if text else ""

    def thesis_mark(self, evidence: Evidence) -> str:
        """What stands before a claim of the thesis, wherever it is shown; empty of any other."""
        return self.tr("Thesis:") if evidence.origin == "thesis" else ""

    def short_name(self, ident: str) -> str:
        """What a record is called in lists: its name without what stands in brackets behind it."""
        return short_name(self.name(ident))

    def code(self, ident: str) -> str:
        """The short code of a programme or policy; else its name."""
        record = self.dossier.get(Programme, ident) or self.dossier.get(Policy, ident)
        return self.tr.clean(record.code) if record else self.name(ident)


def short_name(name: str) -> str:
    """A name without what stands in brackets behind it."""
    return name.partition(" (")[0] or name
