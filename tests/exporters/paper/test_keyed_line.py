"""Lines keyed in: what they say, and in which way they say too little or too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.exporters.paper.keyed_line import BASES, KeyedLine, read_line
from ilo_tui.review.items import Items
from tests.review.help import dossier_of

E1 = ItemQuestion("evidence:e1", "evidence")
# Keys of the small dossier: verdict cannot_tell 0, holds 1, holds_in_part 2, does_not_hold 3; strength low 0 to high 2.


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> Codes:
    return Codes(Items(dossier_of(tmp_path_factory.mktemp("paper"))))


def read(codes: Codes, rest: str, question: ItemQuestion = E1) -> KeyedLine:
    line = read_line(codes, f"{codes.code_of(question)} {rest}\n")
    assert isinstance(line, KeyedLine)
    return line


def refused(codes: Codes, line: str) -> str:
    with pytest.raises(PaperError) as error:
        read_line(codes, line)
    return " ".join(error.value.localise(Translator("en")))


def test_answers_basis_and_note(codes: Codes) -> None:
    line = read(codes, "1 2 /3  He said:   not   yet")
    assert line.question == E1
    assert line.values == {"verdict": "holds", "strength": "high"}
    assert (line.basis, line.note) == ("interview", "He said: not yet")
    assert read(codes, "1 2").basis is None


def test_a_note_may_begin_with_a_number(codes: Codes) -> None:
    assert read(codes, "1 2 14 children").note == "14 children"
    assert read(codes, "0 3 children").note == "3 children"


def test_cannot_tell_asks_nothing_more(codes: Codes) -> None:
    assert read(codes, "0").values == {"verdict": "cannot_tell"}
    assert "answers nothing" in refused(codes, f"{codes.code_of(E1)} 0 2")


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("", "the answer is missing to: How?"),
        ("1", "the answer is missing to: How?"),
        ("1 /2", "the answer is missing to: How?"),
        ("1 note", "the answer is missing to: How?"),
        ("4 2", "4 is no answer to: How? (0, 1, 2, 3)"),
        ("1 12", "12 is no answer"),
        ("1 2 3", "3 answers nothing"),
        ("1 2 /6", "/6 is no basis: they are /1 to /5"),
        ("1 2 /0 note", "/0 is no basis"),
    ],
)
def test_what_is_missing_or_outside_the_scale(rest: str, words: str, codes: Codes) -> None:
    assert words in refused(codes, f"{codes.code_of(E1)} {rest}")


@pytest.mark.parametrize(
    ("item", "kind", "values"),
    [
        ("cell:p1/outcome", "cell", {"effectiveness": "high", "body": "low"}),
        ("alignment:a1", "alignment", {"degree": "high"}),
        ("suggestion:s1", "suggestion", {"priority": "high"}),
        ("gap:p1/law:none", "gap", {"gap-priority": "high"}),
        ("evidence:e2", "attribution", {"attribution": "shown"}),
    ],
)
def test_every_kind_of_item_is_asked_its_own_scales(item: str, kind: str, values: dict[str, str], codes: Codes) -> None:
    question = next(
        candidate
        for named in codes._named.values()
        for candidate in named
        if (candidate.item, candidate.kind) == (item, kind)
    )
    keys = {"high": "2", "low": "0", "shown": "2"}
    first = "3" if kind == "cell" else keys[next(iter(values.values()))]
    rest = f"{first} 0" if kind == "cell" else first
    assert read(codes, rest, question).values == values


def test_empty_lines_and_comments_say_nothing(codes: Codes) -> None:
    assert read_line(codes, "\n") is None
    assert read_line(codes, "  # page 2\n") is None


def test_a_basis_alone_is_one(codes: Codes) -> None:
    assert [read_line(codes, f"/{number}") for number in range(1, 6)] == list(BASES.values())
    for number in ("/0012", "/03", "/99999999999999999999"):
        assert "is no basis" in refused(codes, number)


def test_a_mark_of_the_byte_order_is_no_fault(codes: Codes) -> None:
    assert read_line(codes, f"\ufeff{codes.code_of(E1)} 0") == KeyedLine(
        codes.code_of(E1), E1, {"verdict": "cannot_tell"}
    )


@given(st.text())
def test_any_line_is_read_or_refused(codes: Codes, line: str) -> None:
    try:
        read_line(codes, line)
    except PaperError as error:
        assert error.localise(Translator("id"))


@given(st.text())
def test_any_rest_of_a_line_is_read_or_refused(codes: Codes, rest: str) -> None:
    try:
        line = read_line(codes, f"{codes.code_of(E1)} 1 1 {rest}")
    except PaperError as error:
        assert error.localise(Translator("en"))
    else:
        assert isinstance(line, KeyedLine)
        assert line.note.split() == line.note.split(" ") or not line.note
