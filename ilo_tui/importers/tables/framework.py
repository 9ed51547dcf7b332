"""The framework that every imported dossier brings along: scales, and output, outcome and impact.

They are the usual ones, those of the dossier that is named as the frame, or those of the dossier that is replaced.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from dataclasses import replace as _replace
from pathlib import Path

from msgspec.structs import replace

from ilo_tui.core.translator import N_
from ilo_tui.dossier.frames import frame, usual_scales
from ilo_tui.dossier.model import Dimension, Record, Scale, Source
from ilo_tui.dossier.parts import Conclusion
from ilo_tui.dossier.repository import load
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.upgrade import as_schema2


@dataclass(frozen=True)
class Framework:
    """What a dossier is judged by: scales and dimensions, and the sources that they name."""

    scales: list[Scale]
    dimensions: list[Dimension]
    sources: list[Source]

    @property
    def ids(self) -> set[str]:
        """Every id in it."""
        return {record.id for record in self.records}

    @property
    def records(self) -> list[Record]:
        """Everything in it."""
        return [*self.scales, *self.dimensions, *self.sources]

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
    """Scales and dimensions of the dossier at `base`; without one the usual scales and Biermann's three dimensions.

    Where `base` has no scales they are the usual ones, too: nobody could judge by none.
    Nothing is concluded yet, which is said with `source`, the id of a source that the import writes; but where `base`
    is the dossier at `output`, which is replaced, its own conclusions stay. Raises `DossierError` where the base
    cannot be used.
    """
    if base is None:
        usual = frame("biermann")
        dimensions = [_unconcluded(dimension, source) for dimension in usual.dimensions]
        return Framework(usual_scales(), dimensions, usual.sources)
    known = load(base)
    dimensions = list(map(as_schema2, known.records(Dimension)))
    if output is None or not (output.exists() and output.samefile(base)):
        dimensions = [_unconcluded(dimension, source) for dimension in dimensions]
    cited = {ident for dimension in dimensions for ident in (dimension.source, dimension.conclusion.source)} - {source}
    sources = [known.record(Source, ident) for ident in sorted(cited)]
    scales = list(map(as_schema2, known.records(Scale))) or usual_scales()
    return Framework(scales, dimensions, citing_nothing(sources))


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
    return Framework(list(map(as_schema2, scales)), list(map(as_schema2, dimensions)), citing_nothing(sources))


def citing_nothing(sources: Iterable[Source]) -> list[Source]:
    """Sources of another dossier; the actors and other sources that they name do not come along."""
    return [replace(as_schema2(source), voice=None, data_of=None) for source in sources]


def with_all_types(framework: Framework, source: str) -> Framework:
    """The framework with a dimension of each level that results of IATI have, whatever others it has.

    A dimension that only has the id of a level, and states none, is not taken for it.
    """
    last = max((dimension.order for dimension in framework.dimensions), default=0)
    levels = {dimension.level for dimension in framework.dimensions}
    lacking = [model for model in frame("biermann").dimensions if model.level not in levels]
    more = [
        replace(_unconcluded(model, source), order=last + number, source=source)
        for number, model in enumerate(lacking, 1)
    ]
    reserved = {dimension.id for dimension in framework.dimensions}
    more = [replace(new, id=f"iati.{new.id}") if new.id in reserved else new for new in more]
    return _replace(framework, dimensions=[*framework.dimensions, *more])


def _unconcluded(dimension: Dimension, source: str) -> Dimension:
    """A dimension on which the records of an import, which is `source`, conclude nothing."""
    text = in_all_languages(N_("Nothing is concluded yet: the records were imported."))
    return replace(dimension, conclusion=Conclusion(text=text, source=source))
