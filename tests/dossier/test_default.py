"""The dossier that ships: complete, sound, in two languages throughout, tied, and the heir of the edition before it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from ilo_tui.dossier.checks.texts import texts_of
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.model import (
    SCHEMA,
    TABLES,
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Indicator,
    Policy,
    Programme,
    Record,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.parts import Carried, Texts
from ilo_tui.dossier.repository import Dossier, default_path
from ilo_tui.dossier.schema1 import kinds_of
from ilo_tui.dossier.validation import check_file
from ilo_tui.review.hashing import hash_of
from tests.editions import FIRST_EDITION

COUNTS: dict[type[Record], int] = {
    Evidence: 335, Source: 177, Actor: 77, Aim: 12, Indicator: 41, Policy: 14, Alignment: 30, Suggestion: 3, Scale: 9,
    Programme: 10, Dimension: 3,
}  # fmt: skip
EVERY_TABLE = sorted(set(kinds_of(SCHEMA)) - {"findings"})
RAW = json.loads(default_path().read_bytes())
FIELDS_COMPARED = {
    "evidence": (
        *("statement", "source", "dimension", "stance", "figures"),
        *("programme", "policy", "indicator", "suggestion"),
    ),
    "alignments": ("rationale", "source", "policy", "provision", "programme", "from_policy", "degree", "origin"),
}  # fmt: skip
"""What a record must say as it did, so that decisions on it go on counting."""

BAD_INDONESIAN = [
    r"melawan pekerja anak", r"(mengatasi|perubahan dalam) pekerja anak", r"Komite Pakar", r"Angka masukan",
    r"pegiat kampanye", r"Bentuk-bentuk Pekerjaan Terburuk", r"\bpeninjau\b", r"(?i)sekretaris negara", r"\bkutipan\b",
    r"\bfile berkas\b", r"\bberkas data\b", r"\bMelayani kebijakan", r"\b[Ss]umbangan saja", r"\bmenurut kebijakan\b",
    r"\b[Ss]ekurangnya\b", r"\bunsur\b", r"\bunit\b", r"\bkita\b", r"\bpanel (sebelum|berikut)\b", r"Selesailah",
    r"\b[Pp]akta\b", r"\bpedesaan\b",
]  # fmt: skip
"""What the readers of the first edition's Indonesian found wrong."""


@pytest.fixture
def first(dossiers: Mapping[bool, Dossier]) -> Dossier:
    """The edition before."""
    return dossiers[True]


def every_text(dossier: Dossier) -> Iterator[tuple[str, Texts]]:
    """Every text by language, with the id of its record and its path in there."""
    for name in EVERY_TABLE:
        for record in dossier.records(TABLES[name]):
            yield from ((f"{record.id} {path}", text) for path, text in texts_of(record))


def matching(dossier: Dossier, pattern: str, *languages: str) -> list[str]:
    """Where texts in these languages have what matches."""
    expression = re.compile(pattern)
    return [where for where, text in every_text(dossier) for name in languages if expression.search(text[name])]


def named_in(dossier: Dossier, text: str) -> list[str]:
    """The ids of claims and alignments that a text names, right or wrong, sorted."""
    beginnings = {ident.rpartition("-")[0] for kind in (Evidence, Alignment) for ident in dossier.ids(kind)}
    idents = re.findall(r"(?<![\w-])[a-z][a-z0-9-]*-\d{3}(?!\w)", text)
    return sorted(ident for ident in idents if ident.rpartition("-")[0] in beginnings)


def test_it_has_no_fault_and_no_warning() -> None:
    assert check_file(default_path()) == []


def test_it_is_the_second_edition_of_the_same_dossier(dossier: Dossier, first: Dossier) -> None:
    assert (dossier.meta.schema, dossier.meta.edition) == (2, "2026.11.2")
    assert (dossier.meta.id, first.meta.schema, first.meta.edition) == (first.meta.id, 1, "2026.11.1")
    assert dossier.meta.licence == first.meta.licence == "CC BY 4.0"


