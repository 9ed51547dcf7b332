"""A session in numbers and in one line."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.clock import misdated_session
from ilo_tui.review.environment import now
from ilo_tui.review.items import Items
from ilo_tui.review.model import Basis, Queue, Session
from ilo_tui.review.progress import Progress, seconds_left, seconds_spent
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.decisions import BASES, ROLES, item_title, label_of

STATES = {
    "open": N_("unfinished"),
    "finished": N_("finished"),
    "other_machine": N_("other machine"),
    "copy": N_("copy"),
    "foreign": N_("other dossier"),
    "damaged": N_("damaged"),
    "newer": N_("newer version"),
    "no_session": N_("no session"),
    "too_large": N_("too large"),
}
QUEUES = {
    "evidence": N_("evidence"),
    "cells": N_("gap-map cells"),
    "alignments": N_("alignments"),
    "suggestions": N_("suggestions"),
    "gaps": N_("gaps"),
    "attribution": N_("attribution"),
    "mixed": N_("mixed"),
}


def queue_name(tr: Translator, queue: Queue) -> str:
    """What a session judges, in a few words."""
    if queue.loose:
        return tr("picked one by one")
    extra = [queue.where, queue.sample, tr("a list") if queue.listed else "", tr("flagged") if queue.flagged else ""]
    return " ".join(filter(None, [tr(QUEUES[queue.kind]), *(clean(part) for part in extra)]))


def entry_line(tr: Translator, items: Items, entry: SessionFile) -> str:
    """A session in one line: state, queue, progress, reviewer; of a file that is none, its name."""
    state = tr(STATES[entry.state])
    if entry.session is None or entry.state == "foreign":
        return f"{state}: {clean(entry.path.name)}"
    counts = entry.progress(items).counts()
    progress = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
    return f"{state}: {queue_name(tr, entry.session.queue)}, {progress}, {clean(entry.session.reviewer.name)}"


def session_blocks(context: ViewContext, session: Session, progress: Progress, path: str) -> list[Block]:
    """Who, how far, counts by answer, time, check code, and what the dossier changed under it."""
    tr, counts, reviewer = context.tr, progress.counts(), session.reviewer
    blocks = [
        block(clean(session.id), "title"),
        field(tr("Reviewer"), f"{clean(reviewer.name)} <{clean(reviewer.id)}>, {tr(ROLES[reviewer.role])}"),
        field(tr("Queue"), queue_name(tr, session.queue)),
        field(tr("Items judged"), tr("{judged} of {total}", judged=counts.judged, total=counts.total)),
        field(tr("Flagged"), str(counts.flagged)),
        field(tr("Skipped"), str(counts.skipped)),
        field(tr("Begun"), tr.moment(session.started)),
        field(tr("Time at it"), tr("{n} min", n=seconds_spent(progress.history.records) // 60)),
        field(tr("File"), clean(path)),
    ]
    blocks += [block(line) for line in misdated_session(session, progress.history.records, now()).localise(tr)]
    if session.check_code:
        blocks.append(field(tr("Check code"), clean(session.check_code)))
    for scale_id, tally in progress.tally().items():
        scale = context.dossier.get(Scale, scale_id)
        blocks += heading(tr.text(scale.question) if scale else clean(scale_id))
        blocks += [field(label_of(tr, scale, code), str(n)) for code, n in tally.most_common()]
    for title, items in (
        (tr("Changed since judged"), progress.changes()),
        (tr("No longer in the dossier"), progress.removed()),
    ):
        if items:
            blocks += [*heading(title), *(block(item_title(context, progress.items, item), hang=2) for item in items)]
    return blocks


def progress_line(tr: Translator, progress: Progress, basis: Basis) -> str:
    """How far it is, on what basis one judges, and about how long the rest takes."""
    counts, records = progress.counts(), progress.history.records
    parts = [tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)]
    parts += [tr("{n} flagged", n=counts.flagged)] if counts.flagged else []
    parts.append(tr("basis: {basis}", basis=tr(BASES[basis])))
    remaining = seconds_left(records, counts.total - counts.judged)
    if remaining and counts.judged:
        pace = seconds_spent(records) // counts.judged
        parts.append(tr("{pace} s each, about {left} min left", pace=pace, left=max(round(remaining / 60), 1)))
    return ", ".join(parts)
