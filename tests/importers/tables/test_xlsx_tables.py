"""Every table of a dossier on a sheet of its own, the template, and the way out: the same workbook, the same claims."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import msgspec
import pytest

from ilo_tui.cli import run
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Actor, Aim, Alignment, Evidence, Indicator, Policy, Programme, Source
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.importers.tables.columns import COLUMNS, header
from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv
from ilo_tui.importers.tables.import_xlsx import XlsxOptions, import_xlsx
from ilo_tui.importers.tables.quoting import quoted, unquoted
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS
from ilo_tui.importers.tables.workbook_template import template_workbook
from tests.importers.tables.test_xlsx import HEAD, imported, refused, row
from tests.importers.tables.workbooks import Rows, converted, has_calc, opened, workbook

SHEETS: dict[str, Rows] = {
    "Claims": [
        ["programme", "stance", "statement_en", "source", "actor", "aim", "aim_reached", "tie"],
        ["CLM", "for", "They went on.", "visits", "Labour ministry", "reach", "yes", "direct"],
    ],
    "Programmes": [
        ["programme", "id", "name_en", "kind", "start", "end", "places_en", "places_id", "partners", "sources"],
        ["CLM", "monitoring", "Monitoring", "supporting_action", 2008, date(2012, 5, 1), "Sea; Land", "Laut; Darat",
         "A; B", "plan"],
    ],
    "sumber": [
        ["source", "title", "year", "kind", "voice", "data_of", "no_copy_en"],
        ["visits", "Notes", 2012, "monitoring", "labour", "plan", "Not public"],
        ["plan", "The plan", None, "law_or_plan"],
    ],
    "actors": [
        ["actor", "id", "name_en", "name_id", "stake", "parent", "voice_of"],
        ["Labour ministry", "labour", "Ministry of Labour", "Kementerian", "implementer", "State", "State"],
        ["State", None, "The state"],
    ],
    "aims": [
        ["aim", "programme", "text_en", "source", "target", "unit_en", "due"],
        ["reach", "CLM", "Reach 100 schools", "plan", 100.0, "schools", date(2010, 1, 1)],
    ],
    "policies": [
        ["policy", "code", "kind", "name_en", "summary_en", "source", "adopted", "expected_of"],
        ["c182", "C182", "convention", "Worst forms", "Bans them", "plan", date(1999, 6, 17), "all"],
    ],
    "provisions": [["policy", "provision", "ref", "gist_en"], ["c182", "art-3", "Article 3", "Which they are"]],
    "indicators": [
        ["indicator", "name_en", "unit_en", "definition_en", "dimension", "programmes"],
        ["work", "Work", "children", "Who work", "impact", "CLM"],
    ],
    "points": [
        ["indicator", "segment_en", "year", "value", "source"],
        ["work", "Census", 2008, 1.234, "plan"],
        ["work", "Survey", 2009, 5, "plan"],
        ["work", "Census", 2018, 1, "plan"],
    ],
    "alignments": [
        ["programme", "policy", "provision", "degree", "rationale_en", "source"],
        ["CLM", "c182", "art-3", "principal", "It says so", "plan"],
    ],
}  # fmt: skip


def test_every_table_has_a_sheet(tmp_path: Path) -> None:
    lines, dossier = imported(tmp_path, workbook(SHEETS))
    assert lines[0].startswith("No row has an id")
    plain = {
        kind.__name__: msgspec.to_builtins(list(dossier.records(kind)))
        for kind in (Programme, Actor, Aim, Policy, Indicator, Alignment)
    }
    assert plain["Programme"][0] | {"summary": 0} == {
        "id": "monitoring", "code": "CLM", "kind": "supporting_action", "name": {"en": "Monitoring"}, "summary": 0,
        "period": {"start": "2008", "end": "2012-05-01"}, "partners": ["A", "B"], "sources": ["plan", "visits"],
        "places": [{"en": "Sea", "id": "Laut"}, {"en": "Land", "id": "Darat"}],
    }  # fmt: skip
    assert plain["Actor"] == [
        {"id": "labour", "name": {"en": "Ministry of Labour", "id": "Kementerian"}, "stake": "implementer",
         "parent": "state", "voice_of": "state"},
        {"id": "state", "name": {"en": "The state"}},
    ]  # fmt: skip
    assert plain["Aim"] == [
        {"id": "reach", "programme": "monitoring", "text": {"en": "Reach 100 schools"}, "source": "plan",
         "target": 100, "unit": {"en": "schools"}, "due": "2010-01-01"},
    ]  # fmt: skip
    assert plain["Policy"][0]["provisions"] == [
        {"id": "art-3", "ref": "Article 3", "gist": {"en": "Which they are"}},
    ]
    assert (plain["Policy"][0]["expected_of"], plain["Policy"][0]["adopted"]) == ("all", "1999-06-17")
    assert [len(segment["points"]) for segment in plain["Indicator"][0]["segments"]] == [2, 1]
    assert plain["Indicator"][0]["segments"][0]["points"][0]["value"] == 1.234
    assert (plain["Alignment"][0]["programme"], plain["Alignment"][0]["degree"]) == ("monitoring", "principal")
    source = dossier.record(Source, "visits")
    assert (source.voice, source.data_of, source.no_copy, source.kind) == (
        "labour", "plan", {"en": "Not public"}, "monitoring",
    )  # fmt: skip
    (claim,) = dossier.records(Evidence)
    assert (claim.programme, claim.actor, claim.aim) == ("monitoring", ["labour"], "reach")


@pytest.mark.parametrize(
    ("table", "cells", "line"),
    [
        ("alignments", {"provision": "art-4"}, " (alignments): row 2: provision names art-4, which is not in c182"),
        ("alignments", {"policy": "c29"}, " (alignments): row 2, column policy (B2): no row of its own sheet says wh"),
        ("policies", {"summary_en": None}, " (policies): row 2, column summary (E2): this is needed"),
        ("points", {"value": "many"}, " (points): row 2, column value (D2): many is no number, or may be two"),
        ("sumber", {"kind": "book"}, " (sumber): row 2, column kind (D2): book is none of evaluation, survey, "),
        ("Programmes", {"id": "Not One"}, " (Programmes): row 2, column id (B2): Not One is no id: small letters"),
        ("aims", {"due": "soon"}, " (aims): row 2, column due (G2): soon is no date; write 2016"),
        ("actors", {"parent": "#REF!"}, " (actors): row 2, column parent (F2): #REF! is an error of the spreadsheet"),
    ],
)
def test_a_fault_of_a_sheet_names_its_cell(tmp_path: Path, table: str, cells: dict[str, object], line: str) -> None:
    head, first, *rest = SHEETS[table]
    changed = [cells.get(str(name), cell) for name, cell in zip(head, first, strict=False)]
    code, lines = refused(tmp_path, workbook({**SHEETS, table: [head, changed, *rest]}))
    assert (code, lines[0][: len(line)]) == (1, line)


def test_a_claim_and_a_sheet_may_not_differ(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Claims": [HEAD, row()], "sources": [["source", "title"], ["visits", "Other notes"]]}
    code, lines = refused(tmp_path, workbook(sheets))
    assert (code, lines) == (
        1, [" (Claims): row 2, column source_title (M2): another row says of visits: Other notes"],
    )  # fmt: skip


def test_a_sheet_gives_what_replacing_would_lose(tmp_path: Path) -> None:
    first = workbook(SHEETS)
    imported(tmp_path, first)
    _, dossier = imported(tmp_path, first, XlsxOptions(force=True, state=tmp_path / "state"))
    assert (len(dossier.records(Policy)), len(dossier.records(Indicator))) == (1, 1)


@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_template_has_every_column_and_is_no_claim_itself(tmp_path: Path, language: str) -> None:
    data = template_workbook(Translator(language))
    (tmp_path / "t.xlsx").write_bytes(data)
    spreadsheet = opened(tmp_path / "t.xlsx")
    for sheet, columns in zip(spreadsheet.worksheets, (COLUMNS, *RECORD_COLUMNS.values()), strict=True):
        assert sheet.max_column == len(header(columns))
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        assert str(sheet["A2"].value).startswith("#")
    lists = {item.formula1 for item in spreadsheet.worksheets[0].data_validations.dataValidation}
    assert '"direct,related,inferred,aim,none"' in lists
    code, lines = refused(_fresh(tmp_path), data)
    assert (code, lines) == (2, [": there is no claim in it. Fill in the template first."])
    assert template_workbook(Translator(language)) == data


def _fresh(folder: Path) -> Path:
    created = folder / "fresh"
    created.mkdir()
    return created


TEXTS = [
    "=1+1", "'=1+1", "-5 of them", "#hashtag", "a; b", '“quoted” "too", and, commas', "ទឹក", "1.234", "2008-06", "x",
]  # fmt: skip


def many_claims(n: int) -> bytes:
    """A workbook with so many claims, in which everything stands that a spreadsheet may take for something else."""
    chance = random.Random(n)
    head = [name for name in header(languages=["en", "id"]) if name not in {"same_as", "aim_text_id", "data_of"}]
    rows: list[list[object]] = []
    for number in range(n):
        cells: dict[str, object] = {
            "id": f"c{number}",
            "programme": f"P{number % 7}",
            "programme_name_en": f"Programme {number % 7}",
            "dimension": chance.choice(["output", "outcome", "impact", None]),
            "stance": chance.choice(["supports", "contradicts", "context"]),
            "statement_en": f"{chance.choice(TEXTS)} {number}",
            "statement_id": chance.choice([None, *TEXTS]),
            "excerpt": chance.choice(TEXTS),
            "excerpt_language": "en",
            "excerpt_page": chance.choice(["iv", "4-6", 7]),
            "figure_en": "sum",
            "value": chance.choice([1, 0.1, 1.234, 429380, -5.5, 1e-7, 2**40, 12345.678]),
            "unit_en": "x",
            "role": chance.choice([None, "actual"]),
            "figure_year": 2012,
            "place_en": chance.choice([None, *TEXTS]),
            "start": chance.choice([date(2008, 6, number % 28 + 1), "2008-06", 2008]),
            "actor": chance.choice(["ILO", "State; ILO"]),
            "tie": "direct",
            "trend": chance.choice([None, "better"]),
            "source": f"s{number % 11}",
            "source_title": f"Source {number % 11}",
            "source_kind": "survey",
            "locator": chance.choice(["p. 4", 12, None]),
            "reading": "direct",
            "note_en": chance.choice([None, *TEXTS]),
        }
        rows.append([cells.get(name) for name in head])
    return workbook({"Claims": [head, *rows]})


def claims_of(dossier: Dossier) -> list[Evidence]:
    return list(dossier.records(Evidence))


def written(dossier: Path, form: str, output: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Path:
    """What the command prints, as a file."""
    capfdbinary.readouterr()
    assert run(["--dossier", str(dossier), "list", "evidence", "--unblind", "--format", form]) == 0
    output.write_bytes(capfdbinary.readouterr().out)
    return output


def round_trip(folder: Path, workbooks: list[Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Each goes in, out as XLSX and CSV, and in again, and says the same everywhere."""
    first: list[Evidence] = []
    for number, path in enumerate(workbooks):
        place = folder / str(number)
        place.mkdir()
        import_xlsx([path], place / "d.json", XlsxOptions(state=folder / "state"))
        dossier = load(place / "d.json")
        first = first or claims_of(dossier)
        assert claims_of(dossier) == first
        again = written(place / "d.json", "xlsx", place / "out.xlsx", capfdbinary)
        import_xlsx([again], place / "x.json", XlsxOptions(state=folder / "state"))
        table = written(place / "d.json", "import-csv", place / "out.csv", capfdbinary)
        import_csv([table], place / "c.json", CsvOptions(state=folder / "state"))
        for name in ("x.json", "c.json"):
            same = load(place / name)
            assert claims_of(same) == first
            assert {actor.id: actor for actor in same.records(Actor)} == {a.id: a for a in dossier.records(Actor)}
            assert list(same.records(Programme)) == list(dossier.records(Programme))


