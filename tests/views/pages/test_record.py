"""Pages: every record has one, no line is wider than asked, nothing unsafe comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import TABLES, Evidence, Source
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, clip, fit, plain_lines, width_of, wrap
from ilo_tui.views.pages.citation import citation
from ilo_tui.views.pages.gap import gap_page
from ilo_tui.views.pages.record import page_of

HOSTILE = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\x1b\x00\u202e\u2066\ufe0f\u200b \nក្ម[]/字")),
    max_size=200,
)


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_record_and_gap_has_a_page(dossier: Dossier, language: str) -> None:
    context = ViewContext(dossier, Translator(language))
    for table in TABLES:
        for ident in dossier.ids(TABLES[table]):
            blocks = page_of(context, ident, 60)
            assert blocks, ident
            assert all(width_of(line) <= 60 for line in plain_lines(blocks, 60)), ident
    assert all(gap_page(context, gap) for gap in context.gaps)


def test_a_page_of_nothing_is_none(dossier: Dossier) -> None:
    assert page_of(ViewContext(dossier, Translator("en")), "no-such-id") is None


def test_a_claim_without_locator_says_so(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en"))
    evidence = next(evidence for evidence in dossier.records(Evidence) if evidence.locator is None)
    text = "\n".join(plain_lines(page_of(context, evidence.id) or [], 100))
    assert "Locator: not recorded" in text


def test_a_citation_names_claim_source_place_and_edition(dossier: Dossier) -> None:
    record = dossier.record(Evidence, "clm-001")
    shown = citation(ViewContext(dossier, Translator("en")), record)
    assert record.statement["en"] in shown
    assert dossier.record(Source, record.source).title in shown
    assert str(record.locator) in shown
    assert "ilo-ipec-cambodia" in shown


@given(HOSTILE)
def test_nothing_unsafe_comes_out_of_clean(text: str) -> None:
    shown = clean(text)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0f\u2028\u2029")


@given(HOSTILE, st.integers(4, 60), st.integers(0, 3), st.integers(0, 3))
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: int, indent: int, hang: int) -> None:
    safe = clean(text)
    lines = wrap(Block((Span(safe),), indent, hang), width)
    shown = ["".join(span.text for span in line) for line in lines]
    assert all(width_of(line) <= max(width, indent + 2) for line in shown)
    assert "".join(shown).replace(" ", "") == safe.replace(" ", "")


@given(HOSTILE, st.integers(1, 40))
def test_clipping_keeps_to_the_width_and_marks_what_is_lost(text: str, width: int) -> None:
    safe = clean(text)
    cut = clip(safe, width)
    assert width_of(cut) <= width
    assert cut == safe or cut.endswith("…")
    assert width_of(fit(safe, width)) == width
