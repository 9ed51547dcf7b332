"""Terminals: colours that can be read, none at all, sixteen, ASCII only, narrow ones, a mouse, a clipboard."""

from __future__ import annotations

import base64
import os
import re
import signal
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest
from textual.color import Color
from textual.geometry import Size

from ilo_tui.core.commands import COMMANDS
from ilo_tui.core.folders import state_folder
from ilo_tui.core.theme_names import THEMES
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.tui import themes
from ilo_tui.frontends.tui.clipboard import copy
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.pty import Terminal, terminal
from tests.frontends.tui.starting import keys, started
from tests.frontends.tui.vision import SIGHT, colors, contrast, difference, in_sixteen
from tests.frontends.tui.walk import walked
from tests.snapshots.texts import differences

ROLES = ("foreground", "text-muted", "text-disabled", "success", "error", "warning", "accent", "primary", "secondary")
GROUNDS = ("background", "surface", "panel")
LEAST = {"high-contrast": 7.0}
"""The contrast that a theme promises; 4.5, which is WCAG AA, where nothing else stands here."""


def token(theme: str, name: str) -> Color:
    """A colour of a theme."""
    created = themes.ALL[theme]
    return Color.parse(created.variables.get(name) or created.to_color_system().generate()[name])


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_text_can_be_read_on_every_ground(theme: str) -> None:
    for role in ROLES:
        for ground in GROUNDS:
            assert contrast(token(theme, role), token(theme, ground)) >= LEAST.get(theme, 4.5), (role, ground)


class Bar(KeyBar):
    """A key bar of some width, without an app."""

    def __init__(self, width: int, names: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._width = width
        self.set_reactive(KeyBar.keys, tuple(names))

    @property
    def size(self) -> Size:
        """One line."""
        return Size(self._width, 1)


@pytest.mark.slow
@pytest.mark.xdist_group("walked")
def test_what_is_drawn_on_every_screen_can_be_read_in_every_theme_also_in_sixteen_colours() -> None:
    for name, seen in walked().items():
        for theme, segments in seen.inks.items():
            for segment in segments:
                # Lines of a border are no text.
                if re.search(r"\w", segment.text) or re.fullmatch(r"\s*[+\-~!?.>]\s*", segment.text):
                    text, ground = colors(segment)
                    assert contrast(text, ground) >= LEAST.get(theme, 4.5), (name, theme, segment)
                    first, other = in_sixteen(segment)
                    assert first != other, (name, theme, segment)


@pytest.mark.xdist_group("walked")
def test_the_key_bar_never_overflows_and_never_loses_help() -> None:
    bars = set().union(*(seen.bars for seen in walked().values()))
    assert len(bars) > 20
    for names in bars:
        for width in range(20, 201):
            shown = Bar(width, names).shown()
            assert len(shown) <= 7
            assert shown[-1] == names[-1]
            assert sum(len(key) + len(label) + 3 for key, label in shown) <= width


@pytest.mark.parametrize("sight", SIGHT)
def test_colour_blind_readers_tell_for_against_and_warnings_apart_in_their_theme(sight: str) -> None:
    shown = [token("colour-blind", name) for name in ("success", "error", "warning")]
    for first, other in ((0, 1), (0, 2), (1, 2)):
        assert difference(shown[first], shown[other], sight) > 20


def test_the_measure_of_colours_is_right() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), white) == pytest.approx(4.48, abs=0.01)
    red, green = Color.parse("#d04040"), Color.parse("#6b7a20")
    assert difference(red, green, "deuteranopia") < difference(red, green, "tritanopia") / 2


async def test_no_theme_of_the_terminals_own_colours_is_offered(make_app: MakeApp, tmp_path: Path) -> None:
    # With NO_COLOR those would be black on black.
    app = make_app()
    assert sorted(app.available_themes) == sorted(THEMES)
    assert not any(theme.ansi for theme in app.available_themes.values())
    config = tmp_path / "c.toml"
    config.write_text('theme = "ansi-dark"\n', encoding="utf-8")
    again = started(config, lang="en")
    assert again.theme == "dark"
    assert "ansi-dark" in again.settings.warnings[0].localise(Translator("en"))


# Real terminals.

SMALL = {"TERM": "xterm", "COLORTERM": "", "LANG": "C.UTF-8", "ILO_TUI_LANG": "en"}


def cursor_line(shown: Terminal) -> list[bool]:
    """Whether each cell of the line of the first programme is drawn in reverse."""
    line = next(y for y, text in enumerate(shown.screen.display) if text.startswith(" Child Labour Monitoring"))
    return [shown.screen.buffer[line][x].reverse for x in range(2, 30)]


