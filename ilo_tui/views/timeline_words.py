"""What a year of a timeline holds, in words: what runs and happens, who speaks, how many claims there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.timeline import PERIOD, Timeline, YearCount
from ilo_tui.dossier.timeline_bars import Bar, BarKind, State, YearSpan
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Line, Span, block
from ilo_tui.views.weighing_words import period_name
from ilo_tui.views.weights import counts_spans, level_texts, range_text, thesis_spans

_STATES: dict[State, str] = {
    "begins": N_("begins"),
    "ends": N_("ends"),
    "adopted": N_("adopted"),
    "ratified": N_("ratified"),
}
"""What is said of a bar in a year, beside that it runs there."""
_KINDS: dict[BarKind, str] = {
    "programme": N_("Programmes: {names}"),
    "policy": N_("Policies: {names}"),
    "period": N_("Periods: {names}"),
}
_RECORDS: tuple[BarKind, ...] = ("programme", "policy")
SUMS = N_("A claim is in every year that it is about, so sums need not add up; claims without a date stand apart.")
_MOST, _MOST_LINKS = 12, 100
"""Names that are said of a kind in one year, and that can be followed."""


def step_name(tr: Translator, step: YearSpan | None) -> str:
    """`2012`, `2010–2014`, or that it is undated."""
    if step is None:
        return tr("undated")
    return str(step.first) if step.first == step.last else f"{step.first}–{step.last}"


def span_name(context: ViewContext, span: str) -> str:
    """What a span of time is called, as `claims_of_span` names it."""
    if span == UNDATED or span.startswith(PERIOD):
        return period_name(context, span.removeprefix(PERIOD))
    return span.replace("..", "–")


def step_text(context: ViewContext, timeline: Timeline, step: YearSpan | None) -> str:
    """A year in one line, for lists: who speaks, how many claims there are, what runs and happens."""
    counts = "".join(span.text for span in count_spans(context.tr, timeline.count(step)))
    return f"{step_name(context.tr, step)}: {'. '.join([counts, *happenings(context, timeline, step)])}"


def step_blocks(context: ViewContext, timeline: Timeline, step: YearSpan | None, *, links: bool = True) -> list[Block]:
    """What runs and happens in a year: in few lines, then with `links` each programme and policy, to follow."""
    tr = context.tr
    if step is None:
        lines = [tr("These claims have no date, so they are in no year.")]
    else:
        lines = happenings(context, timeline, step)
        lines = lines or [tr("No programme runs, and no policy begins or is adopted.")]
    blocks = [block(line, hang=2) for line in lines]
    if timeline.count(step).claims:
        blocks.append(block(levels_line(context, timeline, step), "mark"))
    if step is None:
        return blocks
    bars = timeline.bars_in(step)
    if periods := _names(context, bars, "period", step):
        blocks.append(block(periods, "dim", hang=2))
    if not links:
        return blocks
    records = [bar for bar in bars if bar.kind != "period"][:_MOST_LINKS]
    names = [Block((Span(_name_in(context, bar, step, bar_name), "link"),), 0, 2, bar.id) for bar in records]
    return [*blocks, Block(), *names, block(tr(SUMS), "dim")]


def count_spans(tr: Translator, count: YearCount) -> Line:
    """`voices: 2 for, 1 against, 3 context (thesis +1 -0); 19 claims, 2 hidden until judged`."""
    if not count.claims:
        return (Span(tr("no claims"), "dim"),)
    tally = count.tally
    neutral = tr("{n} context", n=range_text(tally.context.voices))
    spans = (
        Span(f"{tr('voices:')} "),
        *counts_spans(tr, tally.supports.voices, tally.contradicts.voices),
        *(Span(", "), Span(neutral, "context")),
        *thesis_spans(tr, tally),
        Span(f"; {claims_text(tr, count)}"),
    )
    return (*spans, *((Span(", "), Span(tr("{n} hidden until judged", n=count.hidden), "dim")) if count.hidden else ()))


def levels_line(context: ViewContext, timeline: Timeline, step: YearSpan | None) -> str:
    """`direct +2 -0, with related +4 -5, with inferred +4 -6`: voices of a year at each tie level."""
    return ", ".join(level_texts(context, lambda level: timeline.count(step, level).tally))


def claims_text(tr: Translator, count: YearCount) -> str:
    """`44 claims`, and how many are listed where several tell the same fact: `44 claims (45 with repeats)`."""
    text, listed = tr.many("1 claim", "{n} claims", count.claims), count.records + count.hidden
    if listed == count.claims:
        return text
    return tr("{claims} ({n} with repeats)", claims=text, n=listed)


def happenings(context: ViewContext, timeline: Timeline, step: YearSpan | None) -> list[str]:
    """What runs and happens in a year: `Programmes: CSR (ends), TBP (ends, 4 aims due)`, policies, measured series."""
    if step is None:
        return []
    bars, measured = timeline.bars_in(step), len(timeline.measured(step))
    lines = [_names(context, bars, kind, step) for kind in _RECORDS]
    series = context.tr.many("1 series measured", "{n} series measured", measured) if measured else ""
    return list(filter(None, [*lines, series]))


def _names(context: ViewContext, bars: Sequence[Bar], kind: BarKind, step: YearSpan) -> str:
    """The bars of a kind with what is of each, the first of them where there are many; empty without any."""
    matching = [bar for bar in bars if bar.kind == kind]
    names = [_name_in(context, bar, step) for bar in matching[:_MOST]]
    more = [context.tr("{n} more", n=len(matching) - _MOST)] if len(matching) > _MOST else []
    return context.tr(_KINDS[kind], names=", ".join([*names, *more])) if names else ""


def _name_in(
    context: ViewContext, bar: Bar, step: YearSpan, name: Callable[[ViewContext, Bar], str] | None = None
) -> str:
    notes, text = ", ".join(_notes(context.tr, bar, bar.states(step))), (name or bar_code)(context, bar)
    return f"{text} ({notes})" if notes else text


def _notes(tr: Translator, bar: Bar, states: Sequence[State]) -> Iterator[str]:
    counted = Counter(states)
    yield from (tr(word) for state, word in _STATES.items() if counted[state])
    if counted["due"]:
        yield tr.many("1 aim due", "{n} aims due", counted["due"])
    if counted["may_run"]:
        yield tr("end not recorded") if bar.end is None else tr("beginning not recorded")
    if bar.kind == "programme" and bar.start is None and bar.end is None:
        yield tr("no period recorded")


def bar_code(context: ViewContext, bar: Bar) -> str:
    """What a bar is called for short: a programme or policy by its code, a period by its name."""
    return bar_name(context, bar) if bar.kind == "period" else context.code(bar.id)


def bar_name(context: ViewContext, bar: Bar) -> str:
    """What stands at the left of a bar: code and name, or the name of a period."""
    if bar.kind == "period":
        return period_name(context, bar.id)
    code, name = context.code(bar.id), context.name(bar.id)
    return code if code == name else f"{code} {name}"
