"""Dividing and sampling a queue: the same seed and the same dossier give every machine the same items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from ilo_tui.core.translator import N_
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.hashing import shuffle_key
from ilo_tui.review.model import Share

_SHARE = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_PERCENT = re.compile(r"([0-9]{1,3})\s*%?")
_SAMPLE = re.compile(r"([0-9]{1,7})(?:\s*(%))?")
_SEED = re.compile(r"[0-9]{1,9}")


def parse_share(text: str, overlap: str = "") -> Share:
    """The share written as `2/5` and an overlap as `20%`; raises `ChoiceError`."""
    match, percent = _SHARE.fullmatch(text.strip()), _PERCENT.fullmatch(overlap.strip() or "0")
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise ChoiceError(N_("{text} is no share of the work"), N_("Write it as 2/5: part 2 of 5."), text=text)
    if not percent or int(percent[1]) > 100:
        raise ChoiceError(N_("{text} is no overlap"), N_("Write it as 20%: from 0% to 100%."), text=overlap)
    return Share(part=int(match[1]), of=int(match[2]), overlap=int(percent[1]))


def parse_sample(text: str) -> tuple[int, bool]:
    """The sample written as `40` or `20%`: its size, and whether that is percent; raises `ChoiceError`."""
    match = _SAMPLE.fullmatch(text.strip())
    if not match or int(match[1]) < 1 or (match[2] and int(match[1]) > 100):
        raise ChoiceError(N_("{text} is no sample"), N_("Write it as 40 (items) or 20%."), text=text)
    return int(match[1]), bool(match[2])


def parse_seed(text: str) -> int:
    """The seed that was typed, at most nine digits; raises `ChoiceError`."""
    if not _SEED.fullmatch(text.strip()):
        raise ChoiceError(N_("{text} is no seed"), N_("Write a whole number, such as 1 or 2026."), text=text)
    return int(text)


def sampled(items: Sequence[str], sample: str, seed: int) -> list[str]:
    """So many of the items, at random by the seed, in the order that they had; at least one."""
    size, percent = parse_sample(sample)
    number = ceil(len(items) * size / 100) if percent else size
    chosen = set(_ranked(items, seed, "sample")[:number])
    return [item for item in items if item in chosen]


def shared(items: Sequence[str], share: Share, seed: int) -> list[str]:
    """One part of the items, in the order that they had.

    `overlap` percent, rounded up, go to every part; the rest are dealt out, so that parts differ by one item at most.
    """
    ranked = _ranked(items, seed, "share")
    common = ceil(len(items) * share.overlap / 100)
    chosen = {*ranked[:common], *ranked[common:][share.part - 1 :: share.of]}
    return [item for item in items if item in chosen]


def shuffled(items: Sequence[str], seed: int) -> list[str]:
    """The items in an order that only the seed decides."""
    return _ranked(items, seed, "order")


def _ranked(items: Sequence[str], seed: int, purpose: str) -> list[str]:
    return sorted(items, key=lambda item: shuffle_key(seed, purpose, item))
