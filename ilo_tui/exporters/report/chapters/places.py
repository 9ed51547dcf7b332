"""Places: which programmes were where, and who says what of it."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.dossier.voices import Range
from ilo_tui.exporters.report.dossier_content import PlaceLine
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import ROWS, Columns, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.weighing_words import LEVEL_NAMES
from ilo_tui.views.weights import range_text


def parts(view: ReportView) -> Iterator[Part]:
    """How places are told apart and what is counted, then a row for each."""
    tr, places = view.tr, view.report.places
    if not any(line.level or ":" not in line.place for line in places):
        yield Paragraph(tr("The dossier names no place."))
        return
    yield Paragraph(
        tr(
            "A claim of several places is in each. Places that are written in several ways are one by the dossier's "
            "own names alone; what these do not name stands as it is written. Voices {level}; claims of every tie, "
            "each fact once.",
            level=tr(LEVEL_NAMES[tie]) if (tie := places[0].tie) else tr("all count as tied"),
        )
    )
    columns: Columns[PlaceLine] = [
        (tr("Place"), lambda line: line.name),
        (tr("Level"), lambda line: _kind(view, line)),
        (tr("Programmes"), lambda line: [view.words.code(ident) for ident in line.programmes]),
        (tr("Voices for"), lambda line: range_text(Range(line.voices_supports, line.voices_supports_high))),
        (tr("Voices against"), lambda line: range_text(Range(line.voices_contradicts, line.voices_contradicts_high))),
        (tr("Voices, context"), lambda line: range_text(Range(line.voices_context, line.voices_context_high))),
        (tr("Claims for"), lambda line: line.supports),
        (tr("Claims against"), lambda line: line.contradicts),
        (tr("Claims, context"), lambda line: line.context),
        (tr("Observations"), lambda line: line.observations),
    ]
    yield from view.shortened(table_of(tr("Places"), columns, places, shown=ROWS))
    elsewhere = len(view.report.observations) - sum(line.observations for line in places)
    if elsewhere:
        yield Remark(
            tr.many(
                "1 observation names none of these places, or several.",
                "{n} observations name none of these places, or several.",
                elsewhere,
            )
        )


def _kind(view: ReportView, line: PlaceLine) -> str:
    """The level that the dossier gives a place; of others, that it does not name them."""
    if line.level:
        return view.words.word("place", line.level)
    return "" if line.place == "none:" else view.tr("not among the dossier's names")
