"""A report is written whole or not at all, and never over what is there unless asked."""

from __future__ import annotations

import errno
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from ilo_tui.core.disk import Disk
from ilo_tui.core.errors import OutputError
from ilo_tui.core.paths import STDOUT
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.form import OneFile, ReportForm
from ilo_tui.exporters.report.forms import form_named, report_forms
from ilo_tui.exporters.report.writing import Output, write_report
from tests.exporters.report.team import report_of, worked

ENGLISH = Translator("en")
FORMS = [form.name for form in report_forms()]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return report_of(worked(tmp_path))


def message(caught: pytest.ExceptionInfo[OutputError]) -> str:
    return " ".join(caught.value.localise(ENGLISH))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_there_is_replaced_only_when_forced(tmp_path: Path, report: Report, form: str) -> None:
    dossier, path = tmp_path / "dossier.json", tmp_path / "out" / "report"
    path.parent.mkdir()
    write_report(report, ENGLISH, Output(path, form_named(form)))
    with pytest.raises(OutputError) as caught:
        Output(path, form_named(form)).check(dossier)
    assert "--force" in message(caught)
    Output(path, form_named(form), force=True).check(dossier)
    write_report(report, ENGLISH, Output(path, form_named(form), force=True))
    assert [path.name for path in path.parent.iterdir()] == ["report"]


def test_other_files_in_a_folder_of_tables_stay(tmp_path: Path, report: Report) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    write_report(report, ENGLISH, Output(folder, form_named("csv"), force=True))
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "votes.csv").exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_place_that_is_not_there_is_refused_before_any_work(tmp_path: Path, form: str) -> None:
    with pytest.raises(OutputError) as caught:
        Output(tmp_path / "no" / "report", form_named(form)).check(tmp_path / "dossier.json")
    assert "its folder does not exist" in message(caught)


def test_a_file_and_a_folder_are_not_taken_for_each_other(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="1 problems"):
        Output(tmp_path / "file", form_named("csv"), force=True).check(tmp_path / "dossier.json")
    with pytest.raises(OutputError, match="1 problems"):
        Output(tmp_path, form_named("html"), force=True).check(tmp_path / "dossier.json")


def test_the_dossier_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "dossier.json").touch()
    with pytest.raises(OutputError, match="1 problems"):
        Output(tmp_path / "dossier.json", form_named("json"), force=True).check(tmp_path / "dossier.json")


@contextmanager
def small_disk() -> Iterator[None]:
    """No file may grow beyond 1 KiB, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path: Path, report: Report, form: str) -> None:
    place = tmp_path / "out"
    place.mkdir()
    path = place / "report"
    if form != "csv":
        path.write_text("before")
    with small_disk(), pytest.raises(OutputError) as caught:
        write_report(report, ENGLISH, Output(path, form_named(form), force=True))
    assert "no room left" in message(caught)
    assert [path.name for path in place.iterdir()] == ([] if form == "csv" else ["report"])
    assert form == "csv" or path.read_text() == "before"


class Interrupted(Disk):
    """A disk at which Ctrl+C comes the moment before a finished file gets its name."""

    def publish(self, source: Path, target: Path) -> None:
        raise KeyboardInterrupt


@pytest.mark.parametrize("form", FORMS)
def test_an_interrupt_leaves_nothing(tmp_path: Path, report: Report, form: str) -> None:
    place = tmp_path / "out"
    place.mkdir()
    with pytest.raises(KeyboardInterrupt):
        write_report(report, ENGLISH, Output(place / "report", form_named(form), disk=Interrupted()))
    assert not list(place.iterdir())


def test_a_folder_that_may_not_be_written_is_reported(tmp_path: Path, report: Report) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(OutputError) as caught:
        write_report(report, ENGLISH, Output(tmp_path / "out" / "report", form_named("html")))
    assert os.strerror(errno.EACCES) in message(caught)


@pytest.mark.parametrize(("spools", "to_stdout"), [(True, False), (True, True), (False, False)])
def test_only_a_form_that_spools_gets_a_folder_and_never_for_stdout(
    tmp_path: Path, report: Report, capfdbinary: pytest.CaptureFixture[bytes], *, spools: bool, to_stdout: bool
) -> None:
    folders: list[Path | None] = []

    def write(_report: Report, _tr: Translator, file: BinaryIO, _path: Path, spool: Path | None) -> None:
        folders.append(spool)
        file.write(str(spool and spool.is_dir()).encode())

    form = ReportForm("slow", "slowly", 1, OneFile(write, spools=spools))
    write_report(report, ENGLISH, Output(STDOUT if to_stdout else tmp_path / "out", form))
    spooled = spools and not to_stdout
    content = capfdbinary.readouterr().out if to_stdout else (tmp_path / "out").read_bytes()
    assert content == str(spooled or None).encode()
    assert [folder.parent if folder else None for folder in folders] == [tmp_path if spooled else None]
    assert not any(folder and folder.exists() for folder in folders)
