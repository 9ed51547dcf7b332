"""What is told of a merge: the state of each file, and the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ilo_tui.core.translator import N_, Translator
from ilo_tui.review.merge.classify import Classification
from ilo_tui.review.merge.compare import Group, Resolution
from ilo_tui.review.merge.content import Content
from ilo_tui.review.merge.people import Person, same_names
from ilo_tui.review.merge.rows import Row, State
from ilo_tui.review.merge.scan import Candidate

_KINDS: dict[str, tuple[State, ...]] = {
    N_("new: {n}"): ("new",),
    N_("longer than ours: {n}"): ("longer",),
    N_("already there: {n}"): ("there", "earlier", "damaged_copy", "archived"),
    N_("different, both kept: {n}"): ("different",),
    N_("damaged: {n}"): ("damaged",),
    N_("on another dossier: {n}"): ("foreign",),
    N_("not taken: {n}"): ("newer", "no_session", "too_large", "not_read", "special", "linked", "archive", "unlisted"),
}
_FEW = 30
"""Of more reviewers than this only those are told of whom there is something to know."""
_CHANGES = frozenset({"new", "longer", "different"})


def _is_noteworthy(content: Content) -> bool:
    """Whether there is something in a file that a person has to know wherever it lies."""
    return content.code == "wrong" or bool(content.misdated or content.misnamed)


class Describer:
    """Tells of each file what comes of it, knowing what comes of all of them."""

    def __init__(
        self, classification: Classification, resolutions: Mapping[str, Resolution], names: Mapping[str, str]
    ) -> None:
        """`names` are those in the folder by the hash of the content."""
        self._classification, self._resolutions, self._names = classification, resolutions, names
        self._described: set[str] = set()

    def row(self, candidate: Candidate, content: Content) -> Row | None:
        """The row of a file; None of one in the folder that nobody asked for and of which there is nothing to say."""
        if candidate.origin == "archived":
            return None
        state = self._state(candidate, content)
        resolution = None if content.ident is None else self._resolutions.get(content.ident)
        held_by = resolution.held_by.get(content.sha) if resolution else content
        row = Row(candidate.path, state, content, self._names.get(held_by.sha, "") if held_by else "")
        silent = (
            candidate.in_folder and not candidate.in_sources and state not in _CHANGES and not _is_noteworthy(content)
        )
        return None if silent else row

    def _state(self, candidate: Candidate, content: Content) -> State:
        if candidate.passed_over is not None:
            return candidate.passed_over
        if content.kind == "intact" or content.kind == "damaged":  # noqa: PLR1714 - mypy narrows only this
            if content.ident is not None:
                return self._of_session(
                    content, self._classification.groups[content.ident], self._resolutions[content.ident]
                )
            return "damaged"
        return content.kind

    def _of_session(self, content: Content, group: Group, resolution: Resolution) -> State:
        if content.sha in resolution.archived:
            return "archived"
        if resolution.held_by[content.sha].sha != content.sha:
            return "damaged_copy" if content.kind == "damaged" else "earlier"
        if content.kind == "damaged":
            return "damaged"
        if resolution.branches > 1:
            return "different"
        present = self._classification.in_folder.get(self._names[content.sha])
        if content.sha in self._described or (present and present.sha == content.sha):
            return "there"
        self._described.add(content.sha)
        return (
            "longer"
            if any(other.sha in group.in_folder for other in group.intact.values() if other is not content)
            else "new"
        )


def summary(rows: Sequence[Row], people: Sequence[Person], sessions: int, tr: Translator) -> list[str]:
    """The counts, the reviewers of the folder with what is to know of them, and what needs a person."""
    times = Counter(row.state for row in rows)
    counts = [(message, sum(times[state] for state in states)) for message, states in _KINDS.items()]
    totals = ", ".join(tr(message, n=n) for message, n in counts if n)
    files = tr.many("{n} file looked at", "{n} files looked at", len(rows))
    lines = [f"{files}: {totals}" if totals else files]
    lines.append(tr.many("{n} session in the folder", "{n} sessions in the folder", sessions))
    lines.append(tr.many("{n} reviewer", "{n} reviewers", len(people)))
    listed = people if len(people) <= _FEW else [person for person in people if person.noteworthy]
    lines += [line for person in listed for line in person.localise(tr)]
    lines += same_names(people, tr)
    if waiting := sum(row.needs_person for row in rows):
        lines.append(tr.many("{n} file needs a person", "{n} files need a person", waiting))
    return lines
