"""A dossier in memory: its records by id and the few ways in which they are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ilo_tui.dossier.codec import ReadOnlyStorage, Tables
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.model import (
    Alignment,
    Dimension,
    Evidence,
    Indicator,
    Meta,
    Policy,
    Programme,
    Provision,
    Record,
    Scale,
    Source,
    Suggestion,
)

R = TypeVar("R", bound=Record)

DOSSIER = "dossier"
"""What a filter is of that is not about one kind of record, but carried from tab to tab."""


def default_path() -> Path:
    """Where the dossier that ships with the program is: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "data" / "db.json"
    return inside if inside.exists() else package.parent / "data" / "db.json"


def load(path: Path) -> Dossier:
    """Read and check the dossier at `path`; raises `UnreadableError` or `FaultyError`.

    The one that ships with the program is proved sound by the tests, and not again at every start.
    """
    tables = ReadOnlyStorage(path).records()
    if path == default_path():
        return Dossier(tables, path)
    from ilo_tui.dossier.validation import check_tables

    if faults := check_tables(tables):
        raise FaultyError(path, faults)
    return Dossier(tables, path)


class Dossier:
    """Records by table, each a dict by id in the order of the file."""

    def __init__(self, tables: Tables, path: Path) -> None:
        """Hold checked `tables`, as `ReadOnlyStorage.records` gives them."""
        self.path = path
        self.meta = next(iter(_by_id(tables, "meta", Meta).values()))
        self.sources = _by_id(tables, "sources", Source)
        self.programmes = _by_id(tables, "programmes", Programme)
        self.dimensions = dict(sorted(_by_id(tables, "dimensions", Dimension).items(), key=lambda item: item[1].order))
        self.evidence = _by_id(tables, "evidence", Evidence)
        self.indicators = _by_id(tables, "indicators", Indicator)
        self.policies = _by_id(tables, "policies", Policy)
        self.alignments = _by_id(tables, "alignments", Alignment)
        self.suggestions = _by_id(tables, "suggestions", Suggestion)
        self.scales = _by_id(tables, "scales", Scale)

    def table(self, name: str) -> dict[str, Record]:
        """A table by its name in the file; raises `KeyError` of any other name."""
        if name == "meta":
            return {self.meta.id: self.meta}
        tables: dict[str, dict[str, Record]] = {
            "sources": {**self.sources},
            "programmes": {**self.programmes},
            "dimensions": {**self.dimensions},
            "evidence": {**self.evidence},
            "indicators": {**self.indicators},
            "policies": {**self.policies},
            "alignments": {**self.alignments},
            "suggestions": {**self.suggestions},
            "scales": {**self.scales},
        }
        return tables[name]

    def find(self, ident: str) -> Record | None:
        """The record of this id, of whatever table."""
        for table in (
            self.evidence,
            self.programmes,
            self.sources,
            self.policies,
            self.indicators,
            self.alignments,
            self.dimensions,
            self.suggestions,
            self.scales,
        ):
            if ident in table:
                return table[ident]
        return self.meta if ident == self.meta.id else None

    def provision(self, policy: str, ident: str | None) -> Provision | None:
        """A provision of a policy, by its id within the policy."""
        return next((provision for provision in self.policies[policy].provisions if provision.id == ident), None)

    @cached_property
    def evidence_by(self) -> dict[tuple[str, str], list[Evidence]]:
        """Evidence by `(field, id)`, e.g. `("programme", "clm")`; sources count wherever they are cited."""
        index: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for evidence in self.evidence.values():
            for field in ("programme", "policy", "indicator", "suggestion", "dimension"):
                if ident := getattr(evidence, field):
                    index[field, ident].append(evidence)
            for source in sources_of(evidence):
                index["source", source].append(evidence)
        return index

    def evidence_of(self, field: str, ident: str) -> list[Evidence]:
        """The evidence whose `field` (programme, policy, source, ...) is this id, in the order of the file."""
        return self.evidence_by.get((field, ident), [])

    @cached_property
    def alignments_by(self) -> dict[tuple[str, str], list[Alignment]]:
        """Alignments by `(field, id)`, e.g. `("policy", "c182")`."""
        index: defaultdict[tuple[str, str], list[Alignment]] = defaultdict(list)
        for alignment in self.alignments.values():
            for field in ("programme", "from_policy", "policy", "source"):
                if ident := getattr(alignment, field):
                    index[field, ident].append(alignment)
        return index

    def alignments_of(self, field: str, ident: str) -> list[Alignment]:
        """The alignments whose `field` (programme, from_policy, policy, source) is this id."""
        return self.alignments_by.get((field, ident), [])


def sources_of(evidence: Evidence) -> list[str]:
    """Every source that bears a claim, each once, the main one first."""
    return list(dict.fromkeys([evidence.source, *(cite.source for cite in evidence.other_sources)]))


def is_method(evidence: Evidence) -> bool:
    """Whether a claim is about the framework itself, and so nothing that a reviewer gives a verdict on.

    That is a published or editorial claim tied to a dimension alone; the thesis's claims of that kind are about the
    whole of what it judges.
    """
    tied = evidence.programme or evidence.policy or evidence.indicator or evidence.suggestion
    return not tied and evidence.origin in {"source", "editor"}


def is_judged(evidence: Evidence) -> bool:
    """Whether a claim belongs into verdict queues: not one about method, nor one about a suggestion."""
    return not is_method(evidence) and (evidence.suggestion is None or evidence.programme is not None)


def count_stances(evidence: Iterable[Evidence]) -> tuple[int, int, int]:
    """How many claims support, contradict, and give context."""
    counts = {"supports": 0, "contradicts": 0, "context": 0}
    for record in evidence:
        counts[record.stance] += 1
    return counts["supports"], counts["contradicts"], counts["context"]


def strings(value: object) -> Iterator[str]:
    """Every string inside a record, a list or a text by language, for searching."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from strings(getattr(value, name))


def _by_id(tables: Tables, name: str, kind: type[R]) -> dict[str, R]:
    return {record.id: record for record in tables.get(name, {}).values() if isinstance(record, kind)}
