"""Whatever three authors draft: one edition, nothing lost, nothing twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.codec import decode_documents
from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.choices import choices, preferring
from ilo_tui.dossier.editions.fields import value_at
from ilo_tui.dossier.editions.fold import fold
from ilo_tui.dossier.editions.model import Change, Folded, RawTables
from ilo_tui.dossier.hashing import content_hash
from ilo_tui.dossier.repository import Dossier
from tests.dossier.editions.drafting import Alter, Author, base, data, published, record, records
from tests.dossier.small import both, claim

NAMES = ("Ana", "Budi", "Chea")
CLAIMS = ("ev-2", "ev-4")
WORDS = ("red", "green", "blue")


def set_at(*keys: str) -> Callable[[object], Alter]:
    """What sets a field to a value, or takes it out where the value is None."""

    def with_value(value: object) -> Alter:
        def alter(document: dict[str, object]) -> None:
            if len(keys) == 2:
                texts = dict(both("")) | {keys[1]: value}
                before = document.get(keys[0])
                document[keys[0]] = (before if isinstance(before, dict) else {}) | {keys[1]: texts[keys[1]]}
            elif value is None:
                document.pop(keys[0], None)
            else:
                document[keys[0]] = value

        return alter

    return with_value


FIELDS: dict[tuple[str, ...], st.SearchStrategy[object]] = {
    ("statement", "en"): st.sampled_from(WORDS),
    ("statement", "id"): st.sampled_from(WORDS),
    ("locator",): st.sampled_from([None, *WORDS]),
    ("year",): st.sampled_from([None, 2001, 2002]),
    ("places",): st.lists(st.sampled_from(WORDS).map(both), max_size=2),
    ("unknown",): st.sampled_from([1, [2.5], {"a": None}]),
}


@dataclass(frozen=True)
class Step:
    """What somebody does to a claim: sets a field, removes it, or adds a new one."""

    author: int
    ident: str
    path: tuple[str, ...] = ()
    value: object = None

    def take(self, author: Author) -> None:
        """Do it, where the author sees such a claim."""
        before = author.seen("evidence", self.ident)
        if before is None:
            author.add("evidence", claim(self.ident, programme="one", reading="direct", locator=author.name))
        elif self.path:
            author.edit("evidence", self.ident, set_at(*self.path)(self.value))
        elif self.ident == "ev-4":
            author.remove("evidence", self.ident)


def steps(fields: tuple[tuple[str, ...], ...] = tuple(FIELDS)) -> st.SearchStrategy[list[Step]]:
    """Steps of all authors, in fields, now and then of all of a claim."""
    paths = st.sampled_from(fields).flatmap(lambda path: st.tuples(st.just(path), FIELDS[path]))
    edits = st.builds(
        lambda author, ident, edit: Step(author, ident, *edit),
        st.integers(0, 2),
        st.sampled_from((*CLAIMS, "ev-9")),
        paths,
    )
    return st.lists(
        st.one_of(edits, edits, edits, st.builds(Step, st.integers(0, 2), st.sampled_from(CLAIMS))), max_size=12
    )


def drafted(tables: RawTables, drawn_steps: list[Step], edition: int = 1) -> list[Author]:
    """The three authors after these steps, each with a draft upon an edition."""
    authors = [Author(name, tables, day=edition, draft=f"{edition}-{name}") for name in NAMES]
    for step in drawn_steps:
        step.take(authors[step.author])
    return authors


def changes_of(authors: list[Author]) -> list[Change]:
    return [change for author in authors for change in author.changes]


@given(steps(), st.integers(0, 2**32), st.permutations(NAMES))
def test_any_order_and_repetition_of_drafts_gives_the_same_bytes(
    drawn_steps: list[Step], seed: int, preferred: list[str]
) -> None:
    tables = base()
    changes = changes_of(drafted(tables, drawn_steps))
    prefer = [f"1-{name}" for name in preferred]
    shuffled = random.Random(seed).choices(changes, k=len(changes)) + changes
    random.Random(seed).shuffle(shuffled)
    for options in ((), prefer):
        first, second = (fold(tables, some, prefer=options) for some in (changes, shuffled))
        assert data(first.tables) == data(second.tables)
        assert msgspec.json.encode(first.conflicts) == msgspec.json.encode(second.conflicts)
    assert {conflict.kind for conflict in first.conflicts} <= {"check"}


@given(st.permutations(tuple(FIELDS)), st.data())
def test_disjoint_fields_always_go_together(paths: list[tuple[str, ...]], drawn: st.DataObject) -> None:
    tables = base()
    authors = [Author(name, tables) for name in NAMES]
    expected = record(tables, "ev-2")
    for number, path in enumerate(paths):
        alter = set_at(*path)(drawn.draw(FIELDS[path]))
        authors[number % 3].edit("evidence", "ev-2", alter)
        alter(expected)
    folded = published(tables, *authors)
    assert folded.conflicts == [] and record(folded.tables, "ev-2") == expected


def is_accounted_for(change: Change, folded: Folded, last: dict[tuple[str, str, str], Change]) -> bool:
    """Whether what an author last made of a record stands in the edition, or in a conflict."""
    if any((conflict.table, conflict.record) == (change.table, change.record) for conflict in folded.conflicts):
        return True
    if last[change.draft, change.table, change.record] is not change:
        return True
    after = record(folded.tables, change.record)
    if change.document is None:
        return after == {}
    touched = {key for other in last.values() if other.record == change.record for key in other.was}
    return all(
        after.get(key) == change.document.get(key) or key in touched - change.was.keys() or isinstance(after[key], dict)
        for key in change.was
    )


@given(steps())
def test_no_change_is_lost(drawn_steps: list[Step]) -> None:
    tables = base()
    changes = changes_of(drafted(tables, drawn_steps))
    folded = fold(tables, changes)
    last = {(change.draft, change.table, change.record): change for change in changes}
    assert all(is_accounted_for(change, folded, last) for change in changes)
    assert folded.drafts == sorted({change.draft: change.seq for change in changes}.items())


@given(st.lists(steps((("statement", "en"), ("locator",), ("year",))), min_size=3, max_size=3))
def test_over_three_editions_nothing_is_applied_twice(rounds: list[list[Step]]) -> None:
    """Each edition is drafted upon the one before; all drafts so far lie in the folder, as they do."""
    tables, everything = base(), list[Change]()
    for edition, drawn_steps in enumerate(rounds, 1):
        changes = changes_of(drafted(tables, drawn_steps, edition))
        prefer = [f"{edition}-{name}" for name in NAMES]
        alone = fold(tables, changes, prefer=prefer)
        everything += changes
        folded = fold(tables, everything, prefer=prefer)
        assert data(folded.tables) == data(alone.tables)
        again = fold(folded.tables, everything, prefer=prefer)
        assert again.applied == [] and again.drafts == [] and data(again.tables) == data(folded.tables)
        tables = folded.tables


@given(st.lists(steps((("statement", "en"), ("locator",))), min_size=1, max_size=1), st.sets(st.integers(0, 2)))
def test_drafts_published_one_after_another_come_to_the_same_as_together(
    rounds: list[list[Step]], first: set[int]
) -> None:
    """Some drafts are in the second edition, the rest in the third: the same records, or what is against is named."""
    tables = base()
    authors = drafted(tables, rounds[0])
    together = published(tables, *authors)
    earlier = published(tables, *(author for number, author in enumerate(authors) if number in first))
    later = published(earlier.tables, *authors)
    if not together.conflicts:
        assert later.conflicts == [] and by_id(later) == by_id(together)
    elif not earlier.conflicts and {conflict.kind for conflict in together.conflicts} != {"removed"}:
        # What somebody removed may be, word for word, what the other made of it.
        assert later.conflicts


def by_id(folded: Folded) -> dict[str, object]:
    """Records without their numbers, which go by the order of editions."""
    return {document["id"]: document for rows in records(folded.tables).values() for document in rows.values()}


def test_publishing_nothing_is_the_same_content() -> None:
    tables = base()
    folded = fold(tables, [])
    hashes = [content_hash(Dossier(decode_documents(some)[0], Path())) for some in (tables, folded.tables)]
    assert hashes[0] == hashes[1] and data(folded.tables) == data(tables)


def require_choices_to_come_to(drawn_steps: list[Step], preferred: list[str], publisher: str | None) -> None:
    """Choices written into the draft of `publisher`, else of somebody without changes, end as `preferred` says."""
    tables = base()
    edition = BaseEdition(tables).published.edition
    prefer = [edition if name == "edition" else f"1-{name}" for name in preferred]
    authors = drafted(tables, drawn_steps)
    dara = next((author for author in authors if author.name == publisher), Author("Dara", tables, day=2))
    changes = changes_of(authors)
    expected, folded = fold(tables, changes, prefer=prefer), fold(tables, changes)
    for _ in range(4):
        chosen = [dara.choose(choice) for choice in choices(BaseEdition(tables), folded, preferring(prefer, edition))]
        folded = fold(tables, changes := changes + chosen)
    assert records(folded.tables) == records(expected.tables)
    assert [conflict.kind for conflict in folded.conflicts] == [conflict.kind for conflict in expected.conflicts]


@given(steps(), st.permutations((*NAMES, "edition")), st.sampled_from([None, *NAMES]))
def test_choices_written_into_the_publishers_draft_come_to_what_prefer_does(
    drawn_steps: list[Step], preferred: list[str], publisher: str | None
) -> None:
    """Whoever publishes, and whatever is in their own draft already."""
    require_choices_to_come_to(drawn_steps, preferred, publisher)


def test_who_chooses_their_own_change_over_a_removal_does_not_take_it_back() -> None:
    statement = ("statement", "en")
    drawn = [Step(0, "ev-4"), Step(1, "ev-4", statement, "red"), Step(2, "ev-4", statement, "green")]
    require_choices_to_come_to(drawn, ["Budi", "Ana", "Chea", "edition"], "Budi")


@given(steps())
def test_what_is_not_in_conflict_can_be_seen_in_the_edition(drawn_steps: list[Step]) -> None:
    tables = base()
    folded = fold(tables, changes_of(drafted(tables, drawn_steps)))
    for conflict in folded.conflicts:
        if conflict.path:
            assert value_at(record(folded.tables, conflict.record), conflict.path) == conflict.sides[0].value
