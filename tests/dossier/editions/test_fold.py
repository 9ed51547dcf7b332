"""Drafts are folded into an edition: what goes together, what is a conflict, and what the edition says of itself."""

from __future__ import annotations

import msgspec
import pytest

from ilo_tui.dossier.editions.model import Change, Conflict, Folded, RawTables
from ilo_tui.dossier.parts import Carried, Edition
from tests.dossier.editions.drafting import Alter, Author, base, data, plain, published, put, raws, record, records
from tests.dossier.small import both, claim, small2


@pytest.fixture
def tables() -> RawTables:
    return base()


@pytest.fixture
def ana(tables: RawTables) -> Author:
    return Author("Ana", tables)


@pytest.fixture
def budi(tables: RawTables) -> Author:
    return Author("Budi", tables, day=2)


def only(folded: Folded) -> Conflict:
    (conflict,) = folded.conflicts
    return conflict


def drafts_of(conflict: Conflict) -> list[str]:
    return [side.draft for side in conflict.sides]


def meta_of(folded: Folded) -> dict[str, object]:
    (meta,) = plain(folded.tables)["meta"].values()
    return meta


TOGETHER: list[tuple[str, str, Alter, Alter]] = [
    ("evidence", "ev-2", put("year", 2001), put("locator", "p. 4")),
    ("evidence", "ev-2", put("statement", "A", "en"), put("statement", "B", "id")),
    ("evidence", "ev-2", put("note", "A", "en"), put("note", "B", "km")),
    ("evidence", "ev-2", put("year", 2001), put("year", 2001)),
    (
        "policies",
        "plan",
        lambda plan: plan["provisions"][0].update(ref="A"),
        lambda plan: plan["provisions"].append({"id": "aim-9", "ref": "9", "gist": both("Nine")}),
    ),
]


@pytest.mark.parametrize(("table", "ident", "first", "second"), TOGETHER)
def test_different_fields_go_together(table: str, ident: str, first: Alter, second: Alter) -> None:
    tables = base()
    ana, budi, expected = Author("Ana", tables), Author("Budi", tables), record(tables, ident)
    for alter in (first, second):
        alter(expected)
    ana.edit(table, ident, first)
    budi.edit(table, ident, second)
    folded = published(tables, ana, budi)
    assert folded.conflicts == [] and record(folded.tables, ident) == expected


AGAINST: list[tuple[Alter, Alter, str]] = [
    (put("year", 2001), put("year", 2002), "year"),
    (put("statement", "A", "en"), put("statement", "B", "en"), "statement.en"),
    (put("places", [both("Here")]), put("places", [both("There")]), "places"),
    (lambda claim: claim.pop("note"), put("note", "B", "en"), "note"),
]


@pytest.mark.parametrize(("first", "second", "field"), AGAINST)
def test_the_same_field_is_a_conflict_side_by_side(first: Alter, second: Alter, field: str) -> None:
    documents = small2()
    documents["evidence"]["2"]["note"] = both("Before")
    tables = raws(documents)
    ana, budi = Author("Ana", tables), Author("Budi", tables)
    ana.edit("evidence", "ev-2", first)
    budi.edit("evidence", "ev-2", second)
    conflict = only(published(tables, ana, budi))
    assert (conflict.kind, conflict.record, conflict.field) == ("field", "ev-2", field)
    assert drafts_of(conflict) == ["", ana.draft, budi.draft]


def test_a_change_against_a_removal_is_a_conflict(tables: RawTables, ana: Author, budi: Author) -> None:
    ana.edit("evidence", "ev-4", put("year", 2001))
    budi.remove("evidence", "ev-4", why="told twice")
    folded = published(tables, ana, budi)
    conflict = only(folded)
    assert (conflict.kind, drafts_of(conflict)) == ("removed", ["", ana.draft, budi.draft])
    assert conflict.sides[2].value is msgspec.UNSET and conflict.sides[2].why == "told twice"
    kept_it, removed_it = (published(tables, ana, budi, prefer=[author.draft]) for author in (ana, budi))
    assert record(kept_it.tables, "ev-4")["year"] == 2001 and kept_it.conflicts == []
    assert record(removed_it.tables, "ev-4") == {} and removed_it.conflicts == []


