"""Contrast and colour vision: what WCAG 2 and Machado, Oliveira and Fernandes (2009) say of two colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.color import ColorSystem
from rich.segment import Segment
from textual.app import App
from textual.color import Color

SIGHT = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""Matrices over linear RGB, for the full want of one kind of cone."""

Triple = tuple[float, float, float]


def linear(color: Color) -> Triple:
    """Linear RGB, 0 to 1."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return linear(color.r), linear(color.g), linear(color.b)


def contrast(first: Color, other: Color) -> float:
    """The WCAG contrast ratio, 1 to 21."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(first), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def seen(color: Color, sight: str) -> Triple:
    """Linear RGB as somebody with that sight sees it."""
    rgb = linear(color)
    red, green, blue = (
        min(max(sum(factor * part for factor, part in zip(row, rgb, strict=True)), 0), 1) for row in SIGHT[sight]
    )
    return red, green, blue


def lab(rgb: Triple) -> Triple:
    """CIE L*a*b* under D65 of linear RGB."""
    weights = (
        ((0.4124, 0.3576, 0.1805), 0.95047),
        ((0.2126, 0.7152, 0.0722), 1.0),
        ((0.0193, 0.1192, 0.9505), 1.08883),
    )

    def channel(weight: Sequence[float], white: float) -> float:
        part = sum(factor * value for factor, value in zip(weight, rgb, strict=True)) / white
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    x, y, z = (channel(weight, white) for weight, white in weights)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(first: Color, other: Color, sight: str) -> float:
    """How different two colours look to somebody with that sight: Delta E of 1976; about 2 is just seen."""
    pairs = zip(lab(seen(first, sight)), lab(seen(other, sight)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def drawn(app: App[Any]) -> list[Segment]:
    """Every stretch of text on the screen that has a sign in it, as it is drawn."""
    strips = app.screen._compositor.render_strips()
    return [segment for strip in strips for segment in strip if segment.text.strip() and segment.style]


def colors(segment: Segment) -> tuple[Color, Color]:
    """Text and ground of a stretch, as a terminal shows them: `reverse` swaps the two."""
    style = segment.style
    assert style is not None and style.color is not None and style.bgcolor is not None, segment
    pair = [Color.from_rich_color(channel) for channel in (style.color, style.bgcolor)]
    return (pair[1], pair[0]) if style.reverse else (pair[0], pair[1])


def in_sixteen(segment: Segment) -> tuple[int | None, int | None]:
    """Text and ground of a stretch on a terminal of 16 colours."""
    style = segment.style
    assert style is not None and style.color is not None and style.bgcolor is not None, segment
    return style.color.downgrade(ColorSystem.STANDARD).number, style.bgcolor.downgrade(ColorSystem.STANDARD).number
