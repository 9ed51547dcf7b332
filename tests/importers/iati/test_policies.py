"""Policies: goals and targets by tag, sector and indicator reference; markers; publishers' own vocabularies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ilo_tui.dossier.model import Alignment, Policy, Source
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.importers.iati import IatiOptions, vocabulary_template
from ilo_tui.importers.iati.codelists import codelists
from ilo_tui.importers.iati.references import Goal, sdg_of
from ilo_tui.importers.iati.report import IatiReport
from tests.dossier.small import numbered, policy, small2, written
from tests.importers.iati.iati_files import activity, document, imported, indicator, refused, result

INDICATOR = 'result "Children in school"/indicator "Pupils enrolled"'
REFERENCE = '<reference vocabulary="9" code="8.7.1"/>'


def aligned(dossier: Dossier) -> dict[str, Alignment]:
    """The alignments by `policy/provision via`."""
    return {
        f"{alignment.policy}/{alignment.provision} {alignment.locator}": alignment
        for alignment in dossier.records(Alignment)
    }


def skipped(report: IatiReport) -> dict[str, int]:
    """How much of what was not kept, by the first words of the reason."""
    return {" ".join(message.split()[:4]): finding.count for message, finding in report.skipped.items()}


@pytest.mark.parametrize(
    ("body", "place", "via"),
    [
        ('<tag vocabulary="3" code="8.7"/>', "tag 8.7", "by a tag"),
        ('<sector vocabulary="8" code="8.7"/>', "sector 8.7", "by a sector"),
        (result("3", indicator(REFERENCE)), INDICATOR, "by a reference of an indicator"),
    ],
)
def test_target_8_7_and_the_goal_that_follows_from_it(tmp_path: Path, body: str, place: str, via: str) -> None:
    _, dossier = imported(tmp_path, document(activity(body)))
    result = aligned(dossier)
    target = result[f"sdg/target-8.7 XX-1-A: {place}"]
    goal = result[f"sdg/goal-8 XX-1-A: {place}"]
    assert len(result) == 2
    assert via in target.rationale["en"] and via in goal.rationale["en"]
    assert goal.rationale["en"].startswith("Derived from 8.7")
    assert target.rationale["en"].startswith(
        "Derived from 8.7.1" if "indicator" in place else "The publisher states it"
    )
    assert (target.degree, target.origin, target.source) == (None, "iati", "xx-1-a.iati")
    provision = dossier.provision("sdg", "target-8.7")
    assert provision is not None and "child labour" in provision.gist["en"]


def test_which_mention_says_it_is_remembered(tmp_path: Path) -> None:
    body = '<tag vocabulary="2" code="8"/><tag vocabulary="3" code="8.7"/><sector vocabulary="8" code="8.7"/>' + result(
        "1", indicator(REFERENCE) + indicator(REFERENCE)
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    assert list(aligned(dossier)) == [
        "sdg/goal-8 XX-1-A: tag 8",
        "sdg/target-8.7 XX-1-A: tag 8.7",
        "sdg/target-8.7 XX-1-A: sector 8.7",
        f"sdg/target-8.7 XX-1-A: {INDICATOR}",
    ]
    assert (report.read["tags"], report.read["sectors"], report.read["references"]) == (2, 1, 2)


def test_a_reference_that_says_the_same_many_times_is_one_alignment_with_its_places(tmp_path: Path) -> None:
    body = "".join(result("1", indicator(REFERENCE) * 2, title=f"Result {number}") for number in range(10))
    _, dossier = imported(tmp_path, document(activity(body)))
    target, goal = dossier.records(Alignment)
    assert target.locator == goal.locator
    assert target.locator is not None
    assert target.locator.endswith('result "Result 7"/indicator "Pupils enrolled" (+2)')


@pytest.mark.parametrize(
    ("code", "goal"),
    [
        ("8", Goal("8")),
        ("08", Goal("8")),
        ("SDG 8", Goal("8")),
        ("Goal-17", Goal("17")),
        ("8.7", Goal("8", "8.7")),
        ("8.B", Goal("8", "8.b")),
        ("8.7.1", Goal("8", "8.7", "8.7.1")),
        ("target 16.10", Goal("16", "16.10")),
        ("0", None),
        ("18", None),
        ("8.99", None),
        ("8.7x", None),
        ("decent work", None),
        ("", None),
    ],
)
def test_odd_codes_of_goals(code: str, goal: Goal | None) -> None:
    assert sdg_of(code) == goal


@given(st.sampled_from(sorted(codelists().sdg_target)))
def test_every_target_of_the_codelist_is_known(code: str) -> None:
    sdg = sdg_of(code)
    assert sdg is not None
    assert (sdg.goal, sdg.target) == (code.partition(".")[0], code)


def test_a_code_of_no_goal_is_listed(tmp_path: Path) -> None:
    report, dossier = imported(tmp_path, document(activity('<tag vocabulary="2" code="99"/><tag vocabulary="2"/>')))
    assert not dossier.count(Alignment)
    assert skipped(report) == {"code of no Sustainable": 1, "tag without a code": 1}


def test_significance_is_the_degree_and_its_code_is_kept(tmp_path: Path) -> None:
    body = "".join(
        f'<policy-marker vocabulary="{vocabulary}" code="{code}" significance="{level}"/>'
        for vocabulary, code, level in (
            ("1", "1", "0"), ("DAC", "02", "1"), ("1", "3", "2"), ("1", "4", "3"), ("1", "5", "4"),
            ("1", "6", ""), ("1", "7", "high"),
        )
    )  # fmt: skip
    report, dossier = imported(tmp_path, document(activity(body)))
    degrees = {alignment.policy: alignment.degree for alignment in dossier.records(Alignment)}
    assert degrees == {
        "dac-marker.1": "not_targeted",
        "dac-marker.2": "significant",
        "dac-marker.3": "principal",
        "dac-marker.4": "principal",
        "dac-marker.5": "principal",
    }
    assert dossier.record(Policy, "dac-marker.2").name["en"] == "Aid to Environment"
    fourth = next(alignment for alignment in dossier.records(Alignment) if alignment.policy == "dac-marker.4")
    assert "significance 3 = principal objective AND in support" in fourth.rationale["en"]
    assert report.read["policy markers"] == 7
    assert sum(skipped(report).values()) == 2


def test_markers_that_contradict_each_other_are_both_kept(tmp_path: Path) -> None:
    body = '<policy-marker code="1" significance="0"/><policy-marker code="01" significance="2"/>' * 2
    _, dossier = imported(tmp_path, document(activity(body)))
    assert [(alignment.policy, alignment.degree) for alignment in dossier.records(Alignment)] == [
        ("dac-marker.1", "not_targeted"),
        ("dac-marker.1", "principal"),
    ]


def test_every_significance_is_kept_by_its_code(tmp_path: Path) -> None:
    body = "".join(f'<policy-marker code="1" significance="{level}"/>' for level in ("2", "3", "03", "2"))
    _, dossier = imported(tmp_path, document(activity(body)))
    assert {alignment.degree for alignment in dossier.records(Alignment)} == {"principal"}
    assert [
        alignment.rationale["en"].partition("significance ")[2].split()[0] for alignment in dossier.records(Alignment)
    ] == [
        "2",
        "3",
        "03",
    ]
    assert next(iter(dossier.records(Alignment))).locator == "XX-1-A: policy-marker 1"


def test_vocabularies_may_have_zeros_before_them_and_unknown_ones_are_noted(tmp_path: Path) -> None:
    body = (
        '<tag vocabulary="03" code="8.7"/><policy-marker vocabulary="01" code="1" significance="1"/>'
        '<policy-marker vocabulary="7" code="2" significance="1"/>'
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    assert [alignment.policy for alignment in dossier.records(Alignment)] == [
        "sdg",
        "sdg",
        "dac-marker.1",
        "dac-marker.2",
    ]
    assert [place[2] for doubt in report.doubts.values() for place in doubt.places] == ["7:2"]


def test_a_sector_says_its_name_where_it_is_not_kept(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, document(activity('<sector code="11220">Primary education</sector>')))
    assert [notice.places[0][2] for notice in report.skipped.values()] == ["1:11220 Primary education"]


def test_an_empty_significance_is_no_statement(tmp_path: Path) -> None:
    report, dossier = imported(tmp_path, document(activity('<policy-marker code="1" significance=""/>')))
    assert not dossier.count(Alignment) and not dossier.count(Policy)
    assert skipped(report) == {"policy marker without a": 1}


def test_own_vocabularies_are_told_apart_by_their_uri(tmp_path: Path) -> None:
    body = (
        '<tag vocabulary="99" vocabulary-uri="http://www.ilo.org/normes/" code="c 182"/>'
        '<sector vocabulary="99" vocabulary-uri="https://NORMLEX.ilo.org" code="C138"/>'
        '<tag vocabulary="99" vocabulary-uri="https://other.example" code="C182"/>'
        '<tag vocabulary="99" code="C182"><narrative>C182</narrative></tag>'
        '<policy-marker vocabulary="99" vocabulary-uri="https://other.example" code="YOUTH" significance="1">'
        "<narrative>Youth</narrative></policy-marker>"
    )
    report, dossier = imported(tmp_path, document(activity(body)))
    result = {alignment.policy: alignment for alignment in dossier.records(Alignment)}
    marker = next(ident for ident in result if ident.startswith("own-marker."))
    assert result.keys() == {"c182", "c138", marker}
    assert result[marker].degree == "significant"
    assert dossier.record(Policy, marker).name["en"] == "Youth"
    assert dossier.record(Policy, "c182").code == "C182"
    assert skipped(report) == {"tag of the publisher's": 2}


def test_a_policy_of_the_base_brings_all_its_sources_and_nothing_that_is_only_there(tmp_path: Path) -> None:
    """Its voices, origins of figures and programmes are records of the base, which do not come along."""
    base = load(default_path())
    known = base.record(Policy, "c182")
    assert known.other_sources and any(base.record(Source, ident).voice for ident in sources_of(known))
    body = '<tag vocabulary="99" vocabulary-uri="https://www.ilo.org" code="C182"/>'
    _, dossier = imported(tmp_path, document(activity(body)))
    assert dossier.record(Policy, "c182") == known
    for ident in sources_of(known):
        assert dossier.record(Source, ident) == replace(base.record(Source, ident), voice=None, data_of=None)
    # Once more over what is there: nothing is lost, nothing comes twice.
    _, again = imported(tmp_path, document(activity(body)), IatiOptions(force=True))
    assert again.content_hash == dossier.content_hash


def test_of_which_programmes_of_the_base_a_policy_expects_something_is_not_said(tmp_path: Path) -> None:
    tables = small2()
    expecting = {**policy("duty"), "expected_of": ["one"]}
    tables["policies"] = numbered(*tables["policies"].values(), expecting)
    base, vocabulary = written(tmp_path, tables, "base.json"), tmp_path / "own.toml"
    vocabulary.write_text('[[vocabulary]]\ncodes = { P = "duty" }\n', encoding="utf-8")
    options = IatiOptions(vocabulary=vocabulary, base=base)
    _, dossier = imported(tmp_path, document(activity('<tag vocabulary="99" code="P"/>')), options)
    assert dossier.record(Policy, "duty").expected_of == []


def sources_of(policy: Policy) -> list[str]:
    """The ids of all sources of a policy."""
    return [policy.source, *(cite.source for cite in policy.other_sources)]


def test_a_vocabulary_file_names_national_plans(tmp_path: Path) -> None:
    vocabulary = tmp_path / "own.toml"
    vocabulary.write_text(
        """
        [[vocabulary]]
        uri = "https://plans.example.org"
        codes = { A1 = "plan/aim-1", S = "sdg/target-8.7", C = "c182/art-3" }
        [[vocabulary]]
        codes = { FREE = "plan" }
        [[policy]]
        id = "plan"
        code = "PLAN"
        name = { en = "Plan of the Realm" }
        provisions = { aim-1 = { en = "All children in school" } }
        """
    )
    body = (
        '<tag vocabulary="99" vocabulary-uri="https://plans.example.org/2025" code="a1"/>'
        '<tag vocabulary="99" code="free"/>'
        '<tag vocabulary="99" vocabulary-uri="https://plans.example.org" code="S"/>'
        + result("1", '<reference vocabulary="99" vocabulary-uri="https://plans.example.org/x" code="C"/>')
    )
    _, dossier = imported(tmp_path, document(activity(body)), IatiOptions(vocabulary=vocabulary))
    assert [(alignment.policy, alignment.provision) for alignment in dossier.records(Alignment)] == [
        ("plan", "aim-1"),
        ("plan", None),
        ("sdg", "target-8.7"),
        ("c182", "art-3"),
    ]
    assert dossier.record(Policy, "plan").name == {"en": "Plan of the Realm"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[[vocabulary", "no vocabulary file"),
        ("[[vocabulary]]\nuri = 3", "no vocabulary file"),
        ('[[vocabulary]]\ncodes = { A = "nowhere" }', "nowhere"),
        ('[[vocabulary]]\ncodes = { A = "c182/art-99" }', "c182/art-99"),
        ('[[policy]]\nid = "p"\ncode = "P"\nname = { en = " " }', "without a name: p"),
        ('[[policy]]\nid = "output"\ncode = "P"\nname = { en = "P" }', "taken: output"),
    ],
)
def test_a_bad_vocabulary_file_is_one_line(tmp_path: Path, text: str, word: str) -> None:
    vocabulary, path = tmp_path / "own.toml", tmp_path / "in.xml"
    vocabulary.write_text(text)
    path.write_text(document(activity()))
    line = refused(path, IatiOptions(vocabulary=vocabulary))
    assert line.startswith(str(vocabulary)) and word in line


def test_the_template_is_a_vocabulary_file(tmp_path: Path) -> None:
    vocabulary = tmp_path / "own.toml"
    vocabulary.write_text(vocabulary_template(), encoding="utf-8")
    body = '<tag vocabulary="99" vocabulary-uri="https://www.ilo.org/c" code="C182"/>'
    _, dossier = imported(tmp_path, document(activity(body)), IatiOptions(vocabulary=vocabulary))
    assert list(dossier.ids(Policy)) == ["c182"]
