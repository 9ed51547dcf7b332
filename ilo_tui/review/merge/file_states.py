"""What a merge makes of a file: one table of states, with the words, what is done, whether a person is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ilo_tui.core.translator import N_
from ilo_tui.review.errors import BadFile
from ilo_tui.review.merge.scan import PassedOver

StateCode = (
    Literal["new", "longer", "different", "there", "earlier", "archived", "damaged_copy", "not_read"]
    | BadFile
    | PassedOver
)
"""The states by the word that `--json` has for them."""


@dataclass(frozen=True)
class FileState:
    """One state of a file that is merged.

    `message` says it in the line of the file, with the places `{dossier}` and `{limit}` (MB) where it has them;
    `summary` is the count, with `{n}`, that the file falls under. `changes` says that something is written for it, and
    `needs_person` that somebody has to look at it, for which the command ends with 1. `of_draft` is the message where
    the file holds a draft, and that makes a difference.
    """

    code: StateCode
    message: str
    summary: str
    changes: bool = False
    needs_person: bool = False
    of_draft: str = ""


_PRESENT, _NOT_TAKEN = N_("already there: {n}"), N_("not taken: {n}")

_TABLE = (
    FileState("new", N_("new"), N_("new: {n}"), changes=True),
    FileState("longer", N_("longer than ours: taken, and ours kept aside"), N_("longer than ours: {n}"), changes=True),
    FileState("there", N_("already there"), _PRESENT),
    FileState("earlier", N_("already there, in a later state"), _PRESENT),
    FileState("damaged_copy", N_("a damaged copy of what is there whole"), _PRESENT),
    FileState("archived", N_("archived in this folder: not taken again"), _PRESENT),
    FileState(
        "different",
        N_("differs from another file of this session, and neither goes on from the other: both are kept"),
        N_("different, both kept: {n}"),
        changes=True,
        needs_person=True,
        of_draft=N_("differs from another file of this draft, and neither goes on from the other: both are kept"),
    ),
    FileState("damaged", N_("damaged: left as it is"), N_("damaged: {n}"), needs_person=True),
    FileState("foreign", N_("on another dossier, {dossier}: left where it is"), N_("on another dossier: {n}")),
    FileState("newer", N_("written by a newer ilo-tui: left where it is"), _NOT_TAKEN, needs_person=True),
    FileState("no_session", N_("no review session: left where it is"), _NOT_TAKEN),
    FileState("too_large", N_("larger than {limit} MB: left where it is"), _NOT_TAKEN, needs_person=True),
    FileState("not_read", N_("left where it is"), _NOT_TAKEN, needs_person=True),
    FileState("special", N_("no ordinary file (a pipe, a device, a socket): not opened"), _NOT_TAKEN),
    FileState("linked", N_("a link to another place: not followed"), _NOT_TAKEN),
    FileState("archive", N_("an archive of sessions: not looked into"), _NOT_TAKEN),
    FileState("unlisted", N_("a folder that cannot be listed: not looked into"), _NOT_TAKEN, needs_person=True),
)
STATES: dict[StateCode, FileState] = {state.code: state for state in _TABLE}
"""Every state by its code, in the order in which the summary counts them."""