def test_it_is_in_english_and_indonesian(dossier: Dossier) -> None:
    assert dossier.meta.languages == ["en", "id"]
    assert dossier.meta.default_language == "en"


def test_its_counts(dossier: Dossier) -> None:
    assert {kind: dossier.count(kind) for kind in COUNTS} == COUNTS
    assert len(facts_of(dossier.records(Evidence))) == 301
    assert set(RAW) == set(EVERY_TABLE)


def test_what_was_done(dossier: Dossier) -> None:
    kinds = Counter(programme.kind for programme in dossier.records(Programme))
    assert kinds == {"programme": 6, "supporting_action": 4}


def test_whom_it_is_about_and_in_which_periods(dossier: Dossier) -> None:
    assert dossier.meta.evaluated == "ilo-ipec"
    assert dossier.record(Actor, "ilo-ipec").stake == "own"
    spans = [(period.id, period.start, period.end) for period in dossier.meta.periods]
    assert spans == [
        ("phase-0", "2001", "2004"),
        ("phase-1", "2004", "2008"),
        ("phase-2", "2009", "2012"),
        ("after", "2013", None),
    ]


@pytest.mark.parametrize("name", kinds_of(1))
def test_every_id_of_the_first_edition_is_still_there(dossier: Dossier, first: Dossier, name: str) -> None:
    before, now = list(first.ids(TABLES[name])), list(dossier.ids(TABLES[name]))
    assert before
    # In their order, too: what was at the beginning of a list is where it was.
    assert [ident for ident in now if ident in set(before)] == before or name == "sources"
    assert set(before) <= set(now)
    assert len(set(now)) == len(now)


def test_stances_of_what_was_published(dossier: Dossier) -> None:
    published = [evidence for evidence in dossier.records(Evidence) if evidence.origin == "source"]
    assert len(published) == 305
    assert count_stances(published) == (72, 15, 218)
    assert count_stances(fact.claim for fact in facts_of(published)) == (64, 14, 201)


def test_the_claims_of_the_thesis_stand_beside_the_facts(dossier: Dossier) -> None:
    """The thesis is never a voice: it ties by inference, and its claims are not read from it with any certainty."""
    claims = [evidence for evidence in dossier.records(Evidence) if evidence.origin != "source"]
    assert len(claims) == 30
    assert {evidence.origin for evidence in claims} == {"thesis"}
    assert {evidence.source for evidence in claims} == {"thesis"}
    assert dossier.record(Source, "thesis").kind == "research"
    assert dossier.record(Source, "thesis").voice is None
    assert Counter(evidence.tie for evidence in claims) == {"inferred": 27, "none": 3}
    assert {(evidence.reading, evidence.confidence, evidence.said_by) for evidence in claims} == {(None, None, None)}
    citing = [evidence for evidence in dossier.records(Evidence) if evidence.source == "thesis"]
    assert citing == claims


def test_every_published_claim_says_how_it_was_read_and_none_how_far_it_is_trusted(dossier: Dossier) -> None:
    published = [evidence for evidence in dossier.records(Evidence) if evidence.origin == "source"]
    assert Counter(evidence.reading for evidence in published) == {"excerpt": 164, "direct": 119, "second_hand": 22}
    assert not any("confidence" in row for row in RAW["evidence"].values())


def test_what_speaks_for_or_against_is_tied_and_what_is_inferred_says_why(dossier: Dossier) -> None:
    claims = dossier.records(Evidence)
    assert all(evidence.tie for evidence in claims)
    spoken = [evidence for evidence in claims if evidence.stance != "context"]
    assert {evidence.tie for evidence in spoken} == {"direct", "related", "inferred"}
    assert {evidence.stance for evidence in claims if evidence.tie in {"none", "aim"}} == {"context"}
    assert all((evidence.tie == "inferred") == bool(evidence.tie_why) for evidence in claims)


