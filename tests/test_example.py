"""The example in docs/: sound, said to be fictitious, and every excerpt where it says, by its reports' own texts."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from ilo_tui.cli import run
from ilo_tui.copies.model import CopyLink

FOLDER = Path(__file__).parents[1] / "docs" / "example"
DOSSIER, REPORTS, COPIES = FOLDER / "water.json", FOLDER / "reports", FOLDER / "water.sources"
NAMES = ("mid-term-review", "final-evaluation")
"""Ids of the sources that have a copy, and names of their files."""
BYTES = 300_000


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that makes the documents."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return import_module("make")


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, Any]]]:
    """The dossier as its file has it."""
    return {table: list(rows.values()) for table, rows in json.loads(DOSSIER.read_bytes()).items()}


def written_pages(name: str) -> dict[str, str]:
    """What stands on each page of a report by its label, read from the text without the script."""
    _, *parts = re.split(r"^<!-- page (\w+) -->$", (REPORTS / f"{name}.md").read_text("utf-8"), flags=re.MULTILINE)
    return {label: re.sub(r"\[\^\d\]:? ?", "", text) for label, text in zip(parts[::2], parts[1::2], strict=True)}


def one_line(text: str) -> str:
    return " ".join(text.split())


def closed_up(text: str) -> str:
    return "".join(text.split())


def texts(value: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by language in a record, with the fields that lead to it."""
    if isinstance(value, list):
        for part in value:
            yield from texts(part, path)
    elif isinstance(value, dict):
        if value.keys() <= {"en", "id"}:
            yield path, value
        for key, part in value.items():
            yield from texts(part, f"{path}.{key}")


def test_the_dossier_is_sound_and_its_three_weak_spots_are_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--lint", "--json", str(DOSSIER)]) == 0
    weak = [spot["kind"] for spot in json.loads(capsys.readouterr().out)]
    assert weak == ["support_only", "one_source", "one_voice"]


def test_its_gaps_are_three_and_of_two_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--dossier", str(DOSSIER), "list", "gaps", "--json"]) == 0
    assert [gap["kind"] for gap in json.loads(capsys.readouterr().out)] == ["none", "untied", "none"]


def test_every_excerpt_stands_word_for_word_on_the_page_it_names(tables: dict[str, list[dict[str, Any]]]) -> None:
    pages = {name: written_pages(name) for name in NAMES}
    claims = tables["evidence"]
    assert len(claims) >= 30
    for claim in claims:
        excerpt = claim["excerpt"]
        page = pages[claim["source"]][excerpt["page"]]
        assert one_line(excerpt["text"]) in one_line(page), claim["id"]
        before = one_line(page).partition(one_line(excerpt["text"]))[0]
        assert excerpt["lang"] == "id" or "language id" not in before, claim["id"]
        assert claim["locator"].startswith(("hlm. " if excerpt["lang"] == "id" else "p. ") + excerpt["page"])


def test_excerpts_are_of_both_reports_languages_and_kinds_of_pages(tables: dict[str, list[dict[str, Any]]]) -> None:
    claims = tables["evidence"]
    assert {claim["source"] for claim in claims} == set(NAMES)
    assert {claim["excerpt"]["lang"] for claim in claims} == {"en", "id"}
    assert {claim["excerpt"]["page"].isdecimal() for claim in claims} == {True, False}


def test_every_text_is_in_both_languages(tables: dict[str, list[dict[str, Any]]]) -> None:
    known = [(record["id"], *text) for rows in tables.values() for record in rows for text in texts(record)]
    assert len(known) > 400
    assert [(ident, path) for ident, path, text in known if not all(text.get(code) for code in ("en", "id"))] == []


def test_everything_that_a_claim_can_say_occurs(tables: dict[str, list[dict[str, Any]]]) -> None:
    claims = tables["evidence"]

    def values(key: str) -> set[str]:
        return {claim[key] for claim in claims if key in claim}

    assert all(tables.values()), "a table without a record"
    assert values("stance") == {"supports", "contradicts", "context"}
    assert values("tie") == {"direct", "related", "inferred", "aim", "none"}
    assert values("trend") == {"better", "worse", "mixed", "no_change"}
    assert values("dimension") == {"output", "outcome", "impact"}
    assert values("same_as") and values("data_of") and values("policy") and values("suggestion")
    assert {claim["aim"] for claim in claims if "aim" in claim} == {aim["id"] for aim in tables["aims"]}
    assert {actor.get("stake") for actor in tables["actors"]} >= {"own", "funder", "implementer", "subject", "none"}
    assert {finding["kind"] for finding in tables["findings"]} == {
        "conclusion",
        "recommendation",
        "lesson",
        "good_practice",
    }


