"""Who speaks in a claim, with whose voice, and how many independent voices some facts have."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.model import Actor, Evidence, Meta, Record, Source, Stance
from ilo_tui.dossier.parts import Cite, Figure
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.voices import Range, Voice

FIGURES = [Figure(name={"en": "children"}, value=1, unit={"en": "children"})]
ACTORS = (
    Actor(id="agency", name={"en": "The Agency", "id": "Badan"}, stake="own"),
    Actor(id="office", name={"en": "Its office"}, voice_of="bureau"),
    Actor(id="bureau", name={"en": "Its bureau"}, voice_of="agency", stake="implementer"),
    Actor(id="state", name={"en": "The state"}, stake="subject"),
    Actor(id="institute", name={"en": "The institute"}, stake="none"),
    Actor(id="someone", name={"en": "Someone"}),
)
SOURCES = (
    Source(id="of-agency", title="A report", kind="monitoring", voice="agency", publisher="A printer"),
    Source(id="survey", title="A survey", kind="survey", voice="institute"),
    Source(id="news", title="News on the survey", kind="press", voice="state", data_of="survey"),
    Source(id="more-news", title="News on the news", kind="press", publisher="A paper", data_of="news"),
    Source(id="paper", title="News", kind="press", publisher="A  Paper"),
    Source(id="publisher", title="A book", kind="research", publisher="A PRINTER"),
    Source(id="same-name", title="A page", kind="other", publisher="badan"),
    Source(id="nameless", title="A leaf", kind="other"),
    Source(id="thesis", title="The thesis", kind="research", publisher="A university"),
)


def claim(source: str, stance: Stance = "supports", **fields: Any) -> Evidence:
    """A claim, of a publication unless told otherwise."""
    number = next(_NUMBERS)
    return Evidence(
        **{"id": f"ev-{number}", "stance": stance, "source": source, "origin": "source", "statement": {}} | fields
    )


_NUMBERS = count()


def dossier_of(*claims: Evidence) -> Dossier:
    """A dossier of the actors and sources above, with these claims, unchecked."""
    meta = Meta(id="made", schema=2, edition="1", title={"en": "Made"}, languages=["en"], default_language="en")
    thesis = claim("thesis", "context", origin="thesis")
    tables: dict[str, tuple[Record, ...]] = {
        "meta": (meta,),
        "actors": ACTORS,
        "sources": SOURCES,
        "evidence": (*claims, thesis),
    }
    return Dossier(
        {name: {str(n): record for n, record in enumerate(rows)} for name, rows in tables.items()}, Path("made")
    )


@pytest.mark.parametrize(
    ("evidence", "voice", "stake", "certain"),
    [
        (claim("of-agency", said_by="state", data_of="survey"), Voice("actor", "state"), "subject", True),
        (claim("of-agency", said_by="office"), Voice("actor", "agency"), "implementer", True),
        (claim("of-agency", data_of="more-news"), Voice("actor", "institute"), "none", True),
        (claim("more-news", figures=FIGURES), Voice("actor", "institute"), "none", True),
        (claim("news"), Voice("actor", "state"), "subject", True),
        (claim("of-agency"), Voice("actor", "agency"), "own", True),
        (claim("of-agency", said_by="someone"), Voice("actor", "someone"), None, True),
        (claim("publisher"), Voice("publisher", "a printer"), None, True),
        (claim("same-name"), Voice("actor", "agency"), "own", True),
        (claim("paper"), Voice("publisher", "a paper"), None, False),
        (claim("nameless"), Voice("source", "nameless"), None, False),
        (claim("of-agency", origin="editor"), Voice("actor", "agency"), "own", True),
    ],
)
def test_the_voice_of_a_claim(evidence: Evidence, voice: Voice, stake: str | None, certain: bool) -> None:
    dossier = dossier_of(evidence)
    (speaker,) = dossier.voices.speakers(evidence)
    assert (speaker.voice, speaker.stake, speaker.certain) == (voice, stake, certain)
    assert speaker.source == evidence.source and dossier.voices.voice(evidence) == voice


def test_the_thesis_is_no_voice_wherever_it_is_cited() -> None:
    claimed, cited = claim("thesis", origin="thesis", said_by="state"), claim("thesis", origin="editor")
    beside = claim("survey", other_sources=[Cite(source="thesis")])
    voices = dossier_of(claimed, cited, beside).voices
    assert voices.speakers(claimed) == voices.speakers(cited) == ()
    assert voices.voice(claimed) is None
    assert [speaker.voice.key for speaker in voices.speakers(beside)] == ["institute"]
    tally = voices.tally(facts_of([claimed, beside]))
    assert tally.thesis == {"supports": 1, "contradicts": 0, "context": 0} and tally.supports.voices == Range(1, 1)


def test_other_sources_may_be_voices_of_their_own_unless_somebody_is_quoted() -> None:
    others = [Cite(source="of-agency"), Cite(source="survey")]
    repeated = claim("of-agency", other_sources=others)
    quoted = claim("of-agency", other_sources=others, said_by="state")
    voices = dossier_of(repeated, quoted).voices
    assert [(speaker.voice.key, speaker.certain) for speaker in voices.speakers(repeated)] == [
        ("agency", True),
        ("institute", False),
    ]
    assert voices.count(facts_of([repeated])).voices == Range(1, 2)
    assert voices.count(facts_of([quoted])).voices == Range(1, 1)


@pytest.mark.parametrize("step", [1, -1])
def test_claims_of_one_source_have_each_the_voices_that_speak_in_it_whatever_was_asked_before(step: int) -> None:
    cases: list[tuple[Evidence, list[str]]] = [
        (claim("more-news"), ["a paper"]),
        (claim("more-news", figures=FIGURES), ["institute"]),
        (claim("more-news", said_by="state"), ["state"]),
        (claim("more-news", said_by="office"), ["agency"]),
        (claim("more-news", data_of="survey"), ["institute"]),
        (claim("more-news", data_of="nameless"), ["nameless"]),
        (claim("more-news", other_sources=[Cite(source="survey")]), ["a paper", "institute"]),
        (claim("more-news", other_sources=[Cite(source="nameless")]), ["a paper", "nameless"]),
    ]
    voices = dossier_of(*(evidence for evidence, _ in cases)).voices
    for evidence, expected in cases[::step]:
        assert [speaker.voice.key for speaker in voices.speakers(evidence)] == expected


def test_uncertain_voices_may_be_one_of_those_that_are_counted() -> None:
    sure, leaf, paper = claim("survey"), claim("nameless"), claim("paper")
    voices = dossier_of(sure, leaf, paper).voices
    assert voices.count(facts_of([leaf, paper])).voices == Range(1, 2)
    assert voices.count(facts_of([sure, leaf, paper])).voices == Range(1, 3)
    assert voices.count([]).voices == Range(0, 0)


@pytest.mark.parametrize(
    ("source", "stance", "independent"),
    [
        ("survey", "supports", Range(1, 1)),
        ("of-agency", "supports", Range(0, 0)),
        ("of-agency", "context", Range(0, 0)),
        ("of-agency", "contradicts", Range(1, 1)),
        ("publisher", "supports", Range(0, 1)),
        ("nameless", "supports", Range(0, 1)),
        ("nameless", "contradicts", Range(1, 1)),
    ],
)
def test_independent_is_who_has_no_stake_or_speaks_against_it(source: str, stance: Stance, independent: Range) -> None:
    evidence = claim(source, stance)
    assert dossier_of(evidence).voices.count(facts_of([evidence])).independent == independent


def test_many_reports_of_one_publisher_are_one_voice_with_its_editions() -> None:
    reports = [claim("of-agency"), claim("same-name", said_by="office"), claim("of-agency", "contradicts")]
    voices = dossier_of(*reports).voices
    (voice,) = voices.by_voice(facts_of(reports))
    assert (voice.voice, voice.stake, voice.certain) == (Voice("actor", "agency"), "own", True)
    assert voice.claims == tuple(reports) and voice.sources == ("of-agency", "same-name")


def test_voices_have_names() -> None:
    voices = dossier_of().voices
    assert voices.name(Voice("actor", "agency")) == {"en": "The Agency", "id": "Badan"}
    assert voices.name(Voice("publisher", "a printer")) == "A printer"
    assert voices.name(Voice("source", "nameless")) == "A leaf"


def test_a_fact_counts_by_its_fullest_record_and_has_the_voices_of_all() -> None:
    lead = claim("of-agency", id="lead", tie="related")
    member = claim("survey", same_as="lead", tie="direct")
    other = claim("survey", "context")
    (fact, context) = facts_of([member, lead, other])
    assert fact == Fact(lead, (member, lead)) and context.claim is other
    assert facts_of([member, other])[0] == Fact(member, (member,))
    tally = dossier_of(lead, member, other).voices.tally([fact, context])
    assert tally.facts == {"supports": 1, "contradicts": 0, "context": 1}
    assert (tally.supports.voices, tally.context.voices, tally.total.voices) == (Range(2, 2), Range(1, 1), Range(2, 2))


@pytest.mark.first_edition
def test_in_schema_1_the_voice_is_the_publisher(dossier: Dossier) -> None:
    for evidence in dossier.records(Evidence):
        main = next(iter(dossier.voices.speakers(evidence)), None)
        publisher = dossier.record(Source, evidence.source).publisher
        if evidence.origin == "thesis":
            assert main is None
        elif main is not None and publisher:
            assert main.voice.kind == "publisher" and main.stake is None
            assert str(dossier.voices.name(main.voice)).casefold() == publisher.casefold()


CLAIMS = st.builds(
    claim,
    st.sampled_from([source.id for source in SOURCES]),
    st.sampled_from(["supports", "contradicts", "context"]),
    origin=st.sampled_from(["source", "thesis", "editor"]),
    said_by=st.sampled_from([None, None, "state", "office", "someone"]),
    data_of=st.sampled_from([None, None, "more-news", "nameless"]),
    figures=st.sampled_from([[], FIGURES]),
    other_sources=st.lists(st.sampled_from([Cite(source=source.id) for source in SOURCES]), max_size=2),
)


@given(st.lists(CLAIMS, max_size=8), CLAIMS)
def test_counts_are_ranges_that_grow_with_what_is_counted(claims: list[Evidence], more: Evidence) -> None:
    voices = dossier_of(*claims, more).voices
    fewer, counted = voices.count(facts_of(claims)), voices.count(facts_of([*claims, more]))
    for before, after in ((fewer.voices, counted.voices), (fewer.independent, counted.independent)):
        assert 0 <= before.low <= before.high and before.low <= after.low and before.high <= after.high
    assert counted.independent.low <= counted.voices.low and counted.independent.high <= counted.voices.high
    assert len(voices.by_voice(facts_of(claims))) == fewer.voices.high
    assert all(voices.fewest(fact) == voices.count([fact]).voices.low for fact in facts_of(claims))
    tally = voices.tally(facts_of(claims))
    assert tally.total == fewer and sum(tally.facts.values()) == len(facts_of(claims))
