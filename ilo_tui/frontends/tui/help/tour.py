"""Five steps through the program, shown once on the first start; every key works meanwhile as it always does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import ensure_folder
from ilo_tui.core.key_names import key_label
from ilo_tui.core.translator import N_

STEPS = (
    N_(
        "The first tab lists what was done, and how much speaks for (+) and against (-) it. "
        "{down} and {up} move, {open} opens, {back} goes back."
    ),
    N_("{first} to {last} open the tabs: programmes, the gap map, policies, what to research next, and your reviews."),
    N_("{search} searches everything. {filter} filters what is on the screen, and {clear} shows all again."),
    N_("{review} judges what is under the cursor: read, press the digit of your answer, and it is saved at once."),
    N_(
        "{help} tells the keys of each screen, {palette} holds every command and setting, "
        "{language} changes the language."
    ),
)
_KEYS = {
    "next": "tour-next",
    "down": "down",
    "up": "up",
    "open": "open",
    "back": "back",
    "first": "programmes",
    "last": "review-tab",
    "search": "search",
    "filter": "filter",
    "clear": "clear-filter",
    "review": "review",
    "help": "help",
    "palette": "palette",
    "language": "language",
}


class Tour(InContext, Widget):
    """A card above the key bar with one step."""

    step: reactive[int] = reactive(0)

    def __init__(self, contexts: Contexts, keys: Mapping[str, str]) -> None:
        """Shown in the language in force, with the `keys` in force by command."""
        super().__init__()
        self.contexts = contexts
        self.keys = {name: key_label(keys[command].split(",")[0]) for name, command in _KEYS.items()}

    def tab_opened(self) -> None:
        """The step on the first tab is over once another is open."""
        self.step = max(self.step, 1)

    def next(self) -> bool:
        """Go on to the next step; False after the last."""
        if self.step + 1 == len(STEPS):
            return False
        self.step += 1
        return True

    def render(self) -> Content:
        """The step, which it is of how many, and how to go on."""
        tr = self.context.tr
        heading = tr(
            "Tour {n} of {all} ({next} goes on, {back} ends it)",
            n=self.step + 1,
            all=len(STEPS),
            next=self.keys["next"],
            back=self.keys["back"],
        )
        return Content(f"{heading}\n{tr(STEPS[self.step], **self.keys)}")


def was_shown(state: Path, disk: Disk = DISK) -> bool:
    """Whether the tour was shown on this machine; notes that it is now, where that can be written."""
    mark = state / "tour-shown"
    if mark.exists():
        return True
    try:
        ensure_folder(state, disk)
        disk.close(disk.create(mark))
    except OSError:
        # Where nothing can be remembered, the tour would come at every start.
        return True
    return False
