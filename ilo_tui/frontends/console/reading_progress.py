"""How far the reading of documents is, in one line of a terminal: of which source, and at which page of how many."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ilo_tui.core.text import clean
from ilo_tui.frontends.console.progress import Steps, steps

if TYPE_CHECKING:
    from ilo_tui.core.translator import Translator


def pages_on(bar: Steps) -> Callable[[str, int, int | None], None]:
    """What shows the pages of the source of an id on `bar`."""

    def show_page(source: str, page: int, count: int | None) -> None:
        bar.update(bar.tr("Reading {source}, page", source=clean(source)), page, count or 0)

    return show_page


@contextmanager
def reading_progress(tr: Translator) -> Iterator[Callable[[str, int, int | None], None]]:
    """What shows the pages of sources on stderr, if that is a terminal; it is taken away at the end."""
    with steps(sys.stderr, tr) as bar:
        yield pages_on(bar)
