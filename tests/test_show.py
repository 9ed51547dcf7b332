"""Every record and gap can be listed and shown: as a page in both languages, and as the fields of the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ilo_tui.cli import run
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.gap_list import all_gaps
from ilo_tui.dossier.model import TABLES, Dimension, Evidence, Policy, Programme, Source, Suggestion
from ilo_tui.dossier.repository import Dossier, default_path
from ilo_tui.frontends.console.options import KINDS
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import is_derived
from ilo_tui.views.markup import plain_lines, width_of
from ilo_tui.views.pages.gap import gap_page
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import with_strength_twice, written
from tests.editions import FIRST_EDITION

PLAIN = ReadOnlyStorage(default_path()).read() or {}


def as_printed(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """A record as it stands in the file, but that what need not be there is left out where it is empty.

    Of a claim its figures are always printed, if it has none; of a source, whether a copy of it is here.
    """
    needed = {field.encode_name for field in msgspec.structs.fields(TABLES[kind]) if field.required}
    printed = {key: value for key, value in row.items() if value != [] or key in needed}
    added: dict[str, dict[str, Any]] = {
        "evidence": {"figures": []},
        "sources": {"copy": "impossible" if row.get("no_copy") else "none"},
    }
    return {**added.get(kind, {}), **printed}


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What `list` prints as JSON."""
    assert run(["list", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.share(3)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in PLAIN and kind != "dimensions"])
def test_json_is_what_the_file_says(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys, kind) == [as_printed(kind, row) for row in PLAIN.get(kind, {}).values()]


@pytest.mark.first_edition
@pytest.mark.parametrize("kind", ["programmes", "evidence", "policies", "alignments", "suggestions", "scales"])
def test_of_a_file_of_schema_1_json_is_what_it_says_to_the_letter(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(capsys, kind) == list(json.loads(FIRST_EDITION.read_bytes())[kind].values())


def test_dimensions_are_listed_in_causal_order(capsys: pytest.CaptureFixture[str]) -> None:
    result = listed(capsys, "dimensions")
    assert [item["id"] for item in result] == ["output", "outcome", "impact"]
    assert sorted(result, key=str) == sorted(PLAIN["dimensions"].values(), key=str)


def test_gaps_are_real_crossings_with_their_suggestions(dossier: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    result = listed(capsys, "gaps")
    assert result
    for item in result:
        crossed = {"dimension", "policy"} & set(item)
        assert set(item) == {"kind", "programme", "suggestions", *crossed}
        assert len(crossed) == 1
        assert item["programme"] in dossier.ids(Programme)
        assert item.get("dimension", "impact") in dossier.ids(Dimension)
        assert item.get("policy", "c182") in dossier.ids(Policy)
        assert set(item["suggestions"]) <= set(dossier.ids(Suggestion))
    empty = [item for item in result if item["kind"] == "none" and "dimension" in item]
    present = {(evidence.programme, evidence.dimension) for evidence in dossier.records(Evidence)}
    assert empty and not {(item["programme"], item["dimension"]) for item in empty} & present


@pytest.mark.share(4)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_list_has_a_line_for_each(kind: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = listed(capsys, kind)
    assert run(["list", kind, "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(result)
    for line, item in zip(lines, result, strict=True):
        first = {"gaps": "kind", "timeline": "year"}.get(kind, "row" if is_derived(kind) else "id")
        assert item[first] is None or line.split()[0].startswith(str(item[first]))


def test_nothing_found_is_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys, "evidence", "--where", "no-claim-has-this-word") == []


def test_filters_may_be_one_word_or_several(capsys: pytest.CaptureFixture[str]) -> None:
    item = listed(capsys, "evidence", "--where", "programme:clm stance:for")
    assert item == listed(capsys, "evidence", "--where", "programme:clm", "stance:for")
    assert item == listed(capsys, "evidence", "--where", "programme:clm", "--where", "stance:for")
    assert item


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_record_has_a_page_that_names_it(dossier: Dossier, language: str) -> None:
    context = ViewContext(dossier, Translator(language))
    for name in PLAIN:
        for record in dossier.records(TABLES[name]):
            lines = list(plain_lines(page_of(context, record.id, 100) or [], 100))
            start = context.title(record)[:30]
            assert any(start in line for line in lines), record.id
            assert all(width_of(line) <= 100 for line in lines), record.id
            assert "[en]" not in "".join(lines)[:60], record.id


def test_a_scale_is_shown_by_its_own_name_where_another_record_has_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, with_strength_twice())
    shown = {}
    for ident in ("strength", "scale:strength", "verdict", "scale:verdict"):
        assert run(["--dossier", str(path), "show", ident]) == 0
        shown[ident] = capsys.readouterr().out
    assert shown["strength"].startswith("name output") and shown["scale:strength"].startswith("How?")
    assert shown["verdict"] == shown["scale:verdict"]
    assert run(["--dossier", str(path), "show", "scale:none"]) == 2
    assert "there is no record scale:none" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_gap_has_a_page_that_says_what_is_lacking(dossier: Dossier, language: str) -> None:
    context = ViewContext(dossier, Translator(language))
    for gap in context.gaps:
        lines = list(plain_lines(gap_page(context, gap), 200))
        assert " × " in lines[0] and lines[1].startswith("! "), gap.id


@pytest.mark.share(3)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("ident", [next(iter(rows.values()))["id"] for rows in PLAIN.values()])
def test_show_prints_the_page(ident: str, language: str, dossier: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", ident, "--lang", language]) == 0
    out = capsys.readouterr().out
    assert out.splitlines() == list(
        plain_lines(page_of(ViewContext(dossier, Translator(language)), ident, 100) or [], 100)
    )
    assert len(out) > 40


@pytest.mark.parametrize("ident", [next(iter(rows.values()))["id"] for rows in PLAIN.values()])
def test_show_gives_the_fields_of_the_file(ident: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", ident, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    kind, row = next((kind, row) for kind, rows in PLAIN.items() for row in rows.values() if row["id"] == ident)
    assert shown == as_printed(kind, row)


def test_gaps_and_provisions_are_shown_by_the_id_that_cites_them(
    dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    gap = all_gaps(dossier)[0]
    assert run(["show", gap.id, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["kind"], shown["programme"], shown["dimension"]) == (gap.kind, gap.programme, gap.dimension)
    assert run(["show", gap.id]) == 0
    assert "! " in capsys.readouterr().out
    provision = dossier.record(Policy, "c182").provisions[0]
    assert run(["show", f"c182/{provision.id}"]) == 0
    assert provision.gist["en"][:20] in capsys.readouterr().out


def test_a_claim_is_shown_with_all_that_is_known_of_its_source(
    dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = next(
        evidence
        for evidence in dossier.records(Evidence)
        if evidence.locator and evidence.figures and evidence.other_sources
    )
    assert run(["show", evidence.id]) == 0
    out = "".join(capsys.readouterr().out.split())
    source = dossier.record(Source, evidence.source)
    for words in (
        source.title,
        source.publisher,
        str(source.year),
        source.url,
        evidence.locator,
        evidence.other_sources[0].source,
    ):
        assert words and words.replace(" ", "") in out
    assert f"[{evidence.source}]" in out
