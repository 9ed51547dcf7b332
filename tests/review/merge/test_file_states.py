"""The table of what a merge makes of a file: every state is in it once, and its words hold what they name."""

from __future__ import annotations

from itertools import chain
from typing import get_args

from ilo_tui.core.translator import Translator
from ilo_tui.review.merge.file_states import STATES, StateCode


def test_every_state_stands_in_the_table_once() -> None:
    codes = list(chain.from_iterable(get_args(part) or (part,) for part in get_args(StateCode)))
    assert sorted(STATES) == sorted(codes)
    assert all(state.code == code for code, state in STATES.items())


def test_what_needs_a_person_is_never_said_to_be_there_already() -> None:
    assert {code for code, state in STATES.items() if state.needs_person} == {
        *("different", "damaged", "newer", "too_large", "not_read", "unlisted")
    }
    assert {code for code, state in STATES.items() if state.changes} == {"new", "longer", "different"}


def test_the_words_of_a_state_have_no_other_places_than_a_line_fills() -> None:
    tr = Translator("en")
    for state in STATES.values():
        assert "{" not in tr(state.message, dossier="d", limit=1)
        assert "{" not in tr(state.summary, n=1)