def test_two_records_of_one_id_are_a_conflict_unless_they_are_the_same(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    new = claim("ev-9", programme="one", reading="direct")
    ana.add("evidence", new)
    budi.add("evidence", new)
    assert published(tables, ana, budi).conflicts == []
    chea = Author("Chea", tables, day=3)
    chea.add("evidence", {**new, "year": 2001})
    conflict = only(published(tables, ana, chea))
    assert (conflict.kind, drafts_of(conflict)) == ("added", [ana.draft, chea.draft])
    assert record(published(tables, ana, chea, prefer=[chea.draft]).tables, "ev-9")["year"] == 2001


def test_what_would_not_pass_check_is_a_conflict_that_names_the_reference(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    ana.add("sources", {"id": "leaflet", "title": "A leaflet", "kind": "other"})
    second = published(tables, ana).tables
    budi.go_on(second)
    budi.edit("evidence", "ev-2", put("source", "leaflet"))
    chea = Author("Chea", second, day=3)
    chea.remove("sources", "leaflet")
    conflict = only(published(second, budi, chea))
    assert conflict.kind == "check" and conflict.fault and conflict.fault.values["ref"] == "leaflet"
    assert drafts_of(conflict) == [budi.draft, chea.draft]


def test_what_the_edition_changed_since_is_a_conflict_and_nothing_else_is(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001))
    budi.edit("evidence", "ev-2", put("year", 2002))
    budi.edit("evidence", "ev-4", put("year", 2003))
    second = published(tables, ana).tables
    folded = published(second, ana, budi)
    conflict = only(folded)
    assert (conflict.kind, drafts_of(conflict)) == ("field", ["", budi.draft])
    assert [side.value for side in conflict.sides] == [2001, 2002]
    assert record(folded.tables, "ev-4")["year"] == 2003
    edition = meta_of(published(tables, ana))["edition"]
    stays = published(second, ana, budi, prefer=[str(edition)])
    assert (record(stays.tables, "ev-2")["year"], stays.conflicts) == (2001, [])


def test_a_change_of_what_is_not_there_any_more_is_named(tables: RawTables, ana: Author, budi: Author) -> None:
    ana.remove("evidence", "ev-4")
    budi.edit("evidence", "ev-4", put("year", 2002))
    second = published(tables, ana).tables
    folded = published(second, budi)
    assert only(folded).kind == "missing"
    again = published(second, budi, prefer=[budi.draft])
    assert again.conflicts == [] and record(again.tables, "ev-4")["year"] == 2002


def test_a_draft_that_goes_on_upon_a_later_edition_is_folded_in_from_where_it_was(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001))
    budi.edit("evidence", "ev-2", put("locator", "p. 9"))
    second = published(tables, ana, budi).tables
    ana.go_on(second)
    ana.edit("evidence", "ev-2", put("year", 2002))
    third = published(second, ana, budi)
    assert third.conflicts == [] and third.drafts == [(ana.draft, 2)]
    assert (record(third.tables, "ev-2")["year"], record(third.tables, "ev-2")["locator"]) == (2002, "p. 9")


def test_what_is_added_and_changed_and_removed_in_one_draft_is_as_it_was(tables: RawTables, ana: Author) -> None:
    ana.add("evidence", claim("ev-9", programme="one"))
    ana.edit("evidence", "ev-9", put("year", 2001))
    ana.remove("evidence", "ev-9")
    ana.edit("evidence", "ev-2", put("locator", "p. 1"))
    ana.edit("evidence", "ev-2", lambda claim: claim.pop("locator"))
    folded = published(tables, ana)
    assert folded.applied == [] and folded.drafts == [(ana.draft, 5)] and records(folded.tables) == records(tables)


