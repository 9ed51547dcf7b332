"""The framework that every imported dossier brings along: scales, and output, outcome and impact.

Scales are those of the built-in dossier. Its dimensions speak of its own subject ("here, a change in child labour") and
carry its own conclusions, so that only their names, the publication behind them and the part of their definitions that
holds anywhere are used.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from ilo_tui.dossier.records import Conclusion, Dimension, Source
from ilo_tui.dossier.store import Dossier, default_path, load
from ilo_tui.exchange.incoming.words import both
from ilo_tui.exchange.incoming.writer import DossierWriter
from ilo_tui.i18n import N_

DIMENSIONS = ("output", "outcome", "impact")
"""Ids of the dimensions, in causal order; every imported dossier has them."""

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


def add_framework(writer: DossierWriter, base: Path | None, source: str) -> set[str]:
    """Write scales and dimensions from the dossier at `base` (none: the built-in one); returns the ids used.

    Nothing is concluded yet, which is said with `source`, the id of a source that the import writes. Raises
    `DossierError` where the base cannot be used.
    """
    path = base or default_path()
    known = load(path)
    used = {scale.id for scale in known.scales.values()}
    for scale in known.scales.values():
        writer.add(scale)
    sources: dict[str, Source] = {}
    for order, ident in enumerate(DIMENSIONS, 1):
        dimension = _dimension(known, ident, order, source)
        if dimension.source != source:
            sources[dimension.source] = known.sources[dimension.source]
        writer.add(dimension)
    for one in sources.values():
        writer.add(one)
    return used | set(DIMENSIONS) | sources.keys()


def _dimension(known: Dossier, ident: str, order: int, source: str) -> Dimension:
    conclusion = Conclusion(text=both(N_("Nothing is concluded yet: the records were imported.")), source=source)
    definition, question = both(_DEFINITIONS[ident]), both(_QUESTIONS[ident])
    if model := known.dimensions.get(ident):
        return replace(model, order=order, definition=definition, question=question, conclusion=conclusion)
    return Dimension(
        id=ident,
        order=order,
        name=both({"output": N_("Output"), "outcome": N_("Outcome"), "impact": N_("Impact")}[ident]),
        definition=definition,
        question=question,
        conclusion=conclusion,
        source=source,
    )
