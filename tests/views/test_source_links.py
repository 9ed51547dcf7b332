"""Links of sources: to the copy first, else to the web; nothing of a hostile address ever becomes one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.link_file import document_name
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, wrap
from ilo_tui.views.pages.citation import source_blocks
from ilo_tui.views.pages.source import source_page
from ilo_tui.views.source_links import address_link, copy_link, source_link, web_address
from tests.copies.help import link_to, put
from tests.dossier.small import opened, small2

SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/?#[]@!$&'()*+,;=%-._~")


@pytest.fixture
def context(tmp_path: Path) -> ViewContext:
    dossier = with_address(tmp_path)
    folder = CopiesFolder(tmp_path / "d #1.sources", dossier.meta.id)
    return ViewContext(dossier, Translator("en"), copies=folder, links=True)


def with_address(tmp_path: Path) -> Dossier:
    """A small dossier whose first source has an address."""
    tables = small2()
    next(iter(tables["sources"].values()))["url"] = "https://example.org/survey"
    return opened(tmp_path, tables)


def addresses(blocks: list[Block]) -> set[str]:
    return {span.link for block in blocks for span in block.spans if span.link}


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.ilo.org/docs/a.pdf?x=1&y=2#p=3", "https://www.ilo.org/docs/a.pdf?x=1&y=2#p=3"),
        ("http://example.org/a%20b", "http://example.org/a%20b"),
        (" https://example.org/ ", "https://example.org/"),
        ("https://example.org/a b/ខ", "https://example.org/a%20b/%E1%9E%81"),
        ('https://example.org/"<x>`{|}^', "https://example.org/%22%3Cx%3E%60%7B%7C%7D%5E"),
        ("http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ],
)
def test_a_web_address_is_linked_with_unusual_characters_as_their_codes(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "", "www.ilo.org", "//example.org", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ssh://host",
        "https://", "https:///x", "https://example.org/\x1b]8;;\x07", "https://example.org/\x1b\\", "https://a.org/\x9c",
        "https://a.org/\n", "https://a.org/\u202e", "https://ilo.org@evil.org/", "https://a:b@evil.org", "http://[::1",
        "https://evil.org\\.ilo.org/", "https://ilо.org/", "https://a.org:99999/", "https://a b.org",
        "https://a.org/" + "x" * 2000,
    ],
)  # fmt: skip
def test_nothing_else_is_ever_linked(url: str) -> None:
    assert web_address(url) == ""


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://", "https://a.org/", "HTTPS://a.org/"]))
def test_no_address_holds_a_character_that_a_terminal_could_take_for_more(rest: str, start: str) -> None:
    address = web_address(start + rest)
    assert SAFE.issuperset(address)
    assert not address or address.lower().startswith(("http://", "https://"))


def test_a_source_is_linked_to_its_copy_where_it_is_intact_else_to_the_web(context: ViewContext) -> None:
    source = next(source for source in context.dossier.records(Source) if source.url)
    web = address_link(context, source)
    assert source_link(context, source.id) == web == source.url
    assert isinstance(context.copies, CopiesFolder)
    link = put(context.copies.path, link_to(source_id=source.id, dossier=context.dossier.meta.id))
    context.copies.forget()
    copy = (context.copies.path / document_name(link)).as_uri()
    assert source_link(context, source.id) == copy_link(context, source) == copy
    assert "d%20%231.sources/" in copy
    assert addresses(source_blocks(context, source.id, None)) == {copy}
    # What reads as the address on the web leads there.
    assert addresses(list(source_page(context, source))) == {copy, web}
    (context.copies.path / document_name(link)).write_bytes(b"altered")
    assert context.copies.check(link) == "altered"
    assert source_link(context, source.id) == web


def test_nothing_is_linked_for_whoever_draws_no_links_and_the_text_is_the_same(context: ViewContext) -> None:
    source = next(source for source in context.dossier.records(Source) if source.url)
    plain = ViewContext(context.dossier, context.tr, copies=context.copies)
    linked, unlinked = (list(source_page(view, source)) for view in (context, plain))
    assert addresses(linked) and not addresses(unlinked)
    assert [[(span.text, span.role) for span in block.spans] for block in linked] == [
        [(span.text, span.role) for span in block.spans] for block in unlinked
    ]


@given(st.integers(8, 60))
def test_every_piece_of_a_wrapped_address_keeps_its_link_and_nothing_else_has_it(width: int) -> None:
    url = "https://example.org/" + "a-long-name/" * 12
    lines = wrap(
        Block((Span("Source: ", "dim"), Span(f"Title. {url}", "link", url), Span(" after", "link")), 2, 2), width
    )
    assert "".join(span.text for line in lines for span in line if span.link).replace(" ", "") == f"Title.{url}"
    assert all(span.link == url for line in lines for span in line if "example" in span.text or "long" in span.text)
    assert all(not span.link for line in lines for span in line if span.text.strip() in {"Source:", "after", ""})
