"""Agreement as rows, as lines and as pages: what is printed, names hidden or not, nothing unsafe, nothing too wide."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import Agreement, analyse
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.figures import Figure
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.agreement_rows import agreement_lines, figure_rows, reviewer_labels
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines, width_of
from ilo_tui.views.pages.agreement import agreement_blocks, decimal, disagreement_list, figure_lines, share
from ilo_tui.views.pages.disagreement import disagreement_blocks, spread_text
from tests.review.agreement.many import DARA, claims, save_ratings
from tests.review.help import CHAN, SOK, desk_at

VILE = Reviewer(id="vile-0000", name="[b]Vile\x1b[31m\u202e\n", role="other")


@pytest.fixture
def desk(tmp_path: Path) -> ReviewEnvironment:
    """Two reviewers on eight claims, who differ on two of them."""
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hhhhhhhh"), note="it holds")
    save_ratings(desk, CHAN, claims("nphhhhhh", "mhhhhhhh"), note="not in [b]2012\x1b[31m")
    return desk


def agreement_of(desk: ReviewEnvironment) -> Agreement:
    return analyse(SessionRepository(desk).entries(), desk.items)


def context_of(desk: ReviewEnvironment, language: str = "en") -> ViewContext:
    return ViewContext(desk.items.dossier, Translator(language))


def page(desk: ReviewEnvironment, disagreement: Disagreement, names: Mapping[str, str]) -> str:
    """The page of a disagreement as text."""
    return "\n".join(
        plain_lines(
            disagreement_blocks(context_of(desk), desk.items, agreement_of(desk).ratings, disagreement, names), 80
        )
    )


def test_rows_have_the_fields_of_the_contract(desk: ReviewEnvironment) -> None:
    rows = json.loads(json.dumps(figure_rows(agreement_of(desk).figures)))
    assert [list(row) for row in rows] == [
        ["scale", "pair", "items", "reviewers", "missing", "percent", "alpha", "ac1"]
    ] * 4
    assert [(row["scale"], row["pair"]) for row in rows[:2]] == [*(("verdict", "all"), ("verdict", [CHAN.id, SOK.id]))]
    assert rows[0]["percent"] == 0.75
    assert rows[2]["alpha"] == pytest.approx(0)


def test_what_is_not_defined_is_null_and_said(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("hh"))
    save_ratings(desk, CHAN, claims("hh"))
    (row, *_) = figure_rows(agreement_of(desk).figures)
    assert (row["percent"], row["alpha"], row["ac1"]) == (1, None, 1)
    assert any(
        "not defined" in line for line in agreement_lines(context_of(desk), desk.items, agreement_of(desk), width=80)
    )


def test_lines_tell_figures_rule_warning_and_disagreements(desk: ReviewEnvironment) -> None:
    lines = list(agreement_lines(context_of(desk), desk.items, agreement_of(desk)))
    text = "\n".join(lines)
    assert lines[0].startswith("verdict, nominal (no order):")
    figures = next(line for line in lines if line.startswith("all (2)"))
    assert figures.split()[2:5] == ["8", "0", "75.0%"]
    assert figures.endswith("!")
    assert "! fewer than 10 items" in text
    assert "has no rank: on a ranked scale it is missing" in text
    assert "Chan Thy, Sok Dara" in text
    assert [line.split()[0] for line in lines if line.startswith("evidence:")] == ["evidence:e1", "evidence:e2"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_asked(desk: ReviewEnvironment, language: str, width: int) -> None:
    lines = list(agreement_lines(context_of(desk, language), desk.items, agreement_of(desk), width=width))
    assert all(width_of(line) <= width for line in lines)


def test_hidden_names_stand_nowhere(desk: ReviewEnvironment) -> None:
    lines = "\n".join(agreement_lines(context_of(desk), desk.items, agreement_of(desk), hidden=True))
    assert "Reviewer A" in lines and "Reviewer B" in lines
    names = reviewer_labels(agreement_of(desk).ratings, True, Translator("en"))
    text = page(desk, agreement_of(desk).differing[0], names)
    assert "Reviewer A" in text and "Reviewer B" in text
    for person in (SOK, CHAN):
        assert person.name not in lines + text
        assert person.id not in lines + text


def test_two_people_of_one_name_are_told_apart_by_their_ids(desk: ReviewEnvironment) -> None:
    twin = Reviewer(id="sok-dara-9d10", name="Sok Dara", role="partner")
    save_ratings(desk, twin, claims("n"))
    lines = list(agreement_lines(context_of(desk), desk.items, agreement_of(desk)))
    pairs = [line.split("  ")[0] for line in lines if line.startswith(("Chan", "Sok"))]
    assert pairs[:3] == ["Chan Thy, Sok D… <…1a2b>", "Chan Thy, Sok D… <…9d10>", "Sok D… <…1a2b>, Sok D… <…9d10>"]
    text = page(desk, agreement_of(desk).differing[0], reviewer_labels(agreement_of(desk).ratings, False))
    assert "Sok Dara <sok-dara-1a2b>" in text and "Sok Dara <sok-dara-9d10>" in text


def test_a_name_is_not_cut_where_two_would_look_alike() -> None:
    figure = Figure("verdict", ("a", "b"), 12, 2, 0, 1.0, None, None, 0)
    names = {"a": "A very long name of one", "b": "A very long name of two"}
    assert figure_lines(Translator("en"), [figure], names)[1].startswith(f"{names['a']}, {names['b']}")


def test_letters_stay_and_those_who_only_adjudicate_come_last(desk: ReviewEnvironment) -> None:
    session = start_adjudication(desk, [item.key for item in agreement_of(desk).differing], DARA, "en")
    first = agreement_of(desk).differing[0]
    record_final_answer(session, first.ratings, first.item, {"verdict": "cannot_tell"}, "no source")
    session.close()
    now = agreement_of(desk)
    names = reviewer_labels(now.ratings, True, Translator("en"), now.final_answers.values())
    assert set(names) == {SOK.id, CHAN.id, DARA.id}
    assert names[DARA.id] == "Reviewer C"
    assert reviewer_labels(now.ratings, True) == {
        person: name[-1] for person, name in names.items() if person != DARA.id
    }
    assert reviewer_labels(now.ratings, False, None, now.final_answers.values())[DARA.id] == "Dara Keo"


def test_a_page_has_all_ratings_notes_and_the_final_answer(desk: ReviewEnvironment) -> None:
    session = start_adjudication(desk, [item.key for item in agreement_of(desk).differing], DARA, "en")
    first = agreement_of(desk).differing[0]
    record_final_answer(session, first.ratings, first.item, {"verdict": "cannot_tell"}, "no source at hand")
    session.close()
    now = agreement_of(desk)
    names = reviewer_labels(now.ratings, False, None, now.final_answers.values())
    text = page(desk, now.differing[0], names)
    assert "Statement e1" in text
    assert "Decisions (2)" in text
    for word in ("Chan Thy  does_not_hold, moderate", "“not in [b]2012", "Sok Dara  holds, high", "“it holds”"):
        assert word in text
    assert "holds 1, does_not_hold 1" in text
    assert "moderate 1, high 1; median 2-3" in text
    assert f"Dara Keo, {context_of(desk).tr.moment(now.final_answers[first.key].decision.at)}  cannot_tell" in text
    assert "2 decisions were seen" in " ".join(text.split())
    assert "“no source at hand”" in text
    assert "since" not in text
    assert "[adjudicated]" in "\n".join(plain_lines(disagreement_list(context_of(desk), desk.items, now), 80))
    save_ratings(desk, DARA, claims("h"))
    (stale,) = [item for item in agreement_of(desk).differing if item.item == first.item]
    assert "! 1 decision has come in since" in page(desk, stale, names)


def test_nothing_unsafe_comes_out(desk: ReviewEnvironment) -> None:
    save_ratings(desk, VILE, claims("n"), note="\x1b]0;x\x07 \u202e")
    now = agreement_of(desk)
    names = reviewer_labels(now.ratings, False)
    text = page(desk, now.differing[0], names) + "".join(agreement_lines(context_of(desk), desk.items, now))
    assert "[b]Vile" in text
    assert not set(text) & set("\x1b\x07\u202e")


def test_what_is_left_out_is_said(desk: ReviewEnvironment) -> None:
    save_ratings(desk, SOK, claims("n"))
    text = "\n".join(agreement_lines(context_of(desk), desk.items, agreement_of(desk)))
    assert "1 item was judged again by the same reviewer" in text
    assert "left out" not in text


def test_nobody_has_judged_anything(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    assert list(agreement_lines(context_of(desk), desk.items, agreement_of(desk))) == ["No item is judged yet."]
    assert agreement_blocks(context_of(desk), agreement_of(desk), {})


def test_figures_are_written_as_the_language_does() -> None:
    assert decimal(Translator("en"), 0.74342) == "0.743"
    assert decimal(Translator("id"), 0.74342) == "0,743"
    assert decimal(Translator("en"), -0.0001) == "0.000"
    assert decimal(Translator("en"), None) == share(Translator("en"), None) == "not defined"
    assert share(Translator("id"), 0.81818) == "81,8%"


def test_a_spread_of_a_nominal_scale_has_no_median(desk: ReviewEnvironment) -> None:
    verdict = desk.items.dossier.record(Scale, "verdict")
    assert (
        spread_text(Translator("en"), agreement_of(desk).ratings, "evidence:e1", verdict) == "holds 1, does_not_hold 1"
    )
