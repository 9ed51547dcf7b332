"""What comes back of known pages, by what made the PDF: the promises of docs/how-to/copies-text.md."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
COMPLETE = ("running text", "two columns", "table", "footnotes", "ligatures", "Indonesian")


@pytest.mark.slow
@pytest.mark.parametrize("producer", ["LibreOffice", "Chromium", "fpdf2"])
def test_latin_text_comes_back_complete_and_in_order(
    producer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    documents, bench = importlib.import_module("extraction_documents"), importlib.import_module("extraction")
    try:
        texts = bench.texts_of(documents.PRODUCERS[producer](tmp_path), "pdf")
    except documents.LackingError as lacking:
        pytest.skip(f"{lacking} is not installed")
    recovered = {page.feature: bench.compare(page, text) for page, text in zip(bench.PAGES, texts, strict=True)}
    assert {feature: recovered[feature] for feature in COMPLETE} == dict.fromkeys(COMPLETE, (1.0, 1.0, 1.0))
    assert recovered["hyphenation"].sentences == 1.0
    assert recovered["Khmer"].words > 0.8
