"""What would be lost if an import replaced a dossier: all in it that such files cannot give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, get_args

from ilo_tui.core.errors import OutputError, Problem
from ilo_tui.core.languages import SOURCE
from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import schema_of
from ilo_tui.dossier.model import (
    TABLES,
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Meta,
    Policy,
    Programme,
    Record,
    Scale,
    Source,
    SourceKind,
)
from ilo_tui.dossier.parts import Texts
from ilo_tui.dossier.schema1 import kinds_of
from ilo_tui.dossier.unknown_keys import unknown_keys
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.framework import Framework

_TITLES = ("Evidence from ", "Activities ", "References from ")
_MARKERS = ("dac-marker.", "own-marker.")
_PLAIN_KINDS = {"publication", "evidence-table", *get_args(SourceKind)}
"""The kinds of sources that a table gives, or gave in version 0.1."""
_NAMES = {
    "policies": N_("policies: {n}"),
    "alignments": N_("alignments: {n}"),
    "indicators": N_("indicators: {n}"),
    "suggestions": N_("suggestions: {n}"),
    "evidence": N_("claims of another origin, or about more than a programme: {n}"),
    "programmes": N_("programmes of which more is said: {n}"),
    "sources": N_("sources of which more is said: {n}"),
    "dimensions": N_("dimensions of its own, or with conclusions: {n}"),
    "scales": N_("scales of its own: {n}"),
    "aims": N_("aims: {n}"),
    "findings": N_("findings: {n}"),
    "meta": N_("a title or licence of its own: {n}"),
    "faulty": N_("documents with faults, which cannot be compared: {n}"),
    "keys": N_("keys that this program does not know: {n}"),
}


class Coverage(Protocol):
    """Says which records the files of an import can give again."""

    def covers(self, record: Record) -> bool:
        """Whether a record may come from such a file."""
        ...


@dataclass(frozen=True)
class ImportCoverage:
    """What one kind of file gives: the origin of its claims, its framework, the policies that it can name itself.

    Of `tables` the files have a sheet each, which gives all that can be said of their records.
    """

    origin: str
    framework: Framework
    policies: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()

    def covers(self, record: Record) -> bool:
        """Whether a record may come from such a file."""
        return isinstance(record, self._supplied) or self._gives(record)

    def _gives(self, record: Record) -> bool:
        match record:
            case Actor():
                # What is said of actors stays, whatever the files say.
                replaceable = True
            case Aim():
                # A table gives aims, and those that it does not give stay.
                replaceable = self.origin == "source"
            case Evidence():
                replaceable = self._evidence(record)
            case Policy():
                # Policy markers, goals, and what the vocabulary names.
                replaceable = self.origin == "iati" and (record.id in self.policies or record.id.startswith(_MARKERS))
            case Alignment():
                replaceable = record.origin == self.origin == "iati"
            case Programme():
                replaceable = self._programme(record)
            case Source():
                more = (record.note, record.data_of, record.no_copy)
                plain = more == (None, None, None) and (record.kind in _PLAIN_KINDS)
                replaceable = self.origin == "iati" or plain or record.id in self.framework.ids
            case Dimension() | Scale():
                replaceable = _plain(record) in [_plain(model) for model in self._framework]
            case Meta():
                replaceable = not record.licence and record.title.get(SOURCE, _TITLES[0]).startswith(_TITLES)
            case _:
                replaceable = False
        return replaceable

    @property
    def _supplied(self) -> tuple[type[Record], ...]:
        return tuple(TABLES[table] for table in self.tables)

    @property
    def _framework(self) -> list[Dimension | Scale]:
        return [*self.framework.dimensions, *self.framework.scales]

    def _evidence(self, evidence: Evidence) -> bool:
        """Claims about programmes, of its own origin."""
        more = (
            evidence.policy
            or evidence.indicator
            or evidence.suggestion
            or (self.origin == "source" and evidence.other_sources)
            or (self.origin == "iati" and (evidence.same_as or evidence.aim or evidence.data_of))
        )
        return evidence.origin == self.origin and not more

    def _programme(self, programme: Programme) -> bool:
        """A table says no more than a name and a summary."""
        more = (
            programme.period
            or programme.places
            or programme.identifier
            or programme.status
            or programme.orgs
            or programme.related
        )
        return programme.kind == "programme" and not programme.partners and (self.origin == "iati" or not more)


def _plain(record: Dimension | Scale) -> object:
    """What makes a scale or dimension another one: its codes, and its words in English."""
    if isinstance(record, Dimension):
        texts = (record.name, record.definition, record.question, record.conclusion.text)
        return (record.id, *map(_english, texts))
    values = [
        (value.code, value.key, value.rank, _english(value.label), _english(value.definition))
        for value in record.values
    ]
    return (record.id, record.kind, record.applies_to, _english(record.question), values)


def _english(texts: Texts) -> str | None:
    """The English of a text, as far as it is no copy from another language."""
    english = texts.get(SOURCE)
    return None if english and english.startswith("[") else english


def refuse_losses(former: FormerDossier, coverage: Coverage, output: Path) -> None:
    """Raise `OutputError`, with a line for each kind of record, where an import would lose some."""
    lost = Counter(_lost(former, coverage))
    if not lost:
        return
    message = N_("replacing it would lose what the files cannot give")
    mend = N_("Name another file after -o, or add --replace-all to lose it.")
    lines = [
        Problem(str(output), _NAMES.get(table, N_("{table}: {n}")), values={"n": n, "table": table})
        for table, n in lost.items()
    ]
    raise OutputError([Problem(str(output), message, mend), *lines])


def _lost(former: FormerDossier, coverage: Coverage) -> Iterator[str]:
    """The table of each document that would be lost; `faulty` and `keys` for what is in none that is read."""
    for table, rows in former.tables.items():
        for record in rows.values():
            if not coverage.covers(record):
                yield table
    known = kinds_of(schema_of(former.raws.get("meta", {}).values()))
    for table, documents in former.raws.items():
        if table not in known:
            yield from [table] * len(documents)
    yield from ["faulty" for _ in {(fault.table, fault.document) for fault in former.faults}]
    yield from ["keys" for hit in unknown_keys(former.raws) if hit.table in known]
