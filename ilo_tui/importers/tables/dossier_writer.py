"""Writing a dossier of any size: tables are spooled to disk, put together at the end, and appear at once or not at all.

Memory does not grow with the records, unless they go to stdout. The output's name is given in one step, after the data
is on the disk.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, cast

import msgspec
from msgspec.structs import replace

from ilo_tui.core.disk import DISK, Disk, ReadOnlyError
from ilo_tui.core.errors import output_errors
from ilo_tui.core.languages import SOURCE, built_in_codes
from ilo_tui.core.paths import STDOUT
from ilo_tui.dossier.model import SCHEMA, TABLES, Evidence, Meta, Programme, Record
from ilo_tui.dossier.parts import Carried, Texts
from ilo_tui.dossier.schema1 import NEW_FIELDS
from ilo_tui.importers.tables.phrases import complete, texts_in
from ilo_tui.importers.tables.upgrade import as_schema2
from ilo_tui.review.hashing import hash_of
from ilo_tui.review.output_files import open_output

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
        self.former_hashes: dict[str, str] = {}
        """By the id of a claim the hash that it had: where it has another now, it is written that it is the same."""
        self.former_meta: Meta | None = None
        """What the dossier before says of itself: what files cannot give of that stays."""
        self.evaluated: str | None = None
        """The actor that is judged, where the dossier before names none."""
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
        record = as_schema2(record)
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
            schema=SCHEMA,
            edition=edition,
            title=title,
            languages=list(dict.fromkeys([language, *languages])),
            default_language=language,
        )
        if self.former_meta:
            meta = replace(meta, **{name: getattr(self.former_meta, name) for name in NEW_FIELDS[Meta]})
            meta = replace(meta, carried=self._still_there(meta.carried))
        self.add(
            replace(
                meta,
                evaluated=meta.evaluated or self.evaluated,
                carried=[*meta.carried, *self._carried(edition, language)],
            )
        )
        with open_output(self.output, force=self.force, disk=self._disk) as file:
            self._assemble(file, language)

    def _still_there(self, carried: Sequence[Carried]) -> list[Carried]:
        """What was carried over before, of records that are in this dossier."""
        ids = {table: set(self._ids(table)) for table in {entry.table for entry in carried} & self._spools.keys()}
        return [entry for entry in carried if entry.record in ids.get(entry.table, ())]

    def _ids(self, table: str) -> Iterator[str]:
        """The ids of the records of a table that are written."""
        spool, decoder = self._spools[table], msgspec.json.Decoder(TABLES[table])
        spool.seek(0)
        yield from (decoder.decode(line).id for line in spool)
        spool.seek(0, os.SEEK_END)

    def _carried(self, edition: str, language: str) -> Iterator[Carried]:
        """What changed of claims only in that a file of schema 2 says more of them."""
        if not self.former_hashes:
            return
        spool, decoder = self._spools["evidence"], msgspec.json.Decoder(Evidence)
        spool.seek(0)
        for line in spool:
            evidence = decoder.decode(line)
            before = self.former_hashes.get(evidence.id)
            if before:
                complete(evidence, language)
                after = hash_of(evidence)
                if after != before:
                    yield Carried(
                        table="evidence", record=evidence.id, from_=before, to=after, edition=edition, why="schema 2"
                    )
        spool.seek(0, os.SEEK_END)

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
