"""Make the documents of the example: `python docs/example/make.py`.

From each text in `reports/` a PDF, a DOCX and an HTML page beside it; from the PDFs the copies of the two sources in
`water.sources/`, as `ilo-tui attach` would put them there. The same texts make the same bytes, so that running it
again changes nothing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from report_forms.copies import copies_of
from report_forms.docx import as_docx
from report_forms.html import as_html
from report_forms.pdf import as_pdf
from report_forms.text import read_report

FOLDER = Path(__file__).resolve().parent
COPIES = "water.sources"
FORMS = {"pdf": as_pdf, "docx": as_docx, "html": as_html}
SOURCES = ("mid-term-review", "final-evaluation")
"""Ids of the sources in the dossier, and names of their texts."""


def documents() -> dict[str, bytes]:
    """Every file that is made, by its path in the folder of the example."""
    reports = {name: read_report(FOLDER / "reports" / f"{name}.md") for name in SOURCES}
    files = {
        f"reports/{name}.{ending}": form(report) for name, report in reports.items() for ending, form in FORMS.items()
    }
    copies = {
        name: content for source in SOURCES for name, content in copies_of(source, files[f"reports/{source}.pdf"])
    }
    return files | {f"{COPIES}/{name}": content for name, content in copies.items()}


def main() -> None:
    """Write them; copies of before go away, since their names are those of other bytes."""
    shutil.rmtree(FOLDER / COPIES, ignore_errors=True)
    for name, content in documents().items():
        path = FOLDER / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
