"""The folders in which a user's own files are kept."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.settings import Settings


def given(typed: str) -> Path:
    """A path as somebody typed it; `~` is their home folder."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        # `~name` of somebody whom this machine does not know: a file of that name, then.
        return Path(typed)


def reviews_folder(settings: Settings) -> Path:
    """Where sessions are kept: `--reviews`, else the user's data folder."""
    from platformdirs import user_data_path

    named = settings.text("reviews")
    return given(named) if named else user_data_path("ilo-tui") / "reviews"


def state_folder() -> Path:
    """Where this installation remembers itself."""
    from platformdirs import user_state_path

    return user_state_path("ilo-tui")
