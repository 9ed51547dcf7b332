"""`list`, `show` and `search` tell nothing that would sway an answer that the reviewer still owes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Dimension
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.console.argument_parser import Options
from ilo_tui.frontends.console.blinding import apply_reviews
from ilo_tui.review import session_repository
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.reviewers import reviewer_for
from ilo_tui.review.session_file import SessionFile, read_entry
from ilo_tui.views.context import ViewContext

WAITING = ["evidence:clm-001", "evidence:clm-002", "alignment:al-001"]


@pytest.fixture
def reviews(dossier: Dossier, tmp_path: Path) -> Path:
    """A folder in which Sok has begun a session of two claims and an alignment, and has answered nothing."""
    folder = tmp_path / "reviews"
    desk = ReviewEnvironment(folder, Items(dossier), "0" * 16)
    session = create_session(
        desk, SessionSpec(reviewer_for(state_folder(), "Sok Dara"), "en", Queue(kind="mixed", items=WAITING))
    )
    session.flag(WAITING[0], True)
    session.close()
    return folder


def printed(reviews: Path, *arguments: str) -> tuple[str, str]:
    """What the program prints, and what it says beside that."""
    command = [sys.executable, "-m", "ilo_tui", "--reviews", str(reviews), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return result.stdout, result.stderr


@pytest.mark.slow
def test_show_hides_side_and_confidence_and_says_so(reviews: Path) -> None:
    out, err = printed(reviews, "show", "clm-001")
    assert out.startswith("? for or against: shown after your answer")
    assert "Tie, trend, aim and the editors' note: shown after your answer" in out
    assert "direct: " not in out and "filed under it; a filing is no tie" in out
    assert "1 record waits for your answer in an unfinished session" in err
    record = json.loads(printed(reviews, "show", "clm-001", "--json")[0])
    hidden = {"stance", "confidence", "tie", "tie_why", "trend", "aim", "aim_reached", "note", "same_as"}
    assert {name for name, value in record.items() if value is None} == hidden and record["statement"]
    alignment = json.loads(printed(reviews, "show", "al-001", "--json")[0])
    assert {name for name, value in alignment.items() if value is None} == {"degree", "tie", "note"}
    assert json.loads(printed(reviews, "show", "outcome", "--json")[0])["conclusion"] is None


def test_unblind_shows_it_and_says_so(reviews: Path) -> None:
    out, err = printed(reviews, "show", "clm-001", "--unblind")
    assert out.startswith("+ for") and "what you have not judged yet is shown in full" in err


def test_a_list_hides_it_in_the_row_and_under_a_filter(reviews: Path) -> None:
    out, err = printed(reviews, "list", "evidence", "--where", "programme:clm")
    sides = {line.split()[0]: line.split()[1] for line in out.splitlines()}
    assert sides["clm-001"] == sides["clm-002"] == "?"
    assert "2 records wait" in err
    listed = printed(reviews, "list", "evidence", "--where", "stance:supports")[0]
    assert "clm-001" not in listed and "clm-002" not in listed


def test_others_and_those_who_have_nothing_to_answer_see_everything(reviews: Path, tmp_path: Path) -> None:
    for arguments in (["--reviewer", "Chan Thy"], ["--reviews", str(tmp_path / "empty")]):
        out, err = printed(reviews, *arguments, "show", "clm-001")
        assert out.startswith("+ for")
        assert "waits for your answer" not in err


def test_by_a_name_alone_that_was_never_used_here(
    reviews: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another-machine"))
    assert printed(reviews, "show", "clm-001")[0].startswith("+ for")
    assert printed(reviews, "--reviewer", "Sok Dara", "show", "clm-001")[0].startswith("? for or against")
    assert not (tmp_path / "another-machine").exists()


def test_a_search_finds_nothing_by_a_conclusion_that_is_hidden(reviews: Path, dossier: Dossier) -> None:
    text = dossier.record(Dimension, "impact").conclusion.text["en"]
    word = max(text.split(), key=len).strip(".,;:()").lower()
    hits = json.loads(printed(reviews, "search", word, "--unblind", "--json")[0])
    assert {"dimensions"} <= {hit["kind"] for hit in hits}
    hidden = json.loads(printed(reviews, "search", word, "--json")[0])
    assert [hit for hit in hits if hit["kind"] != "dimensions"] == [
        hit for hit in hidden if hit["kind"] != "dimensions"
    ]
    assert all(text not in hit["text"] for hit in hidden)


@pytest.mark.slow
def test_what_others_saw_of_what_waits_has_only_its_number(dossier: Dossier, reviews: Path) -> None:
    desk = ReviewEnvironment(reviews, Items(dossier), "1" * 16)
    chan = Reviewer(id="chan-thy-3c4d", name="Chan Thy", role="independent")
    session = create_session(desk, SessionSpec(chan, "en", Queue(kind="mixed", items=WAITING)))
    session.observe("evidence:clm-001", "No lamp", "Kampot", "2016-03-12")
    session.observe("cell:clm/outcome", "A locked gate")
    session.close()
    hidden = "1 observation of another reviewer: shown after your answer\n"
    for subject in ("clm-001", "clm"):
        out, err = printed(reviews, "show", subject)
        assert "No lamp" not in out and hidden in out
        assert "for your answer in an unfinished session" in err
        out, _ = printed(reviews, "show", subject, "--unblind")
        assert "12 March 2016, Kampot · Chan Thy (independent)\n  No lamp\n" in out and hidden not in out
    assert "A locked gate" in printed(reviews, "show", "clm")[0]
    assert "  No lamp\n" in printed(reviews, "--reviewer", "Chan Thy", "show", "clm-001")[0]
    assert (
        "(independent; you)\n  A locked gate\n"
        in printed(reviews, "--reviewer", "Chan Thy", "show", "cell:clm/outcome")[0]
    )


def test_a_page_reads_each_session_once_and_is_shown_as_it_is_where_none_can_be_read(
    dossier: Dossier, reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, options = ViewContext(dossier, Translator("en", "en")), Options(unblind=False)
    settings = load_settings({"reviews": str(reviews)}, {})
    read: list[Path] = []

    def counted(environment: ReviewEnvironment, path: Path) -> SessionFile:
        read.append(path)
        return read_entry(environment, path)

    monkeypatch.setattr(session_repository, "read_entry", counted)
    shown = apply_reviews(context, options, settings)
    assert shown.blinding.hides(WAITING[0]) and shown.standing is not None and len(read) == 1

    def fail(environment: ReviewEnvironment, path: Path) -> SessionFile:
        raise ReviewError("it cannot be read", "Wait.", path)

    monkeypatch.setattr(session_repository, "read_entry", fail)
    assert apply_reviews(context, options, settings) == context


@pytest.mark.slow
def test_a_crossing_is_shown_by_its_name(reviews: Path) -> None:
    out, _ = printed(reviews, "show", "cell:clm/output")
    assert out.startswith("Child Labour Monitoring × Output\n")
    assert json.loads(printed(reviews, "show", "cell:clm/output", "--json")[0])["evidence"][0] == "clm-001"
    for name in ("cell:clm/none", "cell:none/output", "cell:clm"):
        with pytest.raises(subprocess.CalledProcessError):
            printed(reviews, "show", name)


@pytest.mark.slow
def test_effect_directions_leave_out_what_waits_and_sum_nothing_up(reviews: Path) -> None:
    def drawn(*arguments: str) -> set[str]:
        rows = json.loads(printed(reviews, "list", "directions", "--json", *arguments)[0])
        return {claim for row in rows for claim in row["claims"]}

    assert drawn("--unblind") - drawn() == {"clm-002"}
    out, err = printed(reviews, "show", "directions:clm/outcome")
    assert "1 claim waits for your answer" in out and "1 record waits for your answer" in err
    assert "voices (" not in out
    assert "Directions: no voice" in printed(reviews, "show", "cell:clm/outcome", "--unblind")[0]


@pytest.mark.slow
def test_counts_of_voices_sources_and_crossings_leave_out_what_waits(reviews: Path) -> None:
    out, err = printed(reviews, "list", "voices", "--json")
    hidden = {row["id"]: row.get("hidden", 0) for row in json.loads(out)}
    shown = {row["id"]: row for row in json.loads(printed(reviews, "list", "voices", "--json", "--unblind")[0])}
    assert {ident: n for ident, n in hidden.items() if n} == {"ilo": 1, "us-dol": 1} and "wait" in err
    sides = ("supports", "contradicts", "context")
    for row in json.loads(out):
        counted = sum(row[side] for side in sides) + hidden[row["id"]]
        assert counted == sum(shown[row["id"]][side] for side in sides)
    for text in ("voices:1", "not:voices:1", "voices:0", "not:gap:none"):
        listed = printed(reviews, "list", "evidence", "--where", text)[0]
        assert "clm-001" not in listed and "clm-002" not in listed
    # What a crossing lacks in which a claim waits is told of none of its claims.
    crossing = [claim["id"] for claim in json.loads(_list(reviews, "programme:clm", "dimension:output"))]
    gaps = json.loads(_list(reviews, "not:gap:one_side"))
    assert crossing and not {claim["id"] for claim in gaps} & set(crossing)


def _list(reviews: Path, *where: str) -> str:
    return printed(reviews, "list", "evidence", "--where", *where, "--json")[0]


@pytest.mark.slow
def test_a_publisher_is_shown_by_name_in_text_and_json(reviews: Path) -> None:
    out, _ = printed(reviews, "show", "publisher:US Department of Labor, ILAB")
    assert out.startswith("US Department of Labor, ILAB\nCounts with the voice of: US Department of Labor [us-dol]")
    row = json.loads(printed(reviews, "show", "publisher:us  department of LABOR, ilab", "--json")[0])
    assert row["id"] == "publisher:us department of labor, ilab" and "dol2019" in row["sources"]
