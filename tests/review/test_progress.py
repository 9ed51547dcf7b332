"""Which item comes next, where one goes on, and how long the rest will take."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.review.model import Decision
from ilo_tui.review.opening import open_session
from ilo_tui.review.progress import Counts, seconds_left, seconds_spent
from tests.review.help import CLAIMS, begun, desk_at, judge

E1, E2, E3, E4 = CLAIMS[:4]


def test_the_next_item_is_the_next_one_unjudged_and_goes_round(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path), [E1, E2, E3])
    assert session.progress.next_item() == E1
    assert session.progress.next_item(E1) == E2
    judge(session, E2)
    assert session.progress.next_item(E1) == E3
    assert session.progress.next_item(E3) == E1
    assert (session.progress.before(E3), session.progress.before(E1)) == (E2, None)
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
    times = ("12:00:00", "12:00:20", "12:40:00", "12:40:30", "11:00:00", "11:00:10")
    records = [decided(f"2026-11-24T{at}Z", number) for number, at in enumerate(times, 1)]
    assert seconds_spent(records) == 60
    assert seconds_spent(records[:1]) == seconds_spent([]) == 0


def test_the_time_left_follows_the_pace_of_the_latest_items() -> None:
    slow = [decided(f"2026-11-24T12:{4 * number:02}:00Z", number) for number in range(1, 6)]
    quick = [decided(f"2026-11-24T13:{number // 6:02}:{number % 6 * 10:02}Z", number + 10) for number in range(40)]
    assert seconds_left([*slow, *quick], 12) == 120
    assert seconds_left(slow, 12) is None
    assert seconds_left([], 12) is None
