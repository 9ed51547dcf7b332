"""Decisions over editions that are published: a minor change keeps them, a change of meaning asks again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.editions.layout import laid_out
from ilo_tui.dossier.editions.model import RawTables
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.review.item_kinds import every_item
from ilo_tui.review.items import Items
from tests.dossier.editions.drafting import Author, base, published, put

TYPO, MEANING = put("statement", "Better said", "en"), put("year", 2001)
NOTE = put("note", {"en": "Seen", "id": "Dilihat"})


def dossier(folder: Path, tables: RawTables, name: str) -> Dossier:
    path = folder / f"{name}.json"
    path.write_bytes(b"".join(laid_out(tables)))
    return load(path)


def asked_again(before: Dossier, after: Dossier) -> set[str]:
    old, new = Items(before), Items(after)
    return {item for item in every_item(old) if not new.is_current(item, old.hash_of(item) or "")}


@pytest.mark.parametrize("minor", [True, False])
def test_a_minor_change_keeps_decisions_on_the_claim_its_crossing_and_its_gaps(minor: bool, tmp_path: Path) -> None:
    tables = base()
    ana, first = Author("Ana", tables), dossier(tmp_path, tables, "1")
    ana.edit("evidence", "ev-2", TYPO, minor=minor, why="a typo")
    again = asked_again(first, dossier(tmp_path, published(tables, ana).tables, "2"))
    if minor:
        assert again == set()
    else:
        assert {"evidence:ev-2", "cell:one/outcome"} <= again and "evidence:ev-1" not in again


def test_decisions_on_any_edition_count_as_long_as_no_meaning_changed(tmp_path: Path) -> None:
    tables = base()
    editions = [dossier(tmp_path, tables, "0")]
    for number, (alter, minor) in enumerate([(TYPO, True), (NOTE, True), (MEANING, False)], 1):
        author = Author("Ana", tables, day=number, draft=f"draft-{number}")
        author.edit("evidence", "ev-2", alter, minor=minor, why="better said")
        folded = published(tables, author)
        assert folded.conflicts == []
        tables = folded.tables
        editions.append(dossier(tmp_path, tables, str(number)))
    counting = [["evidence:ev-2" not in asked_again(before, after) for before in editions] for after in editions]
    assert counting[2] == [True, True, True, False] and counting[3] == [False, False, False, True]
