"""The process that reads a document: its text comes back, and whatever it does, it ends and costs a note."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from ilo_tui.copies.extraction import Limits, extract, extractor_of
from ilo_tui.copies.extraction.messages import End, Message, Page, Total, read_messages, write_message
from ilo_tui.copies.model import TextPage
from ilo_tui.core.errors import InputError
from tests.copies.extraction.documents import labelled_pdf
from tests.copies.extraction.help import HASH
from tests.copies.extraction.pdf_files import PDF_FONT, pages_pdf, pdf_of, shown, stream

ROOT = Path(__file__).parents[3]
needs_proc = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked for in /proc")


def endless_pdf() -> bytes:
    """A first page of text, then one whose forms draw each other so often that no computer sees their end."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 2 /Kids [4 0 R 6 0 R] >>",
        3: PDF_FONT,
        4: b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        5: stream(shown("Read by then")),
        6: b"<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /XObject << /X 10 0 R >> >> >>",
        7: stream(b"/X Do /X Do"),
    }
    for number in range(10, 50):
        resources = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X %d 0 R >> >>" % (number + 1)
        objects[number] = stream(b"/X Do /X Do", resources)
    objects[50] = stream(b"", b"/Type /XObject /Subtype /Form")
    return pdf_of(objects)


def readers_of(path: Path) -> list[int]:
    """The processes that read this document now."""
    running = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(path) in (folder / "cmdline").read_bytes().split(b"\0"):
                running.append(int(folder.name))
        except OSError:
            continue
    return running


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it comes to be within so many seconds."""
    end, pause = monotonic() + seconds, Event()
    while not condition():
        if monotonic() > end:
            return False
        pause.wait(0.02)
    return True


def test_the_text_of_a_document_with_its_extractor(tmp_path: Path) -> None:
    path = tmp_path / "-report = 1.pdf"
    path.write_bytes(labelled_pdf())
    progress: list[tuple[int, int | None]] = []
    text = extract(path, "pdf", HASH, on_page=lambda pages, total: progress.append((pages, total)))
    assert [page.label for page in text.pages] == ["iv", "v", "1"]
    assert text.extractor == extractor_of("pdf")
    assert "pypdf" in text.extractor
    assert (text.sha256, text.media, text.notes) == (HASH, "pdf", ())
    assert progress[-1] == (3, 3)


@pytest.mark.slow
def test_what_is_finished_stays_where_the_rest_takes_too_long(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(endless_pdf())
    text = extract(path, "pdf", HASH, limits=Limits(all_seconds=600, page_seconds=5))
    assert [page.text for page in text.pages] == ["Read by then"]
    assert text.notes == ("stopped",)


@needs_proc
def test_ctrl_c_ends_the_process(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(endless_pdf())

    def stop(pages: int, _total: int | None) -> None:
        if pages:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(path, "pdf", HASH, on_page=stop)
    assert readers_of(path) == []


@needs_proc
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed so here")
def test_no_process_stays_behind_a_program_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(endless_pdf())
    code = (
        "import sys; from pathlib import Path; from ilo_tui.copies.extraction import extract\n"
        "extract(Path(sys.argv[1]), 'pdf', '0' * 64, on_page=lambda pages, _: pages and print('read', flush=True))"
    )
    # The document's path as an argument of its own is what the reading process is known by.
    code = code.replace("sys.argv[1]", f"{str(path)!r}")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT) as program:
        assert program.stdout
        program.stdout.readline()
        assert len(readers_of(path)) == 1
        program.kill()
    assert wait_until(lambda: not readers_of(path))


@pytest.mark.slow
@needs_proc
def test_a_process_that_is_killed_costs_a_note(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(endless_pdf())
    killed: list[int] = []

    def kill(pages: int, _total: int | None) -> None:
        if pages and not killed:
            killed.extend(readers_of(path))
            os.kill(killed[0], signal.SIGKILL)

    text = extract(path, "pdf", HASH, on_page=kill)
    assert [page.text for page in text.pages] == ["Read by then"]
    assert text.notes == ("damaged",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "missing.pdf"):
        with pytest.raises(InputError):
            extract(path, "pdf", HASH)


def test_the_process_can_neither_write_nor_start_anything_nor_reach_a_network(tmp_path: Path) -> None:
    attempts = {
        "open": f"open({str(tmp_path / 'a')!r}, 'w')",
        "create": f"__import__('os').open({str(tmp_path / 'a')!r}, 65)",
        "remove": f"__import__('os').remove({str(tmp_path / 'kept')!r})",
        "run": "__import__('subprocess').run(['true'])",
        "system": "__import__('os').system('true')",
        "socket": "__import__('socket').create_connection(('127.0.0.1', 9))",
        "name": "__import__('socket').getaddrinfo('example.org', 80)",
        "page": "__import__('urllib.request').request.urlopen('http://127.0.0.1:9/')",
    }
    (tmp_path / "kept").touch()
    code = (
        "import json, sys, socket, subprocess, urllib.request\n"
        "from ilo_tui.copies.extraction.confinement import confine\n"
        "from ilo_tui.copies.extraction import LIMITS\n"
        "confine(LIMITS)\n"
        "for name, attempt in json.loads(sys.argv[1]).items():\n"
        "    try: eval(attempt)\n"
        "    except PermissionError as error: print(name)\n"
        "    except OSError as error: print(name, 'PermissionError' if 'not for reading' in str(error) else error)\n"
    )
    command = [sys.executable, "-c", code, json.dumps(attempts)]
    # It ends as soon as nothing can come from there.
    stdin, held = os.pipe()
    result = subprocess.run(command, stdin=stdin, capture_output=True, text=True, cwd=ROOT, check=False)
    os.close(stdin)
    os.close(held)
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(attempts), result
    assert {line.partition(" ")[2] for line in result.stdout.splitlines()} <= {"", "PermissionError"}
    assert list(tmp_path.iterdir()) == [tmp_path / "kept"]


def test_a_stream_that_is_no_stream_of_messages_ends(tmp_path: Path) -> None:
    sound = BytesIO()
    messages: list[Message] = [Total(1), Page(TextPage(1, "", "text")), End()]
    for message in messages:
        write_message(sound, message)
    data = sound.getvalue()
    assert list(read_messages(BytesIO(data), 100)) == messages
    for hostile in (b"\xff\xff\xff\xff" + b"a" * 1000, b"\0\0\0\x03abc", b"Traceback (most recent", b"\0\0", data[:-1]):
        assert [message for message in read_messages(BytesIO(hostile), 100) if message not in messages] == []
        assert End() not in list(read_messages(BytesIO(hostile), 100))


@pytest.mark.slow
@needs_proc
def test_a_program_that_stands_still_does_not_blame_the_document(tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    path.write_bytes(pages_pdf([shown(f"Page {number}") for number in range(500)]))
    code = (
        "from pathlib import Path; from ilo_tui.copies.extraction import Limits, extract\n"
        "show = lambda pages, _: pages == 1 and print('read', flush=True)\n"
        f"text = extract(Path({str(path)!r}), 'pdf', '0' * 64, on_page=show, limits=Limits(page_seconds=5))\n"
        "print(len(text.pages), *text.notes)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout
        program.stdout.readline()
        program.send_signal(signal.SIGSTOP)
        began = monotonic()
        assert wait_until(lambda: monotonic() - began > 7)
        program.send_signal(signal.SIGCONT)
        assert program.communicate()[0] == "500\n"
