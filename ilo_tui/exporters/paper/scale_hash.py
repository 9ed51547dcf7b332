"""What the digits of a sheet stand for, as a hash that each of its codes carries: no digit is taken for another.

It is over what a reviewer ticks by: of every scale the id, the keys with their codes and whether they need a reason,
and after which answers it is asked. Words, which may be corrected or translated, are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ilo_tui.dossier.model import Scale
from ilo_tui.review.hashing import hash_of

_OF_0_1: Mapping[str, str] = {
    "verdict": "2c827125e0fff97a",
    "strength": "30c8db0a8f8ebdb7",
    "effectiveness": "ab356b20e3399e2f",
    "body-strength": "39e33e53a5650716",
    "alignment": "b58c54cd38f8c61b",
    "priority": "9aa560548f0df6f3",
    "gap-priority": "016db0218695b152",
    "attribution": "44805bc839cca001",
}
"""The hashes of the scales that shipped with version 0.1, whose sheets carry none."""


def scales_hash(scales: Iterable[Scale]) -> int:
    """The hash of the scales of a sheet, in the order of asking, as a number of 64 bits."""
    return int(hash_of(list(map(_printed, scales))), 16)


def are_as_in_0_1(scales: Iterable[Scale]) -> bool:
    """Whether digits mean what they meant in version 0.1; of scales that did not ship with it nothing is known."""
    return all(hash_of(_printed(scale)) == _OF_0_1[scale.id] for scale in scales if scale.id in _OF_0_1)


def _printed(scale: Scale) -> list[object]:
    """What of a scale decides what a digit on a sheet stands for."""
    answers = sorted((value.key, value.code, value.reason) for value in scale.values)
    after = [scale.after.scale, sorted(scale.after.codes)] if scale.after else []
    return [scale.id, answers, after]
