"""The command that writes the next edition of a dossier: publish."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import STDOUT, output_path
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import disk_for_settings, dossier_path, open_drafts, open_sessions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ilo_tui.app.publisher_draft import RepositoryPublisher
    from ilo_tui.app.publishing import Publishing
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.editions.model import Conflict
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.review.drafts.folder_drafts import FolderDrafts
    from ilo_tui.review.drafts.repository import DraftRepository
    from ilo_tui.review.model import Reviewer
    from ilo_tui.review.session_repository import SessionRepository


def add_publish(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `publish -o FILE`."""
    parser.add_argument("-o", "--output", metavar="FILE", help=tr("the dossier to write; - for stdout"))
    parser.add_argument(
        "--edition", metavar="NAME", help=tr("what the edition is called; the day of its last change, if nothing")
    )
    purpose = tr("an open draft of somebody else that goes in, too")
    parser.add_argument("--include", metavar="ID", nargs="+", action="extend", default=[], help=purpose)
    purpose = tr("where drafts are against each other, this one's side; or the name of the edition, for what it has")
    parser.add_argument("--prefer", metavar="ID", nargs="+", action="extend", default=[], help=purpose)
    parser.add_argument("--dry-run", action="store_true", help=tr("say what would be done, and write nothing"))
    parser.add_argument("--force", action="store_true", help=tr("replace the dossier, if there is one"))


def publish(options: Options, settings: Settings, tr: Translator) -> int:
    """Fold the drafts of the reviews folder into a new edition; 1 where a person has to choose first."""
    from ilo_tui.app.publisher_draft import RepositoryPublisher
    from ilo_tui.dossier.repository import load
    from ilo_tui.review.drafts.folder_drafts import folder_drafts
    from ilo_tui.review.items import Items

    if not options.output and not options.dry_run:
        raise UsageError(
            N_("publish: -o FILE is missing, the dossier to write"), N_("--dry-run says what would be in it.")
        )
    items = Items(load(dossier_path(settings)))
    sessions = open_sessions(settings, items)
    reviewer = _reviewer(sessions, options, settings)
    drafts = open_drafts(settings, items, writing=not options.dry_run)
    publisher = RepositoryPublisher(drafts, reviewer, tr.language)
    try:
        if not options.dry_run:
            publisher.open(options.include)
        folder = folder_drafts(drafts, sessions)
        publishing = _publishing(options, items.dossier.path, folder, reviewer)
        _warn(publishing, folder.unreadable, drafts, tr)
        return _carry_out(publishing, publisher, options, settings, tr)
    finally:
        publisher.close()


def _reviewer(sessions: SessionRepository, options: Options, settings: Settings) -> Reviewer | None:
    """Who publishes; who is new here is remembered where a choice is to be written into a draft of theirs."""
    from ilo_tui.app.reviewer_lookup import find_reviewer
    from ilo_tui.core.folders import state_folder
    from ilo_tui.review.reviewers import reviewer_for

    name = settings.text("reviewer")
    reviewer = find_reviewer(sessions, name)
    if reviewer is None and name and options.prefer and not options.dry_run:
        reviewer = reviewer_for(state_folder(), name, disk=disk_for_settings(settings))
    return reviewer


def _publishing(options: Options, path: Path, folder: FolderDrafts, reviewer: Reviewer | None) -> Publishing:
    """The drafts of the folder folded into the dossier at `path`."""
    from ilo_tui.app.publishing import Publishing, PublishOptions

    choice = PublishOptions(options.edition or "", tuple(options.include), tuple(options.prefer))
    return Publishing(path, folder.drafts, reviewer.id if reviewer else "", choice)


