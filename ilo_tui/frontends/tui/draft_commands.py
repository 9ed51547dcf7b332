"""The commands that change the dossier: undo a change, remove a record, look at a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.app.publishing_author import publish_form
from ilo_tui.app.removal import Removal, removal_of
from ilo_tui.core.commands import first_key
from ilo_tui.frontends.tui.authorship import author_of, write_change
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.views.draft_changes import change_line
from ilo_tui.views.markup import clip

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp

_ROOM = 120
"""Cells of a notice for a change."""


async def undo(app: IloApp) -> None:
    """Withdraw the author's latest change, and say which that was."""
    tr = app.context.tr
    if await author_of(app) is None:
        return
    before = app.authoring.changes()
    change = await write_change(app, app.authoring.undo)
    if change:
        app.show_message(tr("Undone: {change}", change=clip(change_line(app.context, change), _ROOM)))
    elif not before:
        app.show_message(tr("There is nothing to undo: no change of yours stands in an open draft."))


async def remove(app: IloApp, ident: str | None) -> None:
    """Ask why a record is to be removed, and remove it in the author's draft; without a reason nothing is."""
    removal = removal_of(app.context.dossier, ident)
    if removal is None:
        app.show_message(app.context.tr("There is no record to remove under the cursor."))
        return
    if await author_of(app) is None:
        return
    if why := await _ask_why(app, removal):
        saved = await write_change(app, lambda: app.authoring.save([removal.edit(why)]))
        if saved:
            _tell_removed(app, removal)


async def _ask_why(app: IloApp, removal: Removal) -> str:
    """The reason; empty on Esc. What is empty is asked for again."""
    lacking = False
    title, ident = app.context.title(removal.record), removal.record.id

    def question() -> str:
        return app.context.tr("Why remove {id}? ({title})", id=ident, title=title)

    def hint() -> str:
        tr = app.context.tr
        if lacking:
            return tr("A reason is needed: it stands in the history of the edition.")
        return tr(
            "In your draft; {undo} undoes it. Esc removes nothing.", undo=first_key(app.settings.keys, "undo-change")
        )

    while (typed := await app.push_screen_wait(Prompt(question, "", hint))) is not None:
        if typed:
            return typed
        lacking = True
    return ""


def _tell_removed(app: IloApp, removal: Removal) -> None:
    tr = app.context.tr
    if removal.is_withheld(app.authoring):
        text = tr("Removed in your draft. It is still shown: other records refer to {id}.", id=removal.record.id)
        app.show_message(text, bad=True)
    else:
        app.show_message(tr("Removed in your draft: {id}", id=removal.record.id))


async def publish(app: IloApp) -> None:
    """Lay the screen over where one is on which an edition is published."""
    from ilo_tui.frontends.tui.screens.publish import PublishScreen

    if (author := await author_of(app)) is None:
        return
    if app.authoring.unsaved:
        app.show_message(
            app.context.tr("Something in your draft is on no disk yet: save it before you publish."), bad=True
        )
        return
    app.open_screen(PublishScreen(app.contexts, publish_form(app.reviewing, app.authoring, author)))
