"""What is matched as a name, an id, a number or a date is matched whole, and in the digits 0 to 9 only."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.filter_keys import QueryError
from ilo_tui.dossier.filters import parse
from ilo_tui.importers.iati.references import sdg_of
from ilo_tui.review.errors import ChoiceError, ReviewerError
from ilo_tui.review.merge.salvage import salvage
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewers import parse_reviewer, slug_of, writer_id
from ilo_tui.review.sharing import parse_sample, parse_share
from tests.review.help import dossier_of
from tests.review.merge.help import contents

ARABIC = str.maketrans("0123456789", "".join(map(chr, range(0x660, 0x66A))))
KHMER = str.maketrans("0123456789", "".join(map(chr, range(0x17E0, 0x17EA))))


@pytest.mark.parametrize("digits", [ARABIC, KHMER], ids=["Arabic", "Khmer"])
def test_digits_of_other_scripts_are_none(tmp_path: Path, digits: dict[int, int]) -> None:
    with pytest.raises(ChoiceError):
        parse_share("2/5".translate(digits))
    with pytest.raises(ChoiceError):
        parse_share("2/5", "20%".translate(digits))
    with pytest.raises(ChoiceError):
        parse_sample("40".translate(digits))
    with pytest.raises(QueryError):
        parse("year:2012".translate(digits), "evidence", dossier_of(tmp_path))
    with pytest.raises(ReviewerError):
        parse_reviewer("Sok <sok-1234>".translate(digits))
    assert sdg_of("8.7".translate(digits)) is None


def test_a_line_break_at_the_end_is_part_of_no_name(tmp_path: Path) -> None:
    assert slug_of(Reviewer(id="sok-dara-1a2b\n", name="Sok", role="other")) == "sok-dara-1a2b"
    assert slug_of(Reviewer(id="sok-dara-1a2b", name="Sok", role="other")) == "sok-dara"
    (tmp_path / "writer").write_text("\u0661" * 16, encoding="utf-8")
    assert writer_id(tmp_path).isascii()


def test_a_row_numbered_in_other_digits_is_not_salvaged() -> None:
    cut = contents()["a5 cut"]
    changed = cut.replace(b'"1":{"seq', '"\u0661":{"seq'.encode())
    assert changed != cut
    assert [seq for seq, _ in salvage(changed).rows] == [seq for seq, _ in salvage(cut).rows if seq != 1]
