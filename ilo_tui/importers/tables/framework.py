"""The framework that every imported dossier brings along: scales, and output, outcome and impact.

Scales are those of the built-in dossier, or of the one that is named as the frame. The built-in one's dimensions speak
of its own subject ("here, a change in child labour") and carry its own conclusions, so that only their names, the
publication behind them and the part of their definitions that holds anywhere are used.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from dataclasses import replace as _replace
from pathlib import Path

from msgspec.structs import replace

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Dimension, Scale, Source
from ilo_tui.dossier.parts import Conclusion
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.phrases import in_all_languages

DIMENSIONS = ("output", "outcome", "impact")
"""Ids of the dimensions that a result of IATI has, in causal order."""

_DEFINITIONS = {
    "output": N_("What the organisation itself did: its acts and its products."),
    "outcome": N_("What that changed in the knowledge and behaviour of other actors."),
    "impact": N_("What that changed in the world, measurably."),
}
_QUESTIONS = {
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
    if not base:
        dimensions = [_dimension(known, ident, order, source) for order, ident in enumerate(DIMENSIONS, 1)]
    elif output is not None and output.exists() and output.samefile(base):
        dimensions = list(known.records(Dimension))
    else:
        dimensions = [replace(dimension, conclusion=_open(source)) for dimension in known.records(Dimension)]
    cited = {ident for dimension in dimensions for ident in (dimension.source, dimension.conclusion.source)} - {source}
    return Framework(list(known.records(Scale)), dimensions, [known.record(Source, ident) for ident in sorted(cited)])


def with_all_types(framework: Framework, source: str) -> Framework:
    """The framework with the three dimensions that results of IATI have, whatever others it has."""
    known, last = (
        {dimension.id for dimension in framework.dimensions},
        max((dimension.order for dimension in framework.dimensions), default=0),
    )
    lacking = [ident for ident in DIMENSIONS if ident not in known]
    more = [_new_dimension(ident, last + number, source) for number, ident in enumerate(lacking, 1)]
    return _replace(framework, dimensions=[*framework.dimensions, *more])


def _open(source: str) -> Conclusion:
    return Conclusion(text=in_all_languages(N_("Nothing is concluded yet: the records were imported.")), source=source)


def _dimension(known: DossierReader, ident: str, order: int, source: str) -> Dimension:
    definition, question = in_all_languages(_DEFINITIONS[ident]), in_all_languages(_QUESTIONS[ident])
    if model := known.get(Dimension, ident):
        return replace(model, order=order, definition=definition, question=question, conclusion=_open(source))
    return _new_dimension(ident, order, source)


def _new_dimension(ident: str, order: int, source: str) -> Dimension:
    return Dimension(
        id=ident,
        order=order,
        name=in_all_languages({"output": N_("Output"), "outcome": N_("Outcome"), "impact": N_("Impact")}[ident]),
        definition=in_all_languages(_DEFINITIONS[ident]),
        question=in_all_languages(_QUESTIONS[ident]),
        conclusion=_open(source),
        source=source,
    )
