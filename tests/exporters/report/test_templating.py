"""HTML and Markdown: the same words, a sound structure, nothing from outside, hostile text as text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.chapters import CHAPTERS
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.table import ROWS
from ilo_tui.exporters.report.templating import as_html, as_markdown
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext
from tests.dossier.small import opened, programme
from tests.exporters.report.team import read_html, read_markdown, report_of, tokens_of, worked
from tests.review.help import tables
from tests.views.pages.test_hostile import HOSTILE, filled, full

INJECTED = (
    "</style></p><script>alert(1)</script><img src=x onerror=y> [link](http://evil.org) <b>b</b> | `c` **d** {{ 7*7 }}"
)


@pytest.fixture(scope="module")
def default() -> Dossier:
    return load(default_path())


def alone(dossier: Dossier, language: str = "en") -> Report:
    return build_report(
        ViewContext(dossier, Translator(language, dossier.meta.default_language)), Items(dossier), [], ReportOptions()
    )


@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_both_formats_have_the_same_words(tmp_path: Path, language: str) -> None:
    for options in (ReportOptions(), ReportOptions(anonymise=True)):
        report = report_of(worked(tmp_path / str(options.anonymise)), language, options)
        tr = Translator(language)
        words = read_html(as_html(report, tr)).words
        assert words == read_markdown(as_markdown(report, tr)).words
        assert len(words) > 1000


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_both_formats_of_the_default_dossier_have_the_same_words(default: Dossier, language: str) -> None:
    report, tr = alone(default, language), Translator(language)
    assert read_html(as_html(report, tr)).words == read_markdown(as_markdown(report, tr)).words


def test_the_text_tells_what_the_report_holds(tmp_path: Path) -> None:
    report = report_of(worked(tmp_path))
    words = " ".join(read_html(as_html(report, Translator("en"))).words)
    for words_expected in (
        "moderate to high (2-3), n = 2",
        "Sok Dara (dossier only; holds_in_part, high): “Asked Sok Dara, =1+1 <b>in</b>",
        "Chan Thy (Kampot; 2026-11): “Children at the gate”",
        "holds 1, does_not_hold 1",
        "Maly Keo: “The page says so”",
        "damaged: it cannot be read",
        "this report names: Chan Thy, Maly Keo, Sok Dara",
        *(line.text for line in report.limits),
        *(line.check_code for line in report.sessions if line.check_code),
    ):
        assert words_expected in words


def test_without_decisions_it_says_so(default: Dossier) -> None:
    words = " ".join(read_html(as_html(alone(default), Translator("en"))).words)
    assert "not known: no decisions yet" in words
    assert "Not known: nothing was judged by two reviewers." in words
    assert "There are no sessions." in words
    assert "No verdict yet." in words


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_is_built_for_everybody(tmp_path: Path, language: str) -> None:
    page = read_html(as_html(report_of(worked(tmp_path), language), Translator(language)))
    named = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": language})
    assert [named.count(tag) for tag in ("main", "nav", "header", "h1")] == [1, 1, 1, 1]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in [
        attributes for _, attributes in page.tags
    ]
    levels = [int(tag[1]) for tag in named if re.fullmatch("h[1-6]", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert named.count("table") == named.count("caption") > 10
    assert all(attributes.get("scope") in {"row", "col"} for tag, attributes in page.tags if tag == "th")
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert links == ["#main", *(f"#{chapter}" for chapter in CHAPTERS)]
    assert {str(link)[1:] for link in links} <= set(ids)
    assert all(attributes.get("aria-labelledby") in ids for tag, attributes in page.tags if tag in {"section", "nav"})
    charts = as_html(report_of(worked(tmp_path / "more"), language), Translator(language)).split("<svg")[1:]
    assert charts
    assert all("<title>" in chart and "<desc>" in chart and 'role="img"' in chart for chart in charts)


def test_nothing_is_fetched_and_nothing_runs(default: Dossier) -> None:
    html = as_html(alone(default), Translator("en"))
    page = read_html(html)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [attributes for _, attributes in page.tags if attributes.keys() & {"src", "srcset", "style", "action"}]
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.share(3)
@pytest.mark.parametrize("text", [*HOSTILE.values(), INJECTED])
def test_hostile_text_is_text_in_both(tmp_path: Path, text: str) -> None:
    report, tr = alone(opened(tmp_path, filled(full(), text))), Translator("en")
    html, markdown = as_html(report, tr), as_markdown(report, tr)
    page = read_html(html)
    assert page.words == read_markdown(markdown).words
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b"}
    links = [attributes.get("href") for tag, attributes in page.tags if tag == "a"]
    assert all(str(link).startswith("#") for link in links)
    kinds = {token.type for token in tokens_of(markdown)}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "em_open",
        "code_inline",
        "fence",
        "code_block",
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, other: str) -> float:
    dark, light = sorted((_luminance(first), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_ink_can_be_read_on_every_ground(default: Dossier) -> None:
    html = as_html(alone(default), Translator("en"))
    themes = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{([^}]*)", html)]
    assert len(themes) == 3
    for theme in themes:
        for ink in ("ink", "soft", "link"):
            for ground in ("ground", "band", "head", "warn-ground"):
                assert _contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground, theme)
    for fill in set(re.findall(r'fill="(#[0-9a-f]{6})"', html)):
        assert _contrast("#111111", fill) >= 4.5


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    for write in (as_html, as_markdown):
        assert write(report_of(desk), Translator("en")) == write(report_of(desk), Translator("en"))


def test_a_long_matrix_is_shortened_to_what_was_judged_and_says_so(tmp_path: Path) -> None:
    many = {"programmes": [*tables()["programmes"], *(programme(f"more-{number}") for number in range(ROWS))]}
    report = report_of(worked(tmp_path, many))
    html = as_html(report, Translator("en"))
    assert len(report.programmes) > ROWS + 2
    words = " ".join(read_html(html).words)
    assert f"The matrix is shortened to the 1 of {len(report.programmes)} rows" in words
    assert "Programme more-7" not in words
    assert "Programme p1" in words
    assert "Programme p2" not in words
    # The lists are cut with a word on how much is left.
    assert f"{len(report.gaps) - ROWS} more stand in the tables." in words
    assert len(html) < 400_000
