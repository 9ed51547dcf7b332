"""Ten reviewers over five folders, with copies, halves, a foreign dossier and zeros: merged, and nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest

from benchmarks.reviewers import Crowd, Disorder, Generated, sessions, spread, truth
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.item_kinds import kind_of
from ilo_tui.review.items import Items
from ilo_tui.review.merge import plan
from ilo_tui.review.session_file import code_of
from ilo_tui.review.session_repository import SessionRepository
from tests.review.merge.help import merge, seen

CROWD = Crowd(reviewers=10, decisions=40, seed=7)


@pytest.fixture(scope="module", params=[False, True], ids=["shipped", "first_edition"])
def items(request: pytest.FixtureRequest, dossiers: Mapping[bool, Dossier]) -> Items:
    return Items(dossiers[request.param])


@pytest.fixture(scope="module")
def planted(items: Items) -> list[Generated]:
    return list(sessions(items, CROWD))


@pytest.fixture
def folders(tmp_path: Path, planted: list[Generated]) -> list[Path]:
    result = [tmp_path / f"stick-{number}" for number in range(5)]
    spread(planted, result, Disorder(), CROWD.seed)
    return result


def test_the_sessions_are_sound_and_agree_as_planted(items: Items, planted: list[Generated]) -> None:
    assert list(sessions(items, CROWD)) == planted
    assert len({item.session.reviewer.id for item in planted}) == 10
    assert len({item for entry in planted for item in entry.session.queue.items}) > 40
    assert {code_of(item.session, item.records) for item in planted} == {"ok"}
    answers = [record for item in planted for record in item.records]
    firsts = [(record, items.scales(kind_of(record.item))[0].id) for record in answers]
    right = sum(record.values[scale] == truth(items, CROWD.seed, record.item)[scale] for record, scale in firsts)
    # A free answer is the planted one now and then.
    assert 1 - CROWD.noise - 0.05 < right / len(firsts) < 1 - CROWD.noise / 2
    noiseless = sessions(items, Crowd(reviewers=2, decisions=40, noise=0))
    assert all(record.values == truth(items, 1, record.item) for item in noiseless for record in item.records)


def test_every_session_arrives_whole_under_its_own_name(
    items: Items, planted: list[Generated], folders: list[Path], tmp_path: Path
) -> None:
    into = tmp_path / "office"
    planned, outcome = merge(folders, into, items)
    result = seen(into)
    assert {item.name: item.data for item in planted}.items() <= result.items()
    # Besides the ten there are the zeros, and nothing of the foreign dossier or of copies.
    assert len([data for data in result.values() if data is not None]) == 11 == outcome.written
    kinds = {report.state.code for report in planned.reports}
    assert kinds == {"new", "there", "earlier", "damaged", "damaged_copy", "foreign"}
    assert sum(row.needs_person for row in planned.reports) == 1
    entries = SessionRepository(ReviewEnvironment(into, items, "0" * 16)).entries()
    assert [entry.state for entry in entries] == ["finished"] * 10


@pytest.mark.slow
@pytest.mark.share(4)
def test_in_any_order_and_twice_the_same_bytes(items: Items, folders: list[Path], tmp_path: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for folder in folders for path in folder.iterdir()}
    merge(folders, tmp_path / "at-once", items)
    expected = seen(tmp_path / "at-once")
    for number, order in enumerate(list(permutations(folders))[::13]):
        into = tmp_path / f"order-{number}"
        for stick in (*order, *order):
            merge([stick], into, items)
        assert seen(into) == expected
        assert plan(folders, into, items).steps == []
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for folder in folders for path in folder.iterdir()
    } == before


def test_two_offices_that_exchange_their_folders_end_alike(items: Items, folders: list[Path], tmp_path: Path) -> None:
    first, other = tmp_path / "one", tmp_path / "other"
    merge(folders[:3], first, items)
    merge(folders[2:], other, items)
    merge([first], other, items)
    merge([other], first, items)
    assert seen(first) == seen(other)


def test_one_line_a_file_and_a_summary(items: Items, folders: list[Path], tmp_path: Path) -> None:
    planned = plan(folders, tmp_path / "office", items)
    tr = Translator("en")
    files = sorted(str(path) for folder in folders for path in folder.iterdir())
    assert [line.split(": ")[0] for line in planned.lines(tr)] == files
    summary = planned.summary(tr)
    assert summary[0].startswith(f"{len(files)} files looked at: new: 10, already there: ")
    assert "10 sessions in the folder" in summary
    assert "10 reviewers" in summary
    assert summary[-1] == "1 file needs a person"
    assert len(planned.table()) == len(files)
    assert not (tmp_path / "office").exists()
