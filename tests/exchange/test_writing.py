"""Files that a person asked for: whole, through a link, and never over what is there unless asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.exporters.output import write_whole
from ilo_tui.importers.tables.errors import IncomingError


def test_what_a_link_points_at_is_written_and_the_link_stays(tmp_path: Path) -> None:
    target, link = tmp_path / ("a" * 250), tmp_path / "link"
    target.write_bytes(b"before")
    link.symlink_to(target)
    with pytest.raises(IncomingError):
        write_whole(link, b"after", force=False)
    assert target.read_bytes() == b"before"
    write_whole(link, b"after", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([target.name, link.name])
