"""What was decided on a record counts on the record that carries it, and so on crossings and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.parts import Carried
from ilo_tui.dossier.repository import Dossier
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.review.agreement.ratings import collect_ratings
from ilo_tui.review.carried import CarriedHashes
from ilo_tui.review.hashing import crossing_hash, hash_of
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.small import Document, carried
from tests.review.help import SOK, Table, begun, desk_at, dossier_of, judge
from tests.review.schema2 import schema2

E1, E2, E3, E6 = "evidence:e1", "evidence:e2", "evidence:e3", "evidence:e6"
CELL, GAP, OTHER = "cell:p1/output", "gap:p1/output:one_source", "cell:p1/outcome"


def links(before: Dossier, after: Dossier, *records: str) -> list[Document]:
    """What `carried` of the edition after says of records."""
    entries = []
    for ident in records:
        old, new = before.find(ident), after.find(ident)
        assert old is not None and new is not None
        table = next(name for name, kind in TABLES.items() if isinstance(new, kind))
        entries.append(carried(table, ident, hash_of(old), hash_of(new)))
    return entries


def edition(folder: Path, documents: dict[str, Table], *entries: Document) -> Dossier:
    """An edition with these entries in `carried`."""
    folder.mkdir(exist_ok=True)
    documents["meta"][0]["carried"] = list(entries)
    return dossier_of(folder, documents)


@pytest.fixture
def first(tmp_path: Path) -> Dossier:
    """The first edition, of schema 1."""
    return dossier_of(tmp_path)


@pytest.fixture
def second(tmp_path: Path, first: Dossier) -> Dossier:
    """A second edition, of schema 2: every claim is another record; all are carried but e3, which tells of others."""
    documents = schema2("2", e3={"statement": {"en": "Something else", "id": "Hal lain"}})
    plain = edition(tmp_path / "2", documents)
    same = [claim["id"] for claim in documents["evidence"] if claim["id"] != "e3"]
    return edition(tmp_path / "2", documents, *links(first, plain, *same))


@pytest.fixture
def third(tmp_path: Path, first: Dossier, second: Dossier) -> Dossier:
    """A third edition, in which e1 is carried once more, and e2 is another and not carried."""
    documents = schema2(
        "3",
        e1={"note": {"en": "Read again", "id": "Dibaca lagi"}},
        e2={"year": 2013},
        e3={"statement": {"en": "Something else", "id": "Hal lain"}},
    )
    plain = edition(tmp_path / "3", documents)
    before = [carried(entry.table, entry.record, entry.from_, entry.to) for entry in second.meta.carried]
    return edition(tmp_path / "3", documents, *before, *links(second, plain, "e1"))


def test_a_decision_on_the_first_edition_counts_on_what_carries_it(
    first: Dossier, second: Dossier, third: Dossier
) -> None:
    hashes = {item: Items(first).hash_of(item) or "" for item in (E1, E2, E3, CELL, GAP, OTHER)}
    counting = {
        dossier.meta.edition: {item for item, old in hashes.items() if Items(dossier).is_current(item, old)}
        for dossier in (first, second, third)
    }
    assert counting == {"1": set(hashes), "2": {E1, E2, CELL, GAP}, "3": {E1, CELL, GAP}}


def test_a_decision_on_the_second_edition_counts_on_the_third(second: Dossier, third: Dossier) -> None:
    items, later = Items(second), Items(third)
    assert items.hash_of(E1) == hash_of(items.find(E1)) != later.hash_of(E1)
    counts = {item: later.is_current(item, items.hash_of(item) or "") for item in (E1, E2, E3, E6, CELL, OTHER)}
    assert counts == {E1: True, E2: False, E3: True, E6: True, CELL: True, OTHER: False}


def test_a_session_of_the_first_edition_goes_on_on_the_second(tmp_path: Path, second: Dossier) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, [E1, E2, E3, E6])
    for item in (E1, E2, E3):
        judge(session, item)
    session.close()
    desk = replace(desk, items=Items(second))
    session = open_session(desk, session.path)
    progress = session.progress
    assert (progress.changes(), progress.removed(), progress.rest()) == ([E3], [], [E3, E6])
    assert session.answers(E1) == {"verdict": "holds", "strength": "high"} and session.answers(E3) == {}
    session.note(E1, "Seen again")
    judge(session, E6)
    session.close()
    states = session.history.states()
    assert states[E1].item_hash != Items(second).hash_of(E1) and states[E6].item_hash == Items(second).hash_of(E6)
    ratings = collect_ratings(SessionRepository(desk).entries(), desk.items)
    assert [key[1] for key in ratings.by] == [E1, E2, E6] and [key[1] for key in ratings.changed] == [E3]


def test_a_cell_and_a_gap_are_judged_once_over_editions(tmp_path: Path, second: Dossier) -> None:
    desk = desk_at(tmp_path)
    for queue in (Queue(kind="cells", items=[CELL, OTHER]), Queue(kind="gaps", items=[GAP])):
        session, items = create_session(desk, SessionSpec(SOK, "en", queue)), queue.items
        for item in items:
            while scale := session.question(item):
                session.answer(item, scale.id, "low")
        session.close()
        reopened = open_session(replace(desk, items=Items(second)), session.path)
        assert reopened.progress.changes() == [item for item in items if item == OTHER]
        reopened.close()


def test_a_sheet_of_the_first_edition_is_keyed_in_on_the_second(first: Dossier, second: Dossier) -> None:
    printed, keyed = Codes(Items(first)), Codes(Items(second))
    question = ItemQuestion(E1, "evidence")
    assert keyed.find(printed.code_of(question)) == question
    with pytest.raises(PaperError):
        keyed.find(printed.code_of(ItemQuestion(E3, "evidence")))


def test_of_schema_1_a_hash_is_what_it_is(first: Dossier) -> None:
    items = Items(first)
    assert items.canonical_hash(E1) == items.hash_of(E1) and not items.is_current(E1, "0" * 16)
    assert items.canonical_hash("evidence:none") is None and not items.is_current("evidence:none", "0" * 16)
    evidence = items.gap_map.cell("p1", "outcome").evidence
    assert items.hash_of(OTHER) == crossing_hash(evidence)


def link(before: str, after: str, record: str = "e1") -> Carried:
    """A link between two hashes, each of one letter."""
    return Carried(table="evidence", record=record, from_=before * 16, to=after * 16, edition="2", why="as before")


@pytest.mark.parametrize(
    ("chain", "canonical"),
    [
        ([link("a", "b")], "a"),
        ([link("a", "b"), link("b", "c")], "a"),
        ([link("b", "c"), link("a", "b")], "a"),
        ([link("a", "b"), link("b", "c"), link("c", "a")], "a"),
        ([link("b", "c"), link("c", "b"), link("a", "b")], "a"),
        ([link("a", "c"), link("b", "c")], "a"),
        ([link("a", "b"), link("c", "d"), link("b", "c")], "a"),
    ],
    ids=["a link", "a chain", "written later", "taken back", "a circle with a beginning", "two lines", "joined later"],
)
def test_the_canonical_hash_is_the_first_of_the_chain(chain: list[Carried], canonical: str) -> None:
    hashes = CarriedHashes(chain)
    linked = {code for entry in chain for code in (entry.from_, entry.to)}
    assert {hashes.canonical("evidence", "e1", code) for code in linked} == {canonical * 16}
    for table, record, code in (("evidence", "e2", "b"), ("alignments", "e1", "b"), ("evidence", "e1", "f")):
        assert hashes.canonical(table, record, code * 16) == code * 16


LINKS = st.lists(st.builds(link, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["e1", "e2"])))


def components(entries: list[Carried], record: str) -> Iterator[set[str]]:
    """The hashes of a record that are linked, found by going from link to link."""
    links_of: dict[str, set[str]] = {}
    for entry in (entry for entry in entries if entry.record == record):
        links_of.setdefault(entry.from_, set()).add(entry.to)
        links_of.setdefault(entry.to, set()).add(entry.from_)
    while links_of:
        component, waiting = set[str](), [next(iter(links_of))]
        while waiting:
            code = waiting.pop()
            if code not in component:
                component.add(code)
                waiting.extend(links_of.pop(code))
        yield component


@given(LINKS)
def test_two_hashes_match_if_and_only_if_they_are_linked(entries: list[Carried]) -> None:
    hashes = CarriedHashes(entries)
    for record in ("e1", "e2"):
        linked = list(components(entries, record))
        firsts = [{hashes.canonical("evidence", record, code) for code in component} for component in linked]
        assert all(len(some) == 1 and some <= component for some, component in zip(firsts, linked, strict=True))
