"""Every command in every situation in which a terminal, a shell or a person may put it, and what it says there.

`python -m tests.frontends.console.situations` prints the table: exit codes and the first line that is told.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from select import select

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.review.drafts.published import DossierDocuments
from ilo_tui.review.drafts.repository import DraftRepository
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.reviewers import reviewer_for, writer_id
from tests.editions import FIRST_EDITION
from tests.frontends.console.test_outputs import IATI, TABLE
from tests.frontends.tui.starting import two_sessions

COMMANDS = {
    "app": "",
    "--plain": "--plain",
    "--plain review": "--plain review --reviewer Dara",
    "check": "check d.json --json",
    "check --lint": "check d.json --lint --json",
    "list": "list evidence --json",
    "show": "show clm-001 --json",
    "search": "search school --json",
    "keys": "keys --json",
    "schema": "schema",
    "config": "config --json",
    "sessions": "sessions --json",
    "drafts": "drafts --json",
    "publish": "publish -o made --reviewer Dara --json",
    "publish --dry-run": "publish --dry-run",
    "diff": "diff d.json e.json --json",
    "import --draft": "import csv claims.csv --draft --reviewer Dara",
    "sheet": "sheet -o made",
    "enter": "enter --reviewer Dara",
    "merge": "merge reviews --into made --json",
    "agreement": "agreement --json",
    "report": "report --format md -o made",
    "import csv": "import csv claims.csv -o made",
    "import iati": "import iati activities.xml -o made",
    "import --template": "import csv --template",
    "new": "new made",
    "completion": "completion bash",
    "--help": "--help",
    "--version": "--version",
    "wrong use": "list nothing",
}
"""Every command as it is typed in a folder with a dossier, sessions, a table and an IATI file."""
EDITED = {"publish", "publish --dry-run", "import --draft"}
"""What is done with the dossier that has drafts on it."""
FILES = ("d.json", "e.json", "reviews", "claims.csv", "activities.xml", "made")
NO_TEXT, ESCAPES = os.fsdecode(b"caf\xe9"), "\x1b[31mred\x1b]0;x\x07\u202edne"
WAITING = {"--plain", "--plain review", "enter"}
"""What waits for somebody to type."""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def summary(self) -> str:
        """What was told, in a few words."""
        lines = [line for line in self.err.splitlines() if line.strip()]
        more = f" (+{len(lines) - 1})" if len(lines) > 1 else ""
        return (lines[0][:90] if lines else "") + more


def fill(folder: Path) -> None:
    """Put what the commands need into a folder."""
    (folder / "d.json").write_bytes(FIRST_EDITION.read_bytes())
    (folder / "e.json").write_bytes(default_path().read_bytes())
    two_sessions(folder / "reviews")
    _drafted(folder / "reviews")
    (folder / "claims.csv").write_bytes(TABLE)
    (folder / "activities.xml").write_bytes(IATI)


def _drafted(folder: Path) -> None:
    """A draft of whoever publishes, with a change in it."""
    environment = ReviewEnvironment(folder, Items(load(default_path())), writer_id(state_folder()))
    drafts = DraftRepository(environment, DossierDocuments(default_path()))
    with closing(drafts.draft_of(reviewer_for(state_folder(), "Dara"), "en")) as draft:
        claim = draft.document("evidence", "clm-001") or {}
        draft.change("evidence", "clm-001", {**claim, "locator": "p. 1"}, "read again")


def words_of(command: str) -> list[str]:
    """The command with the dossier and the folder of sessions named, where it takes them."""
    words = COMMANDS[command].split()
    my_own = {"check", "check --lint", "--help", "--version", "wrong use"}
    dossier = "e.json" if command in EDITED else "d.json"
    return words if command in my_own else ["--dossier", dossier, "--reviews", "reviews", *words]


def started(
    folder: Path, words: list[str], shell: str = "", stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """The program as a person starts it; `shell` is what a shell does to its streams."""
    line = [sys.executable, "-m", "ilo_tui", *words]
    command = ["sh", "-c", f'exec "$@" {shell}', "sh", *line] if shell else line
    # As users have it: what is written may still fail when Python ends.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen(command, cwd=folder, env=env, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes]) -> Outcome:
    """Its end, and all that it wrote."""
    out, err = process.communicate(timeout=60)
    return Outcome(process.returncode, out.decode(), err.decode())


def stdin_closed(folder: Path, command: str) -> Outcome:
    """`<&-`."""
    return ended(started(folder, words_of(command), "<&-"))


def stdout_full(folder: Path, command: str) -> Outcome:
    """`>/dev/full`."""
    return ended(started(folder, words_of(command), ">/dev/full"))


def stdout_closed(folder: Path, command: str) -> Outcome:
    """`>&-`."""
    return ended(started(folder, words_of(command), ">&-"))


def names_that_are_no_text(folder: Path, command: str) -> Outcome:
    """Every file and folder in one whose name is not UTF-8, and named by its whole path."""
    return ended(started(folder, _within(folder, command, NO_TEXT)))


def escapes(folder: Path, command: str) -> Outcome:
    """Escape sequences and overrides of direction in the path of every file, and in every other argument."""
    words = _within(folder, command, ESCAPES)
    if command in {"list", "show", "search", "wrong use"}:
        words.append(f"{ESCAPES}")
    if command in {"keys", "schema", "config", "--plain", "app", "completion"}:
        words.append(f"--{ESCAPES}")
    return ended(started(folder, words))


def _within(folder: Path, command: str, name: str) -> list[str]:
    """The command with all its files in a folder of this name."""
    inner = folder / name
    if not inner.exists():
        inner.mkdir()
        fill(inner)
        for path in inner.glob("reviews/*.json"):
            path.with_name(f"{name} {path.name}").write_bytes(path.read_bytes())
    return [str(inner / word) if word in FILES else word for word in words_of(command)]


def unknown_user(folder: Path, command: str) -> list[Outcome]:
    """`~nosuchperson/x` in place of each path in turn."""
    words = words_of(command)
    outcomes = []
    for place in [place for place, word in enumerate(words) if word in FILES]:
        changed = ["~nosuchperson/x" if at == place else word for at, word in enumerate(words)]
        outcomes.append(ended(started(folder, changed)))
        created = folder / "made"
        shutil.rmtree(created) if created.is_dir() else created.unlink(missing_ok=True)
    return outcomes


def ended_by(folder: Path, command: str, number: signal.Signals) -> Outcome:
    """A signal once the program is at work, or waits for somebody to type."""
    process = started(folder, words_of(command), stdin=subprocess.PIPE)
    _at_work(process, command)
    process.send_signal(number)
    return ended(process)


def _at_work(process: subprocess.Popen[bytes], command: str) -> None:
    """Wait until the program has begun to work, or has ended already."""
    if command in WAITING:
        stream = process.stderr if command == "enter" else process.stdout
        assert stream is not None
        select([stream], [], [])
        return
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        caught = re.search(r"SigCgt:\t(\w+)", status.read_text())
        if caught and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1:
            return


SITUATIONS = {
    "stdin closed": stdin_closed,
    "stdout full": stdout_full,
    "stdout closed": stdout_closed,
    "names not UTF-8": names_that_are_no_text,
    "escapes": escapes,
}


def rows() -> Iterator[str]:
    """The table in Markdown."""
    yield "| command | " + " | ".join([*SITUATIONS, "~nobody", "SIGTERM", "SIGHUP", "SIGINT"]) + " |"
    yield "|---" * (len(SITUATIONS) + 5) + "|"
    for command in COMMANDS:
        with tempfile.TemporaryDirectory() as home:
            os.environ.update({"HOME": home, **{f"XDG_{name}_HOME": home for name in ("DATA", "STATE", "CONFIG")}})
            cells = [_fresh(home, situation, command) for situation in SITUATIONS.values()]
            cells.append(_joined(home, command))
            signals = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
            cells += [_cell(ended_by(_folder(home), command, number)) for number in signals]
            yield f"| `{command}` | " + " | ".join(cells) + " |"


def _folder(home: str) -> Path:
    folder = Path(tempfile.mkdtemp(dir=home))
    fill(folder)
    return folder


def _fresh(home: str, situation: object, command: str) -> str:
    assert callable(situation)
    return _cell(situation(_folder(home), command))


def _joined(home: str, command: str) -> str:
    return "<br>".join(_cell(item) for item in unknown_user(_folder(home), command)) or "-"


def _cell(outcome: Outcome) -> str:
    replace = outcome.summary.replace("|", "\\|")
    return f"{outcome.code}{f': {replace}' if replace else ''}"


if __name__ == "__main__":
    for row in rows():
        print(row)
