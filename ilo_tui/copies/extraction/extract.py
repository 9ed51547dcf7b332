"""The text of a document, within limits, whatever the document is."""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from ilo_tui.copies.extraction.limits import LIMITS, Limits
from ilo_tui.copies.extraction.messages import End, Message, Note, Page, Remark, Total
from ilo_tui.copies.extraction.reading_process import ReadingProcess
from ilo_tui.copies.extraction.version import extractor_of
from ilo_tui.copies.model import DocumentText, Media, TextNote, TextPage
from ilo_tui.core.errors import InputError, input_errors
from ilo_tui.core.translator import N_

OnPage = Callable[[int, int | None], None]
"""Is told how many pages are read, of how many, where that is known."""
_TICK = 0.25
"""Seconds after which whoever waits is told again, though nothing is finished."""
_LONGEST_TICK = 1.0
"""No more of a turn counts: what takes longer is that this very program stood still, as after Ctrl+Z."""


def extract(
    path: Path,
    media: Media,
    sha256: str,
    *,
    on_page: OnPage | None = None,
    limits: Limits = LIMITS,
) -> DocumentText:
    """The text of the document at `path`, whose hash is known by then; all that is wrong with it is in the notes.

    `on_page` is called after each page and four times a second between them; what it raises ends the reading, as Ctrl+C
    does. Raises `InputError` where the file cannot be opened, or this computer cannot read such documents.
    """
    _check_readable(path)
    collected = _Collected(limits, on_page or _no_progress)
    try:
        with ReadingProcess(path, media, limits) as process:
            _listen(process, collected, limits)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError.of(
            path, N_("no second process could be started to read it ({reason})"), reason=reason
        ) from None
    if collected.unavailable:
        message = N_("what reads documents of this kind is not installed ({library})")
        raise InputError.of(path, message, N_("Install ilo-tui again."), library=extractor_of(media))
    return DocumentText(
        extractor=extractor_of(media),
        sha256=sha256,
        media=media,
        pages=tuple(collected.pages),
        notes=collected.final_notes(),
    )


def _check_readable(path: Path) -> None:
    """Raise `InputError` of what is no file, so that a pipe is never waited for, and of what nobody may read."""
    with input_errors(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with path.open("rb"):
            pass


def _listen(process: ReadingProcess, collected: _Collected, limits: Limits) -> None:
    """Until all is read, or a limit is reached."""
    in_all = since_page = 0.0
    before = monotonic()
    while not collected.complete:
        try:
            message = process.message(_TICK)
        except TimeoutError:
            collected.show_progress()
            is_page = False
        else:
            collected.take(message)
            is_page = isinstance(message, Page)
        now = monotonic()
        elapsed, before = min(now - before, _LONGEST_TICK), now
        in_all += elapsed
        since_page = 0.0 if is_page else since_page + elapsed
        if not collected.complete and (since_page > limits.page_seconds or in_all > limits.all_seconds):
            collected.note("stopped")
            return


class _Collected:
    """What came of a document so far; it trusts the process that read it no more than the document."""

    def __init__(self, limits: Limits, on_page: OnPage) -> None:
        self.pages: list[TextPage] = []
        self.complete = self.unavailable = False
        self._limits, self._on_page = limits, on_page
        self._notes: dict[TextNote, None] = {}
        self._total: int | None = None
        self._bytes = 0

    def take(self, message: Message | None) -> None:
        match message:
            case None:
                # It died before it came to the end, or said something that is no message.
                self.note("damaged")
                self.complete = True
            case End():
                self.complete = True
            case Total(pages):
                self._total = pages
            case Remark(note):
                self.note(note)
            case Page(page):
                self._add(page)

    def note(self, note: Note) -> None:
        if note == "unavailable":
            self.unavailable = True
        else:
            self._notes[note] = None

    def _add(self, page: TextPage) -> None:
        self._bytes += len(page.text.encode())
        if len(self.pages) >= self._limits.pages or self._bytes > self._limits.text_bytes:
            self.note("too_long")
            self.complete = True
            return
        self.pages.append(page)
        self.show_progress()

    def show_progress(self) -> None:
        self._on_page(len(self.pages), self._total)

    def final_notes(self) -> tuple[TextNote, ...]:
        if not self._notes and not any(page.text.strip() for page in self.pages):
            return ("no_text",)
        return tuple(self._notes)


def _no_progress(_pages: int, _total: int | None) -> None:
    pass
