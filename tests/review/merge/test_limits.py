"""What a stick may hold besides sessions: nothing hangs, nothing is read without end, and everything is named."""

from __future__ import annotations

import os
import socket
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.merge import apply_plan, plan
from ilo_tui.review.merge.content import LIMIT
from tests.review.merge.help import ITEMS, QUICK, contents, edited, ident_of, merge, placed, seen, states

EN = Translator("en")
IDENT = f"{ident_of('a0')}.json"


def sparse(path: Path, size: int, head: bytes = b"") -> Path:
    """A file of this size that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)
    return path


def test_a_file_of_40_gigabytes_is_named_and_not_read(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a5=contents()["a5"])
    sparse(from_ / "zeros.json", 40 * 2**30)
    sparse(from_ / "session.json", 40 * 2**30, b'{"session":{')
    tracemalloc.start()
    planned, _ = merge([from_], tmp_path / "office")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert states(planned) == {"a5.json": "new", "zeros.json": "no_session", "session.json": "too_large"}
    assert peak < LIMIT + 2**20 * 8


def test_pipes_sockets_and_loops_of_links_are_named_and_never_opened(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a5=contents()["a5"])
    os.mkfifo(from_ / "pipe.json")
    (from_ / "one.json").symlink_to(from_ / "two.json")
    (from_ / "two.json").symlink_to(from_ / "one.json")
    (from_ / "round").symlink_to(from_)
    placed(from_ / "folder.json", c=contents()["c"])
    with closing(socket.socket(socket.AF_UNIX)) as created:
        created.bind(os.path.relpath(from_ / "socket.json"))
        planned, outcome = merge([from_], tmp_path / "office")
    assert states(planned) == {
        "a5.json": "new",
        "c.json": "new",
        "pipe.json": "special",
        "socket.json": "special",
        "one.json": "linked",
        "two.json": "linked",
        "round": "linked",
    }
    assert not planned.needs_person and not outcome.needs_person
    assert "no ordinary file" in next(line for line in planned.lines(EN) if "pipe.json" in line)


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a=contents()["a5"], c=contents()["c"])
    into = tmp_path / "office"
    planned = plan([from_], into, ITEMS)
    (from_ / "a.json").unlink()
    os.mkfifo(from_ / "a.json")
    outcome = apply_plan(planned, disk=QUICK)
    assert [path.name for path, _ in outcome.skipped] == [IDENT]
    assert seen(into) == {f"{ident_of('c')}.json": contents()["c"]}


@pytest.mark.parametrize("kind", ["fifo", "device", "loop", "long", "nul", "nothing"])
def test_a_source_that_cannot_be_one_is_a_line(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source"
    match kind:
        case "fifo":
            os.mkfifo(source)
        case "device":
            source = Path(os.devnull)
        case "loop":
            source.symlink_to(source)
        case "long":
            source = tmp_path / ("x" * 5000)
        case "nul":
            source = Path(f"{tmp_path}\0")
    with pytest.raises(ReviewError) as raised:
        plan([source], tmp_path / "office", ITEMS)
    assert len(raised.value.localise(EN)) == 2
    assert raised.value.path == source


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_folder_that_cannot_be_is_a_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReviewError, match="cannot be listed"):
        plan([placed(tmp_path / "stick", a=contents()["a5"])], tmp_path / name, ITEMS)


def test_a_name_that_is_no_text_is_a_name_like_others(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick")
    (from_ / os.fsdecode(b"\xff\xfe.json")).write_bytes(contents()["a5"])
    planned, _ = merge([from_], tmp_path / "office")
    assert [report.state.code for report in planned.reports] == ["new"]
    assert "\udcff" not in planned.lines(EN)[0]
    assert seen(tmp_path / "office") == {IDENT: contents()["a5"]}


@pytest.mark.slow
def test_of_thousands_of_sessions_no_queue_is_kept_in_memory(tmp_path: Path) -> None:
    count, long = 300, ",".join(f'"evidence:x{number}"' for number in range(2000))
    text = edited(contents()["a5"], '"items":[', f'"items":[{long},').decode()
    from_ = placed(tmp_path / "stick")
    for number in range(count):
        ident = f"2026-11-24-sok-dara-{number:08x}"
        (from_ / f"{number}.json").write_text(text.replace(ident_of("a0"), ident))
    size = sum(path.stat().st_size for path in from_.iterdir())
    tracemalloc.start()
    planned = plan([from_], tmp_path / "office", ITEMS)
    stored, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert planned.sessions == count
    assert stored < size / 4
