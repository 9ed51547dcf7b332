"""What is put into files to break their readers: words, numbers, dates and pieces of formats that nobody expects."""

from __future__ import annotations

import re
import unicodedata

WORDS = (
    "",
    " ",
    "\x00",
    "\x1b[2J\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x1b\\",
    "\x9b31m\x90q\x9c",
    "\x7f\x08\x08\r\n",
    "\u202eevil\u2066\u2069\u200f\u061c",
    "\ufeff\u200d\ufe0f\u2028\u2029\x85",
    "\ud800",
    "\udcff\x1b",
    "{0} {reason} {x.__class__} {",
    "%s %n %(x)s",
    "[red]x[/] [@click=app.quit]y[/]",
    "../../../etc/passwd",
    "con",
    "a/b\\c:d",
    "e" + "\u0301" * 300,
    "x" * 5000,
    "ពលកម្មកុមារ" * 50,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "=cmd|'/c calc'!A0",
    "<script>&amp;&#27;&lt;",
    "null",
    "-",
)
NUMBERS = (
    "0",
    "-1",
    "-0",
    "-0.0",
    "1e308",
    "1e309",
    "-1e-400",
    "4.9e-324",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1" * 60,
    "9" * 400,
    "7" * 5000,
    "0." + "3" * 2000,
    "NaN",
    "-Infinity",
    "0x10",
    "1_000",
    "01",
    "1.",
    "٣",
    "true",
    "null",
)
DATES = (
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2026-02-31",
    "2026-13-01",
    "99999-01-01",
    "9999-99-99T99:99:99Z",
    "0000-00-00T00:00:00Z",
    "2026-11-24T12:00:60Z",
    "٢٠٢٦-١١-٢٤T١٢:٠٠:٠٠Z",
    "2026-11-24T12:00:00Z\n",
    "2026-11-24",
    "2026",
    "-44",
)
PIECES = (
    b"\x00",
    b"\x1b[31m",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\xf4\x90\x80\x80",
    b"\xc2\x9b",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b'"',
    b"'",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\u001b[31m",
    b"\\u202e",
    b"{",
    b"}",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"<a>" * 3000,
    b"<" * 50,
    b"&#x1b;",
    b"&#xd800;",
    b"&lol;",
    b"<!DOCTYPE x>",
    b"<![CDATA[",
    b"<!--",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"--",
    b",",
    b";",
    b",,,,,,,,,,",
    b"#",
    b"[keys]\n",
    b"[[a]]\n",
    b"a.b.c = 1\n",
    b"/*",
    b"\x00" * 600,
)
"""What is put in as bytes; the first ones are no text, or none that should be in a file."""

SOUND_WORDS = tuple(word for word in WORDS if word.strip() and not any("\ud800" <= item <= "\udfff" for item in word))
SOUND_NUMBERS = tuple(
    number for number in NUMBERS if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?(e-?\d+)?", number, re.ASCII)
)
"""Those that a file may hold and still be well-formed."""

UNSAFE = frozenset(
    {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u061c\u200e\u200f\u2028\u2029"}
    | {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), *map(chr, range(0xD800, 0xE000))}
)
"""What must never be in a line for the terminal: C0 and C1, breaks of lines, what turns direction, half characters."""


def unsafe(line: str) -> list[str]:
    """The names of what must not be in a line, each once."""
    return sorted(unicodedata.name(item, f"U+{ord(item):04X}") for item in UNSAFE.intersection(line))


def free(text: str) -> bool:
    """Whether a text of a sound file is likely one in which anything may be said, and no code or id."""
    return " " in text or (text != text.lower() and not text[:1].isdigit())
