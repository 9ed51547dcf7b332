"""Ctrl+C in the very middle of a save: the save comes to its end and is told, and then the program is interrupted."""

from __future__ import annotations

import errno
import os
import signal
from io import StringIO
from pathlib import Path

import pytest

from ilo_tui.app.judging import Judging
from ilo_tui.core.disk import Disk
from ilo_tui.core.settings import load_settings
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.saving import ConsoleSaver
from ilo_tui.review.session_reading import read_session
from tests.frontends.plain.help import context_of
from tests.review.help import begun, desk_at


class InterruptedDisk(Disk):
    """A disk during whose writing somebody presses Ctrl+C, once they are told to."""

    pressing = False

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.pressing:
            signal.raise_signal(signal.SIGINT)
        return super().write(descriptor, data)


def test_ctrl_c_in_the_middle_of_a_save_waits_for_its_end(tmp_path: Path) -> None:
    disk = InterruptedDisk()
    session = begun(desk := desk_at(tmp_path, disk))
    out = StringIO()
    console = ConsoleIO(context_of(desk.items.dossier), load_settings({}, {}), StringIO(), out)
    judging = Judging(desk.items, session)
    saving = ConsoleSaver(console, judging.leaving)
    before = signal.getsignal(signal.SIGINT)
    disk.pressing = True
    with pytest.raises(KeyboardInterrupt):
        saving.run(lambda: judging.answer("1"))
    assert out.getvalue().startswith("Saved ")
    assert session.unsaved == ()
    assert len(read_session(session.path).records) == 1
    assert not list(tmp_path.rglob("*.tmp"))
    assert signal.getsignal(signal.SIGINT) is before
    session.close()


class InterruptedFullDisk(Disk):
    """A full disk, at which somebody presses Ctrl+C while it refuses."""

    full = False

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.full:
            signal.raise_signal(signal.SIGINT)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(descriptor, data)


def test_ctrl_c_during_a_save_that_fails_is_not_forgotten(tmp_path: Path) -> None:
    disk = InterruptedFullDisk()
    session = begun(desk := desk_at(tmp_path, disk))
    out = StringIO()
    console = ConsoleIO(context_of(desk.items.dossier), load_settings({}, {}), StringIO(), out)
    judging = Judging(desk.items, session)
    disk.full = True
    with pytest.raises(KeyboardInterrupt):
        ConsoleSaver(console, judging.leaving).run(lambda: judging.answer("1"))
    assert out.getvalue().startswith("NOT SAVED:")
    assert judging.saver.unsaved_count == 1
    disk.full = False
    judging.saver.close()
    assert len(read_session(session.path).records) == 1
