"""Sources as RIS, BibTeX and CSL-JSON: what stands there, and that an import gives the same sources again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.cli import run
from ilo_tui.dossier.model import Source, SourceKind
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.exporters.references.forms import references_as
from ilo_tui.importers.references.import_references import import_references

FORMS = ("ris", "bibtex", "csl")
HOSTILE = Source(
    id="a.b",
    title="50% of {x} \\ & -- '' `` ~ ^ # $y$ _z_ } @misc{k, title={",
    kind="press",
    publisher='A, "B"',
    year=2013,
    url="https://doi.org/10.1000/x_y%20z",
    note={"en": "a\x1b[31m\nER  - \nTY  - BOOK\nTI  - injected", "id": "b} }"},
)
_SIGNS = "abc XYZ é ក \\{}$&%#_~^`'\"-@=,;:/[]()<>\n"
TEXTS = st.text(st.sampled_from(_SIGNS), min_size=1, max_size=30).map(lambda text: " ".join(text.split()) or "x")
PLAIN = TEXTS.filter(lambda text: not text.startswith("["))
SOURCES = st.builds(
    Source,
    id=st.from_regex(r"[a-z][a-z0-9._-]{0,12}x", fullmatch=True),
    title=PLAIN,
    kind=st.sampled_from(get_args(SourceKind)),
    publisher=st.none() | PLAIN,
    year=st.none() | st.integers(1, 2999),
    url=st.none() | st.from_regex(r"https://[a-z]{1,8}\.org/[a-zA-Z0-9_%&#;=~.-]{0,20}", fullmatch=True),
    note=st.none() | st.fixed_dictionaries({"en": PLAIN}, optional={"id": PLAIN, "km": PLAIN}),
)
LISTS = st.lists(SOURCES, min_size=3, max_size=12, unique_by=(lambda item: item.id, lambda item: item.title.lower()))


def again(form: str, sources: list[Source]) -> dict[str, Source]:
    """What an import makes of an export, by id."""
    with tempfile.TemporaryDirectory() as folder:
        path, output = Path(folder) / "library", Path(folder) / "out.json"
        path.write_bytes(references_as(form, sources).encode())
        import_references([path], output)
        return {source.id: source for source in load(output).records(Source)}


@pytest.mark.share(2)
@pytest.mark.parametrize("form", FORMS)
@given(sources=LISTS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_import_of_an_export_gives_the_same_sources(form: str, sources: list[Source]) -> None:
    result = again(form, sources)
    assert [result.get(source.id) for source in sources] == sources


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@given(sources=LISTS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hundreds_of_lists_come_back(form: str, sources: list[Source]) -> None:
    result = again(form, sources)
    assert [result.get(source.id) for source in sources] == sources


@pytest.mark.parametrize("form", FORMS)
def test_all_sources_of_the_dossier_that_ships_come_back(form: str) -> None:
    sources = [
        Source(id=item.id, title=item.title, kind=item.kind, publisher=item.publisher, year=item.year, url=item.url)
        for item in load(default_path()).records(Source)
    ]
    result = again(form, sources)
    assert [result.get(source.id) for source in sources] == sources


@pytest.mark.parametrize("form", FORMS)
def test_hostile_texts_stay_texts(form: str) -> None:
    text = references_as(form, [HOSTILE])
    assert "\x1b" not in text
    source = again(form, [HOSTILE])["a.b"]
    assert (source.title, source.publisher, source.url) == (HOSTILE.title, HOSTILE.publisher, HOSTILE.url)
    assert source.note == {"en": "a\u241b[31m ER - TY - BOOK TI - injected", "id": "b} }"}


def test_each_form_has_its_own_words() -> None:
    evaluation = Source(id="e1", title="On {Wells}", kind="evaluation", publisher="A & B", year=2020)
    assert references_as("ris", [evaluation]).splitlines() == [
        *("TY  - RPRT", "ID  - e1", "TI  - On {Wells}", "PB  - A & B", "PY  - 2020", "M3  - evaluation", "ER  - ")
    ]
    bibtex = references_as("bibtex", [evaluation])
    assert bibtex.startswith("@techreport{e1,\n")
    assert r"title = {{On \textbraceleft{}Wells\textbraceright{}}}" in bibtex
    assert r"institution = {A \& B}" in bibtex
    assert json.loads(references_as("csl", [evaluation])) == [
        {
            **{"id": "e1", "type": "report", "title": "On {Wells}", "publisher": "A & B"},
            **{"issued": {"date-parts": [[2020]]}, "genre": "evaluation"},
        }
    ]


def test_list_prints_the_sources_that_pass_the_filter(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "sources", "--where", "kind:statistics", "--format", "csl"]) == 0
    items = json.loads(capsys.readouterr().out)
    assert items and {item["type"] for item in items} == {"dataset"}
    assert run(["list", "sources", "--where", "year:1066", "--format", "ris"]) == 0
    assert capsys.readouterr().out == ""


def test_only_sources_are_references(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "programmes", "--format", "ris"]) == 2
    assert capsys.readouterr().err == "--format ris is for sources: ilo-tui list sources --format ris\n"
