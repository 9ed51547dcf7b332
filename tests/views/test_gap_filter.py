"""Which gaps a filter leaves on tab 4, in plain lines and in `list gaps`: the same, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_scope import QUESTIONS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.views.context import ViewContext
from ilo_tui.views.gap_filter import gap_words, passing_gaps
from tests.editions import FIRST_EDITION

SECOND = load(default_path())
FIRST = load(FIRST_EDITION)
"""In which policies, too, are crossings where something is missing."""

TERMS = st.sampled_from(
    [
        "programme:clm", "programme:clm,csr", "dimension:outcome", "dimension:output,impact", "policy:c182",
        "policy:c1", "kind:none", "kind:untied,own_only", "origin:editor", "source:dol", "suggestion:s", "outcome",
        "hasil", "dampak", "c182", "clm", "recorded", "tercatat", "zebra",
    ]
)  # fmt: skip


@given(dossier=st.sampled_from([FIRST, SECOND]), terms=st.lists(st.tuples(st.booleans(), TERMS), max_size=4))
def test_what_is_left_is_every_gap_for_which_each_term_and_word_holds(
    dossier: Dossier, terms: list[tuple[bool, str]]
) -> None:
    context = ViewContext(dossier, Translator("en"))
    text = " ".join(f"not:{term}" if turned and ":" in term else term for turned, term in terms)
    query = parse(text, QUESTIONS, dossier)
    passing = passing_gaps(context, context.gaps.uncovered, query)
    assert list(passing) == [gap for gap in context.gaps.uncovered if query.matches(gap, gap_words(context, gap))]


@pytest.mark.parametrize("language", ["en", "id"])
def test_words_of_a_gaps_line_are_found_in_either_language(language: str) -> None:
    context = ViewContext(SECOND, Translator(language))
    every = context.gaps.uncovered

    def passing(text: str) -> list[str]:
        return [gap.id for gap in passing_gaps(context, every, parse(text, QUESTIONS, SECOND))]

    outcomes, nothing = (
        [gap.id for gap in every if value == getattr(gap, field)]
        for field, value in (("dimension", "outcome"), ("kind", "none"))
    )
    assert passing("outcome") == passing("Hasil") == outcomes != []
    assert passing("nothing recorded") == passing("belum tercatat") == nothing != []
    assert passing("impact clm") == [gap.id for gap in every if (gap.programme, gap.dimension) == ("clm", "impact")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("kind:none", {"none"}),
        ("kind:nothing_recorded", {"none"}),
        ("jenis:tidak_terkait", {"untied"}),
        ("not:kind:none,untied", {"own_only"}),
    ],
)
def test_kind_is_that_of_a_gap_and_has_a_name_in_either_language(text: str, kinds: set[str]) -> None:
    context = ViewContext(SECOND, Translator("en"))
    passing = passing_gaps(context, context.gaps.uncovered, parse(text, QUESTIONS, SECOND))
    assert {gap.kind for gap in passing} == kinds
    assert len(passing) == sum(gap.kind in kinds for gap in context.gaps.uncovered)
