"""What stands beside a claim in every list: who acts, who speaks, the tie; the same on every front end."""

from __future__ import annotations

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.claim_head import actor_names, in_words, provenance, tie_mark
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines, width_of
from ilo_tui.views.pages.evidence import evidence_block, evidence_line
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.search_hits import search_rows
from tests.dossier.small import opened
from tests.views.schema2 import tied_tables


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    tables = tied_tables()
    tables["evidence"]["3"]["actor"] = ["state", "agency", "office", "funder"]
    return opened(tmp_path_factory.mktemp("tied"), tables)


@pytest.fixture
def context(second: Dossier) -> ViewContext:
    return ViewContext(second, Translator("en"))


def line_of(context: ViewContext, ident: str) -> str:
    (line,) = plain_lines([evidence_block(context, context.dossier.record(Evidence, ident))], 300)
    return line


@pytest.mark.parametrize(
    ("ident", "line"),
    [
        ("d1", "+ Statement d1 (Agency, Actor office; according to Actor office; src) [d1]"),
        ("d2", "+ Statement d2 (Agency; src; only an excerpt was read) [d2]"),
        ("r1", "- Statement r1 (State, Agency, Actor office, 1 more; src) ○ related [r1]"),
        ("i1", "+ Statement i1 (State; src; second-hand) ○ inferred [i1]"),
        ("n1", "· Statement n1 (State; paper) ○ not tied to Agency [n1]"),
        ("u1", "· Statement u1 (src) ○ tie not stated [u1]"),
        ("t1", "+ Thesis: Statement t1 (Agency; other) ○ inferred [t1]"),
        ("aim-reach-no", "· Statement aim-reach-no (State; src) ○ aim only [aim-reach-no]"),
    ],
)
def test_a_claim_in_a_list_says_who_acts_who_speaks_and_that_it_is_not_tied(
    context: ViewContext, ident: str, line: str
) -> None:
    assert line_of(context, ident) == line


def test_the_words_are_there_in_indonesian_too(second: Dossier) -> None:
    context = ViewContext(second, Translator("id"))
    assert line_of(context, "d2") == "+ Statement d2 (id) (Agency; src; hanya cuplikan yang dibaca) [d2]"
    assert line_of(context, "n1").endswith(" ○ tidak terkait dengan Agency [n1]")
    assert line_of(context, "t1").startswith("+ Skripsi: Statement t1")


def test_before_the_answer_a_tie_is_not_shown_and_everything_else_is(context: ViewContext) -> None:
    hidden = context.blinded(blinding_of(frozenset({"evidence:i1"})))
    assert line_of(hidden, "i1") == "? Statement i1 (State; src; second-hand) [i1]"


def test_a_line_has_room_for_the_mark_at_least(context: ViewContext) -> None:
    evidence = context.dossier.record(Evidence, "n1")
    lines = {
        width: "".join(span.text for span in evidence_line(context, evidence, "one", width)) for width in (40, 60, 100)
    }
    assert lines == {
        40: "· ○ Statement n1",
        60: "· ○ not tied to Agency Statement n1",
        100: "· ○ not tied to Agency State: Statement n1",
    }


def test_for_the_ear_there_are_words_and_no_marks(context: ViewContext) -> None:
    evidence = context.dossier.record(Evidence, "n1")
    assert in_words(context, evidence) == "Statement n1 (State), not tied to Agency"
    direct = context.dossier.record(Evidence, "d1")
    assert in_words(context, direct) == "Statement d1 (Agency, Actor office; according to Actor office)"


def test_a_search_says_of_a_claim_that_it_is_not_tied_and_that_the_thesis_says_so(context: ViewContext) -> None:
    texts = {row.id: row.text for row in search_rows(context, "statement")}
    assert texts["n1"] == "○ not tied to Agency Statement n1"
    assert texts["t1"] == "○ inferred Thesis: Statement t1"
    assert texts["d1"] == "Statement d1"
    narrow = {row.id: row.text for row in search_rows(context, "statement", 60)}
    assert narrow["n1"] == "○ Statement n1"


@pytest.mark.first_edition
def test_a_claim_of_schema_1_stands_as_in_version_0_1(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en"))
    evidence = dossier.record(Evidence, "clm-001")
    assert (actor_names(context, evidence), tie_mark(context, evidence)) == ("", "")
    assert provenance(context, evidence) == evidence.source


def test_the_page_of_a_crossing_notes_each_source_once(context: ViewContext) -> None:
    shown = list(plain_lines(page_of(context, "cell:one/outcome") or [], 200))
    assert shown[-2:] == ["On the sources of these claims", "src: Only the contents page was read [src]"]


def test_no_line_of_a_page_is_wider_than_asked(context: ViewContext) -> None:
    for ident in ("one", "agency", "aim-reach", "find-1", "cell:one/outcome", "d1", "src", "sug-1", "al-1", "al-2"):
        blocks = page_of(context, ident, 40)
        assert blocks and all(width_of(line) <= 40 for line in plain_lines(blocks, 40)), ident
