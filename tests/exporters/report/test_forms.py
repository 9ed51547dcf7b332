"""Forms of the report: each is one module, and one that is added is offered and written without another change."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ilo_tui.app.report import report_choices
from ilo_tui.cli import run
from ilo_tui.exporters.report import forms
from ilo_tui.exporters.report.forms import form_named, report_forms

COUNT = '''
"""How many claims there are, in words for a telegram."""

from ilo_tui.exporters.report.form import OneFile, ReportForm


def _write(report, tr, file, path, spool):
    file.write(f"{len(report.evidence)} CLAIMS STOP".encode())


FORM = ReportForm("telegram", "a telegram", 99, OneFile(_write))
'''


@pytest.fixture
def telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A form in a folder that the package of forms has been joined with."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "telegram.py").write_text(COUNT, "utf-8")
    monkeypatch.setattr(forms, "__path__", [*forms.__path__, str(folder)])
    monkeypatch.delitem(sys.modules, f"{forms.__name__}.telegram", raising=False)
    return "telegram"


def test_names_and_places_are_of_one_form_each() -> None:
    every = report_forms()
    assert [form.name for form in every] == ["html", "md", "csv", "xlsx", "json"]
    assert len({form.place for form in every}) == len({form.title for form in every}) == len(every)
    assert form_named("md").file_name("report") == "report.md"
    assert form_named("csv").file_name("report") == "report"


def test_a_form_that_is_added_is_offered_and_written(
    telegram: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(["report", "--help"])
    assert "{html,md,csv,xlsx,json,telegram}" in "".join(capsys.readouterr().out.split())
    assert [choice.key for choice in report_choices() if choice.form.name == telegram] == [
        "telegram",
        "anonymous telegram",
    ]
    out = tmp_path / "report.telegram"
    assert run(["report", "--format", telegram, "-o", str(out)]) == 0
    assert out.read_text().endswith(" CLAIMS STOP")
    assert run(["report", "--format", telegram, "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err


def test_a_form_that_nobody_added_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(["report", "--format", "telegram", "-o", str(tmp_path / "out")])
    assert "telegram" in capsys.readouterr().err
