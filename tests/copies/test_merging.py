"""Copies of several people come together in any order, over and over: the same files, nothing damaged, nothing lost."""

from __future__ import annotations

import errno
import os
from itertools import permutations
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.copies.errors import CopyNotWrittenError
from ilo_tui.copies.link_file import cache_name, document_name, link_bytes, link_name
from ilo_tui.copies.merging import apply_copies, bring_together, copies_folders, plan_copies
from ilo_tui.copies.model import CopyLink
from ilo_tui.core.disk import READ_ONLY_DISK
from ilo_tui.core.translator import Translator
from tests.copies.help import DAY, HTML, LATER, PDF, files, folder_at, link_to, put
from tests.copies.test_attaching import FaultyDisk
from tests.review.merge.help import QuickDisk

TEXT = b"# Wells were dug.\n"


def test_two_people_who_attached_the_same_document_merge_both_ways_to_the_same_folder(tmp_path: Path) -> None:
    sok, dara = tmp_path / "sok/d.sources", tmp_path / "dara/d.sources"
    first = put(sok, link_to(by="sok", file_name="survey.pdf"))
    put(dara, link_to(by="dara", added=LATER, file_name="download(1).pdf"))
    put(dara, link_to(HTML, media="html", by="dara"), HTML)
    for folder, text in ((sok, b'{"extractor":"1"}'), (dara, b'{"extractor":"2"}')):
        (folder / cache_name(first)).write_bytes(text)
    copytree(sok, tmp_path / "before/d.sources")
    outcome = bring_together([tmp_path / "dara"], folder_at(sok))
    assert (outcome.links, outcome.documents, outcome.faults) == (1, 1, [])
    bring_together([tmp_path / "before"], folder_at(dara))
    cache = cache_name(first)
    mine, theirs = files(sok), files(dara)
    # A text is a cache: everybody keeps that of the extractor here.
    assert mine.pop(cache) != theirs.pop(cache)
    assert mine == theirs
    assert folder_at(sok).links_of("s1")[0] == first
    before = files(sok)
    assert bring_together([tmp_path], folder_at(sok)).links == 0
    assert files(sok) == before


def test_every_folder_of_copies_in_a_source_is_taken_and_no_other(tmp_path: Path) -> None:
    put(tmp_path / "stick/sok/a.sources", link_to())
    put(tmp_path / "stick/deep/er/b.sources", link_to(PDF + b"2"), PDF + b"2")
    put(tmp_path / "stick/.trash/c.sources", link_to(PDF + b"3"), PDF + b"3")
    put(tmp_path / "stick/other", link_to(PDF + b"4"), PDF + b"4")
    put(tmp_path / "outside.sources", link_to(PDF + b"5"), PDF + b"5")
    (tmp_path / "stick/linked.sources").symlink_to(tmp_path / "outside.sources")
    (tmp_path / "stick/file.sources").write_bytes(b"x")
    into = folder_at(tmp_path / "into.sources")
    assert bring_together([tmp_path / "stick"], into).links == 2
    # Named itself, a folder of copies is a source, too.
    assert bring_together([tmp_path / "outside.sources", tmp_path / "absent"], into).links == 1
    assert copies_folders([tmp_path / "into.sources"]) == [tmp_path / "into.sources"]


def test_what_is_damaged_altered_missing_or_of_another_dossier_is_not_taken_and_is_named(tmp_path: Path) -> None:
    stick = tmp_path / "stick/d.sources"
    altered = put(stick, link_to(), PDF + b"altered")
    missing = put(stick, link_to(HTML, media="html"), None)
    put(stick, link_to(TEXT, media="md", dossier="another"), TEXT)
    (stick / "0123456789abcdef.s1.json").write_bytes(b"{")
    into = folder_at(tmp_path / "into.sources")
    plan = plan_copies([tmp_path / "stick"], into)
    assert (plan.copies, plan.elsewhere) == ([], 1)
    named = {Path(str(fault.path)).name for fault in plan.faults}
    assert named == {document_name(altered), document_name(missing), "0123456789abcdef.s1.json"}
    assert all("\n" not in fault.line(Translator("en")) for fault in plan.faults)
    apply_copies(plan, into)
    assert files(tmp_path / "into.sources") == {}


def test_a_damaged_document_here_is_healed_by_an_intact_one(tmp_path: Path) -> None:
    link = put(tmp_path / "into.sources", link_to(), b"%PDF cut")
    put(tmp_path / "stick/d.sources", link_to(added=LATER))
    outcome = bring_together([tmp_path / "stick"], folder_at(tmp_path / "into.sources"))
    assert (outcome.links, outcome.documents) == (0, 1)
    assert folder_at(tmp_path / "into.sources").is_intact(link)


def test_a_forged_link_of_the_same_name_never_takes_the_place_of_a_true_one(tmp_path: Path) -> None:
    link = put(tmp_path / "into.sources", link_to(added=LATER))
    forged = CopyLink(
        dossier=link.dossier,
        source="s1",
        sha256=link.sha256[:16] + "0" * 48,
        media="pdf",
        file_name="x",
        added=DAY,
        by="",
    )
    stick = tmp_path / "stick/d.sources"
    put(stick, forged)
    bring_together([tmp_path / "stick"], folder_at(tmp_path / "into.sources"))
    assert folder_at(tmp_path / "into.sources").links() == (link,)
    bring_together([tmp_path / "into.sources"], folder_at(stick))
    assert folder_at(stick).links() == (link,)


