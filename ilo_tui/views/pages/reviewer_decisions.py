"""What a reviewer decided, as lines of the dossier's pages and as a word in its lists."""

from __future__ import annotations

from dataclasses import dataclass

from ilo_tui.dossier.model import Scale
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.pages.decisions import answers_line, label_of


@dataclass(frozen=True)
class ReviewerDecisionTexts:
    """The decisions of one reviewer as they were when they were read."""

    decisions: ReviewerDecisions

    def mark(self, context: ViewContext, item: str) -> str:
        """What this reviewer answered first on an item, in a word."""
        latest = self.decisions.decision_on(item)
        for scale, code in latest.decision.values.items() if latest else ():
            answer = label_of(context.tr, context.dossier.get(Scale, scale), code)
            return context.tr("you: {answer}", answer=answer)
        return ""

    def blocks(self, context: ViewContext, item: str) -> list[Block]:
        """The decision and its note, below an empty line; nothing where there is none."""
        lines = self._decision(context, item)
        return [Block(), *lines] if lines else []

    def _decision(self, context: ViewContext, item: str) -> list[Block]:
        tr, latest = context.tr, self.decisions.decision_on(item)
        if not latest:
            return []
        answers = answers_line(tr, context.dossier, latest.decision)
        lines = [Block((Span(tr("Your decision: "), "heading"), Span(answers)), 0, 2)]
        if latest.decision.note:
            note = latest.decision.note.replace("\n", " ")
            lines.append(Block((Span(tr("Your note: "), "dim"), Span(note)), 0, 2))
        return lines
