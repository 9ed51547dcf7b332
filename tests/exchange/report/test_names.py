"""Withheld names stand nowhere: not in ids, files, notes, or check codes, in no format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ilo_tui.exchange.report.gather import Wish
from ilo_tui.exchange.report.names import letters
from ilo_tui.exchange.report.writing import FORMS, Form, Output, write_report
from ilo_tui.i18n import Say
from ilo_tui.review.library import Library
from tests.exchange.report.team import MALY, report_of, worked
from tests.review.help import CHAN, SOK


def content(path: Path) -> str:
    """Everything in a file, in a folder or in a workbook, in lower case."""
    if path.is_dir():
        return "".join(content(one) for one in path.iterdir())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist()).lower()
    return path.read_text("utf-8").lower()


@pytest.mark.parametrize("form", FORMS)
def test_no_format_contains_what_is_withheld(tmp_path: Path, form: Form) -> None:
    desk = worked(tmp_path)
    sessions = [one.session for one in Library(desk).entries() if one.session]
    secret = [part for who in (SOK, CHAN, MALY) for part in (who.name, who.id, who.id[:-5])]
    secret += [one.id for one in sessions] + [one.check_code for one in sessions if one.check_code]
    secret += [one.writer for one in sessions]
    for anonymise in (False, True):
        output = Output(tmp_path / f"{anonymise}.{form}", form)
        write_report(report_of(desk, wish=Wish(anonymise=anonymise)), Say("en"), output)
        found = {word for word in secret if word.lower() in content(output.path)}
        # Writers of installations are in no report; the rest is there unless it is withheld.
        assert SOK.name in found if not anonymise else not found


def test_letters_are_the_same_for_the_same_files_and_say_nothing_of_names(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    report, again = (report_of(desk, wish=Wish(anonymise=True)) for _ in range(2))
    assert report == again
    assert [one.name for one in report.reviewers] == ["Reviewer A", "Reviewer B", "Reviewer C"]
    # Who only adjudicated comes after those with votes.
    assert report.reviewers[2].role == "partner"
    assert {one.reviewer for one in report.sessions} == {"reviewer-a", "reviewer-b", "reviewer-c"}
    note = next(one.note for one in report.votes if one.note)
    assert note.startswith("Asked Reviewer ")
    assert note.endswith(tuple(one.id for one in report.sessions))
    assert {one.code for one in report.limits} >= {"free_text", "codes"}


def test_letters_go_on_after_z() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
