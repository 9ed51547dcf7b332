"""A dossier in which every voice, tie and trend can be told apart, to draw effect directions from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from ilo_tui.dossier.model import Actor, Dimension, Evidence, Level, Meta, Programme, Record, Source
from ilo_tui.dossier.parts import Conclusion
from ilo_tui.dossier.repository import Dossier

ACTORS = (
    Actor(id="agency", name={"en": "The agency"}, stake="own"),
    Actor(id="office", name={"en": "Its office"}, voice_of="agency", stake="implementer"),
    Actor(id="donor", name={"en": "The donor"}, stake="funder"),
    Actor(id="state", name={"en": "The state"}, stake="subject"),
    Actor(id="institute", name={"en": "The institute"}, stake="none"),
    Actor(id="union", name={"en": "The union"}, stake="none"),
    Actor(id="church", name={"en": "The church"}),
)
SOURCES = (
    *(Source(id=f"of-{actor.id}", title=f"Report of {actor.id}", kind="ngo", voice=actor.id) for actor in ACTORS),
    Source(id="paper", title="News", kind="press", publisher="A paper"),
    Source(id="leaf", title="A leaf", kind="other"),
    Source(id="thesis", title="The thesis", kind="research"),
)
_NUMBERS = count(1)


def claim(voice: str, trend: str | None, **fields: Any) -> Evidence:
    """A claim on the outcome of the programme, directly tied and of a publication unless told otherwise."""
    standard = {
        "id": f"ev-{next(_NUMBERS):03}",
        "programme": "p",
        "dimension": "outcome",
        "stance": "supports",
        "source": f"of-{voice}" if voice in {actor.id for actor in ACTORS} else voice,
        "origin": "source",
        "statement": {"en": "It is so"},
        "tie": "direct",
        "trend": trend,
    }
    return Evidence(**standard | fields)


def dossier_of(*claims: Evidence, evaluated: str | None = "agency", sources: Sequence[Source] = ()) -> Dossier:
    """A dossier of these claims and further `sources`, unchecked; the agency is evaluated, unless nobody is."""
    meta = Meta(
        id="made",
        schema=2,
        edition="1",
        title={"en": "Made"},
        languages=["en"],
        default_language="en",
        evaluated=evaluated,
    )
    levels: dict[str, Level | None] = {
        "output": "output",
        "outcome": "outcome",
        "impact": "impact",
        "sustainability": None,
    }
    dimensions = [
        Dimension(
            id=ident,
            order=number,
            name={"en": ident.title()},
            definition={},
            question={},
            conclusion=Conclusion(text={}, source="thesis"),
            source="thesis",
            level=level,
        )
        for number, (ident, level) in enumerate(levels.items())
    ]
    programme = Programme(id="p", code="P", kind="programme", name={"en": "Programme"}, summary={}, sources=[])
    thesis = claim("thesis", None, origin="thesis", dimension="output", stance="context")
    tables: dict[str, list[Record]] = {
        "meta": [meta],
        "actors": list(ACTORS),
        "sources": [*SOURCES, *sources],
        "programmes": [programme],
        "dimensions": list(dimensions),
        "evidence": [*claims, thesis],
    }
    numbered = {name: {str(n): record for n, record in enumerate(rows)} for name, rows in tables.items()}
    return Dossier(numbered, Path("made"))
