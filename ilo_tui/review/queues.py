"""Choosing what a session judges: a kind of item, a filter, a sample or share, an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.dossier.filters import Query, QueryError, parse
from ilo_tui.dossier.gapmap import Gap, PolicyMatrix, all_gaps
from ilo_tui.dossier.model import Alignment, AppliesTo, Dimension, Evidence, Programme, Record, Suggestion
from ilo_tui.dossier.repository import is_judged
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.items import Items, kind_of
from ilo_tui.review.model import Order, Queue, QueueKind, Share
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.sharing import sampled, shared, shuffled

QUESTION_KINDS: dict[QueueKind, AppliesTo] = {
    "evidence": "evidence",
    "cells": "cell",
    "alignments": "alignment",
    "suggestions": "suggestion",
    "gaps": "gap",
    "attribution": "attribution",
}
"""The kind of scales that each kind of queue asks; a mixed queue asks those of each item."""

_TABLES: dict[QueueKind, str] = {"attribution": "evidence", "cells": "gaps"}
"""The kind of filter, where it is not the queue's own name: a cell is filtered as a gap, by programme and dimension."""
_CELL_KEYS = frozenset({"programme", "dimension"})


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What to judge. `where` is a filter as `list --where` takes it; `listed` is a list of items as it stands.

    Several programmes, or one cell, are `where` too: `programme:clm,csr`, `programme:clm dimension:outcome`, and only
    what contradicts is `stance:contradicts`. `sample` is `40` or `20%`.
    """

    kind: QueueKind = "evidence"
    where: str = ""
    not_judged: bool = False
    flagged: bool = False
    listed: tuple[str, ...] | None = None
    sample: str = ""
    order: Order = "dossier"
    seed: int = 0
    share: Share | None = None


def choose(items: Items, choice: Choice, decisions: ReviewerDecisions) -> Queue:
    """The queue of a choice, with its items; `decisions` is what the reviewer has judged. Raises `ChoiceError`.

    What is not judged yet or flagged is this reviewer's own affair. So it is sorted out first, but of a share last,
    since a share is cut from what everybody has, the same on every machine.
    """
    if choice.kind in QUESTION_KINDS and not items.scales(QUESTION_KINDS[choice.kind]):
        raise ChoiceError(N_("this dossier has no scale for this queue"), N_("Choose another kind of queue."))
    where = _where(items, choice)
    chosen = list(
        dict.fromkeys(choice.listed if choice.listed is not None else _candidates(items, choice, where, decisions))
    )
    if choice.listed is not None:
        _check_listed(items, choice.kind, chosen)
    if choice.share is None:
        chosen = _personal(items, choice, decisions, chosen)
    if choice.sample:
        chosen = sampled(chosen, choice.sample, choice.seed)
    if choice.share is not None:
        chosen = _personal(items, choice, decisions, shared(chosen, choice.share, choice.seed))
    if not chosen:
        raise ChoiceError(N_("there is nothing to judge in this queue"), N_("Choose another queue or filter."))
    return Queue(
        kind=choice.kind,
        items=shuffled(chosen, choice.seed) if choice.order == "shuffled" else chosen,
        where=str(where),
        not_judged=choice.not_judged,
        flagged=choice.flagged,
        sample=choice.sample,
        listed=choice.listed is not None,
    )


def check_filter(items: Items, choice: Choice) -> None:
    """Raise `ChoiceError` where the filter of a choice cannot be understood."""
    _where(items, choice)


def _where(items: Items, choice: Choice) -> Query:
    table = _TABLES.get(choice.kind, choice.kind)
    if table == "mixed":
        return Query("evidence")
    try:
        where = parse(choice.where, table, items.dossier)
    except QueryError as error:
        raise ChoiceError(error.message, N_("Correct the filter."), None, **error.values) from error
    if choice.kind == "cells" and (unknown := {term.key for term in where.terms} - _CELL_KEYS):
        message = N_("{key} is no key here; these are: {keys}")
        raise ChoiceError(message, N_("Correct the filter."), key=min(unknown), keys="programme, dimension")
    return where


def _check_listed(items: Items, kind: QueueKind, listed: Iterable[str]) -> None:
    for item in listed:
        kind_asked = kind_of(item)
        kind_wanted = "evidence" if kind == "attribution" else QUESTION_KINDS.get(kind, kind_asked)
        if kind_asked != kind_wanted or items.find(item) is None:
            raise ChoiceError(N_("{item} cannot be in this queue"), N_("Take it off the list."), item=item)


def _candidates(items: Items, choice: Choice, where: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    """Every item of a kind that passes the filter, in the order of the dossier."""
    dossier = items.dossier
    match choice.kind:
        case "evidence":
            yield from _item_names(
                "evidence", where, (evidence for evidence in dossier.records(Evidence) if is_judged(evidence))
            )
        case "alignments":
            yield from _item_names("alignment", where, dossier.records(Alignment))
        case "suggestions":
            yield from _item_names("suggestion", where, dossier.records(Suggestion))
        case "gaps":
            yield from (gap.id for gap in _gaps(items, where) if where.matches(gap))
        case "cells":
            yield from _cells(items, where)
        case "attribution":
            yield from _attributable(items, where, decisions)
        case "mixed":
            return


def _item_names(kind: str, where: Query, records: Iterable[Record]) -> Iterator[str]:
    return (f"{kind}:{record.id}" for record in records if where.matches(record))


def _gaps(items: Items, where: Query) -> list[Gap]:
    """Every gap; with the suggestions that cover it only where the filter may look at them, since that takes long."""
    if where.words or any(term.key == "suggestion" for term in where.terms):
        return all_gaps(items.dossier)
    return [*items.gap_map.gaps(), *PolicyMatrix(items.dossier).gaps()]


def _cells(items: Items, where: Query) -> Iterator[str]:
    for programme in items.dossier.ids(Programme):
        for dimension in items.dossier.ids(Dimension):
            if where.matches(Gap("none", programme, dimension)):
                yield f"cell:{programme}/{dimension}"


def _attributable(items: Items, where: Query, decisions: ReviewerDecisions) -> Iterator[str]:
    """Claims of a programme's effect, beyond what it put out, that this reviewer found to hold."""
    effects = list(items.dossier.ids(Dimension))[1:]
    verdicts = items.scales("evidence")
    verdict = verdicts[0].id if verdicts else ""
    for evidence in items.dossier.records(Evidence):
        effect = evidence.programme and evidence.dimension in effects and evidence.stance == "supports"
        if effect and decisions.affirmed(f"evidence:{evidence.id}", verdict) and where.matches(evidence):
            yield f"evidence:{evidence.id}"


def _personal(items: Items, choice: Choice, decisions: ReviewerDecisions, candidates: list[str]) -> list[str]:
    """Leave out what this reviewer has judged as it stands now, or has not flagged, if that was asked."""
    tests: list[Callable[[str], bool]] = []
    if choice.not_judged:
        tests.append(lambda item: not _judged_now(items, decisions, item, QUESTION_KINDS.get(choice.kind)))
    if choice.flagged:
        tests.append(lambda item: _flagged(decisions, item, QUESTION_KINDS.get(choice.kind)))
    return [item for item in candidates if all(test(item) for test in tests)]


def _judged_now(items: Items, decisions: ReviewerDecisions, item: str, kind: AppliesTo | None) -> bool:
    decision = decisions.decision_on(item, kind)
    return decision is not None and decision.judged and decision.decision.item_hash == items.hash_of(item)


def _flagged(decisions: ReviewerDecisions, item: str, kind: AppliesTo | None) -> bool:
    decision = decisions.decision_on(item, kind)
    return decision is not None and decision.decision.flagged
