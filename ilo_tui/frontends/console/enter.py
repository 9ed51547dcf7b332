"""The command `enter`: what was ticked on judging sheets is keyed in, a line for each item."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TextIO

from ilo_tui.core.errors import InputError, UsageError
from ilo_tui.core.output import print_error, print_lines
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import open_context, screen_width
from ilo_tui.frontends.console.queue_options import ROLES

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.core.settings import Settings
    from ilo_tui.exporters.paper.entry import EntryResult, PaperEntry
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.review.model import Reviewer
    from ilo_tui.views.context import ViewContext

BASES = ("source_read", "own_observation", "interview", "dossier_only", "other")
"""Named here so that `--help` need not read the code of reviews."""


def add_enter(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `enter`, which reads its lines from stdin."""
    parser.add_argument("--date", metavar="YYYY-MM-DD", default="", help=tr("the day on which the sheet was filled in"))
    parser.add_argument("--basis", choices=BASES, default="dossier_only", help=tr("the basis ticked for all items"))
    parser.add_argument(
        "--role",
        choices=ROLES,
        help=tr("what the reviewer is to the programme"),
    )


def enter(options: Options, settings: Settings, tr: Translator) -> int:
    """Key in sheets, line by line, each saved before the next is read; 1 where a line needs a person."""
    from ilo_tui.app.contexts import Contexts
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.exporters.paper.entry import PaperEntry, SheetDetails

    if settings.flag("read_only"):
        raise UsageError(N_("With --read-only nothing is written."))
    context, day = open_context(settings, tr), _day(options.date)
    reviewing = ReviewerContext(Contexts(context), settings, options.role)
    reviewer = _reviewer(reviewing)
    entry = PaperEntry(reviewing.repository, SheetDetails(reviewer, tr.language, day, options.basis))
    _print_reviewer(reviewer, tr)
    try:
        counts = _key_in(entry, context, sys.stdin)
    finally:
        entry.close()
        _print_sessions(entry, tr)
    _print_counts(counts, tr)
    return 1 if counts["refused"] else 0


def _reviewer(reviewing: ReviewerContext) -> Reviewer:
    """Whose sheets these are; whoever reviewed here last is told the role that is asked for now."""
    if reviewing.reviewer is None:
        raise UsageError(N_("Whose sheets are these? Name the reviewer with --reviewer."))
    return reviewing.introduce(f"{reviewing.reviewer.name} <{reviewing.reviewer.id}>")


def _day(text: str) -> str:
    """A day as people write it; `UsageError` of what is none, may be several, or has not come yet anywhere."""
    from ilo_tui.core.date_words import date_words
    from ilo_tui.core.typed_dates import read_date

    if not text:
        return ""
    readings = read_date(text, datetime.now().astimezone().date(), date_words()).readings
    tomorrow = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    days = [reading for reading in readings if len(reading) == len(tomorrow)]
    past = [day for day in days if day <= tomorrow]
    if len(days) > 1 and past:
        choices = " / ".join(days)
        raise UsageError(
            N_("--date: {date} may be {choices}; write the day that is meant."), date=text, choices=choices
        )
    if not past:
        raise UsageError(N_("--date: write the day as 2026-03-01; it cannot lie in the future."))
    return past[0]


def _print_reviewer(reviewer: Reviewer, tr: Translator) -> None:
    print_error(tr("Reviewer: {name} <{id}>", name=reviewer.name, id=reviewer.id))
    if sys.stdin.isatty():
        print_error(
            tr("A line for each item: CODE ANSWERS [/BASIS] [note]. /2 alone is the basis from there on. Ctrl+D ends.")
        )


def _key_in(paper_entry: PaperEntry, context: ViewContext, stdin: TextIO) -> Counter[str]:
    """Every line until the end; what is wrong with one is told, and the next is read.

    Only a failed save ends it, or input that is no text.
    """
    from ilo_tui.review.errors import ReviewError, SaveFailedError

    counts: Counter[str] = Counter()
    for number, line in enumerate(_read(stdin, counts, context.tr), 1):
        try:
            entry = paper_entry.key_in(line, number)
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
            print_lines(_line_of(entry, paper_entry, context))
            sys.stdout.flush()
    return counts


def _read(stdin: TextIO, counts: Counter[str], tr: Translator) -> Iterator[str]:
    """The lines that come in; where they end in what is no text, what was entered before is told."""
    from ilo_tui.frontends.console.input_lines import read_lines

    try:
        yield from read_lines(stdin)
    except InputError:
        _print_counts(counts, tr)
        raise


def _line_of(entry: EntryResult | str, paper_entry: PaperEntry, context: ViewContext) -> str:
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
    title = item_title(context, paper_entry.codes.items, entry.item)
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


def _print_sessions(paper_entry: PaperEntry, tr: Translator) -> None:
    for session in paper_entry.sessions:
        counts = session.progress.counts()
        print_error(
            tr("{path}: {judged} of {total} judged", path=session.path, judged=counts.judged, total=counts.total)
        )