@pytest.mark.slow
@pytest.mark.first_edition
def test_without_colours_the_screen_is_readable_and_the_cursor_seen(request: pytest.FixtureRequest) -> None:
    with terminal("--lang", "en", environment={"NO_COLOR": "1"}) as shown:
        shown.complete_screen("Child Labour Monitoring", "With whom: Ministry of Labour", "? help")
        for _, _, cell in shown.cells():
            # No colour in the strict sense: every ink is a grey.
            for ink in (cell.fg, cell.bg):
                assert ink == "default" or len({ink[0:2], ink[2:4], ink[4:6]}) == 1, cell
            assert cell.fg != cell.bg or cell.fg == "default", cell
        assert all(cursor_line(shown))
        update = bool(request.config.getoption("update_snapshots"))
        changed = differences("no-color-programmes", shown.text, update=update)
        shown.press("2", "all evidence", "CLM × Output", "s sort")
        shown.press("l", "CLM × Outcome")
        changed += differences("no-color-dimensions", shown.complete_screen(), update=update)
        assert not changed, "\n".join(changed)
        assert shown.leave() == 0


@pytest.mark.slow
@pytest.mark.share(6)
@pytest.mark.parametrize("kind", ["xterm", "linux", "screen", "tmux-256color", "vt220"])
def test_it_opens_shows_rows_and_quits_in_many_a_terminal(kind: str) -> None:
    with terminal("--theme", "light", environment={**SMALL, "TERM": kind}) as shown:
        shown.until("Supporting actions", "? help")
        shown.press("2", "all evidence")
        for _, _, cell in shown.cells():
            assert cell.fg != cell.bg or cell.fg == "default", cell
        assert shown.leave() == 0


@pytest.mark.slow
def test_ascii_only_reaches_the_terminal_itself() -> None:
    with terminal("--ascii", environment=SMALL) as shown:
        shown.until("Supporting actions", "? help")
        shown.press("?", "Keys on this screen")
        shown.press("\x1b", "Supporting actions")
        assert shown.leave() == 0
        assert shown.raw.isascii()


