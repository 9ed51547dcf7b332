"""Writing a dossier of any size: tables are spooled to disk, put together at the end, and appear at once or not at all.

Memory does not grow with the records. The spools and the finished file lie in a hidden folder beside the output, which
goes in every case; the output's name is given by one rename after the data is on the disk.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from ilo_tui.dossier.records import TABLES, Evidence, Meta, Programme, Record, Texts
from ilo_tui.exchange.incoming.faults import refusal, writing
from ilo_tui.exchange.incoming.words import complete, texts_in
from ilo_tui.i18n import LANGUAGES, N_

_KINDS = {kind: table for table, kind in TABLES.items()}
UNDETERMINED = "und"
"""The code for a text whose language nobody states (ISO 639-2)."""


def check_output(output: Path, inputs: list[Path], *, force: bool) -> None:
    """Refuse, before any work, an output that cannot be or that would destroy something."""
    with writing(output):
        if output.is_dir():
            raise refusal(output, N_("this is a folder"), N_("Name a file to write after -o."))
        if output.exists() and not output.is_file():
            message = N_("this is no file but a device or the like, which a dossier would destroy")
            raise refusal(output, message, N_("Name a file to write after -o."))
        if any(_same(output, one) for one in inputs):
            raise refusal(output, N_("this is one of the files to read"), N_("Name another file after -o."))
        _refuse_existing(output, force=force)
        if not output.absolute().parent.is_dir():
            raise refusal(output, N_("its folder does not exist"), N_("Make the folder first, or name another file."))


def _same(output: Path, one: Path) -> bool:
    """Whether both are one file; what is not there, or cannot be, is none."""
    try:
        return output.samefile(one)
    except OSError:
        return False


def _refuse_existing(output: Path, *, force: bool) -> None:
    if not force and os.path.lexists(output):
        raise refusal(output, N_("this file exists already"), N_("Name another file, or add --force to replace it."))


class DossierWriter:
    """Takes records in any order and writes them as a dossier, one record a line; use as a context manager."""

    def __init__(self, output: Path, *, force: bool) -> None:
        """Write to `output` in the end; an existing file is replaced only with `force`."""
        self.output, self.force = output, force
        self.count: Counter[str] = Counter()
        self.language = ""
        self.languages: Counter[str] = Counter()
        self._spools: dict[str, BinaryIO] = {}
        self._encode = msgspec.json.Encoder().encode

    @property
    def folder(self) -> Path:
        """The hidden folder beside the output, which goes at the end with all that lies in it."""
        return self._folder

    def __enter__(self) -> DossierWriter:
        """Make the hidden folder of the spools."""
        with writing(self.output):
            # What a link points at is written, and the link stays.
            self._target = Path(os.path.realpath(self.output))
            prefix = f".{self._target.name[:40]}."
            with ExitStack() as undo:
                self._folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self._target.parent))
                undo.callback(shutil.rmtree, self._folder, ignore_errors=True)
                self._spools = {table: (self._folder / table).open("w+b") for table in TABLES}
                undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind but the finished dossier."""
        for spool in self._spools.values():
            # A full disk fails once more when what is buffered is given up.
            with suppress(OSError):
                spool.close()
        shutil.rmtree(self._folder, ignore_errors=True)

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
        with writing(self.output):
            self._spools[table].write(self._encode(record) + b"\n")

    def default_language(self) -> str:
        """The one that is set as `language`, where any text has it; else what most have, English where as many do."""
        if self.language in self.languages:
            return self.language
        ranks = {language: rank for rank, language in enumerate((*LANGUAGES, UNDETERMINED))}
        order = {language: (-count, ranks.get(language, 2), language) for language, count in self.languages.items()}
        return min(order, key=order.__getitem__, default="en")

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
        made = self._folder / "dossier"
        with writing(self.output):
            with made.open("wb") as file:
                self._assemble(file, language)
                file.flush()
                os.fsync(file.fileno())
            _refuse_existing(self.output, force=self.force)
            made.replace(self._target)
            _sync_folder(self._target.parent)

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


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such thing for folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
