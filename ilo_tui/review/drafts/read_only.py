"""Why a draft may only be looked at, and what to do then."""

from __future__ import annotations

from ilo_tui.core.translator import N_
from ilo_tui.review.errors import ReadOnly, ReadOnlyCode

DRAFT_FINISHED = ReadOnly("finished", N_("this draft is finished: what is in it was published"))
DRAFT_ELSEWHERE = ReadOnly("other_machine", N_("this draft belongs to another machine, which alone writes it"))
_HELD = N_("another program is in this draft")
_HELD_BY = N_("another program is in this draft: process {pid} on {host}, since {since}")
_FOLDER = N_("the folder of this draft cannot be written to ({reason})")
_BEGIN = N_("Make the change again: it begins a new draft.")
_MENDS: dict[ReadOnlyCode, str] = {
    "finished": _BEGIN,
    "other_machine": _BEGIN,
    "held": N_("Leave the draft there, and make the change again."),
    "folder": N_("Choose another folder with --reviews."),
    "asked": N_("Start it without --read-only to write."),
}


def reason_for_draft(reason: ReadOnly) -> ReadOnly:
    """The reason why a session cannot be written to, in words about a draft."""
    messages = {"held": _HELD_BY if reason.values else _HELD, "folder": _FOLDER}
    return ReadOnly(reason.code, messages.get(reason.code, reason.message), reason.values)


def mend_of(reason: ReadOnly) -> str:
    """What to do where a change is refused for this reason."""
    return _MENDS[reason.code]
