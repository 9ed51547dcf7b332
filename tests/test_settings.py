"""Settings: option, environment, config file, default; mistakes are named and never keep the program from starting."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.i18n import Say, of_locale
from ilo_tui.settings import read


def test_an_option_beats_a_variable_beats_the_config_file(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('theme = "light"\nreviewer = "From config"\nread-only = true\n', encoding="utf-8")
    environment = {"ILO_TUI_CONFIG": str(config), "ILO_TUI_THEME": "high-contrast", "ILO_TUI_LANG": "id"}
    settings = read({"lang": "en", "theme": None}, environment)
    assert settings.text("lang") == "en"
    assert settings.text("theme") == "high-contrast"
    assert settings.text("reviewer") == "From config"
    assert settings.flag("read_only") is True
    assert settings.origins["lang"] == "option"
    assert settings.origins["theme"] == "environment"
    assert settings.origins["ascii"] == "default"


def test_three_mistakes_are_all_named_and_the_rest_works(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('theme = "mauve"\nnonsense = 1\nlang = "id"\n[keys]\nhelp = 3\n', encoding="utf-8")
    settings = read({}, {"ILO_TUI_CONFIG": str(config)})
    told = [warning.told(Say("en")) for warning in settings.warnings]
    assert len(told) == 3
    assert any("mauve" in line for line in told)
    assert any("nonsense" in line for line in told)
    assert any("help" in line for line in told)
    assert settings.text("lang") == "id"


@pytest.mark.parametrize("content", [b"not = [toml", b"\xff\xfe\x00", b""])
def test_a_config_file_that_is_none_is_told_and_ignored(tmp_path: Path, content: bytes) -> None:
    config = tmp_path / "c.toml"
    config.write_bytes(content)
    settings = read({}, {"ILO_TUI_CONFIG": str(config)})
    assert settings.text("theme") == "dark"
    assert len(settings.warnings) == (1 if content else 0)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "id_ID", "LANG": "en_US"}, "id"),
        ({}, "en"),
    ],
)
def test_the_locale_decides_where_nothing_else_does(environment: dict[str, str], language: str) -> None:
    assert of_locale(environment) == language


def test_numbers_and_missing_languages() -> None:
    assert Say("en").number(888370) == "888,370"
    assert Say("id").number(28.7) == "28,7"
    assert Say("id").text({"en": "only English"}) == "[en] only English"
    assert Say("en").text({"fr": "seulement"}) == "[fr] seulement"
