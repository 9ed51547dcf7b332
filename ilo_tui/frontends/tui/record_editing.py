"""Beginning to write a record from wherever one is, and saving it: which record, which table, what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.app.record_form.fields import tables_of
from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.prefill import record_at
from ilo_tui.app.record_form.unfinished import unfinished_new
from ilo_tui.app.record_form.words import TABLE_LABELS
from ilo_tui.app.removal import removal_of
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.frontends.tui.authorship import author_of, write_change
from ilo_tui.frontends.tui.dialogs.choosing import Choices
from ilo_tui.frontends.tui.dialogs.save_question import HowToSave
from ilo_tui.frontends.tui.options import Options
from ilo_tui.frontends.tui.protocols import HasCrossing
from ilo_tui.frontends.tui.screens.edit_record import EditRecord
from ilo_tui.review.errors import ReviewError
from ilo_tui.views.markup import clip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ilo_tui.frontends.tui.app import IloApp

_ROOM = 50
"""Cells of what an unfinished record begins with."""
_DESCRIPTION = "meta"


async def edit(app: IloApp, ident: str | None) -> None:
    """Write the record under the cursor. In a worker."""
    target = removal_of(app.context.dossier, ident)
    if target is None:
        app.show_message(app.context.tr("There is no record to edit under the cursor."))
    elif await author_of(app):
        open_form(app, lambda: RecordForm(app.contexts, app.authoring, (target.table, target.record.id)))


async def begin(app: IloApp, ident: str | None) -> None:
    """Ask what is to be new, a claim first, and write it with what is known of where one stands. In a worker."""
    if await author_of(app) is None:
        return
    tr, begun_on = app.context.tr, _place(app, ident)
    try:
        choices = _choices(app)
    except ReviewError as error:
        app.show_message(join_sentences(error.localise(tr)), bad=True)
        return
    chosen = await app.push_screen_wait(Options(lambda: app.context.tr("What is new?"), choices))
    if chosen is None:
        return
    table, _, record = chosen.partition(":")
    if table == _DESCRIPTION:
        record = app.context.dossier.meta.id
    prefill = {} if record else record_at(app.context.dossier, table, begun_on)
    open_form(app, lambda: RecordForm(app.contexts, app.authoring, (table, record), prefill=prefill))


async def begin_claim(app: IloApp, prefill: Mapping[str, object]) -> None:
    """Write a new claim of which this is known. In a worker."""
    if await author_of(app):
        open_form(app, lambda: RecordForm(app.contexts, app.authoring, ("evidence", ""), prefill=prefill))


def open_form(app: IloApp, make: Callable[[], RecordForm]) -> None:
    """Lay the form over where one is; where nobody may write, that is said."""

    async def save(form: RecordForm, how: HowToSave) -> str | None:
        return await _save(app, form, how)

    try:
        form = make()
    except ReviewError as error:
        app.show_message(join_sentences(error.localise(app.context.tr)), bad=True)
        return
    app.navigator.push(EditRecord(app.contexts, form, save))
    if form.resumed:
        app.show_message(app.context.tr("Gone on with what was unfinished."))


async def _save(app: IloApp, form: RecordForm, how: HowToSave) -> str | None:
    tr = app.context.tr
    saved = await write_change(app, lambda: form.save(how.why, minor=how.minor))
    if saved:
        return tr("Saved in your draft {time}: {record}", time=tr.clock(saved), record=form.record)
    # What no disk took is in the draft, and not to be made twice.
    return tr("Not saved yet: {record}", record=form.record) if app.authoring.unsaved else None


def _place(app: IloApp, ident: str | None) -> str | None:
    """On what a new record is begun: a crossing of the gap map where the cursor is on one."""
    crossing = app.screen.crossing() if isinstance(app.screen, HasCrossing) else None
    return f"cell:{crossing[0]}/{crossing[1]}" if crossing else ident


def _choices(app: IloApp) -> Choices:
    """What can be new: every table, then what is unfinished of new records."""
    tr = app.context.tr
    tables = tables_of(app.context.dossier.meta.schema)
    choices = [(table, tr(label)) for table, label in TABLE_LABELS.items() if table in tables or table == _DESCRIPTION]
    for table in tables:
        for record in unfinished_new(app.authoring, table):
            form = RecordForm(app.contexts, app.authoring, (table, record))
            label = f"{tr(TABLE_LABELS[table])} {clean(record)}: {clip(form.title(), _ROOM)}"
            choices.append((f"{table}:{record}", tr("unfinished: {record}", record=label)))
    return choices
