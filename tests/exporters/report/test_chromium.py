"""The HTML report in a real browser: drawn on a wide and a narrow window, and nothing wider than the phone."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.chapters import CHAPTERS
from ilo_tui.exporters.report.templating import as_html
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)"),
]
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--virtual-time-budget=2000",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
# What the page measures of itself; put into a copy, whose policy against scripts is taken out.
MEASURE = """<script>
addEventListener("load", () => {
  const wide = [...document.querySelectorAll("main *, header *")].filter(one =>
    !one.closest(".scroll, svg") && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.tagName);
  parent.document.body.setAttribute("data-measured", [innerWidth, document.documentElement.scrollWidth, wide.length,
    document.querySelectorAll("section").length, getComputedStyle(document.body).maxWidth].join(" "));
});
</script>"""


def run(folder: Path, page: Path, *options: str) -> str:
    """What Chromium prints."""
    command = [str(CHROMIUM), *OPTIONS, f"--user-data-dir={folder / 'profile'}", *options, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


@pytest.fixture(scope="module", params=["en", "id"])
def html(request: pytest.FixtureRequest) -> str:
    dossier = load(default_path())
    tr = Translator(request.param, dossier.meta.default_language)
    return as_html(build_report(ViewContext(dossier, tr), Items(dossier), [], ReportOptions()), tr)


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_the_window(tmp_path: Path, html: str, width: int) -> None:
    page = tmp_path / "measured.html"
    bare = re.sub(r"<meta http-equiv=[^>]*>", "", html)
    inside = escape(bare.replace("</body>", f"{MEASURE}</body>"))
    # A window is never narrower than 500, a frame is.
    page.write_text(f'<body><iframe style="width:{width}px;height:900px;border:0" srcdoc="{inside}"></iframe>', "utf-8")
    match = re.search(r'data-measured="([^"]*)"', run(tmp_path, page, "--window-size=1400,1000", "--dump-dom"))
    assert match
    inner, scroll, wide, sections, limit = match[1].split()
    assert (int(inner), int(scroll), int(wide)) == (width, width, 0)
    assert int(sections) == len(CHAPTERS)
    # The style sheet is in force; under the page's own policy as well, as the next test shows.
    assert limit == "1152px"


@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_drawn_with_its_style_and_without_scripts(tmp_path: Path, html: str, width: int) -> None:
    pictures = []
    for name, text in (("styled", html), ("bare", re.sub(r"(?s)<style>.*?</style>", "", html))):
        page, picture = tmp_path / f"{name}.html", tmp_path / f"{name}.png"
        page.write_text(text, "utf-8")
        run(tmp_path, page, f"--window-size={width},1200", f"--screenshot={picture}")
        pictures.append(picture.read_bytes())
    assert pictures[0].startswith(b"\x89PNG")
    assert int.from_bytes(pictures[0][16:20]) == width
    assert pictures[0] != pictures[1]


def test_it_prints(tmp_path: Path, html: str) -> None:
    page, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(html, "utf-8")
    run(tmp_path, page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    assert paper.read_bytes().startswith(b"%PDF")
