"""Session files that an editor saved again, with a byte order mark before them: they count as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.review.merge.content import Content
from ilo_tui.review.merge.salvage import Salvage, salvage
from tests.review.merge.help import contents, merge, placed, seen, states

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("first", ["a2", "a5"])
def test_a_marked_state_goes_on_from_an_earlier_one_and_is_earlier_than_a_later_one(tmp_path: Path, first: str) -> None:
    into = tmp_path / "office"
    merge([placed(tmp_path / "one", one=contents()[first])], into)
    planned, _ = merge([placed(tmp_path / "two", two=MARK + contents()["a5"])], into)
    # Of two files that say the same, either may stand for both.
    assert states(planned)["two.json"] in {"longer", "there", "earlier"}
    assert len(seen(into)) == 1
    assert not planned.needs_person
    planned, _ = merge([placed(tmp_path / "three", three=contents()["af"])], into)
    assert states(planned)["three.json"] == "longer"
    assert list(seen(into).values()) == [contents()["af"]]


def test_a_marked_file_that_is_cut_is_salvaged_as_without(tmp_path: Path) -> None:
    cut = contents()["a5 cut"]
    assert salvage(MARK + cut) == salvage(cut)
    into = tmp_path / "office"
    merge([placed(tmp_path / "one", one=MARK + cut)], into)
    planned, _ = merge([placed(tmp_path / "two", two=contents()["a5"])], into)
    assert list(seen(into).values()) == [contents()["a5"]]
    assert not planned.needs_person


def test_of_what_holds_no_session_nothing_is_salvaged_or_counted() -> None:
    assert salvage(b"no session") == Salvage(None, b"", (), 0, has_unknown=False)
    # The numbers of documents before the decisions are no numbers of decisions.
    head = contents()["a5"].partition(b'"decisions"')[0]
    assert salvage(head).session is not None
    assert salvage(head).highest_seq == 0
    content = Content(Path("session.json"), "not_read")
    assert (content.records, content.changed, content.removed) == (0, 0, 0)
