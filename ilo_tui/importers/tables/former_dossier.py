"""The dossier that an import replaces: its records keep their ids, and with them the decisions made on them.

A record is known by its id, else by all that it says, else by what it states and where that stands. Version 0.1 made
ids and places of positions (`x.e3`, `x.r1.i2`, `result[2]`); such a record is known by what it says and stays as it is.

A dossier of schema 1 becomes one of schema 2. A claim of it is the same as long as all that schema 1 says of it is, and
takes over what only schema 2 says; the hash that it had is in `hashes`, so that the new dossier can name both. Of a
claim of schema 2 what the files cannot give, such as a note, stays as it is in the dossier before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from ilo_tui.core.errors import OutputError
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.codec import ReadOnlyStorage, Tables, decode_documents, schema_of
from ilo_tui.dossier.errors import Fault, UnreadableError
from ilo_tui.dossier.model import SCHEMA, TABLES, Actor, Aim, Alignment, Evidence, Meta, Programme, Source
from ilo_tui.importers.tables.matching import is_position, matched
from ilo_tui.importers.tables.upgrade import NEW_OF_EVIDENCE, as_schema1, as_schema2, with_fields, without
from ilo_tui.review.hashing import hash_of

R = TypeVar("R", Evidence, Alignment)
_NEW = frozenset(NEW_OF_EVIDENCE)
_LARGEST = 1 << 30
_COUNTED = {"evidence": N_("claims"), "alignments": N_("alignments")}


@dataclass(frozen=True)
class Comparison:
    """What became of the claims and alignments of the dossier before; plain data.

    `counts` is by table and then `kept`, `changed` or `new`, `gone` by table; `placed` of those kept have a place that
    is a position in a file read before.
    """

    counts: dict[str, Counter[str]]
    missing: dict[str, int]
    placed: int

    def localise(self, tr: Translator) -> list[str]:
        """The account in lines."""
        lines = []
        for table, name in _COUNTED.items():
            counts = {**dict.fromkeys(("kept", "changed", "new"), 0), **self.counts[table], "gone": self.missing[table]}
            if any(counts.values()):
                message = N_("{name}: {kept} as in the dossier before, {changed} changed, {new} new, {gone} gone")
                lines.append(tr(message, name=tr(name), **{key: tr.number(n) for key, n in counts.items()}))
        if self.placed:
            message = N_("{n} records keep the place (such as result[2]) that they had in the file read before")
            lines.append(tr(message, n=tr.number(self.placed)))
        return lines


class FormerDossier:
    """The records of the dossier at an import's output, and the account of what becomes of them."""

    def __init__(self, raws: dict[str, dict[str, msgspec.Raw]]) -> None:
        """Hold undecoded tables, as `ReadOnlyStorage.raws` gives them; faulty documents are in `faults`."""
        self.raws = raws
        self._is_schema_1 = schema_of(raws.get("meta", {}).values(), unnamed=1) < SCHEMA
        self.not_given: frozenset[str] = frozenset()
        """The fields of claims that the files cannot give."""
        self.as_before: Callable[[Evidence], Evidence] = as_schema1
        """What version 0.1 would have made of the same claim."""
        self.hashes: dict[str, str] = {}
        self.tables: Tables
        self.faults: list[Fault]
        self.tables, self.faults = decode_documents(raws)
        self.counts: dict[str, Counter[str]] = {table: Counter() for table in _COUNTED}
        self.placed = 0
        self._seen: set[str] = set()

    def release_documents(self) -> None:
        """Let go of the undecoded documents, which are as large as the file, once nothing asks for them any more."""
        self.raws = {}

    @property
    def meta(self) -> Meta | None:
        """What it says of itself."""
        return next((record for record in self.tables["meta"].values() if isinstance(record, Meta)), None)

    @property
    def language(self) -> str:
        """The default language: another one would change every record."""
        return self.meta.default_language if self.meta else ""

    def ident(self, kind: str) -> str:
        """The id of the dossier, which its sessions name, where it was imported as the same kind; else empty."""
        return self.meta.id if self.meta and self.meta.id.startswith(f"{kind}-") else ""

    @cached_property
    def programmes(self) -> list[Programme]:
        """Its programmes."""
        return [programme for programme in self.tables["programmes"].values() if isinstance(programme, Programme)]

    @cached_property
    def sources(self) -> list[Source]:
        """Its sources."""
        return [source for source in self.tables["sources"].values() if isinstance(source, Source)]

    @cached_property
    def source_ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(source.id for source in self.sources)

    @cached_property
    def evidence_ids(self) -> frozenset[str]:
        """The ids of its claims."""
        return frozenset(record.id for record in self.tables["evidence"].values())

    def evidence(self, programme: str) -> list[Evidence]:
        """The claims about a programme."""
        return self._evidence.get(programme, [])

    def alignments(self, programme: str) -> list[Alignment]:
        """The alignments of a programme."""
        return self._alignments.get(programme, [])

    @cached_property
    def _evidence(self) -> dict[str, list[Evidence]]:
        by_programme: defaultdict[str, list[Evidence]] = defaultdict(list)
        for evidence in self.tables["evidence"].values():
            if isinstance(evidence, Evidence):
                by_programme[evidence.programme or ""].append(evidence)
        return by_programme

    @cached_property
    def _alignments(self) -> dict[str, list[Alignment]]:
        by_programme: defaultdict[str, list[Alignment]] = defaultdict(list)
        for alignment in self.tables["alignments"].values():
            if isinstance(alignment, Alignment):
                by_programme[alignment.programme or ""].append(alignment)
        return by_programme

    @cached_property
    def actors(self) -> list[Actor]:
        """Its actors, with all that is said of them; none of schema 1."""
        return [actor for actor in self.tables.get("actors", {}).values() if isinstance(actor, Actor)]

    @cached_property
    def aims(self) -> list[Aim]:
        """Its aims; none of schema 1."""
        return [aim for aim in self.tables.get("aims", {}).values() if isinstance(aim, Aim)]

    def reconcile_alignments(self, alignments: Sequence[Alignment], programme: str) -> list[Alignment]:
        """The alignments of a programme, those that were there as they were or under their old id."""
        before = self.alignments(programme)
        reconciled = list(matched(alignments, before, frozenset()))
        self._count("alignments", reconciled, before)
        return reconciled

    def reconcile_evidence(
        self, evidence_list: Sequence[Evidence], programme: str, fixed: Container[str] = frozenset()
    ) -> list[Evidence]:
        """The claims about a programme, those that were there as they were or under their old id.

        Ids that are `fixed` stay, whatever the record says.
        """
        before = self.evidence(programme)
        known = {evidence.id: evidence for evidence in before}
        bare, bare_before = self._comparable(evidence_list), self._comparable_before(before, evidence_list)
        former = {id(record): known[record.id] for record in bare_before}
        reconciled = []
        for evidence, result in zip(evidence_list, matched(bare, bare_before, fixed), strict=True):
            if old := former.get(id(result)):
                reconciled.append(self._same(old, evidence))
            else:
                reconciled.append(self._changed(known.get(result.id), evidence, result.id))
        self._count("evidence", reconciled, before)
        return reconciled

    def _comparable(self, evidence_list: Sequence[Evidence]) -> list[Evidence]:
        """Claims as far as they can be compared with those before."""
        if self._is_schema_1:
            return list(map(self.as_before, evidence_list))
        return [without(evidence, self.not_given) for evidence in evidence_list]

    def _comparable_before(self, before: Sequence[Evidence], evidence_list: Sequence[Evidence]) -> list[Evidence]:
        """The claims before as far as they can be compared: schema 2 does not ask how far they are trusted."""
        if not self._is_schema_1:
            return [without(evidence, self.not_given) for evidence in before]
        confident = any(self.as_before(evidence).confidence for evidence in evidence_list)
        return [evidence if confident else replace(evidence, confidence=None) for evidence in before]

    def _same(self, old: Evidence, evidence: Evidence) -> Evidence:
        """A claim that was there before; of schema 1 with what only the new one says."""
        if not self._is_schema_1:
            return old
        upgraded = as_schema2(old)
        page = evidence.excerpt.page if evidence.excerpt else None
        excerpt = replace(upgraded.excerpt, page=page) if upgraded.excerpt else None
        self.hashes[old.id] = hash_of(old)
        year = None if evidence.start else upgraded.year
        return replace(
            with_fields(upgraded, evidence, _NEW), excerpt=excerpt, confidence=evidence.confidence, year=year
        )

    def _changed(self, old: Evidence | None, evidence: Evidence, ident: str) -> Evidence:
        """A claim that is new, or that says something else than before; then what files cannot give stays."""
        created = replace(evidence, id=ident)
        if old is None or self._is_schema_1:
            return created
        retained = self.not_given - {"start", "end"} if evidence.year is not None else self.not_given
        return with_fields(created, old, retained)

    def _count(self, table: str, records: Sequence[R], before: Sequence[R]) -> None:
        known = {record.id: record for record in before}
        for record in records:
            self._seen.add(record.id)
            old = known.get(record.id)
            is_same = old is record or record.id in self.hashes
            self.counts[table]["new" if old is None else "kept" if is_same else "changed"] += 1
            self.placed += is_same and is_position(record)

    def comparison(self) -> Comparison:
        """What became of its records, once all are imported."""
        missing = {
            table: sum(record.id not in self._seen for record in self.tables[table].values()) for table in _COUNTED
        }
        return Comparison(self.counts, missing, self.placed)


def read_former_dossier(output: Path, *, replace_all: bool) -> FormerDossier | None:
    """The dossier that is at `output` already; None where there is none, or nothing that could be one.

    What cannot be looked through, for it is too large, locked or of a newer program, is refused, or with `replace_all`
    replaced unseen.
    """
    try:
        size = output.stat().st_size if output.is_file() else 0
    except OSError:
        size = 0
    if not size:
        return None
    try:
        reason = "" if size <= _LARGEST else N_("it is too large to find out what would be lost of it")
        if not reason:
            return FormerDossier(ReadOnlyStorage(output).raws())
    except UnreadableError:
        reason = N_("it may be a dossier, but cannot be read to find out what would be lost of it")
        if _is_none(output):
            return None
    if not replace_all:
        raise OutputError.of(output, reason, N_("Name another file after -o, or add --replace-all."))
    return None


def _is_none(path: Path) -> bool:
    """Whether a file that is no readable dossier is none at all: it can be read, and is no JSON with such tables."""
    try:
        documents = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, msgspec.Raw]])
    except OSError:
        return False
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return True
    return documents.keys().isdisjoint(TABLES)
