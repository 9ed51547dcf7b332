"""The page of a suggestion: whose its questions are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Suggestion
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.suggestion import suggestion_page
from tests.dossier.small import both, opened, small2

HEADINGS = {"sub_questions": "Its questions", "editor_questions": "Questions that the editors add"}


@pytest.mark.parametrize("fields", [[], ["sub_questions"], ["editor_questions"], list(HEADINGS)])
def test_questions_have_a_heading_where_there_are_any(tmp_path: Path, fields: list[str]) -> None:
    tables = small2()
    document = next(iter(tables["suggestions"].values()))
    document |= {"sub_questions": [], "editor_questions": []} | {field: [both("Why?")] for field in fields}
    dossier = opened(tmp_path, tables)
    (suggestion,) = dossier.records(Suggestion)
    lines = list(plain_lines(suggestion_page(ViewContext(dossier, Translator("en", "en")), suggestion), 80))
    assert [field for field, heading in HEADINGS.items() if heading in lines] == fields
