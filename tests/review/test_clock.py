"""Times that no right clock can have given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.review.clock import Misdated, misdated, misdated_session
from ilo_tui.review.environment import stamp_of
from ilo_tui.review.model import Withdrawal
from tests.review.help import begun, desk_at

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def at(*moments: str) -> list[Withdrawal]:
    """Records of these times."""
    return [Withdrawal(seq=seq, withdraws=1, at=moment) for seq, moment in enumerate(moments, 1)]


def test_an_answer_of_2099_and_one_of_1970_are_named_and_the_others_are_not() -> None:
    records = at("2026-11-29T11:00:00Z", "2099-01-01T00:00:00Z", "1970-01-01T00:00:07Z", "2026-11-29T12:05:00Z")
    result = misdated(records, NOW)
    assert result == Misdated(("2099-01-01T00:00:00Z",), ("1970-01-01T00:00:07Z",))
    for language in ("en", "id"):
        future, past = result.localise(Translator(language))
        assert "2099-01-01" in future
        assert "1970-01-01" in past
    assert misdated(records[:1], NOW).localise(Translator("en")) == []


@pytest.mark.parametrize(
    ("edition", "first"),
    [
        ("2026-11-24", "2026-11-23"),
        ("2026.11", "2026-10-01"),
        ("2026.11.1", "2026-10-01"),
        ("2026.11.24", "2026-11-23"),
        ("1", "2020-01-01"),
        ("2026-02-31", "2020-01-01"),
        ("2001-01-01", "2020-01-01"),
        ("0001-01-01", "2020-01-01"),
        ("\u0662\u0660\u0662\u0666-11-24", "2020-01-01"),
        ("2026-11-24\n", "2020-01-01"),
    ],
)
def test_nothing_was_judged_before_its_edition(edition: str, first: str) -> None:
    day = datetime.fromisoformat(f"{first}T00:00:00+00:00")
    records = at(stamp_of(day), stamp_of(day - timedelta(seconds=1)))
    assert misdated(records, NOW, edition) == Misdated(earlier=(records[1].at,))


@given(st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)), max_size=8))
def test_every_time_is_on_one_side_and_two_right_clocks_may_differ_a_little(moments: list[datetime]) -> None:
    result = misdated(at(*map(stamp_of, moments)), NOW)
    assert len(result.later) == sum(moment >= NOW + timedelta(minutes=10, seconds=1) for moment in moments)
    assert len(result.earlier) == sum(moment < datetime(2020, 1, 1, tzinfo=UTC) for moment in moments)
    assert list(result.later) == sorted(result.later)


def test_a_session_without_a_record_is_judged_by_when_it_was_begun(tmp_path: Path) -> None:
    session = msgspec.structs.replace(begun(desk_at(tmp_path)).document, started="2099-01-01T00:00:00Z")
    assert misdated_session(session, (), NOW).later == ("2099-01-01T00:00:00Z",)
    assert not misdated_session(session, at("2026-11-29T11:00:00Z"), NOW)
