"""Of what types the fields of records are: by this the checks find texts and dates in records of every kind."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Union, get_args, get_origin


def inner_type(kind: object) -> object:
    """A type without `| None` and without `list[...]`."""
    if get_origin(kind) in {Union, UnionType}:
        kind = next(option for option in get_args(kind) if option is not NoneType)
    return get_args(kind)[0] if get_origin(kind) is list else kind
