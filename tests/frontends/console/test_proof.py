"""`check --quotes`, `--figures` and what `--lint` says of excerpts: what is printed, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.app.proofs import texts_for_proof
from ilo_tui.cli import run
from ilo_tui.copies.model import DocumentText
from ilo_tui.copies.proof import NoText
from tests.copies.documents import document
from tests.dossier.small import claim, small2, written

Printed = pytest.CaptureFixture[str]
HOSTILE = "It reached 1.234 \x1b[31mchildren\nin 2012."
TEXTS: dict[str, DocumentText | NoText] = {
    "src": document("In 2012 the survey began.", HOSTILE, labels=("i", "1")),
    "other": document("Words of a part", labels=("First part",), media="html"),
}


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The copies of the two sources of the small dossier."""
    monkeypatch.setattr("ilo_tui.app.proofs.texts_for_proof", lambda texts, dossier, **options: TEXTS.__getitem__)


def _dossier(folder: Path, *excerpts: tuple[str, str, str, str], **fields: Any) -> str:
    """A dossier of claims: id, source, words of the excerpt, its page."""
    plain = small2()
    claims = [
        claim(ident, source=source, excerpt={"lang": "en", "text": text, "page": page}, **fields)
        for ident, source, text, page in excerpts
    ]
    plain["evidence"] |= {str(number): record for number, record in enumerate(claims, 5)}
    for record in plain["evidence"].values():
        record.pop("confidence", None)
    return str(written(folder, plain))


GOOD = ("good", "src", "the survey began", "i")
PART = ("part", "other", "words of a part", "First part")
ELSEWHERE = ("elsewhere", "src", "the survey began", "1")
ABSENT = ("absent", "src", "It reached 1,243 children in 2012", "1")
FAR = ("far", "src", "nothing of the kind", "1")


def test_each_excerpt_is_a_line_and_what_does_not_stand_there_is_a_fault(tmp_path: Path, capsys: Printed) -> None:
    assert run(["check", _dossier(tmp_path, GOOD, PART, ELSEWHERE, ABSENT, FAR), "--quotes"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "good (src): stands on p. i",
        "part (other): stands on “First part”",
        "elsewhere (src): stands on p. i, not on p. 1",
        "absent (src): not found in the copy; nearest, on p. 1: “reached 1.234 ␛[31mchildren in 2012”",
        "far (src): not found in the copy; nothing in it is near",
    ]
    assert printed.err.splitlines() == [
        "2  excerpts that stand where they are cited",
        "1  excerpts that stand on another page",
        "2  excerpts that do not stand in the copy",
    ]


@pytest.mark.parametrize(
    ("case", "code"), [(GOOD, 0), (ELSEWHERE, 1), (ABSENT, 1)], ids=["good", "elsewhere", "absent"]
)
def test_the_exit_code_tells_whether_every_excerpt_stands_where_it_is_cited(
    tmp_path: Path, case: tuple[str, str, str, str], code: int
) -> None:
    assert run(["check", _dossier(tmp_path, case), "--quotes"]) == code


def test_without_copies_or_excerpts_nothing_is_wrong(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilo_tui.app.proofs.texts_for_proof", texts_for_proof)
    assert run(["check", _dossier(tmp_path, GOOD), "--quotes"]) == 0
    assert capsys.readouterr() == ("good (src): no copy here\n", "1  excerpts whose source has no copy here\n")
    assert run(["check", _dossier(tmp_path), "--quotes"]) == 0
    assert capsys.readouterr() == ("", "No claim has an excerpt.\n")


def test_quotes_are_data_too(tmp_path: Path, capsys: Printed) -> None:
    assert run(["check", _dossier(tmp_path, ELSEWHERE), "--quotes", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "evidence": "elsewhere", "source": "src", "state": "elsewhere", "cited": ["1"], "pages": ["i"],
            "words": "the survey began", "message": "elsewhere (src): stands on p. i, not on p. 1",
        }
    ]  # fmt: skip


def test_figures_are_hints(tmp_path: Path, capsys: Printed) -> None:
    statement = {"en": "1,234 of 560", "id": "1.234 dari 560"}
    path = _dossier(tmp_path, GOOD, ABSENT, PART, statement=statement)
    assert run(["check", path, "--figures"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "good (src): not on p. i: 1,234; 560",
        "absent (src): not on p. 1: 560",
        "part (other): not on “First part”: 1,234; 560",
    ]
    assert printed.err == "3  claims with figures that do not\n"
    assert run(["check", path, "--figures", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[1] == {
        "evidence": "absent", "source": "src", "state": "missing", "missing": ["560"], "cited": ["1"],
        "message": "absent (src): not on p. 1: 560",
    }  # fmt: skip
    assert run(["check", _dossier(tmp_path, GOOD), "--figures"]) == 0
    assert capsys.readouterr() == ("", "No claim has a figure.\n")


def test_lint_names_excerpts_that_do_not_stand_where_they_are_cited(tmp_path: Path, capsys: Printed) -> None:
    assert run(["check", _dossier(tmp_path, GOOD, ELSEWHERE, ABSENT), "--lint", "--json"]) == 0
    weak = [item for item in json.loads(capsys.readouterr().out) if item["kind"].startswith("excerpt_")]
    assert [(item["kind"], item["id"], item["message"]) for item in weak] == [
        ("excerpt_absent", "absent", "the words of its excerpt do not stand in the copy of src"),
        ("excerpt_elsewhere", "elsewhere", "its excerpt stands on another page of src than it cites: i"),
    ]


def test_a_faulty_dossier_is_told_its_faults_first(tmp_path: Path, capsys: Printed) -> None:
    path = _dossier(tmp_path, ("bad", "nowhere", "x", "1"))
    for option in ("--quotes", "--figures"):
        assert run(["check", path, option]) == 1
        assert capsys.readouterr().err == "1 fault\nCopies are looked at once there are no faults.\n"


def test_quotes_and_lint_are_asked_for_one_by_one(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["check", "--lint", "--quotes"])
    assert ended.value.code == 2 and "not allowed with argument" in capsys.readouterr().err
