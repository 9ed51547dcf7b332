"""A session in the list, in full, and which part of the gap map a reviewer has judged."""

from __future__ import annotations

from ilo_tui.exchange.pages.cite import field
from ilo_tui.exchange.pages.line import Block, Span, block, fit, heading
from ilo_tui.exchange.pages.votes import ROLES, item_title
from ilo_tui.review.listing import Entry
from ilo_tui.review.own import coverage
from ilo_tui.text import clean
from ilo_tui.tui.commands import first_key
from ilo_tui.tui.reviewing import Reviewing

_MOST = 500
"""Rows of the gap map up to which all are shown; of more, those in which something is judged."""


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
        field(say("Begun"), session.started),
    ]
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


def coverage_blocks(reviewing: Reviewing) -> list[Block]:
    """Row by row of the gap map: judged and judgeable claims by dimension."""
    book = reviewing.book
    found = coverage(reviewing.items, reviewing.own())
    columns = book.gap_map.columns
    head = "".join(fit(book.name(column), 10) for column in columns)
    blocks = [*heading(book.say("Coverage: claims judged of all")), block(head, "dim", indent=12)]
    rows = book.gap_map.rows
    shown = rows if len(rows) <= _MOST else [row for row in rows if any(found[row, column][0] for column in columns)]
    for row in shown:
        spans = [Span(fit(book.code(row), 12))]
        for column in columns:
            judged, total = found[row, column]
            spans.append(Span(fit(f"{judged}/{total}" if total else "-", 10), "mark" if judged else "dim"))
        blocks.append(Block(tuple(spans)))
    if left := len(rows) - len(shown):
        told = book.say.many("1 row of which nothing is judged yet", "{n} rows of which nothing is judged yet", left)
        blocks.append(block(told, "dim"))
    return blocks
