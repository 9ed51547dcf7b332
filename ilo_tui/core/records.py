"""What the records of every kind of file are made of: a frozen base, and texts of a fixed form."""

from __future__ import annotations

from msgspec import Meta, Struct


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Base of everything in a dossier or a review file: immutable, built by keyword, what is empty left out.

    Unknown keys are tolerated. Nothing in a file refers back to what holds it, so that there is no garbage to look for
    among its records.
    """


def form(pattern: str) -> Meta:
    r"""The constraint on a text that all of it has this form.

    Python's `$` also matches before a last line break, and its `\d` digits of every script; JSON Schema's do not.
    """
    return Meta(pattern=rf"^{pattern}$(?!\n)")
