"""A session in numbers, and how far one is while judging."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.text import clean
from ilo_tui.review.environment import now
from ilo_tui.review.model import Session
from ilo_tui.review.progress import Progress
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.session import SessionSummary


def session_blocks(
    context: ViewContext, session: Session, progress: Progress, path: str, filter_name: str = ""
) -> list[Block]:
    """Who, how far, counts by answer, time, check code, what was seen, and what the dossier changed under it."""
    summary = SessionSummary(session, progress, Path(path), now(), filter_name)
    blocks = [
        block(clean(session.id), "title"),
        *summary.fields(context, "reviewer", "queue", "filter_name", "judged", "flagged", "skipped", "observations"),
        *summary.fields(context, "begun", "time", "file"),
        *(block(line) for line in [*summary.edition_lines(context.tr), *summary.misdated_lines(context.tr)]),
        *summary.fields(context, "check_code"),
    ]
    for question, counts in summary.tallies(context):
        blocks += [*heading(question), *(field(answer, str(n)) for answer, n in counts)]
    return [*blocks, *summary.observation_blocks(context), *summary.change_blocks(context)]
