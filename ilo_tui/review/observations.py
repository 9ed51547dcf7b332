"""What reviewers saw in the field, of all sessions of a folder: by what it is about, and by place.

    observations = observations_of(repository.entries())
    at_places = by_place(observations, dossier.crossings.places.gazetteer.meant_by)

`repository` is a `SessionRepository`; any list of `SessionFile` will do. A page that shows some of them hands them to
`views.pages.observations.observation_blocks`, which leaves out what the reviewer must not see yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ilo_tui.core.text import visible_text
from ilo_tui.dossier.gapmap import UNASSIGNED, row_of
from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.model import Observation, Reviewer, Session
from ilo_tui.review.session_file import SessionFile

_LAST = "~"
"""Stands behind every date."""


@dataclass(frozen=True)
class FieldObservation:
    """An observation, who made it, and in which session."""

    reviewer: Reviewer
    session: str
    record: Observation

    @property
    def item(self) -> str:
        """What it is about: `evidence:ID`, `cell:PROGRAMME/DIMENSION`, ..., which the dossier may have no longer."""
        return self.record.item

    @property
    def place(self) -> str:
        """Where it was, as it was written; empty where that was not said."""
        return visible_text(self.record.observation.place)

    @property
    def order(self) -> tuple[str, str, str, int]:
        """When it was seen, as far as that was said, then when it was written."""
        return self.record.observation.date or _LAST, self.record.at, self.session, self.record.seq


def session_observations(session: Session, records: Iterable[Observation]) -> list[FieldObservation]:
    """The observations of one session, the earliest seen first."""
    observations = (FieldObservation(session.reviewer, session.id, record) for record in records)
    return sorted(observations, key=lambda observation: observation.order)


def observations_of(entries: Iterable[SessionFile]) -> list[FieldObservation]:
    """The observations that stand in the sessions on this dossier, each session once, the earliest seen first.

    `entries` are those of a `SessionRepository`; what is damaged, a copy or about another dossier adds nothing.
    """
    observations = (
        observation
        for entry in entries
        if entry.session and (entry.counts_ratings or entry.adjudicates)
        for observation in session_observations(entry.session, entry.history.observations())
    )
    return sorted(observations, key=lambda observation: observation.order)


class ObservationIndex:
    """Observations by what they belong to, each looked up once."""

    def __init__(self, dossier: DossierReader, observations: Sequence[FieldObservation] = ()) -> None:
        """Index `observations` on `dossier` when they are first asked for."""
        self._dossier, self.observations = dossier, observations

    @cached_property
    def _by_page(self) -> Mapping[str, Sequence[FieldObservation]]:
        index: defaultdict[str, list[FieldObservation]] = defaultdict(list)
        for observation in self.observations:
            for page in dict.fromkeys(pages_of(self._dossier, observation.item)):
                index[page].append(observation)
        return dict(index)

    def about(self, page: str) -> Sequence[FieldObservation]:
        """The observations on a record (its id), cell (`cell:ROW/COLUMN`) or gap, and on what is filed under it."""
        return self._by_page.get(page, ())


def pages_of(dossier: DossierReader, item: str) -> Iterator[str]:
    """On whose pages an observation on an item stands, by the ids of the pages.

    Of a claim these are its own, and those of its crossing, programme, policy, indicator and suggestion; of a crossing,
    gap or alignment its own and those of its two ends. Of what is no longer in the dossier it is none of a record.
    """
    kind, _, ident = item.partition(":")
    if kind == "evidence":
        if claim := dossier.get(Evidence, ident):
            yield from (claim.id, f"cell:{row_of(claim)}/{claim.dimension or UNASSIGNED}")
            yield from filter(None, (claim.programme, claim.policy, claim.indicator, claim.suggestion))
    elif kind == "alignment":
        if alignment := dossier.get(Alignment, ident):
            yield from filter(None, (alignment.id, alignment.programme, alignment.from_policy, alignment.policy))
    elif kind in {"cell", "gap"}:
        row, _, column = ident.partition(":")[0].partition("/")
        yield from (item, f"cell:{row}/{column}", row, column)
    else:
        yield ident


def by_place(
    observations: Iterable[FieldObservation], meant_by: Callable[[str], str | None]
) -> dict[str, list[FieldObservation]]:
    """What was seen, by the key of the place that its words mean; left out is what names no place of the dossier.

    `meant_by` is that of the gazetteer of a dossier's `Places`, which goes by its own names and by what its records
    have written, and guesses nothing: `near Kampot` is no Kampot.
    """
    groups: defaultdict[str, list[FieldObservation]] = defaultdict(list)
    for observation in observations:
        if key := meant_by(observation.place) if observation.place else None:
            groups[key].append(observation)
    return dict(groups)
