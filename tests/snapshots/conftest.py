"""How screens look does not depend on how long the machine took to draw them: a cursor that blinks is always there."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea


@pytest.fixture(autouse=True)
def steady_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor is between two blinks when the picture is taken."""
    for widget, method in ((Input, "_toggle_cursor"), (TextArea, "_toggle_cursor_blink_visible")):
        assert hasattr(widget, method)
        monkeypatch.setattr(widget, method, lambda self: None)
