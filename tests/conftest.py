"""What every test shares: a home of its own, the default dossier, and apps that open it."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.views.context import ViewContext
from tests.editions import FIRST_EDITION

# A share of every property with each run; `--hypothesis-profile=thorough` goes on for longer. How long an example takes
# says nothing on a machine that does other work as well.
settings.register_profile("share", max_examples=12, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile("share")

# Whoever starts the tests in the background may ignore these; what is begun here is to heed them.
signal.signal(signal.SIGINT, signal.default_int_handler)
for name in ("SIGQUIT", "SIGHUP"):
    if hasattr(signal, name):
        signal.signal(signal.Signals[name], signal.SIG_DFL)

MakeApp = Callable[..., IloApp]
TERMINAL_VARIABLES = (
    "TERM_PROGRAM", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "GHOSTTY_RESOURCES_DIR",
    "WEZTERM_PANE", "TMUX", "STY", "ZELLIJ", "SSH_CONNECTION", "SSH_TTY",
)  # fmt: skip
"""By what a terminal is known, and that something stands between it and the program."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test with `share(n)`, every n-th parameter runs with `make test` and all others with `make test-slow`.

    Which these are depends on their order alone, so that every worker leaves out the same.
    """
    seen: Counter[str] = Counter()
    for item in items:
        if mark := item.get_closest_marker("share"):
            family = item.nodeid.partition("[")[0]
            if seen[family] % mark.args[0]:
                item.add_marker(pytest.mark.slow)
            seen[family] += 1


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new home for each test.

    They are numbered here: whoever asks pytest for each has it look through all that there are, thousands of times.
    """
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches the files and settings of whoever runs it."""
    home = next(homes)
    for name, folder in (("DATA", "d"), ("CONFIG", "c"), ("STATE", "s"), ("CACHE", "k")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setenv("HOME", str(home))
    # Programs that a test starts are not measured by `make coverage`: on a full disk that would say so on their stderr.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    # What screens show of times is local.
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    # The tour of the first start has its own tests.
    state = home / "s" / "ilo-tui"
    state.mkdir(parents=True)
    (state / "tour-shown").touch()
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "ILO_TUI_LANG", "ILO_TUI_THEME", "ILO_TUI_DOSSIER"):
        monkeypatch.delenv(name, raising=False)
    # Links are for some terminals alone; their names, and what may stand between, come with tests of links.
    for name in (*TERMINAL_VARIABLES, "ILO_TUI_LINKS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def dossiers() -> Mapping[bool, Dossier]:
    """The dossier that ships with the program, and (True) the edition before it, of schema 1."""
    return {False: load(default_path()), True: load(FIRST_EDITION)}


@pytest.fixture
def dossier(request: pytest.FixtureRequest, dossiers: Mapping[bool, Dossier]) -> Dossier:
    """The dossier that ships with the program; of a test with the mark `first_edition` the edition before it."""
    return dossiers[request.node.get_closest_marker("first_edition") is not None]


@pytest.fixture(autouse=True)
def opened_by_default(own_home: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that a test with the mark `first_edition` starts open that edition, where no other is named."""
    if request.node.get_closest_marker("first_edition"):
        monkeypatch.setenv("ILO_TUI_DOSSIER", str(FIRST_EDITION))


@pytest.fixture
def make_app(dossier: Dossier) -> MakeApp:
    """Make an app over the default dossier, or another, in a language and with other settings."""

    def make(language: str = "en", opened: Dossier | None = None, **options: Any) -> IloApp:
        choice = opened or dossier
        context = ViewContext(choice, Translator(language, choice.meta.default_language))
        return IloApp(context, load_settings({"lang": language, **options}, {}))

    return make


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of tests follow one another faster than fingers: that a digit may come too soon has its own tests."""
    monkeypatch.setattr(AnswerGuard, "GAP", 0.0)
