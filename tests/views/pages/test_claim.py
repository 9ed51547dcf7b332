"""The page of a claim says who acts, who speaks, how it is tied, when it was and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.citation import citation
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import claim, numbered, opened, small, small2
from tests.views.schema2 import tied_tables


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ViewContext:
    return ViewContext(opened(tmp_path_factory.mktemp("tied"), tied_tables()), Translator("en"))


def page(context: ViewContext, ident: str) -> list[str]:
    return list(plain_lines(page_of(context, ident, 200) or [], 200))


@pytest.mark.parametrize(
    ("ident", "lines"),
    [
        ("d1", ["Actor: Agency (for children) [agency]", "Actor: Actor office [office]", "Year: 2005"]),
        ("d1", ["Who speaks: Actor office [office]", "Tie: direct: the source ties it to Agency"]),
        (
            "d1",
            ["Source: Funder of projects (2014). A report. [src]", "  On the source: Only the contents page was read"],
        ),
        ("d1", ["The same fact is told by d2: Statement d2 [d2]", "How it was read: read in the source's text"]),
        ("d2", ["Who speaks: the source itself: Actor funder [funder]", "How it was read: only an excerpt was read"]),
        (
            "d2",
            ["Data of: Parliament (year not known). Another. [other]", "Tells the same fact as d1: Statement d1 [d1]"],
        ),
        ("r1", ["When: 2004 – December 2008"]),
        ("i1", ["How it was read: second-hand", "  Why: By date"]),
        ("i1", ["Tie: ○ inferred: only the thesis or an editor ties it to Agency"]),
        ("n1", ["Tie: ○ not tied to Agency", "Trend: worse", "Note: Murky", "  Kind of source: press"]),
        ("n1", ["Who speaks: the source itself, or another: Daily"]),
        ("u1", ["Actor: not stated", "Tie: ○ not stated", "Also: Daily (year not known). A paper. [paper]"]),
        ("aim-reach-no", ["Aim: Aim aim-reach [aim-reach]", "  Reached, by this claim: not reached"]),
        ("t1", ["Thesis: Statement t1", "Origin: the thesis says so"]),
    ],
)
def test_the_page_of_a_claim_has_a_line_for_each(context: ViewContext, ident: str, lines: list[str]) -> None:
    shown = page(context, ident)
    for line in lines:
        assert line in shown


def test_of_the_thesis_neither_reading_nor_confidence_is_shown_nor_who_speaks(tmp_path: Path) -> None:
    tables = small2()
    fields = {"origin": "thesis", "reading": "direct", "confidence": "high", "tie": "inferred"}
    tables["evidence"]["1"] |= fields
    text = "\n".join(page(ViewContext(opened(tmp_path, tables), Translator("en")), "ev-1"))
    assert "Thesis: Statement ev-1" in text
    assert not any(word in text for word in ("How it was read", "Confidence", "the source itself"))


def test_confidence_is_shown_only_where_nothing_is_said_of_the_reading(tmp_path: Path, context: ViewContext) -> None:
    former = ViewContext(opened(tmp_path, small()), Translator("en"))
    assert "Confidence: high (read in the source's own text)" in page(former, "ev-1")
    # Of schema 2 a claim may have both; the reading is what counts.
    assert context.dossier.record(Evidence, "d1").confidence == "high"
    assert not any("Confidence" in line for line in page(context, "d1"))
    assert any("Confidence" in line for line in page(context, "r1"))


def test_where_nobody_is_evaluated_all_claims_count_as_tied_and_it_is_said_where_ties_are(tmp_path: Path) -> None:
    tables = tied_tables()
    del tables["meta"]["1"]["evaluated"]
    context = ViewContext(opened(tmp_path, tables), Translator("en"))
    tie = "Tie: the dossier does not say who is evaluated: all claims count as tied"
    for ident in ("d1", "n1", "u1"):
        assert tie in page(context, ident)
    assert not any("○" in line or "a filing" in line for line in [*page(context, "n1"), *page(context, "one")])
    assert "Evaluated: not stated: all claims count as tied" in page(context, "small")


@pytest.mark.first_edition
def test_a_dossier_of_schema_1_says_nothing_of_actors_and_ties(dossier: Dossier) -> None:
    text = "\n".join(page(ViewContext(dossier, Translator("en")), "clm-001"))
    assert not any(word in text for word in ("Actor", "Tie", "○", "Who speaks", "filing"))
    assert "Kind of source: " in text
    assert "On the source: " in text


def test_the_citation_of_a_claim_of_the_thesis_says_so_before_its_words(context: ViewContext) -> None:
    assert citation(context, context.dossier.record(Evidence, "t1")).startswith("Thesis: “Statement t1” ")
    assert citation(context, context.dossier.record(Evidence, "d1")).startswith("“Statement d1” ")


def test_what_a_file_says_of_actors_and_ties_is_literal_text(tmp_path: Path) -> None:
    tables = tied_tables()
    hostile = {"en": "\x1b[31mred\u202e", "id": "\x1b[31mmerah\u202e"}
    tables["actors"]["1"]["name"] = tables["aims"]["1"]["text"] = hostile
    tables["sources"]["1"] |= {"note": hostile, "publisher": hostile["en"]}
    tables["evidence"] = numbered(
        claim("d1", actor=["agency"], said_by="agency", tie="inferred", tie_why=hostile, note=hostile, aim="aim-reach")
    )
    tables["findings"] = {}
    context = ViewContext(opened(tmp_path, tables), Translator("en"))
    for ident in ("d1", "agency", "aim-reach", "src"):
        text = "\n".join(page(context, ident))
        assert "red" in text
        assert not set(text) & {"\x1b", "\u202e"}
