"""What an importer is: what it is called, which files and options it takes, and the function that does the work.

Nothing of an importer is loaded here, for the command line asks for names and options at every start; nor are
dataclasses used, which take 6 ms to import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ilo_tui.core.translator import Translator

if TYPE_CHECKING:
    from ilo_tui.importers.imported_records import DraftTarget, ImportedRecord

Progress = Callable[[int, int], None]
"""Called with the bytes read so far, and of how many; 0 where that is not known."""

Value = str | bool | list[str] | None


def no_progress(read: int, total: int) -> None:
    """Nobody watches."""


def progress_by_file(files: Sequence[Path], progress: Progress) -> Iterator[tuple[Path, Progress]]:
    """Each file with a progress of its own, which counts the bytes of the files before it too."""
    total, before = sum(map(file_size, files)), 0
    for file in files:
        yield file, _from(before, total, progress)
        before += file_size(file)


def _from(before: int, total: int, progress: Progress) -> Progress:
    """A progress that starts at `before`; where the size of its file is not known, nor is the total."""
    return lambda read, known: progress(before + read, total if known else 0)


def file_size(file: Path) -> int:
    """The size of a regular file; nothing of others, and of what is not there."""
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        # Of a name that no file can have; reading it says so.
        return 0


class ImportOption(NamedTuple):
    """An option of one importer. Several importers may share one; then both have the same object.

    `flag` is as on the command line, `--country`; without a `metavar` it is a switch; a `repeated` one may be given
    several times; of a path the home folder is put in its place. A value that the option does not `accept` (each of
    several) is answered by the marked message `complaint`, of which `{value}` is the value. Importers that lack the
    option ignore it, unless `misplaced` says why they refuse it.
    """

    flag: str
    help: str
    metavar: str = ""
    repeated: bool = False
    is_path: bool = False
    accept: Callable[[str], bool] | None = None
    complaint: str = ""
    misplaced: str = ""

    @property
    def key(self) -> str:
        """The name by which a request has its value: `reporting_org`."""
        return self.flag.removeprefix("--").replace("-", "_")


class ImportRequest(NamedTuple):
    """What to import, to where, and how.

    `language` is that of texts that state none. `base` is the dossier whose scales and dimensions are used; without one
    they are the usual ones. With `force` an existing dossier is replaced, with `replace_all` also one that holds what
    files cannot give. `values` are those of the importer's own options, by their keys. `read_only`: nothing is
    remembered of it either.
    """

    files: tuple[Path, ...]
    output: Path
    language: str = ""
    base: Path | None = None
    force: bool = False
    replace_all: bool = False
    values: Mapping[str, Value] = MappingProxyType({})
    read_only: bool = False

    def text(self, key: str) -> str:
        """The value of an option that has one; empty where it is not given."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> list[str]:
        """The values of an option that may be given several times."""
        value = self.values.get(key)
        return list(value) if isinstance(value, list) else []

    def switch(self, key: str) -> bool:
        """Whether a switch is on."""
        return self.values.get(key) is True


class ImportReport(Protocol):
    """The account of an import: what was read, written and left out."""

    def localise(self, tr: Translator, width: int = 80) -> list[str]:
        """The account in lines of about `width`."""


class Template(NamedTuple):
    """A file to begin with: an empty table, a lookup to change. Spreadsheets know UTF-8 only by its mark.

    What is no text, and nothing that a terminal can show, is in `binary`.
    """

    text: str = ""
    with_mark: bool = False
    binary: bytes = b""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.binary or self.text.encode("utf-8-sig" if self.with_mark else "utf-8")


class DraftRun(Protocol):
    """Reads the files of a request into a dossier: which records they make or change, and the account of reading."""

    def __call__(
        self, request: ImportRequest, target: DraftTarget, progress: Progress
    ) -> tuple[list[ImportedRecord], ImportReport]:
        """Raises an `AppError` where that cannot be done."""
        ...


class Importer(NamedTuple):
    """One kind of files that become a dossier.

    `name` is as on the command line, `title` a marked message that says what the files are, `endings` those of their
    names. `run` raises an `AppError` where nothing was imported; then nothing was written. It
    calls the progress often, which may raise to stop it. `draft` reads files into a draft, where that can be done.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    run: Callable[[ImportRequest, Progress], ImportReport]
    template: Callable[[Translator], Template]
    options: tuple[ImportOption, ...] = ()
    draft: DraftRun | None = None
