"""The words for the ten flaws: what each means, what is looked for, what is found, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.facets import NOT_STATED
from ilo_tui.dossier.voices import Voice
from ilo_tui.review.agreement.median import middle_text
from ilo_tui.review.flaws.bias import THESIS
from ilo_tui.review.flaws.result import Case, CaseKind, Flaw, FlawName, UnknownKind
from ilo_tui.review.flaws.subject import OUTSIDE
from ilo_tui.views.claim_labels import TIES
from ilo_tui.views.context import ViewContext, short_name
from ilo_tui.views.flaw_proofs import compared_excerpts, excerpt_count
from ilo_tui.views.labels import FINDING_KINDS, GAPS, STAKES
from ilo_tui.views.weighing_words import LEVEL_NAMES, period_name
from ilo_tui.views.weights import voices_text

T = TypeVar("T")


class FlawWords(NamedTuple):
    """What a flaw is called, what it is in an evaluation, and what of it is looked for in a dossier."""

    title: str
    meaning: str
    looked_for: str


FLAWS: Mapping[FlawName, FlawWords] = {
    "description": FlawWords(
        N_("Description"),
        N_("Who does not know the programme cannot see what was done, where, when, with whom and what for."),
        N_(
            "Of each programme: whether period, place, partner, aim, any figure on its claims and an output that is "
            "tied directly are recorded."
        ),
    ),
    "monitoring_as_evaluation": FlawWords(
        N_("Monitoring as evaluation"),
        N_("What a programme says of itself, or its monitoring, stands where an evaluation should."),
        N_(
            "Rated crossings of an outcome or impact whose tied claims come only from monitoring or project "
            "documents, or only from own and implementing voices."
        ),
    ),
    "data_collection_as_method": FlawWords(
        N_("Data collection as method"),
        N_("Interviews and surveys only collect data; how an answer follows from them is not said."),
        N_("Decisions without a note that gives a reason; whether searches for evidence are recorded."),
    ),
    "unsubstantiated": FlawWords(
        N_("Unsubstantiated"),
        N_("Something is stated, and nothing shows what it rests on."),
        N_(
            "Claims without a locator, without an excerpt, or second-hand; conclusions and claims of the "
            "thesis in whose crossing no independent voice is tied."
        ),
    ),
    "insufficient": FlawWords(
        N_("Insufficient"),
        N_("An assessment is given on too little evidence."),
        N_("Rated crossings whose evidence is limited by the rule of the proposed words, or that are a gap."),
    ),
    "positive_bias": FlawWords(
        N_("Positive bias"),
        N_("What speaks for the programme is sought and told, what speaks against it is not."),
        N_(
            "How many claims are for and against, each fact once, by the stake of who speaks, by tie and by period; "
            "crossings rated 5 or 6 against which an independent voice speaks."
        ),
    ),
    "perspectives": FlawWords(
        N_("Perspectives"),
        N_("Only those are heard who did it, or who paid for it."),
        N_("How many facts each group tells, and the groups that tell none."),
    ),
    "others_ignored": FlawWords(
        N_("Others ignored"),
        N_("A change is put down to the programme as if nobody else had done anything."),
        N_(
            "Tied claims for an outcome or impact beside which, in their crossing, place and period, nobody else's "
            "doing is recorded, and of which nobody answered whose doing it was; changes called shown without a note."
        ),
    ),
    "causal_on_monitoring": FlawWords(
        N_("Causal on monitoring"),
        N_("That the programme caused a change is read out of data that only say that something changed."),
        N_(
            "Claims called shown or contributed that rest on monitoring alone, were judged on the dossier only, or "
            "compare points of different segments."
        ),
    ),
    "general_from_single": FlawWords(
        N_("General from single"),
        N_("One voice or one place is made to speak for all."),
        N_(
            "Rated crossings, conclusions and recommendations on one voice; statements on all the country by a source "
            "of one place."
        ),
    ),
}

UNKNOWN: Mapping[UnknownKind, str] = {
    "no_ratings": N_("No ratings: nothing can be told of rated crossings."),
    "no_aims": N_("Whether aims are known: a dossier of schema 1 has no place for them."),
    "no_output": N_("Whether an output is recorded: no dimension is one of outputs."),
    "source_kinds": N_("What rests on monitoring: a dossier of schema 1 has no codes for kinds of sources."),
    "stakes": N_("Who is independent: no actor's stake is stated."),
    "designs": N_("Designs and methods: a dossier holds what was found, not how it was looked for."),
    "proof": N_("Whether excerpts stand in their sources: they were not compared."),
    "readings": N_("What is second-hand: a dossier of schema 1 does not say how claims were read."),
    "bias": N_("Bias itself: that more speaks for than against may be so because it was so."),
    "ties": N_("For and against by tie: the dossier does not say who is evaluated, so all claims count as tied."),
    "periods": N_("For and against by period: the dossier names no periods."),
    "groups": N_("To which group somebody belongs whom the dossier puts into none."),
    "speakers": N_("Who speaks: a dossier of schema 1 has no actors."),
    "others": N_("What others did: the dossier does not say who acts, or who is evaluated."),
    "no_attribution": N_("Whose doing changes were: nobody has answered it."),
    "notes": N_("Whether a note names another cause: only that there is no note can be seen."),
    "places": N_("What is said of all the country: the dossier names no place as national."),
    "no_findings": N_("Conclusions and recommendations: there are none."),
    "waiting": N_("What waits for your answer: it is left out as long as it would sway you."),
}

_OF_ANSWERS: frozenset[UnknownKind] = frozenset({"no_ratings", "no_attribution"})
_MISSING = {
    "period": N_("period"),
    "place": N_("place"),
    "partner": N_("partner"),
    "aim": N_("aim"),
    "figure": N_("a figure on its claims"),
    "output": N_("an output tied directly"),
}
_QUESTIONS = {
    "evidence": N_("Verdicts"),
    "cell": N_("Ratings of crossings"),
    "alignment": N_("Ratings of alignments"),
    "suggestion": N_("Priorities of suggestions"),
    "gap": N_("Priorities of gaps"),
    "attribution": N_("Answers to attribution"),
    "bearing": N_("Answers to bearing"),
}
_GROUPS = {
    "evaluated": N_("the evaluated actor"),
    "government": N_("government"),
    "employers": N_("employers"),
    "unions": N_("unions"),
    "civil_society": N_("civil society"),
    "media": N_("media"),
    "research": N_("research"),
    "families": N_("families"),
    "others": N_("others"),
}
_SPREADS: Mapping[str, str] = {
    "by_stake": N_("By stake"),
    "by_tie": N_("By tie"),
    "by_period": N_("By period"),
}
_UNSTATED = {
    THESIS: N_("the thesis, which is no voice"),
    NOT_STATED: N_("not stated"),
    OUTSIDE: N_("at another time"),
}

_CASES: Mapping[CaseKind, str] = {
    "description": N_("{programme}: not recorded: {missing}"),
    "monitoring_kinds": N_("{crossing}: rated; tied claims, all from monitoring or project documents: {n}"),
    "interested_voices": N_("{crossing}: rated; tied voices, all own or implementing ones: {n}"),
    "no_reason": N_("{asked} without a reason: {n} of {all}"),
    "no_searches": N_("No searches for evidence are recorded."),
    "no_locator": N_("Claims without a locator: {n} of {all}"),
    "no_excerpt": N_("Claims without an excerpt: {n} of {all}"),
    "second_hand": N_("Claims that are second-hand: {n} of {all}"),
    "excerpts_stand": N_("Excerpts that stand in the copies of their sources: {n} of {all} that were compared"),
    "conclusion_alone": N_("Conclusion “{finding}”: in {crossing} no independent voice is tied"),
    "thesis_alone": N_("{crossing}: no independent voice is tied, and claims of the thesis: {n}"),
    "insufficient": N_("{crossing}: rated; {why}"),
    "by_stake": N_("{key}: {supports} for, {contradicts} against"),
    "by_tie": N_("{key}: {supports} for, {contradicts} against"),
    "by_period": N_("{key}: {supports} for, {contradicts} against"),
    "high_against": N_("{crossing}: effectiveness rated {rating}; independent voices against: {n}"),
    "speaks": N_("{group}: {n} of {all} facts{most}"),
    "silent": N_("Nothing is told by: {groups}"),
    "nobody_else": N_("{crossing}: claims for, and nobody else's doing beside them: {n}"),
    "no_other_cause": N_("Called shown, without a note that could name another cause: {n}"),
    "cause_on_monitoring": N_("Called shown or contributed, from monitoring alone: {n}"),
    "cause_on_dossier": N_("Called shown or contributed, judged on the dossier only: {n}"),
    "cause_on_segments": N_("Called shown or contributed, by points of different segments: {n}"),
    "one_voice_cell": N_("{crossing}: rated; voices: {n}"),
    "one_voice_finding": N_("{of} “{finding}”: voices of its claims: {n}"),
    "national": N_("{source}: statements on all the country: {n}; on {place} alone: {there}"),
}


def flaw_title(context: ViewContext, flaw: Flaw) -> str:
    """`4 Unsubstantiated`."""
    return f"{flaw.number} {context.tr(FLAWS[flaw.name].title)}"


def spread_name(context: ViewContext, case: Case) -> str:
    """By what a case spreads for and against, as the heading of several; empty of any other case."""
    return context.tr(_SPREADS[case.kind]) if case.kind in _SPREADS else ""


def case_text(context: ViewContext, case: Case) -> str:
    """What was found, in one line."""
    words = {name: _WORDS[name](context, case) for name in _WORDS if name in case.values or name in _DERIVED}
    return context.tr(_CASES[case.kind], **case.numbers, **words)


def full_text(context: ViewContext, case: Case) -> str:
    """The same where it stands by itself: `By stake: funder: 3 for, 1 against`."""
    return ": ".join(filter(None, [spread_name(context, case), case_text(context, case)]))


def unknown_text(context: ViewContext, unknown: UnknownKind) -> str:
    """What cannot be told, and why."""
    if unknown == "proof" and (compared := len(compared_excerpts(context))):
        n = excerpt_count(context) - compared
        return context.tr("Whether other excerpts stand in their sources: not compared: {n}.", n=n)
    return context.tr(UNKNOWN[unknown])


def nothing_text(context: ViewContext, flaw: Flaw) -> str:
    """That nothing was found of a flaw; empty where something was, or where for want of answers it cannot be told."""
    cannot_be_told = not _OF_ANSWERS.isdisjoint(flaw.unknown)
    return "" if flaw.cases or cannot_be_told else context.tr("Nothing of the kind was found.")


def level_text(context: ViewContext) -> str:
    """At which tie level crossings are called limited, a gap or of one voice."""
    level = context.tr(LEVEL_NAMES[context.weighing.level])
    return context.tr("Counted: voices {level}, over all of time.", level=level)


def _crossing(context: ViewContext, case: Case) -> str:
    row, column = str(case.values.get("row", "")), str(case.values.get("column", ""))
    return f"{context.code(row)} × {context.name(column)}" if row else ""


def _why(context: ViewContext, case: Case) -> str:
    """By what a crossing rests on too little: the word for its evidence, what it lacks, or both."""
    tr, values, parts = context.tr, case.values, []
    if values.get("limited"):
        counts = {"independent": values["independent"], "direct": values["direct"]}
        parts.append(tr("limited (independent voices: {independent}, of these read directly: {direct})", **counts))
    if gap := values.get("gap"):
        parts.append(tr("gap: {what}", what=tr(GAPS[str(gap)])))
    return "; ".join(parts)


def _rating(context: ViewContext, case: Case) -> str:
    low, high = case.values.get("low"), case.values.get("high")
    return middle_text((low, high)) if isinstance(low, int) and isinstance(high, int) else ""


def _key(context: ViewContext, case: Case) -> str:
    """A stake, tie or period in words."""
    tr, key = context.tr, str(case.values["key"])
    if key in _UNSTATED:
        return tr(_UNSTATED[key])
    if case.kind == "by_period":
        return period_name(context, key)
    if case.kind == "by_stake":
        return tr(STAKES[key])
    return tr(TIES[key], actor=context.short_name(context.dossier.meta.evaluated or ""))


def _most(context: ViewContext, case: Case) -> str:
    """Who tells most of what a group tells that is none."""
    voices = [short_name(voices_text(context, voice)) for voice in _of(case.values.get("voices"), Voice)]
    return context.tr(" (most: {names})", names=", ".join(voices)) if voices else ""


def _place(context: ViewContext, case: Case) -> str:
    """A place by the name that the dossier gives it."""
    word = str(case.values["place"])
    named = context.dossier.crossings.gazetteer.names.get(word)
    return (context.tr.text(named.name) if named else "") or clean(word)


def _listed(context: ViewContext, words: Mapping[str, str], codes: object) -> str:
    """Several codes in words."""
    return ", ".join(context.tr(words[code]) for code in _of(codes, str))


def _of(values: object, kind: type[T]) -> Iterator[T]:
    """Those of several values that are of a kind."""
    yield from (value for value in values if isinstance(value, kind)) if isinstance(values, tuple) else ()


_DERIVED = frozenset({"crossing", "why", "rating", "most"})
"""What words are made of several values of a case."""
_WORDS: Mapping[str, Callable[[ViewContext, Case], str]] = {
    "programme": lambda context, case: context.code(str(case.values["programme"])),
    "missing": lambda context, case: _listed(context, _MISSING, case.values["missing"]),
    "asked": lambda context, case: context.tr(_QUESTIONS[str(case.values["asked"])]),
    "finding": lambda context, case: context.name(str(case.values["finding"])),
    "of": lambda context, case: context.tr(FINDING_KINDS[str(case.values["of"])]),
    "source": lambda context, case: clean(str(case.values["source"])),
    "group": lambda context, case: context.tr(_GROUPS[str(case.values["group"])]),
    "groups": lambda context, case: _listed(context, _GROUPS, case.values["groups"]),
    "key": _key,
    "place": _place,
    "crossing": _crossing,
    "why": _why,
    "rating": _rating,
    "most": _most,
}
"""What makes the words for a value of a case, by the name under which they stand in a message."""
