"""The week that the program is made for, once, through the program itself.

Two reviewers judge the same claims in two folders, one by lines over a pipe and one on the full screen of a terminal;
both hand in; the office merges, looks at the agreement, goes through one disagreement, and writes the report.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.offices.office import Office, Row, decisions, states
from tests.offices.terminal import Terminal

SOK, CHAN, MALY = "Sok Dara", "Chan Thy", "Heng Maly"
QUEUE = ("--programme", "campaigns", "--dimension", "outcome")
VERDICTS = {"3": "holds", "2": "holds_in_part", "1": "does_not_hold", "0": "cannot_tell"}
LABELS = {"holds": "True", "holds_in_part": "True in part", "does_not_hold": "Not true"}
STRENGTHS = {"4": "high", "3": "moderate", "2": "low", "1": "very_low"}
SOK_TYPES = ("32", "33", "22", "1", "33", "22", "0")
CHAN_TYPES = ("32", "31", "22", "32", "33", "22", "0")
DISPUTED, REASON = 3, "Read together: the source says so for 2020."
ITEM, CODE = re.compile(r"^Item \d+ of \d+: evidence (\S+)$", re.MULTILINE), re.compile(r"Check code:?\s+(\S{14})\s")


@dataclass(frozen=True)
class Week:
    """What the end of the week leaves: the three offices, the check codes of the two, the claims in their order."""

    sok: Office
    chan: Office
    maly: Office
    codes: dict[str, str]
    claims: list[str]

    def report(self, name: str, form: str) -> Path:
        """Write the report in a form."""
        path = self.maly.home / name
        self.maly.run("report", "--format", form, "-o", str(path))
        return path


def answers(typed: str) -> dict[str, str]:
    """What a session keeps of the keys of one claim."""
    strength = {"strength": STRENGTHS[typed[1]]} if typed[1:] else {}
    return {"verdict": VERDICTS[typed[0]], **strength}


def code_in(text: str) -> str:
    """The check code that was told."""
    match = CODE.search(text)
    assert match, text
    return match[1]


def reviewed_in_lines(office: Office) -> tuple[str, list[str]]:
    """Sok Dara judges three claims until the power fails, and the rest on another day; the check code, the claims."""
    monday = office.lines(SOK, *QUEUE, "--role", "staff")
    for typed in SOK_TYPES[:3]:
        assert all("Saved" in monday.type(key) for key in typed)
    monday.kill()
    tuesday = office.lines(SOK, *QUEUE)
    for typed in SOK_TYPES[3:]:
        assert all("Saved" in tuesday.type(key) for key in typed)
    assert "Nothing is left to judge." in tuesday.printed
    tuesday.type("finish")
    shown = tuesday.type("yes")
    assert tuesday.exit_code() == 0
    first, rest = ITEM.findall(monday.printed), ITEM.findall(tuesday.first + tuesday.printed)
    assert first[3] == rest[0], "it goes on where it was left"
    return code_in(shown), [f"evidence:{ident}" for ident in dict.fromkeys([*first, *rest])]


def reviewed_on_the_screen(office: Office, claims: list[str]) -> str:
    """Chan Thy judges the same claims in the full-screen program; the check code."""
    with Terminal(office, "--reviewer", CHAN, "review", *QUEUE, "--role", "independent") as screen:
        screen.until("On this basis", claims[0])
        for number, (claim, typed) in enumerate(zip(claims, CHAN_TYPES, strict=True)):
            screen.until(f"{number} of {len(claims)} judged", claim)
            if typed[1:]:
                screen.answer(typed[0], f"{claim} · {LABELS[VERDICTS[typed[0]]]}", "How far can this source")
            judged = f"{number + 1} of {len(claims)}"
            words = (f"{judged} judged",) if claim != claims[-1] else (f"Items judged: {judged}", "F finish")
            screen.answer(typed[-1], *words)
        screen.press("F", "Check code")
        press = screen.press("G", "Check code", "Next: copy the file")
        assert screen.leave("q") == 0
    return code_in(press)


def adjudicate_on_the_screen(office: Office, claim: str) -> None:
    """Heng Maly goes through the widest disagreement, in tab 5; it is true, by a moderate source, for a reason."""
    with Terminal(office, "--reviewer", MALY) as screen:
        screen.until("Supporting actions")
        screen.press("5", "Review", SOK)
        screen.press("d", "2 disagreements")
        screen.press("j", claim, SOK, CHAN)
        screen.press("\r", "Disagreement 1 of 2", "Final answer: On this basis")
        screen.answer("3", "Answered so far: True", "Final answer: How far")
        screen.answer("3", "Why is this the final answer?")
        screen.press(REASON, REASON)
        screen.press("\r", "Saved", "Disagreement 2 of 2")
        assert screen.leave("q") == 0


@pytest.fixture
def week(tmp_path: Path) -> Week:
    """The whole of it up to the report; merging and what it leaves is looked at on the way."""
    sok, chan, maly = (
        Office(tmp_path / name / "home", tmp_path / name / "reviews") for name in ("sok", "chan", "maly")
    )
    code, claims = reviewed_in_lines(sok)
    codes = {SOK: code, CHAN: reviewed_on_the_screen(chan, claims)}
    came_in = {**sok.files(), **chan.files()}
    folders = (str(sok.reviews), str(chan.reviews))
    assert [row["state"] for row in maly.table("merge", *folders, "--into", str(maly.reviews), "--dry-run")] == [
        "new",
        "new",
    ]
    assert not maly.reviews.exists()
    maly.run("merge", *folders, "--into", str(maly.reviews))
    assert maly.files() == came_in == {**sok.files(), **chan.files()}
    again = maly.table("merge", *folders, "--into", str(maly.reviews))
    assert [(row["state"], row["check_code"]) for row in again] == [("there", "ok"), ("there", "ok")]
    before = maly.table("agreement")
    adjudicate_on_the_screen(maly, claims[DISPUTED])
    assert maly.table("agreement") == before, "what was agreed afterwards is no agreement between reviewers"
    return Week(sok, chan, maly, codes, claims)


def test_two_reviewers_a_merge_an_adjudication_and_a_report(week: Week) -> None:
    # The files hold what was typed, and the office's list of sessions has the codes that were told.
    for office, typed in ((week.sok, SOK_TYPES), (week.chan, CHAN_TYPES)):
        (data,) = office.files().values()
        assert states(data) == dict(zip(week.claims, map(answers, typed), strict=True))
    listed = {row["reviewer"].split(" <")[0]: row for row in week.maly.table("sessions")}
    assert {name: listed[name]["check_code"] for name in week.codes} == week.codes
    assert listed[MALY]["kind"] == "adjudication"
    adjudicated = decisions(week.maly.files()[listed[MALY]["file"]])
    assert [(item["item"], item["note"], len(item["inputs"])) for item in adjudicated] == [
        (week.claims[DISPUTED], REASON, 2)
    ]
    # They agree on 6 of 7 verdicts, and on 4 of the 5 strengths that both gave.
    figures = {row["scale"]: row for row in week.maly.table("agreement") if row["pair"] == "all"}
    assert (figures["verdict"]["items"], figures["strength"]["items"]) == (7, 5)
    assert figures["verdict"]["percent"] == pytest.approx(6 / 7)
    assert figures["strength"]["percent"] == pytest.approx(4 / 5)
    _the_report_says_it(week, json.loads(week.report("report.json", "json").read_bytes()), figures)
    _people_can_read_it(week)


def _the_report_says_it(week: Week, report: dict[str, Any], figures: dict[str, Row]) -> None:
    person = {row["name"]: row for row in report["reviewers"]}
    assert {name: person[name]["check_codes"] for name in week.codes} == {
        name: [code] for name, code in week.codes.items()
    }
    assert (person[SOK]["role"], person[CHAN]["role"], person[SOK]["judged"], person[CHAN]["judged"]) == (
        "staff",
        "independent",
        7,
        7,
    )
    assert sorted(row["kind"] for row in report["sessions"]) == ["adjudication", "review", "review"]
    ratings = {(row["reviewer"], row["item"]): row["values"] for row in report["votes"] if row["counted"]}
    for name, typed in ((SOK, SOK_TYPES), (CHAN, CHAN_TYPES)):
        mine = {item: values for (ident, item), values in ratings.items() if ident == person[name]["id"]}
        assert mine == dict(zip(week.claims, map(answers, typed), strict=True))
    verdicts = {row["item"]: row for row in report["judgements"] if row["scale"] == "verdict"}
    disputed = week.claims[DISPUTED]
    assert (verdicts[disputed]["votes"], verdicts[disputed]["consensus"], verdicts[disputed]["by"]) == (
        {"holds": 1, "does_not_hold": 1},
        "holds",
        "adjudication",
    )
    assert [verdicts[item]["by"] for item in week.claims if item != disputed] == ["agreement"] * 6
    apart = {(row["item"], row["scale"]): row for row in report["disagreements"]}
    # Who found the claim not true was not asked how strong it is: that is answered by one, and then by all together.
    assert set(apart) == {(disputed, "verdict"), (week.claims[1], "strength")}
    (strength,) = (row for row in report["judgements"] if (row["item"], row["scale"]) == (disputed, "strength"))
    assert (strength["votes"], strength["consensus"], strength["by"]) == ({"low": 1}, "moderate", "adjudication")
    assert (apart[disputed, "verdict"]["decided"], apart[disputed, "verdict"]["note"]) == ("holds", REASON)
    assert apart[week.claims[1], "strength"]["decided"] is None
    overall = {row["scale"]: row for row in report["agreement"] if not row["pair"]}
    for scale, row in figures.items():
        assert {key: overall[scale][key] for key in ("items", "percent", "alpha", "ac1")} == {
            key: row[key] for key in ("items", "percent", "alpha", "ac1")
        }


def _people_can_read_it(week: Week) -> None:
    markdown = week.report("report.md", "md").read_text(encoding="utf-8")
    page = week.report("report.html", "html").read_text(encoding="utf-8")
    for text in (markdown, page):
        assert all(name in text and code in text for name, code in week.codes.items())
        assert all(shown in text for shown in (MALY, REASON, "not finished", "85.7%"))
    chapter = markdown.partition("## Disagreements and final answers")[2].partition("\n## ")[0]
    assert REASON in chapter
    tables = week.report("tables", "csv")
    assert sum(CHAN in line or SOK in line for line in _lines(tables, "reviewers")) == 2


def _lines(tables: Path, name: str) -> list[str]:
    (path,) = tables.glob(f"*{name}*.csv")
    return path.read_text(encoding="utf-8").splitlines()
