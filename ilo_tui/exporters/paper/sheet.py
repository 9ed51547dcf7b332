"""A judging sheet as one HTML file to print on A4: no script, and nothing that is fetched from anywhere."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.content import Sheet
from ilo_tui.exporters.templates import environment

if TYPE_CHECKING:
    from jinja2 import Environment


def as_html(sheet: Sheet, tr: Translator) -> str:
    """The whole page; `tr` speaks the sheet's language."""
    return _environment().get_template("sheet.html.j2").render(sheet=sheet, tr=tr)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment("ilo_tui.exporters.paper")
