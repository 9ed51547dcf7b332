"""Who the reviewers are: told apart by their ids, with what a person should look at before believing in agreement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.review.merge.content import Content
from ilo_tui.review.model import Session
from ilo_tui.review.reviewer_names import name_key

_SAME_NAME = N_("{name} is the name of several reviewers: {ids}. If they are one person, their ratings count twice.")

_ROLES = {"staff": N_("staff"), "partner": N_("partner"), "independent": N_("independent"), "other": N_("other")}


@dataclass(frozen=True)
class Person:
    """A reviewer of the folder: `names` by how often they are written, `items` judged, `repeats` judged more than once.

    `writers` counts the installations that wrote for the reviewer.
    """

    id: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    writers: int
    sessions: int
    items: int
    repeats: int
    misdated: int
    """How many of the repeated items were judged in a session whose clock was wrong: it decides which answer counts."""

    @property
    def noteworthy(self) -> bool:
        """Whether there is more to say of the reviewer than how much was judged."""
        return max(len(self.names), len(self.roles), self.writers) > 1 or self.repeats > 0

    def localise(self, tr: Translator) -> list[str]:
        """One line on the reviewer, and one for each thing to know."""
        sessions = tr.many("{n} session", "{n} sessions", self.sessions)
        items = tr.many("{n} item judged", "{n} items judged", self.items)
        lines = [f"{clean(self.names[0])} <{clean(self.id)}>: {sessions}, {items}"]
        if len(self.names) > 1:
            others = ", ".join(map(clean, self.names[1:]))
            lines.append("  " + tr("also written as {others}; by the id it is one reviewer", others=others))
        if self.writers > 1:
            lines.append("  " + tr("wrote on {n} machines", n=self.writers))
        if len(self.roles) > 1:
            lines.append(
                "  "
                + tr("has several roles: {roles}", roles=", ".join(tr(_ROLES.get(role, role)) for role in self.roles))
            )
        if self.repeats:
            repeated = tr.many(
                "{n} item judged more than once: the latest counts, once",
                "{n} items judged more than once: the latest of each counts, once",
                self.repeats,
            )
            lines.append("  " + repeated)
        if self.misdated:
            misdated = tr.many(
                "{n} of them in a session whose clock was wrong: the command agreement shows all answers",
                "{n} of them in sessions whose clock was wrong: the command agreement shows all answers",
                self.misdated,
            )
            lines.append("  " + misdated)
        return lines


def people_of(contents: Iterable[Content]) -> list[Person]:
    """The reviewers of sound sessions, of each session the branch that counts, in order of their ids."""
    sessions: defaultdict[str, list[tuple[Content, Session]]] = defaultdict(list)
    for content in contents:
        if isinstance(content.session, Session) and content.session.kind == "review":
            sessions[content.session.reviewer.id].append((content, content.session))
    return [_person(ident, sessions[ident]) for ident in sorted(sessions)]


def _person(ident: str, sessions: Sequence[tuple[Content, Session]]) -> Person:
    judged = Counter(item for content, _ in sessions for item in content.judged)
    misdated = {item for content, _ in sessions if content.misdated for item in content.judged}
    names = Counter(session.reviewer.name for _, session in sessions)
    return Person(
        id=ident,
        names=tuple(sorted(names, key=lambda name: (-names[name], name))),
        roles=tuple(sorted({session.reviewer.role for _, session in sessions})),
        writers=len({session.writer for _, session in sessions}),
        sessions=len(sessions),
        items=len(judged),
        repeats=sum(times > 1 for times in judged.values()),
        misdated=sum(judged[item] > 1 for item in misdated),
    )


def same_names(people: Sequence[Person], tr: Translator) -> list[str]:
    """A line for each name that several reviewers have, however it is spelled or in whatever order its words stand."""
    by_key: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in set(map(name_key, person.names)):
            by_key[key].append(person)
    shared = sorted((group for group in by_key.values() if len(group) > 1), key=lambda group: group[0].id)
    return [
        tr(_SAME_NAME, name=clean(group[0].names[0]), ids=", ".join(clean(person.id) for person in group))
        for group in shared
    ]
