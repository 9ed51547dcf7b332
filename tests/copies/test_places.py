"""Where a copy is opened beside a claim, what is marked there, and what is proven of the claims of a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ilo_tui.copies.figures import figures_of
from ilo_tui.copies.model import DocumentText
from ilo_tui.copies.passages import Mark, Passage
from ilo_tui.copies.places import marks, place_of_claim, place_of_evidence
from ilo_tui.copies.proof import (
    FigureCheck,
    NoText,
    PageName,
    QuoteCheck,
    check_figures,
    check_quotes,
    proof_counts,
)
from ilo_tui.copies.proof_lint import has_excerpts, weak_excerpts
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from tests.copies.documents import document, searchable
from tests.dossier.small import claim, small2, written

TEXT = searchable(
    "In 2012 the survey began.",
    "It reached 1.234 children in 2012,\nand 56 villages.",
    "Of 1,234 children 56 worked in 2013.",
    labels=("i", "1", "2"),
)
FIGURES = figures_of(["1,234 children in 2012"])


def test_a_locator_leads_before_an_excerpt_and_that_before_figures() -> None:
    place = place_of_claim(TEXT, "It reached", "p. 2", FIGURES)
    assert (place.how, place.page_number, place.locator, place.cited_pages) == ("locator", 3, "label", (3,))
    assert place.proof and place.proof.state == "elsewhere" and place.passages[0].page_number == 2
    assert place.marks == (Mark(3, 8, "figure"),)
    place = place_of_claim(TEXT, "It reached", "p. 9", FIGURES)
    assert (place.how, place.page_number, place.locator) == ("excerpt", 2, "none")
    assert place.marks == (Mark(0, 10, "excerpt"), Mark(11, 16, "figure")), "a year stands everywhere"
    place = place_of_claim(TEXT, "nothing such", None, FIGURES)
    assert (place.how, place.page_number, place.proof and place.proof.state) == ("figures", 2, "absent")
    assert place.marks == (Mark(11, 16, "figure"),)
    years = figures_of(["in 2012"])
    assert place_of_claim(TEXT, None, "p. 1", years).marks == (Mark(29, 33, "figure"),), "unless there is nothing else"


def test_else_a_copy_is_opened_at_its_beginning() -> None:
    place = place_of_claim(TEXT, " ", "", figures_of(["in 2012"]))
    assert (place.how, place.page_number, place.marks, place.proof) == ("beginning", 1, (Mark(3, 7, "figure"),), None)
    assert place_of_claim(TEXT, None, None).marks == ()
    assert (place_of_claim(searchable(), None, "p. 1").page_number, place.passages) == (0, ())


def test_of_several_cited_pages_that_of_the_excerpt_is_opened() -> None:
    place = place_of_claim(TEXT, "Of 1,234 children", "pp. 1-2")
    assert (place.how, place.page_number, place.cited_pages) == ("locator", 3, (2, 3))
    assert place_of_claim(TEXT, "In 2012", "pp. 1-2").page_number == 2


def test_the_page_with_most_figures_is_the_first_of_those_that_have_most() -> None:
    assert place_of_claim(TEXT, None, None, figures_of(["56 of 1234"])).page_number == 2
    assert place_of_claim(TEXT, None, None, figures_of(["1234 in 2013"])).page_number == 3
    assert place_of_claim(TEXT, None, None, figures_of(["57"])).how == "beginning"


def test_marks_are_those_of_the_page_alone() -> None:
    passages = (Passage(2, "1", 0, 10), Passage(3, "2", 0, 8))
    assert marks(TEXT.pages[2], passages, ()) == (Mark(0, 8, "excerpt"),)
    assert marks(TEXT.pages[0], passages, figures_of(["1234"])) == ()


TEXTS: dict[str, DocumentText | NoText] = {
    "src": document(
        "In 2012 the survey began.", "It reached 1.234 children\nin 2012.", "1,234 of three", labels=("i", "1", "2")
    ),
    "scan-src": document(" ", ""),
    "none-src": "no_copy",
    "lost-src": "damaged",
    "never-src": "impossible",
}


def _quote(ident: str, text: str, page: str | None = None, **fields: Any) -> dict[str, Any]:
    excerpt = {"lang": "en", "text": text} | ({"page": page} if page else {})
    return claim(ident, excerpt=excerpt, **fields)


def _dossier(folder: Path, *claims: dict[str, Any]) -> Path:
    plain = small2()
    sources, evidence = plain["sources"], plain["evidence"]
    more = [{**sources["1"], "id": ident, "title": ident} for ident in TEXTS if ident != "src"]
    sources |= {str(number): source for number, source in enumerate(more, 3)}
    evidence |= {str(number): record for number, record in enumerate(claims, 5)}
    for record in evidence.values():
        record.pop("confidence", None)
    return written(folder, plain)


def test_excerpts_are_proven_source_by_source_and_told_in_the_order_of_the_dossier(tmp_path: Path) -> None:
    path = _dossier(
        tmp_path,
        _quote("good", "It reached 1.234 children in 2012", "1"),
        _quote("lost", "x", source="lost-src"),
        _quote("by-locator", "the survey began", locator="p. i"),
        _quote("elsewhere", "the survey began", "1", locator="p. i"),
        _quote("scan", "x", source="scan-src"),
        _quote("absent", "It reached 1.243 children in 2012"),
        _quote("none", "x", source="none-src"),
        _quote("never", "x", source="never-src"),
        claim("no-excerpt"),
    )
    dossier = load(path)
    asked_for: list[str] = []

    def text_of(source: str) -> DocumentText | NoText:
        asked_for.append(source)
        return TEXTS[source]

    checks = check_quotes(dossier, text_of)
    assert [(check.evidence, check.state) for check in checks] == [
        ("good", "proven"), ("lost", "damaged"), ("by-locator", "proven"), ("elsewhere", "elsewhere"),
        ("scan", "no_text"), ("absent", "absent"), ("none", "no_copy"), ("never", "impossible"),
    ]  # fmt: skip
    assert asked_for == ["src", "lost-src", "scan-src", "none-src", "never-src"]
    page = PageName(2, "1", True)
    assert checks[0] == QuoteCheck(
        evidence="good", source="src", state="proven", cited=(page,), pages=(page,),
        words="It reached 1.234 children\nin 2012",
    )  # fmt: skip
    assert (checks[3].cited, checks[3].pages) == ((page,), (PageName(1, "i", True),))
    assert checks[5].words == "reached 1.234 children\nin 2012"
    assert proof_counts(checks) == {
        "proven": 2, "elsewhere": 1, "absent": 1, "no_text": 1, "no_copy": 1, "impossible": 1, "damaged": 1,
    }  # fmt: skip
    records = ReadOnlyStorage(path).records()
    weak = weak_excerpts(records, checks)
    assert [(item.kind, item.table, item.document, item.id, item.values) for item in weak] == [
        ("excerpt_absent", "evidence", "10", "absent", {"source": "src"}),
        ("excerpt_elsewhere", "evidence", "8", "elsewhere", {"source": "src", "page": "i"}),
    ]
    assert has_excerpts(records)
    assert not has_excerpts(ReadOnlyStorage(_dossier(tmp_path, claim("bare"))).records())


def test_figures_are_looked_for_on_the_cited_pages_else_in_all_of_the_copy(tmp_path: Path) -> None:
    def stated(ident: str, statement: str, **fields: Any) -> dict[str, Any]:
        return claim(ident, **fields) | {"statement": {"en": statement, "id": statement}}

    count = {"name": {"en": "n", "id": "n"}, "value": 99, "unit": {"en": "n", "id": "n"}}
    dossier = load(
        _dossier(
            tmp_path,
            stated("there", "1,234 in 2011", locator="p. 1"),
            stated("not-there", "1,234 in 2012", locator="p. i"),
            stated("anywhere", "1,234 and 3"),
            stated("recorded", "no number", figures=[count], locator="p. 2"),
            stated("by-excerpt", "1,234", locator="p. i") | {"excerpt": {"lang": "en", "text": "It reached"}},
            stated("weak", "two in 1999"),
            stated("scan", "5 of 6", source="scan-src"),
        )
    )
    checks = check_figures(dossier, TEXTS.__getitem__)
    assert [(check.evidence, check.state, check.missing) for check in checks] == [
        ("there", "present", ()), ("not-there", "missing", ("1,234",)), ("anywhere", "present", ()),
        ("recorded", "missing", ("99",)), ("by-excerpt", "present", ()), ("scan", "no_text", ()),
    ]  # fmt: skip
    assert checks[1] == FigureCheck(
        evidence="not-there", source="src", state="missing", missing=("1,234",), cited=(PageName(1, "i", True),)
    )
    assert checks[2].cited == ()


def test_a_claim_of_a_dossier_is_opened_at_the_page_of_its_excerpt_before_that_of_its_locator(tmp_path: Path) -> None:
    dossier = load(
        _dossier(tmp_path, _quote("both", "Of 1,234", "2", locator="p. i"), _quote("bad", "Of", "9", locator="p. i"))
    )
    both, bad = (place_of_evidence(TEXT, dossier.record(Evidence, ident)) for ident in ("both", "bad"))
    assert (both.page_number, both.how, bad.page_number, bad.how) == (3, "locator", 1, "locator")
    assert both.proof and both.proof.state == "proven" and bad.proof and bad.proof.state == "elsewhere"


def test_figures_are_found_in_the_cells_of_a_row_which_are_no_number_together() -> None:
    text = searchable("Hulu 48 48 47\nAll 140 131 126")
    drawn = place_of_claim(text, None, None, figures_of(["131 of 140"])).marks
    assert [text.pages[0].text[mark.start : mark.end] for mark in drawn] == ["140", "131"]
