"""The report as a state machine: what may be chosen, where it may go, what is refused, stopped or written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ilo_tui.app.report import ReportChoice, ReportJob, report_choices
from ilo_tui.core.disk import READ_ONLY_DISK
from ilo_tui.core.folders import home
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import from_json
from ilo_tui.exporters.report.forms import form_named, report_forms
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.exporters.report.team import worked
from tests.review.help import SOK

ENGLISH = Translator("en")


class Team:
    """The sessions of a team, and the context to write a report of them."""

    def __init__(self, folder: Path) -> None:
        self.environment: ReviewEnvironment = worked(folder)
        self.items = self.environment.items
        self.context = ViewContext(self.items.dossier, ENGLISH)

    def job(self, form: str = "json", *, anonymise: bool = False, force: bool = False) -> ReportJob:
        return ReportJob(ReportChoice(form_named(form), anonymise), self.items.dossier, force=force)

    def entries(self) -> Sequence[SessionFile]:
        return SessionRepository(self.environment).entries()

    def write(self, job: ReportJob) -> bool:
        return job.write(self.context, self.items, self.entries)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "team")


def test_every_form_is_offered_with_names_and_without() -> None:
    keys = [choice.key for choice in report_choices()]
    names = [form.name for form in report_forms()]
    assert keys == [*names, *(f"anonymous {name}" for name in names)]
    assert len({choice.label(Translator("id")) for choice in report_choices()}) == len(keys)


def test_a_form_whose_library_is_not_installed_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "xlsxwriter")
    assert "xlsx" not in [choice.key for choice in report_choices()]


@pytest.mark.parametrize("form", [form.name for form in report_forms()])
def test_a_report_is_written_where_it_is_placed(team: Team, tmp_path: Path, form: str) -> None:
    job = team.job(form)
    assert job.state == "unplaced"
    assert job.suggested_path() == home() / form_named(form).file_name(f"report-{team.items.dossier.meta.id}")
    assert job.place(str(tmp_path / "out"))
    assert (job.state, job.path) == ("placed", tmp_path / "out")
    assert team.write(job)
    assert (job.state, job.fault, job.fault_text(ENGLISH)) == ("written", None, "")
    assert job.path.is_dir() == form_named(form).is_folder


def test_names_are_withheld_where_that_was_chosen(team: Team, tmp_path: Path) -> None:
    for anonymise in (False, True):
        job = team.job(anonymise=anonymise)
        job.place_at(tmp_path / f"{anonymise}.json")
        assert team.write(job)
        data = job.path.read_bytes()
        assert from_json(data).anonymised is anonymise
        assert (SOK.name.encode() in data) is not anonymise


def test_a_folder_takes_the_report_under_its_name_and_dash_is_a_name(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = team.job()
    assert job.place(str(tmp_path))
    assert job.path == tmp_path / job.file_name
    monkeypatch.chdir(tmp_path)
    assert job.place("-")
    assert job.path == tmp_path / "-"
    tables = team.job("csv")
    assert tables.place(str(tmp_path))
    assert tables.path == tmp_path


def test_what_is_refused_says_why_and_another_place_may_be_tried(team: Team, tmp_path: Path) -> None:
    job = team.job()
    precious = tmp_path / "precious"
    precious.write_text("mine")
    refusals = {
        "~nobody-of-this-name/x": "there is no user of that name",
        str(precious): "this file exists already",
        str(tmp_path / "no" / "x"): "its folder does not exist",
        str(next((tmp_path / "team" / "reviews").glob("2*.json"))): "never written over",
    }
    for typed, words in refusals.items():
        assert not (job.place(typed) and team.write(job))
        assert job.state == "refused"
        assert words in job.fault_text(ENGLISH)
        assert "--force" not in job.fault_text(ENGLISH)
    assert job.place(str(tmp_path / "free.json"))
    assert team.write(job)
    assert precious.read_text() == "mine"


def test_what_exists_is_replaced_with_force_but_never_the_dossier(team: Team, tmp_path: Path) -> None:
    job = team.job(force=True)
    job.place_at(tmp_path / "old")
    job.path.write_text("old")
    assert job.check()
    assert team.write(job)
    dossier = team.items.dossier.path
    job.place_at(dossier)
    assert not job.check()
    assert "one of the files to read" in job.fault_text(ENGLISH)


def test_sessions_that_cannot_be_read_and_a_read_only_disk_are_reported(team: Team, tmp_path: Path) -> None:
    def broken() -> Sequence[SessionFile]:
        raise ReviewError("the folder cannot be read", "Look at it.", tmp_path)

    job = team.job()
    job.place_at(tmp_path / "out")
    assert not job.write(team.context, team.items, broken)
    assert "the folder cannot be read" in job.fault_text(ENGLISH)
    choice = ReportChoice(form_named("json"))
    job = ReportJob(choice, team.items.dossier, disk=READ_ONLY_DISK)
    job.place_at(tmp_path / "out")
    assert not team.write(job)
    assert "--read-only" in job.fault_text(ENGLISH)
    assert not (tmp_path / "out").exists()


def test_it_is_stopped_between_any_two_steps_and_leaves_nothing(team: Team, tmp_path: Path) -> None:
    steps: list[str] = []
    job = team.job()
    job.place_at(tmp_path / "complete")
    assert job.write(team.context, team.items, team.entries, steps.append)
    assert len(steps) == len(set(steps)) > 3
    for number in range(1, len(steps)):
        job, passed = team.job(), list[str]()
        job.place_at(tmp_path / "out")

        def stop_after(step: str, job: ReportJob = job, passed: list[str] = passed, number: int = number) -> None:
            passed.append(step)
            if len(passed) == number:
                job.stop()

        assert not job.write(team.context, team.items, team.entries, stop_after)
        assert (job.state, job.fault, passed) == ("stopped", None, steps[:number])
        assert not job.path.exists()
    job = team.job()
    job.place_at(tmp_path / "out")
    job.stop()
    assert job.state == "stopped"
    assert not team.write(job)
    assert not job.path.exists()
