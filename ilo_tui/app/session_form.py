"""The form of a new review session: its fields, what is wrong with each, how many items that makes.

It knows no screen. A front end shows `fields` with `text`, changes them with `advance` or `set_value`, and begins with
`start`. A console command has all at once and calls `build_choice`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from ilo_tui.app.filter_offers import expand
from ilo_tui.app.saved_filters import SavedFilterError, SavedFilters
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.filter_keys import keys_of
from ilo_tui.dossier.filters import Query
from ilo_tui.review.errors import ChoiceError, ReviewError
from ilo_tui.review.item_kinds import QUEUES, QueueSpec
from ilo_tui.review.items import Items
from ilo_tui.review.model import QueueKind, Reviewer, Role
from ilo_tui.review.queues import Choice, check_filter, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.reviewers import ROLES as ROLE_CODES
from ilo_tui.review.sharing import parse_sample, parse_seed, parse_share
from ilo_tui.views.filter_words import filter_example
from ilo_tui.views.pages.decisions import ROLES
from ilo_tui.views.session_words import QUEUE_NAMES

DEFAULT_SEED = 1
"""The seed where none is given, the same for a form and for a command."""


class ReviewerSource(Protocol):
    """Who reviews, and what they have decided."""

    @property
    def items(self) -> Items:
        """What can be judged in the dossier."""
        ...

    @property
    def reviewer(self) -> Reviewer | None:
        """Who reviews; None as long as nobody is known."""
        ...

    @property
    def fault(self) -> ReviewError | None:
        """What keeps the decisions from being read; known after `decisions`."""
        ...

    def decisions(self) -> ReviewerDecisions:
        """What this reviewer has decided so far."""
        ...

    def introduce(self, name: str, role: Role | None = None) -> Reviewer:
        """Make the person of this name, or `Name <id>`, the one who reviews; raises `ReviewError`."""
        ...


@dataclass(frozen=True)
class Field:
    """A line of the form. It is typed, or where there are `options`, by code, the next one is taken."""

    name: str
    label: str
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FormObstacle:
    """Why the form cannot start: the field to correct, and what is wrong where that is more than that it is empty."""

    field: str
    error: ReviewError | None = None


FIELDS = (
    Field("reviewer", N_("Reviewer"), N_("Name, or Name <id> from another computer")),
    Field("role", N_("Role"), options={code: ROLES[code] for code in ROLE_CODES}),
    Field("kind", N_("Queue"), options={kind: QUEUE_NAMES[kind] for kind in QUEUES}),
    Field("where", N_("Filter")),
    Field(
        "only",
        N_("Only"),
        options={
            "": N_("everything"),
            "not_judged": N_("not yet judged by me"),
            "flagged": N_("flagged by me"),
        },
    ),
    Field("order", N_("Order"), options={"dossier": N_("as in the dossier"), "shuffled": N_("shuffled")}),
    Field("sample", N_("Sample"), N_("40 or 20%; empty is everything")),
    Field("share", N_("Share"), N_("2/5 is the second of five parts; 2/5+20 with 20 % in common")),
    Field("seed", N_("Seed"), N_("a number, the same on every computer")),
)
"""The lines of the form, in their order."""

_BY_NAME = {line.name: line for line in FIELDS}


class SessionForm:
    """What a new session is to judge; begins with the reviewer of last time and all evidence."""

    def __init__(self, reviewers: ReviewerSource, filters: SavedFilters) -> None:
        """Whoever is named in the form becomes the reviewer of `reviewers` at once; `filters` may be called by name."""
        self._reviewers, self._filters = reviewers, filters
        self._values = {line.name: next(iter(line.options), "") for line in FIELDS}
        self._values |= {"role": "other", "seed": str(DEFAULT_SEED)}
        self._refused: ReviewError | None = None
        self._unnamed: SavedFilterError | None = None
        self._show_reviewer()

    def value(self, name: str) -> str:
        """What stands in a field, as it was typed or as the code of an option."""
        return self._values[name]

    def text(self, tr: Translator, name: str) -> str:
        """What stands in a field, as people read it."""
        value, options = self._values[name], _BY_NAME[name].options
        return tr(options[value]) if options else clean(value) or "-"

    def hint(self, tr: Translator, name: str) -> str:
        """What may be typed into a field; of the filter an example that the queue takes, of the sample its default."""
        spec = self._spec
        if name == "sample" and spec.sample:
            return tr("40 or 20%; empty is {sample}", sample=spec.sample)
        if name != "where":
            return tr(_BY_NAME[name].hint) if _BY_NAME[name].hint else ""
        return filter_example(tr, self._reviewers.items.dossier, spec.filter_keys or keys_of(spec.filter_kind))

    def advance(self, name: str) -> None:
        """Take the next option of a field, after the last one the first."""
        codes = list(_BY_NAME[name].options)
        self.set_value(name, codes[(codes.index(self._values[name]) + 1) % len(codes)])

    def set_value(self, name: str, value: str) -> None:
        """Put what was typed into a field; a reviewer is introduced, so that what is counted is theirs."""
        self._values[name] = value
        if name in {"reviewer", "role"} and self._values["reviewer"].strip():
            self._introduce()
        if name == "where":
            self._expand()

    def _expand(self) -> None:
        """Put the filters in the place of their names."""
        self._unnamed = None
        try:
            self._values["where"] = expand(self.value("where"), self._filters)
        except SavedFilterError as error:
            self._unnamed = error

    def put_filter(self, text: str) -> None:
        """Take a filter as it stands, in which nothing is a name."""
        self._values["where"], self._unnamed = text, None

    @property
    def filter_kind(self) -> str:
        """What the filter of the queue is of, as `parse` takes it."""
        return self._spec.filter_kind

    def check_filter(self, text: str) -> Query:
        """Read a filter as the queue does; raises `ChoiceError` of what it does not take."""
        return check_filter(self._reviewers.items, Choice(kind=self._kind, where=text))

    def _introduce(self) -> None:
        role = next(code for code in ROLE_CODES if code == self._values["role"])
        self._refused = None
        try:
            self._reviewers.introduce(self._values["reviewer"], role)
            self._show_reviewer()
        except ReviewError as error:
            self._refused = error

    def _show_reviewer(self) -> None:
        if reviewer := self._reviewers.reviewer:
            self._values |= {"reviewer": f"{reviewer.name} <{reviewer.id}>", "role": reviewer.role}

    @property
    def faults(self) -> dict[str, ReviewError]:
        """What is wrong, by field, in the order of the fields; needs no reviewer and draws no sample."""
        values = self._values
        checks: dict[str, Callable[[], object]] = {
            "where": self._check_where,
            "sample": lambda: _checked_sample(values["sample"]),
            "share": lambda: build_choice(Choice(), share=values["share"]),
            "seed": lambda: build_choice(Choice(), seed=values["seed"]),
        }
        faults: dict[str, ReviewError] = {"reviewer": self._refused} if self._refused else {}
        for name, check in checks.items():
            try:
                check()
            except (ChoiceError, SavedFilterError) as error:
                faults[name] = error
        return faults

    def _check_where(self) -> None:
        if self._unnamed:
            raise self._unnamed
        self.check_filter(self._values["where"])

    @property
    def _kind(self) -> QueueKind:
        return next(kind for kind in QUEUES if kind == self._values["kind"])

    @property
    def _spec(self) -> QueueSpec:
        return QUEUES[self._kind]

    def choice(self) -> Choice:
        """What the fields say is to be judged; raises `ChoiceError` of the first that is wrong."""
        values = self._values
        choice = Choice(
            kind=self._kind,
            where=values["where"],
            not_judged=values["only"] == "not_judged",
            flagged=values["only"] == "flagged",
            order="shuffled" if values["order"] == "shuffled" else "dossier",
            seed=DEFAULT_SEED,
        )
        return build_choice(choice, values["sample"], values["share"], values["seed"])

    def count(self) -> int:
        """How many items that makes; raises `ReviewError` where it makes none, or the folder cannot be read."""
        decisions = self._reviewers.decisions()
        if self._reviewers.fault:
            raise self._reviewers.fault
        return len(choose(self._reviewers.items, self.choice(), decisions).items)

    def total(self, tr: Translator) -> str:
        """How many items that makes, in words, or why it makes none."""
        try:
            return tr.many("1 item", "{n} items", self.count())
        except ReviewError as error:
            return error.line(tr)

    def start(self) -> Choice | FormObstacle:
        """What to begin with, or what has to be corrected before."""
        if faults := self.faults:
            name = next(iter(faults))
            return FormObstacle(name, faults[name])
        if self._reviewers.reviewer is None or not self._values["reviewer"].strip():
            return FormObstacle("reviewer")
        try:
            self.count()
            return self.choice()
        except ReviewError as error:
            return FormObstacle("kind", error)


def build_choice(choice: Choice, sample: str = "", share: str = "", seed: str = "") -> Choice:
    """A choice with a sample, a share and a seed as people type them; raises `ChoiceError` of the first that is wrong.

    A share may end with what all have in common, as `2/5+20`; where no seed is typed that of the choice stays.
    """
    part, _, overlap = share.partition("+")
    return msgspec.structs.replace(
        choice,
        sample=_checked_sample(sample),
        share=parse_share(part.strip(), overlap.strip()) if share.strip() else None,
        seed=parse_seed(seed) if seed.strip() else choice.seed,
    )


def _checked_sample(text: str) -> str:
    """The sample as it was typed, once it is known to be one."""
    if text.strip():
        parse_sample(text)
    return text.strip()
