"""Dossiers made of given texts, and what people and files throw at a search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from ilo_tui.dossier.model import Meta, Record, Source
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import Search

META = Meta(id="made", schema=1, edition="1", title={"en": "Made"}, languages=["en"], default_language="en")

_PIECES = (
    "undang-undang", "Phnom Penh", "Études", "études", "e\u0301tude", "İstanbul", "ışık", "IŞIK", "straße", "STRASSE",
    "أطفال", "أَطْفَال", "الأطفال", "កម្ពុជា", "การศึกษา", "शिक्षा", "ﬁnance", "𝐀𝐁", "½", "№5",
    "C182", "c-182", "2012", "28.7",
    '"', "'", "*", "OR", "AND", "NOT", "NEAR(", ")", "^", ":", "{", "}", "words:", "+", "-", "--", ";", "%", "_", "\\",
    "child\u00adren", "chi\u200dld", "\u202echild", "\0", "\x1b[31m", "\ufe0f", "x" * 70, "Ꭰꭰ",
    "Σίσυφος", "ΟΔΟΣ", "…", "–",
)  # fmt: skip

hostile = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(max_size=6), st.text("abcïı-", min_size=1, max_size=4)), max_size=6
).map(" ".join) | st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)
"""Texts of several scripts, of operators and quotes of FTS5, of controls and invisible characters."""


def dossier_of(records: Sequence[Record]) -> Dossier:
    """A dossier of these records alone, unchecked."""
    tables: dict[str, dict[str, Record]] = {"meta": {"1": META}}
    for number, record in enumerate(records):
        name = {"Source": "sources", "Programme": "programmes", "Evidence": "evidence", "Policy": "policies"}
        tables.setdefault(name[type(record).__name__], {})[str(number)] = record
    return Dossier(tables, Path("made.json"))


def sources(*titles: str) -> Dossier:
    """A dossier of sources `s0`, `s1`, ... with these titles."""
    return dossier_of([Source(id=f"s{number}", title=title, kind="k") for number, title in enumerate(titles)])


def indexed(dossier: Dossier) -> Search:
    """A search whose index is there."""
    search = Search(dossier)
    assert search.build()
    return search


def ids(search: Search, text: str, kind: str = "sources") -> list[str]:
    """What `find` gives of a kind."""
    return next((list(group.ids) for group in search.find(text).groups if group.kind == kind), [])
