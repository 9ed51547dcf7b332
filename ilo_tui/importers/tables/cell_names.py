"""The names of columns in a spreadsheet."""

from __future__ import annotations


def letters_of(number: int) -> str:
    """The name of a column by its number, the first being 1: A, Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """The number of a column by its name: 1 of A, 27 of AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
