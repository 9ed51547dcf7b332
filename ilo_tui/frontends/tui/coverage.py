"""A session in the list, in full, and which part of the gap map a reviewer has judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.session_list import continuation_of
from ilo_tui.core.commands import first_key
from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Programme
from ilo_tui.frontends.tui.widgets.page import Blocks
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block, clip, clip_start, fit, heading, width_of
from ilo_tui.views.pages.session import SessionSummary, misnamed_line
from ilo_tui.views.session_words import is_shown_by_name

_MOST = 500
"""Rows of the gap map up to which all are shown; of more, those in which something is judged."""

_CODE, _COUNT = 7, 7
"""Cells that a code and a count take at least, with a space."""


def session_blocks(reviewing: ReviewerContext, entry: SessionFile) -> list[Block]:
    """Reviewer, progress, check code, what was seen, what changed under it, and why it cannot be gone on with."""
    tr, context = reviewing.contexts.current.tr, reviewing.contexts.current
    blocks = [block(clean(entry.path.name), "title"), *(block(line, "warn") for line in entry.localise(tr))]
    if entry.session is None or is_shown_by_name(entry):
        line = misnamed_line(tr, reviewing.items, entry)
        return [*blocks, *([Block(), block(line, "warn")] if line else [])]
    summary = SessionSummary(
        entry.session,
        entry.progress(reviewing.items),
        entry.path,
        reviewing.repository.environment.clock(),
        reviewing.filter_name(entry.session.queue),
    )
    blocks += summary.fields(context, "reviewer", "queue", "filter_name", "judged", "flagged", "observations", "begun")
    blocks += [block(line, "warn") for line in [*summary.edition_lines(tr), *summary.misdated_lines(tr)]]
    blocks += summary.fields(context, "order", "share", "check_code")
    if continuation_of(entry) == "new_session":
        key = first_key(reviewing.settings.keys, "go-on")
        blocks.append(block(tr("{key} goes on with the rest in a new session of this machine.", key=key), "mark"))
    return [*blocks, *summary.observation_blocks(context), *summary.change_blocks(context)]


def coverage_page(reviewing: ReviewerContext) -> Blocks:
    """Row by row of the gap map: judged and judgeable claims by dimension, in columns as the width allows.

    What is drawn for a width is kept: the cursor moves over sessions, the coverage is the same.
    """
    context, covered = reviewing.contexts.current, reviewing.coverage()
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
    heads = [context.name(column) for column in columns]
    rows = context.gap_map.rows
    visible = (
        rows if len(rows) <= _MOST else [row for row in rows if any(covered[row, column][0] for column in columns)]
    )
    code, size = _sizes(width, heads, [context.code(row) for row in visible])
    head = "".join(fit(clip(name, size - 1), size) for name in heads)
    blocks = [*heading(context.tr("Coverage: claims judged of all")), block(head, "dim", indent=code)]
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


def _sizes(width: int, heads: Sequence[str], codes: Sequence[str]) -> tuple[int, int]:
    """How many cells a row's code takes and how many each column: what they need, where the width has it."""
    most = max(map(width_of, heads), default=0) + 1
    size = max(min((width - _CODE) // max(len(heads), 1), most), _COUNT)
    need = max(map(width_of, codes), default=0) + 1
    return max(min(width - size * len(heads), need), _CODE), size
