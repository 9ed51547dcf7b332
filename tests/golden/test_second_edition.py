"""Sessions of version 0.1 on the dossier that ships now, its second edition: what of them counts, what is asked again.

They were made on edition 2026.11, eight of them were finished. Where a claim or an alignment says the same as in
2026.11.1 the second edition carries it; what 2026.11.1 had only corrected in Indonesian was offered again by then.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.edition_change import EditionChange, edition_change
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.hashing import hash_of
from ilo_tui.review.items import Items
from ilo_tui.review.opening import open_session
from ilo_tui.review.session_file import code_of
from ilo_tui.review.session_reading import read_session
from tests.golden import values

REVIEWS = values.FOLDER / "reviews"
NOW, BEFORE = "2026.11.2", "2026.11"
COUNTING = {
    "2026-11-08-ouk-dara-3a3ecdc1": ["alignment:al-001"],
    "2026-11-08-sok-dara-2e172bcc": ["alignment:al-024"],
    "2026-11-10-kim-dara-10c3ef18": ["evidence:clm-018", "evidence:clm-001"],
    "2026-11-12-heng-dara-a760a42c": ["evidence:clm-018", "alignment:al-024"],
    "2026-11-13-chea-dara-a8cd1ec4": ["evidence:fam-001", "alignment:al-026", "evidence:clm-001"],
    # The claim is carried, but `shown` is no answer any more: traced or contributed are asked for now.
    "2026-11-24-kev-sophal-238c5af2": [],
    "2026-11-24-kev-sophal-afa3f819": ["alignment:al-001"],
    "2026-11-24-kev-sophal-e9fb188d": ["evidence:tbp-001"],
    "2026-11-24-maly-tep-ecec727c": ["alignment:al-001"],
}
"""The items of each session whose decision counts on the second edition, in the session's order."""
AGAIN = dict(zip(COUNTING, (29, 29, 28, 28, 27, 4, 3, 2, 1), strict=True))
"""How many of each session are offered again; nothing is gone: every id of the first edition is there."""
LACKING = "2026-11-24-kev-sophal-238c5af2"
UNFINISHED = "2026-11-24-kev-sophal-afa3f819"
ADJUDICATION = "2026-11-24-maly-tep-ecec727c"
SESSIONS = sorted(COUNTING)
CHANGE = f"(judged on edition {BEFORE}; the dossier is edition {NOW})."


@pytest.fixture
def desk(tmp_path: Path, dossier: Dossier) -> ReviewEnvironment:
    """The dossier that ships, with the sessions of version 0.1 in the reviews folder."""
    shutil.copytree(REVIEWS, tmp_path / "reviews")
    return ReviewEnvironment(tmp_path / "reviews", Items(dossier), "f" * 16)


def last_decisions(session: str) -> dict[str, dict[str, Any]]:
    """The last record with answers on each item that was not withdrawn, as it stands in the file."""
    rows = json.loads((REVIEWS / f"{session}.json").read_bytes())["decisions"].values()
    withdrawn = {row["withdraws"] for row in rows if "withdraws" in row}
    return {row["item"]: row for row in rows if row.get("values") and row["seq"] not in withdrawn}


def line_of(change: EditionChange) -> str:
    """What is said of a session."""
    count = len(change.again)
    counting = "1 decision counts" if change.counting == 1 else f"{change.counting} decisions count"
    return f"{counting}, {count} {'is' if count == 1 else 'are'} offered again {CHANGE}"


def test_what_is_expected_is_of_every_golden_session() -> None:
    assert sorted(path.stem for path in REVIEWS.glob("*.json")) == SESSIONS
    finished = {name for name in SESSIONS if read_session(REVIEWS / f"{name}.json").session.finished}
    assert finished == set(SESSIONS) - {UNFINISHED}
    assert sum(map(len, COUNTING.values())) == 12 and sum(AGAIN.values()) == 151


