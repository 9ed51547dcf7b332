"""What a report says to people: whose clock, which name, what was hidden, what the edition lacks, what was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ilo_tui.app.proofs import with_all_proofs
from ilo_tui.app.source_texts import SourceTexts
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.build import ReportOptions, build_report
from ilo_tui.exporters.report.chapters.disagreements import parts
from ilo_tui.exporters.report.content import Report, as_json, from_json
from ilo_tui.exporters.report.table import Cell, Table
from ilo_tui.exporters.report.templating import as_html, as_markdown
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.review.agreement.tiers import DIFFERENCE, ONE_STEP, REVERSAL, Tier
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.opening import open_session
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.agreement import TIERS
from tests.copies.reading import CLAIM, EXCERPT, OTHER, SOURCE, dossier_with, put_copy
from tests.core.test_clock_of_people import clock_of
from tests.dossier.small import claim, programme
from tests.exporters.report.team import read_html, report_of, worked
from tests.review.agreement.many import claims, save_ratings
from tests.review.help import CHAN, SOK, Clock, begun, desk_at, dossier_of, tables

NAMESAKE = Reviewer(id="sok-dara-9d10", name="Sok Dara", role="partner")


def words(report: Report) -> str:
    """The words of the HTML form."""
    return " ".join(read_html(as_html(report, Translator(report.language))).words)


@pytest.mark.parametrize("language", ["en", "id"])
def test_times_are_local_and_the_zone_is_said(tmp_path: Path, language: str) -> None:
    desk = worked(tmp_path)
    with clock_of("Pacific/Kiritimati"):
        east = report_of(desk, language)
        text = words(east)
        assert as_markdown(east, Translator(language)) == as_markdown(report_of(desk, language), Translator(language))
    with clock_of("UTC"):
        assert as_json(report_of(desk, language)) == as_json(east)
    latest, zone = {
        "en": ("Latest decision: 25 November 2026, 02:00", "local, where this report was made (UTC+14)"),
        "id": ("Keputusan terakhir: 25 November 2026 pukul 02.00", "(UTC+14)"),
    }[language]
    assert latest in text
    assert zone in text
    assert "24 November" not in text
    assert east.latest_decision is not None
    assert east.latest_decision.startswith("2026-11-24T12:")


def test_the_latest_decision_is_no_observation(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.answer("evidence:e1", "verdict", "holds")
    decided = session.history.records[-1].at
    session.observe("evidence:e1", "A gate")
    session.close()
    assert report_of(desk).latest_decision == decided


def test_a_claim_is_counted_once_and_its_ratings_apart(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, verdicts in ((SOK, "hhn"), (CHAN, "hpn"), (NAMESAKE, "h")):
        save_ratings(desk, reviewer, claims(verdicts))
    text = words(report_of(desk))
    assert (
        "3 reviewers judged 3 of the 8 claims that a verdict is asked of; 3 of them were judged by two or more." in text
    )
    assert "Claims by verdict: holds 1, does_not_hold 1, reviewers differ 1." in text
    assert "Behind these stand 7 ratings: holds 4, holds_in_part 1, does_not_hold 2." in text
    assert "Holds 4" not in text


def test_two_reviewers_of_one_name_are_told_apart_in_every_form(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, verdicts in ((SOK, "hh"), (CHAN, "hp"), (NAMESAKE, "hn")):
        save_ratings(desk, reviewer, claims(verdicts), note="so it is")
    report = report_of(desk)
    text = words(report)
    assert f"this report names: Chan Thy, Sok Dara <{SOK.id}>, Sok Dara <{NAMESAKE.id}>" in text
    for pair in (f"Chan Thy, Sok Dara <{SOK.id}>", f"Sok Dara <{SOK.id}>, Sok Dara <{NAMESAKE.id}>"):
        assert pair in text
    assert f"Sok Dara <{NAMESAKE.id}> (dossier only; does_not_hold, high): “so it is”" in text
    assert "Chan Thy <" not in text


def test_the_method_says_what_was_hidden_and_what_a_basis_is(tmp_path: Path) -> None:
    text = words(report_of(worked(tmp_path)))
    for sentence in (
        "a page of it that was on their screen, or what they stated themselves, is the basis of the decision.",
        "whether the dossier takes a claim for evidence for or against, and how far it trusts the claim;",
        "the degree of an alignment that the dossier states;",
        "what is concluded on the dimensions;",
        "what other reviewers decided.",
    ):
        assert sentence in text
    assert "Excerpts in the copies of their sources" not in text, "no copy was looked at"
    assert "with its source and" not in text


def test_answers_that_the_edition_lacks_count_nowhere_and_are_said(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hpp"))
    save_ratings(desk, CHAN, claims("hph"))
    scales = tables()["scales"]
    verdict = {
        **scales[0],
        "values": [
            {**value, "code": str(value["code"]).replace("holds_in_part", "partly")} for value in scales[0]["values"]
        ],
    }
    lesser = [verdict, *scales[2:]]
    edition = replace(desk, items=Items(dossier_of(tmp_path, {"scales": lesser}, "lesser.json")))
    report = report_of(edition)
    limits = {limit.code: limit.n for limit in report.limits}
    assert (limits["lacking_code"], limits["lacking_question"], limits["unjudged"], limits["single"]) == (3, 6, 6, 1)
    counted = {(decision.item, decision.reviewer): decision.counted for decision in report.decisions}
    assert counted["evidence:e2", SOK.id] is counted["evidence:e2", CHAN.id] is counted["evidence:e3", SOK.id] is False
    assert counted["evidence:e1", SOK.id] is counted["evidence:e3", CHAN.id] is True
    assert not [decision for decision in report.decisions if decision.judged and not decision.counted]
    assert "3 answers are in codes that this edition does not have" in words(report)


def test_what_the_edition_lacks_is_asked_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, ["evidence:e1"])
    session.decide("evidence:e1", {"verdict": "holds", "strength": "high"})
    session.close()
    scales = tables()["scales"]
    strength = {**scales[1], "values": [{**value, "code": f"very_{value['code']}"} for value in scales[1]["values"]]}
    items = Items(dossier_of(tmp_path, {"scales": [scales[0], strength, *scales[2:]]}, "renamed.json"))
    again = replace(desk, items=items)
    with_it = open_session(again, session.path)
    assert with_it.progress.next_item() == "evidence:e1"
    question = with_it.question("evidence:e1")
    assert question is not None
    assert question.id == "strength"
    with_it.answer("evidence:e1", "strength", "very_low")
    assert with_it.judged("evidence:e1")
    with_it.close()


def test_a_clock_that_was_wrong_is_in_the_limits_and_the_repeats_have_both_answers(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    ahead = replace(desk, clock=Clock(datetime(2099, 1, 1, tzinfo=UTC)))
    save_ratings(ahead, SOK, claims("h"))
    save_ratings(desk, SOK, claims("n"))
    report = report_of(desk, options=ReportOptions(now=datetime(2026, 11, 30, tzinfo=UTC)))
    assert {limit.code: limit.n for limit in report.limits}["dated_later"] == 1
    assert [session.dated_later for session in report.sessions] == [0, 1]
    [repeat] = report.repeats
    assert [answer["verdict"] for answer in repeat.answers] == ["does_not_hold", "holds"]
    text = words(report)
    assert "24 November 2026, 12:00: does_not_hold, high" in text
    assert "1 January 2099, 00:00: holds, high" in text
    assert "1 record is dated later than this report" in text
    late = report_of(desk, options=ReportOptions(now=datetime(2099, 1, 1, tzinfo=UTC) + timedelta(days=1)))
    assert "dated_later" not in {limit.code for limit in late.limits}


def test_an_observation_on_a_claim_stands_in_its_chapter_with_the_claim(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.observe("evidence:e2", "The kiln was cold", place="Kampot", date="2026-11")
    session.observe("cell:p2/impact", "Nobody came")
    session.close()
    report = report_of(desk)
    text = words(report)
    chapter = text[text.index("What reviewers saw themselves") :]
    assert "[e2]; Statement e2 The kiln was cold Kampot 2026-11 Sok Dara" in chapter
    assert "Nobody came not recorded not recorded Sok Dara" in chapter
    # A crossing without a claim is a finding as well, where somebody said something about it.
    (tmp_path / "empty").mkdir()
    rest = [evidence for evidence in tables()["evidence"] if evidence["id"] != "e7"]
    empty = desk_at(tmp_path / "empty", changed={"evidence": rest})
    session = begun(empty, ["cell:p2/impact"])
    session.decide("cell:p2/impact", {"effectiveness": "low", "body": "low"}, note="From the office")
    session.close()
    assert "From the office" in words(report_of(empty))


def test_disagreements_stand_by_tier_and_one_step_is_none(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hhh", "hhh"))
    save_ratings(desk, CHAN, claims("nph", "hhm"))
    report = report_of(desk)
    assert [(disagreement.item, disagreement.scale, disagreement.tier) for disagreement in report.disagreements] == [
        ("evidence:e1", "verdict", 1),
        ("evidence:e2", "verdict", 2),
        ("evidence:e3", "strength", 3),
    ]
    text = words(report)
    assert "Items on which reviewers disagree: 2, 1 of them reversals; adjudicated: 0." in text
    places = [text.index(title) for title in ("Reversals: reviewers", "Other disagreements", "One step apart")]
    assert places == sorted(places)


def test_the_summary_counts_sources_and_programmes_that_claims_rest_on_and_are_about(tmp_path: Path) -> None:
    documents = tables()
    sources = [*documents["sources"], {"id": "unread", "title": "A draft", "kind": "report", "year": 2015}]
    more = [programme("p3"), programme("p4")]
    desk = desk_at(tmp_path, changed={"sources": sources, "programmes": [*documents["programmes"], *more]})
    known = "The dossier has {} from {} about {} programmes and supporting actions: {} for, {} against, {} context."
    text = words(report_of(desk))
    assert known.format("10 claims", "1 sources", 2, 5, 2, 3) in text
    evidence = [*documents["evidence"], claim("e11", programme="p3", dimension="impact", source="unread")]
    changed = {"sources": sources, "programmes": [*documents["programmes"], *more], "evidence": evidence}
    (tmp_path / "more").mkdir()
    text = words(report_of(desk_at(tmp_path / "more", changed=changed)))
    assert known.format("11 claims", "2 sources", 3, 6, 2, 3) in text


def tables_of_disagreements(report: Report) -> dict[str, list[list[Cell]]]:
    """The rows of the tables in that chapter, by caption."""
    view = ReportView.of(report, Translator("en"))
    return {part.name: list(part.rows()) for part in parts(view) if isinstance(part, Table)}


def test_final_answers_on_claims_stand_by_every_scale_of_claims_that_has_some(tmp_path: Path) -> None:
    assert tables_of_disagreements(report_of(worked(tmp_path)))["Final answers on claims"] == [
        ["verdict", "cannot_tell", 0, 0],
        ["verdict", "holds", 0, 1],
        ["verdict", "holds_in_part", 1, 0],
        ["verdict", "does_not_hold", 0, 0],
        ["strength", "low", 0, 0],
        ["strength", "moderate", 0, 1],
        ["strength", "high", 0, 0],
    ]


def test_a_scale_without_a_final_answer_on_a_claim_is_not_listed(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, strength in ((SOK, "h"), (CHAN, "m")):
        save_ratings(
            desk, reviewer, {**claims("hh", strength * 2), "cell:p1/output": {"effectiveness": "low", "body": "low"}}
        )
    shown = tables_of_disagreements(report_of(desk))["Final answers on claims"]
    assert [row[1:] for row in shown] == [
        ["cannot_tell", 0, 0],
        ["holds", 2, 0],
        ["holds_in_part", 0, 0],
        ["does_not_hold", 0, 0],
    ]


def test_beside_the_ratings_stands_what_was_decided_and_whether_that_still_holds(tmp_path: Path) -> None:
    desk = worked(tmp_path)

    def decided(tier: Tier) -> dict[str, list[Cell]]:
        return {str(item): cells for item, _, *cells in tables_of_disagreements(report_of(desk))[TIERS[tier]]}

    assert decided(REVERSAL) == {
        "Statement e1": [["verdict: holds", "strength: moderate"], "Maly Keo: “The page says so”"]
    }
    assert decided(ONE_STEP) == {
        "Statement e2": [["strength: no final answer"], "not adjudicated"],
        "P1 × name output": [["effectiveness: no final answer"], "not adjudicated"],
    }
    save_ratings(replace(desk, clock=Clock(datetime(2026, 11, 25, tzinfo=UTC))), SOK, claims("p"))
    before = "(before later decisions or changes: no final answer)"
    assert decided(DIFFERENCE)["Statement e1"][0] == [f"verdict: holds {before}", f"strength: moderate {before}"]


def desk_with_nothing_shared(folder: Path) -> ReviewEnvironment:
    """Two reviewers who judged different claims."""
    desk = desk_at(folder)
    save_ratings(desk, SOK, claims("h"))
    save_ratings(desk, CHAN, claims(".h"))
    return desk


def test_two_reviewers_without_a_claim_in_common_do_not_agree(tmp_path: Path) -> None:
    text = words(report_of(desk_with_nothing_shared(tmp_path)))
    assert "Agreement is not known: no claim was judged by two reviewers." in text
    assert "Reviewers disagree on no item." not in text
    assert text.count("Not known: nothing was judged by two reviewers.") == 2


@pytest.mark.slow
def test_the_method_counts_the_excerpts_that_stand_in_the_copies_and_those_that_do_not(tmp_path: Path) -> None:
    put_copy(tmp_path / "copies")
    dossier = dossier_with(
        tmp_path,
        {
            CLAIM: {"excerpt": EXCERPT, "locator": "p. 2"},
            OTHER: {"excerpt": {"lang": "en", "text": "nowhere to be found"}, "source": SOURCE},
            "clm-003": {"excerpt": {"lang": "en", "text": "of a source without a copy"}},
        },
    )
    context = ViewContext(dossier, Translator("en"))
    texts = SourceTexts(CopiesFolder(tmp_path / "copies", dossier.meta.id))
    report = build_report(with_all_proofs(context, texts), Items(dossier), [], ReportOptions(date="2026-01-01"))
    assert [(line.state, line.n) for line in report.proofs] == [("proven", 1), ("absent", 1), ("no_copy", 1)]
    text = words(report)
    assert "Excerpts in the copies of their sources" in text
    assert "1 excerpts that stand where they are cited" in text and "1 excerpts that do not stand in the copy" in text
    assert from_json(as_json(report)) == report
