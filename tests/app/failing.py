"""A disk that can be filled and emptied again, for sessions whose saving fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ilo_tui.core.disk import Disk


class FillingDisk(Disk):
    """A real disk on which nothing can be made below the folder that is `full`."""

    full: Path | None = None

    def create(self, path: Path) -> int:
        """Refuse where it is full."""
        if self.full is not None and self.full in path.parents:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return super().create(path)
