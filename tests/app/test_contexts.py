"""Contexts: immutable values, all made in one place, which gives no open one while somebody judges."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.views.blinding import OPEN, Blinding
from ilo_tui.views.context import NO_DECISIONS, NO_OBSERVATIONS, NoDecisions, ViewContext
from tests.dossier.small import opened
from tests.dossier.small import small as small_tables

HIDDEN = Blinding("evidence:e1".__eq__)


class Holder(InContext):
    """Something on a screen."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts


@pytest.fixture
def small(tmp_path: Path) -> Dossier:
    return opened(tmp_path, small_tables())


@pytest.fixture
def contexts(small: Dossier) -> Contexts:
    return Contexts(ViewContext(small, Translator("en", "en")))


def test_nothing_of_a_context_can_be_changed(contexts: Contexts) -> None:
    for name in (field.name for field in fields(ViewContext)):
        with pytest.raises(FrozenInstanceError):
            setattr(contexts.current, name, getattr(contexts.current, name))


def test_another_language_is_another_context_with_the_same_crossings(contexts: Contexts) -> None:
    before, holder = contexts.current, Holder(contexts)
    contexts.switch_language("id")
    assert before.tr.language == "en"
    assert holder.context.tr.language == "id"
    assert holder.context.gap_map is before.gap_map
    assert holder.context.gaps is before.gaps
    assert before.for_file().matrix is before.matrix


def test_what_is_read_later_comes_with_crossings_of_its_own(contexts: Contexts, small: Dossier) -> None:
    before, read_dossier = contexts.current, load(small.path)
    read_dossier.crossings.precompute()
    contexts.replace_dossier(read_dossier)
    assert contexts.current.dossier is read_dossier
    assert contexts.current.gap_map is read_dossier.crossings.gap_map is not before.gap_map
    assert before.dossier is small


def test_decisions_are_shown_from_now_on_and_not_in_contexts_that_were_given_before(contexts: Contexts) -> None:
    class Decided(NoDecisions):
        def mark(self, context: ViewContext, item: str) -> str:
            return f"you: {item}"

    before = contexts.current
    contexts.show_decisions(Decided())
    assert contexts.current.decision_mark("evidence:e1") == "you: evidence:e1"
    assert before.decisions is NO_DECISIONS


def test_while_somebody_judges_no_open_context_is_to_be_had(contexts: Contexts, small: Dossier) -> None:
    holder = Holder(contexts)
    unblind = contexts.blind(lambda: HIDDEN)
    changes: tuple[Callable[[], None], ...] = (
        lambda: contexts.switch_language("id"),
        lambda: contexts.replace_dossier(small),
        lambda: contexts.show_decisions(NO_DECISIONS),
        lambda: contexts.show_observations(NO_OBSERVATIONS),
    )
    for change in changes:
        change()
        assert holder.context.blinding is HIDDEN
        assert Holder(contexts).context.blinding.hides("evidence:e1")
    unblind()
    assert holder.context.blinding is OPEN


def test_what_is_hidden_is_asked_for_at_each_moment(contexts: Contexts) -> None:
    item = "evidence:e1"
    contexts.blind(lambda: Blinding(item.__eq__))
    assert contexts.current.blinding.hides("evidence:e1")
    item = "evidence:e2"
    assert not contexts.current.blinding.hides("evidence:e1")
    assert contexts.current.blinding.hides("evidence:e2")


def test_ending_twice_opens_nothing_that_another_hides(contexts: Contexts) -> None:
    first, second = contexts.blind(lambda: HIDDEN), contexts.blind(lambda: HIDDEN)
    second()
    second()
    assert contexts.current.blinding is HIDDEN
    first()
    assert contexts.current.blinding is OPEN
