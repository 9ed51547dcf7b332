"""The form for a new session, in numbered lines: a number changes a line, the last one begins."""

from __future__ import annotations

from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.lists import NumberedList
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.model import Role
from ilo_tui.review.queues import QUESTION_KINDS, Choice, choose
from ilo_tui.review.reviewers import ROLES as ROLE_CODES
from ilo_tui.review.session_form import choice_of, faults_of
from ilo_tui.views.pages.decisions import ROLES
from ilo_tui.views.session_words import QUEUES

FIELDS = {
    "reviewer": (N_("Reviewer"), N_("Name, or Name <id> from another computer")),
    "role": (N_("Role"), ""),
    "kind": (N_("Queue"), ""),
    "where": (N_("Filter"), N_("e.g. programme:clm dimension:outcome stance:contradicts")),
    "only": (N_("Only"), ""),
    "order": (N_("Order"), ""),
    "sample": (N_("Sample"), N_("40 or 20%; empty is everything")),
    "share": (N_("Share"), N_("2/5 is the second of five parts; 2/5+20 with 20 % in common")),
    "seed": (N_("Seed"), N_("a number, the same on every computer")),
    "start": (N_("Start"), ""),
}
"""Fields, their labels, and what to type into those that are typed."""
ONLY = {"": N_("everything"), "not_judged": N_("not yet judged by me"), "flagged": N_("flagged by me")}
ORDERS = {"dossier": N_("as in the dossier"), "shuffled": N_("shuffled")}
_WORDS: dict[str, dict[str, str]] = {
    "role": ROLES,
    "kind": {kind: QUEUES[kind] for kind in QUESTION_KINDS},
    "only": ONLY,
    "order": ORDERS,
}


class SessionForm:
    """What a new session is to judge; begins with the reviewer of last time and all evidence."""

    def __init__(self, console: ConsoleIO, reviewer_context: ReviewerContext) -> None:
        """The reviewer that is typed becomes that of `reviewer_context`."""
        self.console, self.reviewer_context = console, reviewer_context
        reviewer = reviewer_context.reviewer
        self.values = {
            **dict.fromkeys(FIELDS, ""),
            "reviewer": f"{reviewer.name} <{reviewer.id}>" if reviewer else "",
            "role": reviewer.role if reviewer else "other",
            "kind": "evidence",
            "order": "dossier",
            "seed": "1",
        }

    def fill_in(self) -> Choice | None:
        """The choice that the reader begins with; None where they go back."""
        for name in NumberedList(self.console, self.console.tr("New session"), list(FIELDS), self._line).choices():
            try:
                if name != "start":
                    self._change(name)
                elif self._count():
                    return self.choice()
            except ReviewError as error:
                self.console.put(*error.localise(self.console.tr))
        return None

    def _line(self, name: str) -> str:
        tr = self.console.tr
        if name != "start":
            fault = faults_of(self.reviewer_context.items, self.values).get(name)
            fault_text = f" ({' '.join(fault.localise(tr))})" if fault else ""
            return f"{tr(FIELDS[name][0])}: {self._shown(name)}{fault_text}"
        try:
            count_text = tr.many("1 item", "{n} items", self._count())
        except ReviewError as error:
            count_text = join_sentences(error.localise(tr))
        return f"{tr(FIELDS[name][0])}: {count_text}"

    def _shown(self, name: str) -> str:
        value = self.values[name]
        return self.console.tr(_WORDS[name][value]) if name in _WORDS else clean(value) or "-"

    def _count(self) -> int:
        return len(choose(self.reviewer_context.items, self.choice(), self.reviewer_context.decisions()).items)

    def _change(self, name: str) -> None:
        """The next value of a line, or one that is typed."""
        tr = self.console.tr
        if name in _WORDS:
            values = list(_WORDS[name])
            self.values[name] = values[(values.index(self.values[name]) + 1) % len(values)]
        else:
            label, hint = FIELDS[name]
            self.console.put(f"{tr(label)}. {tr(hint)}")
            self.values[name] = self.console.ask()
        if name in {"reviewer", "role"}:
            self._introduce()

    def _introduce(self) -> None:
        role: Role = next(role for role in ROLE_CODES if role == self.values["role"])
        reviewer = self.reviewer_context.introduce(self.values["reviewer"], role)
        self.values["reviewer"] = f"{reviewer.name} <{reviewer.id}>"

    def choice(self) -> Choice:
        """What the lines say; raises `ChoiceError`."""
        return choice_of(self.values)
