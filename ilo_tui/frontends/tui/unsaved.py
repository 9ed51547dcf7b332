"""What is asked before something is left that is saved nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.screen import Screen

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.saving import LeaveChoice, unsaved_line
from ilo_tui.core.errors import PathError
from ilo_tui.core.folders import home
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.options import SafeChoice

_SHOWN = 3


async def ask_about_unsaved(
    screen: Screen[Any], contexts: Contexts, count: int, items: Sequence[str]
) -> LeaveChoice | None:
    """What the person wants done with `count` records, on `items`, that are saved nowhere; None to stay.

    In a worker only.
    """

    def title() -> str:
        line = unsaved_line(contexts.current.tr, count, items, _SHOWN)
        return f"{line} " + contexts.current.tr("Esc stays here and keeps everything.")

    lines: list[tuple[LeaveChoice, Words]] = [
        ("try", lambda: contexts.current.tr("try again to save, then leave")),
        ("elsewhere", lambda: contexts.current.tr("save everything in another folder, then leave")),
        ("lose", lambda: _loss(contexts.current.tr, count)),
    ]
    chosen = await screen.app.push_screen_wait(SafeChoice(title, lines))
    return next((choice for choice, _ in lines if choice == chosen), None)


def _loss(tr: Translator, count: int) -> str:
    return tr.many("leave, and lose 1 decision", "leave, and lose {n} decisions", count)


async def ask_about_answers(screen: Screen[Any], contexts: Contexts, item: str) -> LeaveChoice | None:
    """What the person wants done with answers on `item` that were given and not recorded. In a worker only."""

    def title() -> str:
        message = contexts.current.tr("The answers on {item} are not recorded yet.", item=item)
        return f"{message} " + contexts.current.tr("Esc stays here and keeps everything.")

    lines: list[tuple[LeaveChoice, Words]] = [
        ("try", lambda: contexts.current.tr("say why, record them, then leave")),
        ("lose", lambda: contexts.current.tr("leave, and lose the answers")),
    ]
    chosen = await screen.app.push_screen_wait(SafeChoice(title, lines))
    return next((fate for fate, _ in lines if fate == chosen), None)


async def ask_folder(screen: Screen[Any], contexts: Contexts, typed: str = "", why: str = "") -> Path | None:
    """The folder in which a session is to be saved instead; None on Esc. In a worker only.

    What can be no folder is told where it was typed, and asked again; so is `typed`, where `why` says what did not
    come of it.
    """
    typed = typed or str(home())

    def hint() -> str:
        return why or contexts.current.tr("The whole session is saved there, and goes on there.")

    while answer := await screen.app.push_screen_wait(
        Prompt(lambda: contexts.current.tr("Save in which folder?"), typed, hint)
    ):
        try:
            return expand(answer)
        except PathError as error:
            typed, why = answer, error.line(contexts.current.tr)
    return None


def first_names(items: Sequence[str]) -> str:
    """Some items by name, the first of many."""
    names = list(dict.fromkeys(items))
    return ", ".join(names[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")
