"""Broken documents: pages or a note, in time. 25 in every run, 5,000 in the slow one, some of them in processes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ilo_tui.copies.extraction import extract
from ilo_tui.copies.model import Media
from tests.copies.extraction.fuzz import KINDS, fuzz, fuzz_all, table
from tests.copies.extraction.help import HASH
from tests.copies.extraction.mutations import broken


@pytest.mark.parametrize("media", KINDS)
def test_5_broken_documents_of_each_kind(media: Media) -> None:
    tally = fuzz(media, 5, "make test")
    assert [name for name, _ in tally.failures] == []
    assert tally.cases == 5


@pytest.mark.slow
def test_5000_broken_documents() -> None:
    tallies = fuzz_all(5000, 1)
    text = "\n".join(table(tallies))
    assert all(not tally.failures for tally in tallies.values()), text
    assert sum(tally.cases for tally in tallies.values()) == 5000, text
    assert tallies["pdf"].with_text > 500, text
    assert tallies["pdf"].notes["damaged"] > 500, text


@pytest.mark.slow
def test_200_broken_documents_each_in_a_process_of_its_own(tmp_path: Path) -> None:
    chance = Random("processes")
    for number in range(200):
        media = KINDS[number % 2 if number % 3 else number % len(KINDS)]
        path = tmp_path / f"document.{media}"
        path.write_bytes(broken(media, chance))
        text = extract(path, media, HASH)
        assert text.pages or text.notes
