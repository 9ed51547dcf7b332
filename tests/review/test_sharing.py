"""Shares, samples and shuffles: whole, even, and the same on every machine."""

from __future__ import annotations

import subprocess
import sys
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.model import Share
from ilo_tui.review.sharing import parse_sample, parse_seed, parse_share, sampled, shared, shuffled

NAMES = st.lists(st.text("abcxyz0123", min_size=1, max_size=6), max_size=60, unique=True)
SEEDS = st.integers(0, 2**31)


@given(NAMES, st.integers(1, 9), st.integers(0, 100), SEEDS)
def test_parts_hold_everything_and_share_only_the_overlap(names: list[str], of: int, overlap: int, seed: int) -> None:
    parts = [shared(names, Share(part=part, of=of, overlap=overlap), seed) for part in range(1, of + 1)]
    common = set.intersection(*map(set, parts)) if of > 1 else set()
    assert {name for part in parts for name in part} == set(names)
    if of > 1:
        assert len(common) >= ceil(len(names) * overlap / 100)
        assert sum(len(part) for part in parts) == len(names) + (of - 1) * ceil(len(names) * overlap / 100)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    assert all(part == [name for name in names if name in set(part)] for part in parts)


@given(NAMES, st.integers(1, 9), SEEDS)
def test_the_division_does_not_depend_on_the_order_of_the_file(names: list[str], of: int, seed: int) -> None:
    turned = sorted(names, reverse=True)
    share = Share(part=of, of=of, overlap=20)
    assert set(shared(names, share, seed)) == set(shared(turned, share, seed))
    assert shuffled(names, seed) == shuffled(turned, seed)


@given(NAMES, st.integers(1, 100), SEEDS)
def test_a_sample_has_its_size_and_keeps_the_order(names: list[str], size: int, seed: int) -> None:
    assert len(sampled(names, str(size), seed)) == min(size, len(names))
    part = sampled(names, f"{size}%", seed)
    assert len(part) == ceil(len(names) * size / 100)
    assert part == [name for name in names if name in set(part)]


@pytest.mark.parametrize(
    ("number", "percent", "size"), [(100, 1, 1), (101, 1, 2), (100, 20, 20), (100, 99, 99), (100, 100, 100), (7, 20, 2)]
)
def test_percent_of_a_sample_are_rounded_up(number: int, percent: int, size: int) -> None:
    names = [f"evidence:e{place}" for place in range(number)]
    assert len(sampled(names, f"{percent}%", 7)) == size


def test_another_process_and_hash_seed_gives_the_same_division() -> None:
    code = (
        "from ilo_tui.review.sharing import shared, shuffled; from ilo_tui.review.model import Share;"
        "names = [f'evidence:e{n}' for n in range(50)];"
        "print(shared(names, Share(part=2, of=5, overlap=20), 7), shuffled(names, 7))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    names = [f"evidence:e{number}" for number in range(50)]
    assert outputs == {f"{shared(names, Share(part=2, of=5, overlap=20), 7)} {shuffled(names, 7)}\n"}


def test_the_division_of_seed_7_is_the_one_of_every_version() -> None:
    # Laptops with different versions of the program must divide alike: these lists may never change.
    names = [f"evidence:e{number}" for number in range(10)]
    parts = [shared(names, Share(part=part, of=3, overlap=20), 7) for part in (1, 2, 3)]
    assert [[int(name[10:]) for name in part] for part in parts] == [[2, 4, 5, 6, 8], [0, 1, 2, 3, 8], [2, 7, 8, 9]]
    assert [int(name[10:]) for name in shuffled(names, 7)] == [0, 9, 3, 5, 8, 7, 6, 2, 4, 1]


def test_an_overlap_of_all_gives_everybody_all() -> None:
    names = [f"evidence:e{number}" for number in range(200)]
    assert all(shared(names, Share(part=part, of=2, overlap=100), 7) == names for part in (1, 2))


def test_seeds_differ() -> None:
    names = [f"evidence:e{number}" for number in range(50)]
    assert len({tuple(shuffled(names, seed)) for seed in range(20)}) == 20


def test_shares_and_samples_are_read_as_written() -> None:
    assert parse_share("2/5", "20%") == Share(part=2, of=5, overlap=20)
    assert parse_share(" 1/1 ") == Share(part=1, of=1)
    assert parse_share("3/3", "7") == Share(part=3, of=3, overlap=7)
    assert parse_share("9999/9999", "100%") == Share(part=9999, of=9999, overlap=100)
    assert (parse_sample(" 1 "), parse_sample("1%"), parse_sample("9999999")) == (
        (1, False),
        (1, True),
        (9999999, False),
    )
    assert (parse_seed("0"), parse_seed(" 2026 "), parse_seed("999999999")) == (0, 2026, 999_999_999)
    assert (parse_sample("40"), parse_sample("20%"), parse_sample("100 %")) == ((40, False), (20, True), (100, True))


@pytest.mark.parametrize("text", ["0/5", "6/5", "2", "2/0", "a/b", "", "-1/5", "1/5/5", "٢/٥"])
def test_what_is_no_share_is_said(text: str) -> None:
    with pytest.raises(ChoiceError) as raised:
        parse_share(text)
    assert "2/5" in " ".join(raised.value.localise(Translator("en")))


def words_of(error: ChoiceError) -> str:
    return " ".join(error.localise(Translator("en")))


@pytest.mark.parametrize("text", ["101%", "101", "-1", "x", "20%%"])
def test_what_is_no_overlap_is_said(text: str) -> None:
    with pytest.raises(ChoiceError) as raised:
        parse_share("1/2", text)
    assert f"{text} is no overlap" in words_of(raised.value)


@pytest.mark.parametrize("text", ["0", "0%", "101%", "", "x", "-5", "1.5", "10000000"])
def test_what_is_no_sample_is_said(text: str) -> None:
    with pytest.raises(ChoiceError) as raised:
        parse_sample(text)
    assert f"{text} is no sample" in words_of(raised.value)


@pytest.mark.parametrize("text", ["1234567890", "-1", "", "x", "1.5", "\u0662"])
def test_what_is_no_seed_is_said(text: str) -> None:
    with pytest.raises(ChoiceError) as raised:
        parse_seed(text)
    assert f"{text} is no seed" in words_of(raised.value)
