"""Writing the report from the app: which form, where, then it is written beside the screen."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.core.errors import OutputError, PathError
from ilo_tui.core.folders import home
from ilo_tui.core.paths import expand
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.writing import Form, Output, write_report
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.dialogs.choosing import Choose
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.review.errors import ReviewError

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.reviewing import Reviewing

_FORMS: dict[Form, str] = {
    "html": N_("a page to read and print (HTML)"),
    "md": N_("text with marks (Markdown)"),
    "csv": N_("tables for a spreadsheet (a folder of CSV files)"),
    "xlsx": N_("a workbook (XLSX)"),
    "json": N_("data (JSON)"),
}
_ANONYMOUS = "anonymous "


async def report(app: IloApp) -> None:
    """Ask for a form and a place until it is written or given up."""
    tr = app.context.tr
    if app.settings.flag("read_only"):
        app.show_message(tr("Read only: nothing is written, and so no report."), bad=True)
        return
    try:
        reviewing = app.reviewing
    except ReviewError as error:
        app.show_message(join_sentences(error.localise(tr)), bad=True)
        return
    chosen = await app.push_screen_wait(Choose(lambda: app.context.tr("The report as"), _choices(app)))
    if chosen is None:
        return
    form = next(form for form in _FORMS if chosen in {form, _ANONYMOUS + form})
    why = ""
    name = f"report-{app.context.dossier.meta.id}{'' if form == 'csv' else f'.{form}'}"
    place: str | None = str(home() / name)

    def hint() -> str:
        if why:
            return app.context.tr("Not written. {why} Esc writes nothing.", why=why)
        return app.context.tr("It is written there; nothing that exists is replaced.")

    while place := await app.push_screen_wait(Prompt(lambda: app.context.tr("Write it where?"), place or "", hint)):
        try:
            output = Output(_place(place, name, form), form)
        except PathError as error:
            why = error.line(tr)
            continue
        message = await _written(app, reviewing, output, anonymise=chosen != form)
        if message is None:
            app.show_message(tr("written: {path}", path=clean(str(output.path))))
            return
        why = message


def _choices(app: IloApp) -> list[tuple[str, Words]]:
    """Every form that can be written here, with names and without."""
    forms = [form for form in _FORMS if form != "xlsx" or find_spec("xlsxwriter")]

    def named(form: Form, *, anonymous: bool) -> Words:
        def line() -> str:
            message = app.context.tr(_FORMS[form])
            return app.context.tr("without names: {form}", form=message) if anonymous else message

        return line

    lines = [(form, named(form, anonymous=False)) for form in forms]
    return lines + [(_ANONYMOUS + form, named(form, anonymous=True)) for form in forms]


def _place(typed: str, name: str, form: Form) -> Path:
    """The path that was typed; of a folder, but for its tables, a file of this name in it. Raises `PathError`."""
    # On a screen there is no stdout: `-` is a name like any other.
    path = expand(typed).absolute()
    with suppress(OSError):
        return path / name if form != "csv" and path.is_dir() else path
    return path


async def _written(app: IloApp, reviewing: Reviewing, output: Output, *, anonymise: bool) -> str | None:
    """Write the report; what keeps it from being written, else None."""
    tr, context = app.context.tr, app.context

    def write() -> None:
        data = build_report(context, reviewing.items, reviewing.library.entries(), ReportOptions(anonymise))
        write_report(data, tr, output)

    try:
        output.check(context.dossier.path)
        app.show_message(tr("Writing the report ..."))
        await asyncio.to_thread(write)
    except OutputError as error:
        # How to mend it is told for the command line; here the place is asked for again.
        return " ".join(problem.headline(tr) + "." for problem in error.problems)
    except ReviewError as error:
        return join_sentences(error.localise(tr))
    return None
