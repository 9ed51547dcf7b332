"""What pages and the report say of the copies of sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.link_file import document_name
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Source
from ilo_tui.exporters.report.dossier_data import source_lines
from ilo_tui.views.context import ViewContext
from ilo_tui.views.copy_words import copy_blocks
from ilo_tui.views.markup import plain_lines
from tests.copies.help import DAY, HTML, LATER, PDF, link_to, put
from tests.dossier.small import opened, small2


@pytest.fixture
def context(tmp_path: Path) -> ViewContext:
    dossier = opened(tmp_path, small2())
    return ViewContext(dossier, Translator("en"), copies=CopiesFolder(tmp_path / "d.sources", dossier.meta.id))


def source_of(context: ViewContext) -> Source:
    return next(iter(context.dossier.records(Source)))


def page(context: ViewContext, source: Source) -> str:
    return "\n".join(plain_lines(list(copy_blocks(context, source)), 200))


def test_a_page_says_that_there_is_none_or_why_none_can_be_had(context: ViewContext) -> None:
    assert page(context, source_of(context)) == "Copy: none on this computer"
    closed = Source(id="x", title="t", kind="other", no_copy={"en": "only to be read in Geneva"})
    assert page(context, closed) == "No copy of it: only to be read in Geneva"


def test_a_page_names_every_document_and_says_when_its_content_was_compared(
    context: ViewContext, tmp_path: Path
) -> None:
    source, dossier = source_of(context), context.dossier.meta.id
    put(tmp_path / "d.sources", link_to(HTML, media="html", source_id=source.id, dossier=dossier, added=LATER), HTML)
    link = put(tmp_path / "d.sources", link_to(source_id=source.id, dossier=dossier, file_name="a\x1b[31m.pdf"))
    first, second = page(context, source).splitlines()
    assert first.startswith("Copy: a␛[31m.pdf (PDF), added on 1 March 2026; before it is opened, it is compared")
    assert second == "Further copy: survey.pdf (web page), added on 2 March 2026"
    assert context.copies.check(link) == "here"
    assert "its content is the one that was attached" in page(context, source)


@pytest.mark.parametrize(("data", "state", "words"), [(b"", "altered", "or damaged"), (None, "missing", "missing")])
def test_a_page_and_the_report_say_what_is_wrong_with_a_document(
    context: ViewContext, tmp_path: Path, data: bytes | None, state: str, words: str
) -> None:
    source = source_of(context)
    link = put(tmp_path / "d.sources", link_to(source_id=source.id, dossier=context.dossier.meta.id, added=DAY))
    path = tmp_path / "d.sources" / document_name(link)
    assert path.read_bytes() == PDF
    assert source_lines(context)[0].copy == "here"
    path.unlink() if data is None else path.write_bytes(data)
    assert words in page(context, source)
    assert source_lines(context)[0].copy == state
