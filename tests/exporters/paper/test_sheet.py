"""Judging sheets: every box of every scale, both languages, nothing that would lead, nothing from outside."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.dossier.template import template
from ilo_tui.exporters.paper.codes import Codes
from ilo_tui.exporters.paper.content import build_sheet
from ilo_tui.exporters.paper.sheet import as_html
from ilo_tui.review.item_kinds import QUEUES
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue, QueueKind
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.views.context import NoDecisions, ViewContext
from ilo_tui.views.labels import CONFIDENCE, DEGREES
from ilo_tui.views.pages.decisions import BASES
from tests.dossier.small import alignment, both, claim
from tests.review.help import dossier_of

SHIPPED = Path(__file__).parents[2] / "golden" / "shipped.json"
KINDS: list[QueueKind] = ["evidence", "cells", "alignments", "suggestions", "gaps"]
CODE = re.compile(r'<span class="code">([0-9A-Z-]+)</span>')
CODE_ANYWHERE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}")


def page(dossier: Dossier, kind: QueueKind = "evidence", language: str = "en", where: str = "") -> str:
    items = Items(dossier)
    tr = Translator(language, dossier.meta.default_language)
    queue = choose(items, Choice(kind=kind, where=where), ReviewerDecisions())
    return as_html(build_sheet(ViewContext(dossier, tr), items, queue), tr)


class Text(HTMLParser):
    """The words of a page, and the tags that are left open."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(html: str) -> Text:
    reader = Text()
    reader.feed(html)
    assert reader.open == []
    return reader


def text_of(html: str) -> str:
    return " ".join("".join(parsed(html).words).split())


@pytest.mark.share(3)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_item_has_its_code_and_every_answer_its_box(kind: QueueKind, language: str) -> None:
    dossier = load(default_path())
    items, html = Items(dossier), page(dossier, kind, language)
    codes, tr = Codes(items), Translator(language)
    questions = [codes.find(code) for code in CODE.findall(html)]
    assert [question.item for question in questions] == choose(items, Choice(kind=kind), ReviewerDecisions()).items
    text = text_of(html)
    for scale in items.scales(QUEUES[kind].scales):
        assert text.count(scale.question[language]) == len(questions) + 1
        for value in scale.values:
            assert html.count(f"<b>{value.key}</b> {value.label[language]}") >= len(questions) + 1
    for number, label in enumerate(BASES.values(), 1):
        assert html.count(f"<b>/{number}</b> {tr(label)}") == len(questions) + 1
    assert html.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')


def test_source_and_locator_stand_with_every_claim(tmp_path: Path) -> None:
    claims = [
        claim("a", programme="p1", dimension="output", locator="p. 17", other_sources=[{"source": "src"}]),
        claim("b", programme="p1", dimension="outcome", stance="contradicts"),
    ]
    dossier = dossier_of(tmp_path, {"evidence": claims})
    for kind in ("evidence", "cells"):
        text = text_of(page(dossier, kind, where="programme:p1"))
        assert text.count("A report") == 3
        assert "Locator: p. 17" in text
        assert text.count("Locator: not recorded") == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_dossier_s_own_confidence_and_degree_are_not_on_it(kind: QueueKind, language: str, tmp_path: Path) -> None:
    def page_with(confidence: str, degree: str, name: str) -> str:
        claims = [
            claim(f"e{n}", programme="p1", dimension="output", confidence=confidence, statement=both(f"It {n}"))
            for n in range(3)
        ]
        links = [alignment("a1", programme="p1", degree=degree, rationale=both("So"))]
        suggested = {"evidence": claims, "alignments": links}
        html = page(dossier_of(tmp_path, suggested, name), kind, language)
        return CODE_ANYWHERE.sub("CODE", html)

    assert page_with("high", "principal", "a.json") == page_with("low", "not_targeted", "b.json")
    text = page_with("high", "principal", "c.json")
    tr = Translator(language)
    assert not any(tr(word) in text for word in CONFIDENCE.values())
    assert tr(DEGREES["not_targeted"][1]) not in text


class Marked(NoDecisions):
    """Somebody who has an answer on every item."""

    def mark(self, context: ViewContext, item: str) -> str:
        """A word that is nowhere else."""
        return "MARK-OF-MINE"


