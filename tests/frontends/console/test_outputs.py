"""`-o -` is stdout and nothing else; a session is never an output; what no path can be is told in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.core.errors import PathError
from ilo_tui.core.files import read_small
from ilo_tui.core.folders import home
from ilo_tui.core.paths import STDOUT, expand, output_path
from tests.frontends.tui.starting import two_sessions
from tests.watching import marks

UNKNOWN_USER = "~nosuchperson/x"
TABLE = (
    b"id,programme,programme_name_en,stance,statement_en,source,source_title,confidence\n"
    b"c1,p,A programme,supports,It was seen,s,A report,high\n"
)
IATI = (
    b"<iati-activities><iati-activity><iati-identifier>XM-1</iati-identifier>"
    b"<title><narrative>A programme</narrative></title></iati-activity></iati-activities>"
)


def program(*arguments: str, folder: Path, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    """The program as a person starts it in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "ilo_tui", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table, an IATI file, and sessions."""
    two_sessions(tmp_path / "reviews")
    (tmp_path / "claims.csv").write_bytes(TABLE)
    (tmp_path / "activities.xml").write_bytes(IATI)
    return tmp_path


OUTPUTS = [
    "report --format html -o {}",
    "report --format md -o {}",
    "report --format json -o {}",
    "report --format xlsx -o {}",
    "new {}",
    "sheet -o {}",
    "import csv claims.csv -o {}",
    "import iati activities.xml -o {}",
    "import csv --template -o {}",
    "import iati --template -o {}",
]


@pytest.mark.share(12)
@pytest.mark.parametrize("command", OUTPUTS)
def test_a_dash_is_stdout_with_the_content_of_the_file_and_nothing_else(folder: Path, command: str) -> None:
    settings = ("--reviews", "reviews")
    # The id of a dossier is made of its file's name, and `dossier` where it has none.
    file = folder / "dossier.json"
    result = program(*command.format("dossier.json").split(), *settings, folder=folder)
    assert result.returncode == 0, result.stderr
    expected = file.read_bytes()
    file.unlink()
    before = marks(folder)
    result = program(*command.format("-").split(), *settings, folder=folder)
    assert result.returncode == 0, result.stderr
    if "xlsx" in command:
        # Made in memory, its parts lie in another order; it is a workbook with the same sheets.
        assert result.stdout.startswith(b"PK")
        assert len(result.stdout) > 1000
    elif command.startswith("new"):
        assert result.stdout.replace(b'"-"', b'"dossier"').count(b"\n") == expected.count(b"\n")
    else:
        assert result.stdout == expected
    assert b"written" not in result.stderr.replace(b"stdout is written", b"")
    assert marks(folder) == before


def test_a_file_that_is_called_a_dash_is_written_by_its_path(folder: Path) -> None:
    assert program("new", "./-", folder=folder).returncode == 0
    assert (folder / "-").is_file()


def test_tables_are_several_files_and_no_stdout(folder: Path) -> None:
    result = program("report", "--format", "csv", "-o", "-", folder=folder)
    assert (result.returncode, result.stdout, result.stderr.count(b"\n")) == (2, b"", 1)
    assert not (folder / "-").exists()


@pytest.mark.share(8)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("command", OUTPUTS)
def test_an_stdout_without_room_is_reported_in_one_line(folder: Path, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        result = program(*command.format("-").split(), folder=folder, stdout=full.fileno())
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert b"No space left" in result.stderr.splitlines()[-1]


@pytest.mark.share(8)
@pytest.mark.parametrize("command", OUTPUTS)
def test_a_reader_that_goes_away_ends_it_without_a_word(folder: Path, command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    result = program(*command.format("-").split(), folder=folder, stdout=write)
    os.close(write)
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr and b"Broken" not in result.stderr


@pytest.mark.share(16)
@pytest.mark.parametrize("command", [output for output in OUTPUTS if "template" not in output])
@pytest.mark.parametrize("kind", ["itself", "symlink", "hard link"])
def test_force_never_destroys_a_session(folder: Path, command: str, kind: str) -> None:
    session = min((folder / "reviews").glob("*.json"))
    target = session if kind == "itself" else folder / "out.json"
    if kind == "symlink":
        target.symlink_to(session)
    elif kind == "hard link":
        target.hardlink_to(session)
    before = marks(folder)
    name = str(target.relative_to(folder))
    result = program(*command.format(name).split(), "--force", "--reviews", "reviews", folder=folder)
    assert (result.returncode, result.stdout, result.stderr.count(b"\n")) == (2, b"", 1)
    assert b"never written over" in result.stderr
    assert marks(folder) == before


@pytest.mark.slow
def test_force_never_destroys_what_is_read(folder: Path) -> None:
    program("new", "d.json", folder=folder)
    program("import", "iati", "--template", "-o", "v.toml", folder=folder)
    before = marks(folder)
    for command in (
        "report --format json --dossier d.json -o d.json",
        "sheet --dossier d.json -o d.json",
        "import csv claims.csv -o claims.csv",
        "import iati activities.xml --vocabulary v.toml -o v.toml",
    ):
        result = program(*command.split(), "--force", folder=folder)
        assert result.returncode == 2, command
        assert b"one of the files to read" in result.stderr
    assert marks(folder) == before


EVERYWHERE = [
    f"new {UNKNOWN_USER}",
    f"sheet -o {UNKNOWN_USER}",
    f"check {UNKNOWN_USER}",
    f"check --lint {UNKNOWN_USER}",
    f"report --format md -o {UNKNOWN_USER}",
    f"report --format csv -o {UNKNOWN_USER}",
    f"import csv {UNKNOWN_USER} -o y",
    f"import csv claims.csv -o {UNKNOWN_USER}",
    f"import csv --template -o {UNKNOWN_USER}",
    f"import iati activities.xml --vocabulary {UNKNOWN_USER} -o y",
    f"merge {UNKNOWN_USER}",
    f"merge reviews --into {UNKNOWN_USER}",
    f"sessions --reviews {UNKNOWN_USER}",
    f"agreement --reviews {UNKNOWN_USER}",
    f"enter --reviewer A --reviews {UNKNOWN_USER}",
    f"review --plain --reviews {UNKNOWN_USER}",
    f"--plain --reviews {UNKNOWN_USER}",
    f"--reviews {UNKNOWN_USER}",
    f"--dossier {UNKNOWN_USER}",
    f"list evidence --dossier {UNKNOWN_USER}",
]


@pytest.mark.share(10)
@pytest.mark.parametrize("command", EVERYWHERE)
def test_the_home_of_nobody_is_reported_in_one_line_wherever_a_path_is_taken(folder: Path, command: str) -> None:
    before = marks(folder)
    result = program(*command.split(), folder=folder)
    assert (result.returncode, result.stdout) == (2, b"")
    subject = "there is no user of that name on this computer"
    mend = "Write the whole path; a name that begins with ~ as ./~name."
    assert result.stderr.decode().splitlines() == [f"{UNKNOWN_USER}: {subject}. {mend}"]
    assert marks(folder) == before


def test_the_home_of_nobody_in_the_config_file_is_reported_and_the_settings_are_still_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "c.toml").write_text(f'reviews = "{UNKNOWN_USER}"\n')
    monkeypatch.setenv("ILO_TUI_CONFIG", str(folder / "c.toml"))
    assert program("sessions", folder=folder).returncode == 2
    result = program("config", folder=folder)
    assert result.returncode == 0
    assert UNKNOWN_USER.encode() in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes in folders")
@pytest.mark.parametrize("kind", ["pipe", "huge"])
def test_a_config_file_that_is_none_is_reported_and_never_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    config = folder / "c.toml"
    if kind == "pipe":
        os.mkfifo(config)
    else:
        with config.open("wb") as file:
            file.truncate(40 * 2**30)
    monkeypatch.setenv("ILO_TUI_CONFIG", str(config))
    result = program("keys", folder=folder)
    assert result.returncode == 0
    assert b"it cannot be read" in result.stderr or b"larger than 64 kB" in result.stderr


@pytest.mark.parametrize("text", ["~nosuchperson", "~nosuchperson/x", "a\0b", "a\ud800b"])
def test_what_no_path_can_be_is_reported(text: str) -> None:
    for created in (expand, output_path):
        with pytest.raises(PathError):
            created(text)


def test_paths_as_people_type_them() -> None:
    assert expand("~/x") == Path.home() / "x" == home() / "x"
    assert expand("./~nosuchperson") == Path("~nosuchperson")
    assert output_path("-") == STDOUT
    assert output_path("./-") == Path.cwd() / "-"
    assert output_path("a/-") == Path("a/-")
    # Names of files need not be text.
    assert expand("\udcff") == Path("\udcff")


def test_a_small_file_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_small(file, 5) == b"12345"
    with pytest.raises(OSError, match="larger than 4 bytes"):
        read_small(file, 4)
    with pytest.raises(IsADirectoryError):
        read_small(tmp_path)
