"""Charts as inline SVG: stacked bars with every number written in or beside them, and the same in words as description.

They come without script, style or reference of their own; the style sheet of the page gives ink to the text. A table
with the same numbers stands beside each, so that a chart adds nothing that can be missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from ilo_tui.exporters.report.parts import Chart

_FILLS = ("#8ecae6", "#ffb38a", "#b9e4b4", "#d3c4f3", "#f2e394", "#d9d9d9")
"""Light enough for near-black figures on them (contrast above 10:1) on a light and a dark page."""
_WIDTH, _LABEL, _BAR, _ROW, _LETTER = 420, 120, 24, 34, 7


def stacked(chart: Chart) -> Markup | None:
    """A bar for each row, a segment for each name, the longest bar as wide as there is room; None without any count."""
    from markupsafe import Markup

    names, bars = chart.names, chart.bars
    most = max((sum(counts) for _, counts in bars), default=0)
    if not most:
        return None
    description = "; ".join(f"{label}: " + ", ".join(f"{name} {n}" for name, n in zip(names, counts, strict=True))
                     for label, counts in bars)  # fmt: skip
    legend, top = _legend(names)
    drawn = [_bar(label, counts, top + _ROW * place, most) for place, (label, counts) in enumerate(bars)]
    height = top + _ROW * len(bars)
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(chart.title)}</title><desc>{escape(description)}</desc>{legend}{''.join(drawn)}</svg>"
    )


def _legend(names: Sequence[str]) -> tuple[str, int]:
    """A square and a name each, on as many lines as they need; and the height that they take."""
    x, y, drawn = 0, 0, []
    for place, name in enumerate(names):
        wide = 30 + _LETTER * len(name)
        if x and x + wide > _WIDTH:
            x, y = 0, y + 22
        drawn.append(f'<rect x="{x}" y="{y + 2}" width="14" height="14" fill="{_fill(place)}"/>')
        drawn.append(f'<text x="{x + 20}" y="{y + 14}">{escape(name)}</text>')
        x += wide + 10
    return "".join(drawn), y + 30


def _bar(label: str, counts: Sequence[int], top: int, most: int) -> str:
    room = _WIDTH - _LABEL - 60
    short = label if len(label) <= 16 else label[:15] + "…"
    drawn = [f'<text x="0" y="{top + 17}">{escape(short)}</text>']
    x = float(_LABEL)
    for place, count in enumerate(counts):
        wide = room * count / most
        if count:
            drawn.append(
                f'<rect x="{x:.1f}" y="{top}" width="{max(wide - 2, 1):.1f}" height="{_BAR}" fill="{_fill(place)}"/>'
            )
        if wide > 10 + _LETTER * len(str(count)):
            drawn.append(f'<text class="on" x="{x + 5:.1f}" y="{top + 17}">{count}</text>')
        x += wide
    drawn.append(f'<text x="{x + 6:.1f}" y="{top + 17}">= {sum(counts)}</text>')
    return "".join(drawn)


def _fill(place: int) -> str:
    return _FILLS[place % len(_FILLS)]