def test_aims_are_counted_by_claims_that_name_them(dossier: Dossier) -> None:
    naming = [evidence for evidence in dossier.records(Evidence) if evidence.aim or evidence.aim_reached]
    assert Counter((evidence.tie, evidence.stance, evidence.aim_reached) for evidence in naming) == {
        ("aim", "context", "open"): 6,
        ("aim", "context", "no"): 5,
        ("direct", "supports", "yes"): 1,
    }
    assert all(evidence.aim for evidence in naming)
    assert {evidence.id for evidence in dossier.records(Evidence) if evidence.tie == "aim"} < {
        evidence.id for evidence in naming
    }
    assert len({evidence.aim for evidence in naming}) == 7 < dossier.count(Aim)


def test_a_fact_that_several_claims_tell_has_one_stance_and_one_dimension(dossier: Dossier) -> None:
    groups = [fact.members for fact in facts_of(dossier.records(Evidence)) if len(fact.members) > 1]
    assert sum(len(members) - 1 for members in groups) == 34
    for members in groups:
        assert len({(member.stance, member.dimension) for member in members}) == 1, members[0].id


def test_figures_have_a_unit_and_who_repeats_figures_names_their_origin(dossier: Dossier) -> None:
    figures = [figure for evidence in dossier.records(Evidence) for figure in evidence.figures]
    assert figures and all(figure.name and figure.unit for figure in figures)
    repeating = [evidence for evidence in dossier.records(Evidence) if evidence.data_of]
    assert len(repeating) == 24
    assert all(evidence.data_of != evidence.source for evidence in repeating)


def test_the_dimensions_are_the_three_in_causal_order(dossier: Dossier) -> None:
    assert list(dossier.ids(Dimension)) == ["output", "outcome", "impact"]
    assert [dimension.level for dimension in dossier.records(Dimension)] == ["output", "outcome", "impact"]


def test_policies_and_suggestions(dossier: Dossier) -> None:
    assert [suggestion.id for suggestion in dossier.records(Suggestion) if suggestion.origin == "thesis"] == list(
        dossier.ids(Suggestion)
    )
    assert all(
        policy.provisions for policy in dossier.records(Policy) if policy.id in {"c138", "c182", "sdg", "npa2016"}
    )


def test_policies_align_with_policies_too(dossier: Dossier) -> None:
    links = [alignment for alignment in dossier.records(Alignment) if alignment.from_policy]
    assert {alignment.policy for alignment in links} == {"sdg", "nsdp-thesis", "c138", "c182"}
    assert len(links) == 4
    assert all(bool(alignment.programme) != bool(alignment.from_policy) for alignment in dossier.records(Alignment))


def test_no_degree_of_alignment_is_inferred_and_every_one_is_tied(dossier: Dossier) -> None:
    alignments = dossier.records(Alignment)
    assert {alignment.degree for alignment in alignments} == {None}
    ties = Counter((alignment.origin, alignment.tie) for alignment in alignments)
    assert ties == {
        ("thesis", "inferred"): 4,
        ("editor", "inferred"): 19,
        # The title of a project names the plan; what is the editors' is the provision.
        ("editor", "direct"): 1,
        ("source", "direct"): 2,
        ("source", "related"): 4,
    }
    assert Counter(alignment.tie for alignment in alignments) == {"inferred": 23, "related": 4, "direct": 3}
    assert {alignment.source for alignment in alignments if alignment.origin == "thesis"} == {"thesis"}
    assert {alignment.origin for alignment in alignments if alignment.source == "thesis"} == {"thesis"}


def carried_of(dossier: Dossier, table: str) -> list[Carried]:
    """What of a table is said to be carried."""
    return [carried for carried in dossier.meta.carried if carried.table == table]


