"""Beginning to write a record from wherever one is, and saving it: which record, which table, what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.app.observed_claims import claim_of_observation, observation_words
from ilo_tui.app.passages import excerpt_fields
from ilo_tui.app.record_form.fields import tables_of
from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.prefill import OBSERVATION, Passage, claim_at, claim_from_passage, record_at
from ilo_tui.app.record_form.unfinished import unfinished_new
from ilo_tui.app.record_form.words import TABLE_LABELS
from ilo_tui.app.removal import removal_of
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.tui.authorship import author_of, write_change
from ilo_tui.frontends.tui.dialogs.choosing import Choices
from ilo_tui.frontends.tui.dialogs.save_question import HowToSave
from ilo_tui.frontends.tui.options import Options
from ilo_tui.frontends.tui.protocols import HasCrossing
from ilo_tui.frontends.tui.screens.edit_record import EditRecord
from ilo_tui.review.errors import ReviewError
from ilo_tui.views.markup import clip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.review.observations import FieldObservation

_ROOM = 50
"""Cells of what an unfinished record begins with."""
_DESCRIPTION = "meta"
_OBSERVATIONS = 9
"""So many of what was seen last are offered."""


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
    seen = app.context.observations.shown(app.context, begun_on or "")[-_OBSERVATIONS:]
    try:
        choices = [*_choices(app), *_observed(app, seen)]
    except ReviewError as error:
        app.show_message(join_sentences(error.localise(tr)), bad=True)
        return
    chosen = await app.push_screen_wait(Options(lambda: app.context.tr("What is new?"), choices))
    if chosen is None:
        return
    table, _, record = chosen.partition(":")
    if table == OBSERVATION:
        begun = claim_of_observation(app.context, seen[int(record)])
        open_form(app, lambda: _form(app, "", begun))
        return
    if table == _DESCRIPTION:
        record = app.context.dossier.meta.id
    prefill = {} if record else record_at(app.context.dossier, table, begun_on)
    open_form(app, lambda: RecordForm(app.contexts, app.authoring, (table, record), prefill=prefill))


def _observed(app: IloApp, observations: Sequence[FieldObservation]) -> Choices:
    """What was seen of what one stands on: each can become a claim."""
    tr = app.context.tr
    lines = (
        tr("claim of what was seen: {observation}", observation=clip(observation_words(tr, observation), _ROOM))
        for observation in observations
    )
    return [(f"{OBSERVATION}:{number}", line) for number, line in enumerate(lines)]


async def write_passage(app: IloApp, passage: Passage, subject: str) -> None:
    """Write a new claim of words marked in a source, or make them the excerpt of the claim read there. In a worker."""
    if await author_of(app) is None:
        return
    tr, dossier = app.context.tr, app.context.dossier
    ident = subject if dossier.find(subject) else subject.partition(":")[2]
    claim = dossier.get(Evidence, ident)
    chosen: str | None = "claim"
    if claim and claim.source == passage.source:
        ways = [("excerpt", tr("the excerpt of {id}", id=clean(ident))), ("claim", tr("a new claim"))]
        chosen = await app.push_screen_wait(Options(lambda: app.context.tr("What are these lines?"), ways))
    if chosen == "excerpt":
        open_form(app, lambda: _form(app, ident, excerpt_fields(passage)))
    elif chosen:
        begun = claim_from_passage(passage, claim_at(dossier, ident))
        open_form(app, lambda: _form(app, "", begun))


def _form(app: IloApp, claim: str, prefill: Mapping[str, object]) -> RecordForm:
    """The form of a claim, new without an id, in which so much is filled in."""
    return RecordForm(app.contexts, app.authoring, ("evidence", claim), prefill=prefill)


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
