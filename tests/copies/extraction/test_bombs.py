"""Documents that cost much: a note within the limits, and the program that waits stays small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.copies.extraction.bombs import BOMBS, SPARSE, write_bomb

ROOT = Path(__file__).parents[3]
LARGEST = 200
"""MiB that the program may hold while another reads; the most text that it may get is 50 MB."""
_READ = """
import resource, sys
from pathlib import Path
from ilo_tui.copies.extraction import Limits, extract
path = Path(sys.argv[1])
text = extract(path, path.suffix[1:], "0" * 64, limits=Limits(page_seconds=15, all_seconds=45))
status = Path("/proc/self/status").read_text() if Path("/proc/self/status").exists() else "VmHWM: 0"
peak = status.partition("VmHWM:")[2].split()[0]
print(len(text.pages), int(peak) // 1024, *text.notes)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BOMBS, *SPARSE])
def test_a_document_that_costs_much_costs_a_note(tmp_path: Path, name: str) -> None:
    path = write_bomb(tmp_path, name)
    command = [sys.executable, "-c", _READ, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert result.stderr == ""
    pages, peak, *notes = result.stdout.split()
    print(f"{name}: {pages} pages, {', '.join(notes) or 'no note'}, {peak} MiB")
    assert int(pages) <= 5000
    assert notes or int(pages) > 0
    assert int(peak) < LARGEST
