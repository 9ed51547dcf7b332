"""What a chapter of a report consists of; each part is written by a macro of HTML and one of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilo_tui.exporters.report.table import Table


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    macro = "para"
    text: str


@dataclass(frozen=True)
class Remark:
    """A paragraph that says what is missing or shortened."""

    macro = "warn"
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading below that of the chapter, of level 3 to 5."""

    macro = "heading"
    level: int
    text: str


@dataclass(frozen=True)
class Fields:
    """Names with their values."""

    macro = "fields"
    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Items:
    """A list; without any text it is not there."""

    macro = "items"
    texts: Sequence[str]


@dataclass(frozen=True)
class Statement:
    """A statement with what stands under it; `remarks` are people's own words."""

    macro = "statement"
    text: str
    lines: Sequence[str]
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Chart:
    """Stacked bars: a bar for each row, a segment for each of `names`. Formats without drawings leave it out."""

    macro = "chart"
    title: str
    names: Sequence[str]
    bars: Sequence[tuple[str, Sequence[int]]]


Part = Paragraph | Remark | Heading | Fields | Items | Statement | Chart | Table
