"""Writing a dossier of any size: tables are spooled to disk, put together at the end, and appear at once or not at all.

Memory does not grow with the records, unless they go to stdout. The output's name is given in one step, after the data
is on the disk.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, cast

import msgspec

from ilo_tui.core.disk import DISK, Disk, ReadOnlyError
from ilo_tui.core.errors import output_errors
from ilo_tui.core.languages import SOURCE, built_in_codes
from ilo_tui.core.paths import STDOUT
from ilo_tui.dossier.model import TABLES, Evidence, Meta, Programme, Record
from ilo_tui.dossier.parts import Texts
from ilo_tui.dossier.schema1 import kinds_of
from ilo_tui.importers.tables.phrases import complete, texts_in
from ilo_tui.review.output_files import open_output

_SCHEMA = 1
"""The schema that is written."""

_KINDS = {kind: table for table, kind in TABLES.items()}
UNDETERMINED = "und"
"""The code for a text whose language nobody states (ISO 639-2)."""


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
            for table in kinds_of(_SCHEMA):
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
        # What was read from a file of schema 1 is a subclass.
        table = next(_KINDS[kind] for kind in type(record).__mro__ if kind in _KINDS)
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
            schema=_SCHEMA,
            edition=edition,
            title=title,
            languages=list(dict.fromkeys([language, *languages])),
            default_language=language,
        )
        self.add(meta)
        with open_output(self.output, force=self.force, disk=self._disk) as file:
            self._assemble(file, language)

    def _assemble(self, file: BinaryIO, language: str) -> None:
        opened = b"{\n"
        for table, kind in kinds_of(_SCHEMA).items():
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
