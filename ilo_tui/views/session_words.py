"""What a review session is called in lists and pages: its state, what it judges, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

if TYPE_CHECKING:
    from ilo_tui.review.edition_change import EditionChange
    from ilo_tui.review.items import Items
    from ilo_tui.review.model import Queue
    from ilo_tui.review.progress import Counts
    from ilo_tui.review.session_file import SessionFile

STATES: dict[str, str] = {
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
"""States of a session file."""

_NAMED = 10
"""Items that are no longer there and are named."""

QUEUE_NAMES: dict[str, str] = {
    "evidence": N_("evidence"),
    "cells": N_("gap-map cells"),
    "alignments": N_("alignments"),
    "suggestions": N_("suggestions"),
    "gaps": N_("gaps"),
    "attribution": N_("attribution"),
    "bearing": N_("bearing"),
    "mixed": N_("mixed"),
}
"""Kinds of queues."""


def queue_name(tr: Translator, queue: Queue) -> str:
    """What a session judges, in a few words."""
    if queue.loose:
        return tr("picked one by one")
    sample = tr("a sample of {n}", n=queue.sample) if queue.sample else ""
    extra = [queue.where, sample, tr("a list") if queue.listed else "", tr("flagged") if queue.flagged else ""]
    return ", ".join(filter(None, [tr(QUEUE_NAMES[queue.kind]), *(clean(part) for part in extra)]))


def judged_of(tr: Translator, counts: Counts) -> str:
    """How many items are judged, of how many."""
    return tr("{judged} of {total}", judged=counts.judged, total=counts.total)


def observed_count(tr: Translator, entry: SessionFile) -> str:
    """How many observations from the field stand in a session; empty where there is none."""
    count = len(entry.history.observations())
    return tr.many("1 observation", "{n} observations", count) if count else ""


def edition_line(tr: Translator, change: EditionChange) -> str:
    """What of the decisions on other editions counts, is offered again, and is no longer there; empty where nothing.

    The figures come first: on a narrow screen the end may be cut off.
    """
    if not change:
        return ""
    counting, again, removed = change.counting, len(change.again), len(change.removed)
    figures = [tr.many("1 decision counts", "{n} decisions count", counting)]
    figures += [tr.many("1 is offered again", "{n} are offered again", again)] if again else []
    if removed:
        names = _names(change.removed)
        text = tr.many(
            "1 is no longer in the dossier: {names}", "{n} are no longer in the dossier: {names}", removed, names=names
        )
        figures.append(text)
    if change.drafted:
        names = _names(change.drafted)
        text = tr.many(
            "1 was judged in a draft that is not here: {names}",
            "{n} were judged in a draft that is not here: {names}",
            len(change.drafted),
            names=names,
        )
        figures.append(text)
        return f"{', '.join(figures)}."
    before, listed = ", ".join(map(clean, change.before)), ", ".join(figures)
    if change.before == (change.now,):
        return tr("{figures} (the dossier has changed since).", figures=listed)
    return tr(
        "{figures} (judged on edition {before}; the dossier is edition {now}).",
        before=before,
        now=clean(change.now),
        figures=listed,
    )


def _names(items: Sequence[str]) -> str:
    """Items by name, of many the first."""
    return ", ".join([*map(clean, items[:_NAMED]), *(["…"] if len(items) > _NAMED else [])])


def is_shown_by_name(entry: SessionFile) -> bool:
    """Whether nothing but the file's name can be said of a file: it holds no session, or one on another dossier."""
    return entry.session is None or entry.state == "foreign"


def entry_line(tr: Translator, items: Items, entry: SessionFile) -> str:
    """A session in one line: state, queue, progress, reviewer; of a file that is none, its name."""
    state = tr(STATES[entry.state])
    if entry.session is None or is_shown_by_name(entry):
        return f"{state}: {clean(entry.path.name)}"
    counts = entry.progress(items).counts()
    progress = tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)
    parts = [queue_name(tr, entry.session.queue), progress, clean(entry.session.reviewer.name)]
    return f"{state}: {', '.join(filter(None, [*parts, observed_count(tr, entry)]))}"
