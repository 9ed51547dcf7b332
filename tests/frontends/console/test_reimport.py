"""A table that grows: judged, imported again with `--force`, and every decision still counts; by the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices.office import Office

HEADER = "programme,programme_name_en,dimension,stance,statement_en,source,source_title,locator,confidence\n"
FIVE = "".join(f"w,Wells,outcome,for,Claim number {n}.,s,Report,p. {n},high\n" for n in range(1, 6))
ON_TOP = "w,Wells,outcome,against,A new claim on top.,s,Report,p. 0,high\n"
OLD = Path(__file__).parents[2] / "importers" / "former"
QUEUE = ("--queue", "evidence")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "home").mkdir()
    return Office(tmp_path / "home", tmp_path / "reviews")


def judge(office: Office, dossier: Path, claims: int, holds: str) -> None:
    """Judge this many claims, in lines; `holds` is the key of what is true."""
    console = office.lines("Sok Dara", *QUEUE, "--dossier", str(dossier))
    for _ in range(claims):
        assert "Saved" in console.type(holds) and "Saved" in console.type("3")
    console.type("finish")
    console.type("yes")
    assert console.exit_code() == 0


def left_to_judge(office: Office, dossier: Path) -> str:
    """The first item that the reviewer has not judged yet, as it is told."""
    console = office.lines("Sok Dara", *QUEUE, "--not-judged", "--dossier", str(dossier))
    console.kill()
    return console.printed


@pytest.mark.slow
def test_five_decisions_stay_when_a_row_comes_on_top(office: Office, tmp_path: Path) -> None:
    table, dossier = tmp_path / "claims.csv", tmp_path / "d.json"
    table.write_text(HEADER + FIVE, encoding="utf-8")
    printed = office.run("import", "csv", str(table), "-o", str(dossier)).stderr
    assert "The column id is what keeps decisions when rows are added or changed." in printed
    judge(office, dossier, 5, holds="3")
    table.write_text(HEADER + ON_TOP + FIVE, encoding="utf-8")
    printed = office.run("import", "csv", str(table), "-o", str(dossier), "--force").stderr
    assert "claims: 5 as in the dossier before, 0 changed, 1 new, 0 gone" in printed
    shown = left_to_judge(office, dossier)
    assert "Item 1 of 1: " in shown and "A new claim on top." in shown
    assert shown.count("[you: True]") == 5


@pytest.mark.share(2)
@pytest.mark.parametrize(("kind", "stem"), [("csv", "claims"), ("iati", "activities")])
def test_decisions_on_a_dossier_of_0_1_stay(office: Office, tmp_path: Path, kind: str, stem: str) -> None:
    dossier, file = tmp_path / "d.json", OLD / f"{stem}.{'csv' if kind == 'csv' else 'xml'}"
    dossier.write_bytes((OLD / f"{stem}.json").read_bytes())
    judge(office, dossier, 5, holds="1")
    office.run("import", kind, str(file), "-o", str(dossier), "--force")
    words = ("--plain", "--dossier", str(dossier), "--reviewer", "Sok Dara", "review", *QUEUE, "--not-judged")
    assert "there is nothing to judge in this queue" in office.run(*words, code=2).stdout
