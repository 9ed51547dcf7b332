"""What is listed and filtered as records are, but is derived from them and never stored: gaps, voices, provisions."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ilo_tui.dossier.model import Record


class Derived(Struct, frozen=True):
    """Something that has an id, and words in which a filter looks; what else a filter asks for is in its fields."""

    @property
    def id(self) -> str:
        """The id by which `show` finds it; no record has such an id, unless it is that record's."""
        raise NotImplementedError

    def words(self) -> Iterable[str]:
        """The texts in which the words of a filter are looked for."""
        raise NotImplementedError

    def fields(self) -> dict[str, object]:
        """What it holds as plain values, for JSON and tables; what `views.derived_lists` lists is written there."""
        raise NotImplementedError


Listed = Record | Derived
"""What a list holds."""
