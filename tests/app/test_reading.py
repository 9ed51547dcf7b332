"""Reading a copy as a machine: where it is opened, what is marked, where one goes, what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.cited_copies import CitedCopies, attach_command
from ilo_tui.app.reading import Reading
from ilo_tui.app.source_texts import SourceTexts
from ilo_tui.copies.errors import CopyError, DamagedCopyError
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, default_path
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.copy_text import copy_blocks, mark_block
from ilo_tui.views.pages.reading import about_lines, place_line
from tests.copies.reading import CLAIM, EXCERPT, OTHER, PAGES, SOURCE, put_copy, with_excerpt

EN = Translator("en")


def opened(folder: Path, dossier: Dossier, subject: str = CLAIM) -> Reading:
    texts = SourceTexts(CopiesFolder(folder, dossier.meta.id))
    reading = cited(folder, dossier, subject, texts).load()
    assert reading is not None
    return reading


def cited(folder: Path, dossier: Dossier, subject: str, texts: SourceTexts | None = None) -> CitedCopies:
    copies = CopiesFolder(folder, dossier.meta.id)
    context = ViewContext(dossier, EN, copies=copies)
    return CitedCopies(context, texts or SourceTexts(copies), subject)


def lines(reading: Reading) -> list[str]:
    return list(plain_lines(copy_blocks(reading.view()), 200))


def about(reading: Reading) -> str:
    return " | ".join(about_lines(EN, reading.view()))


def test_a_claim_is_opened_at_its_locator_the_excerpt_and_its_figures_marked(tmp_path: Path) -> None:
    dossier = with_excerpt(tmp_path, statement={"en": "In June 2005, 4 128 children were seen."})
    put_copy(tmp_path / "c")
    reading = opened(tmp_path / "c", dossier)
    assert place_line(EN, reading.view()) == "p. 2 (3 of 4)"
    assert about(reading) == "opened at the locator: p. 2 | Excerpt: stands on p. 2"
    assert lines(reading) == [
        "  It is known how many.",
        "▌ In June 2005 a monitoring exercise took place in three sectors.",
        "= Some 4,128 children were seen.",
    ]
    assert mark_block(reading.view()) == 1
    marked = [span.text for block in copy_blocks(reading.view()) for span in block.spans if span.role == "mark"]
    assert marked == ["▌ ", "a monitoring exercise took place"]


@pytest.mark.parametrize(
    ("fields", "page", "message"),
    [
        ({"locator": "p. 99"}, "2", "opened at the locator: p. 2 | Excerpt: stands on p. 2"),
        ({"locator": "p. 99", "excerpt": {**EXCERPT, "page": None}}, "2", "“p. 99” leads to no page of this copy"),
        ({"locator": "p. 99", "excerpt": {**EXCERPT, "page": None}}, "2", "opened where the excerpt stands"),
        ({"locator": None, "excerpt": None, "statement": {"en": "4128 children."}}, "2", "where figures of the claim"),
        ({"locator": None, "excerpt": None, "statement": {"en": "None."}, "figures": []}, "i", "nothing says where"),
        ({"locator": "p. 1"}, "2", "opened at the locator: p. 2"),
        ({"excerpt": {**EXCERPT, "page": "p. 1"}}, "1", "Excerpt: stands on p. 2, not on p. 1"),
    ],
)
def test_how_one_came_to_a_page_is_said(tmp_path: Path, fields: dict[str, object], page: str, message: str) -> None:
    put_copy(tmp_path / "c")
    reading = opened(tmp_path / "c", with_excerpt(tmp_path, **fields))
    assert reading.page is not None
    assert reading.page.label == page
    assert message in about(reading)


def test_an_excerpt_with_a_word_changed_is_not_found(tmp_path: Path) -> None:
    put_copy(tmp_path / "c")
    quoted = {"lang": "en", "text": "a monitoring exercise took place in four sectors", "page": "p. 2"}
    reading = opened(tmp_path / "c", with_excerpt(tmp_path, excerpt=quoted))
    assert "Excerpt: not found in the copy" in about(reading)


def test_pages_are_turned_and_gone_to_by_label_before_number(tmp_path: Path) -> None:
    put_copy(tmp_path / "c")
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    assert reading.turn(1)
    assert (reading.page, reading.turn(1)) == (reading.pages[3], False)
    assert reading.go_to("2") and reading.page == reading.pages[2]
    assert reading.go_to("I") and reading.page == reading.pages[0]
    assert reading.go_to("4") and reading.page == reading.pages[3]
    assert not reading.turn(1)
    assert not reading.go_to("5") and not reading.go_to("0") and not reading.go_to("x") and not reading.go_to("")
    assert reading.page == reading.pages[3]


def test_words_are_found_in_either_case_over_line_ends_round_and_round(tmp_path: Path) -> None:
    pages = (*PAGES, ("4", "and MONI-\ntoring ended"))
    put_copy(tmp_path / "c", pages=pages)
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    assert reading.find("monitoring") == 5
    assert reading.view().hit is not None
    assert (reading.hit_at, reading.page) == (2, reading.pages[2])
    assert "“monitoring”: hit 3 of 5" in about(reading)
    assert reading.step_hit(1) and reading.page == reading.pages[3]
    assert reading.step_hit(1) and lines(reading)[0].startswith("> and MONI-")
    assert reading.step_hit(1) and reading.page == reading.pages[0]
    assert reading.step_hit(-1) and reading.page == reading.pages[4]


def test_words_that_stand_nowhere_leave_one_where_one_is(tmp_path: Path) -> None:
    put_copy(tmp_path / "c")
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    assert (reading.find("unicorn"), reading.step_hit(1)) == (0, False)
    assert reading.page == reading.pages[2]
    assert "“unicorn” stands nowhere in this copy" in about(reading)


def test_a_claim_without_a_copy_says_how_to_add_one_and_why_none_can_be_had(tmp_path: Path) -> None:
    dossier = with_excerpt(tmp_path)
    sources = cited(tmp_path / "c", dossier, CLAIM)
    assert sources.load() is None
    none, command, address = sources.missing_lines()
    assert none == "There is no copy of this source on this computer."
    assert command == f"Add one: ilo-tui --dossier {tmp_path / 'dossier.json'} attach {SOURCE} FILE"
    assert address.startswith("Its address: http")
    assert attach_command(default_path(), SOURCE) == f"ilo-tui attach {SOURCE} FILE"
    (nothing,) = cited(tmp_path / "c", dossier, "cell:clm/outcome").missing_lines()
    assert nothing.startswith("Nothing here cites a source")
    with pytest.raises(CopyError):
        SourceTexts(CopiesFolder(tmp_path / "c", dossier.meta.id)).load(SOURCE)


def test_of_several_sources_the_first_with_a_copy_is_opened_and_the_others_come_next(tmp_path: Path) -> None:
    dossier = with_excerpt(tmp_path, other_sources=[{"source": "eval2007", "locator": "p. 1"}])
    put_copy(tmp_path / "c", "eval2007")
    sources = cited(tmp_path / "c", dossier, f"evidence:{CLAIM}")
    assert [place.source for place in sources.places] == [SOURCE, "eval2007"]
    assert sources.place is not None and sources.place.source == "eval2007"
    reading = sources.load()
    # The excerpt is of the other source: nothing is said of it here.
    assert reading is not None and reading.proof is None and reading.page == reading.pages[1]
    links = [(sources.next(), sources.link is None) for _ in range(2)]
    assert links == [(True, True), (True, False)]
    assert not cited(tmp_path / "c", dossier, OTHER).next()


def test_a_document_that_was_altered_is_not_read_though_its_text_is_kept(tmp_path: Path) -> None:
    dossier, folder = with_excerpt(tmp_path), tmp_path / "c"
    copies = CopiesFolder(folder, dossier.meta.id)
    link = put_copy(folder)
    texts = SourceTexts(copies)
    assert texts.load(SOURCE) is texts.load(SOURCE)
    copies.document_path(link).write_bytes(b"%PDF-1.4\nanother text, of another length\n")
    assert texts.loaded(link) is None
    with pytest.raises(DamagedCopyError):
        texts.load(SOURCE)


def test_a_scan_has_pages_of_nothing_and_says_so(tmp_path: Path) -> None:
    put_copy(tmp_path / "c", pages=(), notes=["no_text"])
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    assert (reading.page, place_line(EN, reading.view()), lines(reading)) == (None, "", [])
    assert "a scan?" in about(reading) and mark_block(reading.view()) is None
    assert not reading.turn(1) and not reading.go_to("1") and not reading.find("x")


def test_parts_of_a_document_without_pages_are_called_by_their_headings(tmp_path: Path) -> None:
    parts = (("", "A preface."), ("Findings", f"Findings\n{PAGES[2][1]}"))
    put_copy(tmp_path / "c", pages=parts, media="html")
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    assert place_line(EN, reading.view()) == "part 2 of 2: Findings"
    assert "names a page, and this copy has no printed pages" in about(reading)


def test_hostile_text_of_a_document_is_shown_as_text(tmp_path: Path) -> None:
    put_copy(tmp_path / "c", pages=(("\x1b[2J", "[red]not red\x1b]0;title\x07 \u202eevil"),))
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    drawn = "".join([*lines(reading), place_line(EN, reading.view()), about(reading)])
    assert "[red]not red" in drawn and not any(char in drawn for char in "\x1b\x07\u202e")


LONG = (
    "By the end of the year the drilling teams had finished 4,128 of the\n"
    "wells that were planned, but for those in the delta, where a mea-\n"
    "sure for salt was missing.\n"
    "The figures are in the table that stands below, by district and year.\n"
    "Hulu 48 48 47\n"
    "All 140 4,128 126\n"
    "2"
)


def test_where_there_is_less_room_than_in_print_full_lines_run_on_and_each_has_its_sign(tmp_path: Path) -> None:
    put_copy(tmp_path / "c", pages=(("2", LONG),))
    claim = {"excerpt": {**EXCERPT, "text": "but for those in the delta"}, "statement": {"en": "4128 wells"}}
    view = opened(tmp_path / "c", with_excerpt(tmp_path, **claim)).view()
    assert (
        list(plain_lines(copy_blocks(view, 80), 80))[1]
        == "▌ wells that were planned, but for those in the delta, where a mea-"
    )
    assert list(plain_lines(copy_blocks(view, 44), 44)) == [
        "  By the end of the year the drilling teams",
        "= had finished 4,128 of the wells that were",
        "▌ planned, but for those in the delta, where",
        "  a mea-sure for salt was missing.",
        "  The figures are in the table that stands",
        "  below, by district and year.",
        "  Hulu 48 48 47",
        "= All 140 4,128 126",
        "  2",
    ]
    assert mark_block(view, 44) == 2


def test_of_all_hits_on_a_page_the_one_at_hand_has_a_sign_of_its_own(tmp_path: Path) -> None:
    put_copy(tmp_path / "c", pages=(("2", "well\nrain\nwell"),))
    reading = opened(tmp_path / "c", with_excerpt(tmp_path))
    reading.find("well")
    assert lines(reading) == ["> well", "  rain", ": well"]
    reading.step_hit(1)
    assert lines(reading) == [": well", "  rain", "> well"] and mark_block(reading.view()) == 2
