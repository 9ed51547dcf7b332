"""Reading a dossier file: TinyDB's contract for tools, and straight into frozen records for the app.

A dossier is never written here. `read()` gives TinyDB plain dicts; `records()` decodes the same bytes once into
structs. msgspec stops at the first fault and hides keys, so on a fault everything is decoded again record by record and
field by field, from raw JSON, and every fault is named.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from errno import EFBIG, EINVAL
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from tinydb.storages import Storage

from ilo_tui.core.disk import ReadOnlyError
from ilo_tui.core.files import read_small
from ilo_tui.core.translator import N_
from ilo_tui.dossier.errors import Fault, FaultyError, UnreadableError, from_msgspec
from ilo_tui.dossier.model import SCHEMA, TABLES, Record
from ilo_tui.dossier.schema1 import kinds_of

Tables = dict[str, dict[str, Record]]
"""Records by table and TinyDB document id."""

LARGEST = 2 * 2**30
"""The largest dossier that is read, in bytes: one of a hundred thousand claims is a tenth of it."""
_NO_DOSSIER: dict[int | None, str] = {
    EFBIG: N_("it is larger than {n} MB, so it is no dossier"),
    EINVAL: N_("it is no file but a pipe or a device"),
}
_PIECE = 1 << 20
_BYTE = r"\(byte (\d+)\)"


class ReadOnlyStorage(Storage):
    """A TinyDB storage that reads a dossier and refuses to write to it."""

    def __init__(self, path: str | Path) -> None:
        """Read from `path`; nothing is opened yet."""
        self.path = Path(path)

    def content(self) -> bytes:
        """The file as it is, or an `UnreadableError`."""
        try:
            # Some editors write a byte order mark, which JSON does not know.
            return read_small(self.path, LARGEST).removeprefix(BOM_UTF8)
        except FileNotFoundError:
            raise self._unreadable(N_("there is no such file"), N_("Check the name after --dossier.")) from None
        except IsADirectoryError:
            raise self._unreadable(N_("this is a folder"), N_("Name the dossier file in it.")) from None
        except (OSError, ValueError) as error:
            if message := _NO_DOSSIER.get(getattr(error, "errno", None)):
                raise self._unreadable(message, N_("Check the name after --dossier."), n=LARGEST >> 20) from None
            reason = getattr(error, "strerror", None) or str(error)
            mend = N_("Check the rights to the file, or copy it to another folder.")
            raise self._unreadable(N_("it cannot be read ({reason})"), mend, reason=reason) from None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Plain dicts by table and document id, as TinyDB expects; None of an empty file."""
        data = self.content()
        return self._decode(data, dict[str, dict[str, Any]]) if data.strip() else None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> NoReturn:
        """Refuse: a dossier is never changed."""
        raise ReadOnlyError(self.path)

    def records(self) -> Tables:
        """Every record as a struct; `FaultyError` names all that cannot be one."""
        tables, faults = self.decode_documents()
        if faults:
            raise FaultyError(self.path, faults)
        return tables

    def decode_documents(self) -> tuple[Tables, list[Fault]]:
        """The records that can be decoded, and the faults of those that cannot."""
        return decode_documents(self.raws())

    def _check_encoding(self, data: bytes) -> None:
        """Text in another encoding is reported before anything is made of it: msgspec decodes texts late."""
        try:
            if is_utf8(data):
                return
            data.decode()
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            mend = N_("Save it as UTF-8 with a text editor.")
            raise self._unreadable(N_("it is not UTF-8 at line {line}"), mend, line=line) from None

    def raws(self) -> dict[str, dict[str, msgspec.Raw]]:
        """The documents, still undecoded, by table and document id; checks the schema number."""
        data = self._some()
        self._check_encoding(data)
        tables: dict[str, dict[str, msgspec.Raw]] = self._decode(data, dict[str, dict[str, msgspec.Raw]])
        if not TABLES.keys() & tables.keys():
            raise self._no_dossier()
        self.check_schemas(tables.get("meta", {}).values())
        return tables

    def split(self) -> tuple[dict[str, msgspec.Raw], int]:
        """The tables of a dossier, undecoded, and its schema, a known one; texts are not checked for their encoding."""
        tables: dict[str, msgspec.Raw] = self._decode(self._some(), dict[str, msgspec.Raw])
        metas: dict[str, msgspec.Raw] = self._decode(tables.get("meta", b"{}"), dict[str, msgspec.Raw])
        self.check_schemas(metas.values())
        return tables, schema_of(metas.values())

    def check_schemas(self, metas: Iterable[msgspec.Raw]) -> None:
        """Raise `UnreadableError` where one of these undecoded documents names a schema that is not known yet."""
        for raw in metas:
            self._check_schema(raw)

    def read_head(self, size: int) -> bytes:
        """The first `size` bytes of the file; raises `OSError`."""
        with self.path.open("rb") as file:
            return file.read(size).removeprefix(BOM_UTF8)

    def _some(self) -> bytes:
        """The file, which is not empty."""
        data = self.content()
        if not data[:_PIECE].strip(b" \t\r\n\0\xef\xbb\xbf") and not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
            raise self._unreadable(N_("the file is empty"), N_("Copy it again from where it came."))
        return data

    def _check_schema(self, raw: msgspec.Raw) -> None:
        if (schema := schema_of([raw])) > SCHEMA:
            raise self._unreadable(
                N_("it is of schema {schema}; this program reads up to schema {known}"),
                N_("Open it with a newer ilo-tui."),
                schema=schema,
                known=SCHEMA,
            )

    def _decode(self, data: bytes | msgspec.Raw, kind: Any) -> Any:
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.ValidationError:
            raise self._no_dossier() from None
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise self._not_json(data, str(error)) from None

    def _no_dossier(self) -> UnreadableError:
        return self._unreadable(
            N_("this is JSON, but not a dossier: tables of numbered documents are expected"),
            N_("A dossier is a TinyDB file; `ilo-tui schema` prints its format."),
        )

    def _not_json(self, data: bytes, reason: str) -> UnreadableError:
        mend = N_("Copy the file again, or mend it with a text editor.")
        if position := re.search(_BYTE, reason):
            before = data[: int(position[1])]
            line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
            message = N_("it is not JSON at line {line}, column {column} ({reason})")
            return self._unreadable(
                message, mend, line=line, column=column, reason=re.sub(_BYTE, "", reason).strip(" :")
            )
        return self._unreadable(N_("it is not JSON ({reason})"), mend, reason=reason)

    def _unreadable(self, message: str, mend: str, **values: object) -> UnreadableError:
        return UnreadableError(self.path, message, mend, **values)