@pytest.mark.parametrize("name", SESSIONS)
def test_what_of_a_session_counts_and_what_is_offered_again(desk: ReviewEnvironment, name: str) -> None:
    path = desk.reviews / f"{name}.json"
    before = path.read_bytes()
    session = open_session(desk, path)
    try:
        progress = session.progress
        counting = [item for item in progress.order if progress.counts_still(item)]
        assert counting == COUNTING[name]
        change = edition_change(session.document, progress)
        assert (change.before, change.now, change.counting) == ((BEFORE,), NOW, len(counting))
        assert (len(change.again), change.removed) == (AGAIN[name], ())
        assert set(change.again) | set(counting) == set(last_decisions(name))
        assert not set(change.again) & set(counting)
        assert progress.counts().judged == len(counting)
        assert set(change.again) <= set(progress.rest())
        for item in change.again:
            # Nobody finds an answer filled in that was given to something else.
            assert session.answers(item) == {}, item
        for item in counting:
            assert session.answers(item) == last_decisions(name)[item]["values"]
    finally:
        session.close()
    assert path.read_bytes() == before
    loaded = read_session(path)
    assert code_of(loaded.session, loaded.records) == ("none" if name == UNFINISHED else "ok")


@pytest.mark.parametrize("name", SESSIONS)
def test_what_counts_is_what_one_finds_by_hand(dossier: Dossier, name: str) -> None:
    """By the hashes alone: the record is unchanged, or the one that was judged is carried to it."""
    carried = {(entry.table, entry.record): (entry.from_, entry.to) for entry in dossier.meta.carried}
    scales = json.loads(dossier.path.read_bytes())["scales"].values()
    codes = {scale["id"]: {value["code"] for value in scale["values"]} for scale in scales}
    items = []
    for item, row in last_decisions(name).items():
        kind, _, ident = item.partition(":")
        tables: dict[str, tuple[str, type[Evidence] | type[Alignment]]] = {
            "evidence": ("evidence", Evidence),
            "alignment": ("alignments", Alignment),
        }
        if kind not in tables:
            continue
        table, model = tables[kind]
        now = hash_of(dossier.record(model, ident))
        before, after = carried.get((table, ident), (now, now))
        fits = all(code in codes[scale] for scale, code in row["values"].items())
        if after == now and row["item_hash"] in {before, now} and fits:
            items.append(item)
    assert sorted(items) == sorted(COUNTING[name])


def test_no_crossing_gap_or_suggestion_of_the_first_edition_counts(desk: ReviewEnvironment) -> None:
    """Claims were added to every crossing that somebody judged; the suggestions say more; yet all are still there."""
    others = {
        (item, row["item_hash"])
        for name in SESSIONS
        for item, row in last_decisions(name).items()
        if item.partition(":")[0] in {"cell", "gap", "suggestion"}
    }
    assert {item.partition(":")[0] for item, _ in others} == {"cell", "gap", "suggestion"}
    assert [item for item, _ in others if desk.items.find(item) is None] == []
    assert [item for item, item_hash in others if desk.items.is_current(item, item_hash)] == []


def test_a_finished_session_takes_no_more_decisions_on_the_second_edition(desk: ReviewEnvironment) -> None:
    for name in SESSIONS:
        session = open_session(desk, desk.reviews / f"{name}.json")
        assert session.read_only
        with pytest.raises(ReviewError):
            session.answer("evidence:tbp-001", "verdict", "holds")
        session.close()


@pytest.fixture
def options(desk: ReviewEnvironment) -> list[str]:
    """The options of a command line in that folder; the dossier is the one that ships."""
    return ["--reviews", str(desk.reviews)]


def test_sessions_lists_them_with_these_figures(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*options, "sessions", "--json"]) == 0
    printed = capsys.readouterr()
    rows = {row["id"]: row for row in json.loads(printed.out)}
    assert sorted(rows) == SESSIONS
    for name, row in rows.items():
        figures = (row["edition"], row["judged"], row["counting"], row["again"], row["removed"])
        assert figures == (BEFORE, len(COUNTING[name]), len(COUNTING[name]), AGAIN[name], 0)
        assert row["state"] == ("other_machine" if name == UNFINISHED else "finished")
        change = EditionChange((BEFORE,), NOW, len(COUNTING[name]), ("",) * AGAIN[name])
        assert f"{name}.json: {line_of(change)}" in printed.err.splitlines()
    assert printed.err.splitlines()[1:] and "no longer" not in printed.err
    lacking = [line for line in printed.err.splitlines() if "in a code that this edition does not have" in line]
    assert len(lacking) == 1
    assert lacking[0].startswith(f"{LACKING}.json: 1 answer") and "attribution: shown." in lacking[0]


