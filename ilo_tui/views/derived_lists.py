"""Lists of what is no record of a dossier but follows from its records: an entry here, and it can be listed.

A row is plain values by name, as JSON shows them; in CSV a value within a value has a column of its own, and the names
of both are joined by `_`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from ilo_tui.dossier.filters import Query
from ilo_tui.views.context import ViewContext

Row = Mapping[str, object]


@dataclass(frozen=True)
class DerivedList:
    """How a list is made: `rows` for a filter, `columns` of CSV, and of a row what stands in a line of text."""

    rows: Callable[[ViewContext, Query], Iterable[Row]]
    columns: tuple[str, ...]
    line: Callable[[ViewContext, Row], Sequence[str]]


_PLACES = {"cells": "ilo_tui.views.cell_list"}
"""The module with the list `LIST` of each kind, imported when it is listed."""


def is_derived(kind: str) -> bool:
    """Whether a kind of list is not of records."""
    return kind in _PLACES


def derived_list(kind: str) -> DerivedList:
    """The list of a kind of which `is_derived` is true."""
    return cast("DerivedList", import_module(_PLACES[kind]).LIST)


def flattened(row: Row) -> dict[str, object]:
    """A row with the values within values at the top, under joined names."""
    return dict(_flat(row, ""))


def _flat(row: Row, before: str) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}_")
        else:
            yield f"{before}{name}", value
