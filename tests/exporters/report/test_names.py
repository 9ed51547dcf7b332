"""Withheld names stand nowhere: not in ids, files, notes, or check codes, in no format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.build import ReportOptions
from ilo_tui.exporters.report.forms import form_named, report_forms
from ilo_tui.exporters.report.masking import Mask
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.review.model import Queue, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.reviewer_names import letters
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository
from tests.exporters.report.team import MALY, report_of, worked
from tests.review.help import CHAN, SOK, begun, desk_at

FORMS = [form.name for form in report_forms()]


def content(path: Path) -> str:
    """Everything in a file, in a folder or in a workbook, in lower case."""
    if path.is_dir():
        return "".join(content(path) for path in path.iterdir())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as context:
            return "".join(context.read(name).decode() for name in context.namelist()).lower()
    return path.read_text("utf-8").lower()


@pytest.mark.share(2)
@pytest.mark.parametrize("form", FORMS)
def test_no_format_contains_what_is_withheld(tmp_path: Path, form: str) -> None:
    desk = worked(tmp_path)
    sessions = [entry.session for entry in SessionRepository(desk).entries() if entry.session]
    secret = [part for reviewer in (SOK, CHAN, MALY) for part in (reviewer.name, reviewer.id, reviewer.id[:-5])]
    secret += [session.id for session in sessions] + [session.check_code for session in sessions if session.check_code]
    secret += [session.writer for session in sessions]
    for anonymise in (False, True):
        output = Output(tmp_path / f"{anonymise}.{form}", form_named(form))
        write_report(report_of(desk, options=ReportOptions(anonymise=anonymise)), Translator("en"), output)
        present = {word for word in secret if word.lower() in content(output.path)}
        # Writers of installations are in no report; the rest is there unless it is withheld.
        assert SOK.name in present if not anonymise else not present


SPELLINGS = (
    "Sok-Dara", "SokDara", "sok_dara", "SOK  DARA", "Sok\u200bDara", "Sök Dára", "So\u0301k Dara", "sok.dara",
    "Dara Sok", "Dara, Sok", "sok-dara-1a2b", "SOK DARA 1A2B",
)  # fmt: skip


def test_no_form_tells_names_in_any_spelling_ids_codes_or_times(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    before = [entry.session for entry in SessionRepository(desk).entries() if entry.session]
    secret = {code for session in before for code in (session.id, session.writer, session.check_code) if code}
    session = begun(desk, reviewer=CHAN)
    session.note("evidence:e5", f"With {'; '.join(SPELLINGS)}. See {', '.join(sorted(secret))}, sokdaravuth stays.")
    session.observe("evidence:e2", f"Told by {'; '.join(SPELLINGS)}", place="Sok-Dara's house", date="2026")
    session.close()
    times = {at for entry in SessionRepository(desk).entries() for at in _times(entry)}
    secret |= {at[11:16] for at in times} | times
    secret |= {"".join(char for char in spelling.lower() if char.isalnum()) for spelling in SPELLINGS} - {"darasok"}
    for form in FORMS:
        output = Output(tmp_path / f"anonymous.{form}", form_named(form))
        write_report(report_of(desk, options=ReportOptions(anonymise=True)), Translator("en"), output)
        text = content(output.path)
        squeezed = text.replace("-", "").replace("_", "").replace(".", "").replace(" ", "")
        assert "sokdaravuth" in text
        texts = [text.replace("sokdaravuth", "") for text in (text, squeezed)]
        present = {word for word in secret if any(word.lower() in text for text in texts)}
        assert not present, form


def _times(entry: SessionFile) -> list[str]:
    session = entry.session
    times = [time for time in (session.started, session.finished) if time] if session else []
    return [*times, *(record.at for record in entry.history.records)]


def test_a_name_that_two_have_is_nobodys_letter(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    other = Reviewer(id="sok-dara-9d10", name="Sok Dara", role="partner")
    for reviewer in (SOK, other):
        session = begun(desk, reviewer=reviewer)
        session.note("evidence:e1", f"{SOK.name} said so; {reviewer.id} wrote it")
        session.close()
    notes = [decision.note for decision in report_of(desk, options=ReportOptions(anonymise=True)).decisions]
    assert [note.partition(";")[0] for note in notes] == ["a reviewer said so"] * 2
    assert {note.partition("; ")[2] for note in notes} == {"Reviewer A wrote it", "Reviewer B wrote it"}


def test_the_session_that_another_goes_on_from_tells_no_name(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    queue = Queue(kind="evidence", items=["evidence:e1"], continues="2026-11-01-ouk-vanna-0011aabb")
    create_session(desk, SessionSpec(SOK, "en", queue)).close()
    session = begun(desk)
    session.note("evidence:e1", "as in 2026-11-01-ouk-vanna-0011aabb")
    session.close()
    report = report_of(desk, options=ReportOptions(anonymise=True))
    assert "vanna" not in str(report)


@given(st.text())
def test_a_text_without_what_is_withheld_stays_as_it_is(text: str) -> None:
    mask = Mask([("Sok Dara", "Reviewer A"), ("ABCD-EFGH-JKMN", "[withheld]")], "a reviewer", "session-?")
    letters_only = "".join(char for char in text.lower() if char.isalnum())
    if not ({"sok", "dara"} & set(letters_only.split("dara")) or "abcd" in letters_only):
        assert mask.masked(text) == text


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("សុខ ដារា", "លោកសុខដារាបាននិយាយ", "លោកReviewer Aបាននិយាយ"),
        ("José Đặng", "Jose Dang, JOSÉ-ĐẶNG and Jose\u0301 Đăng", "Reviewer A, Reviewer A and Reviewer A"),
        ("Ann", "Ann's annual plan; ANN, Annette, Joann", "Reviewer A's annual plan; Reviewer A, Annette, Joann"),
        ("?!", "?! nothing is masked", "?! nothing is masked"),
        ("(Sok) [Dara]", "(Sok) [Dara] and Sok Dara", "(Reviewer A] and Reviewer A"),
    ],
)
def test_names_of_other_scripts_and_marks(name: str, text: str, masked: str) -> None:
    assert Mask([(name, "Reviewer A")], "a reviewer", "session-?").masked(text) == masked


def test_letters_are_the_same_for_the_same_files_and_say_nothing_of_names(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    report, again = (report_of(desk, options=ReportOptions(anonymise=True)) for _ in range(2))
    assert report == again
    assert [reviewer.name for reviewer in report.reviewers] == ["Reviewer A", "Reviewer B", "Reviewer C"]
    # Who only adjudicated comes after those with ratings.
    assert report.reviewers[2].role == "partner"
    assert {session.reviewer for session in report.sessions} == {"reviewer-a", "reviewer-b", "reviewer-c"}
    note = next(decision.note for decision in report.decisions if decision.note)
    assert note.startswith("Asked Reviewer ")
    assert note.endswith(tuple(session.id for session in report.sessions))
    assert {limit.code for limit in report.limits} >= {"free_text", "codes"}


def test_letters_go_on_after_z() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
