"""`--read-only`: the installed program, under a watch on every folder, changes nothing whatever one does with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest

from ilo_tui.core.folders import state_folder
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, started, two_sessions, typed, until_idle
from tests.watching import Marks, marks

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of the last change")
TABLE = (
    b"id,programme,programme_name_en,stance,statement_en,source,source_title,confidence\n"
    b"c1,p,A programme,supports,It was seen,s,A report,high\n"
)
PROGRAM = Path(sys.executable).with_name("ilo-tui")


@dataclass(frozen=True)
class Person:
    """Somebody with a home, a folder for temporary files, sessions of two reviewers, and a folder they are in."""

    root: Path

    @property
    def reviews(self) -> Path:
        """The folder of sessions."""
        return self.root / "reviews"

    @property
    def environment(self) -> dict[str, str]:
        """What the program finds set."""
        tools = str(self.root / "no-tools")
        return {**os.environ, "TMPDIR": str(self.root / "tmp"), "PATH": tools, "ILO_TUI_REVIEWS": str(self.reviews)}

    def marks(self) -> Marks:
        """What would show that anything was written."""
        return marks(self.root, Path.home())

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[bytes]:
        """The program with `--read-only`."""
        return subprocess.run(
            [PROGRAM, *arguments, "--read-only"],
            cwd=self.root / "cwd",
            env=self.environment,
            input=text.encode(),
            capture_output=True,
            check=False,
            timeout=60,
        )


@pytest.fixture(params=["old hand", "newcomer"])
def person(tmp_path: Path, request: pytest.FixtureRequest) -> Person:
    """An old hand has ids, places and a half-typed note; a newcomer has no folder yet but those of sessions."""
    someone = Person(tmp_path)
    two_sessions(someone.reviews)
    for name in ("tmp", "cwd"):
        (tmp_path / name).mkdir()
    (tmp_path / "cwd" / "claims.csv").write_bytes(TABLE)
    if request.param == "old hand":
        (state_folder() / "reviewers.json").write_text('[{"id":"sok-0001","name":"sok","role":"staff"}]')
        (state_folder() / "places.json").write_text('{"ilo-ipec-cambodia":{"tab":"dimensions"}}')
    else:
        shutil.rmtree(state_folder())
    return someone


LOOKING = [
    "check",
    "check --lint",
    "list evidence",
    "list gaps --json",
    "list evidence --where @against",
    "show clm",
    "search child",
    "keys",
    "schema",
    "config",
    "sessions",
    "sessions --json",
    "sessions --reviews no-such-folder",
    "agreement --reviewer Somebody",
    "merge ../reviews --into gathered --dry-run",
    "completion bash",
    "report --format md -o -",
    "report --format xlsx -o -",
    "new -",
    "sheet -o -",
    "import csv --template",
    "import csv --template -o -",
    "import csv claims.csv -o -",
    "",
]
WRITING = [
    "new d.json",
    "report --format html -o r.html",
    "report --format csv -o tables",
    "sheet -o s.html",
    "import csv claims.csv -o d.json",
    "import csv --template -o t.csv",
    "merge ../reviews --into gathered",
    "merge ../reviews",
    "enter --reviewer Somebody",
]


@pytest.mark.share(12)
@pytest.mark.parametrize("command", LOOKING)
def test_a_command_that_looks_leaves_no_trace(person: Person, command: str) -> None:
    before = person.marks()
    result = person.run(*command.split())
    assert b"Traceback" not in result.stderr
    # A folder that was named and is not there is told.
    assert result.returncode == (2 if "no-such-folder" in command else 0), result.stderr
    assert person.marks() == before


@pytest.mark.share(4)
@pytest.mark.parametrize("command", WRITING)
def test_a_command_that_writes_is_refused_in_one_line(person: Person, command: str) -> None:
    before = person.marks()
    result = person.run(*command.split())
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.count(b"\n") == 1
    assert b"--read-only" in result.stderr
    assert person.marks() == before


@pytest.mark.share(2)
def test_plain_mode_leaves_no_trace(person: Person) -> None:
    before = person.marks()
    # A programme to review and observe, the sessions and the first of them, a review, another language.
    typed = ["1", "1", "r", "o", "b", "b", "11", "1", "g", "b", "b", "12", "13", "b", "q"]
    for arguments in (["--plain"], ["--plain", "--reviewer", "Somebody"], ["review", "--plain"]):
        result = person.run(*arguments, text="".join(f"{line}\n" for line in typed))
        assert b"Traceback" not in result.stdout + result.stderr
        assert arguments[0] == "review" or b"sok" in result.stdout
    assert person.marks() == before


@pytest.mark.slow
@pytest.mark.share(2)
def test_the_installed_program_in_a_terminal_leaves_no_trace(person: Person) -> None:
    before = person.marks()
    child = pexpect.spawn(
        str(PROGRAM),
        ["--read-only", "--reviewer", "sok"],
        cwd=str(person.root / "cwd"),
        env=person.environment,
        dimensions=(24, 80),
        timeout=30,
    )
    child.expect("Programmes")
    # Tab 5, the first session, a note and its letters, an answer, and all that elsewhere writes something.
    for pressed in ("5", "\r", "n", "half a note", "\x1b", "1", "x", "\x1b", "a", "F", "A", "e", "y", "T", "L"):
        child.send(pressed)
    child.send("\x1b\x1b")
    child.sendintr()
    child.close(force=True)
    assert person.marks() == before


@pytest.mark.share(2)
async def test_no_key_of_any_screen_leaves_a_trace(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(person.root / "no-tools"))
    before = person.marks()
    app = started(read_only=True, reviews=str(person.reviews), reviewer="sok")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "enter")
        screens = {type(screen).__name__ for screen in app.screen_stack}
        await keys(pilot, "n")
        # A note cannot be typed where none is kept: that is said instead.
        text = await until_idle(pilot)
        await typed(pilot, "half a note")
        await keys(pilot, "escape", "1 2", "B", "p", "u", "s")
        for pressed in ("x", "a", "F", "A", "e", "y", "d", "N", "m", "T", "L", "r", "i"):
            await keys(pilot, pressed, "escape")
        for tab in "12345":
            await keys(pilot, tab, "r", "escape", "a", "escape", "e", "escape", "y", "j j", "L", "T")
        await keys(pilot, "escape escape escape", "q")
    assert "JudgeScreen" in screens
    # However the sentence is wrapped; to a newcomer every session is one of another machine.
    shown = "".join(text.replace("│", " ").split())
    assert "--read-only" in shown or "anothermachine" in shown
    assert person.marks() == before


@pytest.mark.share(2)
async def test_the_watch_sees_what_is_written_without_read_only(person: Person, make_app: MakeApp) -> None:
    before = person.marks()
    async with make_app(reviews=str(person.reviews)).run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "q")
    assert person.marks() != before