@pytest.mark.parametrize("language", ["en", "id"])
def test_sessions_as_text_has_a_line_for_each(
    options: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*options, "--lang", language, "sessions"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(SESSIONS)
    for line in lines:
        name = line.split()[-1].removesuffix(".json")
        items = len(json.loads((REVIEWS / f"{name}.json").read_bytes())["session"]["1"]["queue"]["items"])
        of = {"en": f" {len(COUNTING[name])} of {items} judged", "id": f" {len(COUNTING[name])} dari {items} dinilai"}
        assert of[language] in line


def test_the_report_counts_these_decisions_and_no_others(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.json"
    assert run([*options, "report", "--format", "json", "-o", str(out)]) == 0
    capsys.readouterr()
    report = json.loads(out.read_bytes())
    assert report["dossier"]["edition"] == NOW
    sessions = {row["id"]: row for row in report["sessions"]}
    assert sorted(sessions) == SESSIONS
    for name, row in sessions.items():
        assert (row["judged"], row["removed"], row["dossier_edition"]) == (len(COUNTING[name]), 0, BEFORE)
        # Beside what is offered again: two that were flagged or passed over without an answer. The claim that is
        # carried, but whose answer is none any more, has not changed.
        differing = {"2026-11-24-kev-sophal-e9fb188d": 2, LACKING: -1}.get(name, 0)
        assert row["changed"] == AGAIN[name] + differing, name
    of_reviewers = {name: items for name, items in COUNTING.items() if name != ADJUDICATION}
    counted = sorted((row["session"], row["item"]) for row in report["votes"] if row["counted"])
    assert counted == sorted((name, item) for name, items in of_reviewers.items() for item in items)
    # What was adjudicated is a final answer still, since what both had read is carried.
    final = [row for row in report["judgements"] if row["item"] == "alignment:al-001"]
    assert [(row["scale"], row["consensus"], row["by"], row["n"]) for row in final] == [
        ("alignment", "significant", "adjudication", 2)
    ]
    limits = {limit["code"]: limit for limit in report["limits"]}
    assert limits["editions"]["n"] == sum(AGAIN.values()) - AGAIN[ADJUDICATION] == 150
    assert limits["editions"]["text"] == f"11 decisions count, 150 are offered again {CHANGE}"
    assert limits["lacking_code"]["n"] == 1
    assert limits["other_state"]["n"] == len(SESSIONS)


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", ["html", "md", "csv"])
def test_a_report_in_every_form_is_written(
    options: list[str], tmp_path: Path, kind: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    assert run([*options, "--lang", language, "report", "--format", kind, "-o", str(out)]) == 0
    assert "Traceback" not in capsys.readouterr().err
    if kind == "csv":
        with (out / "votes.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert Counter(row["counted"] for row in rows) == {"true": 11, "false": len(rows) - 11}
        return
    # The figures of the reviewers' sessions, without the adjudication.
    text = out.read_text(encoding="utf-8")
    message = {
        "en": f"11 decisions count, 150 are offered again {CHANGE}",
        "id": f"11 keputusan berlaku, 150 ditawarkan lagi (dinilai pada edisi {BEFORE}; berkas bukti kini edisi {NOW}"
        ").",
    }
    assert message[language] in text


def test_agreement_is_of_what_counts_and_says_what_does_not(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*options, "agreement", "--json"]) == 0
    rows = {row["scale"]: row for row in json.loads(capsys.readouterr().out) if row["pair"] == "all"}
    # Two claims and two alignments were judged by two people each.
    assert {scale: (row["items"], row["reviewers"]) for scale, row in rows.items()} == {
        "verdict": (2, 4),
        "strength": (2, 4),
        "alignment": (2, 5),
    }
    assert run([*options, "agreement"]) == 0
    assert f"11 decisions count, 150 are offered again {CHANGE}" in capsys.readouterr().out
