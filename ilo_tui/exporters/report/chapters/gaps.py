"""Gaps, and the suggestions for research that cover them."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.dossier_content import GapLine, SuggestionLine
from ilo_tui.exporters.report.parts import Heading, Paragraph, Part, Remark, Statement
from ilo_tui.exporters.report.table import ROWS, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.pages.gap import searched_words


def parts(view: ReportView) -> Iterator[Part]:
    """The suggestions, the gaps counted by kind, then the gaps."""
    tr = view.tr
    yield Heading(3, tr("Suggestions for research"))
    for suggestion in view.report.suggestions:
        remarks = view.answers.remarks(f"suggestion:{suggestion.id}")
        yield Statement(suggestion.title, _lines(view, suggestion), remarks)
    if not view.report.suggestions:
        yield Remark(tr("The dossier has no suggestions."))
    yield Heading(3, tr("Gaps"))
    yield Paragraph(searched_words(tr, view.report.searches))
    if view.report.gaps:
        yield _by_kind(view)
        yield from view.shortened(_gaps(view))
    else:
        yield Paragraph(tr("No gap was found."))


def _lines(view: ReportView, suggestion: SuggestionLine) -> list[str]:
    """Text, questions, gaps, source and priority of a suggestion."""
    covers = view.tr.many("Covers 1 gap.", "Covers {n} gaps.", suggestion.gaps)
    source = view.words.source(suggestion.source, suggestion.locator)
    answers = view.answers.lines(f"suggestion:{suggestion.id}") or [view.tr("No priority yet.")]
    added = [view.tr("The editors add: {question}", question=text) for text in suggestion.editor_questions]
    return [suggestion.text, *suggestion.sub_questions, *added, covers, source, *answers]


def _by_kind(view: ReportView) -> Table:
    """Of each kind of gap how many there are, and how many no suggestion covers."""
    tr, kinds = view.tr, dict[tuple[str, str], list[GapLine]]()
    for gap in view.report.gaps:
        kinds.setdefault((gap.of, gap.kind), []).append(gap)
    between = {"dimension": tr("programme × dimension"), "policy": tr("programme × policy")}
    columns: Columns[list[GapLine]] = [
        (tr("Between"), lambda gaps: between[gaps[0].of]),
        (tr("Kind"), lambda gaps: view.words.word("gap", gaps[0].kind)),
        (tr("Gaps"), len),
        (tr("Not covered by a suggestion"), lambda gaps: sum(not gap.suggestions for gap in gaps)),
    ]
    return table_of(tr("Gaps by kind"), columns, list(kinds.values()))


def _gaps(view: ReportView) -> Table:
    """Those with a priority first, the others in the order of the matrices."""
    tr, words = view.tr, view.words
    gaps = sorted(view.report.gaps, key=lambda gap: not view.answers.rated(gap.item))
    columns: Columns[GapLine] = [
        (tr("Gap"), lambda gap: words.crossing(gap.programme, gap.crossed)),
        (tr("Kind"), lambda gap: words.word("gap", gap.kind)),
        (
            tr("Covered by"),
            lambda gap: [words.item(f"suggestion:{ident}") for ident in gap.suggestions] or tr("no suggestion"),
        ),
        (tr("Priority"), lambda gap: view.answers.cell(gap.item)),
    ]
    return table_of(tr("Gaps"), columns, gaps, shown=ROWS)
