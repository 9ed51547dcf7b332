"""A dossier of six dimensions, one called effectiveness as a scale is: it is imported, opened, judged and reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilo_tui.app.judging import Judging
from ilo_tui.cli import run
from ilo_tui.dossier.model import Dimension, Evidence, Scale
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Queue, QueueKind
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session_reading import read_session
from tests.conftest import MakeApp
from tests.dossier.criteria import CRITERIA, six_criteria
from tests.frontends.tui.starting import keys
from tests.importers.iati.iati_files import activity, document, result
from tests.importers.tables.test_tables import table
from tests.review.help import SOK

COLUMNS = ["id", "programme", "programme_name", "dimension", "stance", "statement", "tie", "reading", "actor", "source",
           "source_title", "source_publisher"]  # fmt: skip
WORDS = ["relevance", "Koherensi", "EFEKTIVITAS", "efficiency", "3", "Sustainability"]
"""What a table may call the six: ids, names in either language, the code of IATI for an impact."""


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    """The frame of the six criteria."""
    (tmp_path / "frame").mkdir()
    return six_criteria(tmp_path / "frame")


@pytest.fixture
def imported(tmp_path: Path, frame: Path) -> Path:
    """A dossier of a claim for and one against each criterion, imported from a table."""
    rows = [
        {
            **{"id": f"c-{place}-{stance}", "programme": "CLM", "programme_name": "Monitoring", "dimension": word},
            **{"stance": stance, "statement": f"It speaks {stance} {word}.", "tie": "direct", "reading": "direct"},
            **{"actor": "ILO", "source": f"s-{stance}", "source_title": f"Report {stance}", "source_publisher": stance},
        }
        for place, word in enumerate(WORDS)
        for stance in ("for", "against")
    ]
    path, output = tmp_path / "claims.csv", tmp_path / "criteria.json"
    path.write_text(table(*rows, columns=COLUMNS), encoding="utf-8")
    assert run(["--dossier", str(frame), "import", "csv", str(path), "-o", str(output)]) == 0
    return output


@pytest.fixture
def opened(imported: Path) -> Dossier:
    """The dossier that was imported."""
    return load(imported)


def test_a_table_and_an_activity_are_imported_into_the_six(imported: Path, opened: Dossier, frame: Path) -> None:
    assert check_file(imported) == []
    assert list(opened.ids(Dimension)) == list(CRITERIA)
    assert "effectiveness" in opened.ids(Scale)
    claims = [evidence.dimension for evidence in opened.records(Evidence)]
    assert claims == [ident for ident in CRITERIA for _ in range(2)]
    path, output = imported.parent / "in.xml", imported.parent / "activities.json"
    path.write_text(document(activity(result("1") + result("2") + result("3"))), encoding="utf-8")
    assert run(["--dossier", str(frame), "import", "iati", str(path), "-o", str(output)]) == 0
    assert check_file(output) == []
    activities = load(output)
    assert list(activities.ids(Dimension)) == list(CRITERIA)
    assert [evidence.dimension for evidence in activities.records(Evidence)] == [
        "efficiency",
        "effectiveness",
        "impact",
    ]


def test_over_itself_the_table_keeps_what_was_judged(imported: Path, frame: Path) -> None:
    before = imported.read_bytes()
    words = ["--dossier", str(frame), "import", "csv", str(imported.parent / "claims.csv"), "-o", str(imported)]
    assert run([*words, "--force"]) == 0
    assert imported.read_bytes() == before


def judging_of(folder: Path, dossier: Dossier, queue: Queue) -> Judging:
    """A session on a queue, as a machine."""
    environment = ReviewEnvironment(folder, Items(dossier), "0123456789abcdef", clock=lambda: datetime.now(UTC))
    return Judging(environment.items, create_session(environment, SessionSpec(SOK, "en", queue)))


@pytest.fixture
def judged(tmp_path: Path, opened: Dossier) -> Iterator[Path]:
    """Reviews in which a claim on effectiveness and its crossing were judged."""
    reviews = tmp_path / "reviews"
    queues: dict[QueueKind, str] = {"evidence": "evidence:c-2-for", "cells": "cell:clm/effectiveness"}
    for kind, item in queues.items():
        machine = judging_of(reviews, opened, Queue(kind=kind, items=[item]))
        while scale := machine.question():
            step = machine.answer(scale.values[0].key)
            if scale.values[0].reason:
                # It is asked for, and kept with the answer.
                assert not step.saved and step.error
                assert machine.note("Nothing is missing").saved
                step = machine.answer(scale.values[0].key)
            assert step.saved
        machine.session.finish()
        machine.saver.close()
    yield reviews


def test_claims_and_crossings_are_judged_and_the_scale_is_not_the_dimension(judged: Path, opened: Dossier) -> None:
    decisions: dict[str, Decision] = {}
    for path in judged.glob("*.json"):
        records = [record for record in read_session(path).records if isinstance(record, Decision)]
        decisions |= {record.item: record for record in records}
    assert decisions["evidence:c-2-for"].values == {"verdict": "holds", "strength": "high"}
    crossing, scales = decisions["cell:clm/effectiveness"], ("effectiveness", "body-strength")
    assert crossing.values == {scale: opened.record(Scale, scale).values[0].code for scale in scales}
    assert crossing.note == "Nothing is missing"


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_it_is_reported(judged: Path, imported: Path, form: str) -> None:
    output = imported.parent / f"report.{form}"
    words = ["--dossier", str(imported), "--reviews", str(judged), "report", "--format", form, "-o", str(output)]
    assert run(words) == 0
    text = output.read_text(encoding="utf-8")
    assert all(name["en"] in text for name in CRITERIA.values())
    if form == "json":
        cells = {(line["row"], line["column"]) for line in json.loads(text)["cells"]}
        assert cells >= {("clm", ident) for ident in CRITERIA}


def test_the_commands_tell_the_dimension_from_the_scale(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def printed(*words: str) -> str:
        assert run(["--dossier", str(imported), *words]) == 0
        return capsys.readouterr().out

    assert "Effectiveness" in printed("show", "effectiveness")
    scale = load(imported).record(Scale, "effectiveness")
    assert scale.question["en"] in " ".join(printed("show", "scale:effectiveness").split())
    listed = json.loads(printed("list", "evidence", "--where", "dimension:effectiveness", "--json"))
    assert [claim["id"] for claim in listed] == ["c-2-for", "c-2-against"]
    assert "c-2-for" in printed("list", "evidence", "--where", "dimensi:efektivitas")
    assert len(json.loads(printed("list", "gaps", "--where", "dimension:effectiveness", "--json"))) == 0
    assert "Coherence" in printed("search", "coherence")


@pytest.mark.slow
@pytest.mark.share(8)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
@pytest.mark.parametrize("language", ["en", "id"])
async def test_it_is_looked_at_and_judged_on_the_screen(
    make_app: MakeApp, opened: Dossier, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    app = make_app(language, opened, reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "2")
        assert app.context.gap_map.columns == list(CRITERIA)
        assert app.context.gap_map.cell("clm", "effectiveness").counts == (1, 1, 0)
        await keys(pilot, "g l l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        assert (screen.cell.row, screen.cell.column) == ("clm", "effectiveness")
        await keys(pilot, "r")
        judge = app.screen
        assert isinstance(judge, JudgeScreen)
        await keys(pilot, "3")
        await keys(pilot, "4")
        (path,) = (tmp_path / "reviews").glob("*.json")
        assert [record.item for record in read_session(path).records if isinstance(record, Decision)][:1] == [
            "evidence:c-2-for"
        ]
