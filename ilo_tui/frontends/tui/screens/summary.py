"""A session in numbers, and finishing it: check code, and what to do next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from textual import on

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.finishing import Finishing
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.options import Options
from ilo_tui.frontends.tui.single_page import SinglePageScreen
from ilo_tui.frontends.tui.unsaved import first_names
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.review.environment import now
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block, clip, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.session import SessionSummary

_NAMED, _BEGINNING = 3, 48
"""Unfinished notes that are named when a session is finished, and cells of each that are shown."""


def summary_blocks(context: ViewContext, session: ReviewSession) -> list[Block]:
    """Who, how far, counts by answer, flags, time, check code; what was seen in the field."""
    summary = SessionSummary(session.document, session.progress, session.path, now())
    blocks = [
        *summary.fields(context, "reviewer", "begun", "judged", "flagged", "skipped", "observations"),
        *_unfinished_blocks(context, session),
        *summary.fields(context, "time", "file"),
        *(block(line, "warn") for line in [*summary.edition_lines(context.tr), *summary.misdated_lines(context.tr)]),
    ]
    for question, counts in summary.tallies(context):
        blocks += heading(question)
        blocks += [Block((Span(f"{n:>5} ", "mark"), Span(answer)), 0, 6) for answer, n in counts]
    return [*blocks, *summary.observation_blocks(context)]


def _unfinished_blocks(context: ViewContext, session: ReviewSession) -> list[Block]:
    """How many notes are unfinished, and on which items; nothing where none is."""
    if not (notes := session.unfinished_notes()):
        return []
    return [field(context.tr("Unfinished notes"), f"{len(notes)} ({first_names(list(notes))})")]


class SummaryScreen(SinglePageScreen):
    """Shows the numbers; F finishes."""

    BINDINGS = bindings("sessions")
    SHOWS_RECORDS = False

    def __init__(
        self,
        contexts: Contexts,
        reviewing: ReviewerContext,
        session: ReviewSession,
        go: Callable[[str], None] | None = None,
    ) -> None:
        """Sum up `session`; `go` shows one of its items once this is closed, where that can be."""
        super().__init__(contexts)
        self.reviewing, self.session, self.go = reviewing, session, go
        self._finishing = Finishing(session)
        self.message = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Here only finishing is offered, and only once."""
        if action in {"new_session", "archive", "go_on", "merge", "agreement"}:
            return False
        return self.session.read_only is None if action == "finish" else True

    def write(self) -> None:
        """Write the numbers and what to do next."""
        tr, document = self.context.tr, self.session.document
        blocks = [block(clean(document.id), "title")]
        if document.check_code:
            # First what has to be read out: the rest may be below the screen's edge.
            blocks += [
                *heading(tr("Check code")),
                block(clean(document.check_code), "title"),
                block(tr("Read it over the phone when you hand the file in: it proves that the file arrived whole.")),
                block(tr("Next: copy the file to the office, on a stick or in a shared folder.")),
                Block(),
            ]
        blocks += summary_blocks(self.context, self.session)
        if not document.check_code:
            text = tr(
                "{finish} finishes the session for good and gives its check code. {back} goes back to judging.",
                finish=key_of(self, "finish"),
                back=key_of(self, "back"),
            )
            blocks += [Block(), block(text, "mark")]
        if self.message:
            blocks += [Block(), block(self.message, "warn")]
        self.page.write(lambda width: blocks)
        self.set_title(tr("Summary"))

    @on(RowList.Chosen)
    def leave(self) -> None:
        """Close this where a page is opened: there the session may be needed, and here it is held."""
        self.dismiss(None)

    async def action_finish(self) -> None:
        """Close the session for good, after it was asked what becomes of notes that are unfinished."""
        match self._finishing.obstacle:
            case "empty":
                self.message = self.context.tr("Nothing was judged in this session: there is nothing to finish.")
                self.write()
            case "unfinished_notes":
                notes = self._finishing.notes
                self.app.push_screen(Options(lambda: self._question(notes), self._choices(notes)), self._on_choice)
            case None:
                await self._finish()

    def _question(self, notes: Mapping[str, str]) -> str:
        """Which notes are unfinished, as they begin."""
        tr = self.context.tr
        beginnings = [
            f"{item}: {clip(' '.join(text.split()), _BEGINNING)}" for item, text in list(notes.items())[:_NAMED]
        ]
        message = tr.many("1 note was typed and never saved", "{n} notes were typed and never saved", len(notes))
        more = [" ..."] if len(notes) > _NAMED else []
        return "\n".join([f"{message}. " + tr("Esc does not finish."), *(clean(text) for text in beginnings), *more])

    def _choices(self, notes: Mapping[str, str]) -> list[tuple[str, Words]]:
        tr = self.context.tr
        ways: list[tuple[str, Words]] = [("save", lambda: tr("save as notes, then finish"))]
        if self.go:
            ways.append((f"go {next(iter(notes))}", lambda: tr("go to {item}", item=next(iter(notes)))))
        return [*ways, ("without", lambda: tr("finish without them: they are in no file that you hand in"))]

    async def _on_choice(self, way: str | None) -> None:
        if way and way.startswith("go ") and self.go:
            self.dismiss(None)
            self.go(way.removeprefix("go "))
        elif way:
            await self._finish(save=way == "save")

    async def _finish(self, *, save: bool = False) -> None:
        result = await asyncio.to_thread(partial(self._finishing.finish, save_notes=save))
        self.message = result.error.line(self.context.tr) if result.error else ""
        self.write()
        self.refresh_bindings()

    def current(self) -> str | None:
        """Nothing to review here."""
        return None
