"""Which file is which source: by id, DOI, address, title with year and publisher; never where two are as likely."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.copies.errors import CopyError
from ilo_tui.copies.proposals import Proposal, propose
from ilo_tui.dossier.model import Source
from tests.copies.help import PDF, folder_at, link_to, put

SOURCES = [
    Source(id="wells-2012", title="Wells in two districts of the north", kind="survey", publisher="Sumber", year=2012),
    Source(id="wells-2015", title="Wells in two districts of the north", kind="survey", publisher="Sumber", year=2015),
    Source(id="doi1", title="Kualitas air", kind="research", url="https://doi.org/10.1234/air.(5)"),
    Source(id="file1", title="Laporan", kind="other", url="https://example.org/docs/wcms_123456.pdf?x=1"),
    Source(id="odd", title="\x1b[31m", kind="other", url="http://[::1"),
]


def proposals(folder: Path, name: str, data: bytes = PDF) -> Proposal:
    """What is proposed for the only file of a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    (proposal,) = propose(folder, SOURCES, folder_at(folder / "none"))
    return proposal


@pytest.mark.parametrize(
    ("name", "data", "source", "reason"),
    [
        ("wells-2012 final.pdf", PDF, "wells-2012", "its id in the name"),
        ("wcms_123456.pdf", PDF, "file1", "the file of its address"),
        ("10.1234_air.(5).pdf", PDF, "doi1", "its DOI"),
        ("Wells_in_two_districts_of_the_north_2015.pdf", PDF, "wells-2015", "its year"),
        ("a.pdf", b"%PDF-1.4 /Title (Wells in two districts \\(north\\), 2012)", "wells-2012", "words of its title"),
        (
            "a.pdf",
            b"%PDF-1.4 /Title <FEFF" + "Wells two districts north 2015".encode("utf-16-be").hex().encode() + b">",
            "wells-2015",
            "words of its title",
        ),
        (
            "a.html",
            b"<title>Wells, two districts, north &#8211; Sumber 2012</title>",
            "wells-2012",
            "its publisher",
        ),
        ("a.md", b"# Wells in two districts of the north, 2015\n", "wells-2015", "its year"),
    ],
)
def test_a_file_is_recognised_and_why_is_said(tmp_path: Path, name: str, data: bytes, source: str, reason: str) -> None:
    match = proposals(tmp_path / "in", name, data).match
    assert match is not None
    assert match.source.id == source
    assert reason in match.reasons


@pytest.mark.parametrize("name", ["2012.pdf", "Sumber 2012.pdf", "wells.pdf", "scan0001.pdf", "an odd one.pdf"])
def test_year_publisher_or_a_word_alone_propose_nothing(tmp_path: Path, name: str) -> None:
    proposal = proposals(tmp_path / "in", name)
    assert proposal.match is None
    assert proposal.unclear == ()


def test_of_two_sources_that_are_as_likely_none_is_proposed_and_both_are_named(tmp_path: Path) -> None:
    proposal = proposals(tmp_path / "in", "Wells in two districts of the north.pdf")
    assert proposal.match is None
    assert [match.source.id for match in proposal.unclear] == ["wells-2012", "wells-2015"]


def test_what_is_attached_already_is_not_proposed_again_unless_it_is_damaged(tmp_path: Path) -> None:
    copies, folder = tmp_path / "d.sources", tmp_path / "in"
    folder.mkdir()
    (folder / "wells-2012.pdf").write_bytes(PDF)
    put(copies, link_to(source_id="file1"))
    assert [proposal.already for proposal in propose(folder, SOURCES, folder_at(copies))] == ["file1"]
    put(copies, link_to(source_id="file1"), b"damaged")
    (proposal,) = propose(folder, SOURCES, folder_at(copies))
    assert proposal.match is not None
    assert proposal.match.source.id == "file1"


def test_text_of_the_first_page_joins_where_somebody_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    copies = folder_at(tmp_path / "d.sources")
    (proposal,) = propose(tmp_path, SOURCES, copies, lambda path, media: "Wells in two districts of the north, 2012")
    assert proposal.match is not None
    assert proposal.match.source.id == "wells-2012"


def test_files_of_inner_folders_are_looked_at_and_links_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep/wells-2012.pdf").write_bytes(PDF)
    (folder / ".wells-2015.pdf").write_bytes(PDF)
    (folder / "linked.pdf").symlink_to("/dev/zero")
    (folder / "around").symlink_to(folder)
    paths = [proposal.path for proposal in propose(folder, SOURCES, folder_at(tmp_path / "d"))]
    assert paths == [folder / "deep/wells-2012.pdf"]
    with pytest.raises(CopyError, match="no such folder"):
        list(propose(tmp_path / "absent", SOURCES, folder_at(tmp_path / "d")))