def test_no_rating_is_on_it_even_where_the_context_knows_them(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    items, tr = Items(dossier), Translator("en")
    context = ViewContext(dossier, tr)
    html = as_html(build_sheet(context, items, Queue(kind="cells", items=["cell:p1/outcome"])), tr)
    marked = context.with_decisions(Marked())
    assert as_html(build_sheet(marked, items, Queue(kind="cells", items=["cell:p1/outcome"])), tr) == html


@pytest.mark.slow
def test_it_fetches_nothing_and_runs_nothing() -> None:
    reader = parsed(page(load(default_path())))
    assert {name for name, _ in reader.attributes} <= {"lang", "charset", "name", "content", "http-equiv", "class"}
    assert "@import" not in "".join(reader.words)
    assert "url(" not in "".join(reader.words)


def test_hostile_texts_are_literal(tmp_path: Path) -> None:
    bad = "</style></table><script>alert(1)</script>\x1b[31m\u202e{{ 7*7 }}"
    claims = [claim("e1", programme="p1", dimension="output", statement=both(bad), locator=bad)]
    sources = [{"id": "src", "title": bad, "kind": "report"}]
    for kind in ("evidence", "cells"):
        html = page(dossier_of(tmp_path, {"evidence": claims, "sources": sources}), kind)
        parsed(html)
        assert "<script" not in html
        assert "\x1b" not in html
        assert "\u202e" not in html
        assert "{{ 7*7 }}" in html


def test_a_queue_of_attribution_asks_for_it(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    items, tr = Items(dossier), Translator("en")
    queue = Queue(kind="attribution", items=["evidence:e2"])
    sheet = build_sheet(ViewContext(dossier, tr), items, queue)
    assert [len(question.boxes) for question in sheet.questions] == [3]
    assert Codes(items).find(sheet.items[0].code).kind == "attribution"
    assert "definition outcome" in as_html(sheet, tr)


def test_a_sheet_can_be_kept_as_data(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    items = Items(dossier)
    sheet = build_sheet(ViewContext(dossier, Translator("id")), items, choose(items, Choice(), ReviewerDecisions()))
    assert msgspec.json.decode(msgspec.json.encode(sheet), type=type(sheet)) == sheet


def new_dossier(folder: Path) -> Dossier:
    """The dossier that `ilo-tui new` writes, with the usual scales."""
    path = folder / "mine.json"
    path.write_bytes(template("mine"))
    return load(path)


def test_a_question_that_depends_on_another_says_so(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    text = text_of(page(dossier))
    claims = text.count("Basis, if another:")
    assert "Only after 3 or 2 in question 1." in text
    assert text.count("(only after 3 or 2)") == claims
    assert "7F3K-2Q99-0HG 3 4 /2 note" in text
    assert "Not asked where" not in text and "(not after:" not in text
    assert "Hanya setelah 3 atau 2 pada pertanyaan 1." in text_of(page(dossier, language="id"))


def test_a_question_that_depends_on_another_sheet_names_its_question_and_answers(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    tr = Translator("en")
    queue = Queue(kind="attribution", items=["evidence:meals-003"])
    text = text_of(as_html(build_sheet(ViewContext(dossier, tr), Items(dossier), queue), tr))
    assert "Only after 3 (True) or 2 (True in part) to: On this basis, is the statement true?" in text
    assert text.count("(only after 3 (True) or 2 (True in part))") == 1


def test_there_is_a_line_to_say_why_where_an_answer_needs_a_reason(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    text = text_of(page(dossier, "cells"))
    crossings = text.count("Basis, if another:")
    assert text.count("Why, after 4 or 1:") == crossings == 3
    assert text.count("After 4 or 1, write why.") == 1
    assert "Mengapa, setelah 4 atau 1:" in text_of(page(dossier, "cells", "id"))
    assert "Why, after" not in text_of(page(dossier))


def test_a_sheet_of_a_dossier_of_schema_1_says_what_it_said() -> None:
    text = text_of(page(load(SHIPPED)))
    assert "Not asked where the answer before was: Cannot tell." in text
    assert not any(words in text for words in ("nly after", "Why, after", "write why"))
