"""Whatever a text holds, Markdown shows just it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.exporters.report.markdown import literal
from tests.exporters.report.team import read_markdown, tokens_of

MARKUP = {"html_block", "html_inline", "link_open", "image", "em_open", "s_open", "code_inline", "fence", "code_block"}
NASTY = st.text(alphabet=st.sampled_from("*_`~[]()<>!#+-=.|\\&;:@/^${} \t1aé\u00a0សw"), max_size=40)


@given(st.one_of(NASTY, st.text(max_size=60)))
@example("<script>alert(1)</script> &copy; [a](http://b) ![c](d) <http://e> www.f.org g@h.org")
@example("1. one")
@example("====")
@example("***")
@example("a | b \\| c \\")
@example("1 #")
@example("C#")
@example("# ##")
@example("#")
@example("a \\#")
@example("a #\t#")
def test_a_text_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    shown = clean(text)
    escaped = literal(shown)
    for markdown in (f"before\n\n{escaped}\n", f"- {escaped}\n", f"# {escaped}\n", f"| a |\n| --- |\n| {escaped} |\n"):
        assert not {token.type for token in tokens_of(markdown)} & MARKUP
        words = read_markdown(markdown).words
        head = {"b": ["before"], "|": ["a"]}.get(markdown[0], [])
        assert words == head + shown.split()


def test_bare_addresses_are_no_links() -> None:
    """Some readers link them; they look for these very letters."""
    text = literal("see https://evil.org, www.evil.org or x@evil.org")
    assert "https://" not in text
    assert "www." not in text
    assert "x@" not in text
