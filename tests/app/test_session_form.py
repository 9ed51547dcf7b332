"""The form of a new session as a machine: defaults, what is wrong, what it comes to, when it may start."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.saved_filters import SavedFilters
from ilo_tui.app.session_form import FIELDS, FormObstacle, SessionForm, build_choice
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_aliases import key_label
from ilo_tui.review.errors import ChoiceError, ReviewerError
from ilo_tui.review.item_kinds import QUEUES
from ilo_tui.review.model import Share
from ilo_tui.review.queues import Choice, choose
from tests.app.reviewers import LocalReviewers
from tests.review.help import CHAN, CLAIMS, SOK, begun, judge

EN, ID = Translator("en"), Translator("id")


def form_of(folder: Path, **typed: str) -> SessionForm:
    """A form for somebody who is known, with some fields filled in."""
    form = named_form(folder)
    for name, value in typed.items():
        form.set_value(name, value)
    return form


def test_it_begins_with_the_reviewer_of_last_time_and_all_evidence(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    assert (form.value("reviewer"), form.value("role")) == ("Sok Dara <sok-dara-1a2b>", "staff")
    assert form.faults == {}
    assert form.total(EN) == f"{len(CLAIMS)} items"
    assert form.start() == Choice(seed=1)


def test_every_field_has_a_label_and_a_text_in_both_languages(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    for field in FIELDS:
        assert form.text(EN, field.name) and form.text(ID, field.name)
        assert EN(field.label) != ID(field.label) or field.name in {"sample", "share", "seed"}


@pytest.mark.parametrize("tr", [EN, ID], ids=["en", "id"])
@pytest.mark.parametrize("kind", QUEUES)
def test_the_example_of_a_filter_is_one_that_the_queue_takes(tmp_path: Path, kind: str, tr: Translator) -> None:
    form = form_of(tmp_path, kind=kind)
    example = form.hint(tr, "where").split(" ", 1)[1]
    assert example.startswith(f"{key_label('programme', tr)}:")
    form.set_value("where", example)
    assert "where" not in form.faults


def test_what_is_typed_has_a_hint_in_both_languages(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    for field in FIELDS:
        assert bool(form.hint(EN, field.name)) != bool(field.options)
        assert form.hint(EN, field.name) != form.hint(ID, field.name) or field.options


@pytest.mark.parametrize("name", [field.name for field in FIELDS if field.options])
def test_options_go_round_and_come_back(tmp_path: Path, name: str) -> None:
    form, seen = form_of(tmp_path), []
    first = form.value(name)
    while True:
        form.advance(name)
        seen.append(form.value(name))
        if seen[-1] == first:
            break
    codes = list(next(field.options for field in FIELDS if field.name == name))
    start = codes.index(first) + 1
    assert seen == codes[start:] + codes[:start]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("where", "programme:nowhere"),
        ("where", "colour:red"),
        ("sample", "½"),
        ("sample", "120%"),
        ("share", "3/2"),
        ("share", "1/2+300"),
        ("seed", "²"),
        ("seed", "١٢"),
        ("seed", "-1"),
    ],
)
def test_what_is_wrong_is_known_by_field_and_keeps_it_from_starting(tmp_path: Path, name: str, typed: str) -> None:
    form = form_of(tmp_path, **{name: typed})
    assert list(form.faults) == [name]
    started = form.start()
    assert isinstance(started, FormObstacle) and started.field == name and isinstance(started.error, ChoiceError)
    assert form.total(EN) == started.error.line(EN)
    form.set_value(name, "")
    assert form.faults == {} and isinstance(form.start(), Choice)


def test_several_faults_stand_side_by_side_and_the_first_is_gone_to(tmp_path: Path) -> None:
    form = form_of(tmp_path, seed="x", sample="y", where="z:z programme:nowhere")
    assert list(form.faults) == ["where", "sample", "seed"]
    started = form.start()
    assert isinstance(started, FormObstacle) and started.field == "where"


def test_a_choice_says_what_the_fields_say(tmp_path: Path) -> None:
    form = form_of(tmp_path, where="programme:p1", sample=" 50% ", share="2/5+20", seed="7", only="flagged")
    form.advance("order")
    assert form.choice() == Choice(
        where="programme:p1",
        sample="50%",
        share=Share(part=2, of=5, overlap=20),
        seed=7,
        flagged=True,
        order="shuffled",
    )


def test_what_is_not_judged_yet_is_counted_for_whoever_is_named(tmp_path: Path) -> None:
    reviewers = LocalReviewers(tmp_path, SOK)
    session = begun(reviewers.environment)
    judge(session, "evidence:e1")
    session.close()
    form = SessionForm(reviewers, SavedFilters(tmp_path / "state", "small"))
    form.set_value("only", "not_judged")
    assert form.count() == len(CLAIMS) - 1
    form.set_value("reviewer", f"{CHAN.name} <{CHAN.id}>")
    assert form.count() == len(CLAIMS)
    assert reviewers.reviewer is not None and reviewers.reviewer.id == CHAN.id


def test_a_name_that_is_none_is_refused_and_nobody_else_takes_its_place(tmp_path: Path) -> None:
    form = form_of(tmp_path, reviewer="<nobody>")
    assert isinstance(form.faults["reviewer"], ReviewerError)
    assert form.value("reviewer") == "<nobody>"
    assert form.start() == FormObstacle("reviewer", form.faults["reviewer"])
    form.set_value("reviewer", "Chan Thy")
    assert form.value("reviewer").startswith("Chan Thy <chan-thy-")
    assert isinstance(form.start(), Choice)


@pytest.mark.parametrize("typed", ["", "   "])
def test_without_a_reviewer_the_name_is_asked_for(tmp_path: Path, typed: str) -> None:
    for known in (None, SOK):
        form = SessionForm(LocalReviewers(tmp_path, known), SavedFilters(tmp_path / "state", "small"))
        form.set_value("reviewer", typed)
        assert form.start() == FormObstacle("reviewer")


def test_a_role_is_of_the_reviewer_who_is_named(tmp_path: Path) -> None:
    reviewers = LocalReviewers(tmp_path, SOK)
    form = SessionForm(reviewers, SavedFilters(tmp_path / "state", "small"))
    form.advance("role")
    assert reviewers.reviewer is not None
    assert (reviewers.reviewer.id, reviewers.reviewer.role) == (SOK.id, form.value("role"))


def test_a_queue_without_items_does_not_start(tmp_path: Path) -> None:
    form = form_of(tmp_path, only="flagged")
    started = form.start()
    assert isinstance(started, FormObstacle) and started.error is not None
    assert form.total(EN).startswith("there is nothing to judge in this queue")


def test_a_folder_that_cannot_be_read_is_said_and_does_not_start(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    (tmp_path / "reviews").write_text("no folder")
    started = form.start()
    assert isinstance(started, FormObstacle) and started.error is not None
    assert form.total(EN) not in {"", "8 items"}


def test_a_command_builds_the_same_choice_and_draws_the_same_items(tmp_path: Path) -> None:
    form = form_of(tmp_path, where="programme:p1 dimension:outcome", share="1/2+10", sample="3", seed="5")
    choice = build_choice(Choice(where="programme:p1 dimension:outcome", seed=5), sample="3", share="1/2+10")
    assert choice == form.choice()
    reviewers = LocalReviewers(tmp_path, SOK)
    assert choose(reviewers.items, choice, reviewers.decisions()).items


def named_form(folder: Path, **saved: str) -> SessionForm:
    """A form in which these saved filters may be called by name."""
    filters = SavedFilters(folder / "state", "small")
    for name, text in saved.items():
        filters.save(name, text)
    return SessionForm(LocalReviewers(folder, SOK), filters)


def test_a_name_typed_for_the_filter_becomes_the_saved_text(tmp_path: Path) -> None:
    form = named_form(tmp_path, mine="programme:p1 dimension:outcome")
    form.set_value("where", "@mine stance:against")
    assert form.value("where") == form.choice().where == "programme:p1 dimension:outcome stance:against"
    assert form.total(EN) == "1 item"
    form.set_value("where", "@no locator")
    assert form.value("where") == "not:has:locator"


def test_a_name_that_none_has_is_wrong_with_the_filter_until_another_is_typed(tmp_path: Path) -> None:
    form = named_form(tmp_path, mine="programme:p1")
    form.set_value("where", "@yours")
    assert list(form.faults) == ["where"] and form.value("where") == "@yours"
    started = form.start()
    assert isinstance(started, FormObstacle) and started.field == "where" and started.error
    assert "no saved filter is called yours. There are: mine" in started.error.line(EN)
    form.put_filter("programme:p2")
    assert form.faults == {} and isinstance(form.start(), Choice)
    form.set_value("where", "@yours")
    form.set_value("where", "")
    assert form.faults == {}


def test_a_filter_that_is_put_has_no_names_in_it(tmp_path: Path) -> None:
    form = named_form(tmp_path, mine="programme:p1")
    form.put_filter("@mine")
    assert form.value("where") == "@mine" and form.faults == {}


@pytest.mark.parametrize(("kind", "filter_kind"), [("evidence", "evidence"), ("cells", "gaps"), ("gaps", "gaps")])
def test_a_filter_is_read_as_the_queue_does(tmp_path: Path, kind: str, filter_kind: str) -> None:
    form = form_of(tmp_path, kind=kind)
    assert form.filter_kind == filter_kind
    assert form.check_filter("programme:p1").terms
    with pytest.raises(ChoiceError):
        form.check_filter("kind:none" if kind != "gaps" else "stance:against")