@pytest.mark.parametrize(("table", "number"), [("evidence", 10), ("alignments", 7)])
def test_every_carried_hash_is_that_of_a_record_in_both_editions(
    dossier: Dossier, first: Dossier, table: str, number: int
) -> None:
    carried = carried_of(dossier, table)
    assert len(carried) == number
    assert len({entry.record for entry in carried}) == number
    kind = TABLES[table]
    for entry in carried:
        before, now = first.record(kind, entry.record), dossier.record(kind, entry.record)
        assert (entry.from_, entry.to) == (hash_of(before), hash_of(now)), entry.record
        assert entry.from_ != entry.to
        assert (entry.edition, entry.why) == (dossier.meta.edition, "schema 2")


@pytest.mark.parametrize("table", ["evidence", "alignments"])
def test_carried_are_exactly_the_records_that_say_the_same_as_in_the_first_edition(
    dossier: Dossier, table: str
) -> None:
    before = {row["id"]: row for row in json.loads(FIRST_EDITION.read_bytes())[table].values()}
    same = [
        row["id"]
        for row in RAW[table].values()
        if row["id"] in before
        and all((row.get(key) or None) == (before[row["id"]].get(key) or None) for key in FIELDS_COMPARED[table])
    ]
    assert [entry.record for entry in carried_of(dossier, table)] == same
    assert {entry.table for entry in dossier.meta.carried} == {"evidence", "alignments"}


def test_every_source_is_cited_somewhere_or_is_where_figures_come_from(dossier: Dossier) -> None:
    text = default_path().read_text(encoding="utf-8")
    assert [ident for ident in dossier.ids(Source) if text.count(f'"{ident}"') < 2] == []


def test_every_source_but_the_thesis_has_a_voice(dossier: Dossier) -> None:
    assert [source.id for source in dossier.records(Source) if source.voice is None] == ["thesis"]


@pytest.mark.parametrize("name", EVERY_TABLE)
def test_every_text_is_there_in_both_languages(dossier: Dossier, name: str) -> None:
    texts = [(record.id, path, text) for record in dossier.records(TABLES[name]) for path, text in texts_of(record)]
    assert texts
    assert [(ident, path) for ident, path, text in texts if set(text) != {"en", "id"}] == []
    assert [(ident, path) for ident, path, text in texts if not all(part.strip() for part in text.values())] == []


def test_whole_sentences_are_translated_and_not_copied(dossier: Dossier) -> None:
    same = {where: text for where, text in every_text(dossier) if text["en"] == text["id"]}
    # Names are the same in both languages, and so are lists of places.
    sentences = [where for where, text in same.items() if len(text["en"].split()) > 6]
    assert [where for where in sentences if not where.endswith(" place")] == []
    assert [where for where in same if where.endswith((" statement", " note", " tie_why", " rationale", " text"))] == []


def test_no_text_names_a_raw_fact_by_its_number(dossier: Dossier) -> None:
    assert matching(dossier, r"\b[fmn]\d{3}\b", "en", "id") == []


def test_records_that_a_text_names_are_there(dossier: Dossier) -> None:
    idents = {record.id for kind in (Evidence, Alignment) for record in dossier.records(kind)}
    named = [(where, ident) for where, text in every_text(dossier) for ident in named_in(dossier, text["en"])]
    assert len(named) > 50
    assert [place for place in named if place[1] not in idents] == []


@pytest.mark.slow
def test_both_languages_of_a_text_name_the_same_records(dossier: Dossier) -> None:
    assert [
        where for where, text in every_text(dossier) if named_in(dossier, text["en"]) != named_in(dossier, text["id"])
    ] == []


@pytest.mark.parametrize("pattern", BAD_INDONESIAN)
def test_what_was_wrong_in_indonesian_is_not_there_again(dossier: Dossier, pattern: str) -> None:
    assert matching(dossier, pattern, "id") == []


