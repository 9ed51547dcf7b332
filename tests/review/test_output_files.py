"""What the program says is written is on the disk, never in the place of a session or of what appeared meanwhile."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilo_tui.core.disk import READ_ONLY_DISK, Disk
from ilo_tui.core.errors import OutputError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.template import template
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.forms import form_named, report_forms
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.phrases import neutral
from ilo_tui.review.lock import SessionLock
from ilo_tui.review.output_files import open_output, write_file
from tests.exporters.report.team import report_of, worked
from tests.review.help import begun, desk_at, judge
from tests.review.powercut import PowerCutDisk, Remains

ENGLISH = Translator("en")
FORMS = [form.name for form in report_forms()]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(worked(tmp_path_factory.mktemp("team")))


Write = Callable[[Path, Disk], None]


def write_plain(path: Path, disk: Disk, *, force: bool = False) -> None:
    """As `new` and `sheet` write."""
    write_file(path, template("d"), force=force, disk=disk)


def imported(path: Path, disk: Disk, *, force: bool = False) -> None:
    """As `import` writes."""
    with DossierWriter(path, force=force, disk=disk) as writer:
        writer.finish("d", neutral("D"), "1")


def writer_of(report: Report, name: str) -> Write:
    """What writes a file that a person asked for, by its name in `NAMES`: in the place of one, or never."""
    kind, force = name.split(maxsplit=1)[0], name.endswith("True")

    def write(path: Path, disk: Disk) -> None:
        if kind == "whole":
            write_plain(path, disk, force=force)
        elif kind == "import":
            imported(path, disk, force=force)
        else:
            form = next(form for form in FORMS if form == kind)
            write_report(report, ENGLISH, Output(path, form_named(form), force, disk=disk))

    return write


NAMES = [f"{name} {force}" for name in ("whole", "import", *FORMS) for force in (False, True)]


def message(caught: pytest.ExceptionInfo[OutputError]) -> str:
    return " ".join(caught.value.localise(ENGLISH))


class Witness:
    """Keeps what power cuts leave after each call."""

    def __init__(self) -> None:
        self.all: list[list[Remains]] = []

    def look(self, call: str, all_remains: Iterator[Remains]) -> None:
        """Take down what a cut just now may leave."""
        self.all.append([dict(all_remain) for all_remain in all_remains])

    def contents(self, path: Path) -> set[bytes | None]:
        """What may ever be found under a name."""
        return {remains.get(path) for after in self.all for remains in after}

    def last(self, path: Path) -> set[bytes | None]:
        """What may be found under a name once the last call is done, and people were told that it is written."""
        return {remains.get(path) for remains in self.all[-1]}


@pytest.mark.share(6)
@pytest.mark.parametrize("name", NAMES)
def test_after_a_power_cut_there_is_nothing_or_all_and_all_once_it_is_reported(
    tmp_path: Path, report: Report, name: str
) -> None:
    witness, path = Witness(), tmp_path / "out"
    writer_of(report, name)(path, PowerCutDisk(witness.look))
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    assert files
    for file in files:
        assert witness.contents(file) <= {None, file.read_bytes()}
        assert witness.last(file) == {file.read_bytes()}


@pytest.mark.share(8)
@pytest.mark.parametrize("call", ["sync", "sync_folder"])
@pytest.mark.parametrize("name", ["whole False", "import True", "csv False", "xlsx False"])
def test_without_one_of_the_two_flushes_the_harness_sees_loss(
    tmp_path: Path, report: Report, name: str, call: str
) -> None:
    witness, path = Witness(), tmp_path / "out"
    writer_of(report, name)(path, PowerCutDisk(witness.look, frozenset({call})))
    file = min(path.iterdir()) if path.is_dir() else path
    assert witness.last(file) != {file.read_bytes()}


def test_a_folder_that_is_made_for_tables_is_flushed_into_the_one_above(tmp_path: Path, report: Report) -> None:
    flushed: list[Path] = []

    class Folders(Disk):
        def sync_folder(self, folder: Path) -> None:
            flushed.append(folder)
            super().sync_folder(folder)

    write_report(report, ENGLISH, Output(tmp_path / "out", form_named("csv"), disk=Folders()))
    assert flushed[-1] == tmp_path


class Racer(Disk):
    """A disk on which a file of the name appears when ours is ready to take it."""

    def publish(self, source: Path, target: Path) -> None:
        target.write_bytes(b"somebody's")
        super().publish(source, target)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("False")])
def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, report: Report, name: str) -> None:
    path = tmp_path / "out"
    with pytest.raises(OutputError) as caught:
        writer_of(report, name)(path, Racer())
    assert "exists already" in message(caught) or "is not empty" in message(caught)
    remaining = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert set(remaining.values()) == {b"somebody's"}
    assert len(remaining) == 1


class Stick(Disk):
    """A disk that knows no second names, as FAT."""

    def publish(self, source: Path, target: Path) -> None:
        real = os.link

        def no_links(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        os.link = no_links
        try:
            super().publish(source, target)
        finally:
            os.link = real


@pytest.mark.skipif(os.name == "nt", reason="there no second name is needed")
def test_on_a_stick_without_second_names_nothing_is_replaced_either(tmp_path: Path) -> None:
    path = tmp_path / "out"
    write_plain(path, Stick())
    assert path.read_bytes() == template("d")

    class Late(Stick):
        def publish(self, source: Path, target: Path) -> None:
            target.write_bytes(b"somebody's")
            super().publish(source, target)

    other = tmp_path / "other"
    with pytest.raises(OutputError, match="1 problems"):
        write_plain(other, Late())
    assert other.read_bytes() == b"somebody's"
    assert {path.name for path in tmp_path.iterdir()} == {"out", "other"}


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_name_that_a_folder_takes_is_written(tmp_path: Path, report: Report, name: str) -> None:
    # 251 bytes and 255; the letters of most scripts take three.
    for file in ("x" * 251, "ក" * 85):
        writer_of(report, name)(tmp_path / file, Disk())
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", NAMES)
def test_with_read_only_nothing_is_written(tmp_path: Path, report: Report, name: str) -> None:
    before = tmp_path.stat()
    with pytest.raises(OutputError) as caught:
        writer_of(report, name)(tmp_path / "out", READ_ONLY_DISK)
    assert "--read-only" in message(caught)
    assert tmp_path.stat().st_mtime_ns == before.st_mtime_ns


def test_what_is_given_up_in_the_middle_does_not_reach_another_file(tmp_path: Path) -> None:
    # The descriptor of a file that failed is soon another's: what was buffered must not go there.
    with pytest.raises(OutputError), open_output(tmp_path / "out", force=False) as file:
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    other = tmp_path / "other"
    with other.open("wb"):
        del file
    assert other.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [other]


def refused(path: Path, form: str, dossier: Path) -> str:
    """What is said of an output that may not be, with `--force`."""
    with pytest.raises(OutputError) as caught:
        Output(path, form_named(form), force=True).check(dossier)
    with pytest.raises(OutputError):
        write_file(path, b"x", force=True, inputs=[dossier])
    return message(caught)


def test_a_session_is_never_written_over_wherever_it_lies_and_whatever_it_is_called(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    judge(session, "evidence:e1")
    session.close()
    data = session.path.read_bytes()
    places = [session.path, tmp_path / "report.html", tmp_path / "link", tmp_path / "hard"]
    places[1].write_bytes(data)
    places[2].symlink_to(session.path)
    places[3].hardlink_to(session.path)
    # Other programs write the same with other spaces, and the tables in another order.
    other = tmp_path / "other"
    other.write_bytes(b'{ "decisions" : {}, \n "session": {"1": {}} }')
    damaged = tmp_path / "damaged"
    damaged.write_bytes(data[: len(data) // 2])
    empty = tmp_path / "reviews" / "2026-11-24-sok-dara-0a1b2c3d.json"
    empty.write_bytes(b"\0" * 100)
    for path in (*places, other, damaged, empty):
        assert "never written over" in refused(path, "html", tmp_path / "dossier.json")
    assert session.path.read_bytes() == data


def test_what_lies_beside_sessions_is_never_written_over(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.note_files.save("evidence:e1", "half")
    hidden = tmp_path / "reviews" / ".ilo-tui"
    files = [path for path in hidden.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".lock", ".holder", ".json"}
    (tmp_path / "link").symlink_to(hidden / "locks")
    for path in (*files, hidden / "locks" / "new.html", tmp_path / "link" / "new.html"):
        assert "never written over" in refused(path, "html", tmp_path / "dossier.json")
    assert SessionLock(tmp_path / "reviews", session.id).holder().pid == os.getpid()
    session.close()


def test_a_report_in_the_reviews_folder_is_no_session_and_may_be_written_anew(tmp_path: Path, report: Report) -> None:
    desk = desk_at(tmp_path)
    begun(desk).close()
    for form in ("html", "json"):
        output = Output(desk.reviews / f"report.{form}", form_named(form), force=True)
        for _ in range(2):
            output.check(tmp_path / "dossier.json")
            write_report(report, ENGLISH, output)


def test_tables_never_take_the_place_of_a_session_or_of_the_dossier_that_is_read(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.close()
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "votes.csv").write_bytes(session.path.read_bytes())
    with pytest.raises(OutputError, match="1 problems"):
        Output(folder, form_named("csv"), force=True).check(tmp_path / "dossier.json")
    (folder / "votes.csv").write_bytes(b"{}")
    with pytest.raises(OutputError, match="1 problems"):
        Output(folder, form_named("csv"), force=True).check(folder / "votes.csv")
    with pytest.raises(OutputError, match="1 problems"):
        Output(tmp_path / "reviews" / ".ilo-tui", form_named("csv"), force=True).check(tmp_path / "dossier.json")
    Output(folder, form_named("csv"), force=True).check(tmp_path / "dossier.json")


def test_what_a_link_points_at_is_written_and_the_link_stays(tmp_path: Path) -> None:
    target, link = tmp_path / ("a" * 250), tmp_path / "link"
    target.write_bytes(b"before")
    link.symlink_to(target)
    with pytest.raises(OutputError):
        write_file(link, b"after", force=False)
    assert target.read_bytes() == b"before"
    write_file(link, b"after", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([target.name, link.name])