def decode_documents(raws: Mapping[str, Mapping[str, msgspec.Raw]]) -> tuple[Tables, list[Fault]]:
    """The records that can be decoded from undecoded documents, and the faults of those that cannot."""
    tables: Tables = {name: {} for name in TABLES}
    faults = list(_document_faults(raws))
    for name, kind in kinds_of(schema_of(raws.get("meta", {}).values())).items():
        rows = raws.get(name, {})
        decode = decoder(kind).decode
        try:
            tables[name] = {doc: decode(raw) for doc, raw in rows.items()}
        except (msgspec.MsgspecError, RecursionError, ValueError):
            bad = {doc: list(_field_faults(name, kind, doc, raw)) for doc, raw in rows.items()}
            faults += [fault for document_faults in bad.values() for fault in document_faults]
            tables[name] = {doc: decode(raw) for doc, raw in rows.items() if not bad[doc]}
    if not raws.get("meta"):
        faults.insert(0, Fault("meta", "", "", N_("there is no document that says what dossier this is")))
    return tables, faults


class _Schema(msgspec.Struct):
    """What a `meta` document says of its schema; its other keys are skipped."""

    schema: int


def schema_of(metas: Iterable[msgspec.Raw], unnamed: int = SCHEMA) -> int:
    """The schema that the first of these undecoded `meta` documents names; `unnamed` where none names any."""
    for raw in metas:
        with suppress(msgspec.MsgspecError, RecursionError):
            named: _Schema = decoder(_Schema).decode(raw)
            return named.schema
    return unnamed


def is_utf8(data: bytes, pause: Callable[[], None] = lambda: None) -> bool:
    """Whether all of it is UTF-8, looked at in pieces: a hundred megabytes as text would take a few hundred more."""
    if data.isascii():
        return True
    decode = getincrementaldecoder("utf-8")().decode
    try:
        for start in range(0, len(data), _PIECE):
            decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
            pause()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=64)
def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """A decoder of one type, made once."""
    return msgspec.json.Decoder(kind)


def _document_faults(raws: Mapping[str, Mapping[str, msgspec.Raw]]) -> Iterator[Fault]:
    """TinyDB numbers its documents: any other key is a fault."""
    for table, rows in raws.items():
        for doc in rows:
            if not (doc.isascii() and doc.isdigit()):
                yield Fault(table, doc, "", N_("a document's key must be a whole number"))


def _field_faults(table: str, kind: type[Record], doc: str, raw: msgspec.Raw) -> Iterator[Fault]:
    """Every faulty field of one document, each decoded on its own."""
    try:
        fields: dict[str, msgspec.Raw] = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        yield from_msgspec(table, doc, "", "", str(error))
        return
    ident = _plain_id(fields.get("id"))
    for spec in msgspec.structs.fields(kind):
        if spec.encode_name not in fields:
            if spec.required:
                yield from_msgspec(table, doc, ident, "", f"Object missing required field `{spec.encode_name}`")
            continue
        try:
            decoder(spec.type).decode(fields[spec.encode_name])
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            yield from_msgspec(table, doc, ident, spec.encode_name, str(error))


def _plain_id(raw: msgspec.Raw | None) -> str:
    try:
        ident = msgspec.json.decode(raw) if raw is not None else ""
    except (msgspec.MsgspecError, RecursionError):
        return ""
    return ident if isinstance(ident, str) else ""