def test_ranges_and_decimals_are_written_as_each_language_writes_them(dossier: Dossier) -> None:
    assert matching(dossier, r"(?<![\w/-])\d{1,4}-\d{1,4}(?![\w-])", "id") == []
    assert matching(dossier, r"\d[.]\d{1,2} ?(%|persen)", "id") == []
    assert matching(dossier, r"\d–\d|\d,\d{1,2} ?(%|per cent)", "en") == []
    assert matching(dossier, r"  |—|^\s|\s$", "en", "id") == []


def test_the_scales_ask_of_everything_that_is_judged(dossier: Dossier) -> None:
    scale_counts = Counter(scale.applies_to for scale in dossier.records(Scale))
    assert scale_counts == {
        "evidence": 2,
        "cell": 2,
        "alignment": 1,
        "suggestion": 1,
        "gap": 1,
        "attribution": 1,
        "bearing": 1,
    }
    verdict = dossier.record(Scale, "verdict")
    assert [(value.key, value.code, value.label["id"].lower()) for value in verdict.values] == [
        ("3", "holds", "benar"),
        ("2", "holds_in_part", "benar sebagian"),
        ("1", "does_not_hold", "tidak benar"),
        ("9", "not_in_source", "sumber tidak mengatakannya"),
        ("0", "cannot_tell", "tidak dapat dinilai"),
    ]
    assert "berlaku" not in verdict.question["id"]


def test_codes_of_the_first_edition_are_still_answers_but_for_attribution(dossier: Dossier, first: Dossier) -> None:
    lost = {
        (scale.id, value.code)
        for scale in first.records(Scale)
        for value in scale.values
        if value.code not in {value.code for value in dossier.record(Scale, scale.id).values}
    }
    assert {ident for ident, _ in lost} == {"attribution"}
    assert {code for _, code in lost} == {"shown", "plausible", "contribution_only", "none"}


def test_what_is_asked_when_and_which_answers_need_a_reason(dossier: Dossier) -> None:
    after = {scale.id: (scale.after.scale, scale.after.codes) for scale in dossier.records(Scale) if scale.after}
    assert after == dict.fromkeys(("strength", "attribution"), ("verdict", ["holds", "holds_in_part"]))
    reasons = {(scale.id, value.code) for scale in dossier.records(Scale) for value in scale.values if value.reason}
    assert reasons == {("body-strength", "high"), ("body-strength", "very_low"), ("attribution", "others_doing")}


def test_a_higher_key_is_a_better_answer_on_every_scale(dossier: Dossier) -> None:
    for scale in dossier.records(Scale):
        ranked = [(value.rank, value.key) for value in scale.values if value.rank is not None]
        assert sorted(ranked) == sorted(ranked, key=lambda pair: int(pair[1])), scale.id
        assert len({value.key for value in scale.values}) == len(scale.values)


def test_answers_without_a_rank_are_those_that_cannot_tell(dossier: Dossier) -> None:
    for scale in dossier.records(Scale):
        if scale.kind == "ordinal":
            ranks = [value.rank for value in scale.values if value.rank is not None]
            assert len(set(ranks)) == len(ranks) >= 3
            assert len(scale.values) - len(ranks) <= 1


def test_no_locator_is_an_empty_text() -> None:
    """What is not recorded is absent, so that it is shown as not recorded."""
    for table in ("evidence", "alignments", "aims"):
        assert [row["id"] for row in RAW[table].values() if row.get("locator", "x").strip() == ""] == []


def test_points_of_a_series_are_of_sources_and_years_that_never_stand_twice_in_a_line(dossier: Dossier) -> None:
    pointless = [indicator.id for indicator in dossier.records(Indicator) if not indicator.segments]
    assert len(pointless) == 3
    for indicator in dossier.records(Indicator):
        for segment in indicator.segments:
            years = [point.year for point in segment.points]
            assert years == sorted(set(years)), indicator.id
