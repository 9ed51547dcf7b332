"""What a merge would do, worked out by reading alone: a function of the contents in the folder and in the sources.

All contents together are put in order (see `compare`); those that nothing else holds get their names (see `layout`).
So merging again changes nothing, and merging in parts, in any order, ends with the same files of the same bytes. That
is said of what one sees in the folder: the safety net in `.ilo-tui/aside/` holds what was replaced on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.core.translator import Translator
from ilo_tui.review.items import Items
from ilo_tui.review.merge.classify import Classification, classify
from ilo_tui.review.merge.compare import Resolution, resolve
from ilo_tui.review.merge.content import Content, Reader
from ilo_tui.review.merge.describe import Describer, summary
from ilo_tui.review.merge.file_report import FileReport
from ilo_tui.review.merge.layout import Names, branches, names_of, own_name
from ilo_tui.review.merge.people import Person, people_of
from ilo_tui.review.merge.scan import Progress, no_progress, scan


@dataclass(frozen=True)
class Step:
    """One change in the folder: write `content` under `name` (in place of the content of hash `instead`, if given).

    With no content it is the other way: what lies there, of hash `instead`, is no longer needed and goes aside. What
    was there is held by the content of hash `held_by`, without which it may not be taken away.
    """

    name: str
    content: Content | None
    instead: str = ""
    held_by: str = ""


@dataclass(frozen=True)
class Plan:
    """What merging would do; nothing is written before `apply_plan`. `reports` are one a file, by their paths."""

    into: Path
    reports: list[FileReport]
    steps: list[Step]
    people: list[Person]
    sessions: int
    """How many sessions count in the folder afterwards."""
    drafts: int
    """And how many drafts."""

    @property
    def needs_person(self) -> bool:
        """Whether anything in it is for a person to decide."""
        return any(report.needs_person for report in self.reports)

    def lines(self, tr: Translator) -> list[str]:
        """What comes of each file, a line each."""
        return [report.localise(tr) for report in self.reports]

    def summary(self, tr: Translator) -> list[str]:
        """Files by what comes of them, the reviewers, and how many files need a person."""
        return summary(self.reports, self.people, self.sessions, tr, self.drafts)

    def table(self) -> list[dict[str, object]]:
        """The reports for `--json`."""
        return [report.as_json() for report in self.reports]


def plan(sources: Iterable[Path], into: Path, items: Items, progress: Progress = no_progress) -> Plan:
    """Work out how to merge `sources` (files or folders) into the folder `into`; reads only.

    Raises `ReviewError` of a source that is not there, a folder that cannot be listed, or a file that changes.
    """
    scan_result = scan(sources, into, progress)
    classification = classify(scan_result, into, Reader(items), progress)
    resolutions: dict[str, Resolution] = {}
    for ident, group in classification.groups.items():
        resolutions[ident] = resolve(group)
        progress("comparing", len(resolutions), len(classification.groups))
    managed = _managed(classification, resolutions)
    layout, counting = _layout(classification, resolutions, scan_result.names - managed.keys())
    steps = _steps(layout, managed, resolutions)
    reports, drafts = _reports(classification, resolutions, layout), sum(content.is_draft for content in counting)
    return Plan(into, reports, steps, people_of(counting), len(counting) - drafts, drafts)


def _managed(classification: Classification, resolutions: dict[str, Resolution]) -> dict[str, Content]:
    """The files of the folder whose names a merge gives and may take: all others are left as they are."""
    managed: dict[str, Content] = {}
    for name, content in classification.in_folder.items():
        held_by = resolutions[content.ident].held_by[content.sha] if content.ident is not None else content
        under_own = name == own_name(content) and (content.kind == "intact" or held_by.sha != content.sha)
        if under_own or name in names_of(content):
            managed[name] = content
    return managed


def _layout(
    classification: Classification, resolutions: dict[str, Resolution], others: Iterable[str]
) -> tuple[dict[str, Content], list[Content]]:
    """The content by name in the folder, and of each session the one that counts; `others` are names not ours."""
    names, layout, counting = Names(others), dict[str, Content](), list[Content]()
    for ident in sorted(resolutions):
        if standing := branches(content for content in resolutions[ident].standing if content.kind == "intact"):
            layout |= names.session(standing)
            counting.append(standing[0])
    damaged = [
        content for resolution in resolutions.values() for content in resolution.standing if content.kind == "damaged"
    ]
    in_folder = {content.sha for name, content in classification.in_folder.items() if name in names_of(content)}
    wanted = {content.sha for candidate, content in classification.read if candidate.origin == "source"} | in_folder
    for content in sorted((*damaged, *classification.nameless.values()), key=lambda content: content.sha):
        if content.sha in wanted:
            layout[names.damaged(content)] = content
    return layout, counting


def _steps(layout: dict[str, Content], managed: dict[str, Content], resolutions: dict[str, Resolution]) -> list[Step]:
    """The changes in the order in which they are made: what is new, what is replaced, what is no longer needed."""
    changes = [
        (name, content) for name, content in layout.items() if name not in managed or managed[name].sha != content.sha
    ]
    new = [Step(name, content) for name, content in changes if name not in managed]
    changed: list[tuple[str, Content | None]] = [(name, content) for name, content in changes if name in managed]
    changed += [(name, None) for name in managed if name not in layout]

    def held_by(old: Content) -> str:
        return resolutions[old.ident].held_by[old.sha].sha if old.ident is not None else old.sha

    return [*new, *(Step(name, content, managed[name].sha, held_by(managed[name])) for name, content in changed)]


def _reports(
    classification: Classification, resolutions: dict[str, Resolution], layout: dict[str, Content]
) -> list[FileReport]:
    describer = Describer(classification, resolutions, {content.sha: name for name, content in layout.items()})
    return [
        report
        for candidate, content in classification.read
        if (report := describer.report(candidate, content)) is not None
    ]
