"""Where everything lies in the folder: names that follow from contents alone, so that any order of merging agrees.

A session lies under its own name, `<id>.json`. Where it has branched, the branch that counts does, and the others have
the beginning of their hash after it: `<id>-<8 hex>.json`. Damaged files lie in `damaged/`. A name that something else
has is never taken from it, whatever its case: then the session has its hash in its name as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from ilo_tui.core.ids import file_stem
from ilo_tui.review.merge.content import Content
from ilo_tui.review.merge.scan import DAMAGED, UNREADABLE
from ilo_tui.review.session_file import branch_rank

_LENGTHS = (8, 16, 64)


def _stem(content: Content) -> str:
    return file_stem(content.ident or "")


def own_name(content: Content) -> str:
    """The name under which the session of a content lies if it has not branched."""
    return f"{_stem(content)}.json"


def names_of(content: Content) -> list[str]:
    """The names with its hash that a content may have in the folder, the shortest first."""
    if content.kind == "intact":
        return [f"{_stem(content)}-{content.sha[:length]}.json" for length in _LENGTHS]
    start = f"{_stem(content)}-" if content.ident is not None else ""
    return [f"{DAMAGED}/{start}{content.sha[:length]}{UNREADABLE}" for length in _LENGTHS]


def branches(standing: Iterable[Content]) -> list[Content]:
    """The branches of a session, the one that counts first: its code fits, then it has more records, then by hash."""
    return sorted(standing, key=lambda content: (*branch_rank(content.code, content.records), content.sha))


class Names:
    """Gives out names, none of which is taken by something else."""

    def __init__(self, reserved: Iterable[str]) -> None:
        """Leave alone what has the names `reserved`."""
        self._reserved = {_fold_name(name) for name in reserved}

    def session(self, standing: Sequence[Content]) -> dict[str, Content]:
        """The names of a session's branches, which are in the order of `branches`."""
        first, *rest = standing
        by_name = {self._free([own_name(first), *names_of(first)]): first}
        for content in rest:
            by_name[self._free(names_of(content))] = content
        return by_name

    def damaged(self, content: Content) -> str:
        """The name of a damaged file."""
        return self._free(names_of(content))

    def _free(self, names: Sequence[str]) -> str:
        # The whole hash can only be taken by the very same content.
        name = next((candidate for candidate in names if _fold_name(candidate) not in self._reserved), names[-1])
        self._reserved.add(_fold_name(name))
        return name


def _fold_name(name: str) -> str:
    """A name as a file system that minds neither case nor accents' composition has it."""
    return unicodedata.normalize("NFC", name).casefold()
