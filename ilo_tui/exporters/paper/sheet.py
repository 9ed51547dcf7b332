"""A judging sheet as one HTML file to print on A4: no script, and nothing that is fetched from anywhere."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.content import Sheet

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = "ilo_tui.exporters.paper"


def as_html(sheet: Sheet, tr: Translator) -> str:
    """The whole page; `tr` speaks the sheet's language."""
    return _environment().get_template("sheet.html.j2").render(sheet=sheet, tr=tr)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files(_PACKAGE).joinpath("templates", "style.css").read_text("utf-8")
    environment.globals["style"] = Markup(style)  # noqa: S704 - our own file
    return environment
