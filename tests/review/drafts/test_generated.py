"""Random changes, undos, pauses and failures: what stands is always what a plain list of states says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.review.drafts.documents import document_hash
from ilo_tui.review.drafts.model import Change, Document
from ilo_tui.review.errors import ChangeError, SaveFailedError
from tests.app.failing import FillingDisk
from tests.review.drafts.help import begin, drafts_at
from tests.review.merge.help import QuickDisk

RECORDS = ("e1", "e2", "new")

State = dict[str, Document | None]
Action = tuple[str, str, int]


class QuickFillingDisk(FillingDisk, QuickDisk):
    """A disk that can be full, and flushes nothing."""


class Author:
    """Does what is planned, and keeps beside the draft every state that an undo could come back to."""

    def __init__(self, folder: Path) -> None:
        self.disk = QuickFillingDisk()
        self.drafts = drafts_at(folder, self.disk)
        self.drafts.environment.reviews.mkdir()
        self.draft = begin(self.drafts)
        self.published = self.state()
        self.states: list[State] = [self.published]

    def state(self) -> State:
        """Every record as it stands in the draft."""
        return {record: self.draft.document("evidence", record) for record in RECORDS}

    def attempt(self, save: Callable[[], object]) -> None:
        """Save, which fails where the disk is full, and only there."""
        try:
            save()
        except SaveFailedError:
            assert self.disk.full

    def change(self, record: str, document: Document | None) -> None:
        """Change a record, which is refused where that changes nothing, and only there."""
        state = self.states[-1]
        try:
            self.attempt(lambda: self.draft.change("evidence", record, document))
        except ChangeError:
            assert state[record] == document
            return
        assert state[record] != document
        self.states.append({**state, record: document})

    def undo(self) -> None:
        """Undo the latest change that stands."""
        self.attempt(self.draft.undo)
        self.states = self.states[:-1] or self.states

    def pause(self) -> None:
        """Leave the draft and come back, as long as nothing is lost by it."""
        if not self.draft.unsaved and not self.disk.full:
            self.draft.close()
            self.draft = begin(self.drafts)

    def fill(self) -> None:
        """Nothing can be saved from now on."""
        self.disk.full = self.drafts.environment.reviews

    def empty(self) -> None:
        """There is room again."""
        self.disk.full = None

    def act(self, action: Action) -> None:
        """Do one thing."""
        name, record, value = action
        if name == "change":
            self.change(record, {"id": record, "stance": "context", "n": value} if value else None)
        else:
            {"undo": self.undo, "pause": self.pause, "fill": self.fill, "empty": self.empty}[name]()


changing = st.tuples(st.just("change"), st.sampled_from(RECORDS), st.integers(0, 3))
others = st.tuples(st.sampled_from(["undo", "undo", "pause", "fill", "empty"]), st.just(""), st.just(0))
plans = st.lists(changing | others, max_size=25)


def check_plan(plan: list[Action]) -> None:
    """After everything that is done the draft says what the list of states says, and its file in the end, too."""
    with TemporaryDirectory() as folder:
        author = Author(Path(folder))
        for action in plan:
            author.act(action)
            assert author.state() == author.states[-1]
        author.empty()
        author.draft.retry()
        author.pause()
        changed = {record: document for (_, record), document in author.draft.state().items()}
        assert author.published | changed == author.states[-1]
        check_chain(author.draft.history.standing(), author.published)
        author.draft.close()


def check_chain(changes: list[Change], published: State) -> None:
    """Each change that stands says truly what it was made of: its base, and the old values of what it changed."""
    state = dict(published)
    for change in changes:
        before = state[change.record]
        assert change.base == (None if before is None else document_hash(before))
        if before is not None and change.document is not None:
            restored = {**change.document, **change.was}
            assert {name: value for name, value in restored.items() if value is not None} == before
        elif before is not None:
            assert change.was == before
        state[change.record] = change.document


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans)
def test_the_state_is_the_last_record_that_was_not_withdrawn(plan: list[Action]) -> None:
    check_plan(plan)


@pytest.mark.slow
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans)
def test_500_random_drafts_stand_as_a_list_of_states_says(plan: list[Action]) -> None:
    check_plan(plan)
