"""A frame of six dimensions, the criteria of the OECD's DAC; one is called effectiveness, as a scale is."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.repository import default_path, load
from tests.dossier.small import dimension, numbered, small2, written

CRITERIA = {
    "relevance": {"en": "Relevance", "id": "Relevansi"},
    "coherence": {"en": "Coherence", "id": "Koherensi"},
    "effectiveness": {"en": "Effectiveness", "id": "Efektivitas"},
    "efficiency": {"en": "Efficiency", "id": "Efisiensi"},
    "impact": {"en": "Impact", "id": "Dampak"},
    "sustainability": {"en": "Sustainability", "id": "Keberlanjutan"},
}
LEVELS = {"effectiveness": "outcome", "efficiency": "output", "impact": "impact"}


def six_criteria(folder: Path) -> Path:
    """A dossier of schema 2 with these dimensions, the usual scales, and nothing else, to import into."""
    frame = small2()
    frame["dimensions"] = numbered(
        *(
            {**dimension(ident, order), "name": name} | ({"level": LEVELS[ident]} if ident in LEVELS else {})
            for order, (ident, name) in enumerate(CRITERIA.items(), 1)
        )
    )
    for table in ("evidence", "aims", "indicators", "alignments", "suggestions", "findings", "policies", "programmes"):
        frame[table] = {}
    for key in ("carried", "periods", "place_names"):
        del frame["meta"]["1"][key]
    frame["scales"] = numbered(*map(msgspec.to_builtins, load(default_path()).records(Scale)))
    return written(folder, frame, "frame.json")
