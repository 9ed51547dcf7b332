"""Codes that are typed from paper: Crockford's base 32, with a check character at the end.

A code is read as a polynomial over GF(32), the characters being its coefficients, and is right if it vanishes at a
primitive element. The weights of all places are then different and none is zero. So every single wrong character and
every exchange of two different characters, neighbours or not, is noticed, in codes of up to 31 characters.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's digits: no I, L, O or U."""

_VALUES = {char: value for value, char in enumerate(ALPHABET)}
# What people write or read instead, and what they put between the characters.
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": ""})
_PRIMITIVE = 0b100101
"""x^5 + x^2 + 1, of which x is a primitive element."""


def digits(number: int, length: int) -> str:
    """The lowest `length` digits of a number."""
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(length - 1, -1, -1))


def with_check(body: str) -> str:
    """Digits with their check character behind them."""
    return body + ALPHABET[_doubled(_remainder(body))]


def is_right(code: str) -> bool:
    """Whether digits end in the check character that belongs to them."""
    return _remainder(code) == 0


def normalise(text: str) -> str | None:
    """What somebody typed as digits, hyphens left out; None where it holds another character."""
    code = text.upper().translate(_READ_AS)
    return code if code and all(char in _VALUES for char in code) else None


def _remainder(code: str) -> int:
    remainder = 0
    for char in code:
        remainder = _doubled(remainder) ^ _VALUES[char]
    return remainder


def _doubled(value: int) -> int:
    """A value times the primitive element."""
    return value << 1 ^ (_PRIMITIVE if value & 16 else 0)
