"""A moderately large dossier, made by the benchmark's own maker, and an app that is held while it reads it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.loading import Loading, start_loading
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.views.context import ViewContext

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


def write_portfolio(path: Path, programmes: int, evidence: int) -> Path:
    """A dossier of this size at `path`."""
    size = ["--programmes", str(programmes), "--evidence", str(evidence)]
    subprocess.run([sys.executable, str(BENCHMARKS / "portfolio.py"), "-o", str(path), *size], check=True)
    return path


class Held(Loading):
    """Reads the rest only once it is let go, so that a test can look at what comes before."""

    def __init__(self, path: Path) -> None:
        """Do the first step of the dossier at `path`."""
        created = start_loading(path)
        assert created is not None
        self.__dict__.update(created.__dict__)
        self.go = Event()

    def load_all(self, pause: Callable[[], None] = lambda: None) -> Dossier:
        """Wait, then read."""
        while not self.go.wait(0.01):
            pause()
        return super().load_all(pause)


def app_of(path: Path, *, held: bool = False, **options: str) -> tuple[IloApp, Loading]:
    """An app that opens the dossier at `path` as the command line does."""
    loading = Held(path) if held else start_loading(path)
    assert loading is not None
    context = ViewContext(loading.dossier, Translator("en", loading.dossier.meta.default_language), loading=loading)
    return IloApp(context, load_settings({"lang": "en", **options}, {})), loading
