"""A session in the list, in full, and which part of the gap map a reviewer has judged."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.core.commands import first_key
from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Programme
from ilo_tui.frontends.tui.reviewing import Reviewing
from ilo_tui.frontends.tui.widgets.page import Blocks
from ilo_tui.review.misnamed import is_misnamed
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block, clip, clip_start, fit, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.decisions import ROLES, item_title

_MOST = 500
"""Rows of the gap map up to which all are shown; of more, those in which something is judged."""

_CODE, _COUNT = 7, 7
"""Cells that a code and a count take at least, with a space."""


def session_blocks(reviewing: Reviewing, entry: SessionFile) -> list[Block]:
    """Reviewer, progress, check code, what changed under it, and why it cannot be gone on with."""
    tr, context = reviewing.context.tr, reviewing.context
    blocks = [block(clean(entry.path.name), "title"), *(block(line, "warn") for line in entry.localise(tr))]
    if entry.session is None or entry.state == "foreign":
        return [*blocks, *_misnamed(reviewing, entry)]
    session, progress = entry.session, entry.progress(reviewing.items)
    counts = progress.counts()
    reviewer = f"{clean(session.reviewer.name)} <{clean(session.reviewer.id)}>, {tr(ROLES[session.reviewer.role])}"
    blocks += [
        field(tr("Reviewer"), reviewer),
        field(tr("Items judged"), tr("{judged} of {total}", judged=counts.judged, total=counts.total)),
        field(tr("Flagged"), str(counts.flagged)),
        field(tr("Begun"), tr.moment(session.started)),
    ]
    blocks += [block(line, "warn") for line in entry.misdated(reviewing.library.environment.clock()).localise(tr)]
    if session.order == "shuffled":
        blocks.append(field(tr("Order"), tr("shuffled, seed {seed}", seed=session.seed)))
    if session.share:
        share = session.share
        share_text = tr("{part} of {of}, {overlap} % in common", part=share.part, of=share.of, overlap=share.overlap)
        blocks.append(field(tr("Share"), share_text))
    if session.check_code:
        blocks.append(field(tr("Check code"), clean(session.check_code), "mark"))
    if entry.state == "other_machine":
        key = first_key(reviewing.settings.keys, "go-on")
        blocks.append(block(tr("{key} goes on with the rest in a new session of this machine.", key=key), "mark"))
    for title, items in (
        (tr("Changed since judged"), progress.changes()),
        (tr("No longer in the dossier"), progress.removed()),
    ):
        if items:
            blocks += [*heading(title), *(block(item_title(context, reviewing.items, item), hang=2) for item in items)]
    return blocks


def _misnamed(reviewing: Reviewing, entry: SessionFile) -> list[Block]:
    """That a session of another dossier is about this one all the same: then only the name in it is damaged."""
    session, records = entry.session, entry.history.records
    if session is None or not is_misnamed(reviewing.items, session, records):
        return []
    message = reviewing.context.tr(
        "What is judged in it is in this dossier, unchanged: the dossier's name in the file may be damaged. "
        "Ask whoever wrote it for another copy."
    )
    return [Block(), block(message, "warn")]


def coverage_page(reviewing: Reviewing) -> Blocks:
    """Row by row of the gap map: judged and judgeable claims by dimension, in columns as the width allows.

    What is drawn for a width is kept: the cursor moves over sessions, the coverage is the same.
    """
    context, covered = reviewing.context, reviewing.coverage()
    drawn_for: dict[int, list[Block]] = {}

    def blocks(width: int) -> list[Block]:
        if width not in drawn_for:
            drawn_for[width] = _coverage_blocks(context, covered, width)
        return drawn_for[width]

    return blocks


def _coverage_blocks(
    context: ViewContext, covered: Mapping[tuple[str, str], tuple[int, int]], width: int
) -> list[Block]:
    columns = context.gap_map.columns
    code, size = _sizes(width, len(columns))
    head = "".join(fit(clip(context.name(column), size - 1), size) for column in columns)
    blocks = [*heading(context.tr("Coverage: claims judged of all")), block(head, "dim", indent=code)]
    rows = context.gap_map.rows
    visible = (
        rows if len(rows) <= _MOST else [row for row in rows if any(covered[row, column][0] for column in columns)]
    )
    for row in visible:
        # Long codes differ in their last letters, names in their first.
        cut = clip_start if row in context.dossier.ids(Programme) else clip
        spans = [Span(fit(cut(context.code(row), code - 1), code))]
        for column in columns:
            judged, total = covered[row, column]
            spans.append(Span(fit(f"{judged}/{total}" if total else "-", size), "mark" if judged else "dim"))
        blocks.append(Block(tuple(spans)))
    if hidden := len(rows) - len(visible):
        message = context.tr.many(
            "1 row of which nothing is judged yet", "{n} rows of which nothing is judged yet", hidden
        )
        blocks.append(block(message, "dim"))
    return blocks


def _sizes(width: int, columns: int) -> tuple[int, int]:
    """How many cells a row's code takes and how many each column, at most 12 and 10."""
    size = min(max((width - _CODE) // max(columns, 1), _COUNT), 10)
    return min(max(width - size * columns, _CODE), 12), size
