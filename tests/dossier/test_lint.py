"""What is weak in a dossier: each rule on the small dossier, and any sound dossier without a crash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage, Tables
from ilo_tui.dossier.lint import lint
from ilo_tui.dossier.lint_findings import KINDS, Kind, Weakness, count_by_kind
from ilo_tui.dossier.template import template
from ilo_tui.dossier.validation import check_tables
from tests.dossier.small import (
    Document,
    Plain,
    alignment,
    both,
    claim,
    dimension,
    indicator,
    numbered,
    policy,
    programme,
    scale,
    small,
    suggestion,
    written,
)

EN = Translator("en")


def weak(folder: Path, plain: Plain) -> list[Weakness]:
    path = written(folder, plain)
    tables = ReadOnlyStorage(path).records()
    assert check_tables(tables) == []
    return lint(tables, path)


def of_kind(weaknesses: list[Weakness], kind: Kind) -> list[str]:
    return [weakness.id for weakness in weaknesses if weakness.kind == kind]


def with_claims(*claims: Document) -> Plain:
    return {
        **small(),
        "dimensions": numbered(dimension("output", 1), dimension("outcome", 2), dimension("impact", 3)),
        "evidence": numbered(*claims),
    }


def figure(name: str, unit: str, **more: Any) -> Document:
    return {"name": both(name), "value": 12, "unit": both(unit), "year": 2012, **more}


def test_a_claim_without_a_locator_names_the_source_and_what_to_do(tmp_path: Path) -> None:
    cite = {"source": "other"}
    sound = claim("sound", programme="one", dimension="output", locator="p. 3")
    plain = with_claims(sound, claim("bare", locator="p. 1", other_sources=[cite]), claim("blank", locator="  "))
    weaknesses = weak(tmp_path, plain)
    assert of_kind(weaknesses, "locator") == ["bare", "blank"]
    first = next(weakness for weakness in weaknesses if weakness.kind == "locator")
    assert first.localise(EN) == (
        "evidence/2 (bare): no locator in other is recorded. Add a locator: the page, section or table."
    )


def test_a_crossing_is_weak_of_one_side_one_source_and_low_confidence(tmp_path: Path) -> None:
    about: Document = {"programme": "one", "dimension": "output"}
    weaknesses = weak(tmp_path, with_claims(claim("a", **about, confidence="low")))
    assert (
        of_kind(weaknesses, "support_only")
        == of_kind(weaknesses, "one_source")
        == of_kind(weaknesses, "low_confidence")
        == ["one"]
    )
    line = next(weakness for weakness in weaknesses if weakness.kind == "support_only").localise(EN)
    assert line.startswith("programmes/1 (one): name output: 1 for and none against. ")
    against = claim("b", **about, stance="contradicts", source="other")
    weaknesses = weak(tmp_path, with_claims(claim("a", **about, confidence="low"), against))
    kinds = {weakness.kind for weakness in weaknesses}
    assert kinds.isdisjoint({"support_only", "one_source", "low_confidence"})


def test_what_only_contradicts_or_gives_context_is_no_support(tmp_path: Path) -> None:
    about: Document = {"programme": "one", "dimension": "output"}
    plain = with_claims(claim("a", **about, stance="contradicts"), claim("b", **about, stance="context"))
    assert of_kind(weak(tmp_path, plain), "support_only") == []


@pytest.mark.parametrize(
    ("name", "unit"),
    [("teachers trained", "people"), ("visits", "inspections"), ("Lokakarya", "kali"), ("petugas DILATIH", "orang")],
)
def test_an_impact_shown_by_activities_is_an_output(name: str, unit: str, tmp_path: Path) -> None:
    impact = claim("a", programme="one", dimension="impact", figures=[figure(name, unit)])
    assert of_kind(weak(tmp_path, with_claims(impact)), "impact_by_activity") == ["a"]
    output = {**impact, "dimension": "output"}
    against = {**impact, "stance": "contradicts"}
    for other in (output, against):
        assert of_kind(weak(tmp_path, with_claims(other)), "impact_by_activity") == []


def test_one_figure_of_a_change_clears_an_impact(tmp_path: Path) -> None:
    figures = [figure("teachers trained", "people"), figure("working children", "%")]
    both_kinds = claim("a", programme="one", dimension="impact", figures=figures)
    constrained = claim("b", programme="one", dimension="impact", figures=[figure("constrained", "homes")])
    assert (
        of_kind(
            weak(tmp_path, with_claims(both_kinds, constrained, claim("c", dimension="impact"))), "impact_by_activity"
        )
        == []
    )


def test_an_impact_by_an_indicator_of_output_is_an_output(tmp_path: Path) -> None:
    plain = with_claims(claim("a", dimension="impact", indicator="series", figures=[figure("children", "%")]))
    assert of_kind(weak(tmp_path, plain), "impact_by_activity") == []
    plain["indicators"] = numbered({**indicator("series"), "dimension": "output"})
    assert of_kind(weak(tmp_path, plain), "impact_by_activity") == ["a"]


def test_a_figure_without_a_year_or_unit(tmp_path: Path) -> None:
    bare = figure("children", "-")
    del bare["year"]
    plain = with_claims(claim("a", figures=[bare]), claim("b", year=2012, figures=[{**bare, "unit": both("%")}]))
    weaknesses = weak(tmp_path, plain)
    assert of_kind(weaknesses, "figure_year") == ["a"]
    plain["evidence"]["1"]["figures"][0]["unit"] = {"en": "-", "id": "?"}
    assert of_kind(weak(tmp_path, plain), "figure_unit") == ["a"]


def test_what_nothing_uses_or_serves(tmp_path: Path) -> None:
    plain = small()
    plain["indicators"] = numbered({**indicator("series"), "segments": []})
    weaknesses = weak(tmp_path, plain)
    assert of_kind(weaknesses, "unused_source") == ["other"]
    assert of_kind(weaknesses, "no_points") == ["series"]
    assert of_kind(weaknesses, "no_alignment") == ["law"]
    assert of_kind(weaknesses, "alignment_locator") == ["al-1", "al-2"]
    assert of_kind(weaknesses, "no_evidence") == ["two"]
    assert of_kind(weaknesses, "covers_nothing") == []
    assert len(of_kind(weaknesses, "no_scale")) == 5


def test_a_suggestion_that_names_no_crossing_covers_nothing(tmp_path: Path) -> None:
    plain = small()
    plain["suggestions"] = numbered(suggestion("empty"), suggestion("wide", policies=["law"]))
    assert of_kind(weak(tmp_path, plain), "covers_nothing") == ["empty"]


def test_missing_languages_are_reported_once_a_record(tmp_path: Path) -> None:
    plain = small()
    for field in ("name", "summary"):
        del plain["programmes"]["1"][field]["id"]
    weaknesses = [weakness for weakness in weak(tmp_path, plain) if weakness.kind == "language"]
    assert [weakness.description(EN) for weakness in weaknesses] == ["no id in name, summary"]


def test_counts_stand_by_kind_and_add_up(tmp_path: Path) -> None:
    weaknesses = weak(tmp_path, small())
    lines = count_by_kind(weaknesses, EN)
    assert sum(int(line.split()[0]) for line in lines) == len(weaknesses) > 0
    assert len(lines) == len({weakness.kind for weakness in weaknesses})


def test_a_hostile_text_is_reported_as_literal_text(tmp_path: Path) -> None:
    name = "\x1b[31mred\u202e"
    plain = with_claims(claim("a", dimension="impact", figures=[figure(f"{name} trained", "people")]))
    line = next(weakness for weakness in weak(tmp_path, plain) if weakness.kind == "impact_by_activity").localise(EN)
    assert "\x1b" not in line
    assert "\u202e" not in line


IDS = st.sampled_from(["one", "two"])
TEXTS = st.dictionaries(st.sampled_from(["id", "fr"]), st.text(min_size=1).filter(str.strip), max_size=2).flatmap(
    lambda more: st.builds(lambda text: {**more, "en": text}, st.text(min_size=1).filter(str.strip))
)
FIGURES = st.fixed_dictionaries(
    {"name": TEXTS, "unit": TEXTS, "value": st.integers(-9, 9)},
    optional={"year": st.integers(1900, 2100), "start": st.just("2012"), "role": st.just("target")},
)
CLAIMS = st.fixed_dictionaries(
    {
        "statement": TEXTS,
        "stance": st.sampled_from(["supports", "contradicts", "context"]),
        "confidence": st.sampled_from(["high", "medium", "low"]),
    },
    optional={
        "programme": IDS,
        "dimension": st.sampled_from(["output", "outcome", "impact"]),
        "policy": st.just("plan"),
        "indicator": st.just("series"),
        "source": st.sampled_from(["src", "other"]),
        "locator": st.text(),
        "figures": st.lists(FIGURES, max_size=3),
        "other_sources": st.lists(st.fixed_dictionaries({"source": st.just("other")}), max_size=2),
    },
)
SCOPES = st.fixed_dictionaries(
    {
        "programmes": st.lists(IDS),
        "dimensions": st.lists(st.just("output")),
        "policies": st.lists(st.sampled_from(["plan", "law"])),
    }
)


@st.composite
def dossiers(draw: st.DrawFn) -> Plain:
    """A sound dossier: any number of claims, suggestions and alignments, and tables that may be empty."""
    claims = [{**claim(f"c{number}"), **fields} for number, fields in enumerate(draw(st.lists(CLAIMS, max_size=8)))]
    scopes = draw(st.lists(SCOPES, max_size=3))
    dimensions = [dimension(ident, order) for order, ident in enumerate(("output", "outcome", "impact"), 1)]
    segments = draw(st.lists(st.just({"label": both("survey"), "points": []}), max_size=2))
    series = draw(st.sampled_from([{}, {"dimension": "output"}]))
    links = draw(st.lists(st.sampled_from([{"programme": "one"}, {"from_policy": "law"}]), max_size=3))
    return {
        **small(),
        "programmes": numbered(programme("one"), {**programme("two"), "sources": []}),
        "dimensions": numbered(*dimensions),
        "policies": numbered(policy("plan"), policy("law")),
        "indicators": numbered({**indicator("series"), **series, "segments": segments}),
        "evidence": numbered(*claims),
        "alignments": numbered(*(alignment(f"a{number}", **link) for number, link in enumerate(links))),
        "suggestions": numbered(*(suggestion(f"s{number}", **scope) for number, scope in enumerate(scopes))),
        "scales": numbered(*draw(st.sampled_from([[], [scale("verdict", ("yes", "1", 2), ("no", "2", 1))]]))),
    }


@pytest.mark.slow
@given(dossiers())
def test_any_sound_dossier_can_be_reported_in_both_languages(
    tmp_path_factory: pytest.TempPathFactory, plain: Plain
) -> None:
    weaknesses = weak(tmp_path_factory.mktemp("lint"), plain)
    ids = {row["id"] for rows in plain.values() for row in rows.values()}
    for weakness in weaknesses:
        assert weakness.id in ids
        assert plain[weakness.table][weakness.document]["id"] == weakness.id
        assert all("\n" not in weakness.localise(Translator(language)) for language in ("en", "id"))
    assert [weakness.kind for weakness in weaknesses] == sorted(
        (weakness.kind for weakness in weaknesses), key=list(KINDS).index
    )


def test_a_dossier_of_nothing_but_meta_is_weak_of_scales_only(tmp_path: Path) -> None:
    weaknesses = weak(tmp_path, {"meta": small()["meta"]})
    assert {weakness.kind for weakness in weaknesses} == {"no_scale"}


def test_tables_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(template("d"))
    tables: Tables = ReadOnlyStorage(path).records()
    before = repr(tables)
    lint(tables, path)
    assert repr(tables) == before


def named(ident: str, name: str) -> Document:
    return {**programme(ident), "name": both(name)}


@pytest.mark.parametrize("other", ["Cafe\u0301", "CAFÉ", "Ca\u00adfé\u200b", "\ufeffCafé\u00a0"])
def test_two_records_whose_names_look_the_same_are_named(tmp_path: Path, other: str) -> None:
    plain = {**small(), "programmes": numbered(named("one", "Café"), named("two", other))}
    weaknesses = weak(tmp_path, plain)
    assert of_kind(weaknesses, "same_name") == ["two"]
    assert "looks the same as the name of one" in next(
        weakness for weakness in weaknesses if weakness.kind == "same_name"
    ).localise(EN)


def test_names_that_differ_in_a_letter_and_records_of_two_tables_are_no_weakness(tmp_path: Path) -> None:
    plain = {
        **small(),
        "programmes": numbered(named("one", "Cafe"), named("two", "Café")),
        "policies": numbered(*small()["policies"].values(), {**policy("three"), "name": both("Cafe")}),
    }
    assert of_kind(weak(tmp_path, plain), "same_name") == []
