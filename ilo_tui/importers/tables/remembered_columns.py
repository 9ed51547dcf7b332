"""What the columns of somebody's own table mean: said once by `--column OURS=THEIRS`, remembered by the header.

The file is in the state folder. One that cannot be read counts as empty: it holds nothing that cannot be said again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import read_small
from ilo_tui.core.folders import state_folder
from ilo_tui.core.output import json_bytes
from ilo_tui.core.text import name_key
from ilo_tui.importers.tables.ids import digest
from ilo_tui.review.state_files import exclusive, store

SCHEMA = 1
_MOST = 200


class _File(msgspec.Struct, frozen=True):
    """The content of the file: by the hash of a header what its columns are here."""

    schema: int
    headers: dict[str, dict[str, str]]


class RememberedColumns:
    """What headers mean, as it was said; `supplied` is what is said now, by the name of the column as it is seen."""

    def __init__(self, supplied: Mapping[str, str], state: Path | None = None, disk: Disk = DISK) -> None:
        """Look into the state folder, and keep there what turns out to be used."""
        self._state, self._disk = state or state_folder(), disk
        self._supplied = {name_key(theirs): ours for theirs, ours in supplied.items()}
        self._known: dict[str, dict[str, str]] | None = None
        self._used: dict[str, dict[str, str]] = {}

    @property
    def path(self) -> Path:
        """Where it is remembered."""
        return self._state / "columns.json"

    def meanings(self, header: Sequence[str]) -> dict[str, str]:
        """The columns of the format by the names in a header, in the letters of `name_key`."""
        if self._known is None:
            self._known = self._load()
        names = set(map(name_key, header))
        supplied = {theirs: ours for theirs, ours in self._supplied.items() if theirs in names}
        return {**self._known.get(_key(header), {}), **supplied}

    def unused(self, headers: Sequence[Sequence[str]]) -> list[str]:
        """The names that were said and stand in none of these headers."""
        present = {name_key(name) for header in headers for name in header}
        return [theirs for theirs in self._supplied if theirs not in present]

    def use(self, header: Sequence[str]) -> bool:
        """Keep what was said of a header for `remember`; whether anything of it is from another time."""
        meanings = self.meanings(header)
        if meanings:
            self._used[_key(header)] = meanings
        return bool(meanings.keys() - self._supplied.keys())

    def remember(self) -> None:
        """Write down what was said and used, for the next table of the same header; raises `SaveFailedError`."""
        if self._disk.read_only or not any((self._known or {}).get(key) != value for key, value in self._used.items()):
            return
        with exclusive(self._state, self._disk):
            headers = {**{key: value for key, value in self._load().items() if key not in self._used}, **self._used}
            latest = dict(list(headers.items())[-_MOST:])
            store(self.path, json_bytes(_File(SCHEMA, latest)), self._disk)

    def _load(self) -> dict[str, dict[str, str]]:
        try:
            content = msgspec.json.decode(read_small(self.path), type=_File)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return {}
        return content.headers if content.schema == SCHEMA else {}


def _key(header: Sequence[str]) -> str:
    """The hash of a header: the names in it, in their order, as they are seen."""
    names = [name_key(name) for name in header]
    while names and not names[-1]:
        names.pop()
    return digest(msgspec.json.encode(names).decode(), 16)


def said_columns(texts: Sequence[str]) -> dict[str, str]:
    """What `OURS=THEIRS` of the command line says, by THEIRS."""
    pairs = [text.partition("=") for text in texts]
    return {theirs: ours.strip() for ours, _, theirs in pairs}
