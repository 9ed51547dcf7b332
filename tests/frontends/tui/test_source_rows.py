"""The list of sources has room for all that it says of a voice, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Source
from ilo_tui.frontends.tui.screens.sources import SourceRows
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import width_of
from tests.dossier.small import claim, numbered, opened, small2


@pytest.mark.parametrize(("language", "voice"), [("en", "no voice"), ("id", "bukan asal independen")])
def test_that_a_source_is_no_voice_stands_in_full(tmp_path: Path, language: str, voice: str) -> None:
    tables = small2()
    tables["evidence"]["5"] = claim("thesis-1", origin="thesis", source="other")
    del tables["evidence"]["5"]["confidence"]
    tables["sources"] = numbered(*tables["sources"].values())
    dossier = opened(tmp_path, tables)
    rows = SourceRows(ViewContext(dossier, Translator(language)), list(dossier.records(Source)))
    for width in (78, 118):
        lines = ["".join(span.text for span in rows.line(index, width)) for index in range(len(rows))]
        assert lines[1].endswith(f" {voice}") or f" {voice} " in lines[1]
        assert all(width_of(line) <= width for line in lines)
