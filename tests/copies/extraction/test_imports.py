"""What reads documents is loaded only by the process that reads one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_neither_pypdf_nor_mammoth_is_loaded_by_the_program_that_waits(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>text")
    code = (
        "import sys; from pathlib import Path; from ilo_tui.copies.extraction import extract\n"
        "import ilo_tui.copies.text_cache\n"
        "text = extract(Path(sys.argv[1]), 'html', '0' * 64)\n"
        "print(text.pages[0].text, sorted({'pypdf', 'mammoth', 'html', 'zipfile', 'xml'} & {*sys.modules}))"
    )
    command = [sys.executable, "-c", code, str(page)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout == "text []\n"
