"""`ilo-tui import ... --draft`: the rows of files as changes in one's own draft, each shown against what is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_lines
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import disk_for_settings, dossier_path, open_drafts, open_sessions

if TYPE_CHECKING:
    from ilo_tui.app.draft_import import DraftImport, RowChange
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.importers.importer import Importer, ImportRequest
    from ilo_tui.review.drafts.draft import Draft
    from ilo_tui.review.items import Items


def import_into_draft(
    importer: Importer, request: ImportRequest, options: Options, settings: Settings, tr: Translator
) -> int:
    """Read the files and take all rows, unless it is a dry run; 1 where the dossier would have faults by it."""
    from ilo_tui.app.draft_import import DraftImport
    from ilo_tui.app.imports import refuse_misuse
    from ilo_tui.dossier.repository import load
    from ilo_tui.review.items import Items

    refuse_misuse(importer, request)
    path = dossier_path(settings)
    draft = _draft(settings, Items(load(path)), tr, writing=not options.dry_run)
    try:
        drafted = {key: draft.document(*key) for key in draft.pending_state()} if draft else {}
        task = DraftImport(importer, request, path, drafted)
        _read(task, tr)
        return _take(task, draft, tr, dry_run=options.dry_run)
    finally:
        if draft:
            draft.close()


def _draft(settings: Settings, items: Items, tr: Translator, *, writing: bool) -> Draft | None:
    """One's own draft: to write in, or only read, where there is one; raises where it may not be written in."""
    from ilo_tui.app.reviewer_lookup import find_reviewer
    from ilo_tui.core.folders import state_folder
    from ilo_tui.review.drafts.read_only import mend_of
    from ilo_tui.review.errors import ReadOnlySessionError
    from ilo_tui.review.reviewers import reviewer_for

    name = settings.text("reviewer")
    reviewer = find_reviewer(open_sessions(settings, items), name)
    drafts = open_drafts(settings, items, writing=writing)
    if not writing:
        entry = drafts.current(reviewer.id) if reviewer else None
        return drafts.open(entry) if entry else None
    if reviewer is None and name:
        reviewer = reviewer_for(state_folder(), name, disk=disk_for_settings(settings))
    if reviewer is None:
        raise UsageError(N_("--draft: whose draft it is is not known"), N_("Say who you are with --reviewer."))
    draft = drafts.draft_of(reviewer, tr.language)
    if draft.read_only:
        draft.close()
        raise ReadOnlySessionError(draft.path, draft.read_only, mend_of(draft.read_only))
    return draft


def _read(task: DraftImport, tr: Translator) -> None:
    from ilo_tui.frontends.console.byte_progress import ByteProgress

    bar = ByteProgress(sys.stderr, tr)
    try:
        task.read(bar)
    finally:
        bar.clear()


def _take(task: DraftImport, draft: Draft | None, tr: Translator, *, dry_run: bool) -> int:
    """Save the rows that change something in the draft, and show them; what is wrong with them goes to stderr."""
    from ilo_tui.app.draft_import import edits_of

    changes, counts = task.changes(), task.counts()
    if changes and draft and not dry_run:
        names = ", ".join(dict.fromkeys(row.file for row in changes))
        draft.change_all(edits_of(changes, tr("from {names}", names=names)))
    for row in changes:
        print_lines(*_lines(row, tr))
    if task.report:
        print_error(*task.report.localise(tr))
    faults = task.faults(changes)
    print_error(*(tr("to be mended: {line}", line=fault.localise(tr)) for fault in faults))
    new, changed, same = (tr.number(counts[kind]) for kind in ("new", "changed", "same"))
    print_error(tr("{new} new, {changed} changed, {same} as they are there", new=new, changed=changed, same=same))
    if dry_run:
        print_error(tr("Nothing was written: this is a dry run."))
    elif changes and draft:
        print_error(tr.many("1 change is in the draft {id}.", "{n} changes are in the draft {id}.", len(changes),
                            id=draft.id))  # fmt: skip
    return 1 if faults else 0


def _lines(row: RowChange, tr: Translator) -> list[str]:
    """A row that changes something, as `diff` shows it, and below it its fields."""
    from ilo_tui.views.edition_lines import difference_lines

    place = tr("{file}, row {row}", file=clean(row.file), row=row.row) if row.row else clean(row.file)
    lines = difference_lines(row.difference, f" ({place})", tr)
    return [next(lines)] if row.kind == "new" else list(lines)