def test_one_content_under_two_endings_keeps_that_of_the_oldest_link(tmp_path: Path) -> None:
    put(tmp_path / "a.sources", link_to(TEXT, media="txt", added=LATER), TEXT)
    put(tmp_path / "b.sources", link_to(TEXT, media="md"), TEXT)
    copytree(tmp_path / "a.sources", tmp_path / "before/a.sources")
    bring_together([tmp_path / "b.sources"], folder_at(tmp_path / "a.sources"))
    bring_together([tmp_path / "before"], folder_at(tmp_path / "b.sources"))
    assert files(tmp_path / "a.sources") == files(tmp_path / "b.sources")
    assert sorted(files(tmp_path / "a.sources")) == sorted(
        [document_name(link_to(TEXT, media="md")), link_name(link_to(TEXT))]
    )


def test_a_document_that_another_dossier_needs_is_never_taken_away(tmp_path: Path) -> None:
    put(tmp_path / "a.sources", link_to(TEXT, media="txt", added=LATER), TEXT)
    put(tmp_path / "a.sources", link_to(TEXT, media="txt", source_id="s9", dossier="another"), TEXT)
    put(tmp_path / "b.sources", link_to(TEXT, media="md"), TEXT)
    bring_together([tmp_path / "b.sources"], folder_at(tmp_path / "a.sources"))
    assert document_name(link_to(TEXT, media="txt")) in files(tmp_path / "a.sources")


@pytest.mark.parametrize("after", range(4))
def test_a_full_disk_stops_it_and_doing_it_again_does_the_rest(tmp_path: Path, after: int) -> None:
    links = [put(tmp_path / "stick/d.sources", link_to(PDF + bytes([n])), PDF + bytes([n])) for n in range(2)]
    into = tmp_path / "into.sources"
    with pytest.raises(CopyNotWrittenError, match="full"):
        bring_together([tmp_path / "stick"], folder_at(into), FaultyDisk("write", errno.ENOSPC, after))
    assert not [name for name in files(into) if name.endswith(".tmp")]
    for link in folder_at(into).links():
        assert folder_at(into).is_intact(link)
    bring_together([tmp_path / "stick"], folder_at(into))
    assert set(folder_at(into).links()) == set(links)


def test_reading_only_plans_and_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "stick/d.sources", link_to())
    into = folder_at(tmp_path / "into.sources")
    plan = plan_copies([tmp_path / "stick"], into)
    assert len(plan.copies) == 1
    with pytest.raises(CopyNotWrittenError, match="--read-only"):
        apply_copies(plan, into, READ_ONLY_DISK)
    assert not (tmp_path / "into.sources").exists()


_LINKS = st.builds(
    lambda data, source_id, added, by: link_to(
        data, source_id=source_id, media="pdf" if data.startswith(b"%PDF") else "md", added=added, by=by
    ),
    st.sampled_from([PDF, PDF + b"2", TEXT]),
    st.sampled_from(["s1", "s2"]),
    st.sampled_from([DAY, LATER]),
    st.sampled_from(["sok", "dara"]),
)
_CONTENTS = {link_to(data).sha256: data for data in (PDF, PDF + b"2", TEXT)}


def lay(folder: Path, links: list[CopyLink]) -> None:
    """What somebody has: these links, and their documents."""
    folder.mkdir(parents=True)
    for link in links:
        put(folder, link, _CONTENTS[link.sha256])


@given(st.lists(st.lists(_LINKS, max_size=4), min_size=2, max_size=3))
def test_in_whatever_order_and_however_often_people_merge_the_same_folder_comes_of_it(
    people: list[list[CopyLink]],
) -> None:
    with TemporaryDirectory() as root:
        results = []
        for number, order in enumerate(permutations(range(len(people)))):
            places = [Path(root, str(number), str(person), "d.sources") for person in order]
            for place, person in zip(places, order, strict=True):
                lay(place, people[person])
            into = folder_at(places[0])
            for place in (*places[1:], *places[1:]):
                bring_together([place.parent], into, QuickDisk())
            results.append(files(places[0]))
        assert all(result == results[0] for result in results)
        best: dict[str, CopyLink] = {}
        for link in (link for links in people for link in {link_name(link): link for link in links}.values()):
            old = best.get(link_name(link), link)
            best[link_name(link)] = min(old, link, key=lambda link: (link.added, link_bytes(link)))
        expected = {name: link_bytes(link) for name, link in best.items()}
        expected |= {document_name(link): _CONTENTS[link.sha256] for link in best.values()}
        assert results[0] == expected


def test_a_source_that_cannot_be_listed_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path / "stick/a/d.sources", link_to())
    (tmp_path / "stick/closed").mkdir(mode=0)
    assert os.path.isdir(tmp_path / "stick/closed")  # noqa: PTH112 - also of who may enter anything
    assert bring_together([tmp_path / "stick"], folder_at(tmp_path / "into.sources")).links == 1
