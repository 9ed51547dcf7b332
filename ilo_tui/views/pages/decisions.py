"""Decisions and the items they are about, as lines and pages."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Alignment, Evidence, Scale, Suggestion
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Observation
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import CONFIDENCE_WORDS, DEGREES, GAPS, ORIGINS, STANCES
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.evidence import about_blocks, claim_block, claim_blocks, counts
from ilo_tui.views.pages.policy import provision_line

BASES = {
    "source_read": N_("source read"),
    "own_observation": N_("own observation"),
    "interview": N_("interview"),
    "dossier_only": N_("dossier only"),
    "other": N_("other"),
}
"""On what a decision rests."""

ROLES = {
    "staff": N_("staff"),
    "partner": N_("partner"),
    "independent": N_("independent"),
    "other": N_("other"),
}
"""What a reviewer is to the programme."""


def label_of(say: Translator, scale: Scale | None, code: str) -> str:
    """What a scale calls a code."""
    for value in scale.values if scale else ():
        if value.code == code:
            return say.text(value.label)
    return clean(code)


def answers_line(say: Translator, dossier: Dossier, decision: Decision) -> str:
    """`holds, high; source read; flagged`."""
    answers = ", ".join(label_of(say, dossier.scales.get(scale), code) for scale, code in decision.values.items())
    marks = [say("skipped")] if decision.skipped else []
    marks += [say("flagged")] if decision.flagged else []
    return "; ".join(filter(None, [answers, say(BASES[decision.basis]), *marks]))


def item_title(book: ViewContext, items: Items, item: str) -> str:
    """What an item is, in one line."""
    found = items.find(item)
    if found is None:
        return book.say("{item} is no longer in the dossier", item=clean(item))
    if isinstance(found, Evidence):
        return book.say.text(found.statement)
    if isinstance(found, Alignment | Suggestion):
        return book.title(found)
    if item.startswith("cell:"):
        row, _, column = item.removeprefix("cell:").partition("/")
        return f"{book.code(row)} × {book.name(column)}"
    programme, _, rest = item.removeprefix("gap:").partition("/")
    crossed, _, kind = rest.partition(":")
    return f"{book.code(programme)} × {book.name(crossed)}: {book.say(GAPS.get(kind, kind))}"


def observation_line(one: Observation) -> str:
    """What was observed, with its place and date."""
    seen = one.observation
    return ", ".join(filter(None, (seen.text.replace("\n", " "), seen.place, seen.date)))


def observed_title(book: ViewContext, items: Items, item: str) -> str:
    """What an observation is about: a claim in its words, or the two ends of a cell."""
    if item.startswith("evidence:"):
        return f"{item.partition(':')[2]}, {item_title(book, items, item)}"
    row, _, column = item.removeprefix("cell:").partition("/")
    return f"{book.name(row)} × {book.name(column)}"


def item_blocks(book: ViewContext, items: Items, item: str) -> list[Block]:
    """An item as a reviewer sees it before the answer: without the dossier's own confidence or degree."""
    found, say = items.find(item), book.say
    if isinstance(found, Evidence):
        return [*claim_blocks(book, found), *about_blocks(book, found)]
    if isinstance(found, Alignment):
        return _alignment(book, found)
    if isinstance(found, Suggestion):
        questions = [Block((Span("- "), Span(say.text(text))), 0, 2) for text in found.sub_questions]
        return [block(say.text(found.title), "title"), block(say.text(found.text)), *questions]
    if found is None:
        return [block(item_title(book, items, item), "warn")]
    row, _, rest = item.partition(":")[2].partition("/")
    column = rest.partition(":")[0]
    blocks = [block(f"{book.name(row)} × {book.name(column)}", "title")]
    if item.startswith("gap:"):
        blocks.append(block(say("! Gap: {what}", what=item_title(book, items, item)), "warn"))
    if column in book.dossier.policies:
        return [*blocks, block(say.text(book.dossier.policies[column].summary))]
    claims = book.gap_map.cell(row, column).evidence
    return [*blocks, Block(counts(book, claims)), Block(), *(claim_block(book, one) for one in claims)]


def _alignment(book: ViewContext, one: Alignment) -> list[Block]:
    from ilo_tui.views.pages.citation import field, source_blocks

    say = book.say
    row = one.programme or one.from_policy or ""
    provision = book.dossier.provision(one.policy, one.provision)
    blocks = [block(f"{book.name(row)} × {book.name(one.policy)}", "title")]
    if provision:
        blocks.append(field(say("Provision"), provision_line(book, provision)))
    blocks += [block(say.text(one.rationale)), *source_blocks(book, one.source, one.locator)]
    return [*blocks, field(say("Origin"), say(ORIGINS[one.origin]))]


def neighbours(book: ViewContext, items: Items, item: str) -> list[Block]:
    """What else speaks for and against: the other claims of the same crossing."""
    found = items.find(item)
    if not isinstance(found, Evidence):
        return []
    field = next((name for name in ("programme", "policy", "indicator") if getattr(found, name)), "dimension")
    about = getattr(found, field)
    same = (
        [one for one in book.dossier.evidence_of(field, about) if one.dimension == found.dimension and one is not found]
        if about
        else []
    )
    waiting = [one for one in same if book.blinding.claim(one)]
    known = [one for one in same if one not in waiting]
    groups = [
        (book.say("What else speaks for"), [one for one in known if one.stance == "supports"]),
        (book.say("What else speaks against"), [one for one in known if one.stance == "contradicts"]),
    ]
    if waiting:
        rest = book.say("What else is claimed; for or against is shown after your answer")
        groups = [*(group for group in groups if group[1]), (rest, waiting)]
    blocks: list[Block] = []
    for title, told in groups:
        blocks += [*heading(f"{title} ({len(told)})"), *(claim_block(book, one) for one in told)]
    return blocks


def after_answer(book: ViewContext, items: Items, item: str) -> str:
    """What the dossier itself thinks, which a reviewer sees only after the answer."""
    found, say = items.find(item), book.say
    if isinstance(found, Evidence):
        stance, confidence = say(STANCES[found.stance][1]), say(CONFIDENCE_WORDS[found.confidence])
        return say(
            "the dossier: {stance}, confidence {confidence}",
            stance=stance,
            confidence=confidence,
        )
    if isinstance(found, Alignment):
        return say(
            "the dossier: degree {degree}", degree=say(DEGREES[found.degree][1]) if found.degree else say("none stated")
        )
    return ""
