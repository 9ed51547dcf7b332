"""What is told of a merge: the state of each file, and the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ilo_tui.core.translator import Translator
from ilo_tui.review.merge.classify import Classification
from ilo_tui.review.merge.compare import Group, Resolution
from ilo_tui.review.merge.content import Content
from ilo_tui.review.merge.file_report import FileReport
from ilo_tui.review.merge.file_states import STATES, StateCode
from ilo_tui.review.merge.people import Person, same_names
from ilo_tui.review.merge.scan import Candidate

_FEW = 30
"""Of more reviewers than this only those are told of whom there is something to know."""


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

    def report(self, candidate: Candidate, content: Content) -> FileReport | None:
        """The report of a file; None of one in the folder that nobody named and of which there is nothing to say."""
        if candidate.origin == "archived":
            return None
        state = self._state(candidate, content)
        resolution = None if content.ident is None else self._resolutions.get(content.ident)
        held_by = resolution.held_by.get(content.sha) if resolution else content
        report = FileReport(candidate.path, STATES[state], content, self._names.get(held_by.sha, "") if held_by else "")
        silent = candidate.unnamed and not report.state.changes and not _is_noteworthy(content)
        return None if silent else report

    def _state(self, candidate: Candidate, content: Content) -> StateCode:
        if candidate.passed_over is not None:
            return candidate.passed_over
        if content.kind == "intact" or content.kind == "damaged":  # noqa: PLR1714 - mypy narrows only this
            if content.ident is not None:
                return self._of_session(
                    content, self._classification.groups[content.ident], self._resolutions[content.ident]
                )
            return "damaged"
        return content.kind

    def _of_session(self, content: Content, group: Group, resolution: Resolution) -> StateCode:
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


def summary(
    reports: Sequence[FileReport], people: Sequence[Person], sessions: int, tr: Translator, drafts: int = 0
) -> list[str]:
    """The counts, the reviewers of the folder with what is to know of them, and what needs a person."""
    counts = Counter(report.state.summary for report in reports)
    messages = dict.fromkeys(state.summary for state in STATES.values())
    totals = ", ".join(tr(message, n=counts[message]) for message in messages if counts[message])
    files = tr.many("{n} file looked at", "{n} files looked at", len(reports))
    lines = [f"{files}: {totals}" if totals else files]
    lines.append(tr.many("{n} session in the folder", "{n} sessions in the folder", sessions))
    if drafts:
        lines.append(tr.many("{n} draft in the folder", "{n} drafts in the folder", drafts))
    lines.append(tr.many("{n} reviewer", "{n} reviewers", len(people)))
    listed = people if len(people) <= _FEW else [person for person in people if person.noteworthy]
    lines += [line for person in listed for line in person.localise(tr)]
    lines += same_names(people, tr)
    if waiting := sum(report.needs_person for report in reports):
        lines.append(tr.many("{n} file needs a person", "{n} files need a person", waiting))
    return lines
