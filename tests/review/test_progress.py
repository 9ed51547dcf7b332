"""Which item comes next, where one goes on, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import pytest

from ilo_tui.review.environment import stamp_of
from ilo_tui.review.model import Decision, Withdrawal
from ilo_tui.review.opening import open_session
from ilo_tui.review.progress import Counts, Progress, seconds_left, seconds_spent
from tests.dossier.small import both, claim
from tests.review.help import CLAIMS, begun, desk_at, judge, tables

E1, E2, E3, E4 = CLAIMS[:4]


def test_the_next_item_is_the_next_one_unjudged_and_goes_round(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E1, E2, E3])
    assert session.progress.next_item() == E1
    assert session.progress.next_item(E1) == E2
    judge(session, E2)
    assert session.progress.next_item(E1) == E3
    assert session.progress.next_item(E3) == E1
    assert [session.progress.before(item) for item in (E3, E1, E4)] == [E2, None, None]
    judge(session, E1)
    judge(session, E3)
    assert session.progress.next_item(E1) is None
    session.close()


def test_skipped_items_come_last(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E1, E2, E3])
    session.skip(E1)
    session.skip(E2)
    assert session.progress.next_item(E2) == E3
    judge(session, E3)
    assert session.progress.next_item(E3) == E1
    assert session.progress.next_item(E1) == E2
    assert session.progress.counts() == Counts(total=3, judged=1, flagged=0, skipped=2)
    session.answer(E1, "verdict", "cannot_tell")
    assert session.progress.counts().skipped == 1
    session.close()


def test_what_the_dossier_no_longer_has_is_never_offered_and_what_it_changed_is_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, [E1, E2, E3, E4])
    assert (session.progress.removed(), session.progress.changes()) == ([], [])
    for item in (E1, E2, E3):
        judge(session, item)
    session.close()
    evidence = [row for row in tables()["evidence"] if row["id"] not in {"e2", "e3", "e4"}]
    (tmp_path / "new").mkdir()
    changed = {"evidence": [*evidence, claim("e3", programme="p2", dimension="output")]}
    edition = replace(desk, items=desk_at(tmp_path / "new", changed=changed).items)
    session = open_session(edition, session.path)
    progress = session.progress
    assert (progress.removed(), progress.changes(), progress.rest()) == ([E2, E4], [E3], [E3])
    assert (progress.next_item(), progress.next_item(E3)) == (E3, E3)
    judge(session, E3)
    assert (progress.changes(), progress.rest(), progress.next_item()) == ([], [], None)
    session.close()


def test_on_another_edition_what_was_answered_and_changed_or_has_no_place_is_offered_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    judged, altered, removed, flagged, half, placeless, untouched = CLAIMS[:7]
    session = begun(desk, CLAIMS[:7])
    for item in (judged, altered, removed):
        judge(session, item)
    session.flag(flagged, True)
    session.answer(half, "verdict", "holds")
    judge(session, placeless, "holds_in_part")
    session.close()
    texts = {name: {"statement": both("Something else.")} for name in ("e2", "e4")}
    evidence = [{**row, **texts.get(row["id"], {})} for row in tables()["evidence"] if row["id"] != "e3"]
    verdict, *scales = tables()["scales"]
    values = [
        {**value, "code": {"holds_in_part": "partly"}.get(value["code"], value["code"])} for value in verdict["values"]
    ]
    changed = {"evidence": evidence, "scales": [{**verdict, "values": values}, *scales]}
    (tmp_path / "new").mkdir()
    edition = desk_at(tmp_path / "new", changed=changed)
    session = open_session(replace(desk, items=edition.items), session.path)
    progress = session.progress
    every = [judged, altered, removed, flagged, half, placeless, untouched]
    assert [item for item in every if progress.offered_again(item)] == [altered, placeless]
    assert [item for item in every if progress.counts_still(item)] == [judged]
    # Of a session that was begun on another edition only what counts is called judged.
    begun_before = Progress(edition.items, session.document.queue, progress.history, "0")
    assert (begun_before.counts().judged, progress.counts().judged) == (1, 3)
    assert begun_before.rest() == [altered, flagged, half, placeless, untouched]
    session.close()


def test_an_answer_to_a_question_that_is_no_more_is_not_asked_for_again(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, [E1, E2])
    judge(session, E1)
    session.close()
    (tmp_path / "new").mkdir()
    scales = [scale for scale in tables()["scales"] if scale["id"] != "strength"]
    edition = desk_at(tmp_path / "new", changed={"scales": scales})
    session = open_session(replace(desk, items=edition.items), session.path)
    progress = session.progress
    assert (progress.offered_again(E1), progress.counts_still(E1), progress.rest()) == (False, True, [E2])
    session.close()


def test_an_item_may_be_judged_and_flagged_and_what_is_judged_is_no_longer_skipped(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E1, E2, E3])
    session.flag(E1, True)
    session.skip(E2)
    assert session.progress.counts() == Counts(total=3, judged=0, flagged=1, skipped=1)
    judge(session, E1)
    judge(session, E2)
    assert session.progress.counts() == Counts(total=3, judged=2, flagged=1, skipped=0)
    session.close()


def test_a_few_items_are_put_in_the_order_of_the_queue_without_those_that_it_lacks(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E3, E1, E2])
    assert session.progress.in_order([E1, E4, E2, E3]) == [E3, E1, E2]
    assert E1 in session.progress
    assert E4 not in session.progress
    session.close()


def test_one_goes_on_at_the_very_item(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk, [E1, E2, E3, E4])
    assert session.progress.resume_item() == E1
    judge(session, E1)
    session.answer(E2, "verdict", "holds")
    session.close()
    session = open_session(desk, session.path)
    assert session.progress.resume_item() == E2
    session.answer(E2, "strength", "low")
    assert session.progress.resume_item() == E3
    session.skip(E3)
    assert session.progress.resume_item() == E4
    session.undo()
    assert session.progress.resume_item() == E3
    session.undo()
    assert session.progress.resume_item() == E2
    session.close()


def test_one_goes_on_where_the_last_record_or_what_it_took_back_was(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E1, E2, E3, E4])
    for item in (E3, E4, E2):
        session.answer(item, "verdict", "holds")
        assert session.progress.resume_item() == item
    for item in (E2, E4, E3):
        session.undo()
        assert session.progress.resume_item() == item
    assert session.progress.before("evidence:e8") is None
    session.close()


def test_a_tally_counts_codes_of_what_stands(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E1, E2, E3])
    judge(session, E1)
    judge(session, E2, "does_not_hold", "high")
    judge(session, E3)
    session.undo()
    assert session.progress.tally() == {"verdict": {"holds": 2, "does_not_hold": 1}, "strength": {"high": 2}}
    session.close()


def decided(at: str, number: int) -> Decision:
    return Decision(
        seq=number,
        item=f"evidence:e{number}",
        item_hash="",
        values={},
        basis="other",
        flagged=False,
        skipped=False,
        at=at,
    )


def test_pauses_and_clocks_set_back_do_not_count_as_work() -> None:
    times = ("12:00:00", "12:00:20", "12:40:00", "12:40:30", "11:00:00", "11:00:10", "11:00:10")
    records = [decided(f"2026-11-24T{at}Z", number) for number, at in enumerate(times, 1)]
    assert seconds_spent(records) == 60
    assert seconds_spent(records[:1]) == seconds_spent([]) == 0


def test_the_time_left_follows_the_pace_of_the_latest_items() -> None:
    slow = [decided(f"2026-11-24T12:{4 * number:02}:00Z", number) for number in range(1, 6)]
    quick = [decided(f"2026-11-24T13:{number // 6:02}:{number % 6 * 10:02}Z", number + 10) for number in range(40)]
    assert seconds_left([*slow, *quick], 12) == 120
    assert seconds_left(slow, 12) is None
    assert seconds_left([], 12) is None


MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)


def paced(*steps: int, items: Iterable[int] = ()) -> list[Decision]:
    """Decisions so many seconds apart, on an item each, or on these."""
    moments = accumulate(steps, lambda moment, step: moment + timedelta(seconds=step), initial=MORNING)
    numbers = list(items) or range(len(steps) + 1)
    return [decided(stamp_of(moment), number) for moment, number in zip(moments, numbers, strict=True)]


@pytest.mark.parametrize(("step", "seconds"), [(1, 11), (299, 309), (300, 310), (301, 10)])
def test_more_than_five_minutes_are_a_pause(step: int, seconds: int) -> None:
    assert seconds_spent(paced(10, step)) == seconds


def test_the_time_left_is_told_from_the_fifth_item_on() -> None:
    assert seconds_left(paced(*[10] * 4), 12) is None
    assert seconds_left(paced(*[10] * 5), 12) == 120
    # Where nothing but pauses lies between them there is no pace.
    assert seconds_left(paced(*[301] * 5), 12) is None


def test_the_pace_is_that_of_the_last_thirty_decisions() -> None:
    # The step before them does not count, the first of them does.
    assert seconds_left(paced(200, 40, *[10] * 29), 30) == 330


def test_several_decisions_on_an_item_are_time_spent_on_it() -> None:
    records = paced(*[10] * 10, items=[0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    assert seconds_left(records, 3) == 60
    withdrawal = Withdrawal(seq=12, withdraws=11, at=stamp_of(MORNING + timedelta(seconds=110)))
    assert seconds_left([*records, withdrawal], 3) == 60
