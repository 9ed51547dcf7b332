"""Writing a dossier of any size: tables are spooled to disk, put together at the end, and appear at once or not at all.

Memory does not grow with the records, unless they go to stdout. The output's name is given in one step, after the data
is on the disk.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedWriter, BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, cast

import msgspec

from ilo_tui.core.errors import OutputError, file_exists, output_errors
from ilo_tui.core.files import DISK, Disk, ReadOnlyError, new_file
from ilo_tui.core.languages import SOURCE, built_in_codes
from ilo_tui.core.paths import STDOUT
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import TABLES, Evidence, Meta, Programme, Record, Texts
from ilo_tui.importers.tables.phrases import complete, texts_in
from ilo_tui.review.protected_files import is_protected

_KINDS = {kind: table for table, kind in TABLES.items()}
_BUFFER = 2**20
UNDETERMINED = "und"
"""The code for a text whose language nobody states (ISO 639-2)."""


def check_output(output: Path, inputs: list[Path], *, force: bool) -> None:
    """Refuse, before any work, an output that cannot be or that would destroy something; stdout destroys nothing."""
    if output == STDOUT:
        return
    with output_errors(output):
        if output.is_dir():
            raise OutputError.of(output, N_("this is a folder"), N_("Name a file to write after -o."))
        if output.exists() and not output.is_file():
            message = N_("this is no file but a device or the like, which would be destroyed")
            raise OutputError.of(output, message, N_("Name a file to write after -o, or - for stdout."))
        refuse_protected(output, inputs)
        _refuse_existing(output, force=force)
        if not output.absolute().parent.is_dir():
            raise OutputError.of(
                output, N_("its folder does not exist"), N_("Make the folder first, or name another file.")
            )


def refuse_protected(output: Path, inputs: Sequence[Path]) -> None:
    """Refuse an output that is one of `inputs`, a session, or a file that the program keeps for itself."""
    if any(_same(output, path) for path in inputs):
        raise OutputError.of(output, N_("this is one of the files to read"), N_("Name another file after -o."))
    if is_protected(output):
        message = N_("this is a review session or a file beside one, which is never written over")
        raise OutputError.of(output, message, N_("Name another file after -o."))


def _same(output: Path, path: Path) -> bool:
    """Whether both are one file; what is not there, or cannot be, is none."""
    try:
        return output.samefile(path)
    except OSError:
        return False


def _refuse_existing(output: Path, *, force: bool) -> None:
    if not force and os.path.lexists(output):
        raise file_exists(output)


@contextmanager
def outgoing(output: Path, *, force: bool, disk: Disk = DISK) -> Iterator[BinaryIO]:
    """A buffer for the content of `output`: durably there once this ends without an error, else as if never begun.

    Without `force` nothing is replaced, also not what appears meanwhile. What a link points at is written, and the link
    stays. The file is as private as the user's others are. Raises `OutputError`; `OSError` only of stdout.
    """
    if output == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with output_errors(output):
        _refuse_existing(output, force=force)
        target = Path(os.path.realpath(output))
        with new_file(target, disk, shared=True, fresh=not force) as file:
            buffer = BufferedWriter(file, _BUFFER)
            yield buffer
            buffer.flush()
            buffer.detach()


class DossierWriter:
    """Takes records in any order and writes them as a dossier, one record a line; use as a context manager."""

    def __init__(self, output: Path, *, force: bool, disk: Disk = DISK) -> None:
        """Write to `output`, which may be `STDOUT`, in the end; an existing file is replaced only with `force`."""
        self.output, self.force = output, force
        self._disk = disk
        self.count: Counter[str] = Counter()
        self.language = ""
        self.languages: Counter[str] = Counter()
        self._spools: dict[str, BinaryIO] = {}
        self._encode = msgspec.json.Encoder().encode

    @property
    def name(self) -> str:
        """The output as people read it."""
        return "stdout" if self.output == STDOUT else str(self.output)

    @property
    def folder(self) -> Path | None:
        """The folder of the output, on whose disk what is read may wait; None of stdout."""
        return None if self.output == STDOUT else Path(os.path.realpath(self.output)).parent

    def __enter__(self) -> DossierWriter:
        """Open the spools."""
        with output_errors(self.output), ExitStack() as undo:
            for table in TABLES:
                self._spools[table] = self._spool()
                undo.callback(self._spools[table].close)
            undo.pop_all()
        return self

    def _spool(self) -> BinaryIO:
        """A file without a name on the disk of the output, so that nothing of it outlives the program.

        For stdout it is memory: there need not be any folder to write to.
        """
        if self.output == STDOUT:
            return BytesIO()
        if self._disk.read_only:
            raise ReadOnlyError(self.output)
        file = TemporaryFile(dir=Path(os.path.realpath(self.output)).parent)  # noqa: SIM115 - closed on leaving
        return cast("BinaryIO", file)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind but the finished dossier."""
        for spool in self._spools.values():
            # A full disk fails once more when what is buffered is given up.
            with suppress(OSError):
                spool.close()

    def add(self, record: Record, *, spoken: bool = True) -> None:
        """Spool a record; the languages of names and statements are counted for the default language.

        Unless it is `spoken`: then the program found none, and has put words or a code of its own there.
        """
        table = _KINDS[type(record)]
        if isinstance(record, Evidence) and spoken:
            self.languages.update(record.statement.keys())
        elif isinstance(record, Programme) and spoken:
            self.languages.update(record.name.keys())
        self.count[table] += 1
        with output_errors(self.output):
            self._spools[table].write(self._encode(record) + b"\n")

    def default_language(self) -> str:
        """The one that is set as `language`, where any text has it; else what most have, English where as many do."""
        if self.language in self.languages:
            return self.language
        ranks = {language: rank for rank, language in enumerate((*built_in_codes(), UNDETERMINED))}
        order = {language: (-count, ranks.get(language, 2), language) for language, count in self.languages.items()}
        return min(order, key=order.__getitem__, default=SOURCE)

    def finish(self, ident: str, title: Texts, edition: str, languages: Sequence[str] = ()) -> None:
        """Put the tables together, and the file in its place; `ident` is the id of the dossier.

        Its languages are the default one and `languages`, those that every text has; others may be in some texts.
        """
        language = self.default_language()
        meta = Meta(
            id=ident,
            schema=1,
            edition=edition,
            title=title,
            languages=list(dict.fromkeys([language, *languages])),
            default_language=language,
        )
        self.add(meta)
        with outgoing(self.output, force=self.force, disk=self._disk) as file:
            self._assemble(file, language)

    def _assemble(self, file: BinaryIO, language: str) -> None:
        opened = b"{\n"
        for table, kind in TABLES.items():
            file.write(opened + b'  "%s": {' % table.encode())
            self._copy(file, self._spools[table], msgspec.json.Decoder(kind), language)
            opened = b",\n"
        file.write(b"\n}\n")

    def _copy(self, file: BinaryIO, spool: BinaryIO, decoder: msgspec.json.Decoder[Record], language: str) -> None:
        spool.seek(0)
        number = 0
        for number, line in enumerate(spool, 1):
            record = decoder.decode(line)
            if any(language not in texts for texts in texts_in(record)):
                complete(record, language)
                line = self._encode(record)  # noqa: PLW2901 - the same line with its texts completed
            file.write(b'%s\n    "%d": %s' % (b"," if number > 1 else b"", number, line.rstrip(b"\n")))
        file.write(b"\n  }" if number else b"}")
