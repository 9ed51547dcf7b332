"""A session on an earlier edition: what is unchanged or carried counts, the changed is asked again, others named."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.cli import run
from ilo_tui.core.folders import state_folder
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.edition_change import EditionChange, edition_change
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.opening import open_session
from ilo_tui.review.reviewers import writer_id
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.agreement_rows import agreement_lines
from ilo_tui.views.context import ViewContext
from ilo_tui.views.session_rows import session_rows, session_warnings
from tests.conftest import MakeApp
from tests.exporters.report.team import report_of
from tests.frontends.plain.help import reviewed
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import flat
from tests.review.agreement.many import save_ratings
from tests.review.help import CHAN, SOK, begun, desk_at, dossier_of, judge, tables
from tests.review.schema2 import E1, E2, E3, E4, schema2, tables2
from tests.review.test_carried import edition, links

GOLDEN = Path(__file__).parents[1] / "golden"
LINE = (
    "2 decisions count, 1 is offered again, 1 is no longer in the dossier: evidence:e4 (judged on edition 1; the "
    "dossier is edition 2)."
)
OTHER = {"statement": {"en": "Something else", "id": "Hal lain"}}


def second_edition(folder: Path, first: Dossier) -> Dossier:
    """Edition 2: e1, e2 and e5 to e8 carried, e3 changed, e4 removed."""
    documents = schema2("2", e3=OTHER)
    documents["evidence"] = [claim for claim in documents["evidence"] if claim["id"] != "e4"]
    plain = edition(folder, documents)
    return edition(folder, documents, *links(first, plain, "e1", "e2", "e5", "e6", "e7", "e8"))


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """Edition 2, with a session of edition 1 in its folder that has judged four of five claims."""
    desk, first = desk_at(tmp_path), dossier_of(tmp_path)
    session = begun(desk, [E1, E2, E3, E4, "evidence:e5"])
    for item in (E1, E2, E3, E4):
        judge(session, item)
    session.close()
    return replace(desk, items=Items(second_edition(tmp_path / "2", first)))


def opened(desk: ReviewEnvironment) -> ReviewSession:
    (entry,) = SessionRepository(desk).entries()
    return open_session(desk, entry.path)


def test_figures_of_a_session_on_another_edition(desk: ReviewEnvironment) -> None:
    session = opened(desk)
    change = edition_change(session.document, session.progress)
    assert change == EditionChange(("1",), "2", 2, (E3,), (E4,))
    counts = session.progress.counts()
    assert (counts.judged, counts.total) == (2, 5), "what is offered again is not called judged"
    assert session.progress.rest() == [E3, "evidence:e5"]
    judge(session, E3, "does_not_hold")
    assert edition_change(session.document, session.progress) == EditionChange(("1",), "2", 3, (), (E4,))
    assert session.progress.counts().judged == 3
    session.undo()
    session.undo()
    assert session.progress.counts().judged == 2
    session.close()


def test_on_the_same_edition_nothing_is_said_unless_the_dossier_was_changed(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, [E1, E2])
    judge(session, E1)
    assert not edition_change(session.document, session.progress)
    session.close()
    documents = {"evidence": [{**row, **(OTHER if row["id"] == "e1" else {})} for row in tables()["evidence"]]}
    desk = replace(desk, items=Items(dossier_of(tmp_path, documents)))
    rows = session_warnings(SessionRepository(desk).entries(), desk.items, desk.clock(), Translator("en"))
    assert [row.partition(": ")[2] for row in rows] == [
        "0 decisions count, 1 is offered again (the dossier has changed since)."
    ]


@pytest.mark.parametrize("language", ["en", "id"])
def test_sessions_agreement_and_report_say_so_with_figures(desk: ReviewEnvironment, language: str) -> None:
    tr, entries = Translator(language, "en"), SessionRepository(desk).entries()
    line = LINE if language == "en" else "2 keputusan berlaku, 1 ditawarkan lagi, 1 tidak lagi ada dalam berkas bukti"
    (row,) = session_rows(entries, desk.items, desk.clock())
    assert [row[key] for key in ("edition", "counting", "again", "removed", "judged")] == ["1", 2, 1, 1, 2]
    assert any(line in text for text in session_warnings(entries, desk.items, desk.clock(), tr))
    agreement = analyse(entries, desk.items)
    context = ViewContext(desk.items.dossier, tr)
    assert line in " ".join(agreement_lines(context, desk.items, agreement))
    (limit,) = (limit for limit in report_of(desk, language).limits if limit.code == "editions")
    assert line in limit.text and limit.n == 2


def test_what_was_judged_anew_elsewhere_is_not_offered_again_in_figures_of_all(desk: ReviewEnvironment) -> None:
    save_ratings(desk, CHAN, {E1: {"verdict": "holds", "strength": "low"}})
    assert analyse(SessionRepository(desk).entries(), desk.items).editions.again == (E3,)
    save_ratings(desk, SOK, {E3: {"verdict": "holds", "strength": "low"}})
    change = analyse(SessionRepository(desk).entries(), desk.items).editions
    assert (change.again, change.removed, change.counting) == ((), (E4,), 2)


def test_codes_that_the_new_scales_lack_are_read_named_and_asked_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, {E2: {"attribution": "shown"}, E1: {"attribution": "none"}}, "attribution")
    plain = edition(tmp_path / "2", tables2())
    second = edition(tmp_path / "2", tables2(), *links(dossier_of(tmp_path), plain, "e1", "e2"))
    desk = replace(desk, items=Items(second))
    session = opened(desk)
    assert edition_change(session.document, session.progress).again == (E2, E1)
    assert session.progress.rest() == [E2, E1] and session.answers(E2) == {}
    state = session.saved_state(E2)
    assert state and state.values == {"attribution": "shown"}
    session.close()
    rows = session_warnings(SessionRepository(desk).entries(), desk.items, desk.clock(), Translator("en"))
    assert "0 decisions count, 2 are offered again (judged on edition 1;" in rows[0]
    assert "2 answers are in codes that this edition does not have" in rows[1]
    assert "attribution: none, attribution: shown" in rows[1]


def test_plain_mode_says_so_before_the_first_item(desk: ReviewEnvironment) -> None:
    code, shown = reviewed(writable(desk), "0", reviews=str(desk.reviews), reviewer="Sok Dara <sok-dara-1a2b>")
    assert code == 0
    before, _, after = shown.replace("\n  ", " ").partition("Item 5 of 5")
    assert LINE in before and "Item 3 of 5: evidence e3" in after and "changed since you judged it" in after


@pytest.mark.slow
async def test_the_screen_and_tab_5_say_so(make_app: MakeApp, desk: ReviewEnvironment) -> None:
    dossier = writable(desk)
    app: Any = make_app("en", dossier, reviews=str(desk.reviews), reviewer="Sok Dara <sok-dara-1a2b>")
    async with app.run_test(size=(120, 40)) as pilot:
        assert "1 is offered again, 1 is no longer in the dossier: evidence:e4 (" in flat(await press(pilot, "5"))
        text = flat(await press(pilot, "enter"))
        assert isinstance(app.screen, JudgeScreen)
        assert (
            "2 of 5 judged" in text
            and "2 decisions count, 1 is offered again, 1 is no longer in the dossier: evidence:e4" in text
        )
        # What was left is e5; then comes what has changed.
        await press(pilot, "0")
        assert app.screen.item == E3 and "changed since you judged it" in screen_text(app)


def writable(desk: ReviewEnvironment) -> Dossier:
    """The dossier of a desk, its session as if it were begun on this computer, so that it is gone on with."""
    (path,) = desk.reviews.glob("*.json")
    path.write_text(path.read_text(encoding="utf-8").replace(desk.writer, writer_id(state_folder())), encoding="utf-8")
    dossier = desk.items.dossier
    assert isinstance(dossier, Dossier)
    return dossier


def test_sessions_of_version_1_go_on_on_a_later_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = json.loads((GOLDEN / "shipped.json").read_bytes())
    documents["meta"]["1"]["edition"] = "2027.1"
    queue = json.loads((GOLDEN / "reviews/2026-11-24-kev-sophal-e9fb188d.json").read_bytes())["session"]["1"]["queue"]
    changed, removed = (item.partition(":")[2] for item in queue["items"][:2])
    claims = documents["evidence"]
    number = next(number for number, claim in claims.items() if claim["id"] == changed)
    claims[number]["statement"]["en"] += " That was later."
    documents["evidence"] = {number: claim for number, claim in claims.items() if claim["id"] != removed}
    (tmp_path / "second.json").write_text(json.dumps(documents), encoding="utf-8")
    shutil.copytree(GOLDEN / "reviews", tmp_path / "reviews")
    options = ["--dossier", str(tmp_path / "second.json"), "--reviews", str(tmp_path / "reviews")]
    assert run([*options, "sessions", "--json"]) == 0
    printed = capsys.readouterr()
    rows = {row["file"][-13:-5]: row for row in json.loads(printed.out)}
    row = rows["e9fb188d"]
    assert row["edition"] == "2026.11" and row["removed"] == 1
    assert f"1 is no longer in the dossier: evidence:{removed} (" in printed.err
    assert run([*options, "agreement"]) == 0
    assert "(judged on edition 2026.11; the dossier is edition 2027.1)." in capsys.readouterr().out
