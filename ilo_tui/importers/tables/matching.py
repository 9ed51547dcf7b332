"""Which record of a file is which record of the dossier before: by its id, by all that it says, by what it states."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ilo_tui.core.text import name_key
from ilo_tui.dossier.model import Alignment, Evidence

R = TypeVar("R", Evidence, Alignment)
_POSITION = re.compile(r"\b(?:result|indicator|tag|sector|policy-marker)\[\d+\]")


def is_position(record: Evidence | Alignment) -> bool:
    """Whether the place of a record is a position in the file that was read, as version 0.1 made them."""
    return bool(_POSITION.search(record.locator or ""))


def matched(records: Sequence[R], before: Sequence[R], fixed: Container[str]) -> Iterator[R]:
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
    return _content_key(record, None if is_position(record) else record.locator or "")


def _content_key(record: Evidence | Alignment, place: str | None) -> bytes:
    """One key for a record: its languages, figures and lines of words in any order, without copies in a language."""
    # What schema 1 needs of a record, and this one lacks, is no part of what it says.
    plain = {name: value for name, value in _spoken(msgspec.to_builtins(record)).items() if value is not None}
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
