"""Pages of publishers, actors and sources: all that each says, crossing by crossing, and what it only prints."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines, width_of
from ilo_tui.views.pages.record import page_blocks, page_of
from ilo_tui.views.voice_rows import publisher_row, voice_rows
from tests.dossier.small import Plain, actor, both, claim, numbered, opened, small2

HOSTILE = {
    "markup": "[red]Not red[/] [@click=app.quit]x[/] {n} %s",
    "escapes": "A\x1b[31mred\x1b]0;title\x07 bell\x00nul",
    "overrides": "abc\u202edef\u2066ghi",
    "slashes": "Agency / Ministry/../x",
    "colons": "gap:one/output:none: a journal",
    "like a cell": "cell:one/output",
    "lines": "one\ntwo\r\nthree\u2028four",
    "long": "x" * 5000,
    "wide": "童工" * 200,
}


def tables() -> Plain:
    """A ministry in whose voice two sources speak, a paper that prints others, and a journal without an actor."""
    plain = small2()
    plain["meta"]["1"]["carried"] = []
    plain["actors"] = numbered(
        actor("agency", stake="own"),
        actor("office", voice_of="agency"),
        {**actor("ministry", stake="subject"), "name": both("The Ministry")},
    )
    plain["sources"] = numbered(
        {"id": "src", "title": "Yearbook", "kind": "monitoring", "year": 2014, "publisher": "The Ministry"},
        {"id": "other", "title": "Yearbook 2", "kind": "law_or_plan", "voice": "ministry", "publisher": "Press of it"},
        {"id": "paper", "title": "A page", "kind": "research", "year": 2015, "publisher": "Daily  News, Inc."},
        {"id": "page-2", "title": "Another page", "kind": "research", "publisher": "DAILY NEWS, INC."},
        {"id": "thesis", "title": "The thesis", "kind": "research", "publisher": "A university"},
        {"id": "leaf", "title": "A leaf", "kind": "other"},
    )
    in_one: dict[str, Any] = {"programme": "one", "dimension": "outcome", "tie": "direct"}
    plain["evidence"] = numbered(
        claim("m1", **in_one, trend="better", reading="direct", year=2005),
        claim("m2", **in_one, same_as="m1", source="other", trend="better", reading="excerpt"),
        claim("m3", **in_one, stance="contradicts", source="other", trend="worse", reading="excerpt", actor=["agency"]),
        claim("m4", policy="plan", stance="context"),
        claim("p1", **in_one, source="paper", reading="second_hand", year=2020),
        claim("p2", source="page-2", said_by="ministry", dimension="output"),
        claim("p3", source="paper", said_by="office", dimension="output"),
        claim("t1", source="thesis", origin="thesis", dimension="output"),
        claim("l1", source="leaf", programme="two", dimension="output"),
    )
    for document in plain["evidence"].values():
        del document["confidence"]
    plain["findings"] = {}
    return plain


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of these tables."""
    return opened(tmp_path_factory.mktemp("voices"), tables())


def page(dossier: Dossier, ident: str, **changes: Any) -> list[str]:
    """The page as lines."""
    return list(plain_lines(page_of(ViewContext(dossier, Translator("en"), **changes), ident, 200) or [], 200))


def test_a_publisher_says_what_it_speaks_and_apart_from_that_what_it_only_prints(dossier: Dossier) -> None:
    lines = page(dossier, "publisher:daily news, inc.")
    assert lines[:4] == ["Daily  News, Inc.", "Voice: its own", "Stake: not stated", ""]
    sources = lines.index("2 sources")
    assert lines[sources : sources + 3] == [
        "2 sources",
        "A page (2015) · research · claims: 2 for, 0 against, 0 context; read: 1 second hand [paper]",
        "Another page (year not known) · research · claims: 1 for, 0 against, 0 context [page-2]",
    ]
    speaks, prints = lines.index("Speaks in 1 claim"), lines.index("Prints what others say in 2 claims")
    assert speaks < sources < prints
    assert lines[speaks + 1] == "claims: 1 for, 0 against, 0 context"
    assert lines[sources + 4 : sources + 6] == [
        "ONE × name outcome  claims: 1 for, 0 against, 0 context; all voices here: +2 -1 [cell:one/outcome]",
        "  + Statement p1 (paper; second-hand) [p1]",
    ]
    assert [line.rpartition("[")[2] for line in lines[prints + 1 :]] == ["p3]", "p2]"]


@pytest.mark.parametrize("name", ["Daily News, Inc.", "  daily   NEWS, inc. ", "ＤＡＩＬＹ News, Inc."])
def test_a_publisher_is_the_same_however_its_name_is_written(dossier: Dossier, name: str) -> None:
    assert page(dossier, f"publisher:{name}") == page(dossier, "publisher:daily news, inc.")


def test_a_publisher_may_speak_with_the_voice_of_an_actor(dossier: Dossier) -> None:
    for name in ("The Ministry", "Press of it"):
        lines = page(dossier, f"publisher:{name}")
        assert lines[1:3] == ["Counts with the voice of: The Ministry [ministry]", "Stake: its own conduct is told of"]
    assert "Voice: no voice" in page(dossier, "publisher:A university")
    assert page(dossier, "publisher:nobody") == page(dossier, "publisher:") == []


