"""Why a line from a sheet was not entered."""

from __future__ import annotations

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError


class PaperError(ReviewError):
    """A line that needs a person; a value that is a text by language is told in the reader's."""

    def localise(self, tr: Translator) -> list[str]:
        """What, and how to mend it."""
        filled = {name: tr.text(value) if isinstance(value, dict) else value for name, value in self.values.items()}
        return ReviewError(self.message, self.mend, self.path, **filled).localise(tr)
