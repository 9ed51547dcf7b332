"""Writing the report from the app: which form, where, then it is written beside the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ilo_tui.app.report import ReportChoice, ReportJob, report_choices
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.dialogs.choosing import Choose
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.writing import reviewing_to_write

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.frontends.tui.app import IloApp


async def report(app: IloApp) -> None:
    """Ask for a form and a place until it is written or given up."""
    tr = app.context.tr
    reviewing = reviewing_to_write(app, tr("Read only: nothing is written, and so no report."))
    if reviewing is None:
        return
    choices = {choice.key: choice for choice in report_choices()}
    lines = [(key, _label(app, choice)) for key, choice in choices.items()]
    key = await app.push_screen_wait(Choose(lambda: app.context.tr("The report as"), lines))
    if key is not None:
        await _write_somewhere(app, reviewing, ReportJob(choices[key], app.context.dossier))


def _label(app: IloApp, choice: ReportChoice) -> Words:
    return lambda: choice.label(app.context.tr)


async def _write_somewhere(app: IloApp, reviewing: ReviewerContext, job: ReportJob) -> None:
    """Ask for a place until the report is written there, or nothing is typed."""

    def hint() -> str:
        tr = app.context.tr
        if job.fault:
            return tr("Not written. {why} Esc writes nothing.", why=job.fault_text(tr))
        return tr("It is written there; nothing that exists is replaced.")

    place: str | None = str(job.suggested_path())
    while place := await app.push_screen_wait(Prompt(lambda: app.context.tr("Write it where?"), place or "", hint)):
        if job.place(place) and await _write(app, reviewing, job):
            app.show_message(app.context.tr("written: {path}", path=clean(str(job.path))))
            return


async def _write(app: IloApp, reviewing: ReviewerContext, job: ReportJob) -> bool:
    """Write it in a thread; where the app is left meanwhile, no further step of it is begun."""
    if not job.check():
        return False
    app.show_message(app.context.tr("Writing the report ..."))
    context, texts = app.context.as_published(), app.source_texts

    def write() -> bool:
        from ilo_tui.app.proofs import with_all_proofs

        return job.write(with_all_proofs(context, texts), reviewing.items.published(), reviewing.repository.entries)

    try:
        return await asyncio.to_thread(write)
    except asyncio.CancelledError:
        job.stop()
        raise
