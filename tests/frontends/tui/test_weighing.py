"""What is counted is said on every tab, changed by one key, and the same wherever one goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.frontends.tui.gap_matrix import GapMatrix
from ilo_tui.frontends.tui.tabs.policies import AlignmentMatrix
from ilo_tui.frontends.tui.widgets.grid import Matrix
from ilo_tui.views.context import ViewContext
from tests.conftest import MakeApp
from tests.dossier.small import opened, small2
from tests.editions import FIRST_EDITION
from tests.frontends.tui.starting import keys, until_idle
from tests.frontends.tui.together import flat

SMALL, LARGE, NARROW = (80, 24), (120, 40), (40, 12)


@pytest.fixture(scope="module")
def second() -> Dossier:
    """The dossier that ships with the program."""
    return load(default_path())


async def reads(pilot: Pilot[Any], *pressed: str) -> str:
    await keys(pilot, *pressed)
    return await until_idle(pilot)


def cell_text(matrix: Matrix, row: str, column: str) -> str:
    return "".join(span.text for span in matrix.cell(row, column))


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
async def test_what_is_counted_stands_on_every_tab_with_counts(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        for tab in "1234":
            assert "voices tied directly · all periods · as recorded" in flat(await reads(pilot, tab))
        assert "as recorded" not in await reads(pilot, "5")
        await reads(pilot, "2", "w", "right_square_bracket")
        for tab in "1234":
            text = flat(await reads(pilot, tab))
            assert "voices tied directly or through the organisation · 2001-2004: first project" in text


@pytest.mark.slow
async def test_w_goes_from_level_to_level_and_the_counts_follow(make_app: MakeApp, second: Dossier) -> None:
    async with make_app(opened=second).run_test(size=SMALL) as pilot:
        await reads(pilot, "1")
        for level in ("direct", "related", "inferred", "everything", "direct"):
            lines = (await until_idle(pilot)).splitlines()
            for programme in list(second.records(Programme))[:6]:
                tally = second.crossings.gap_map.tally(programme.id, TOTAL, Weighing(level))
                line = next(line[:36] for line in lines if programme.name["en"][:20] in line[:36])
                assert line.rstrip().endswith(f"+{tally.supports.voices.low}  -{tally.contradicts.voices.low}"), (
                    level,
                    line,
                )
            await keys(pilot, "w")


@pytest.mark.slow
async def test_periods_go_forward_and_back_and_end_with_what_is_undated(make_app: MakeApp, second: Dossier) -> None:
    async with make_app(opened=second).run_test(size=SMALL) as pilot:
        seen = [(await reads(pilot, "2")).splitlines()[1]]
        seen += [(await reads(pilot, "right_square_bracket")).splitlines()[1] for _ in range(6)]
        names = [line.partition(" · ")[2].partition(" · ")[0] for line in seen]
        assert names[0] == names[6] == "all periods" and names[5] == "undated"
        assert [name[:4] for name in names[1:5]] == ["2001", "2004", "2009", "From"]
        assert "undated" in (await reads(pilot, "left_square_bracket")).splitlines()[1]
        assert "CLM × Output (1)" in await reads(pilot, "enter")
        assert "CLM × Output (2)" in await reads(pilot, "right_square_bracket")


async def test_a_dossier_in_which_nobody_is_evaluated_says_that_all_claims_count(make_app: MakeApp) -> None:
    async with make_app(opened=load(FIRST_EDITION)).run_test(size=SMALL, notifications=True) as pilot:
        assert "as recorded" not in await reads(pilot, "2")
        text = await reads(pilot, "w")
        assert "so all claims" in text


async def test_nothing_is_weighed_otherwise_while_one_judges(make_app: MakeApp, tmp_path: Any) -> None:
    app = make_app(reviews=str(tmp_path / "r"), reviewer="Sok Dara")
    async with app.run_test(size=SMALL) as pilot:
        await reads(pilot, "1", "r")
        await reads(pilot, "w", "right_square_bracket")
        assert app.context.weighing == Weighing()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_cell_shows_both_readings_its_gap_and_whether_a_voice_is_independent(second: Dossier, width: int) -> None:
    context = ViewContext(second, Translator("en"))
    matrix = GapMatrix(context, context.gap_map, list(context.gap_map.rows), width)
    spaced = {60: "+1-0¦+1-2!°", 80: "+1 -0 ¦ +1 -2 !°", 120: "+1-0¦+1-2!°"}
    text = cell_text(matrix, "clm", "outcome")
    assert re.sub(" +!", " !" if width == 80 else "!", text).startswith(spaced[width])
    assert cell_text(matrix, "clm", "impact").split() == ["none", "!"]
    assert cell_text(matrix, "campaigns", "output").rstrip()[-1] not in "!°"
    # No gap, since outputs are no change in policies; that nothing is recorded is said all the same.
    (about_policies,) = (row for row in matrix.rows if matrix.row_head(row) == "about policies")
    assert cell_text(matrix, about_policies, "output").split() == ["none"]


def test_a_policy_that_a_programme_has_to_serve_is_told_from_one_with_which_it_need_not_align(tmp_path: Path) -> None:
    context = ViewContext(opened(tmp_path, small2()), Translator("en"))
    matrix = AlignmentMatrix(context, ("one", "two"))
    assert [cell_text(matrix, "two", policy).strip() for policy in ("plan", "law")] == [".", "!"]
    assert cell_text(matrix, "one", "plan").strip() not in {".", "!", ""}


def test_a_balance_shows_voices_against_left_and_for_right(second: Dossier) -> None:
    context = ViewContext(second, Translator("en"))
    matrix = GapMatrix(context, context.gap_map, list(context.gap_map.rows), 120)
    # +1 -0 directly, +4 -3 in any way; +2 -0 either way; +3 -0 and +5 -0, more than there is room for.
    assert cell_text(matrix, "csr", "outcome").endswith("░░░│█░›") or cell_text(matrix, "csr", "outcome").endswith(
        "‹░░│█░›"
    )
    assert cell_text(matrix, "tbp", "outcome").endswith("   │██ ")
    assert cell_text(matrix, "campaigns", "output").endswith("   │██›")


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_in_ascii_no_sign_of_the_map_is_lost(make_app: MakeApp, second: Dossier, language: str) -> None:
    async with make_app(language, opened=second, ascii=True).run_test(size=LARGE) as pilot:
        lines = (await reads(pilot, "2")).splitlines()
        line = next(line[:80] for line in lines if line.startswith("CSR"))
        assert line.isascii() and "|" in line and "#" in line and ":" in line
        assert "!o" in next(line[:80] for line in lines if line.startswith("CLM")).replace(" ", "")
