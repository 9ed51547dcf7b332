"""An importer is added in one place: here one is, and the command line has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui import cli
from ilo_tui.core.errors import InputError
from ilo_tui.core.translator import Translator
from ilo_tui.importers import registry
from ilo_tui.importers.importer import (
    Importer,
    ImportOption,
    ImportReport,
    ImportRequest,
    Progress,
    Template,
    no_progress,
    progress_by_file,
)
from ilo_tui.importers.tables.table_report import TableReport


def _import_notes(request: ImportRequest, progress: Progress) -> ImportReport:
    """Each line of the files, in capitals if asked."""
    lines: list[str] = []
    for path, file_progress in progress_by_file(request.files, progress):
        lines += path.read_text(encoding="utf-8").splitlines()
        file_progress(path.stat().st_size, path.stat().st_size)
    if not lines:
        raise InputError.of(request.files[0], "there is no note in it")
    text = "\n".join([*lines, *request.texts("tag"), request.text("signed_by")])
    request.output.write_text(text.upper() if request.switch("capitals") else text, encoding="utf-8")
    return TableReport(output=request.output.name)


NOTES = Importer(
    name="notes",
    title="notes of the field",
    endings=(".txt", ".md"),
    run=_import_notes,
    template=lambda tr: Template("# a note\n"),
    options=(
        ImportOption("--capitals", "notes: in capitals"),
        ImportOption("--tag", "notes: a tag", "WORD", repeated=True),
        ImportOption(
            "--signed-by",
            "notes: who wrote them",
            "NAME",
            accept=str.istitle,
            complaint="{value} is no name",
            misplaced="only notes are signed",
        ),
    ),
)


@pytest.fixture(autouse=True)
def _one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "IMPORTERS", (*registry.IMPORTERS, NOTES))


def test_the_command_line_offers_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.run(["import", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert "notes: notes of the field (.txt, .md)" in printed
    assert "{iati,csv,xlsx,references,notes}" in printed
    assert "--signed-by NAME notes: who wrote them" in printed


def test_it_runs_with_its_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, output = tmp_path / "a.txt", tmp_path / "d.json"
    path.write_text("The school is open.\n")
    words = ["import", "notes", str(path), "-o", str(output), "--tag", "a", "--tag", "b"]
    assert cli.run([*words, "--capitals", "--signed-by", "Sok Dara"]) == 0
    assert output.read_text() == "THE SCHOOL IS OPEN.\nA\nB\nSOK DARA"
    assert "d.json" in capsys.readouterr().err
    assert cli.run([*words, "--signed-by", "nobody"]) == 2
    assert capsys.readouterr().err == "nobody is no name\n"


def test_what_it_refuses_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("")
    assert cli.run(["import", "notes", str(tmp_path / "a.txt"), "-o", str(tmp_path / "d.json")]) == 2
    assert "there is no note in it" in capsys.readouterr().err


def test_it_has_a_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["import", "notes", "--template"]) == 0
    assert capsys.readouterr().out == "# a note\n"


def test_others_refuse_its_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["import", "csv", "a", "-o", str(tmp_path / "d.json"), "--signed-by", "Sok"]) == 2
    assert capsys.readouterr().err == "only notes are signed\n"


def test_every_importer_says_what_it_needs() -> None:
    tr = Translator("id")
    names = [importer.name for importer in registry.IMPORTERS]
    assert len(set(names)) == len(names)
    for importer in registry.IMPORTERS[:-1]:
        assert tr(importer.title) != importer.title, "a title is translated"
        assert all(ending.startswith(".") for ending in importer.endings)
        assert importer.template(tr).data
    by_flag: dict[str, ImportOption] = {}
    for option in (option for importer in registry.IMPORTERS for option in importer.options):
        assert by_flag.setdefault(option.flag, option) == option, "a shared option is the same everywhere"


def test_the_bytes_of_files_count_together(tmp_path: Path) -> None:
    small, large = tmp_path / "1", tmp_path / "2"
    small.write_bytes(b"x" * 10)
    large.write_bytes(b"x" * 20)
    seen: list[tuple[int, int]] = []
    for path, progress in progress_by_file([small, large, tmp_path / "missing"], lambda *counts: seen.append(counts)):
        size = path.stat().st_size if path.exists() else 0
        progress(5, size)
    assert seen == [(5, 30), (15, 30), (35, 0)]
    no_progress(1, 2)