def test_new_documents_get_the_next_numbers_in_order_of_id_and_no_number_comes_back(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    last = max(map(int, tables["evidence"]))
    ana.add("evidence", claim("ev-z", programme="one"))
    budi.add("evidence", claim("ev-b", programme="one"))
    ana.remove("evidence", "ev-4")
    folded = published(tables, ana, budi)
    rows = plain(folded.tables)["evidence"]
    assert [rows[str(last + 1)]["id"], rows[str(last + 2)]["id"]] == ["ev-b", "ev-z"] and str(last) not in rows


def test_history_says_what_was_taken_in_and_what_was_removed(tables: RawTables, ana: Author, budi: Author) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001))
    budi.remove("evidence", "ev-4", why="told twice")
    budi.edit("evidence", "ev-2", put("locator", "p. 9"))
    folded = published(tables, ana, budi)
    (entry,) = msgspec.convert(meta_of(folded)["history"], list[Edition])
    assert (entry.edition, entry.date, entry.authors) == ("2027-01-02", "2027-01-02", ["Ana", "Budi"])
    assert entry.note == "removed: evidence/ev-4 (told twice)"
    assert entry.drafts == [(ana.draft, 1), (budi.draft, 2)] and meta_of(folded)["edition"] == folded.edition


def test_the_name_of_an_edition_is_the_day_the_asked_for_one_or_a_next_one_of_that_day(
    tables: RawTables, ana: Author
) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001))
    assert published(tables, ana, edition="Spring").edition == "Spring"
    second = published(tables, ana)
    ana.go_on(second.tables)
    ana.edit("evidence", "ev-2", put("year", 2002))
    assert (second.edition, published(second.tables, ana).edition) == ("2027-01-01", "2027-01-01.2")


def test_a_minor_change_is_carried_and_a_change_of_meaning_is_not(tables: RawTables, ana: Author, budi: Author) -> None:
    ana.edit("evidence", "ev-2", put("statement", "Better said", "en"), minor=True, why="a typo")
    ana.edit("evidence", "ev-4", put("statement", "Better said", "en"), minor=True, why="a typo")
    budi.edit("evidence", "ev-4", put("year", 2001))
    folded = published(tables, ana, budi)
    carried = msgspec.convert(meta_of(folded)["carried"], list[Carried])
    assert [(entry.record, entry.why) for entry in carried][-1] == ("ev-2", "a typo")
    assert "ev-4" not in {entry.record for entry in carried}
    assert {entry.record: entry.minor for entry in folded.applied} == {"ev-2": True, "ev-4": False}


@pytest.mark.parametrize("key", ["stance", "dimension", "programme", "tie", "actor", "figures", "source"])
def test_a_minor_change_may_not_decide_what_is_judged(key: str, tables: RawTables, ana: Author) -> None:
    values = {"stance": "context", "dimension": "output", "programme": "two", "tie": "none", "source": "other"}
    ana.edit("evidence", "ev-2", put(key, values.get(key, [])), minor=True)
    if not ana.changes[0].was:
        ana.changes.clear()
        ana.edit("evidence", "ev-2", lambda claim: claim.update({key: ["new"]}), minor=True)
    conflict = only(published(tables, ana))
    assert (conflict.kind, conflict.path[0]) == ("minor", key)


def test_what_was_carried_of_a_removed_record_goes_with_it(tables: RawTables, ana: Author) -> None:
    ana.edit("evidence", "ev-4", put("statement", "Better said", "en"), minor=True, why="a typo")
    second = published(tables, ana)
    ana.go_on(second.tables)
    ana.remove("evidence", "ev-4")
    third = published(second.tables, ana)
    assert third.conflicts == []
    assert "ev-4" not in {entry.record for entry in msgspec.convert(meta_of(third)["carried"], list[Carried])}


def test_two_states_of_one_change_are_never_guessed_between(tables: RawTables, ana: Author) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001))
    other = Author("Ana", tables)
    other.edit("evidence", "ev-2", put("year", 2002))
    assert only(published(tables, ana, other)).kind == "malformed"


MALFORMED = [
    {"table": "nosuch"},
    {"document": {"id": "another"}},
    {"table": "meta", "record": "small", "document": None},
    {"table": "meta", "record": "small", "document": {"id": "small"}, "base": "0" * 16, "was": {"history": None}},
]