def test_an_actor_says_what_all_say_who_have_its_voice_and_in_which_sources(dossier: Dossier) -> None:
    lines = page(dossier, "ministry")
    assert lines[lines.index("2 sources are in its voice") + 1].startswith("Yearbook (2014) · monitoring report · ")
    speaks = lines.index("Speaks in 5 claims")
    # A fact that is told twice moved once.
    assert lines[speaks + 1 : speaks + 3] == [
        "claims: 3 for, 1 against, 1 context",
        "Which way things moved: 1 better, 1 worse",
    ]
    heads = [line.partition("  ")[0] for line in lines[speaks:] if " × " in line]
    assert heads == ["ONE × name outcome", "about policies × unassigned", "country and framework × name output"]
    assert "Speaks in 1 claim" in page(dossier, "agency")
    assert page(dossier, "agency").index("Speaks in 1 claim") < page(dossier, "agency").index("Acts in 1 claim")


def test_a_source_leads_to_its_publisher_and_says_whose_interest_it_has(dossier: Dossier) -> None:
    lines = page(dossier, "paper")
    assert lines[1:5] == [
        "Publisher: Daily  News, Inc. [publisher:daily news, inc.]",
        "Stake: not stated",
        "Year: 2015",
        "Kind: research",
    ]
    assert "Claims read: 1 second hand" in lines
    assert any(line.startswith("ONE × name outcome  claims: 1 for") for line in lines)
    assert page(dossier, "leaf")[1] == "Publisher: not known"
    assert "Stake: no voice" in page(dossier, "thesis")
    assert "Stake: its own conduct is told of" in page(dossier, "src")


def test_only_claims_of_the_period_in_force_are_shown(dossier: Dossier) -> None:
    lines = page(dossier, "ministry", weighing=Weighing(period="first"))
    speaks = lines.index("Speaks in 1 claim")
    assert lines[speaks + 1 : speaks + 4] == [
        "claims: 1 for, 0 against, 0 context",
        "Which way things moved: 1 better",
        "Period: First",
    ]


def test_what_waits_for_an_answer_is_on_no_side_and_moves_nothing(dossier: Dossier) -> None:
    hidden = blinding_of(frozenset({"evidence:m1", "evidence:m2"}))
    lines = page(dossier, "ministry", blinding=hidden)
    speaks = lines.index("Speaks in 5 claims")
    assert lines[speaks + 1 : speaks + 3] == [
        "claims: 1 for, 1 against, 1 context, 2 hidden until judged",
        "Which way things moved: 1 worse",
    ]
    rows = {row.id: row for row in voice_rows(ViewContext(dossier, Translator("en"), blinding=hidden))}
    ministry = rows["ministry"]
    assert (ministry.supports, ministry.contradicts, ministry.context, ministry.hidden) == (1, 1, 1, 2)
    # That two of them tell one fact is hidden with them.
    assert ministry.facts == 3


def test_voices_are_listed_by_hand(dossier: Dossier) -> None:
    rows = voice_rows(ViewContext(dossier, Translator("en")))
    assert [
        (
            row.id,
            row.kind,
            row.stake,
            row.independent,
            row.sources,
            row.supports,
            row.contradicts,
            row.context,
            row.facts,
        )
        for row in rows
    ] == [
        ("ministry", "actor", "subject", "against_only", ["src", "other", "page-2"], 3, 1, 1, 4),
        ("publisher:daily news, inc.", "publisher", None, None, ["paper"], 1, 0, 0, 1),
        ("agency", "actor", "own", "no", ["paper"], 1, 0, 0, 1),
        ("leaf", "source", None, None, ["leaf"], 1, 0, 0, 1),
    ]
    assert [row.certain for row in rows] == [True, True, True, False]
    assert rows[0].programmes == ["one"]
    context = ViewContext(dossier, Translator("en"))
    assert publisher_row(context, "publisher:Daily News, Inc.") == rows[1]
    press = publisher_row(context, "publisher:press of it")
    assert press and (press.id, press.sources, press.supports) == ("publisher:press of it", ["other"], 1)
    assert publisher_row(context, "publisher:nobody") is None


def test_long_lists_of_claims_are_written_only_as_far_as_they_are_read(dossier: Dossier) -> None:
    written: list[str] = []

    class Decisions:
        def blocks(self, context: ViewContext, item: str) -> list[Any]:
            return []

        def mark(self, context: ViewContext, item: str) -> str:
            written.append(item)
            return ""

    context = ViewContext(dossier, Translator("en"), decisions=Decisions())
    for ident in ("ministry", "publisher:daily news, inc.", "src", "outcome"):
        written.clear()
        blocks = iter(page_blocks(context, ident, 80) or ())
        next(blocks)
        assert not written
        assert list(blocks) and written


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_name_is_literal_text_and_leads_to_its_page(kind: str, tmp_path: Path) -> None:
    plain = tables()
    plain["sources"]["3"]["publisher"] = HOSTILE[kind]
    dossier = opened(tmp_path, plain)
    context = ViewContext(dossier, Translator("en"))
    target = next(block.target for block in page_of(context, "paper", 80) or [] if block.target)
    assert target and target.startswith("publisher:")
    lines = list(plain_lines(page_of(context, target, 80) or [], 80))
    assert any("Speaks in 1 claim" in line for line in lines)
    for line in lines:
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in line)
        assert width_of(line) <= 80
    row = next(row for row in voice_rows(context) if row.kind == "publisher")
    assert row.id == target
    assert publisher_row(context, target) == row
