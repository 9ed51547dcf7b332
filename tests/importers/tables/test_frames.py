"""Dimensions of a table: those of the frame in use, by id and by name in any of its languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.frames import usual_scales
from ilo_tui.dossier.model import Dimension, Evidence, Scale
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.validation import check_file
from ilo_tui.review.hashing import hash_of
from tests.dossier.small import both, dimension, numbered, small, written
from tests.importers.tables.test_tables import ROW, table


def frame(folder: Path) -> Path:
    """A dossier with two dimensions of its own, named in two languages, and a scale."""
    names = {"relevance": {"en": "Relevance", "id": "Relevansi"}, "reach": {"en": "Wide reach", "km": "វិសាលភាព"}}
    dimensions = [{**dimension(ident, order), "name": name} for order, (ident, name) in enumerate(names.items(), 1)]
    for item in dimensions:
        item["name"] = {**both("x"), **item["name"]}
    tables = {**small(), "dimensions": numbered(*dimensions)}
    for name in ("evidence", "indicators", "suggestions", "alignments"):
        tables[name] = {}
    folder.mkdir()
    return written(folder, tables)


@pytest.mark.parametrize(
    ("named", "result"),
    [
        ("relevance", "relevance"),
        ("RELEVANSI", "relevance"),
        ("wide\u00a0 Reach\u200b", "reach"),
        ("វិសាលភាព", "reach"),
        ("", None),
    ],
)
def test_a_claim_may_be_of_any_dimension_of_the_frame(tmp_path: Path, named: str, result: str | None) -> None:
    path, output, base = tmp_path / "in.csv", tmp_path / "out.json", frame(tmp_path / "frame")
    path.write_text(table({**ROW, "dimension": named}), encoding="utf-8")
    assert run(["--dossier", str(base), "import", "csv", str(path), "-o", str(output)]) == 0
    assert [fault for fault in check_file(output) if not fault.warning] == []
    created, known = load(output), load(base)
    assert [evidence.dimension for evidence in created.records(Evidence)] == [result]
    assert list(created.ids(Dimension)) == ["relevance", "reach"]
    assert created.record(Dimension, "reach").question.items() >= known.record(Dimension, "reach").question.items()
    assert all(
        "Nothing is concluded yet" in dimension.conclusion.text["en"] for dimension in created.records(Dimension)
    )
    assert list(map(hash_of, created.records(Scale))) == list(map(hash_of, known.records(Scale)))


def test_a_frame_without_scales_is_judged_by_the_usual_ones(tmp_path: Path) -> None:
    path, output, base = tmp_path / "in.csv", tmp_path / "out.json", frame(tmp_path / "frame")
    bare = {**json.loads(base.read_bytes()), "scales": {}}
    base.write_text(json.dumps(bare), encoding="utf-8")
    path.write_text(table({**ROW, "dimension": "reach"}), encoding="utf-8")
    assert run(["--dossier", str(base), "import", "csv", str(path), "-o", str(output)]) == 0
    assert list(load(output).records(Scale)) == usual_scales()
    assert list(load(output).ids(Dimension)) == ["relevance", "reach"]


def test_another_name_is_refused_with_those_of_the_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, output, base = tmp_path / "in.csv", tmp_path / "out.json", frame(tmp_path / "frame")
    path.write_text(table({**ROW, "dimension": "outcome"}), encoding="utf-8")
    assert run(["--dossier", str(base), "import", "csv", str(path), "-o", str(output)]) == 1
    printed = capsys.readouterr().err
    assert "row 2, column dimension: outcome is none of relevance, reach, " in printed


def test_a_dossier_that_is_set_but_made_only_now_is_no_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_text(table(ROW), encoding="utf-8")
    monkeypatch.setenv("ILO_TUI_DOSSIER", str(output))
    assert run(["import", "csv", str(path), "-o", str(output)]) == 0
    assert list(load(output).ids(Dimension)) == ["output", "outcome", "impact"]
    monkeypatch.setenv("ILO_TUI_DOSSIER", str(tmp_path / "nowhere.json"))
    assert run(["import", "csv", str(path), "-o", str(tmp_path / "other.json")]) == 2
