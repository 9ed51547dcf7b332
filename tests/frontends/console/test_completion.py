"""Completion scripts: bash really completes by its script, and zsh and fish read theirs where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ilo_tui.cli import run
from ilo_tui.core.languages import user_folder
from ilo_tui.frontends.console.completion import SHELLS
from ilo_tui.frontends.console.options import KINDS
from ilo_tui.frontends.console.queue_options import QUEUES


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `ilo-tui completion` prints for a shell."""
    assert run(["completion", shell]) == 0
    return capsys.readouterr().out


def completed(source: str, *words: str) -> set[str]:
    """What bash offers for the last of `words`."""
    typed = " ".join(f"'{word}'" for word in words)
    words_typed = f"COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}"
    printed = "printf '%s\\n' \"${COMPREPLY[@]}\""
    code = f"{source}\n{words_typed}; _shtab_ilo_tui\n{printed}"
    result = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    return set(result.stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_and_values(capsys: pytest.CaptureFixture[str]) -> None:
    source = script("bash", capsys)
    assert {"check", "list", "merge", "agreement", "report"} <= completed(source, "ilo-tui", "")
    assert completed(source, "ilo-tui", "mer") == {"merge"}
    assert completed(source, "ilo-tui", "list", "s") == {kind for kind in KINDS if kind.startswith("s")}
    assert completed(source, "ilo-tui", "--lang", "id", "review", "--queue", "") == set(QUEUES)
    assert "--dry-run" in completed(source, "ilo-tui", "merge", "--d")
    assert completed(source, "ilo-tui", "--lang", "") == {"en", "id"}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("language", ["en", "id"])
def test_bash_completes_files_and_folders_whatever_help_calls_them(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ILO_TUI_LANG", language)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "field.json").touch()
    (tmp_path / "folder").mkdir()
    source = script("bash", capsys)
    assert completed(source, "ilo-tui", "--dossier", "f") == {"field.json", "folder"}
    assert completed(source, "ilo-tui", "check", "fie") == {"field.json"}
    assert completed(source, "ilo-tui", "--reviews", "f") == {"folder"}
    assert completed(source, "ilo-tui", "merge", "f") == {"field.json", "folder"}


def test_the_words_of_a_users_language_are_put_into_no_script(capsys: pytest.CaptureFixture[str]) -> None:
    folder = user_folder() / "fr"
    (folder / "LC_MESSAGES").mkdir(parents=True)
    catalogue = Catalog(locale="fr")
    catalogue.add("the keys in force", "'; touch /tmp/owned; '$(id)")
    with (folder / "LC_MESSAGES" / "ilo_tui.mo").open("wb") as file:
        write_mo(file, catalogue)
    for shell in SHELLS:
        assert run(["--lang", "fr", "completion", shell]) == 0
        text = capsys.readouterr().out
        assert "touch" not in text
        assert shell in text.split("\n")[1 if shell == "zsh" else 0]


@pytest.mark.parametrize(("shell", "check"), [("zsh", "-n"), ("fish", "--no-execute")])
def test_other_shells_read_their_script(
    shell: str, check: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "script"
    path.write_text(script(shell, capsys), encoding="utf-8")
    assert "merge" in path.read_text(encoding="utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    result = subprocess.run([shell, check, str(path)], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_another_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as remaining:
        run(["completion", "csh"])
    assert remaining.value.code == 2
    assert "csh" in capsys.readouterr().err
