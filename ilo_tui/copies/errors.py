"""What can go wrong with copies: one tree below `AppError`, and what the system says of a folder turned into it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ilo_tui.core.disk import ReadOnlyError
from ilo_tui.core.errors import AppError
from ilo_tui.core.translator import N_

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_VANISHED = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EIO}


class CopyError(AppError):
    """A document that cannot be a copy, or a copy that cannot be used or written."""


class DamagedCopyError(CopyError):
    """A document that is not what its link says: altered, cut off, or missing."""


class NewerLinkError(CopyError):
    """A link that a newer version of the program wrote; it is left alone."""


class CopyNotWrittenError(CopyError):
    """The folder of copies cannot be written to: its disk is full, or no longer there, or only to be read."""


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turn what the system says where `path` cannot be written into a `CopyNotWrittenError`; nothing half is there."""
    try:
        yield
    except ReadOnlyError:
        message, mend = N_("with --read-only nothing is written"), N_("Start the program without --read-only.")
        raise CopyNotWrittenError(message, mend, path) from None
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> CopyNotWrittenError:
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        message = N_("the copy is not written: the disk is full")
        return CopyNotWrittenError(message, N_("Nothing half was kept. Free some space and try again."), path)
    if error.errno in _VANISHED:
        message = N_("the copy is not written: its folder or disk is no longer there ({reason})")
        mend = N_("Nothing half was kept. Put the disk or stick back and try again.")
        return CopyNotWrittenError(message, mend, path, reason=reason)
    message = N_("the copy is not written ({reason})")
    mend = N_("Nothing half was kept. Choose a folder that you may write to with --sources.")
    return CopyNotWrittenError(message, mend, path, reason=reason)