def _warn(publishing: Publishing, unreadable: Sequence[Path], drafts: DraftRepository, tr: Translator) -> None:
    """Say what is doubtful about files that go in, or cannot."""
    from ilo_tui.review.drafts.folder_drafts import undone_too_late
    from ilo_tui.views.draft_rows import draft_warnings

    message = tr("it cannot be read: if it is a draft, it does not go into the edition")
    folded = {draft.id for draft in publishing.drafts}
    entries = [entry for entry in drafts.entries() if entry.head and entry.head.id in folded and entry.code == "wrong"]
    lines = [f"{path}: {message}" for path in unreadable] + draft_warnings(entries, drafts.environment.clock(), tr)
    undone = N_("{record} was undone after it was published, and stays in the dossier: change it anew")
    lines += [
        f"{clean(entry.path.name)}: {tr(undone, record=clean(f'{change.table}/{change.record}'))}"
        for entry, change in undone_too_late(drafts.entries(), drafts.environment.items.dossier)
    ]
    print_error(*(tr("warning: {line}", line=line) for line in lines))


def _carry_out(
    publishing: Publishing, publisher: RepositoryPublisher, options: Options, settings: Settings, tr: Translator
) -> int:
    """Write the edition unless it is only looked at, and say what is in it; the exit code."""
    output = output_path(options.output) if options.output else STDOUT
    writes = not options.dry_run and not publishing.folded.conflicts
    if writes:
        publisher.check(publishing.drafts)
        publishing.write(output, force=options.force, publisher=publisher, disk=disk_for_settings(settings))
    if options.json and not (writes and output == STDOUT):
        print_json(_table(publishing))
    else:
        show = print_error if writes and output == STDOUT else print_lines
        show(*_lines(publishing, tr))
    print_error(*_summary(publishing, "" if output == STDOUT else str(output), tr, written=writes))
    return 1 if publishing.folded.conflicts else 0


def _lines(publishing: Publishing, tr: Translator) -> list[str]:
    """What is in the edition, then what is in conflict, each with its sides."""
    from ilo_tui.views.edition_lines import applied_lines, conflict_lines

    lines = applied_lines(publishing.folded.applied, tr)
    for conflict in publishing.folded.conflicts:
        lines += conflict_lines(conflict, publishing.before, tr)
    return lines


def _summary(publishing: Publishing, name: str, tr: Translator, *, written: bool) -> list[str]:
    folded = publishing.folded
    lines = [
        tr("open, and not in the edition: {id} ({name}); --include {id} takes it in", id=draft.id, name=draft.author)
        for draft in publishing.waiting
    ]
    if not folded.drafts:
        lines.append(tr("There is nothing to publish: no draft has a change that is not in the dossier."))
    if conflicts := len(folded.conflicts):
        counted = tr.many("1 conflict", "{n} conflicts", conflicts)
        mend = tr("choose a side with --prefer, or mend it in a draft of yours.")
        return [*lines, tr("{counted}: {mend} Nothing was written.", counted=counted, mend=mend)]
    changes = tr.many("1 record changed", "{n} records changed", len(folded.applied))
    if written and name:
        message = tr(
            "{name} is written: edition {edition}, {changes}.", name=name, edition=folded.edition, changes=changes
        )
    else:
        message = tr("Edition {edition}: {changes}.", edition=folded.edition, changes=changes)
    return [*lines, message, *([] if written else [tr("Nothing was written: this is a dry run.")])]


def _table(publishing: Publishing) -> dict[str, object]:
    """The same as data: the changes, the conflicts with their sides, and the drafts that go in or wait."""
    from msgspec import to_builtins

    folded = publishing.folded
    return {
        "edition": folded.edition,
        "before": publishing.before,
        "changes": [to_builtins(entry) for entry in folded.applied],
        "conflicts": [_conflict(conflict) for conflict in folded.conflicts],
        "drafts": [{"draft": draft, "seq": seq} for draft, seq in folded.drafts],
        "waiting": [{"draft": draft.id, "author": draft.author} for draft in publishing.waiting],
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    from msgspec import to_builtins

    place = {"kind": conflict.kind, "table": conflict.table, "record": conflict.record, "field": conflict.field}
    fault = {"message": conflict.fault.message, "values": conflict.fault.values} if conflict.fault else {}
    return {**place, **fault, "sides": [to_builtins(side) for side in conflict.sides]}
