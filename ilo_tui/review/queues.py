"""Choosing what a session judges: a kind of item, a filter, a sample or share, an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.dossier.filter_keys import KeyNames, QueryError
from ilo_tui.dossier.filters import Query, parse
from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.item_kinds import QUEUES, kind_of
from ilo_tui.review.items import Items
from ilo_tui.review.model import Order, Queue, QueueKind, Share
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.sharing import sampled, shared, shuffled


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What to judge. `where` is a filter as `list --where` takes it; `listed` is a list of items as it stands.

    Several programmes, or one cell, are `where` too: `programme:clm,csr`, `programme:clm dimension:outcome`, and only
    what contradicts is `stance:contradicts`. `sample` is `40` or `20%`; empty is all, of bearing the queue's sample.
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
    if choice.kind in QUEUES and not items.scales(QUEUES[choice.kind].scales):
        raise ChoiceError(N_("this dossier has no scale for this queue"), N_("Choose another kind of queue."))
    where = check_filter(items, choice)
    chosen = list(
        dict.fromkeys(choice.listed if choice.listed is not None else _candidates(items, choice, where, decisions))
    )
    if choice.listed is not None:
        _check_listed(items, choice.kind, chosen)
    if choice.share is None:
        chosen = _personal(items, choice, decisions, chosen)
    sample = _sample(choice)
    if sample:
        chosen = sampled(chosen, sample, choice.seed)
    if choice.share is not None:
        chosen = _personal(items, choice, decisions, shared(chosen, choice.share, choice.seed))
    if not chosen:
        raise ChoiceError(N_("there is nothing to judge in this queue"), _remedy(choice))
    return Queue(
        kind=choice.kind,
        items=shuffled(chosen, choice.seed) if choice.order == "shuffled" else chosen,
        where=str(where),
        not_judged=choice.not_judged,
        flagged=choice.flagged,
        sample=sample,
        listed=choice.listed is not None,
    )


def _remedy(choice: Choice) -> str:
    """What to do where nothing is chosen: of a queue that is empty as it is, what fills it."""
    spec = QUEUES.get(choice.kind)
    unfiltered = not (choice.where or choice.not_judged or choice.flagged)
    return spec.remedy if spec and unfiltered else N_("Choose another queue or filter.")


def _sample(choice: Choice) -> str:
    """The sample that is drawn: the one asked for, else that of the queue, but not of a list or of what is flagged."""
    spec = QUEUES.get(choice.kind)
    if choice.sample or spec is None or choice.listed is not None or choice.flagged:
        return choice.sample
    return spec.sample


def check_filter(items: Items, choice: Choice) -> Query:
    """The filter of a choice, read for its queue; raises `ChoiceError` where it cannot be understood."""
    spec = QUEUES.get(choice.kind)
    if spec is None:
        return Query("evidence")
    try:
        where = parse(choice.where, spec.filter_kind, items.dossier)
    except QueryError as error:
        raise ChoiceError(error.message, N_("Correct the filter."), None, **error.values) from error
    unknown = {term.key for term in where.terms}.difference(spec.filter_keys)
    if spec.filter_keys and unknown:
        message, key = N_("{key} is no key here; these are: {keys}"), KeyNames((min(unknown),))
        raise ChoiceError(message, N_("Correct the filter."), key=key, keys=KeyNames(spec.filter_keys))
    return where


def _check_listed(items: Items, kind: QueueKind, listed: Iterable[str]) -> None:
    spec = QUEUES.get(kind)
    for item in listed:
        kind_asked = kind_of(item)
        if (spec and spec.item_kind != kind_asked) or items.find(item) is None:
            raise ChoiceError(N_("{item} cannot be in this queue"), N_("Take it off the list."), item=item)


def _candidates(items: Items, choice: Choice, where: Query, decisions: ReviewerDecisions) -> Iterable[str]:
    """Every item of a kind that passes the filter, in the order of the dossier; a mixed queue begins empty."""
    spec = QUEUES.get(choice.kind)
    return spec.candidates(items, where, decisions) if spec else ()


def _personal(items: Items, choice: Choice, decisions: ReviewerDecisions, candidates: list[str]) -> list[str]:
    """Leave out what this reviewer has judged as it stands now, or has not flagged, if that was asked."""
    tests: list[Callable[[str], bool]] = []
    spec = QUEUES.get(choice.kind)
    kind = spec.scales if spec else None
    if choice.not_judged:
        tests.append(lambda item: not _judged_now(items, decisions, item, kind))
    if choice.flagged:
        tests.append(lambda item: _flagged(decisions, item, kind))
    return [item for item in candidates if all(test(item) for test in tests)]


def _judged_now(items: Items, decisions: ReviewerDecisions, item: str, kind: AppliesTo | None) -> bool:
    decision = decisions.decision_on(item, kind)
    return decision is not None and decision.judged and items.is_current(item, decision.decision.item_hash)


def _flagged(decisions: ReviewerDecisions, item: str, kind: AppliesTo | None) -> bool:
    decision = decisions.decision_on(item, kind)
    return decision is not None and decision.decision.flagged