def test_three_mistakes_in_the_config_file_are_named_on_stderr_and_on_the_screen(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('colour = 1\nlang = "en"\ntheme = "red"\n[keys]\nhelpp = "x"\ncopy = "q"\n', encoding="utf-8")
    mistakes = ("colour is no setting", "red is no value for theme", "no command helpp", "by both copy and quit")
    environment = {**SMALL, "ILO_TUI_LANG": "", "ILO_TUI_CONFIG": str(config)}
    with terminal(environment=environment, size=(100, 40)) as shown:
        shown.until("Supporting actions", "both copy and quit")
        on_screen = " ".join(re.sub("[│▊▎▌]", " ", shown.text).split())
        assert all(mistake in on_screen for mistake in mistakes), shown.text
        before = shown.raw.partition("\x1b[?1049h")[0]
        assert all(mistake in before for mistake in mistakes), before
        shown.press("j", "Corporate Social Responsibility")


# Bars, mouse.


@pytest.mark.slow
async def test_bars_are_redrawn_for_every_width(make_app: MakeApp) -> None:
    app = make_app("id")
    async with app.run_test(size=(200, 24)) as pilot:
        for width in (20, 33, 47, 60, 79, 80, 81, 119, 120, 200):
            await pilot.resize_terminal(width, 24)
            lines = (await keys(pilot)).splitlines()
            assert "? bantuan" in lines[-1]
            assert len(lines[-1]) <= width and len(lines[0]) <= width
            assert "1 Program" in lines[0]


@pytest.mark.share(2)
@pytest.mark.parametrize("page", ["programme-page", "programme-evidence"])
async def test_a_width_that_changes_while_the_pages_are_made_waits_for_them(make_app: MakeApp, page: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        # As it is between a pane and the page that is mounted in it.
        await app.screen.query_one(f"#{page}").remove()
        await pilot.resize_terminal(120, 24)
        assert "Child Labour Monitoring" in await keys(pilot)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        rows = app.screen.query_one("#programme-list", RowList)
        await pilot.click(rows, offset=(5, 4))
        assert rows.target == "efa"
        assert "EFA · programme" in await keys(pilot)
        await pilot.click(rows, offset=(5, 4))
        await keys(pilot)
        assert app.focused is app.screen.query_one("#programme-page")
        await pilot.click("TabBar", offset=(16, 0))
        assert "all evidence" in await keys(pilot)
        await keys(pilot, "slash", "c s r")
        # The first hit is under the cursor already.
        await pilot.click("#hits", offset=(5, 1))
        await keys(pilot)
        assert app.main and app.main.tab.cursor == "csr"


def test_everything_works_without_a_mouse() -> None:
    assert all(command.keys for command in COMMANDS)


# The clipboard.


def tool(folder: Path, name: str, script: str) -> Path:
    """A program in a folder for PATH."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found; empty."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def copied(file: Path | None, language: str = "en") -> tuple[str, list[str]]:
    """What is said of copying, and what was sent to the terminal."""
    sent: list[str] = []
    return copy("A citation: Ürün", sent.append, file, Translator(language)), sent


def test_a_tool_that_takes_it_is_named_and_no_file_is_written(tmp_path: Path, tools: Path) -> None:
    tool(tools, "xclip", f'[ "$1" = -selection ] && /bin/cat > {tmp_path}/taken')
    shown, sent = copied(tmp_path / "s" / "file.txt")
    assert shown == "Copied with xclip."
    assert sent == ["A citation: Ürün"]
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "A citation: Ürün"
    assert not (tmp_path / "s").exists()


def test_a_tool_that_lives_on_to_own_the_clipboard_is_not_waited_for(tmp_path: Path, tools: Path) -> None:
    # As xclip does: its child keeps the output open for as long as it owns the clipboard.
    tool(tools, "xclip", f"/bin/cat > {tmp_path}/taken\n/bin/sleep 60 & echo $! > {tmp_path}/child")
    try:
        assert copied(tmp_path / "file.txt")[0] == "Copied with xclip."
    finally:
        os.kill(int((tmp_path / "child").read_text()), signal.SIGKILL)
    assert not (tmp_path / "file.txt").exists()


def alive(pid: int) -> bool:
    """Whether a process goes on; one that ended and was not fetched does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.slow
def test_a_tool_that_hangs_is_ended_with_all_it_began_and_named(tmp_path: Path, tools: Path) -> None:
    tool(tools, "wl-copy", f"trap '' TERM\n/bin/sleep 600 & echo $! > {tmp_path}/child\nwait")
    tool(tools, "xclip", f"/bin/cat > {tmp_path}/taken")
    shown, _ = copied(tmp_path / "file.txt")
    assert shown == "wl-copy took too long and was ended. Copied with xclip."
    child = int((tmp_path / "child").read_text())
    end = monotonic() + 10
    while alive(child):
        assert monotonic() < end


def test_who_waits_no_more_ends_the_tool_at_once(tmp_path: Path, tools: Path) -> None:
    tool(tools, "xclip", "/bin/sleep 600")
    calls: list[None] = []

    def stopped() -> bool:
        calls.append(None)
        return len(calls) > 3

    began = monotonic()
    copy("A citation", lambda text: None, None, Translator("en"), stopped)
    assert monotonic() - began < 1.5


@pytest.mark.slow
def test_keys_work_while_a_tool_hangs_and_that_it_did_is_said(tmp_path: Path) -> None:
    tool(tmp_path / "tools", "xclip", "/bin/sleep 600")
    environment = {**SMALL, "TERM": "xterm-256color", "PATH": str(tmp_path / "tools")}
    with terminal(environment=environment, size=(100, 30)) as shown:
        shown.until("Supporting actions", "? help")
        began = monotonic()
        shown.child.send("y")
        shown.press("2", "all evidence")
        assert monotonic() - began < 1.8
        shown.until("xclip took too long and was ended.")
        shown.child.send("y")
        began = monotonic()
        assert shown.leave() == 0
        assert monotonic() - began < 1.8


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", ""])
def test_a_tool_that_fails_is_passed_over_for_the_next_and_then_for_a_file(
    tmp_path: Path, tools: Path, script: str
) -> None:
    if script:
        tool(tools, "wl-copy", script)
        tool(tools, "xclip", script)
    else:
        (tools / "xclip").write_bytes(b"\x7fELF no program")
        (tools / "xclip").chmod(0o755)
    file = tmp_path / "s" / "file.txt"
    shown, _ = copied(file)
    assert shown == f"Sent to the terminal's clipboard (not every terminal takes it), and written to {file}"
    assert file.read_text(encoding="utf-8") == "A citation: Ürün\n"
    tool(tools, "xsel", f"/bin/cat > {tmp_path}/taken")
    assert copied(file)[0] == "Copied with xsel."


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, tools: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be", encoding="utf-8")
    shown, sent = copied(tmp_path / "file" / "file.txt")
    assert shown.startswith("Sent to the terminal's clipboard; no file could be written (")
    assert sent
    assert copied(None)[0] == "Sent to the terminal's clipboard (not every terminal takes it)."


@pytest.mark.slow
def test_the_terminal_gets_the_citation_by_osc_52_and_the_tool_gets_it_too(tmp_path: Path) -> None:
    tool(tmp_path / "tools", "xclip", f"/bin/cat > {tmp_path}/taken")
    environment = {**SMALL, "TERM": "xterm-256color", "PATH": str(tmp_path / "tools")}
    with terminal(environment=environment, size=(100, 30)) as shown:
        shown.until("Supporting actions", "? help")
        shown.press("y", "Copied with xclip.")
        text = (tmp_path / "taken").read_text(encoding="utf-8")
        sent = re.search(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", shown.raw)
        assert sent and base64.b64decode(sent[1]).decode() == text
        assert "Child Labour Monitoring" in text
        (tmp_path / "tools" / "xclip").unlink()
        shown.press("y", "written to")
        assert shown.leave() == 0
    assert (state_folder() / "citation.txt").read_text(encoding="utf-8") == text + "\n"
