"""Lists of what is counted or drawn from records: crossings, effect directions, years. An entry here, and it is listed.

Rows may be of any type, and a list is imported when it is asked for. What follows from records and is listed by the
same code as they are (gaps, voices, provisions, places) is in `views.lists`.

A line is written as plain values by name in JSON; in CSV a value within a value has a column of its own, and the names
of both are joined by `_`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar, cast

from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filters import Query
from ilo_tui.views.context import ViewContext

T = TypeVar("T")
Fields = Mapping[str, object]


@dataclass(frozen=True)
class DerivedList(Generic[T]):
    """How a list is made: its `rows` for a filter, the `fields` and the `line` of a row, and the `columns` of CSV."""

    rows: Callable[[ViewContext, Query], Iterable[T]]
    fields: Callable[[ViewContext, T], Fields]
    line: Callable[[ViewContext, T], Sequence[str]]
    columns: tuple[str, ...]
    note: Callable[[ViewContext], str] = lambda context: ""
    """What stands beside a table for people: what is counted in it."""

    def all_fields(self, context: ViewContext, query: Query) -> list[Fields]:
        """The fields of every row that passes a filter."""
        return [self.fields(context, row) for row in self.rows(context, query)]

    def all_lines(self, context: ViewContext, query: Query) -> list[Sequence[str]]:
        """The cells of every line that passes a filter."""
        return [self.line(context, row) for row in self.rows(context, query)]


_MODULES = {
    "cells": "ilo_tui.views.cell_list",
    "directions": "ilo_tui.views.direction_list",
    "timeline": "ilo_tui.views.year_lines",
    "copies": "ilo_tui.views.copy_list",
}
"""The module with the list `LIST` of each kind, imported when it is listed."""


_OF_DOSSIER = frozenset({"timeline"})
"""Those that are filtered by what is carried from tab to tab."""


def filter_kind(kind: str) -> str:
    """As what the filter of a list is read."""
    return DOSSIER if kind in _OF_DOSSIER else kind


def is_derived(kind: str) -> bool:
    """Whether a kind of list is one of these."""
    return kind in _MODULES


def derived_list(kind: str) -> DerivedList[Any]:
    """The list of a kind of which `is_derived` is true."""
    return cast("DerivedList[Any]", import_module(_MODULES[kind]).LIST)


def flattened(fields: Fields) -> dict[str, object]:
    """Fields with the values within values at the top, under joined names."""
    return dict(_flat(fields, ""))


def _flat(fields: Fields, before: str) -> Iterator[tuple[str, object]]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}_")
        else:
            yield f"{before}{name}", value
