"""What can go wrong while reviewing: typed errors that say what, where and how to mend it."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from ilo_tui.core.disk import LinkError, ReadOnlyError
from ilo_tui.core.errors import AppError, localise_value
from ilo_tui.core.translator import N_, Translator

SaveReason = Literal[
    "full", "asked", "read_only", "vanished", "changed", "other_state", "begun", "held", "link", "other"
]
BadFile = Literal["damaged", "newer", "foreign", "no_session", "too_large"]
ReadOnlyCode = Literal["finished", "asked", "other_machine", "held", "folder"]

_REASONS: dict[int, SaveReason] = {
    errno.ENOSPC: "full",
    errno.EFBIG: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "vanished",
    errno.ENOTDIR: "vanished",
    errno.ENODEV: "vanished",
    errno.ENXIO: "vanished",
    errno.ESTALE: "vanished",
}
_MESSAGES: dict[SaveReason, tuple[str, str]] = {
    "full": (N_("not saved: the disk is full"), N_("Free some space and try again, or save elsewhere.")),
    "asked": (
        N_("not saved: the program was started with --read-only, and writes nothing"),
        N_("Start it without --read-only to write."),
    ),
    "read_only": (
        N_("not saved: this place may not be written to ({reason})"),
        N_("Save elsewhere, or choose another folder with --reviews."),
    ),
    "vanished": (
        N_("not saved: the folder is no longer there ({reason})"),
        N_("Put the disk or stick back and try again, or save elsewhere."),
    ),
    "changed": (
        N_("not saved: another program has changed this file"),
        N_("Nothing was overwritten. Save elsewhere, and merge the two files later."),
    ),
    "other_state": (
        N_("not saved: what is there already is finished, later or in another state than this"),
        N_("Nothing was overwritten. Save in another folder, and merge the two files later."),
    ),
    "begun": (
        N_("not saved: another program has begun a draft of yours meanwhile"),
        N_("Leave this one and make the change again in that draft: a dossier has one open draft a person."),
    ),
    "held": (
        N_("not saved: another program is in this file"),
        N_("Leave it there and try again, or save elsewhere."),
    ),
    "link": (
        N_("not saved: this is a link, and nothing is written through one"),
        N_("Take the link away, or put a folder in its place."),
    ),
    "other": (N_("not saved: the disk reports an error ({reason})"), N_("Try again, or save elsewhere.")),
}


class ReviewError(AppError):
    """Something about sessions or reviewers."""

    def __init__(self, message: str, mend: str, path: Path | None = None, **values: object) -> None:
        """Say a marked `message` (of `path`, if there is one), then how to `mend` it."""
        super().__init__(message, mend, path, **values)


class SaveFailedError(ReviewError):
    """Something was not saved and is not acknowledged; `reason` is the kind of obstacle."""

    def __init__(self, path: Path, reason: SaveReason, reason_text: str = "") -> None:
        """Say why `path` could not be written; `reason_text` is the system's own word for it."""
        message, mend = _MESSAGES[reason]
        super().__init__(message, mend, path, reason=reason_text)
        self.reason = reason


class UnreadableSessionError(ReviewError):
    """A file among the sessions that cannot be used as one; it is never overwritten."""

    def __init__(self, path: Path, state: BadFile, message: str, mend: str, **values: object) -> None:
        """Say of `path` what is wrong; `state` is the kind of it."""
        super().__init__(message, mend, path, **values)
        self.file, self.state = path, state


class UnreadableDraftError(UnreadableSessionError):
    """A file that is, or was, a draft: one that cannot be used, or that was to be read as a session."""

    @classmethod
    def of(cls, error: UnreadableSessionError) -> Self:
        """The same of a draft."""
        return cls(error.file, error.state, error.message, error.mend, **error.values)


class MisnamedDossierError(UnreadableSessionError):
    """A session that says it is on another dossier, though what was judged in it is in the one that is open."""


class ReadOnlySessionError(ReviewError):
    """Someone tried to decide in a session that may only be looked at."""

    def __init__(self, path: Path, why: ReadOnly, mend: str = N_("Start a new session to go on judging.")) -> None:
        """Refuse for the reason `why`, and say how to `mend` it."""
        super().__init__(why.message, mend, path, **why.values)
        self.why = why


class AnswerError(ReviewError):
    """An answer that the item or its scales do not allow."""


class ChangeError(ReviewError):
    """A change of a record that changes nothing, is of another record, or cannot be minor."""


class ChoiceError(ReviewError):
    """A queue that cannot be made as asked."""


class ReviewerError(ReviewError):
    """A reviewer's name, id or role that cannot be one."""


@dataclass(frozen=True)
class ReadOnly:
    """Why a session may only be looked at: a code, and a marked message with its values."""

    code: ReadOnlyCode
    message: str
    values: dict[str, object] = field(default_factory=dict)

    def localise(self, tr: Translator) -> str:
        """The reason in the reader's language."""
        return tr(self.message, **{name: localise_value(value, tr) for name, value in self.values.items()})


def save_failed(path: Path, error: OSError | RuntimeError | ValueError) -> SaveFailedError:
    """The error to raise where the system refused to save `path`, or it can be no path: a loop, a NUL in it."""
    if not isinstance(error, OSError):
        return SaveFailedError(path, "other", str(error))
    if isinstance(error, LinkError):
        return SaveFailedError(error.link, "link")
    reason = "asked" if isinstance(error, ReadOnlyError) else _REASONS.get(error.errno or 0, "other")
    return SaveFailedError(path, reason, error.strerror or str(error))
