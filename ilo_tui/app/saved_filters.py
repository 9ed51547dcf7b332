"""Filters that a person saved by name: of each dossier in a file of its own in the state folder, written durably.

A file that cannot be read as what it should be is named, counts as empty, and is set aside under another name before
anything is written in its place; one of a newer version is not touched at all. Names in it may be anything.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from pathlib import Path

import msgspec
from msgspec import Struct

from ilo_tui.core.disk import DISK, Disk, disk_for
from ilo_tui.core.files import SMALL, move_file, read_small
from ilo_tui.core.folders import state_folder
from ilo_tui.core.ids import hashed_stem
from ilo_tui.core.output import json_bytes
from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean, name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.errors import ReviewError, save_failed
from ilo_tui.review.model import UNDECODABLE
from ilo_tui.review.state_files import exclusive, store

SCHEMA = 1
LONGEST_NAME, MOST = 60, 200
_STAYS = N_("What is in it stays: it is set aside under another name once a filter is saved.")
_DELETE = N_("Delete one first.")


class SavedFilterError(ReviewError):
    """A filter that cannot be saved under a name, a name that none has, or a file that is none of saved filters."""


class SavedFilter(Struct, frozen=True):
    """A filter as it was typed, under the name that somebody gave it."""

    name: str
    text: str

    @property
    def key(self) -> str:
        """The same of all names that look alike."""
        return key_of_name(self.name)


class _FilterFile(Struct, frozen=True):
    """The content of the file: the dossier by its id, which the file's name does not tell."""

    schema: int
    dossier: str
    filters: list[SavedFilter]


class _Head(Struct):
    """What a file of every version has."""

    schema: int = SCHEMA


class SavedFilters:
    """The filters that are saved for one dossier. They are read at each look: another program may save one, too."""

    def __init__(self, state: Path, dossier: str, disk: Disk = DISK) -> None:
        """Keep them in the state folder `state` for the dossier of this id; nothing is made before one is saved."""
        self._state, self._dossier, self._disk = state, dossier, disk
        self.path = state / "filters" / f"{hashed_stem(dossier)}.json"
        self.fault: SavedFilterError | None = None
        """Why what is on the disk counts as empty; known after `load`."""
        self._newer = False

    def load(self) -> list[SavedFilter]:
        """Every filter, in the order in which they were saved first."""
        self.fault, self._newer = None, False
        try:
            return self._read()
        except FileNotFoundError:
            return []
        except SavedFilterError as error:
            self.fault = error
        except OSError as error:
            self.fault = self._error(N_("the saved filters cannot be read ({reason})"), reason=error.strerror or error)
        except UNDECODABLE as error:
            self.fault = self._error(N_("this file of saved filters is damaged ({reason})"), reason=error)
        return []

    def _read(self) -> list[SavedFilter]:
        data = read_small(self.path).removeprefix(BOM_UTF8)
        if msgspec.json.decode(data, type=_Head).schema > SCHEMA:
            self._newer = True
            message = N_("these saved filters are of a newer version")
            raise SavedFilterError(message, N_("Open it with a newer ilo-tui."), self.path)
        content = msgspec.json.decode(data, type=_FilterFile)
        if content.dossier != self._dossier:
            raise self._error(N_("these are saved filters of another dossier ({dossier})"), dossier=content.dossier)
        return content.filters

    def _error(self, message: str, **values: object) -> SavedFilterError:
        return SavedFilterError(message, _STAYS, self.path, **values)

    def find(self, name: str) -> SavedFilter | None:
        """The filter whose name looks like this one."""
        key = key_of_name(name)
        return next((saved for saved in self.load() if saved.key == key), None)

    def save(self, name: str, text: str) -> Path | None:
        """Keep a filter by name, durably, in place of one whose name looks the same.

        Where a file that could not be read was set aside for that, returns where it is now. Raises `SavedFilterError`
        and `SaveFailedError`; then everything is as it was.
        """
        added = SavedFilter(checked_name(name), " ".join(text.split()))
        with exclusive(self._state, self._disk):
            filters = self.load()
            places = [place for place, saved in enumerate(filters) if saved.key == added.key]
            if places:
                filters[places[0]] = added
            elif len(filters) < MOST:
                filters.append(added)
            else:
                raise SavedFilterError(N_("{n} filters are saved already"), _DELETE, n=len(filters))
            return self._write(filters)

    def delete(self, saved: SavedFilter) -> None:
        """Forget a filter; one that is not there any more is no error. Raises as `save` does."""
        with exclusive(self._state, self._disk):
            filters = self.load()
            if saved in filters:
                filters.remove(saved)
                self._write(filters)

    def _write(self, filters: list[SavedFilter]) -> Path | None:
        data = json_bytes(_FilterFile(SCHEMA, self._dossier, filters))
        if len(data) > SMALL:
            raise SavedFilterError(N_("all saved filters together may take {n} MB at most"), _DELETE, n=SMALL // 2**20)
        aside = self._set_aside()
        store(self.path, data, self._disk)
        return aside

    def _set_aside(self) -> Path | None:
        """Give a file that could not be read another name; None where there is none."""
        if self.fault is None:
            return None
        if self._newer:
            raise self.fault
        aside = self.path.with_name(f"{self.path.stem}.{os.urandom(4).hex()}.unreadable")
        try:
            move_file(self.path, aside, self._disk)
        except OSError as error:
            raise save_failed(self.path, error) from error
        return aside


def key_of_name(name: str) -> str:
    """What is the same of names that look alike; as in filters `_` may stand between words, and `@` before them."""
    return name_key(clean(name).replace("_", " ").strip().lstrip("@ "))


def checked_name(text: str) -> str:
    """A name as it is kept: in one line, without the sign that stands before it; `SavedFilterError` of none."""
    name = " ".join(clean(text).split()).lstrip("@ ")
    if not key_of_name(name) or len(name) > LONGEST_NAME:
        message = N_("a saved filter needs a name of 1 to {n} letters")
        raise SavedFilterError(message, N_("Write a name."), n=LONGEST_NAME)
    return name


def saved_filters_of(dossier: DossierReader, settings: Settings) -> SavedFilters:
    """Those of this installation for a dossier; with `--read-only` nothing is written."""
    return SavedFilters(state_folder(), dossier.meta.id, disk_for(read_only=settings.flag("read_only")))
