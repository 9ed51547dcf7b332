"""An import as a state machine, without a screen: done, refused, stopped, and what is written meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.imports import ImportState, ImportTask, framework_base, refuse_misuse
from ilo_tui.core.errors import UsageError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.repository import load
from ilo_tui.importers.importer import ImportRequest
from ilo_tui.importers.registry import CSV, IATI

EN = Translator("en")
ACTIVITY = """<iati-activities version="2.03"><iati-activity>
<iati-identifier>XX-1</iati-identifier><title><narrative xml:lang="en">Schools</narrative></title>
</iati-activity></iati-activities>"""
TABLE = "programme,programme_name,source,source_title,statement,stance,confidence\n"


@pytest.fixture
def activities(tmp_path: Path) -> ImportRequest:
    path = tmp_path / "a.xml"
    path.write_text(ACTIVITY, encoding="utf-8")
    return ImportRequest((path,), tmp_path / "d.json")


def test_a_dossier_is_written_and_accounted_for(activities: ImportRequest) -> None:
    task = ImportTask(IATI, activities)
    seen: list[tuple[int, int]] = []
    assert task.state is ImportState.READY and task.localise(EN) == []
    assert task.run(lambda read, total: seen.append((read, total))) is ImportState.FINISHED
    assert task.exit_code == 0
    assert len(load(activities.output).records(Programme)) == 1
    assert seen[-1] == (task.read, task.total) == (len(ACTIVITY), len(ACTIVITY))
    assert task.localise(EN)[0] == f"{activities.output} is written."


def test_it_runs_once(activities: ImportRequest) -> None:
    task = ImportTask(IATI, activities)
    task.run()
    with pytest.raises(RuntimeError):
        task.run()


@pytest.mark.parametrize("kind", ["iati", "csv"])
def test_stopped_while_reading_it_writes_nothing(kind: str, tmp_path: Path) -> None:
    path, output = tmp_path / "in", tmp_path / "d.json"
    path.write_text(ACTIVITY if kind == "iati" else TABLE + "clm,Mines,dol,Report,Fewer,supports,high\n")
    output.write_text("precious")
    task = ImportTask(IATI if kind == "iati" else CSV, ImportRequest((path, path), output, force=True))
    assert task.run(lambda read, total: task.stop()) is ImportState.STOPPED
    assert task.exit_code == 130 and task.report is None
    assert 0 < task.read < task.total
    assert output.read_text() == "precious"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["d.json", "in"]


def test_a_stop_behind_the_last_byte_comes_too_late(activities: ImportRequest) -> None:
    task = ImportTask(IATI, activities)
    task.run(lambda read, total: task.stop() if read == total else None)
    assert task.state is ImportState.FINISHED
    assert activities.output.exists()


def test_what_cannot_be_read_is_refused_with_its_exit_code(tmp_path: Path) -> None:
    path, output = tmp_path / "a.csv", tmp_path / "d.json"
    path.write_text(TABLE + "clm,Mines,dol,Report,Fewer,perhaps,high\n")
    rows = ImportTask(CSV, ImportRequest((path,), output))
    assert (rows.run(), rows.exit_code) == (ImportState.REFUSED, 1)
    assert "row 2, column stance" in rows.localise(EN)[0]
    missing = ImportTask(CSV, ImportRequest((tmp_path / "b.csv",), output))
    assert (missing.run(), missing.exit_code) == (ImportState.REFUSED, 2)
    assert "no such file" in missing.localise(EN)[0]
    assert not output.exists()


def test_a_faulty_or_missing_base_is_refused(activities: ImportRequest, tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    for text, code in (('{"meta": {"1": {"id": "x"}}}', 1), ("no dossier", 2)):
        base.write_text(text)
        task = ImportTask(IATI, ImportRequest(activities.files, activities.output, base=base))
        assert (task.run(), task.exit_code) == (ImportState.REFUSED, code)
        assert "base.json" in task.localise(EN)[0]
    assert not activities.output.exists()


def test_an_option_that_cannot_be_meant_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    request = ImportRequest((tmp_path / "missing",), tmp_path / "d.json", values={"encoding": "klingon\x1b"})
    task = ImportTask(CSV, request)
    assert (task.run(), task.exit_code) == (ImportState.REFUSED, 2)
    message = "klingon␛ is no encoding that is known; write utf-8, utf-16 or windows-1252"
    assert task.localise(EN) == [message]
    assert ImportTask(IATI, request).localise(EN) == []
    with pytest.raises(UsageError) as misplaced:
        refuse_misuse(IATI, request)
    assert "XML file says itself" in misplaced.value.line(EN)
    with pytest.raises(UsageError) as unknown:
        refuse_misuse(CSV, ImportRequest((), tmp_path, language="English"))
    assert unknown.value.localise(EN) == ["English is no code of a language; write en, id or km"]
    refuse_misuse(CSV, ImportRequest((), tmp_path, language="en-GB", values={"encoding": "cp1252"}))


def test_a_language_is_taken_without_its_region(activities: ImportRequest) -> None:
    text = ACTIVITY.replace(' xml:lang="en"', "")
    activities.files[0].write_text(text)
    ImportTask(IATI, ImportRequest(activities.files, activities.output, language="NL-be")).run()
    (programme,) = load(activities.output).records(Programme)
    assert programme.name["nl"] == "Schools"


def test_the_framework_is_not_that_of_the_dossier_which_is_made_now(tmp_path: Path) -> None:
    output, other = tmp_path / "d.json", tmp_path / "other.json"
    assert framework_base(None, output) is None
    assert framework_base(other, output) == other
    assert framework_base(tmp_path / "." / "d.json", output) is None
    output.write_text("{}")
    assert framework_base(output, output) == output
