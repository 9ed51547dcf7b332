"""What stands after any mixture of decisions, observations and undos, against a model that replays everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, JournalRecord, Observation, Seen, Withdrawal

AT = "2026-11-24T12:00:00Z"
ITEMS = ("evidence:a", "evidence:b", "cell:p/d")


def decision(seq: int, item: str) -> Decision:
    return Decision(
        seq=seq,
        item=item,
        item_hash="0" * 16,
        values={"verdict": str(seq)},
        basis="other",
        flagged=False,
        skipped=False,
        at=AT,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[JournalRecord]:
    """Records of every kind; an undo may name any earlier record that is no undo, even one taken back before."""
    records: list[JournalRecord] = []
    for seq in range(1, draw(st.integers(0, 30)) + 1):
        seqs = [record.seq for record in records if not isinstance(record, Withdrawal)]
        kind = draw(st.sampled_from(("decide", "observe", "undo") if seqs else ("decide", "observe")))
        item = draw(st.sampled_from(ITEMS))
        if kind == "undo":
            records.append(Withdrawal(seq=seq, withdraws=draw(st.sampled_from(seqs)), at=AT))
        elif kind == "observe":
            records.append(Observation(seq=seq, item=item, observation=Seen(text=str(seq)), at=AT))
        else:
            records.append(decision(seq, item))
    return records


@given(histories())
def test_a_state_is_the_last_decision_not_withdrawn(records: list[JournalRecord]) -> None:
    withdrawn_seqs = {record.withdraws for record in records if isinstance(record, Withdrawal)}
    standing = [record for record in records if not isinstance(record, Withdrawal) and record.seq not in withdrawn_seqs]
    expected = {item.item: item for item in standing if isinstance(item, Decision)}
    history = History(records)
    assert history.states() == expected
    assert [history.state_of(item) for item in ITEMS] == [expected.get(item) for item in ITEMS]
    assert history.observations() == [item for item in standing if isinstance(item, Observation)]
    assert history.latest() == (standing[-1] if standing else None)
    assert history.withdrawn() == [
        record for record in records if not isinstance(record, Withdrawal) and record.seq in withdrawn_seqs
    ]
    assert history.records == records
    assert history.next_seq == len(records) + 1


@given(histories())
def test_undoing_as_long_as_something_stands_takes_everything_back(records: list[JournalRecord]) -> None:
    history = History(records)
    undone = []
    while latest := history.latest():
        undone.append(latest.seq)
        history.add(Withdrawal(seq=history.next_seq, withdraws=latest.seq, at=AT))
    assert undone == sorted(undone, reverse=True)
    assert history.states() == {}
    assert history.records[: len(records)] == records


@given(histories())
def test_adding_one_by_one_is_the_same_as_all_at_once(records: list[JournalRecord]) -> None:
    history = History()
    for record in records:
        history.add(record)
    assert history.states() == History(records).states()
    assert history.latest() == History(records).latest()
