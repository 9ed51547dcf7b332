"""Excerpts of an oracle that shares no code with the matcher: what is false is never proven, what is true is."""

from __future__ import annotations

from collections import Counter

import pytest

from ilo_tui.copies.excerpts import find_excerpt
from tests.copies.documents import searchable
from tests.independent.excerpts import Case, sources_and_cases

_DOCUMENTS, _CASES = 25, 20


def _states(seed: int) -> list[tuple[Case, str]]:
    sources, cases = sources_and_cases(seed, _DOCUMENTS, _CASES)
    texts = [searchable(*source.pages) for source in sources]
    return [(case, find_excerpt(texts[case.document], case.excerpt, (case.page,)).state) for case in cases]


def _table(states: list[tuple[Case, str]]) -> str:
    counts = Counter((case.is_true, case.kind, state) for case, state in states)
    lines = [f"{'':32}{'proven':>8}{'elsewhere':>11}{'absent':>8}"]
    for truth, kind in dict.fromkeys((case.is_true, case.kind) for case, _ in states):
        proven, elsewhere, absent = (counts[truth, kind, state] for state in ("proven", "elsewhere", "absent"))
        lines.append(f"{'true ' if truth else 'false'} {kind:26}{proven:>8}{elsewhere:>11}{absent:>8}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", [16, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_nothing_false_is_proven_and_all_but_one_of_a_hundred_true_excerpts_are(seed: int) -> None:
    states = _states(seed)
    print(_table(states))
    true = [state for case, state in states if case.is_true]
    assert (len(true), len(states)) == (500, 1000)
    assert [case for case, state in states if state == "proven" and not case.is_true] == []
    assert [case for case, state in states if state != "proven" and case.is_true][5:] == []
    assert {state for case, state in states if case.kind == "wrong page"} == {"elsewhere"}
