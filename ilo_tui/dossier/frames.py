"""By what a dossier judges that brings nothing of its own: the usual scales, and the dimensions of a known frame.

They name no country and no programme, and stand in every language that comes with the program.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from ilo_tui.dossier.model import Dimension, Scale, Source

FrameName = Literal["biermann", "dac"]
"""Frank Biermann's three dimensions, or the six criteria of the OECD-DAC."""


class Frame(Struct, frozen=True):
    """Dimensions, on which nothing is concluded yet, and the sources of their definitions.

    `examples` says in which dimension a claim of each level stands in an example, also where none has that level.
    """

    examples: dict[str, str]
    sources: list[Source]
    dimensions: list[Dimension]


def frame(name: FrameName) -> Frame:
    """The frame of this name."""
    return msgspec.json.decode(_read("frames.json"), type=dict[FrameName, Frame])[name]


def usual_scales() -> list[Scale]:
    """The scales of schema 2, in the order of the file."""
    return msgspec.json.decode(_read("scales.json"), type=list[Scale])


def _read(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
