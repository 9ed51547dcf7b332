"""Limits: what the report cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.parts import Items, Part
from ilo_tui.exporters.report.view import ReportView


def parts(view: ReportView) -> Iterator[Part]:
    """A line for each limit."""
    yield Items([limit.text for limit in view.report.limits])
