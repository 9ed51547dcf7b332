"""Going through disagreements as a machine: what is recorded, kept while saving fails, and lost by leaving."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ilo_tui.app.adjudication import Adjudication, AtStake
from ilo_tui.app.contexts import Contexts
from ilo_tui.core.disk import Disk
from ilo_tui.core.translator import Translator
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import AnswerError
from ilo_tui.review.model import Basis
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.review.agreement.many import DARA, claims, save_ratings
from tests.review.help import CHAN, SOK, desk_at

E1, E2, E3 = "evidence:e1", "evidence:e2", "evidence:e3"
WHY = "They met and agreed"


class RefusingDisk(Disk):
    """A real disk on which a file can be made but, where it is `refusing`, comes to no place below that folder."""

    refusing: Path | None = None

    def replace(self, source: Path, target: Path) -> None:
        """Refuse, as a disk does that fills up while a session is open."""
        if self.refusing is not None and self.refusing in target.parents:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        super().replace(source, target)


@pytest.fixture
def disk() -> RefusingDisk:
    return RefusingDisk()


@pytest.fixture
def environment(tmp_path: Path, disk: RefusingDisk) -> ReviewEnvironment:
    environment = desk_at(tmp_path, disk)
    save_ratings(environment, SOK, claims("hhh", "hhh"))
    save_ratings(environment, CHAN, claims("nnh", "hhl"))
    return environment


def begin(environment: ReviewEnvironment, place: int = 0) -> Adjudication:
    """Begin with one of the disagreements of the folder."""
    repository = SessionRepository(environment)
    agreement = analyse(repository.entries(), environment.items)
    contexts = Contexts(ViewContext(environment.items.dossier, Translator("en")))
    return Adjudication(contexts, repository, DARA, agreement, agreement.differing[place])


def leaving_loses(machine: Adjudication) -> AtStake | None:
    """What leaving at this moment would lose."""
    return machine.at_stake


def answer_all(machine: Adjudication, verdict: str = "1") -> None:
    """Give every answer that is asked."""
    machine.answer(verdict)
    while scale := machine.question():
        assert machine.answer(scale.values[0].key)


def final_items(environment: ReviewEnvironment) -> set[str]:
    """The items with a final answer on the disk."""
    repository = SessionRepository(environment)
    return {item for _, item in analyse(repository.entries(), environment.items).final_answers}


def test_questions_come_one_by_one_and_the_last_answer_can_be_taken_back(environment: ReviewEnvironment) -> None:
    machine = begin(environment)
    verdict, strength = environment.items.scales("evidence")
    assert machine.question() is verdict
    assert list(machine.questions()) == [verdict]
    assert machine.answer("x") is None
    value = machine.answer("1")
    assert value is not None
    assert machine.values == {"verdict": value.code} == {"verdict": "holds"}
    assert machine.question() is strength
    machine.answer(strength.values[0].key)
    assert machine.question() is None
    assert machine.answer("1") is None
    machine.take_back()
    assert machine.question() is strength
    machine.take_back()
    machine.take_back()
    assert (machine.question(), machine.values, leaving_loses(machine)) == (verdict, {}, None)


def test_nothing_is_recorded_before_all_is_answered_and_a_note_says_why(environment: ReviewEnvironment) -> None:
    machine = begin(environment)
    machine.answer("1")
    result = machine.record(WHY)
    assert isinstance(result.error, AnswerError)
    answer_all(machine)
    assert isinstance(machine.record("  ").error, AnswerError)
    assert leaving_loses(machine) == "answers"
    assert final_items(environment) == set()
    assert machine.record(WHY).saved
    assert not machine.values
    assert not machine.note
    assert leaving_loses(machine) is None
    assert final_items(environment) == {machine.disagreement.item}


def test_it_goes_from_one_to_the_next_until_none_remains_in_one_session(environment: ReviewEnvironment) -> None:
    machine = begin(environment, 1)
    seen = []
    while True:
        seen.append(machine.disagreement.item)
        answer_all(machine)
        assert machine.record(WHY).saved
        if machine.advance() is None:
            break
    assert sorted(seen) == sorted(entry.item for entry in machine.alike())
    kinds = [entry.session.kind for entry in machine.repository.entries() if entry.session]
    assert kinds.count("adjudication") == 1


def test_what_cannot_be_saved_is_kept_and_the_same_again_saves_it_once(
    environment: ReviewEnvironment, disk: RefusingDisk
) -> None:
    machine = begin(environment)
    answer_all(machine)
    values = dict(machine.values)
    disk.refusing = environment.reviews
    result = machine.record(WHY)
    assert result.pending
    assert (leaving_loses(machine), machine.values, machine.note) == ("unsaved", values, WHY)
    assert machine.record(WHY).pending
    disk.refusing = None
    assert machine.record(WHY).saved
    assert leaving_loses(machine) is None
    (entry,) = [entry for entry in machine.repository.entries() if entry.adjudicates]
    assert len(read_session(entry.path).records) == 1


def test_what_cannot_be_saved_goes_into_another_folder(
    environment: ReviewEnvironment, disk: RefusingDisk, tmp_path: Path
) -> None:
    machine = begin(environment)
    answer_all(machine)
    disk.refusing = environment.reviews
    assert machine.record(WHY).pending
    assert machine.save_elsewhere(tmp_path / "stick").saved
    assert leaving_loses(machine) is None
    (path,) = (tmp_path / "stick").glob("*.json")
    assert [record.seq for record in read_session(path).records] == [1]


def test_answers_changed_after_a_save_failed_are_not_lost_when_the_first_are_saved(
    environment: ReviewEnvironment, disk: RefusingDisk, tmp_path: Path
) -> None:
    machine = begin(environment)
    answer_all(machine)
    disk.refusing = environment.reviews
    assert machine.record(WHY).pending
    machine.take_back()
    machine.take_back()
    answer_all(machine, "3")
    assert machine.save_elsewhere(tmp_path / "stick").saved
    assert leaving_loses(machine) == "answers"


def test_what_is_given_up_is_lost_and_closes_the_session(environment: ReviewEnvironment, disk: RefusingDisk) -> None:
    machine = begin(environment)
    answer_all(machine)
    disk.refusing = environment.reviews
    assert machine.record(WHY).pending
    disk.refusing = None
    machine.give_up()
    assert (machine.saver, leaving_loses(machine)) == (None, None)
    assert final_items(environment) == set()


def test_closing_saves_what_is_pending(environment: ReviewEnvironment, disk: RefusingDisk) -> None:
    machine = begin(environment)
    answer_all(machine)
    disk.refusing = environment.reviews
    assert machine.record(WHY).pending
    disk.refusing = None
    machine.close()
    assert final_items(environment) == {machine.disagreement.item}


@pytest.mark.parametrize(("chosen", "resumed"), [("interview", "interview"), ("source_read", "dossier_only")])
def test_an_adjudication_that_is_gone_on_with_keeps_its_basis_but_claims_to_have_read_nothing(
    environment: ReviewEnvironment, chosen: Basis, resumed: Basis
) -> None:
    machine = begin(environment)
    machine.basis = chosen
    answer_all(machine)
    assert machine.record(WHY).saved
    again = begin(environment, 1)
    again.resume()
    assert again.basis == resumed


def test_the_source_of_one_disagreement_is_not_read_for_the_next(environment: ReviewEnvironment) -> None:
    machine = begin(environment)
    first = machine.disagreement.item
    machine.source_shown(first)
    assert machine.basis == "source_read"
    answer_all(machine)
    assert machine.record(WHY).saved
    assert machine.advance()
    assert (machine.disagreement.item != first, machine.basis) == (True, "dossier_only")


def test_a_folder_that_cannot_be_read_resumes_nothing_and_refuses_to_record(environment: ReviewEnvironment) -> None:
    machine = begin(environment)
    answer_all(machine)
    environment.reviews.rename(environment.reviews.with_name("away"))
    environment.reviews.write_text("no folder")
    machine.resume()
    result = machine.record(WHY)
    assert not result.saved
    assert leaving_loses(machine) == "answers"
