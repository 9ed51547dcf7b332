"""Publishing with drafts that lie in a folder: whose is finished when, what is refused before anything is written."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.app.publishing import PublishOptions
from ilo_tui.core.disk import Disk
from ilo_tui.core.errors import AppError, UsageError
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from ilo_tui.review.drafts.folder_drafts import undone_too_late
from ilo_tui.review.errors import ReadOnlySessionError, ReviewError
from tests.app.publishers import CHAN, Laptop
from tests.dossier.editions.drafting import base, data
from tests.watching import marks

ELSEWHERE = "f" * 16


class CutDisk(Disk):
    """A disk that goes away once the edition has its name."""

    def __init__(self, edition: Path) -> None:
        self.edition = edition

    def create(self, path: Path) -> int:
        if self.edition.exists():
            raise OSError(5, "the stick is gone")
        return super().create(path)


@pytest.fixture
def sok(tmp_path: Path) -> Laptop:
    path = tmp_path / "1.json"
    path.write_bytes(data(base()))
    return Laptop(path)


@pytest.fixture
def chan(sok: Laptop) -> Laptop:
    return replace(sok, reviewer=CHAN)


@pytest.fixture
def second(sok: Laptop) -> Path:
    """Where the next edition goes."""
    return sok.dossier.with_name("2.json")


def year(dossier: Path, ident: str) -> int | None:
    return load(dossier).record(Evidence, ident).year


def test_ones_own_open_draft_goes_in_and_is_finished_and_the_next_change_begins_another(
    sok: Laptop, chan: Laptop, second: Path
) -> None:
    sok.put("ev-2", year=2001)
    chan.put("ev-4", year=2002)
    sok.publish(second)
    assert (year(second, "ev-2"), year(second, "ev-4")) == (2001, year(sok.dossier, "ev-4"))
    assert sok.states() == ["finished", "open"]
    later = replace(sok, dossier=second)
    later.put("ev-2", year=2003)
    assert sok.states() == ["finished", "open", "open"]
    (applied,) = later.publish(second.with_name("3.json")).folded.applied
    assert (applied.record, applied.fields, sok.states()) == ("ev-2", ["year"], ["finished", "finished", "open"])


def test_a_dry_run_writes_nothing_and_locks_nothing(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    before = marks(sok.dossier.parent)
    with closing(sok.draft()):
        sok.publish(second, PublishOptions(prefer=("1",)), dry_run=True)
    assert (before, second.exists()) == (before, False)
    assert sok.states() == ["open"]


def test_a_choice_stands_in_a_draft_of_the_publisher_which_is_begun_where_there_is_none(
    sok: Laptop, chan: Laptop, second: Path
) -> None:
    for laptop, value in ((chan, 2001), (replace(chan, writer=ELSEWHERE), 2002)):
        laptop.put("ev-2", year=value)
        laptop.finish()
    # One author's drafts that do not follow each other are against each other as those of two are.
    first, other = (entry.head.id for entry in sok.drafts.entries() if entry.head)
    preferred = PublishOptions(prefer=(first,))
    with pytest.raises(UsageError, match="--prefer: who chooses is not known"):
        replace(sok, reviewer=None).publish(second, preferred)
    sok.publish(second, preferred)
    (choice,) = (entry for entry in sok.drafts.entries() if entry.is_of("sok-dara-1a2b"))
    assert [sorted(change.resolves) for change in choice.history.standing()] == [sorted([(first, 1), (other, 1)])]
    assert sok.states() == ["finished"] * 3
    history = load(second).meta.history[-1]
    assert sorted(history.drafts) == sorted((entry.head.id, 1) for entry in sok.drafts.entries() if entry.head)
    # Published once more, on either laptop, nothing is applied twice.
    again = replace(chan, dossier=second).publish(second.with_name("3.json"))
    assert (again.folded.drafts, second.with_name("3.json").read_bytes()) == ([], second.read_bytes())


def refused(laptop: Laptop, output: Path, error: type[AppError], words: str) -> None:
    """Publishing is refused, and nothing is written."""
    folder = laptop.dossier.parent
    before = marks(folder)
    with pytest.raises(error, match=words) as raised:
        laptop.publish(output)
    assert raised.value.exit_code == 2
    assert (marks(folder), output.exists()) == (before, False)


def test_a_draft_in_which_another_program_is_cannot_be_published(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    with closing(sok.draft()):
        with pytest.raises(ReadOnlySessionError, match="another program is in this draft"):
            sok.publish(second)
        assert not second.exists()
    sok.publish(second)
    assert sok.states() == ["finished"]


def test_a_draft_of_ones_own_on_another_machine_is_taken_in_only_when_it_is_asked_for(
    sok: Laptop, second: Path
) -> None:
    replace(sok, writer=ELSEWHERE).put("ev-2", year=2001)
    refused(sok, second, ReadOnlySessionError, "belongs to another machine")
    (entry,) = sok.drafts.entries()
    assert entry.head
    sok.publish(second, PublishOptions(include=(entry.head.id,)))
    assert (year(second, "ev-2"), sok.states()) == (2001, ["other_machine"])
    # It is published: it is in nobody's way any more, and its author goes on in it.
    later = replace(sok, dossier=second)
    later.publish(second.with_name("3.json"))
    author = replace(later, writer=ELSEWHERE)
    author.put("ev-2", year=2004)
    assert author.states() == ["finished", "open"]


def test_with_read_only_nothing_is_written(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    refused(replace(sok, read_only=True), second, ReviewError, "--read-only")


def test_a_draft_that_goes_on_in_another_file_is_not_finished(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    (entry,) = sok.drafts.entries()
    shutil.copy(entry.path, sok.dossier.with_name("early.json"))
    sok.put("ev-4", year=2002)
    shutil.move(entry.path, entry.path.with_name("longer.json"))
    shutil.move(sok.dossier.with_name("early.json"), entry.path)
    with pytest.raises(ReviewError, match="goes on in another file"):
        sok.publish(second)
    assert not second.exists()


def test_a_draft_that_branched_is_a_conflict_until_one_file_is_moved_away(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    (entry,) = sok.drafts.entries()
    shutil.copy(entry.path, sok.dossier.with_name("stick.json"))
    sok.put("ev-4", year=2002)
    longer = entry.path.read_bytes()
    shutil.move(sok.dossier.with_name("stick.json"), entry.path)
    sok.put("ev-4", year=2003)
    entry.path.with_name("longer.json").write_bytes(longer)
    publishing = sok.publish(second)
    assert [conflict.kind for conflict in publishing.folded.conflicts] == ["branched"]
    assert (publishing.folded.applied, second.exists()) == ([], False)
    entry.path.with_name("longer.json").unlink()
    sok.publish(second)
    assert year(second, "ev-4") == 2003


def test_a_crash_between_the_edition_and_the_end_of_the_draft_is_healed(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    with pytest.raises(ReviewError):
        replace(sok, disk=CutDisk(second)).publish(second)
    assert (year(second, "ev-2"), sok.states()) == (2001, ["open"])
    # Published once more, it is skipped and finished; the edition is the same.
    later, third = replace(sok, dossier=second), second.with_name("3.json")
    aside = sok.dossier.with_name("aside")
    shutil.copytree(sok.dossier.parent / "reviews", aside)
    later.publish(third)
    assert (third.read_bytes(), later.states()) == (second.read_bytes(), ["finished"])
    # Or the next change is made: it is finished, and the change begins a draft.
    other = replace(later, reviews=aside)
    assert other.document("ev-2")["year"] == 2001
    other.put("ev-2", year=2005)
    assert other.states() == ["finished", "open"]
    (current,) = (entry for entry in other.drafts.entries() if entry.state == "open")
    assert [change.was for change in current.history.standing()] == [{"year": 2001}]


def test_what_is_half_typed_goes_on_in_the_next_draft(sok: Laptop, second: Path) -> None:
    sok.put("ev-2", year=2001)
    with closing(sok.draft()) as draft:
        draft.unfinished.save("evidence", "ev-4", {"note": "half a w"})
    sok.publish(second)
    assert sok.states() == ["finished", "open"]
    with closing(replace(sok, dossier=second).draft()) as draft:
        assert draft.unfinished.all() == {("evidence", "ev-4"): {"note": "half a w"}}


def test_an_open_draft_goes_on_upon_the_edition_that_somebody_else_published(
    sok: Laptop, chan: Laptop, second: Path
) -> None:
    sok.put("ev-2", year=2001)
    sok.put("ev-4", locator="p. 9")
    chan.put("ev-2", locator="p. 1")
    chan.remove("ev-4")
    chan.publish(second)
    later, third = replace(sok, dossier=second), second.with_name("3.json")
    # What the other published is not hidden by the record as it was when this draft was begun.
    assert {name: later.document("ev-2")[name] for name in ("year", "locator")} == {"year": 2001, "locator": "p. 1"}
    later.put("ev-2", note={"en": "Seen"})
    (entry,) = (entry for entry in later.drafts.entries() if entry.state == "open")
    assert entry.head
    assert entry.head.dossier.edition == load(sok.dossier).meta.edition
    assert [sorted(change.was) for change in entry.history.standing()] == [["year"], ["locator"], ["note"]]
    # What no longer fits is named: nothing is written before that is chosen.
    (conflict,) = later.publish(third).folded.conflicts
    assert (conflict.kind, conflict.record, third.exists()) == ("missing", "ev-4", False)
    later.publish(third, PublishOptions(prefer=(load(second).meta.edition,)))
    claim = load(third).record(Evidence, "ev-2")
    assert (claim.year, claim.locator, claim.note) == (2001, "p. 1", {"en": "Seen"})
    assert load(third).find("ev-4") is None


def test_what_an_edition_took_in_is_not_laid_over_it_again_nor_withdrawn(
    sok: Laptop, chan: Laptop, second: Path
) -> None:
    sok.put("ev-2", year=2001)
    (entry,) = sok.drafts.entries()
    assert entry.head
    chan.put("ev-2", locator="p. 1")
    chan.publish(second, PublishOptions(include=(entry.head.id,)))
    chan2, third = replace(chan, dossier=second), second.with_name("3.json")
    chan2.put("ev-2", year=2007)
    chan2.publish(third)
    # Meanwhile the first author goes on, on the edition of before.
    sok.put("ev-4", year=2008)
    later = replace(sok, dossier=third)
    assert later.document("ev-2")["year"] == 2007
    assert list(later.drafts.changes_of("sok-dara-1a2b")) == [("evidence", "ev-4")]
    with closing(later.draft()) as draft:
        assert draft.undo() is not None
        assert draft.undo() is None
    # Undone on the edition of before, all the same: it stays, and is named.
    with closing(sok.draft()) as draft:
        assert draft.undo() is not None
    (late,) = undone_too_late(later.drafts.entries(), load(third))
    assert late[1].record == "ev-2"
    later.put("ev-2", locator="p. 2")
    later.publish(third.with_name("4.json"))
    claim = load(third.with_name("4.json")).record(Evidence, "ev-2")
    assert (claim.year, claim.locator) == (2007, "p. 2")
