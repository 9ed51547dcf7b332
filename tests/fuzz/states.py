"""Reading the config file, and what the program keeps for itself: ids, reviewers, places, drafts, holders of locks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.commands import keys_in_force
from ilo_tui.core.key_clashes import clashes
from ilo_tui.core.settings import load_settings
from ilo_tui.dossier.filter_keys import is_filter_kind
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.ui_state import UiState
from ilo_tui.review.errors import ReviewerError
from ilo_tui.review.lock import HIDDEN, SessionLock
from ilo_tui.review.opening import held_reason
from ilo_tui.review.reviewers import known_reviewers, reviewer_for, writer_id
from ilo_tui.review.unfinished_notes import UnfinishedNotes
from tests.fuzz.bench import Bench, promise
from tests.fuzz.sessions import context
from tests.review.merge.help import QUICK

_SESSION = "2026-11-24-sok-dara-00000000"
_STORED = ("places.json", "reviewers.json", f"{HIDDEN}/drafts/{_SESSION}/x.json", f"{HIDDEN}/locks/{_SESSION}.holder")


def read_config(bench: Bench, data: bytes) -> Iterator[str]:
    """Read the settings, and print them and the keys."""
    path = bench.put("config.toml", data)
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(path)})
    yield from (warning.localise(bench.tr) for warning in settings.warnings)
    promise(settings.language in {"en", "id"}, "it speaks no language")
    clashes(keys_in_force(settings.keys))
    for command in ("config", "keys"):
        yield from bench.printed(command, settings=settings, json=0.3)


def read_state(bench: Bench, data: bytes) -> Iterator[str]:
    """Use the file as each of what is kept, and go on from a copy of it."""
    state = bench.put("writer", data).parent
    for name in _STORED:
        bench.put(name, data)
    holder = SessionLock(state, _SESSION).holder()
    yield held_reason(holder).localise(bench.tr)
    note_files = UnfinishedNotes(state, _SESSION)
    held = all(note_files.load(item.item) in {None, item.text} for item in note_files.all())
    promise(held, "an unfinished note is another")
    copy = bench.out / "state"
    shutil.copytree(state, copy)
    yield from _people(copy)
    yield from _places(bench, copy)


def _people(state: Path) -> Iterator[str]:
    writer = writer_id(state, QUICK)
    promise(len(writer) == 16 and writer_id(state, QUICK) == writer, "the writer is another each time")
    known = known_reviewers(state)
    latest = reviewer_for(state, "Sok Dara", disk=QUICK)
    promise(known_reviewers(state)[0] == latest, "a reviewer is not remembered")
    for item in known:
        try:
            again = reviewer_for(state, f"{item.name} <{item.id}>", disk=QUICK)
        except ReviewerError:
            continue
        promise(again in known_reviewers(state), "a reviewer is not remembered")
    yield from (f"{item.name} <{item.id}>" for item in (latest, *known))


def _places(bench: Bench, state: Path) -> Iterator[str]:
    load = UiState.load(state, "small")
    for kind, text in load.filters.items():
        if not is_filter_kind(kind):
            # So does the screen.
            continue
        typed = FilterState(kind, Contexts(context(bench.tr.language)))
        typed.set_text(text)
        yield from (typed.error, typed.words)
    load.save(state, "another")
    promise(UiState.load(state, "another") == load, "a place is not remembered")
