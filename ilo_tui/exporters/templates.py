"""Templates of pages: every value is escaped unless a macro made it, and what is missing is an error, never a blank."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(package: str, finalize: Callable[[object], object] | None = None) -> Environment:
    """The folder `templates` of a package, and its `style.css` as `style`; `finalize` makes what is written safe."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    style = files(package).joinpath("templates", "style.css").read_text("utf-8")
    templates.globals["style"] = Markup(style)  # noqa: S704 - our own file
    return templates
