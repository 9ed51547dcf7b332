"""The folders in which a user's own files are kept."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.paths import expand, state_folder
from ilo_tui.core.settings import Settings

__all__ = ["reviews_folder", "state_folder"]


def reviews_folder(settings: Settings) -> Path:
    """Where sessions are kept: `--reviews`, else the user's data folder; raises `PathError` of none that can be."""
    from platformdirs import user_data_path

    text = settings.text("reviews")
    return expand(text) if text else user_data_path("ilo-tui") / "reviews"
