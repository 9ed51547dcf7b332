"""The command that writes the next edition of a dossier: publish."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import STDOUT, output_path
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import disk_for_settings, dossier_path, open_context, open_sessions

if TYPE_CHECKING:
    from ilo_tui.app.publishing import Publishing
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.editions.model import Conflict, Draft
    from ilo_tui.frontends.console.argument_parser import Options


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
    from ilo_tui.app.publishing import Publishing, PublishOptions

    if not options.output and not options.dry_run:
        raise UsageError(
            N_("publish: -o FILE is missing, the dossier to write"), N_("--dry-run says what would be in it.")
        )
    path = dossier_path(settings)
    drafts, reviewer = _drafts(settings, tr)
    choice = PublishOptions(options.edition or "", tuple(options.include), tuple(options.prefer))
    publishing = Publishing(path, drafts, reviewer, choice)
    output = output_path(options.output) if options.output else STDOUT
    writes = not options.dry_run and not publishing.folded.conflicts
    if writes:
        publishing.write(output, force=options.force, disk=disk_for_settings(settings))
    if options.json and not (writes and output == STDOUT):
        print_json(_table(publishing))
    else:
        show = print_error if writes and output == STDOUT else print_lines
        show(*_lines(publishing, tr))
    print_error(*_summary(publishing, "" if output == STDOUT else str(output), tr, written=writes))
    return 1 if publishing.folded.conflicts else 0


def _drafts(settings: Settings, tr: Translator) -> tuple[list[Draft], str]:
    """The drafts on the dossier in the reviews folder, and the id of who publishes; empty where nobody is known."""
    from ilo_tui.app.draft_files import drafts_on
    from ilo_tui.app.reviewer_lookup import find_reviewer
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.review.items import Items

    context = open_context(settings, tr)
    reviewer = find_reviewer(open_sessions(settings, Items(context.dossier)), settings.text("reviewer"))
    drafts, unreadable = drafts_on(context.dossier.meta.id, reviews_folder(settings))
    message = tr("it cannot be read: if it is a draft, it does not go into the edition")
    lines = [f"{path}: {message}" for path in unreadable]
    print_error(*(tr("warning: {line}", line=line) for line in lines))
    return drafts, reviewer.id if reviewer else ""


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
