"""Reading a source in lines: at its place, page by page, words found in it; what is judged then rests on it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

from ilo_tui.app.source_copies import DossierCopies
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.frontends import plain
from ilo_tui.review.queues import Choice
from ilo_tui.views.context import ViewContext
from tests.copies.reading import CLAIM, OTHER, put_copy, with_excerpt


def reviewed(folder: Path, *typed: str) -> str:
    """What a review of two claims tells, of which one is here with its source."""
    put_copy(folder / "copies")
    dossier = with_excerpt(folder)
    settings = load_settings(
        {"lang": "en", "reviewer": "Sok", "sources": str(folder / "copies"), "reviews": str(folder / "reviews")}, {}
    )
    context = ViewContext(dossier, Translator("en"), copies=DossierCopies(settings, dossier))
    out = StringIO()
    choice = Choice(kind="evidence", listed=(f"evidence:{CLAIM}", f"evidence:{OTHER}"))
    plain.review(context, settings, choice, None, StringIO("".join(f"{line}\n" for line in typed)), out)
    return out.getvalue()


def test_the_source_is_read_in_lines_and_the_item_is_judged_on_it_alone(tmp_path: Path) -> None:
    text = reviewed(tmp_path, "src", "/monitoring", "/", "+", "1", "x", "s", "b", "3", "4", "3", "4", "p")
    for words in (
        "p. 2 (3 of 4)",
        "Excerpt: stands on p. 2",
        "[excerpt] In June 2005 a monitoring exercise took place in three sectors.",
        "“monitoring”: hit 3 of 4",
        "[found] Monitoring went on.",
        "That was the last page.",
        "p. 1 (2 of 4)",
        "This copy has no page x.",
        "basis: source read",
    ):
        assert words in text, words
    (path,) = (tmp_path / "reviews").glob("*.json")
    last = {record["item"]: record for record in json.loads(path.read_text("utf-8"))["decisions"].values()}
    assert [last[f"evidence:{claim}"]["basis"] for claim in (CLAIM, OTHER)] == ["source_read", "dossier_only"]


def test_without_a_copy_the_basis_stays_and_how_to_add_one_is_said(tmp_path: Path) -> None:
    text = reviewed(tmp_path, "s", "sumber", "p")
    assert "There is no copy of this source on this computer" in text and "basis: dossier only" in text
