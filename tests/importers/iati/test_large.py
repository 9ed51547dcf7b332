"""Slow proofs: a gigabyte of white space, a large file and a large activity, in memory that does not grow with them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, repeat
from pathlib import Path

import pytest

from tests.importers.iati.iati_files import activity, document, indicator, result

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")]

GIGABYTE = 1 << 30
PROGRAM = """
import resource, sys
from pathlib import Path
from ilo_tui.core.errors import FileProblemsError
from ilo_tui.importers.iati import IatiOptions, import_iati
from ilo_tui.core.translator import Translator
code = 0
try:
    report = import_iati([Path(sys.argv[1])], Path(sys.argv[2]), IatiOptions(force=True))
    print(report.records["programmes"], "programmes", report.records["evidence"], "claims")
except FileProblemsError as error:
    print(*error.localise(Translator("en")), sep="|")
    code = error.exit_code
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // (1 if sys.platform != "darwin" else 1024))
sys.exit(code)
"""


def run(folder: Path, pieces: Iterable[bytes]) -> tuple[int, str, int]:
    """Exit code, line and peak memory in KiB of importing what comes through a pipe; the file is never on the disk."""
    pipe = folder / "in.xml"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)

    def send() -> None:
        # The reader may have had enough before all is written.
        with suppress(BrokenPipeError), pipe.open("wb") as file:
            file.writelines(pieces)

    sender = threading.Thread(target=send)
    sender.start()
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(pipe), str(folder / "out.json")],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    sender.join()
    assert result.stderr == ""
    line, peak = result.stdout.splitlines()
    return result.returncode, line, int(peak)


def spaces(size: int = GIGABYTE) -> Iterator[bytes]:
    """White space, a megabyte at a time."""
    piece = (b" " * 1000 + b"\n\t") * 1000
    for _ in range(size // len(piece)):
        yield piece


def around(before: bytes, after: bytes) -> Iterator[bytes]:
    """A gigabyte of white space in the midst of a file."""
    yield before
    yield from spaces()
    yield after


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The peak memory of importing next to nothing."""
    return run(tmp_path_factory.mktemp("small"), [document(activity()).encode()])[2]


def test_a_gigabyte_of_nothing_but_white_space_is_given_up(tmp_path: Path, small: int) -> None:
    code, line, peak = run(tmp_path, spaces())
    assert code == 2
    assert "no element is complete in its first 16 MB" in line
    assert peak < small + 60_000
    assert [path.name for path in tmp_path.iterdir()] == ["in.xml"]


@pytest.mark.parametrize("place", ["<iati-activity ", "<narrative>", "</iati-activities>"])
def test_a_gigabyte_of_white_space_in_a_file_is_read_over(tmp_path: Path, small: int, place: str) -> None:
    before, mark, after = document(activity()).partition(place)
    inside = (before + mark, after) if mark == "<narrative>" else (before, mark + after)
    code, line, peak = run(tmp_path, around(inside[0].encode(), inside[1].encode()))
    assert (code, line) == (0, "1 programmes 0 claims")
    assert peak < small + 20_000


def test_white_space_without_activities_is_one_line(tmp_path: Path, small: int) -> None:
    code, line, peak = run(tmp_path, around(b"<iati-activities>", b"</iati-activities>"))
    assert code == 2
    assert "there is no iati-activity in it" in line
    assert peak < small + 20_000


ACTIVITY = document(activity("@")).partition("@")[0]
ENDLESS = {
    "depth": (b"<iati-activities>", b"<a>" * 300_000, "too deep in each other"),
    "depth in an activity": (ACTIVITY.encode(), b"<a>" * 300_000, "too deep in each other"),
    "results": (ACTIVITY.encode(), b'<result type="1"/>' * 50_000, "more than 256 MB"),
    "text": (ACTIVITY.encode(), b"<title>" + b"x" * 900_000 + b"</title>", "more than 256 MB"),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_what_has_no_end_does_not_fill_the_memory(tmp_path: Path, small: int, case: str) -> None:
    head, piece, word = ENDLESS[case]
    code, line, peak = run(tmp_path, chain([head], repeat(piece, 1000)))
    assert code == 2
    assert word in line
    assert peak < small + 400_000
    assert [path.name for path in tmp_path.iterdir()] == ["in.xml"]


def test_two_hundred_megabytes_of_activities_in_bounded_memory(tmp_path: Path, small: int) -> None:
    money = "<transaction><value>1000</value><description>Paid</description></transaction>" * 200
    period = '<period><period-start iso-date="2020-01-01"/><target value="5"/><actual value="4"/></period>'
    item = activity(result("1", indicator(period * 10) * 5) + money, "XX-1-@")
    count = 200_000_000 // len(item)

    def pieces() -> Iterator[bytes]:
        head, _, tail = document("@").partition("@")
        yield head.encode()
        for number in range(count):
            yield item.replace("@", str(number)).encode()
        yield tail.encode()

    code, line, peak = run(tmp_path, pieces())
    assert (code, line) == (0, f"{count} programmes {count * 5} claims")
    assert peak < small + 40_000
