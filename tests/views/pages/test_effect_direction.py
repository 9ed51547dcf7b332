"""The page of an effect direction plot: signs with their words, in sections and columns, nothing of what is hidden."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.frontends.plain.console_io import for_speech
from ilo_tui.frontends.tui.widgets.ascii import in_ascii
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.effect_directions import SIGNS, Strengths, direction_blocks
from ilo_tui.views.markup import Block, width_of, wrap
from ilo_tui.views.pages.effect_direction import effect_direction_page, no_plot_words
from ilo_tui.views.pages.record import page_of
from tests.dossier.directions import claim, dossier_of

SECTIONS, COLUMNS = 78, 118


def claims_of_all_kinds() -> list[Evidence]:
    """Four tied voices of which one pays, one that is not tied, one that is uncertain, and what is not drawn."""
    return [
        *(claim("institute", "better") for _ in range(3)),
        claim("institute", "worse"),
        *(claim("state", "better") for _ in range(2)),
        claim("union", "no_change"),
        claim("donor", "better"),
        claim("donor", "mixed"),
        claim("agency", "worse", tie="none"),
        claim("institute", "worse", tie="related"),
        claim("paper", "better"),
        claim("church", None),
        claim("thesis", "better", origin="thesis"),
    ]


def context_of(claims: Sequence[Evidence], level: TieLevel = "direct", evaluated: str | None = "agency") -> ViewContext:
    return ViewContext(dossier_of(*claims, evaluated=evaluated), Translator("en"), weighing=Weighing(level))


def page(context: ViewContext, width: int = SECTIONS, strengths: Strengths | None = None) -> list[Block]:
    return effect_direction_page(context, context.gap_map.cell("p", "outcome"), width, strengths)


def lines(blocks: Sequence[Block], width: int = SECTIONS) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for block in blocks for line in wrap(block, width)]


def test_in_sections_each_sign_stands_before_its_word_and_counts() -> None:
    text = lines(page(context_of(claims_of_all_kinds())))
    assert text[0] == "Programme × Outcome: effect direction"
    assert text[1] == "voices tied directly · all periods · as recorded"
    assert text[2] == "4 voices (tied directly): ◄► mixed: 2▲ better, 1─ no change, 1◄► mixed"
    assert text[3:6] == [
        "1 of them is an own or funder voice.",
        "1 voice is uncertain: it is drawn and not counted.",
        "These voices are not a sample; no significance is tested.",
    ]
    start = text.index("Tied directly")
    assert text[start : text.index("Counted, not drawn")] == [
        "Tied directly",
        "  ▲▲▲    better (3 of 4 better, 1 worse): The institute · no stake in the",
        "         answer",
        "  ▲▲     better (2 of 2 better): The state · its own conduct is told of",
        "  ─      no change (1 of 1 no change): The union · no stake in the answer",
        "  ▲      better (1 of 1 better): A paper (uncertain: it may only repeat",
        "         another) · stake not stated",
        "  Own and funder voices, apart",
        "  ◄►◄►   mixed (1 of 2 better, 1 mixed): The donor · funder",
        "",
        "Not tied directly",
        "  (▽)      worse (1 of 1 worse): The institute · no stake in the answer",
        "  Own and funder voices, apart",
        "  (▽)      worse (1 of 1 worse): The agency · its own work is judged",
        "",
    ]
    assert "1 claim says no direction." in text
    assert "1 claim with a direction is the thesis's alone, which is no voice." in text


def test_in_columns_what_is_not_tied_stands_beside_and_each_line_keeps_its_width() -> None:
    blocks = page(context_of(claims_of_all_kinds()), COLUMNS)
    text = lines(blocks, COLUMNS)
    head = next(line for line in text if line.startswith("Voice"))
    tied, untied = head.index("Tied directly"), head.index("Not tied directly")
    (institute,) = (line for line in text if line.startswith("The institute ·"))
    assert institute[tied:].startswith("▲▲▲    better (3 of 4 better, 1")
    assert institute[untied:].startswith("(▽)      worse (1 of 1 worse)")
    (agency,) = (line for line in text if line.startswith("The agency ·"))
    assert not agency[tied:untied].strip() and agency[untied:].startswith("(▽)      worse")
    apart = text.index("Own and funder voices, apart")
    voices = [line.partition(" ·")[0] for line in text[apart + 1 :] if " · " in line[:tied]]
    assert voices == ["The donor", "The agency"]
    assert all(width_of(line) <= COLUMNS for line in text)
    # What does not fit goes on below its own column.
    (rest,) = (line for line in text if line.strip() == "worse)")
    assert tied <= len(rest) - len(rest.lstrip()) < untied
    targets = [block.target for block in blocks if block.target]
    assert {"institute", "state", "union", "publisher:a paper", "donor", "agency"} <= set(targets)


@pytest.mark.parametrize("width", [38, SECTIONS, COLUMNS])
def test_each_voice_leads_to_its_page_and_each_claim_that_is_drawn_to_its_own(width: int) -> None:
    claims = claims_of_all_kinds()
    targets = [block.target for block in page(context_of(claims), width) if block.target]
    drawn = [record.id for record in claims if record.trend and record.origin != "thesis"]
    assert {target for target in targets if target.startswith("ev-")} == set(drawn)
    assert targets.index("institute") < targets.index(drawn[0])
    assert all(len(line) <= width for line in lines(page(context_of(claims), width), width))


def test_claims_that_tell_one_fact_stand_under_it() -> None:
    lead = claim("institute", "better", statement={"en": "The lead"})
    member = claim("union", "worse", same_as=lead.id, statement={"en": "The member"})
    text = "\n".join(lines(page(context_of([lead, member]))))
    assert text.count("▲ better: The lead") == 2
    assert text.count("the same fact: The member") == 2
    assert "worse: The member" not in text


def test_in_ascii_directions_are_told_apart_and_hollow_ones_stand_in_brackets() -> None:
    directions = ("better", "worse", "no_change", "mixed")
    claims = [claim("union", trend, id=f"{trend}-{tie}", tie=tie) for trend in directions for tie in ("direct", "none")]
    text = [in_ascii(line) for line in lines(page(context_of(claims)))]
    assert all(line.isascii() for line in text)
    for sign, word in (("^", "better"), ("v", "worse"), ("-", "no change"), ("<>", "mixed")):
        assert any(f"{sign} {word}:" in line for line in text)
        assert any(f"({sign}) {word}:" in line for line in text)
    assert len({in_ascii(sign) for sign, _ in SIGNS.values()}) == len(SIGNS)


def test_for_the_ear_words_say_all_and_no_sign_is_read() -> None:
    context = context_of(claims_of_all_kinds())
    text = "\n".join(lines(list(for_speech(context.tr, page(context)))))
    assert not any(sign in text for signs in SIGNS.values() for sign in signs)
    assert "mixed: 2 better, 1 no change, 1 mixed" in text
    assert "better (3 of 4 better, 1 worse): The institute" in text
    cell = context.gap_map.cell("p", "outcome")
    assert lines(list(for_speech(context.tr, direction_blocks(context, cell)))) == [
        "Directions: mixed: 2 better, 1 no change, 1 mixed; not tied directly: 2 voices"
    ]


def test_fewer_than_three_voices_have_counts_only() -> None:
    text = lines(page(context_of([claim("union", "better"), claim("state", "better")])))
    assert text[2:4] == ["2 voices (tied directly): 2▲ better", "Fewer than three voices have no direction together."]


@pytest.mark.parametrize(
    ("level", "tied", "untied"),
    [
        ("direct", "Tied directly", "Not tied directly"),
        (
            "related",
            "Tied directly or through the organisation",
            "Tied neither directly nor through the organisation",
        ),
        ("inferred", "Tied in any way", "Not tied"),
        ("everything", "Tied in any way", "Not tied"),
    ],
)
def test_what_is_drawn_solid_and_hollow_is_said_in_words(level: TieLevel, tied: str, untied: str) -> None:
    text = lines(page(context_of([claim("union", "better"), claim("state", "worse", tie="none")], level)))
    at, after = text.index(tied), text.index(untied)
    assert text[at + 1].startswith("  ▲ ") and text[after + 1].startswith("  (▽) ")
    stays = "It stays so where everything is counted."
    assert any(stays in line for line in text) == (level == "everything")


def test_where_nobody_is_evaluated_there_is_one_section_and_nothing_hollow() -> None:
    for width in (SECTIONS, COLUMNS):
        text = lines(page(context_of([claim("union", "better", tie=None)], evaluated=None), width), width)
        assert "All count as tied" in text
        assert not any("Not tied" in line or "(△)" in line for line in text)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("p", "output", "What was done moved nothing yet: an output has no effect direction."),
        ("*total", "outcome", "An effect direction is shown where one programme and an outcome or impact cross."),
        ("p", "*total", "An effect direction is shown where one programme and an outcome or impact cross."),
        ("p", "a-policy", "An effect direction is shown where one programme and an outcome or impact cross."),
        ("*country", "impact", "An effect direction is shown where one programme and an outcome or impact cross."),
    ],
)
def test_what_has_no_plot_says_so_in_a_line(row: str, column: str, words: str) -> None:
    context = context_of(claims_of_all_kinds())
    title, line = page_of(context, f"directions:{row}/{column}") or [Block(), Block()]
    assert "".join(span.text for span in title.spans).endswith(": effect direction")
    assert "".join(span.text for span in line.spans) == words
    assert no_plot_words(context, context.gap_map.cell(row, column)) == words
    assert direction_blocks(context, context.gap_map.cell(row, column)) == []


def test_where_no_claim_says_a_direction_the_page_says_so_and_the_crossing_says_nothing_of_it() -> None:
    context = context_of([claim("union", None)])
    text = lines(page(context))
    assert "No voice tells here which way things moved." in text and "1 claim says no direction." in text
    assert "How to read it" not in text
    assert direction_blocks(context, context.gap_map.cell("p", "outcome")) == []


def test_the_summary_on_the_page_of_the_crossing_leads_to_the_plot() -> None:
    context = context_of(claims_of_all_kinds())
    blocks = page_of(context, "cell:p/outcome") or []
    (summary,) = (block for block in blocks if block.target == "directions:p/outcome")
    assert lines([summary]) == [
        "Directions: ◄► mixed: 2▲ better, 1─ no change, 1◄► mixed; not tied directly: 2",
        "  voices",
    ]
    alone = context_of([claim("union", "better", tie="none")])
    (line,) = lines(direction_blocks(alone, alone.gap_map.cell("p", "outcome")))
    assert line == "Directions: no voice (tied directly); not tied directly: 1 voice"


@pytest.mark.parametrize("width", [SECTIONS, COLUMNS])
def test_how_strong_the_claims_of_a_voice_are_stands_beside_it_where_that_is_known(width: int) -> None:
    claims = claims_of_all_kinds()

    def strengths(of: Sequence[Evidence]) -> str:
        return "high, median of 3" if {record.source for record in of} == {"of-state"} else ""

    text = "\n".join(lines(page(context_of(claims), width, strengths), width))
    assert " ".join(text.split()).count("strength: high, median of 3") == 1
    assert "strength" not in "\n".join(lines(page(context_of(claims), width), width))


def hidden(context: ViewContext, *claims: Evidence) -> ViewContext:
    return context.blinded(blinding_of(frozenset(f"evidence:{record.id}" for record in claims)))


def test_what_waits_is_not_drawn_and_keeps_everything_from_being_summed_up() -> None:
    claims = claims_of_all_kinds()
    context = hidden(context_of(claims), claims[0], claims[6], claims[12])
    text = lines(page(context))
    assert text[2].startswith("3 claims wait for your answer; they are not drawn, and nothing is summed up")
    assert not any("voices (tied directly):" in line for line in text)
    assert "  ▲▲     better (2 of 3 better, 1 worse): The institute · no stake in the" not in text
    assert any("mixed (2 of 3 better, 1 worse): The institute" in line for line in text)
    assert not any("no change (1" in line for line in text)
    assert "1 claim says no direction." not in text
    (summary,) = lines(direction_blocks(context, context.gap_map.cell("p", "outcome")), 200)
    assert summary.startswith("Directions: 3 claims wait for your answer")


def test_one_claim_that_waits_outside_the_period_keeps_it_from_being_summed_up_too() -> None:
    waits, shown = claim("union", "better", year=1999), claim("state", "worse")
    context = hidden(context_of([waits, shown]), waits).weighed(Weighing("direct", "undated"))
    text = lines(page(context))
    assert text[2].startswith("1 claim waits for your answer")
    assert any("worse (1 of 1 worse): The state" in line for line in text)


def test_a_hostile_name_is_literal_and_commands_no_terminal() -> None:
    evil = claim("agency", "better", statement={"en": "[red]\x1b[31mboo"})
    text = "\n".join(lines(page(context_of([evil]))))
    assert "\x1b" not in text and "[red]" in text
