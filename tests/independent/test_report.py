"""The numbers of a report against a model that reads the files by itself, over many folders of sessions."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.independent.files import DEFAULT, ROOT, DossierFile, changed_dossier, read_sessions, rows_of
from tests.independent.folders import Maker
from tests.independent.model import Model

SEEDS = range(2)
MORE_SEEDS = range(2, 12)
"""For the slow tests."""
pytestmark = pytest.mark.xdist_group("independent")


def program(dossier: Path, reviews: Path, *arguments: str) -> str:
    """What the program prints; it must do what it is asked."""
    home = reviews.parent
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "TZ": "Asia/Phnom_Penh", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "ilo_tui", "--dossier", str(dossier), "--reviews", str(reviews), *arguments]
    result = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@dataclass
class Case:
    """A folder of sessions, the report of it in three forms and two languages, and the model."""

    model: Model
    report: dict[str, Any]
    indonesian: dict[str, Any]
    text: str
    csv: Path
    moment: datetime


@pytest.fixture(scope="module")
def case_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Case]:
    """The case of a seed, made once; odd seeds have an edition that lacks a scale, a code and translations."""

    @cache
    def case(seed: int) -> Case:
        home = tmp_path_factory.mktemp("independent")
        (home / "reviews").mkdir()
        return make_case(seed, lesser(home) if seed % 2 else DEFAULT, home / "reviews")

    return case


def lesser(home: Path) -> Path:
    """The default dossier with another code, without a scale, and with statements in one language."""
    tables = DossierFile(DEFAULT).tables
    scales = [scale for scale in tables["scales"] if scale["id"] != "body-strength"]
    for scale in scales:
        for value in scale["values"]:
            value["code"] = "partly" if value["code"] == "holds_in_part" else value["code"]
    for place, claim in enumerate(tables["evidence"]):
        if place % 7 == 0:
            del claim["statement"]["id"]
    return changed_dossier(home / "lesser.json", {"scales": rows_of(scales), "evidence": rows_of(tables["evidence"])})


def make_case(seed: int, path: Path, reviews: Path) -> Case:
    """Sessions of `seed` on a dossier, and what the program and the model make of them."""
    home = reviews.parent
    program(path, reviews, "report", "--format", "json", "-o", "empty.json")
    dossier_hash = json.loads((home / "empty.json").read_bytes())["dossier"]["hash"]
    judged_on = DossierFile(DEFAULT) if seed % 4 == 1 else DossierFile(path)
    Maker(judged_on, dossier_hash, reviews, seed).fill()
    for form in ("json", "md", "csv"):
        program(path, reviews, "report", "--format", form, "-o", f"report.{form}")
    program(path, reviews, "--lang", "id", "report", "--format", "json", "-o", "laporan.json")
    report, indonesian = (json.loads((home / name).read_bytes()) for name in ("report.json", "laporan.json"))
    model = Model(DossierFile(path), *read_sessions(reviews))
    return Case(
        model, report, indonesian, (home / "report.md").read_text("utf-8"), home / "report.csv", datetime.now(UTC)
    )


@pytest.fixture(params=[*SEEDS, *(pytest.param(seed, marks=pytest.mark.slow) for seed in MORE_SEEDS)], scope="module")
def shown(request: pytest.FixtureRequest, case_of: Callable[[int], Case]) -> Case:
    """One case after another."""
    seed: int = request.param
    return case_of(seed)


def rows(case: Case, table: str) -> list[dict[str, str]]:
    """A table of the CSV form."""
    with (case.csv / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(text: str, caption: str) -> list[list[str]]:
    """The cells below the head of a table of the Markdown form; none where there is no such table."""
    match = re.search(rf"^\*\*{re.escape(caption)}\*\*\n\n\|.*\n\|[ |-]+\n((?:\|.*\n)*)", text, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in match[1].splitlines()] if match else []


def test_every_number_of_the_limits(shown: Case) -> None:
    expected = shown.model.limits(shown.report["dossier"]["hash"], shown.moment)
    shown.model.language = "id"
    translated = shown.model.limits(shown.report["dossier"]["hash"], shown.moment)
    shown.model.language = "en"
    assert {limit["code"]: limit["n"] for limit in shown.indonesian["limits"]} == translated
    assert {limit["code"]: limit["n"] for limit in shown.report["limits"]} == expected
    for limit in shown.report["limits"]:
        assert not limit["n"] or re.search(rf"(?<!\d){limit['n']}(?!\d)", limit["text"])
    assert {row["code"]: int(row["n"]) for row in rows(shown, "limits")} == expected


@pytest.mark.slow
def test_the_cases_have_every_limit_somewhere(case_of: Callable[[int], Case]) -> None:
    """A number that is nowhere more than nothing would be tested by nobody."""
    codes = {limit["code"] for case in map(case_of, (*SEEDS, *MORE_SEEDS)) for limit in case.indonesian["limits"]}
    wanted = {"unjudged", "single", "no_locator", "second_hand", "editor", "untranslated", "dossier_only", "changed"}
    wanted |= {
        "recorded",
        "no_decisions",
        "one_reviewer",
        "repeats",
        "unfinished",
        "other_state",
        "left_out",
        "dated_later",
        "dated_early",
    }
    assert codes >= wanted | {"lacking_question", "lacking_code"}


def test_distributions_medians_and_what_all_agree_on(shown: Case) -> None:
    decided = shown.model.decided()
    summaries = {(summary["item"], summary["scale"]): summary for summary in shown.report["judgements"]}
    expected = shown.model.rating_summaries()
    assert {key for key, summary in summaries.items() if summary["n"]} == set(expected)
    for key, wanted in expected.items():
        summary = summaries[key]
        assert (summary["votes"], summary["n"], summary["ranked"], summary["median"]) == tuple(
            wanted[name] for name in ("votes", "n", "ranked", "median")
        )
        code, holds = decided.get(key, ("", False))
        assert (summary["consensus"], summary["by"]) == (
            (code, "adjudication") if holds else (wanted["same"], "agreement" if wanted["same"] else None)
        )


def test_verdicts_by_basis_and_role(shown: Case) -> None:
    tallies = {
        (breakdown["row"], breakdown["by"], breakdown["key"]): breakdown["votes"]
        for breakdown in shown.report["breakdowns"]
    }
    assert tallies == {key: dict(counts) for key, counts in shown.model.breakdowns().items()}


def test_cells_sources_and_stances(shown: Case) -> None:
    keys = ("supports", "contradicts", "context", "judged", "judgeable")
    cells = {(cell["row"], cell["column"]): [cell[key] for key in keys] for cell in shown.report["cells"]}
    expected = shown.model.cells()
    assert {crossing: counts for crossing, counts in cells.items() if any(counts)} == expected
    assert {
        source["id"]: (source["claims"], source["alignments"]) for source in shown.report["sources"]
    } == shown.model.sources()


def test_claims_are_counted_once_in_the_summary(shown: Case) -> None:
    counts = shown.model.claims_by_verdict()
    labels = {value["code"]: value["label"] for scale in shown.report["scales"] for value in scale["values"]}
    shown_counts = {row[0]: [int(cell) for cell in row[1:]] for row in table(shown.text, "Claims by verdict")}
    wanted = {
        labels.get(code, "reviewers differ"): [sum(by), *(by if code else [0, 0, 0])] for code, by in counts.items()
    }
    assert {label: by for label, by in shown_counts.items() if any(by)} == wanted
    verdict = shown.model.dossier.scales("evidence")[0]["id"]
    times = [shown.model.tally(item, verdict).total() for item in shown.model.judgeable]
    people = {reviewer for (kind, _), reviewer in shown.model.counted if kind == "evidence"}
    if any(times):
        sentence = (
            f"{len(people)} reviewer{'s' * (len(people) > 1)} judged {sum(n > 0 for n in times)} of the {len(times)} "
            f"claims that a verdict is asked of; {sum(n > 1 for n in times)} of them were judged by two or more."
        )
        assert sentence in shown.text
        assert (
            f" {sum(shown.model.breakdowns()['*total', 'basis', key].total() for key in bases(shown))} rating"
            in shown.text
        )


def bases(case: Case) -> set[str]:
    """The bases of verdicts."""
    return {key for row, by, key in case.model.breakdowns() if (row, by) == ("*total", "basis")}


def test_reviewers_and_their_items(shown: Case) -> None:
    counts = {row[0].split("; ")[1]: (int(row[2]), int(row[3])) for row in table(shown.text, "Reviewers")}
    assert counts == shown.model.reviewers()


def test_decisions_that_count_stand_in_the_tables(shown: Case) -> None:
    counted = {(row["session"], int(row["seq"])) for row in rows(shown, "votes") if row["counted"] == "true"}
    assert counted == {(answer.session["id"], answer.record["seq"]) for answer in shown.model.counted.values()}
    for row in rows(shown, "votes"):
        record = next(
            record
            for session in shown.model.sessions
            if session.document["id"] == row["session"]
            for record in session.records
            if record["seq"] == int(row["seq"])
        )
        answers = {name.partition(":")[2]: code for name, code in row.items() if name.startswith("answer:") and code}
        assert answers == record["values"]
        assert row["at"] == record["at"]


def test_agreement_over_all_reviewers(shown: Case) -> None:
    figures = {
        line["scale"]: (line["items"], line["reviewers"], line["missing"], line["percent"])
        for line in shown.report["agreement"]
        if not line["pair"]
    }
    expected = shown.model.agreement()
    assert set(figures) == set(expected)
    for scale, (items, people, missing, percent) in expected.items():
        assert figures[scale][:3] == (items, people, missing)
        assert figures[scale][3] == (None if percent is None else pytest.approx(percent))


def test_tiers_of_disagreement(shown: Case) -> None:
    tiers: dict[tuple[str, str], int] = {}
    for disagreement in shown.report["disagreements"]:
        key = (disagreement["asked"], disagreement["item"])
        tiers[key] = min(tiers.get(key, 3), disagreement["tier"])
    assert tiers == shown.model.tiers()
    numbers = [sum(tier == each for tier in tiers.values()) for each in (1, 2, 3)]
    if numbers[0] or numbers[1]:
        assert f"disagree: {numbers[0] + numbers[1]}, {numbers[0]} of them reversals" in shown.text
    captions = ("Reversals: reviewers say the opposite", "Other disagreements, the widest first")
    for caption, n in zip((*captions, "One step apart: not counted as disagreement"), numbers, strict=True):
        assert len(table(shown.text, caption)) == n
