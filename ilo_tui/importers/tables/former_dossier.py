"""The dossier that an import replaces: its records keep their ids, and with them the decisions made on them.

A record is known by its id, else by all that it says, else by what it states and where that stands. Version 0.1 made
ids and places of positions (`x.e3`, `x.r1.i2`, `result[2]`); such a record is known by what it says and stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ilo_tui.core.errors import OutputError
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.codec import ReadOnlyStorage, Tables, decode_documents
from ilo_tui.dossier.errors import Fault, UnreadableError
from ilo_tui.dossier.model import TABLES, Alignment, Evidence, Meta, Programme, Source

R = TypeVar("R", Evidence, Alignment)
_LARGEST = 1 << 30
_POSITION = re.compile(r"\b(?:result|indicator|tag|sector|policy-marker)\[\d+\]")
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
    def _meta(self) -> Meta | None:
        return next((record for record in self.tables["meta"].values() if isinstance(record, Meta)), None)

    @property
    def language(self) -> str:
        """The default language: another one would change every record."""
        return self._meta.default_language if self._meta else ""

    def ident(self, kind: str) -> str:
        """The id of the dossier, which its sessions name, where it was imported as the same kind; else empty."""
        return self._meta.id if self._meta and self._meta.id.startswith(f"{kind}-") else ""

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

    def reconcile(
        self, table: str, records: Sequence[R], before: Sequence[R], fixed: Container[str] = frozenset()
    ) -> list[R]:
        """The records of a programme, those that were there `before` as they were or under their old id.

        Ids that are `fixed` stay, whatever the record says.
        """
        known = {record.id: record for record in before}
        matched = list(_matched(records, before, fixed))
        for record in matched:
            self._seen.add(record.id)
            old = known.get(record.id)
            self.counts[table]["new" if old is None else "kept" if old is record else "changed"] += 1
            self.placed += old is record and bool(_POSITION.search(record.locator or ""))
        return matched

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


def _matched(records: Sequence[R], before: Sequence[R], fixed: Container[str]) -> Iterator[R]:
    """Each record: as it was before where it says the same, under its old id where it states the same; else as it is.

    An id that stands on both sides is always the same record.
    """
    old = {record.id: record for record in before}
    fresh = [record for record in records if record.id not in old and record.id not in fixed]
    present = {record.id for record in records}
    rest = [record for record in before if record.id not in present]
    same = _paired(fresh, rest)
    used = {record.id for record in same.values()}
    alike = _only_matches(
        [record for record in fresh if record.id not in same], [record for record in rest if record.id not in used]
    )
    for record in records:
        if record.id in alike:
            yield replace(record, id=alike[record.id])
        else:
            known = old.get(record.id) or same.get(record.id)
            yield known if known and _former_content_key(known) in _content_keys(record) else record


def _paired(fresh: Sequence[R], rest: Sequence[R]) -> dict[str, R]:
    """By the ids of new records: the old ones that say the same, each once."""
    known: defaultdict[bytes, list[R]] = defaultdict(list)
    for old in reversed(rest):
        known[_former_content_key(old)].append(old)
    pairs: dict[str, R] = {}
    for record in fresh if known else ():
        waiting = next(filter(None, (known.get(content) for content in _content_keys(record))), None)
        if waiting:
            pairs[record.id] = waiting.pop()
    return pairs


def _only_matches(fresh: Sequence[R], rest: Sequence[R]) -> dict[str, str]:
    """By the ids of new records: the id of the only old one that states the same, where no other new one does."""
    counts = Counter(map(_statement_key, fresh))
    known: defaultdict[Hashable, list[R]] = defaultdict(list)
    for old in rest:
        known[_statement_key(old)].append(old)
    pairs = ((record, known.get(_statement_key(record), [])) for record in fresh if counts[_statement_key(record)] == 1)
    return {record.id: candidates[0].id for record, candidates in pairs if len(candidates) == 1}


def _statement_key(record: Evidence | Alignment) -> Hashable:
    """What a record states and where that stands; the rest is detail, which may be corrected."""
    if isinstance(record, Alignment):
        return (record.policy, record.provision, record.source)
    return (name_key(repr(sorted(_spoken(record.statement).items()))), record.source)


def _content_keys(record: Evidence | Alignment) -> tuple[bytes, bytes]:
    """All that a record says but its id, with its place and without."""
    return _content_key(record, record.locator or ""), _content_key(record, None)


def _former_content_key(record: Evidence | Alignment) -> bytes:
    """All that an old record says but its id; a place that was a position says nothing."""
    return _content_key(record, None if _POSITION.search(record.locator or "") else record.locator or "")


def _content_key(record: Evidence | Alignment, place: str | None) -> bytes:
    """One key for a record: its languages, figures and lines of words in any order, without copies in a language."""
    plain = _spoken(msgspec.to_builtins(record))
    plain.update(id="", locator=place)
    if figures := plain.get("figures"):
        plain["figures"] = sorted(figures, key=lambda figure: msgspec.json.encode(figure, order="sorted"))
    if excerpt := plain.get("excerpt"):
        plain["excerpt"] = {**excerpt, "text": sorted(excerpt["text"].split("\n"))}
    return msgspec.json.encode(plain, order="sorted")


def _spoken(value: Any) -> Any:
    """A value without the texts that are copies from another language, `[nl] ...`, as `complete` adds them."""
    if isinstance(value, list):
        return [_spoken(item) for item in value]
    if not isinstance(value, dict):
        return value
    texts = {text if isinstance(text, str) else "" for text in value.values()}
    if len(value) > 1 and len(texts) == 1 and texts != {""}:
        # The same in every language, a sign or a name: the copy has no mark.
        return {"*": texts.pop()}
    copies = {
        key
        for key, text in value.items()
        if isinstance(text, str) and text[:1] == "["
        for other, model in value.items()
        if text == f"[{other}] {model}"
    }
    return {key: _spoken(item) for key, item in value.items() if key not in copies}