@pytest.mark.parametrize("wrong", MALFORMED)
def test_a_change_that_cannot_be_one_is_named(wrong: dict[str, object], tables: RawTables, ana: Author) -> None:
    change = msgspec.to_builtins(ana.edit("evidence", "ev-2", put("year", 2001)))
    ana.changes = [msgspec.convert(change | wrong, Change)]
    folded = published(tables, ana)
    assert only(folded).kind == "malformed" and records(folded.tables) == records(tables)


def test_a_choice_in_the_publishers_draft_ends_a_conflict_for_good(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    first = ana.edit("evidence", "ev-2", put("year", 2001))
    second = budi.edit("evidence", "ev-2", lambda claim: claim.update(year=2002, locator="p. 9"))
    chea = Author("Chea", tables, day=3)
    chea.edit("evidence", "ev-2", put("year", 2003), resolves=[first.ref, second.ref])
    folded = published(tables, ana, budi, chea)
    assert folded.conflicts == []
    assert (record(folded.tables, "ev-2")["year"], record(folded.tables, "ev-2")["locator"]) == (2003, "p. 9")
    third = published(published(tables, chea, ana).tables, ana, budi, chea)
    assert third.conflicts == [] and record(third.tables, "ev-2")["year"] == 2003


def test_of_two_choices_that_stand_in_place_of_each_other_neither_is_lost(
    tables: RawTables, ana: Author, budi: Author
) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001), resolves=[(budi.draft, 1)])
    budi.edit("evidence", "ev-2", put("year", 2002), resolves=[(ana.draft, 1)])
    assert drafts_of(only(published(tables, ana, budi))) == ["", ana.draft, budi.draft]


def test_an_edition_that_is_already_so_takes_a_change_as_it_is(tables: RawTables, ana: Author, budi: Author) -> None:
    ana.edit("evidence", "ev-2", put("year", 2001))
    budi.edit("evidence", "ev-2", put("year", 2001))
    folded = published(published(tables, ana).tables, budi)
    assert folded.conflicts == [] and folded.applied == [] and folded.drafts == [(budi.draft, 1)]


def test_provisions_stand_where_their_authors_put_them(tables: RawTables, ana: Author, budi: Author) -> None:
    new = {name: {"id": name, "ref": name, "gist": both(name)} for name in ("new-a", "new-b", "new-c")}
    ana.edit("policies", "plan", lambda plan: plan["provisions"].insert(1, new["new-b"]))
    ana.edit("policies", "plan", lambda plan: plan["provisions"].insert(2, new["new-a"]))
    budi.edit("policies", "plan", lambda plan: plan["provisions"].insert(0, new["new-c"]))
    provisions = record(published(tables, ana, budi).tables, "plan")["provisions"]
    assert [part["id"] for part in provisions] == ["new-c", "aim-1", "new-b", "new-a", "aim-2"]
    ana.edit("policies", "plan", lambda plan: plan["provisions"].reverse())
    provisions = record(published(tables, ana).tables, "plan")["provisions"]
    assert [part["id"] for part in provisions] == ["aim-2", "new-a", "new-b", "aim-1"]


def test_what_nobody_touched_keeps_its_bytes() -> None:
    text = data(base()).decode()
    odd = text.replace('"id":"ev-2"', '"id":  "ev-2","odd": [1.0, 1e3,  "\\u00e9"]').replace(
        '"scales"', '"odd.table": {"7": {"a":  1.50}},"scales"'
    )
    tables = msgspec.json.decode(odd, type=RawTables)
    ana = Author("Ana", tables)
    ana.edit("evidence", "ev-2", put("year", 2001))
    written = data(published(tables, ana).tables).decode()
    assert '"odd":[1.0, 1e3,  "\\u00e9"]' in written.replace('"odd": [', '"odd":[')
    assert '"odd.table": {\n    "7": {"a":  1.50}\n  }' in written
    before = [line.rstrip(",") for line in data(tables).decode().splitlines() if "ev-2" not in line]
    assert len(set(before) - {line.rstrip(",") for line in written.splitlines()}) == 1
