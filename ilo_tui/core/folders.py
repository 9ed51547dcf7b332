"""The user's own folders, named and not made; nothing here depends on settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_NAME = "ilo-tui"
SOURCES = ".sources"
"""The end of the name of every folder of copies that nobody named otherwise."""


def home() -> Path:
    """The user's home folder; where there is none, the folder in which the program was started."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def state_folder() -> Path:
    """Where this installation remembers itself."""
    from platformdirs import user_state_path

    return user_state_path(_NAME)


def data_folder() -> Path:
    """Where a user's own data is kept unless another place is named."""
    from platformdirs import user_data_path

    return user_data_path(_NAME)


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the config file is, whether or not it exists: `ILO_TUI_CONFIG`, or the user's config folder."""
    if text := environment.get("ILO_TUI_CONFIG"):
        # The home of nobody stays as it is written: there is no such file.
        return Path(os.path.expanduser(text))  # noqa: PTH111 - of the text, since a `Path` loses `./` before a `~`
    from platformdirs import user_config_path

    return user_config_path(_NAME) / "config.toml"