@pytest.mark.slow
def test_claims_go_in_and_out_unchanged(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.xlsx").write_bytes(many_claims(40))
    round_trip(tmp_path, [tmp_path / "a.xlsx"], capfdbinary)


@pytest.mark.slow
def test_2000_claims_of_openpyxl_and_libreoffice_go_in_and_out_unchanged(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(many_claims(2000))
    paths = [tmp_path / "a.xlsx"]
    if has_calc():
        paths.append(converted(paths[0], tmp_path / "office"))
    round_trip(tmp_path, paths, capfdbinary)
    if not has_calc():
        pytest.skip("LibreOffice is not here with its spreadsheet: by openpyxl alone")


@pytest.mark.slow
def test_the_dossier_that_ships_goes_out_and_in(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = written(default_path(), "xlsx", tmp_path / "out.xlsx", capfdbinary)
    _, dossier = imported(tmp_path, path.read_bytes())
    before = load(default_path())
    for kind in (Policy, Indicator, Alignment, Aim):
        changed = {record.id for record in dossier.records(kind)} ^ {record.id for record in before.records(kind)}
        assert not changed
    for claim in claims_of(dossier):
        assert claim == before.record(Evidence, claim.id)


@pytest.mark.parametrize("text", TEXTS)
def test_a_quoted_text_is_the_same_again(text: str) -> None:
    assert unquoted(quoted(text)) == text


def test_a_workbook_is_for_no_terminal_and_of_claims_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "sources", "--format", "xlsx"]) == 2
    assert "--format xlsx is for claims" in capsys.readouterr().err
