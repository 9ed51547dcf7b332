"""Links on the screen: which terminals get them, and that nothing but the links is another then."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.style import Style

from ilo_tui.core.settings import load_settings
from ilo_tui.frontends.tui.link_terminals import takes_links
from ilo_tui.frontends.tui.measuring import position_joins
from tests.conftest import MakeApp
from tests.frontends.tui.pty import terminal
from tests.frontends.tui.starting import quiet

EXAMPLE = Path(__file__).parents[3] / "docs" / "example" / "water.json"
LINK = re.compile(r"\x1b\]8;[^;\x1b]*;([^\x1b\x07]*)\x1b\\")
NONE = Style.null()
VTE = {"VTE_VERSION": "7003"}
SIZE = {"COLUMNS": "100", "LINES": "60"}
"""Whatever whoever runs the tests has set."""


@pytest.mark.parametrize(
    "environment",
    [
        VTE, {"KITTY_WINDOW_ID": "1"}, {"WT_SESSION": "x"}, {"KONSOLE_VERSION": "230800"}, {"TERM": "foot"},
        *({"TERM_PROGRAM": name} for name in ("iTerm.app", "WezTerm", "vscode", "ghostty")),
    ],
)  # fmt: skip
def test_terminals_that_draw_links_get_them_unless_the_setting_or_something_between_says_no(
    environment: dict[str, str],
) -> None:
    assert takes_links("auto", environment)
    assert not takes_links("no", environment)
    for between in ({"TMUX": "/tmp/x,1,0"}, {"STY": "1"}, {"SSH_CONNECTION": "x"}, {"TERM": "screen-256color"}):
        assert not takes_links("auto", {**environment, **between})
        assert takes_links("yes", {**environment, **between})
    for term in ("linux", "dumb"):
        assert not takes_links("auto", {**environment, "TERM": term})
        assert not takes_links("yes", {**environment, "TERM": term})


@pytest.mark.parametrize(
    "environment",
    [
        {}, {"TERM": "xterm-256color"}, {"TERM_PROGRAM": "Apple_Terminal"}, {"VTE_VERSION": "4999"},
        {"VTE_VERSION": "5000"}, {"VTE_VERSION": "new"}, {"KONSOLE_VERSION": "200400"},
    ],
)  # fmt: skip
def test_a_terminal_that_is_not_known_gets_links_only_where_a_person_says_so(environment: dict[str, str]) -> None:
    assert not takes_links("auto", environment)
    assert takes_links("yes", environment)


@pytest.mark.parametrize(("written", "value"), [('"yes"', "yes"), ("true", "yes"), ("false", "no"), ('"auto"', "auto")])
def test_the_setting_is_a_word_or_true_or_false(tmp_path: Path, written: str, value: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f"links = {written}\n")
    assert load_settings({}, {"ILO_TUI_CONFIG": str(config)}).text("links") == value
    assert load_settings({}, {"ILO_TUI_CONFIG": str(config), "ILO_TUI_LINKS": "no"}).text("links") == "no"


def test_a_setting_that_is_none_is_named_and_not_used(tmp_path: Path) -> None:
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(tmp_path / "none"), "ILO_TUI_LINKS": "perhaps"})
    assert settings.text("links") == "auto"
    assert [warning.values["name"] for warning in settings.warnings] == ["links"]


def test_a_joined_letter_within_a_link_is_put_in_its_place_and_the_link_stays_as_it_was() -> None:
    drawn = "\x1b]8;id=1;https://a.org/\x1b\\\u0d9a\u200d\u0dba\x1b]8;;\x1b\\"
    placed = position_joins(drawn)
    assert LINK.findall(placed) == ["https://a.org/", ""]
    assert "\x1b8\u0d9a\u200d\u0dba" not in placed.split("\x1b\\")[0]


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("theme", ["dark", "high-contrast"])
async def test_what_is_drawn_of_a_page_differs_by_nothing_but_the_links(make_app: MakeApp, theme: str) -> None:
    drawn, pieces = {}, []
    for links in ("yes", "no"):
        app = make_app(links=links, theme=theme)
        async with app.run_test(size=(60, 30)) as pilot:
            app.navigator.open_page("dol2013")
            await quiet(pilot)
            segments = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        drawn[links] = [(letter, (style or NONE).update_link()) for text, style, _ in segments for letter in text]
        pieces += [style.link for _, style, _ in segments if style and style.link]
    # The address is longer than a line, and stands under "Address" and "Cite as".
    assert len(pieces) > 2 and len(set(pieces)) == 1
    assert drawn["yes"] == drawn["no"]


@pytest.mark.slow
def test_links_are_sent_only_to_a_terminal_that_takes_them_and_nothing_else_changes(tmp_path: Path) -> None:
    plain, plain_bytes = screen_and_bytes({}, tmp_path / "a")
    linked, linked_bytes = screen_and_bytes(VTE, tmp_path / "b")
    assert "\x1b]8;" not in plain_bytes
    assert linked == plain
    addresses = [address for address in LINK.findall(linked_bytes) if address]
    assert addresses
    folder = EXAMPLE.with_suffix(".sources").absolute().as_uri()
    assert all(address.startswith(f"{folder}/") for address in addresses)
    # Each is closed where its piece ends.
    assert LINK.findall(linked_bytes)[1::2] == [""] * len(addresses)


def screen_and_bytes(environment: dict[str, str], folder: Path) -> tuple[list[object], str]:
    """A claim with its source while judging, cell by cell, and all that was sent to the terminal."""
    arguments = [
        "review",
        "--queue",
        "evidence",
        "--dossier",
        str(EXAMPLE),
        "--reviewer",
        "Sok",
        "--reviews",
        str(folder),
    ]
    with terminal(*arguments, environment={**environment, **SIZE}, size=(100, 60)) as shown:
        shown.complete_screen("0 of 45", "Source:")
        return list(shown.cells()), shown.raw
