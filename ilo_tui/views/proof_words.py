"""The words for what copies say of claims: where an excerpt stands, and which figures stand nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

if TYPE_CHECKING:
    # Pages of claims are written from here, and looking in texts takes a while to load.
    from ilo_tui.copies.proof import FigureCheck, FigureState, PageName, QuoteCheck, QuoteState

_LONGEST = 300
"""Letters of a passage that are shown."""

MARKS: Mapping[QuoteState, str] = {
    "proven": N_("stands on {page}"),
    "elsewhere": N_("stands on {page}, not on {cited}"),
    "absent": N_("not found in the copy"),
    "no_text": N_("the copy has no text"),
    "no_copy": N_("no copy here"),
    "impossible": N_("no copy can be had"),
    "damaged": N_("the copy is missing or damaged"),
}
"""What stands beside an excerpt."""
COUNTS: Mapping[QuoteState, str] = {
    "proven": N_("excerpts that stand where they are cited"),
    "elsewhere": N_("excerpts that stand on another page"),
    "absent": N_("excerpts that do not stand in the copy"),
    "no_text": N_("excerpts whose copy has no text"),
    "no_copy": N_("excerpts whose source has no copy here"),
    "impossible": N_("excerpts whose source can have no copy"),
    "damaged": N_("excerpts whose copy is missing or damaged"),
}
FIGURE_COUNTS: Mapping[FigureState, str] = {
    "present": N_("claims whose figures all stand there"),
    "missing": N_("claims with figures that do not"),
    "no_text": N_("claims whose copy has no text"),
    "no_copy": N_("claims whose source has no copy here"),
    "impossible": N_("claims whose source can have no copy"),
    "damaged": N_("claims whose copy is missing or damaged"),
}


def page_name(page: PageName, tr: Translator) -> str:
    """A page as people cite it: `p. 4`; of a document without pages the part by its heading."""
    if page.is_printed:
        return tr("p. {page}", page=clean(page.label) or page.number)
    return f"“{clean(page.label)}”" if page.label.strip() else tr("part {n}", n=page.number)


def page_names(pages: Sequence[PageName], tr: Translator) -> str:
    """Pages in a row; of many the first and the last."""
    names = [page_name(page, tr) for page in pages]
    return ", ".join(names) if len(names) <= 3 else f"{names[0]} … {names[-1]}"


def quote_mark(check: QuoteCheck, tr: Translator) -> str:
    """What stands beside an excerpt: `stands on p. 4`, `not found in the copy`, `no copy here`."""
    return tr(MARKS[check.state], page=page_names(check.pages, tr), cited=page_names(check.cited, tr))


def quote_line(check: QuoteCheck, tr: Translator) -> str:
    """An excerpt in one line: of which claim, where it stands, and if nowhere what comes nearest."""
    line = f"{clean(check.evidence)} ({clean(check.source)}): {quote_mark(check, tr)}"
    if check.state != "absent":
        return line
    if not check.pages:
        return line + tr("; nothing in it is near")
    return line + tr("; nearest, on {page}: “{words}”", page=page_names(check.pages, tr), words=one_line(check.words))


def figure_line(check: FigureCheck, tr: Translator) -> str:
    """The figures of a claim in one line: of which claim, and what of them stands nowhere on which pages."""
    line = f"{clean(check.evidence)} ({clean(check.source)}): "
    if check.state == "missing":
        figures = "; ".join(map(one_line, check.missing))
        if check.cited:
            return line + tr("not on {page}: {figures}", page=page_names(check.cited, tr), figures=figures)
        return line + tr("nowhere in the copy: {figures}", figures=figures)
    if check.state == "present":
        return line + tr("every figure stands there")
    return line + tr(MARKS[check.state])


def quote_counts(checks: Iterable[QuoteCheck], tr: Translator) -> list[str]:
    """How many excerpts there are of each state that there is: `12  excerpts that ...`."""
    counts = Counter(check.state for check in checks)
    return _counts([(counts[state], tr(words)) for state, words in COUNTS.items()])


def figure_counts(checks: Iterable[FigureCheck], tr: Translator) -> list[str]:
    """How many claims there are of each state that there is."""
    counts = Counter(check.state for check in checks)
    return _counts([(counts[state], tr(words)) for state, words in FIGURE_COUNTS.items()])


def _counts(counted: list[tuple[int, str]]) -> list[str]:
    width = len(str(max((n for n, _ in counted), default=0)))
    return [f"{n:>{width}}  {words}" for n, words in counted if n]


def one_line(words: str) -> str:
    """Words of a document in one line, made safe, and cut where they are many."""
    line = " ".join(clean(words).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def quote_fields(checks: Iterable[QuoteCheck], tr: Translator) -> list[dict[str, object]]:
    """Excerpts as data."""
    return [
        {
            "evidence": check.evidence,
            "source": check.source,
            "state": check.state,
            "cited": [page.label or str(page.number) for page in check.cited],
            "pages": [page.label or str(page.number) for page in check.pages],
            "words": check.words,
            "message": quote_line(check, tr),
        }
        for check in checks
    ]


def figure_fields(checks: Iterable[FigureCheck], tr: Translator) -> list[dict[str, object]]:
    """Figures as data."""
    return [
        {
            "evidence": check.evidence,
            "source": check.source,
            "state": check.state,
            "missing": list(check.missing),
            "cited": [page.label or str(page.number) for page in check.cited],
            "message": figure_line(check, tr),
        }
        for check in checks
    ]
