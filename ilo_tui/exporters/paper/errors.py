"""Why a line from a sheet was not entered."""

from __future__ import annotations

from ilo_tui.review.errors import ReviewError


class PaperError(ReviewError):
    """A line that needs a person."""
