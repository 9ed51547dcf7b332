"""The form for a new session, whichever front end shows it: its values by field, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Share
from ilo_tui.review.queues import QUESTION_KINDS, Choice, check_filter
from ilo_tui.review.sharing import parse_sample, parse_seed, parse_share


def choice_of(values: Mapping[str, str]) -> Choice:
    """What the values say is to be judged; raises `ChoiceError` of the first field that is wrong."""
    return Choice(
        kind=next(kind for kind in QUESTION_KINDS if kind == values["kind"]),
        where=values["where"],
        not_judged=values["only"] == "not_judged",
        flagged=values["only"] == "flagged",
        sample=_sample(values["sample"]),
        order="shuffled" if values["order"] == "shuffled" else "dossier",
        seed=parse_seed(values["seed"]) if values["seed"].strip() else 1,
        share=_share(values["share"]),
    )


def faults_of(items: Items, values: Mapping[str, str]) -> dict[str, ChoiceError]:
    """What is wrong, by field; of a field that is empty or right nothing. Needs no reviewer and draws no sample."""
    checks: dict[str, Callable[[], object]] = {
        "where": lambda: check_filter(items, choice_of({**values, "sample": "", "share": "", "seed": ""})),
        "sample": lambda: _sample(values["sample"]),
        "share": lambda: _share(values["share"]),
        "seed": lambda: parse_seed(values["seed"]) if values["seed"].strip() else 1,
    }
    faults: dict[str, ChoiceError] = {}
    for name, check in checks.items():
        try:
            check()
        except ChoiceError as error:
            faults[name] = error
    return faults


def _sample(text: str) -> str:
    """The sample as it was typed, once it is known to be one."""
    if text.strip():
        parse_sample(text)
    return text.strip()


def _share(text: str) -> Share | None:
    """A share with what it has in common, written as `2/5+20`."""
    part, _, overlap = text.partition("+")
    return parse_share(part.strip(), overlap.strip()) if text.strip() else None
