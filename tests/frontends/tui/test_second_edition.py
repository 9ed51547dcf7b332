"""What a newcomer reads of the dossier that ships: nothing cut that has room, no sign without its meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.question_panel import QuestionPanel
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, typed, until_idle
from tests.frontends.tui.together import ANA, crowd, flat, merged_folder, page_text

SMALL, LARGE = (80, 24), (120, 40)
BEARING = ("5", "n", "j", "j", *["enter"] * 6, "G", "enter")
"""From any tab: a session of the queue of bearing, by the form."""


async def reads(pilot: Pilot[Any], *pressed: str) -> str:
    """The screen after these keys."""
    await keys(pilot, *pressed)
    return await until_idle(pilot)


@pytest.mark.share(12)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("scale", "pressed"),
    [
        ("verdict", ("1", "r")),
        ("strength", ("1", "r", "3")),
        ("bearing", BEARING),
        ("effectiveness", ("2", "r")),
        ("body-strength", ("2", "r", "3")),
    ],
)
async def test_every_answer_stands_with_its_definition_on_a_small_terminal(
    make_app: MakeApp, tmp_path: Path, scale: str, pressed: tuple[str, ...], language: str
) -> None:
    app = make_app(language, reviews=str(tmp_path), reviewer=ANA)
    async with app.run_test(size=SMALL) as pilot:
        text = flat(await reads(pilot, *pressed))
        panel = app.screen.query_one(QuestionPanel)
        question = panel.source.question()
        assert question is not None
        assert question.id == scale
        assert panel.layout_used == "defined"
        for value in question.values:
            assert f"{value.key} {value.label[language]}: {flat(value.definition[language])}" in text


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("language", "remedy"),
    [("en", "begin with the queue of evidence."), ("id", "mulailah dengan antrean bukti.")],
)
async def test_the_form_says_in_full_why_nothing_is_to_be_attributed_yet(
    make_app: MakeApp, tmp_path: Path, language: str, remedy: str
) -> None:
    app = make_app(language, reviews=str(tmp_path), reviewer=ANA)
    async with app.run_test(size=SMALL) as pilot:
        text = await reads(pilot, "5", "n", "j", "j", *["enter"] * 5)
        assert remedy in flat(text)
        assert "…" not in text
        # With a filter it may be the filter that leaves nothing.
        await keys(pilot, "j", "enter")
        await typed(pilot, "year:1900")
        assert remedy not in flat(await reads(pilot, "enter"))


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("language", "mark"), [("en", "○ not tied directly to ILO-IPEC"), ("id", "○ tidak terkait langsung")]
)
async def test_the_sign_before_claims_is_explained_where_they_are_listed(
    make_app: MakeApp, language: str, mark: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=SMALL) as pilot:
        # The first claim on what monitoring led to.
        text = await reads(pilot, "2", "l", "enter")
        assert {"en": "+ for ○ inferred  clm-002", "id": "+ mendukung ○ disimpulkan  clm-002"}[language] in text
        await keys(pilot, "slash")
        await typed(pilot, "kampot")
        assert mark in await until_idle(pilot)
        await typed(pilot, " xyzzy")
        assert mark not in await until_idle(pilot)


@pytest.mark.slow
async def test_a_wide_screen_says_what_there_is_to_start_from_and_that_there_is_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        text = await reads(pilot, "4")
        assert "No claim is recorded on this" in text
        # The first gap.
        text = await reads(pilot, "j", "j", "j")
        assert text.count("claims: ") == 1
        assert "What is there\n" not in text


async def test_a_degree_that_nobody_stated_is_called_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 80)) as pilot:
        text = flat(await reads(pilot, "1"))
        assert "(no degree stated)" in text
        assert "(none stated)" not in text


async def test_the_coverage_of_all_claims_is_read_without_cuts_where_there_is_room(
    make_app: MakeApp, dossier: Dossier, tmp_path: Path
) -> None:
    app = make_app(reviews=str(merged_folder(tmp_path / "reviews", crowd(dossier))), reviewer=ANA)
    async with app.run_test(size=LARGE) as pilot:
        text = await reads(pilot, "5")
        head = next(line for line in text.splitlines() if "unassigned" in line)
        assert head.split()[-4:] == ["Output", "Outcome", "Impact", "unassigned"]
        assert "country and framework " in text
        assert "Queue: mixed, a list" in text


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("language", "hint"), [("en", "Tab: what it is about, and back"), ("id", "Tab: yang ditanyakan, dan kembali")]
)
async def test_a_very_small_terminal_says_in_full_how_to_read_what_is_asked_about(
    make_app: MakeApp, tmp_path: Path, language: str, hint: str
) -> None:
    app = make_app(language, reviews=str(tmp_path), reviewer=ANA)
    async with app.run_test(size=(40, 11)) as pilot:
        lines = (await reads(pilot, "1", "r")).splitlines()
        assert lines[-2].strip() == hint


async def test_an_aim_that_waits_is_no_key_to_press(make_app: MakeApp) -> None:
    app = make_app("id")
    async with app.run_test(size=SMALL) as pilot:
        await reads(pilot, "1", "j", "j", "j")
        text = flat(page_text(app.screen.query_one("#programme-page", Page)))
        assert "11 target program: 1 tercapai, 2 tidak tercapai, 8 masih terbuka" in text


@pytest.mark.slow
async def test_the_sign_of_context_is_explained_where_a_filter_leaves_nothing_else(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        assert "· context" not in await reads(pilot, "1")
        await keys(pilot, "f")
        await typed(pilot, "dimension:outcome")
        text = await reads(pilot, "enter")
        assert "Youth employment link          ·" in text
        assert "voices + for - against · context" in text


@pytest.mark.slow
async def test_a_hit_in_another_language_is_cut_with_a_sign_that_it_is(make_app: MakeApp) -> None:
    app = make_app("id")
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "inspectors")
        hits = [line for line in (await until_idle(pilot)).splitlines() if "[en]" in line]
        assert len(hits) > 10
        # A text that goes on is cut before a word, never within it.
        assert all(line.rstrip()[-1] in "….▁▂▃▄▅▆▇" for line in hits)


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("language", "queue"),
    [("en", "Queue: bearing, a sample of 20%"), ("id", "Antrean: arah, sampel 20%")],
)
async def test_a_session_says_in_full_what_it_judges(
    make_app: MakeApp, tmp_path: Path, language: str, queue: str
) -> None:
    app = make_app(language, reviews=str(tmp_path), reviewer=ANA)
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *BEARING, "3")
        assert queue in await reads(pilot, "escape", "5")
