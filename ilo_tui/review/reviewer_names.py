"""What reviewers are called where several are named: two people of one name must not look like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ilo_tui.core.text import clean, fold
from ilo_tui.review.model import Reviewer


def name_key(name: str) -> str:
    """The same for a name however it is spelled, and in whatever order its words stand."""
    return " ".join(sorted(fold(clean(name)).replace("-", " ").split()))


def named_with_id(reviewer: Reviewer) -> str:
    """`Name <id>`, as one types it to be that reviewer."""
    ident = reviewer.id
    # Of two ids that differ in what nobody sees, each must be seen.
    shown = ident if clean(ident) == ident else ident.encode("unicode_escape").decode()
    return f"{clean(reviewer.name).strip()} <{shown}>".strip()


def display_names(reviewers: Iterable[Reviewer]) -> dict[str, str]:
    """By id the name of each reviewer, with the id beside it where the name alone does not say who it is.

    So it is where another has the same name, where it is blank, or where it looks as if an id stood in it already.
    """
    by_id = {reviewer.id: reviewer for reviewer in reviewers}
    times = Counter(name_key(reviewer.name) for reviewer in by_id.values())
    return {ident: _display(reviewer, alone=times[name_key(reviewer.name)] == 1) for ident, reviewer in by_id.items()}


def _display(reviewer: Reviewer, *, alone: bool) -> str:
    name = clean(reviewer.name).strip()
    return name if alone and name and not {"<", ">"} & set(name) else named_with_id(reviewer)


def letters(number: int) -> str:
    """A, B, ..., Z, AA, AB, ... for 0, 1, 2, ..."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
