"""Completion scripts: bash really completes by its script, and zsh and fish read theirs where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ilo_tui.cli import KINDS, QUEUES, run


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `ilo-tui completion` prints for a shell."""
    assert run(["completion", shell]) == 0
    return capsys.readouterr().out


def completed(source: str, *words: str) -> set[str]:
    """What bash offers for the last of `words`."""
    typed = " ".join(f"'{word}'" for word in words)
    told = (
        f"{source}\nCOMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _ilo_tui\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    done = subprocess.run(["bash", "-c", told], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_and_values(capsys: pytest.CaptureFixture[str]) -> None:
    source = script("bash", capsys)
    assert {"check", "list", "merge", "agreement", "report"} <= completed(source, "ilo-tui", "")
    assert completed(source, "ilo-tui", "mer") == {"merge"}
    assert completed(source, "ilo-tui", "list", "s") == {kind for kind in KINDS if kind.startswith("s")}
    assert completed(source, "ilo-tui", "--lang", "id", "review", "--queue", "") == set(QUEUES)
    assert "--dry-run" in completed(source, "ilo-tui", "merge", "--d")
    assert completed(source, "ilo-tui", "--lang", "") == {"en", "id"}


@pytest.mark.parametrize(("shell", "check"), [("zsh", "-n"), ("fish", "--no-execute")])
def test_other_shells_read_their_script(
    shell: str, check: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "script"
    path.write_text(script(shell, capsys), encoding="utf-8")
    assert "merge" in path.read_text(encoding="utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, check, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_another_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["completion", "csh"])
    assert left.value.code == 2
    assert "csh" in capsys.readouterr().err
