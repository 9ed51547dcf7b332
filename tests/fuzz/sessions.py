"""Reading a session file, listing it, and going on with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import load
from ilo_tui.frontends.plain.summary import session_blocks
from ilo_tui.frontends.tui.screens.summary import summary_blocks
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.opening import open_session
from ilo_tui.review.progress import seconds_left, seconds_spent
from ilo_tui.review.session_file import SessionFile, code_of, read_entry
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.decisions import answers_line, item_blocks, item_title
from ilo_tui.views.session_words import entry_line
from tests.fuzz.bench import Bench, promise
from tests.fuzz.seeds import small_dossier
from tests.review.help import WRITER
from tests.review.merge.help import QUICK


@cache
def context(language: str) -> ViewContext:
    """The dossier on which the sessions are."""
    with TemporaryDirectory() as name:
        path = Path(name) / "dossier.json"
        path.write_bytes(small_dossier())
        return ViewContext(load(path), Translator(language))


@cache
def items() -> Items:
    """Its items."""
    return Items(context("en").dossier)


def read(bench: Bench, data: bytes) -> Iterator[str]:
    """Read and list the file, look at it in the ways of the screens, and go on with a copy of it."""
    path = bench.put("2026-11-24-sok-dara-00000000.json", data)
    desk = ReviewEnvironment(path.parent, items(), WRITER, read_only=True, disk=QUICK)
    entry = read_entry(desk, path)
    yield from entry.localise(bench.tr)
    yield from _commands(bench)
    loaded = read_session(path)
    promise(code_of(loaded.session, loaded.records) in {"ok", "none", "wrong"}, "its check code is nothing")
    if entry.state != "foreign":
        yield from _looked_at(bench, entry, desk)
    yield from _gone_on_with(bench, path, desk)


def _commands(bench: Bench) -> Iterator[str]:
    bench.put("dossier.json", small_dossier())
    if bench.chance.random() < 0.15:
        yield from bench.printed("sessions")
    if bench.chance.random() < 0.1:
        yield from bench.printed("agreement", "--pairs=9", *bench.chance.choice(([], ["--anonymise"])))


def _looked_at(bench: Bench, entry: SessionFile, desk: ReviewEnvironment) -> Iterator[str]:
    if entry.session is None:
        return
    progress, shown = entry.progress(items()), context(bench.tr.language)
    counts = progress.counts()
    promise(counts.judged <= counts.total, "more is judged than there is")
    rest = progress.rest()
    promise(progress.next_item() in {None, *rest}, "the next item is none that is left")
    yield from map(str, (progress.resume_item() is None, progress.changes() == progress.removed()))
    promise(seconds_spent(entry.history.records) >= 0, "it took less than no time")
    seconds_left(entry.history.records, 5)
    yield entry_line(bench.tr, items(), entry)
    yield from plain_lines(session_blocks(shown, entry.session, progress, str(entry.path)), 80)
    for item in progress.order[:5]:
        yield item_title(shown, items(), item)
        yield from plain_lines(item_blocks(shown, items(), item), 60)
    for state in [*entry.history.states().values()][:5]:
        yield answers_line(bench.tr, shown.dossier, state)
    SessionRepository(desk).decisions_of(entry.session.reviewer.id)


def _gone_on_with(bench: Bench, path: Path, desk: ReviewEnvironment) -> Iterator[str]:
    """What is taken can be gone on with, and is taken again."""
    copy = bench.out / path.name
    shutil.copy(path, copy)
    session = open_session(replace(desk, reviews=bench.out, read_only=False), copy)
    try:
        if session.read_only:
            yield session.read_only.localise(bench.tr)
            return
        yield from plain_lines(summary_blocks(context(bench.tr.language), session), 80)
        before = len(session.history.records)
        session.undo()
        if (item := session.progress.next_item()) and (scale := session.question(item)):
            session.answer(item, scale.id, scale.values[0].code)
            session.finish()
    finally:
        session.close()
    promise(len(read_session(copy).records) >= before, "what was saved is gone")