def test_it_says_everywhere_that_it_is_fictitious(tables: dict[str, list[dict[str, Any]]]) -> None:
    (meta,) = tables["meta"]
    spoken = [meta["title"], meta["about"]["object"], *(programme["summary"] for programme in tables["programmes"])]
    for text in spoken:
        assert "fictitious" in text["en"].lower() and "rekaan" in text["id"].lower()
    real = [source["id"] for source in tables["sources"] if "(fictitious)" not in source["title"]]
    assert real == ["manus2004"], "what defines output, outcome and impact is a real publication"
    for name in NAMES:
        cover = PdfReader(REPORTS / f"{name}.pdf").pages[0].extract_text()
        assert "Fictitious: this is an example" in cover and "Rekaan: ini contoh" in cover


@pytest.mark.parametrize("name", NAMES)
def test_the_labels_of_the_pdf_are_those_that_are_printed(name: str) -> None:
    reader, pages = PdfReader(REPORTS / f"{name}.pdf"), written_pages(name)
    printed = [page.extract_text().splitlines()[-1].strip() for page in reader.pages]
    assert printed == reader.page_labels == list(pages)
    assert printed[:3] == ["i", "ii", "1"]


def test_every_excerpt_can_be_read_in_the_pdf(tables: dict[str, list[dict[str, Any]]]) -> None:
    readers = {name: PdfReader(REPORTS / f"{name}.pdf") for name in NAMES}
    pages = {
        name: dict(zip(reader.page_labels, (closed_up(page.extract_text()) for page in reader.pages), strict=True))
        for name, reader in readers.items()
    }
    for claim in tables["evidence"]:
        excerpt = claim["excerpt"]
        assert closed_up(excerpt["text"]) in pages[claim["source"]][excerpt["page"]], claim["id"]


def content_of(name: str, data: bytes) -> object:
    """What is in a document, however it was packed: another version of a library packs otherwise."""
    if name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(data))
        return reader.metadata, reader.page_labels, [page.extract_text() for page in reader.pages]
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {part: archive.read(part) for part in archive.namelist()}
    return data


@pytest.mark.slow
def test_the_documents_are_what_the_script_makes_and_the_same_each_time(make: ModuleType) -> None:
    created = {name: data for name, data in make.documents().items() if name.startswith("reports/")}
    assert make.documents().items() >= created.items()
    stored = {f"reports/{path.name}": path.read_bytes() for path in REPORTS.iterdir() if path.suffix != ".md"}
    assert stored.keys() == created.keys()
    for name, data in stored.items():
        assert content_of(name, data) == content_of(name, created[name]), f"{name}: run docs/example/make.py"


def test_the_copies_are_the_pdf_reports_named_by_their_content(make: ModuleType) -> None:
    copies = {path.name: path.read_bytes() for path in COPIES.iterdir() if not path.name.endswith(".text.json")}
    assert len(copies) == 2 * len(NAMES)
    for name in NAMES:
        document = (REPORTS / f"{name}.pdf").read_bytes()
        digest = sha256(document).hexdigest()
        assert copies[f"{digest[:16]}.pdf"] == document
        link = copies[f"{digest[:16]}.{name}.json"]
        read = msgspec.json.decode(link, type=dict[str, dict[str, CopyLink]])["copy"]["1"]
        assert (read.source, read.sha256, read.media, read.file_name) == (name, digest, "pdf", f"{name}.pdf")
        assert read.dossier == json.loads(DOSSIER.read_bytes())["meta"]["1"]["id"]
        assert dict(make.copies_of(name, document))[f"{digest[:16]}.{name}.json"] == link


def test_the_tutorials_lead_to_the_claims_that_they_describe(tables: dict[str, list[dict[str, Any]]]) -> None:
    crossing = [c for c in tables["evidence"] if (c.get("programme"), c.get("dimension")) == ("water-points", "impact")]
    first, other, fifth = crossing[0], crossing[4], crossing[5]
    assert [figure["value"] for figure in first["figures"]][:2] == [71, 34]
    assert (fifth["stance"], fifth["excerpt"]["page"], other["source"]) == ("contradicts", "4", "mid-term-review")
    for page, words in {"tutorial.md": "nine claims", "tutorial.id.md": "sembilan klaim"}.items():
        text = one_line((FOLDER.parent / page).read_text("utf-8"))
        assert words in text and "ilo-tui --dossier docs/example/water.json" in text
    assert len(crossing) == 9


def test_all_of_it_is_small() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < BYTES
