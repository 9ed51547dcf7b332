"""The page of a place: its names, the programmes and aims there, what was seen, and every claim that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ilo_tui.dossier.filter_aliases import key_label
from ilo_tui.dossier.model import Aim, Evidence, Programme
from ilo_tui.dossier.places import NOWHERE, Place
from ilo_tui.dossier.weighing import in_period
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import PLACE_LEVELS
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.aim import aim_list
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.evidence import by_crossing, evidence_block
from ilo_tui.views.pages.observations import observation_blocks
from ilo_tui.views.place_weights import claims_weight, place_name, place_weight, weight_line
from ilo_tui.views.weighing_words import period_line
from ilo_tui.views.weights import pair


def place_page(context: ViewContext, place: Place, limit: int | None = None) -> Iterator[Block]:
    """A place: what it is called, programmes, aims and observations there, its claims by programme and dimension.

    Of programmes, and of claims, at most `limit` are shown. Blocks are made as they are asked for: the country as a
    whole may have most claims of a dossier.
    """
    yield block(place_name(context, place), "title")
    yield from _about(context, place)
    yield from _programmes(context, place, limit)
    yield from _aims(context, place)
    yield from observation_blocks(context, context.observations.at(context.dossier, place.key))
    yield from _claims(context, place, limit)


def _about(context: ViewContext, place: Place) -> Iterator[Block]:
    """What kind of place it is, how one filters by it, how else it is written."""
    tr = context.tr
    parts = [tr(PLACE_LEVELS[place.level])] if place.level else []
    if ":" not in place.key:
        typed = f"{key_label('place', tr)}:{place.key}"
        parts.append(tr("as a filter: {filter}", filter=typed))
    if parts:
        yield block(" · ".join(parts), "dim")
    if place.group == "unnamed":
        yield block(
            tr("Not among the dossier's names: it stands as it is written, and is brought together with no other."),
            "dim",
        )
    spellings = dict.fromkeys(tr.clean(text) for text in (*place.name.values(), *place.spellings))
    if others := [text for text in spellings if text != place_name(context, place)]:
        yield field(tr("Also written"), "; ".join(others))


def _programmes(context: ViewContext, place: Place, limit: int | None) -> list[Block]:
    """The programmes that say of themselves that they were here, each with how much of its evidence says where."""
    if not place.programmes:
        return []
    title = context.tr("Programmes without a place") if place.key == NOWHERE else context.tr("Programmes here")
    by_programme: defaultdict[str | None, list[Evidence]] = defaultdict(list)
    for claim in place.evidence:
        by_programme[claim.programme].append(claim)
    # Those of which nothing is said here come last.
    ordered = sorted(place.programmes, key=lambda ident: ident not in by_programme)
    lines = [_programme(context, place, ident, by_programme.get(ident, ())) for ident in ordered[:limit]]
    return [*heading(f"{title} ({len(ordered)})"), *lines, *_more(context, len(ordered), limit)]


def _programme(context: ViewContext, place: Place, ident: str, at_place: Sequence[Evidence]) -> Block:
    """`CLM Child Labour Monitoring: 1 of its 44 claims names this place (Output +1 -0)`."""
    tr, n, total = context.tr, len(at_place), len(context.dossier.evidence_of("programme", ident))
    if place.key == NOWHERE:
        counts = tr.many("{n} of its {all} claims has no place", "{n} of its {all} claims have no place", n, all=total)
    else:
        counts = tr.many(
            "{n} of its {all} claims names this place", "{n} of its {all} claims name this place", n, all=total
        )
    crossed = [columns for _, columns in by_crossing(context, at_place)]
    pairs = [
        f"{context.name(column)} {pair(claims_weight(context, some).tally)}"
        for columns in crossed
        for column, some in columns
    ]
    detail = f" ({', '.join(pairs)})" if pairs else ""
    return Block((Span(_row_name(context, ident), "link"), Span(f": {counts}{detail}", "dim")), 0, 2, ident)


def _aims(context: ViewContext, place: Place) -> list[Block]:
    aims = [context.dossier.record(Aim, ident) for ident in place.aims]
    title = context.tr("Aims without a place") if place.key == NOWHERE else context.tr("Aims here")
    return aim_list(context, title, aims) if aims else []


def _claims(context: ViewContext, place: Place, limit: int | None) -> Iterator[Block]:
    """Claims under their programmes, or what else they are about, and dimensions, each with its voices."""
    tr, period = context.tr, context.weighing.period
    evidence = in_period(context.dossier, place.evidence, period)
    yield from heading(tr("Claims"))
    yield from period_line(context)
    if not evidence:
        none = tr("no claim names this place") if period is None else tr("no claim of this period names this place")
        yield block(none, "dim")
        return
    yield Block(weight_line(context, place_weight(context, place)))
    room = len(evidence) if limit is None else limit
    for row, columns in by_crossing(context, evidence):
        if room <= 0:
            break
        yield from (Block(), block(_row_name(context, row), "heading"))
        for column, claims in columns:
            weight = claims_weight(context, claims)
            yield Block((Span(f"{context.name(column)}  ", "mark"), *weight_line(context, weight)))
            yield from (evidence_block(context, claim) for claim in claims[:room])
            room = max(room - len(claims), 0)
    yield from _more(context, len(evidence), limit)


def _row_name(context: ViewContext, row: str) -> str:
    name = context.name(row)
    return f"{context.code(row)} {name}" if row in context.dossier.ids(Programme) else name


def _more(context: ViewContext, n: int, limit: int | None) -> list[Block]:
    """That there are more than a `limit`."""
    more = 0 if limit is None else n - limit
    return [block(context.tr("... and {n} more", n=more), "dim")] if more > 0 else []
