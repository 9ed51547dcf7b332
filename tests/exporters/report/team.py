"""A team of two reviewers and an adjudicator on the small dossier, with everything that a report has to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.content import Report
from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.review.help import CHAN, CLAIMS, SOK, Table, begun, desk_at, judge

MALY = Reviewer(id="maly-keo-9f9f", name="Maly Keo", role="partner")


def worked(folder: Path, changed: dict[str, Table] | None = None) -> ReviewEnvironment:
    """A desk whose folder holds: two finished reviews that differ on e1, an adjudication of that, a damaged file."""
    folder.mkdir(exist_ok=True)
    desk = desk_at(folder, changed=changed)
    with_cell = [*CLAIMS, "cell:p1/output", "gap:p1/law:none"]
    for reviewer, verdict, strength in ((SOK, "holds", "high"), (CHAN, "does_not_hold", "moderate")):
        session = begun(desk, with_cell, reviewer)
        judge(session, "evidence:e1", verdict, strength)
        judge(session, "evidence:e2", "holds_in_part", strength)
        session.note("evidence:e2", f"Asked {SOK.name}, =1+1 <b>in</b> {session.id}")
        session.decide("cell:p1/output", {"effectiveness": strength, "body": "low"}, basis="own_observation")
        session.observe("evidence:e3", "Children at the gate", place="Kampot", date="2026-11")
        session.answer("evidence:e4", "verdict", "holds")
        session.undo()
        session.finish()
        session.close()
    _adjudicate(desk)
    (desk.reviews / "broken-sok-dara.json").write_bytes(b"{")
    return desk


def _adjudicate(desk: ReviewEnvironment) -> None:
    items = desk.items
    analysis = analyse(SessionRepository(desk).entries(), items)
    session = start_adjudication(desk, [disagreement.key for disagreement in analysis.differing], MALY, "en")
    seen = analysis.ratings.of("evidence:e1")
    record_final_answer(session, seen, "evidence:e1", {"verdict": "holds", "strength": "moderate"}, "The page says so")
    session.close()


def report_of(desk: ReviewEnvironment, language: str = "en", options: ReportOptions | None = None) -> Report:
    """The report of a desk's folder."""
    context = ViewContext(desk.items.dossier, Translator(language, desk.items.dossier.meta.default_language))
    return build_report(context, desk.items, SessionRepository(desk).entries(), options or ReportOptions())


@dataclass
class Page:
    """What an HTML page holds: its tags in order, and its words outside of head and drawings."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    _SILENT = {"svg", "style", "head"}

    def __init__(self) -> None:
        super().__init__()
        self.page, self._silent, self._skip = Page(), 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.page.tags.append((tag, attributes))
        self._silent += tag in self._SILENT
        self._skip = attributes.get("class") == "skip"
        if tag not in {"strong", "span", "em"}:
            self.page.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT
        self._skip = False
        if tag not in {"strong", "span", "em"}:
            self.page.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._skip:
            self.page.words.append(data)


def read_html(text: str) -> Page:
    """A page's tags and words."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.page.words = "".join(reader.page.words).split()
    return reader.page


def tokens_of(markdown: str) -> list[Any]:
    """What a reader of Markdown makes of a text, the parts of lines as well."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [*tokens, *(child for token in tokens for child in token.children or [])]


def read_markdown(text: str) -> Page:
    """The words that a reader of Markdown shows."""
    return read_html(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
