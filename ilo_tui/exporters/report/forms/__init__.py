"""The forms of the report: every module in this folder is one, and nothing else names them.

To add a form, add a module here with `FORM = ReportForm(...)`; the command line, the dialogs, the reference pages and
the tests that go over all forms take it from here.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ilo_tui.exporters.report.form import ReportForm


def report_forms() -> list[ReportForm]:
    """Every form, in the order in which they are offered."""
    # pkgutil would load inspect, which takes longer than all forms together.
    files = (file for folder in __path__ for file in Path(folder).glob("*.py"))
    names = sorted(file.stem for file in files if file.stem != "__init__")
    forms: list[ReportForm] = [import_module(f"{__name__}.{name}").FORM for name in names]
    return sorted(forms, key=lambda form: form.place)


def form_named(name: str) -> ReportForm:
    """The form of this name; `KeyError` where there is none."""
    return {form.name: form for form in report_forms()}[name]
