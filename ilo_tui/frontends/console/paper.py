"""The commands for paper: sheet prints a queue to judge with a pen, enter keys in what was ticked."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TextIO

from ilo_tui.core.errors import InputError, UsageError
from ilo_tui.core.paths import output_path
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.queue_options import choice_of
from ilo_tui.frontends.console.shared import (
    disk_for_settings,
    dossier_path,
    open_context,
    open_sessions,
    print_error,
    print_lines,
    screen_width,
)

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.exporters.paper.entry import EntryResult, PaperEntry, SheetDetails
    from ilo_tui.review.items import Items
    from ilo_tui.review.model import Reviewer
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions
    from ilo_tui.review.session_repository import SessionRepository
    from ilo_tui.views.context import ViewContext

BASES = ("source_read", "own_observation", "interview", "dossier_only", "other")
"""Named here so that `--help` need not read the code of reviews."""


def add_sheet(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `sheet -o FILE`, beside those by which `review` chooses its queue."""
    purpose = tr("the page to write, HTML to print; - for stdout")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=purpose)
    parser.add_argument("--force", action="store_true", help=tr("replace the file, if there is one"))


def sheet(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Write the judging sheet of a queue."""
    from ilo_tui.exporters.paper.content import build_sheet
    from ilo_tui.exporters.paper.sheet import as_html
    from ilo_tui.review.items import Items
    from ilo_tui.review.output_files import write_file
    from ilo_tui.review.queues import choose

    context = open_context(settings, tr)
    items, output = Items(context.dossier), output_path(options["output"])
    choice = choice_of(options)
    queue = choose(items, choice, _decisions_of(choice, items, settings))
    page = as_html(build_sheet(context, items, queue, choice.share), context.tr)
    inputs = [dossier_path(settings)]
    write_file(output, page.encode(), force=options["force"], inputs=inputs, disk=disk_for_settings(settings))
    print_error(
        tr.many(
            "1 item to judge, to print from a browser", "{n} items to judge, to print from a browser", len(queue.items)
        )
    )
    return 0


def _decisions_of(choice: Choice, items: Items, settings: Settings) -> ReviewerDecisions:
    """What the reviewer has judged, where the queue depends on it."""
    from ilo_tui.core.folders import state_folder
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions
    from ilo_tui.review.reviewers import known_reviewers, parse_reviewer

    if not (choice.not_judged or choice.flagged or choice.kind == "attribution"):
        return ReviewerDecisions()
    remembered_reviewers, text = known_reviewers(state_folder()), settings.text("reviewer")
    reviewer = parse_reviewer(text) or next(
        (reviewer for reviewer in remembered_reviewers if not text or reviewer.name == text), None
    )
    if reviewer is None:
        raise UsageError(N_("This queue goes by what one reviewer has judged: name them with --reviewer."))
    return open_sessions(settings, items).decisions_of(reviewer.id)


def add_enter(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `enter`, which reads its lines from stdin."""
    parser.add_argument("--date", metavar="YYYY-MM-DD", default="", help=tr("the day on which the sheet was filled in"))
    parser.add_argument("--basis", choices=BASES, default="dossier_only", help=tr("the basis ticked for all items"))
    parser.add_argument(
        "--role",
        choices=("staff", "partner", "independent", "other"),
        help=tr("what the reviewer is to the programme"),
    )


def enter(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Key in sheets, line by line, each saved before the next is read; 1 where a line needs a person."""
    from ilo_tui.exporters.paper.entry import PaperEntry

    if settings.flag("read_only"):
        raise UsageError(N_("With --read-only nothing is written."))
    context = open_context(settings, tr)
    library, reviewer_context = _open_writable_sessions(context, settings), _context_of(options, settings, context)
    keying = PaperEntry(library, reviewer_context)
    _print_reviewer(reviewer_context.reviewer, tr)
    try:
        counts = _key_in(keying, context, sys.stdin)
    finally:
        keying.close()
        _print_sessions(keying, tr)
    _print_counts(counts, tr)
    return 1 if counts["refused"] else 0


def _open_writable_sessions(context: ViewContext, settings: Settings) -> SessionRepository:
    from ilo_tui.core.folders import state_folder
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.review.environment import ReviewEnvironment
    from ilo_tui.review.items import Items
    from ilo_tui.review.reviewers import writer_id
    from ilo_tui.review.session_repository import SessionRepository

    return SessionRepository(
        ReviewEnvironment(reviews_folder(settings), Items(context.dossier), writer_id(state_folder()))
    )


def _context_of(options: dict[str, Any], settings: Settings, context: ViewContext) -> SheetDetails:
    from ilo_tui.core.folders import state_folder
    from ilo_tui.exporters.paper.entry import SheetDetails
    from ilo_tui.review.reviewers import known_reviewers, reviewer_for

    day, tr, state = _day(options["date"]), context.tr, state_folder()
    text = settings.text("reviewer")
    remembered_reviewers = known_reviewers(state)
    if not text and not remembered_reviewers:
        raise UsageError(N_("Whose sheets are these? Name the reviewer with --reviewer."))
    reviewer = reviewer_for(
        state, text or f"{remembered_reviewers[0].name} <{remembered_reviewers[0].id}>", options["role"]
    )
    return SheetDetails(reviewer, tr.language, day, options["basis"])


def _day(text: str) -> str:
    """A day as it is written; `UsageError` of what is none, or has not come yet anywhere."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = date.max
    if day and day > datetime.now(UTC).date() + timedelta(days=1):
        raise UsageError(N_("--date: write the day as 2026-03-01; it cannot lie in the future."))
    return day.isoformat() if day else ""


def _print_reviewer(reviewer: Reviewer, tr: Translator) -> None:
    print_error(tr("Reviewer: {name} <{id}>", name=reviewer.name, id=reviewer.id))
    if sys.stdin.isatty():
        print_error(
            tr("A line for each item: CODE ANSWERS [/BASIS] [note]. /2 alone is the basis from there on. Ctrl+D ends.")
        )


def _key_in(keying: PaperEntry, context: ViewContext, stdin: TextIO) -> Counter[str]:
    """Every line until the end; what is wrong with one is told, and the next is read.

    Only a failed save ends it, or input that is no text.
    """
    from ilo_tui.review.errors import ReviewError, SaveFailedError

    counts: Counter[str] = Counter()
    for number, line in enumerate(_read(stdin, counts, context.tr), 1):
        try:
            entry = keying.key_in(line, number)
        except SaveFailedError:
            _print_counts(counts, context.tr)
            print_error(context.tr("line {n} is not entered, nor what comes after it:", n=number))
            raise
        except ReviewError as error:
            counts["refused"] += 1
            problem, mend = error.localise(context.tr)
            print_error(context.tr("line {n}: {what}. {mend}", n=number, what=problem, mend=mend))
            continue
        if entry is not None and not isinstance(entry, str):
            counts[entry.state] += 1
        if entry is not None:
            print_lines(_line_of(entry, keying, context))
            sys.stdout.flush()
    return counts


def _read(stdin: TextIO, counts: Counter[str], tr: Translator) -> Iterator[str]:
    """The lines that come in; where they end in what is no text, what was entered before is told."""
    from ilo_tui.frontends.console.lines import read_lines

    try:
        yield from read_lines(stdin)
    except InputError:
        _print_counts(counts, tr)
        raise


def _line_of(entry: EntryResult | str, keying: PaperEntry, context: ViewContext) -> str:
    """What was done, in one line that fits the screen."""
    from ilo_tui.dossier.model import Scale
    from ilo_tui.views.markup import clip
    from ilo_tui.views.pages.decisions import BASES as WORDS
    from ilo_tui.views.pages.decisions import item_title, label_of

    tr = context.tr
    if isinstance(entry, str):
        return tr("basis from here on: {basis}", basis=tr(WORDS[entry]))
    labels = ", ".join(label_of(tr, context.dossier.get(Scale, scale), code) for scale, code in entry.values.items())
    answers = f"{labels}; {tr(WORDS[entry.basis])}"
    when = tr(_STATES[entry.state], time=tr.clock(entry.saved) if entry.saved else "", day=tr.date(entry.day))
    title = item_title(context, keying.codes.items, entry.item)
    line = f"{entry.code.upper()}  {when}  {answers}  {title}"
    width = screen_width()
    return clip(line, width) if width else line


_STATES = {
    "entered": N_("saved {time}"),
    "corrected": N_("corrected {time}"),
    "same": N_("was there already"),
    "later": N_("left as it is: answered anew on {day}"),
}
_COUNTED = {
    "entered": N_("entered: {n}"),
    "corrected": N_("corrected: {n}"),
    "same": N_("there already: {n}"),
    "later": N_("left as they are: {n}"),
    "refused": N_("not entered: {n}"),
}


def _print_counts(counts: Counter[str], tr: Translator) -> None:
    always = ("entered", "corrected")
    print_error(
        "; ".join(
            tr(message, n=counts[state]) for state, message in _COUNTED.items() if state in always or counts[state]
        )
    )


def _print_sessions(keying: PaperEntry, tr: Translator) -> None:
    for session in keying.sessions:
        counts = session.progress.counts()
        print_error(
            tr("{path}: {judged} of {total} judged", path=session.path, judged=counts.judged, total=counts.total)
        )
