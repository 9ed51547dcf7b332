"""Searching in plain mode: what only a hidden conclusion says is not found before the answer."""

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Dimension
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.plain.search import close_words, matching_records
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext


def test_a_hidden_conclusion_is_not_found(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en", "en"))
    blinded = context.blinded(blinding_of(frozenset({"evidence:clm-001"})))
    hidden = 0
    for dimension in dossier.records(Dimension):
        words = " ".join(context.tr.text(dimension.conclusion.text).split()[:6])
        assert dimension in matching_records(context, words)
        hidden += dimension not in matching_records(blinded, words)
    assert hidden


def test_of_words_that_find_nothing_close_ones_are_named(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en", "en"))
    assert matching_records(context, "chidlren") == []
    assert "children" in close_words(context, "chidlren")
    assert matching_records(context, "") == []
