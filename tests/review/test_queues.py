"""Every kind of queue, filter, order, sample and share over the small dossier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.gap_list import all_gaps
from ilo_tui.dossier.model import Alignment, Dimension, Evidence, Programme, Suggestion
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.sharing import parse_share
from tests.review.help import CHAN, CLAIMS, SOK, begun, desk_at, dossier_of, judge, tables
from tests.review.schema2 import desk2

NO_DECISIONS = ReviewerDecisions()


def picked(folder: Path, choice: Choice, reviewer_decisions: ReviewerDecisions = NO_DECISIONS) -> list[str]:
    """The ids of the items, without their kind."""
    queue = choose(Items(dossier_of(folder)), choice, reviewer_decisions)
    return [item.partition(":")[2] for item in queue.items]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("", "e1 e2 e3 e4 e5 e6 e7 e8"),
        ("programme:p1", "e1 e2 e3 e4"),
        ("programme:P2", "e5 e6 e7"),
        ("programme:p1,p2 dimension:outcome", "e2 e3 e6"),
        ("dimension:impact", "e4 e7 e8"),
        ("policy:plan", "e6 e8"),
        ("programme:p1 dimension:outcome", "e2 e3"),
        ("stance:contradicts", "e3 e7"),
        ("year:2012", "e2"),
        ("statement e4", "e4"),
    ],
)
def test_claims_by_programme_dimension_policy_cell_stance_and_words(tmp_path: Path, where: str, expected: str) -> None:
    assert picked(tmp_path, Choice(where=where)) == expected.split()


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(kind="cells"), "p1/output p1/outcome p1/impact p2/output p2/outcome p2/impact"),
        (Choice(kind="cells", where="programme:p2 dimension:outcome"), "p2/outcome"),
        (Choice(kind="alignments"), "a1 a2"),
        (Choice(kind="alignments", where="programme:p2"), "a2"),
        (Choice(kind="suggestions"), "s1"),
        (
            Choice(kind="gaps", where="kind:one_voice"),
            "p1/outcome:one_voice p1/impact:one_voice p2/outcome:one_voice p2/impact:one_voice",
        ),
        (Choice(kind="gaps", where="suggestion:s1"), "p1/impact:one_voice"),
        (Choice(kind="gaps", where="s1 one_voice"), "p1/impact:one_voice"),
        (Choice(kind="gaps", where="dimension:impact programme:p1"), "p1/impact:one_voice"),
    ],
)
def test_the_other_kinds(tmp_path: Path, choice: Choice, expected: str) -> None:
    assert picked(tmp_path, choice) == expected.split()


def test_every_kind_of_the_default_dossier_is_whole() -> None:
    dossier = load(default_path())
    items = Items(dossier)
    sizes = {
        "evidence": sum(map(is_judged, dossier.records(Evidence))),
        "cells": dossier.count(Programme) * dossier.count(Dimension),
        "alignments": dossier.count(Alignment),
        "suggestions": dossier.count(Suggestion),
        "gaps": len(all_gaps(dossier)),
    }
    queues = {kind: choose(items, msgspec.convert({"kind": kind}, Choice), NO_DECISIONS) for kind in sizes}
    assert {kind: len(queue.items) for kind, queue in queues.items()} == sizes
    assert all(items.find(item) is not None for queue in queues.values() for item in queue.items)


def own_after(folder: Path, judged: Sequence[str], flagged: Sequence[str] = ()) -> ReviewerDecisions:
    """What a reviewer has said after a session."""
    desk = desk_at(folder)
    session = begun(desk)
    for number, item in enumerate(judged):
        judge(session, item, ("holds", "does_not_hold", "holds_in_part")[number % 3])
    for item in flagged:
        session.flag(item, True)
    session.close()
    return SessionRepository(desk).decisions_of(SOK.id)


def test_not_judged_yet_and_flagged_are_those_of_the_reviewer(tmp_path: Path) -> None:
    my_own = own_after(tmp_path, CLAIMS[:3], [CLAIMS[2], CLAIMS[6]])
    assert picked(tmp_path, Choice(not_judged=True), my_own) == ["e4", "e5", "e6", "e7", "e8"]
    assert picked(tmp_path, Choice(flagged=True), my_own) == ["e3", "e7"]
    assert picked(tmp_path, Choice(flagged=True, not_judged=True), my_own) == ["e7"]
    assert picked(tmp_path, Choice(not_judged=True), SessionRepository(desk_at(tmp_path)).decisions_of(CHAN.id)) == [
        item[9:] for item in CLAIMS
    ]


def test_what_was_judged_before_the_dossier_changed_is_not_judged_yet(tmp_path: Path) -> None:
    my_own = own_after(tmp_path, CLAIMS[:3], [CLAIMS[1]])
    (tmp_path / "new").mkdir()
    evidence = [{**row, "year": 2013} if row["id"] in {"e1", "e2"} else row for row in tables()["evidence"]]
    items = Items(dossier_of(tmp_path / "new", {"evidence": evidence}))
    waiting = choose(items, Choice(not_judged=True), my_own).items
    assert waiting == [item for item in CLAIMS if item != "evidence:e3"]
    # What is flagged stays so.
    assert choose(items, Choice(flagged=True), my_own).items == ["evidence:e2"]


def test_attribution_takes_what_this_reviewer_found_to_hold_of_effects(tmp_path: Path) -> None:
    # e1 is of an output, e2 holds, e3 contradicts, e4 does not hold, e6 holds in part, e8 is of no programme.
    my_own = own_after(
        tmp_path, ["evidence:e2", "evidence:e4", "evidence:e6", "evidence:e1", "evidence:e3", "evidence:e8"]
    )
    ratings = {item: rating.decision.values["verdict"] for (_, item), rating in my_own.latest.items()}
    assert [ratings[f"evidence:{name}"] for name in ("e2", "e4", "e6")] == ["holds", "does_not_hold", "holds_in_part"]
    assert picked(tmp_path, Choice(kind="attribution"), my_own) == ["e2", "e6"]
    with pytest.raises(ChoiceError):
        picked(tmp_path, Choice(kind="attribution"))


def test_a_list_as_it_stands_keeps_its_order_and_holds_each_item_once(tmp_path: Path) -> None:
    listed = ("evidence:e7", "evidence:e1", "evidence:e7", "evidence:e9")
    assert picked(tmp_path, Choice(listed=listed)) == ["e7", "e1", "e9"]
    mixed = Choice(kind="mixed", listed=("cell:p1/output", "gap:p1/law:none"))
    assert choose(Items(dossier_of(tmp_path)), mixed, NO_DECISIONS).listed
    for wrong in ("evidence:gone", "cell:p1/output"):
        with pytest.raises(ChoiceError):
            picked(tmp_path, Choice(listed=(wrong,)))


def test_shuffled_and_sampled_are_the_same_everywhere_and_written_down(tmp_path: Path) -> None:
    choice = Choice(order="shuffled", seed=7, sample="50%", where="programme:p1,p2")
    queue = choose(Items(dossier_of(tmp_path)), choice, NO_DECISIONS)
    assert len(queue.items) == 4
    assert queue.items == choose(Items(dossier_of(tmp_path)), choice, NO_DECISIONS).items
    assert (queue.where, queue.sample, queue.kind) == ("programme:p1,p2", "50%", "evidence")
    plain = msgspec.json.decode(msgspec.json.encode(queue))
    assert set(plain) == {"kind", "items", "where", "sample"}
    assert msgspec.convert(plain, Queue) == queue


def test_who_gives_no_seed_divides_and_shuffles_by_the_seed_0_as_everybody_else(tmp_path: Path) -> None:
    for choice in (Choice(order="shuffled"), Choice(share=parse_share("1/2"))):
        drawn = picked(tmp_path, choice)
        assert drawn == picked(tmp_path, msgspec.structs.replace(choice, seed=0))
        assert drawn != picked(tmp_path, msgspec.structs.replace(choice, seed=-1))


def test_the_shares_of_all_laptops_hold_all_items_and_the_overlap(tmp_path: Path) -> None:
    parts = [picked(tmp_path, Choice(share=parse_share(f"{part}/3", "25%"), seed=7)) for part in (1, 2, 3)]
    everybody = set.intersection(*map(set, parts))
    assert len(everybody) == 2
    assert sorted({item for part in parts for item in part}) == sorted(item[9:] for item in CLAIMS)
    assert [len(part) for part in parts] == [4, 4, 4]


def test_a_share_does_not_depend_on_what_the_reviewer_did_before(tmp_path: Path) -> None:
    my_own = own_after(tmp_path, CLAIMS[:4])
    choice = Choice(share=parse_share("1/2"), seed=1, sample="6", not_judged=True)
    everybodys = picked(tmp_path, msgspec.structs.replace(choice, not_judged=False))
    assert picked(tmp_path, choice, my_own) == [
        everybody for everybody in everybodys if f"evidence:{everybody}" not in CLAIMS[:4]
    ]
    # Without a share, a sample is of what is still to be judged.
    alone = Choice(sample="4", not_judged=True)
    assert picked(tmp_path, alone, my_own) == [item[9:] for item in CLAIMS[4:]]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(where="programme:zz"), "zz"),
        (Choice(where="colour:red"), "colour"),
        (Choice(kind="cells", where="kind:none"), "kind"),
        (Choice(kind="alignments", where="stance:for"), "stance"),
        (Choice(where="programme:p1 nonsense"), "nothing to judge"),
        (Choice(flagged=True), "nothing to judge"),
        (Choice(sample="none"), "none"),
        (Choice(kind="mixed"), "nothing to judge"),
    ],
)
def test_a_queue_that_cannot_be_made_says_why(tmp_path: Path, choice: Choice, words: str) -> None:
    with pytest.raises(ChoiceError) as raised:
        picked(tmp_path, choice)
    subject, mend = raised.value.localise(Translator("en"))
    assert words in subject
    assert mend


@pytest.mark.parametrize(
    ("choice", "mend"),
    [
        (Choice(kind="attribution"), "begin with the queue of evidence"),
        # Where something was left out on purpose, that is what may be too much.
        (Choice(kind="attribution", where="programme:p1"), "another queue or filter"),
        (Choice(kind="attribution", not_judged=True), "another queue or filter"),
        (Choice(kind="attribution", flagged=True), "another queue or filter"),
        (Choice(kind="attribution", not_judged=True, flagged=True), "another queue or filter"),
        (Choice(kind="mixed"), "another queue or filter"),
    ],
)
def test_an_empty_queue_says_what_fills_it_unless_it_was_filtered(tmp_path: Path, choice: Choice, mend: str) -> None:
    with pytest.raises(ChoiceError) as raised:
        picked(tmp_path, choice)
    assert mend in raised.value.localise(Translator("en"))[1]


def test_of_bearing_a_fifth_is_drawn_but_not_of_a_list_of_what_is_flagged_or_of_a_sample_asked_for(
    tmp_path: Path,
) -> None:
    desk = desk2(tmp_path)
    flagged = CLAIMS[1:5]
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="bearing", items=CLAIMS[:7])))
    for item in flagged:
        session.flag(item, True)
    session.close()
    mine = SessionRepository(desk).decisions_of(SOK.id)

    def drawn(choice: Choice) -> tuple[int, str]:
        queue = choose(desk.items, choice, mine)
        return len(queue.items), queue.sample

    # Seven claims are of a programme and a dimension: a fifth of these is 1.4, and of the three of p2 0.6.
    assert drawn(Choice(kind="bearing")) == (2, "20%")
    assert drawn(Choice(kind="bearing", where="programme:p2")) == (1, "20%")
    assert drawn(Choice(kind="bearing", sample="5")) == (5, "5")
    assert drawn(Choice(kind="bearing", listed=tuple(CLAIMS[:6]))) == (6, "")
    assert drawn(Choice(kind="bearing", flagged=True)) == (len(flagged), "")
    assert drawn(Choice(kind="evidence")) == (8, "")
    assert drawn(Choice(kind="mixed", listed=tuple(CLAIMS[:6]))) == (6, "")


def test_without_a_scale_there_is_no_queue(tmp_path: Path) -> None:
    items = Items(dossier_of(tmp_path, {"scales": []}))
    with pytest.raises(ChoiceError) as raised:
        choose(items, Choice(), NO_DECISIONS)
    assert "no scale" in raised.value.localise(Translator("en"))[0]
