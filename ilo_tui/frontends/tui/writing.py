"""Before a command that writes: whether it may, and who reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.text import join_sentences
from ilo_tui.frontends.tui.protocols import Services
from ilo_tui.review.errors import ReviewError

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext


def reviewing_to_write(services: Services, refusal: str) -> ReviewerContext | None:
    """Who reviews and where; None where that is not known, which is shown, or nothing is written: then `refusal` is."""
    if services.settings.flag("read_only"):
        services.show_message(refusal, bad=True)
        return None
    try:
        return services.reviewing
    except ReviewError as error:
        services.show_message(join_sentences(error.localise(services.context.tr)), bad=True)
        return None
