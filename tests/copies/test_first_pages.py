"""Which source a document is, by its first pages: with a name and a title that tell nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ilo_tui.copies.first_pages import FirstPages
from ilo_tui.copies.proposals import Proposal, propose
from ilo_tui.dossier.model import Source
from tests.copies.help import PDF, folder_at

REPORTS = Path(__file__).parents[2] / "docs" / "example" / "reports"
SOURCES = [
    Source(id="mid", title="Clear Water for the Five Rivers: Mid-term Review", kind="monitoring", year=2022),
    Source(id="end", title="Clear Water for the Five Rivers: Final Evaluation", kind="evaluation", year=2024),
    Source(id="doi", title="x", kind="research", url="https://doi.org/10.1234/wells.7"),
]


def proposal(folder: Path, first_page: FirstPages) -> Proposal:
    (only,) = propose(folder, SOURCES, folder_at(folder / "none"), first_page)
    return only


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_scan0001_is_recognised_by_the_title_on_its_first_pages(tmp_path: Path, ending: str) -> None:
    shutil.copy(REPORTS / f"mid-term-review.{ending}", tmp_path / f"scan0001.{ending}")
    match = proposal(tmp_path, FirstPages()).match
    assert match is not None and match.source.id == "mid"


def test_a_doi_on_the_first_page_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report\n\nhttps://doi.org/10.1234/wells.7\n")
    match = proposal(tmp_path, FirstPages()).match
    assert match is not None and match.source.id == "doi"


def test_words_of_a_title_strewn_over_a_page_are_no_title(tmp_path: Path) -> None:
    words = ["clear", "water", "five", "rivers", "term", "review", "final", "evaluation"]
    (tmp_path / "a.txt").write_text((" and so on " * 12).join(words))
    assert proposal(tmp_path, FirstPages()).matches == ()


def test_what_cannot_be_read_is_no_match_and_no_time_means_no_reading(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert proposal(tmp_path, FirstPages()).matches == ()
    out_of_time = FirstPages(0)
    assert proposal(tmp_path, out_of_time).matches == ()
    assert out_of_time.unread == 1
