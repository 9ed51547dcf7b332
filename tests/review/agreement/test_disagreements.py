"""Where reviewers differ: the widest first, medians and distributions."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.review.agreement.disagreements import disagreements
from ilo_tui.review.agreement.middle import distribution, median, middle_text
from ilo_tui.review.agreement.survey import survey
from ilo_tui.review.library import Library
from tests.review.agreement.many import PEOPLE, claims, gathered, voted
from tests.review.help import CHAN, SOK, desk_at


def test_the_widest_disagreement_comes_first(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    given = (("hhhhh.", "hhhhh."), ("nhnhhh", "hmhlhh"), ("pnhhh.", "hhhhh."))
    for reviewer, (verdicts, strengths) in zip(PEOPLE, given, strict=True):
        voted(desk, reviewer, claims(verdicts, strengths))
    found = disagreements(gathered(desk), desk.items)
    assert [one.item for one in found] == [f"evidence:e{number}" for number in (1, 2, 3, 4)]
    assert [set(one.widths) for one in found] == [{"verdict"}, {"verdict", "strength"}, {"verdict"}, {"strength"}]
    assert [one.widths.get("verdict") for one in found] == [1 - 1 / 3, 1 - 2 / 3, 1 - 2 / 3, None]
    assert [one.widths.get("strength") for one in found] == [None, 0.5, None, 1]
    assert [one.width for one in found] == sorted((one.width for one in found), reverse=True)
    assert [len(one.votes) for one in found] == [3, 3, 3, 3]
    assert not any(one.settled for one in found)


def test_unable_is_no_distance_on_a_ranked_scale(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    voted(desk, SOK, {"cell:p1/output": {"effectiveness": "high", "body": "low"}})
    voted(desk, CHAN, {"cell:p1/output": {"effectiveness": "not_known"}})
    assert disagreements(gathered(desk), desk.items) == []


def test_cannot_tell_is_a_camp_of_its_own(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    voted(desk, SOK, claims("t"))
    voted(desk, CHAN, claims("h"))
    (found,) = disagreements(gathered(desk), desk.items)
    assert found.widths == {"verdict": 0.5}


def test_attribution_is_a_disagreement_of_its_own(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, code in ((SOK, "shown"), (CHAN, "none")):
        voted(desk, reviewer, claims(".h"))
        voted(desk, reviewer, {"evidence:e2": {"attribution": code}}, "attribution")
    (found,) = survey(Library(desk).entries(), desk.items).differing
    assert (found.asked, found.item) == ("attribution", "evidence:e2")
    assert [list(vote.decision.values) for vote in found.votes] == [["attribution"]] * 2


def test_distributions_have_every_answer_and_medians_fall_on_ranks_or_between(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    for reviewer, strengths in zip(PEOPLE, ("llh", "mhh", "h.h"), strict=True):
        voted(desk, reviewer, claims("hht" if reviewer == SOK else "h.h" if strengths[1] == "." else "hhh", strengths))
    votes, verdict, strength = (
        gathered(desk),
        desk.items.dossier.scales["verdict"],
        desk.items.dossier.scales["strength"],
    )
    assert distribution(votes, "evidence:e3", verdict) == {
        **{"cannot_tell": 1, "holds": 2, "holds_in_part": 0, "does_not_hold": 0}
    }
    assert distribution(votes, "evidence:e1", strength) == {"low": 1, "moderate": 1, "high": 1}
    assert median(votes, "evidence:e1", strength) == (2, 2)
    assert median(votes, "evidence:e2", strength) == (1, 3)
    assert median(votes, "evidence:e3", strength) == (3, 3)
    assert median(votes, "evidence:e4", strength) is None
    assert median(votes, "evidence:e1", verdict) is None


def test_a_median_is_written_without_decimals() -> None:
    assert [middle_text(one) for one in ((4, 4), (4, 5), None)] == ["4", "4-5", ""]
