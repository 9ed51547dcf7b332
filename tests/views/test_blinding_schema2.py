"""What is hidden of a claim before the answer cannot be told from anything where a dossier says how claims are tied.

Two dossiers that differ in nothing but that look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Aim, Alignment, Evidence, Finding, Programme, Record
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.timeline_bars import YearSpan
from ilo_tui.views.blinding import OPEN, Blinding, blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import fields_of
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.place_weights import place_weight
from ilo_tui.views.search_hits import search_rows
from ilo_tui.views.timeline import timeline_of
from ilo_tui.views.voice_rows import voice_rows
from tests.dossier import small
from tests.dossier.small import Plain, both, numbered, opened, small2
from tests.views.looks import looks
from tests.views.schema2 import tied_tables

FILTERS = {
    "evidence": [
        *("", "stance:supports", "tie:direct", "not:tie:direct", "tie:not_stated", "trend:worse", "not:trend:worse"),
        *("aim:aim-reach", "not:aim:aim-reach", "has:aim", "has:trend", "has:note", "not:has:note", "has:tie"),
        *("has:same_as", "not:has:same_as", "murky", "peculiar", "date", "inferred"),
        *("voices:1", "voices:2..", "not:voices:1", "gap:own_only", "gap:untied", "not:gap:untied", "stake:funder"),
    ],
    "programmes": ["", "gap:own_only", "gap:untied", "not:gap:own_only", "gap:none"],
    "voices": ["", "stake:funder", "stake:not_stated"],
    "provisions": ["", "has:alignment", "not:has:alignment"],
    "alignments": ["", "degree:principal", "tie:inferred", "not:tie:inferred", "has:note", "odd"],
    "findings": ["", "well", "kind:conclusion"],
}
WORDS = ("murky", "peculiar", "by date", "odd reading", "inspect", "went well", "statement", "state", "d1")
"""Words of notes, reasons and findings, of what is shown, and the id of a claim."""
CLAIMS = ["d1", "r1", "i1", "n1", "u1", "t1", "aim-reach-no", "aim-both-no"]
"""Claims of which another dossier says something else; `d2` tells the same fact as the first."""


def otherwise(waiting: set[str]) -> Plain:
    """The dossier with everything else said of what waits."""
    tables = tied_tables()
    sides = {"supports": "contradicts", "contradicts": "supports", "context": "supports"}
    for claim in tables["evidence"].values():
        if f"evidence:{claim['id']}" not in waiting:
            continue
        if claim.get("tie") != "related":
            claim |= {"tie": "related", "stance": sides[claim["stance"]]}
        else:
            claim |= {"tie": "aim", "stance": "context", "aim": "aim-far", "aim_reached": "yes"}
        claim |= {"trend": "mixed", "note": both("Quite clear"), "tie_why": both("Nobody doubts it")}
        if claim.get("aim") == "aim-reach":
            claim |= {"aim": "aim-both", "aim_reached": "yes"}
    tables["evidence"]["2"].pop("same_as")
    for link in tables["alignments"].values():
        if f"alignment:{link['id']}" in waiting:
            link |= {"degree": "not_targeted", "tie": "none", "note": both("Nothing to remark")}
    for finding in tables["findings"].values():
        finding |= {"title": both("It failed"), "text": both("Nothing of it lasted"), "priority": "low"}
        finding |= {"action": both("Stop it"), "response": "rejected", "timeframe": both("At once")}
    for dimension in tables["dimensions"].values():
        dimension["conclusion"]["text"] = both("Justru sebaliknya")
    return tables


@pytest.fixture
def second(tmp_path: Path) -> Dossier:
    return opened(tmp_path, tied_tables())


def hiding(*items: str) -> Blinding:
    return blinding_of(frozenset(items))


@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("every", [1, 2, 8])
def test_what_is_hidden_changes_nothing_that_is_shown(
    second: Dossier, language: str, every: int, tmp_path: Path
) -> None:
    waiting = {f"evidence:{ident}" for ident in CLAIMS[::every]} | {"alignment:al-1", "alignment:al-2"}
    (tmp_path / "other").mkdir()
    other = opened(tmp_path / "other", otherwise(waiting))
    shown = dict(looks(second, hiding(*waiting), language, FILTERS, WORDS))
    for subject, seen in looks(other, hiding(*waiting), language, FILTERS, WORDS):
        assert seen == shown[subject], subject


def test_the_same_pages_do_tell_it_once_nothing_is_hidden(second: Dossier, tmp_path: Path) -> None:
    waiting = {f"evidence:{ident}" for ident in CLAIMS} | {"alignment:al-1"}
    (tmp_path / "other").mkdir()
    other = opened(tmp_path / "other", otherwise(waiting))
    shown = dict(looks(second, OPEN, "en", FILTERS, WORDS))
    changed = {
        subject for subject, seen in looks(other, OPEN, "en", FILTERS, WORDS) if seen != shown.get(subject, seen)
    }
    assert {"d1", "d2", "n1", "one", "aim-reach", "find-1", "state", "src", "al-1", "one x outcome"} <= changed
    assert {"list evidence tie:direct", "list evidence has:note", "search murky", "search inspect"} <= changed
    assert {"after judging evidence:n1", "list findings  as JSON", "list aims ", "citation of find-1"} <= changed


def test_before_the_answer_it_is_shown_who_acts_who_speaks_how_it_was_read_and_what_was_read_of_the_source(
    second: Dossier,
) -> None:
    context = ViewContext(second, Translator("en"), blinding=hiding("evidence:d1"))
    text = "\n".join(plain_lines(page_of(context, "d1") or [], 200))
    for line in (
        *("Actor: Agency (for children) [agency]", "Actor: Actor office [office]", "Who speaks: Actor office [office]"),
        *("Kind of source: monitoring report", "On the source: Only the contents page was read"),
        *(
            "How it was read: read in the source's text",
            "Programme: Programme one (filed under it; a filing is no tie)",
        ),
        "Tie, trend, aim and the editors' note: shown after your answer",
    ):
        assert line in text
    assert "direct: " not in text and "same fact" not in text


def test_a_fact_told_by_a_claim_that_waits_links_neither_of_the_two(second: Dossier) -> None:
    for waits in ("d1", "d2"):
        context = ViewContext(second, Translator("en"), blinding=hiding(f"evidence:{waits}"))
        for ident in ("d1", "d2"):
            assert "same fact" not in "\n".join(plain_lines(page_of(context, ident) or [], 200))
        assert not fields_of(context, second.record(Evidence, "d2")).get("same_as")
    context = ViewContext(second, Translator("en"), blinding=hiding("evidence:n1"))
    assert "Tells the same fact as d1" in "\n".join(plain_lines(page_of(context, "d2") or [], 200))
    assert "The same fact is told by d2" in "\n".join(plain_lines(page_of(context, "d1") or [], 200))


@pytest.mark.parametrize(
    "text",
    [
        *("tie:direct", "not:tie:direct", "trend:better", "not:trend:worse", "aim:aim-reach", "has:aim", "not:has:tie"),
        *("has:trend", "has:note", "has:same_as", "voices:1", "stance:context"),
    ],
)
def test_no_claim_that_waits_is_listed_under_a_filter_on_what_is_hidden_whatever_stands_in_its_place(
    second: Dossier, text: str
) -> None:
    query, shown = parse(text, "evidence", second), parse("has:locator", "evidence", second)
    hidden = hiding("evidence:d1")
    waiting, other = second.record(Evidence, "d1"), second.record(Evidence, "u1")
    assert (hidden.omits(waiting, query, second), hidden.passes(waiting, query, second)) == (True, False)
    assert not hidden.omits(waiting, shown, second)
    assert not hidden.omits(other, query, second)


@pytest.mark.parametrize(
    ("text", "claims", "programmes"),
    [
        ("gap:untied", ["u1"], ["one"]),
        ("not:gap:own_only", ["u1"], ["one"]),
        # That nothing is claimed somewhere is told by no claim.
        ("gap:none", [], []),
        ("", [], []),
    ],
)
def test_a_gap_tells_of_every_claim_of_its_crossing_so_that_none_is_listed_by_it_where_a_claim_waits(
    second: Dossier, text: str, claims: list[str], programmes: list[str]
) -> None:
    hidden = hiding("evidence:d1")
    for model, kind, idents, expected in (
        # Beside the claim that waits on the outcome of the first programme; on no dimension.
        (Evidence, "evidence", ("u1", "aim-reach-no"), claims),
        (Programme, "programmes", ("one", "two"), programmes),
    ):
        query = parse(text, kind, second)
        records = [second.record(model, ident) for ident in idents]
        assert [record.id for record in records if hidden.omits(record, query, second)] == expected
    by_side = parse("stance:context", "evidence", second)
    assert not hidden.omits(second.record(Evidence, "u1"), by_side, second)
    alignment = second.record(Alignment, "al-1")
    assert not hidden.omits(alignment, parse("tie:inferred", "alignments", second), second)


def test_two_claims_that_tell_the_fact_of_one_that_waits_are_not_counted_as_one_anywhere(tmp_path: Path) -> None:
    def counted(folder: str, link: str | None) -> list[object]:
        tables = small2()
        tables["meta"]["1"]["carried"], tables["findings"] = [], {}
        shared: dict[str, Any] = {"programme": "one", "dimension": "outcome", "tie": "direct", "said_by": "funder"}
        shared |= {"trend": "better", "year": 2005, "places": [both("Kampot")]}
        tables["evidence"] = numbered(
            small.claim("lead", **shared),
            *(small.claim(ident, **shared, **({"same_as": link} if link else {})) for ident in "ab"),
        )
        for document in tables["evidence"].values():
            del document["confidence"]
        (tmp_path / folder).mkdir()
        dossier = opened(tmp_path / folder, tables)
        context = ViewContext(dossier, Translator("en"), blinding=hiding("evidence:lead"))
        place = context.places.find("kampot")
        assert place is not None
        weight, year = place_weight(context, place), timeline_of(context).count(YearSpan(2005, 2005))
        voice = next(row for row in voice_rows(context) if row.id == "funder")
        page = plain_lines(page_of(context, "funder") or [], 200)
        trends = [line for line in page if line.startswith("Which way things moved")]
        return [(weight.claims, weight.hidden), (year.facts, year.records, year.hidden), voice.facts, trends]

    linked = counted("linked", "lead")
    assert linked == counted("apart", None)
    assert linked == [((2, 0, 0), 1), (2, 2, 1), 2, ["Which way things moved: 2 better"]]


def test_voices_of_a_fact_are_counted_without_the_claim_that_waits_and_by_the_filter_in_force(second: Dossier) -> None:
    def passing(blinding: Blinding, ident: str) -> list[str]:
        queries = [parse(text, "evidence", second) for text in ("voices:1", "voices:2", "not:voices:2", "voices:2")]
        return [str(query) for query in queries if blinding.passes(second.record(Evidence, ident), query, second)]

    # The office speaks in d1, somebody else in d2, which tells the same fact.
    for ident, other in (("d1", "d2"), ("d2", "d1")):
        assert passing(OPEN, ident) == passing(hiding("evidence:u1"), ident) == ["voices:2", "voices:2"]
        assert passing(hiding(f"evidence:{other}"), ident) == ["voices:1", "not:voices:2"]


def test_a_link_to_the_same_fact_stays_unless_the_claim_it_leads_to_waits(second: Dossier) -> None:
    first, again = second.record(Evidence, "d1"), second.record(Evidence, "d2")

    def links(blinding: Blinding) -> list[tuple[str, str | None]]:
        return [(claim.id, claim.same_as) for claim in blinding.unlinked_claims([first, again])]

    assert links(OPEN) == links(hiding("evidence:u1")) == [("d1", None), ("d2", "d1")]
    assert links(hiding("evidence:d1")) == [("d2", None)]
    assert links(hiding("evidence:d2")) == [("d1", None)]


def test_whether_aims_were_reached_and_what_is_concluded_waits_for_claims_and_crossings(second: Dossier) -> None:
    (first, *_), (finding, *_) = second.records(Aim), second.records(Finding)
    for items, hidden in ((("evidence:d1",), True), (("cell:one/outcome",), True), (("alignment:al-1",), False)):
        blinding = hiding(*items)
        assert (blinding.hides_aim(first), blinding.hides_finding(finding)) == (hidden, hidden)
        assert blinding.encountered == ({"aim:aim-reach", "finding:find-1"} if hidden else set())


def test_json_is_null_where_a_field_is_hidden_and_has_no_field_of_another_schema(
    second: Dossier, dossiers: Mapping[bool, Dossier]
) -> None:
    context = ViewContext(second, Translator("en"), blinding=hiding("evidence:u1", "alignment:al-1"))
    hidden = {name for name, value in fields_of(context, second.record(Evidence, "u1")).items() if value is None}
    assert hidden == {"stance", "confidence", "tie", "tie_why", "trend", "aim", "aim_reached", "note", "same_as"}
    fields = fields_of(context, second.record(Alignment, "al-1"))
    assert {name for name, value in fields.items() if value is None} == {"degree", "tie", "note"}
    first = dossiers[True]
    context = ViewContext(first, Translator("en"), blinding=hiding("evidence:clm-001"))
    fields = fields_of(context, first.record(Evidence, "clm-001"))
    assert {name for name, value in fields.items() if value is None} == {"stance", "confidence"}


def test_a_word_of_a_hidden_note_finds_nothing(second: Dossier) -> None:
    open_context = ViewContext(second, Translator("en"))
    assert [row.id for row in search_rows(open_context, "murky")] == ["n1"]
    hidden = open_context.blinded(hiding("evidence:n1"))
    assert search_rows(hidden, "murky") == []
    # What is found in the statement is found all the same.
    assert [row.id for row in search_rows(hidden, "statement n1")] == ["n1"]
    assert [row.id for row in search_rows(open_context.blinded(hiding("evidence:d1")), "murky")] == ["n1"]


@pytest.mark.parametrize("index", ["fts5", "no such module"])
def test_a_word_of_a_hidden_note_moves_no_hit(tmp_path: Path, index: str) -> None:
    tables = tied_tables()
    tables["evidence"]["5"]["note"] = both("It stat whole")
    dossier = opened(tmp_path, tables)
    search = Search(dossier, index)
    assert search.build() is (index == "fts5")

    def ranked(shown: Callable[[Record], Record]) -> list[str]:
        (claims,) = (
            group.ids
            for group in search.rank(search.find("stat"), "en", shown=shown).groups
            if group.kind == "evidence"
        )
        return list(claims)

    assert ranked(OPEN.covered_record)[0] == "n1"
    assert ranked(hiding("evidence:n1").covered_record) == list(dossier.ids(Evidence))
