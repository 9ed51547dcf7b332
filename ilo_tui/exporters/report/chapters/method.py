"""Scope and method: what was judged, what was hidden meanwhile, how decisions are counted, and on which scales."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.exporters.report.dossier_content import ScaleLine, ScaleValue
from ilo_tui.exporters.report.parts import Heading, Items, Paragraph, Part, Remark, Statement
from ilo_tui.exporters.report.table import Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView


def parts(view: ReportView) -> Iterator[Part]:
    """The method in paragraphs and lists, then the scales."""
    tr = view.tr
    yield Paragraph(
        tr(
            "Every claim of the dossier is about a programme, a policy or the country, and stands under one of the "
            "dimensions below. Reviewers read what the dossier says, with the reference of its source, and answer the "
            "questions of the scales."
        )
    )
    yield Paragraph(
        tr(
            "Where a copy of the source was there, reviewers could read it beside the claim: a page of it that was on "
            "their screen, or what they stated themselves, is the basis of the decision. Nobody checked it further."
        )
    )
    yield from _proofs(view)
    yield from _hidden(view)
    yield Heading(3, tr("Dimensions"))
    for dimension in view.report.dimensions:
        if dimension.definition:
            yield Statement(dimension.name, [dimension.definition, dimension.question])
    yield Heading(3, tr("How decisions are counted"))
    yield Items(_counting(view))
    yield Heading(3, tr("Scales"))
    for scale in view.report.scales:
        yield _scale(view, scale)
    if not view.report.scales:
        yield Remark(tr("The dossier has no scales, so nothing can be judged."))


def _proofs(view: ReportView) -> Iterator[Part]:
    """How many excerpts stand in the copies of their sources."""
    tr, lines = view.tr, view.report.proofs
    if not lines:
        return
    yield Heading(3, tr("Excerpts in the copies of their sources"))
    yield Paragraph(
        tr(
            "The program compared each excerpt with the text of the copy: its words have to stand there in that order, "
            "white space, hyphenation, ligatures and quotation marks apart."
        )
    )
    yield Items([tr("{n} {what}", n=line.n, what=line.text) for line in lines])


def _hidden(view: ReportView) -> Iterator[Part]:
    tr = view.tr
    yield Heading(3, tr("What was hidden from reviewers"))
    yield Paragraph(tr("Until a reviewer had answered, the program hid:"))
    yield Items(
        [
            tr("whether the dossier takes a claim for evidence for or against, and how far it trusts the claim;"),
            *_hidden_ties(view),
            tr("the degree of an alignment that the dossier states;"),
            tr("what is concluded on the dimensions;"),
            tr("what other reviewers decided."),
        ]
    )
    yield Paragraph(
        tr(
            "Who asked for it with --unblind saw it all the same, which is not recorded. Version 0.1 of the program "
            "still showed for and against in its search and beside the question."
        )
    )


def _hidden_ties(view: ReportView) -> list[str]:
    """What more there is to hide where a dossier says who acts."""
    if not view.report.actors:
        return []
    return [
        view.tr(
            "how a claim or an alignment is tied to the actor that is evaluated, which way things moved, the editors' "
            "notes, and which other claim tells the same fact;"
        ),
        view.tr("whether aims were reached, and what findings say;"),
    ]


def _counting(view: ReportView) -> list[str]:
    tr = view.tr
    return [
        tr(
            "One decision a reviewer and item: where somebody judged an item more than once, the latest one counts, "
            "by the clock of the machine it was made on. Decisions on an item that the dossier has changed since are "
            "not counted."
        ),
        tr(
            "A rating is what a decision answers to one scale. A table of ratings has a claim as often as reviewers "
            "judged it, a table of claims has it once."
        ),
        tr(
            "Answers that have an order are summed up by their median and their distribution, never by a mean. A "
            "median that falls between two answers is given as both, for instance 4-5."
        ),
        tr(
            "Answers that the question cannot be answered have no rank: they are left out of medians and stand in the "
            "distributions."
        ),
        tr(
            "A final answer is what an adjudication decided after seeing the decisions that count, or the answer that "
            "all of at least two reviewers gave."
        ),
        tr(
            "A gap is a crossing of a programme with a dimension that has no claim, one source, or one side only "
            "(context takes no side), or of a programme with a policy that no alignment joins."
        ),
        tr(
            "The basis is what the reviewer stated that a decision rests on: the source itself, own observation, an "
            "interview, the dossier only, or something else."
        ),
    ]


def _scale(view: ReportView, scale: ScaleLine) -> Table:
    """Its answers, under `verdict: On this basis, ...? [asked of a claim; nominal (no order)]`."""
    tr, words = view.tr, view.words
    about = f"[{words.word('applies_to', scale.applies_to)}; {words.word('scale', scale.kind)}]"
    columns: Columns[ScaleValue] = [
        (tr("Answer"), lambda value: value.label),
        (tr("Rank"), lambda value: tr("no rank") if value.rank is None else value.rank),
        (tr("Meaning"), lambda value: value.definition),
    ]
    return table_of(f"{words.scale(scale.id)}: {scale.question} {about}", columns, scale.values)
