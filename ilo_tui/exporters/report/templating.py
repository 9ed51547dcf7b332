"""A report as text for people: HTML and Markdown, of the same templates and so with the same words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.chapters import CHAPTERS, title
from ilo_tui.exporters.report.charts import stacked
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.markdown import literal
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.exporters.templates import environment

if TYPE_CHECKING:
    from jinja2 import Environment

_BLANK = re.compile(r"\n{3,}")
_INDENT = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)


def as_html(report: Report, tr: Translator) -> str:
    """One HTML file without script and without a reference to anything outside of it."""
    page = _environment("html").get_template("report.html.j2").render(_context(report, tr))
    return re.sub(r"\n{2,}", "\n", _INDENT.sub("", page)).strip() + "\n"


def as_markdown(report: Report, tr: Translator) -> str:
    """Markdown with tables, as GitHub and most others read it."""
    page = _INDENT.sub("", _environment("md").get_template("report.md.j2").render(_context(report, tr)))
    return _TABLE.sub("\n", _BLANK.sub("\n\n", page)).strip() + "\n"


# Rows of a table, and items of a list, follow one another without an empty line.
_TABLE = re.compile(r"\n\n(?=\|)(?<=\|\n\n)")


def _context(report: Report, tr: Translator) -> dict[str, object]:
    view = ReportView.of(report, tr)
    return {
        "report": report,
        "tr": tr,
        "title": tr("Review report: {title}", title=report.dossier.title),
        "title_block": title.parts(view),
        "chapters": [(ident, tr(name), parts(view)) for ident, (name, parts) in CHAPTERS.items()],
    }


@lru_cache(maxsize=2)
def _environment(form: str) -> Environment:
    """The templates with the macros of a form, `html` or `md`; every value that is not made by a macro is escaped."""
    templates = environment("ilo_tui.exporters.report", _literal if form == "md" else None)
    templates.globals["hashes"] = _hashes
    templates.globals["stacked"] = stacked
    templates.globals["w"] = templates.get_template(f"{form}.j2").module
    return templates


def _literal(value: object) -> object:
    """A value as literal Markdown; what macros made stays as it is."""
    from markupsafe import Markup

    return value if isinstance(value, Markup) else Markup(literal(str(value)))  # noqa: S704 - escaped


def _hashes(level: int) -> object:
    """The mark of a heading."""
    from markupsafe import Markup

    return Markup("#" * level)  # noqa: S704 - nothing but hashes
