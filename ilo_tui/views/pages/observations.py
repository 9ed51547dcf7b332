"""What reviewers saw in the field, on the pages of what it is about: when, where, who, what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ilo_tui.core.text import clean, clean_lines
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.dossier.places import PLACE
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.observations import FieldObservation, ObservationIndex, by_place
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.decisions import ROLES


class FolderObservations:
    """The observations of a reviews folder as they were when they were read, for whoever reads them now."""

    def __init__(self, index: ObservationIndex, reviewer: str = "") -> None:
        """Show those of an index to the reviewer of this id."""
        self._index, self.reviewer = index, reviewer
        self._places: tuple[DossierReader, Mapping[str, Sequence[FieldObservation]]] | None = None

    def blocks(self, context: ViewContext, subject: str) -> list[Block]:
        """What was seen of a record, cell or gap, and of what is filed under it, below a heading."""
        return observation_blocks(context, self._index.about(subject), subject)

    def shown(self, context: ViewContext, subject: str) -> Sequence[FieldObservation]:
        """What was seen of a record, cell or gap, or at a place (`place:KEY`), as far as it is not hidden."""
        if subject.startswith(PLACE):
            observations = self.at(context.dossier, subject.removeprefix(PLACE))
        else:
            observations = self._index.about(subject)
        return [observation for observation in observations if not _is_hidden(context, observation)]

    def at(self, dossier: DossierReader, place: str) -> Sequence[FieldObservation]:
        """What was seen at a place of a dossier, by the key of the place; grouped once for the same dossier."""
        if self._places is None or self._places[0] is not dossier:
            meant_by = dossier.crossings.places.gazetteer.meant_by
            self._places = dossier, by_place(self._index.observations, meant_by)
        return self._places[1].get(place, ())


def observation_blocks(context: ViewContext, observations: Iterable[FieldObservation], page: str = "") -> list[Block]:
    """Observations below a heading, each with what it is about, to follow, unless that is this `page`.

    What blinding hides has only its number. Nothing where nothing was seen.
    """
    reviewer = context.observations.reviewer
    listed = list(observations)
    shown = [observation for observation in listed if not _is_hidden(context, observation)]
    hidden = len(listed) - len(shown)
    lines = [line for observation in shown for line in _lines(context, observation, page, reviewer)]
    if hidden:
        text = context.tr.many(
            "1 observation of another reviewer: shown after your answer",
            "{n} observations of other reviewers: shown after your answer",
            hidden,
        )
        lines.append(block(text, "dim", hang=2))
    return [*heading(context.tr("Observations")), *lines] if lines else []


def _is_hidden(context: ViewContext, observation: FieldObservation) -> bool:
    of_another = observation.reviewer.id != context.observations.reviewer
    return context.blinding.hides_observation(observation.item, of_another=of_another)


def when_and_where(tr: Translator, observation: FieldObservation) -> str:
    """`12 May 2026, Poipet`, or that it was not recorded."""
    content = observation.record.observation
    when = tr.date(content.date) if content.date else tr("date not recorded")
    where = tr.clean(observation.place) or tr("place not recorded")
    return f"{when}, {where}"


def _lines(context: ViewContext, observation: FieldObservation, page: str, reviewer: str) -> Iterator[Block]:
    tr, content = context.tr, observation.record.observation
    yield Block(
        (Span(when_and_where(tr, observation), "mark"), Span(f" · {_observer(context, observation, reviewer)}")), 0, 2
    )
    yield from (block(line, indent=2) for line in clean_lines(content.text.strip(), tr.clean) if line.strip())
    title, target = title_and_page(context, observation.item)
    if target is None or target != page:
        yield Block((Span(tr("About: "), "dim"), Span(title, "link" if target else "warn")), 2, 2, target)


def _observer(context: ViewContext, observation: FieldObservation, reviewer: str) -> str:
    """`Sok Dara (staff)`; of whoever reads, that it is them."""
    tr, observer = context.tr, observation.reviewer
    values = {"name": clean(observer.name), "role": tr(ROLES[observer.role])}
    return tr("{name} ({role}; you)", **values) if observer.id == reviewer else tr("{name} ({role})", **values)


def title_and_page(context: ViewContext, item: str) -> tuple[str, str | None]:
    """What an observation is about, in a line, and the id of its page; None where the dossier has it no longer."""
    kind, _, ident = item.partition(":")
    if kind in {"cell", "gap"}:
        return _crossing(context, item, *ident.partition(":")[0].partition("/")[::2])
    record = context.dossier.find(ident)
    if record is None:
        return context.tr("{item} is no longer in the dossier", item=clean(item)), None
    return f"{clean(ident)}, {context.title(record)}", ident


def _crossing(context: ViewContext, item: str, row: str, column: str) -> tuple[str, str | None]:
    """The two ends; of a gap that is none any more, or that blinding hides, the page of the crossing."""
    if row not in context.dossier.ids(Programme) or context.dossier.find(column) is None:
        return context.tr("{item} is no longer in the dossier", item=clean(item)), None
    title = f"{context.name(row)} × {context.name(column)}"
    gap = context.gaps.find(item) if item.startswith("gap:") else None
    if gap and not context.blinding.hides_gap(gap, context.gap_map):
        return title, item
    return title, f"cell:{row}/{column}" if column in context.dossier.ids(Dimension) else row
