"""`ilo-tui import ... --draft`: rows become changes of one's draft, and decisions on what they leave alone stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from tests.dossier.editions.drafting import base, data
from tests.review.help import begun
from tests.watching import marks

Printed = pytest.CaptureFixture[str]
HEAD = "programme,programme_name_en,dimension,stance,statement_en,source,source_title,locator\n"
CLAIMS = [f"w,Wells,outcome,for,The wells of village {n} hold watre.,s,Report,p. {n}\n" for n in range(1, 25)]
ON_TOP = "w,Wells,outcome,against,A new claim on top.,s,Report,p. 0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.json").write_bytes(data(base()))
    (tmp_path / "reviews").mkdir()
    return tmp_path


def ilo_tui(folder: Path, *words: str, dossier: str = "1.json", reviewer: str = "Dara") -> int:
    settings = ["--dossier", str(folder / dossier), "--reviews", str(folder / "reviews")]
    return run([*settings, *(["--reviewer", reviewer] if reviewer else []), *words])


def table(folder: Path, text: str, name: str = "claims.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


ROWS = "id,programme,dimension,stance,statement_en,source,locator\n"
TWO = f"{ROWS}ev-2,one,outcome,against,Statement ev-2,src,p. 7\nclm-9,two,output,for,It was new,src,\n"


def test_rows_are_shown_and_taken_in_one_save_and_the_second_time_nothing_is_left(
    folder: Path, capsys: Printed
) -> None:
    file = table(folder, TWO)
    before = marks(folder / "reviews")
    assert ilo_tui(folder, "import", "csv", file, "--draft", "--dry-run") == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "~ evidence/ev-2: changed (claims.csv, row 2)",
        "    locator: {+p. 7+}",
        "+ evidence/clm-9: added (claims.csv, row 3)",
    ]
    assert "1 new, 1 changed, 0 as they are there" in shown.err
    assert (marks(folder / "reviews"), "dry run" in shown.err) == (before, True)
    assert ilo_tui(folder, "import", "csv", file, "--draft") == 0
    assert "2 changes are in the draft" in capsys.readouterr().err
    assert ilo_tui(folder, "drafts", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["changes"], row["state"]) == (2, "open")
    assert ilo_tui(folder, "import", "csv", file, "--draft") == 0
    shown = capsys.readouterr()
    assert (shown.out, "0 new, 0 changed, 2 as they are there" in shown.err) == ("", True)
    assert ilo_tui(folder, "publish", "-o", str(folder / "2.json")) == 0
    assert {"ev-1", "ev-2", "clm-9"} <= {row["id"] for row in published(folder)["evidence"].values()}


def published(folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    tables: dict[str, dict[str, dict[str, object]]] = json.loads((folder / "2.json").read_bytes())
    return tables


@pytest.mark.parametrize(
    "words",
    [
        ("csv", "FILE", "--draft", "-o", "made.json"),
        ("csv", "FILE", "--draft", "--force"),
        ("csv", "FILE", "--dry-run"),
        ("csv", "--draft"),
        ("iati", "FILE", "--draft"),
        ("csv", "FILE", "--draft", "--sheet", "claims"),
        ("csv", "nosuch.csv", "--draft"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(folder: Path, words: tuple[str, ...]) -> None:
    file = table(folder, TWO)
    assert ilo_tui(folder, "import", *(file if word == "FILE" else word for word in words)) == 2
    assert list((folder / "reviews").iterdir()) == []


def test_it_is_somebodys_draft_and_nothing_is_written_read_only(folder: Path, capsys: Printed) -> None:
    file = table(folder, TWO)
    assert ilo_tui(folder, "import", "csv", file, "--draft", reviewer="") == 2
    assert "Say who you are with --reviewer." in capsys.readouterr().err
    assert ilo_tui(folder, "--read-only", "import", "csv", file, "--draft") == 2
    assert ilo_tui(folder, "--read-only", "import", "csv", file, "--draft", "--dry-run") == 0
    assert list((folder / "reviews").iterdir()) == []


def test_bad_cells_are_named_and_nothing_is_taken(folder: Path, capsys: Printed) -> None:
    file = table(folder, TWO + ",one,output,perhaps,It may be,src,\n")
    assert ilo_tui(folder, "import", "csv", file, "--draft") == 1
    assert "row 4, column stance" in capsys.readouterr().err
    assert list((folder / "reviews").glob("*.json")) == []


def test_a_fault_that_the_rows_would_make_is_named(folder: Path, capsys: Printed) -> None:
    file = table(folder, f"{ROWS.strip()},same_as\nclm-9,two,output,for,It was new,src,,nosuch\n")
    assert ilo_tui(folder, "import", "csv", file, "--draft") == 1
    assert "to be mended: evidence/" in capsys.readouterr().err


def test_a_row_on_top_and_a_typo_mended_cost_one_decision_of_24(folder: Path, capsys: Printed) -> None:
    dossier = folder / "w.json"
    assert run(["import", "csv", table(folder, HEAD + "".join(CLAIMS)), "-o", str(dossier)]) == 0
    before = Items(load(dossier))
    claims = [f"evidence:{claim.id}" for claim in load(dossier).records(Evidence)]
    session = begun(ReviewEnvironment(folder / "reviews", before, "0" * 16), claims)
    scale = before.scales("evidence")[0]
    for claim in claims:
        session.answer(claim, scale.id, scale.values[0].code)
    session.close()
    changed = [ON_TOP, *CLAIMS[:6], CLAIMS[6].replace("watre", "water"), *CLAIMS[7:]]
    capsys.readouterr()
    assert ilo_tui(folder, "import", "csv", table(folder, HEAD + "".join(changed)), "--draft", dossier="w.json") == 0
    shown = capsys.readouterr()
    assert "    statement.en: The wells of village 7 hold [-watre-]{+water+}." in shown.out.splitlines()
    # The source and the programme are in the rows as well.
    assert "1 new, 1 changed, 25 as they are there" in shown.err
    assert ilo_tui(folder, "publish", "-o", str(folder / "2.json"), dossier="w.json") == 0
    after, states = Items(load(folder / "2.json")), session.history.states()
    counting = [claim for claim in claims if after.is_current(claim, states[claim].item_hash)]
    assert (len(claims), len(counting), len(after.dossier.records(Evidence))) == (24, 23, 25)
    assert [claim for claim in claims if after.hash_of(claim) is None] == []


@pytest.mark.share(2)
@pytest.mark.parametrize(("form", "kind", "rows"), [("import-csv", "csv", 228), ("xlsx", "xlsx", 497)])
def test_what_the_shipped_dossier_gives_out_as_a_table_is_the_same_when_it_comes_back(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str, kind: str, rows: int
) -> None:
    shipped = ["--reviews", str(folder / "reviews"), "--reviewer", "Dara"]
    assert run([*shipped, "list", "evidence", "--format", form]) == 0
    file = folder / f"all.{kind}"
    file.write_bytes(capfdbinary.readouterr().out)
    assert run([*shipped, "import", kind, str(file), "--draft", "--dry-run"]) == 0
    shown = capfdbinary.readouterr()
    assert (shown.out, f"0 new, 0 changed, {rows} as they are there".encode() in shown.err) == (b"", True)
