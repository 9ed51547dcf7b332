"""A session in the list, in full, and which part of the gap map a reviewer has judged."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.cite import field
from ilo_tui.exchange.pages.line import Block, Span, block, clip, clip_start, fit, heading
from ilo_tui.exchange.pages.votes import ROLES, item_title
from ilo_tui.review.listing import Entry
from ilo_tui.review.own import coverage
from ilo_tui.text import clean
from ilo_tui.tui.commands import first_key
from ilo_tui.tui.reviewing import Reviewing
from ilo_tui.tui.widgets.page import Blocks

_MOST = 500
"""Rows of the gap map up to which all are shown; of more, those in which something is judged."""

_CODE, _COUNT = 7, 7
"""Cells that a code and a count take at least, with a space."""


def session_blocks(reviewing: Reviewing, entry: Entry) -> list[Block]:
    """Reviewer, progress, check code, what changed under it, and why it cannot be gone on with."""
    say, book = reviewing.book.say, reviewing.book
    blocks = [block(clean(entry.path.name), "title"), *(block(line, "warn") for line in entry.told(say))]
    if entry.session is None or entry.state == "foreign":
        return blocks
    session, progress = entry.session, entry.progress(reviewing.items)
    counts = progress.counts()
    who = f"{clean(session.reviewer.name)} <{clean(session.reviewer.id)}>, {say(ROLES[session.reviewer.role])}"
    blocks += [
        field(say("Reviewer"), who),
        field(say("Judged"), say("{judged} of {total}", judged=counts.judged, total=counts.total)),
        field(say("Flagged"), str(counts.flagged)),
        field(say("Begun"), say.moment(session.started)),
    ]
    blocks += [block(line, "warn") for line in entry.misdated(reviewing.library.desk.clock()).told(say)]
    if session.order == "shuffled":
        blocks.append(field(say("Order"), say("shuffled, seed {seed}", seed=session.seed)))
    if session.share:
        share = session.share
        told = say("{part} of {of}, {overlap} % in common", part=share.part, of=share.of, overlap=share.overlap)
        blocks.append(field(say("Share"), told))
    if session.check_code:
        blocks.append(field(say("Check code"), clean(session.check_code), "mark"))
    if entry.state == "other_machine":
        key = first_key(reviewing.settings.keys, "go-on")
        blocks.append(block(say("{key} goes on with the rest in a new session of this machine.", key=key), "mark"))
    for title, found in (
        (say("Changed since judged"), progress.changes()),
        (say("No longer in the dossier"), progress.removed()),
    ):
        if found:
            blocks += [*heading(title), *(block(item_title(book, reviewing.items, item), hang=2) for item in found)]
    return blocks


def coverage_page(reviewing: Reviewing) -> Blocks:
    """Row by row of the gap map: judged and judgeable claims by dimension, in columns as the width allows."""
    book, found = reviewing.book, coverage(reviewing.items, reviewing.own())
    return lambda width: _drawn(book, found, width)


def _drawn(book: Book, found: Mapping[tuple[str, str], tuple[int, int]], width: int) -> list[Block]:
    columns = book.gap_map.columns
    code, size = _sizes(width, len(columns))
    head = "".join(fit(clip(book.name(column), size - 1), size) for column in columns)
    blocks = [*heading(book.say("Coverage: claims judged of all")), block(head, "dim", indent=code)]
    rows = book.gap_map.rows
    shown = rows if len(rows) <= _MOST else [row for row in rows if any(found[row, column][0] for column in columns)]
    for row in shown:
        # Long codes differ in their last letters, names in their first.
        cut = clip_start if row in book.dossier.programmes else clip
        spans = [Span(fit(cut(book.code(row), code - 1), code))]
        for column in columns:
            judged, total = found[row, column]
            spans.append(Span(fit(f"{judged}/{total}" if total else "-", size), "mark" if judged else "dim"))
        blocks.append(Block(tuple(spans)))
    if left := len(rows) - len(shown):
        told = book.say.many("1 row of which nothing is judged yet", "{n} rows of which nothing is judged yet", left)
        blocks.append(block(told, "dim"))
    return blocks


def _sizes(width: int, columns: int) -> tuple[int, int]:
    """How many cells a row's code takes and how many each column, at most 12 and 10."""
    size = min(max((width - _CODE) // max(columns, 1), _COUNT), 10)
    return min(max(width - size * columns, _CODE), 12), size
