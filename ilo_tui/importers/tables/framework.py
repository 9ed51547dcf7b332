"""The framework that every imported dossier brings along: scales, and output, outcome and impact.

Scales are those of the built-in dossier, or of the one that is named as the frame. The built-in one's dimensions speak
of its own subject ("here, a change in child labour") and carry its own conclusions, so that only their names, the
publication behind them and the part of their definitions that holds anywhere are used.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as _replace
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Dimension, Level, Scale, Source
from ilo_tui.dossier.parts import Conclusion
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.upgrade import as_schema2

DIMENSIONS: tuple[Level, ...] = get_args(Level)
"""The levels of dimensions that results of IATI have, in causal order; also the ids of those that an import adds."""

_DEFINITIONS: Mapping[Level, str] = {
    "output": N_("What the organisation itself did: its acts and its products."),
    "outcome": N_("What that changed in the knowledge and behaviour of other actors."),
    "impact": N_("What that changed in the world, measurably."),
}
_NAMES: Mapping[Level, str] = {"output": N_("Output"), "outcome": N_("Outcome"), "impact": N_("Impact")}
_QUESTIONS: Mapping[Level, str] = {
    "output": N_("What did the organisation do, where and when, and who records it?"),
    "outcome": N_("Who else knows, says or does something differently, and can that be traced to what was done?"),
    "impact": N_("What is measurably different in the world, and how far did the organisation contribute to it?"),
}


@dataclass(frozen=True)
class Framework:
    """What a dossier is judged by: scales and dimensions, and the sources that they name."""

    scales: list[Scale]
    dimensions: list[Dimension]
    sources: list[Source]

    @property
    def ids(self) -> set[str]:
        """Every id in it."""
        return {record.id for records in (self.scales, self.dimensions, self.sources) for record in records}

    def dimension_of(self, level: str) -> str | None:
        """The id of the first dimension of a level."""
        return next((dimension.id for dimension in self.dimensions if dimension.level == level), None)

    def add_to(self, writer: DossierWriter, written: Container[str] = ()) -> None:
        """Write it, but for sources that the files give themselves, which are in `written`."""
        sources = [source for source in self.sources if source.id not in written]
        for records in (self.scales, self.dimensions, sources):
            for record in records:
                writer.add(record)


def framework_of(base: Path | None, source: str, output: Path | None = None) -> Framework:
    """Scales and dimensions of the dossier at `base`; without one those of the built-in, with its three dimensions.

    Nothing is concluded yet, which is said with `source`, the id of a source that the import writes; but where `base`
    is the dossier at `output`, which is replaced, its own conclusions stay. Raises `DossierError` where the base
    cannot be used.
    """
    known = load(base or default_path())
    every = list(map(as_schema2, known.records(Dimension)))
    if not base:
        dimensions = [_dimension(every, level, order, source) for order, level in enumerate(DIMENSIONS, 1)]
    elif output is not None and output.exists() and output.samefile(base):
        dimensions = every
    else:
        dimensions = [replace(dimension, conclusion=_open(source)) for dimension in every]
    cited = {ident for dimension in dimensions for ident in (dimension.source, dimension.conclusion.source)} - {source}
    sources = [known.record(Source, ident) for ident in sorted(cited)]
    return Framework(list(map(as_schema2, known.records(Scale))), dimensions, _citing_nothing(sources))


def framework_before(former: FormerDossier, source: str) -> Framework | None:
    """The framework of the dossier that an import replaces, with what it concludes: what was judged goes on by it.

    None where it has no scale or no dimension. The source of the import itself is `source`.
    """
    scales = [record for record in former.tables["scales"].values() if isinstance(record, Scale)]
    dimensions = [record for record in former.tables["dimensions"].values() if isinstance(record, Dimension)]
    if not (scales and dimensions):
        return None
    cited = {ident for dimension in dimensions for ident in (dimension.source, dimension.conclusion.source)} - {source}
    sources = [record for record in former.sources if record.id in cited]
    return Framework(list(map(as_schema2, scales)), list(map(as_schema2, dimensions)), _citing_nothing(sources))


def _citing_nothing(sources: Iterable[Source]) -> list[Source]:
    """Sources of a framework; the actors and other sources that they name do not come along."""
    return [replace(as_schema2(source), voice=None, data_of=None) for source in sources]


def with_all_types(framework: Framework, source: str) -> Framework:
    """The framework with a dimension of each level that results of IATI have, whatever others it has.

    A dimension that only has the id of a level, and states none, is not taken for it.
    """
    last = max((dimension.order for dimension in framework.dimensions), default=0)
    lacking = [level for level in DIMENSIONS if framework.dimension_of(level) is None]
    more = [_new_dimension(level, last + number, source) for number, level in enumerate(lacking, 1)]
    reserved = {dimension.id for dimension in framework.dimensions}
    more = [replace(new, id=f"iati.{new.id}") if new.id in reserved else new for new in more]
    return _replace(framework, dimensions=[*framework.dimensions, *more])


def _open(source: str) -> Conclusion:
    return Conclusion(text=in_all_languages(N_("Nothing is concluded yet: the records were imported.")), source=source)


def _dimension(known: Sequence[Dimension], level: Level, order: int, source: str) -> Dimension:
    """The built-in dimension of a level without what it says of its own subject."""
    definition, question = in_all_languages(_DEFINITIONS[level]), in_all_languages(_QUESTIONS[level])
    if model := next((dimension for dimension in known if dimension.level == level), None):
        return replace(model, order=order, definition=definition, question=question, conclusion=_open(source))
    return _new_dimension(level, order, source)


def _new_dimension(level: Level, order: int, source: str) -> Dimension:
    return Dimension(
        id=level,
        order=order,
        name=in_all_languages(_NAMES[level]),
        definition=in_all_languages(_DEFINITIONS[level]),
        question=in_all_languages(_QUESTIONS[level]),
        conclusion=_open(source),
        source=source,
        level=level,
    )
