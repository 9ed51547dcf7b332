"""The text that a value of BibTeX is set as: accents, signs by name, and no braces. What is unknown stays readable."""

from __future__ import annotations

import re
from unicodedata import normalize

_ACCENTS = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307"},
    **{'"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328"},
    "b": "\u0331",
}
_SIGNS = {
    **{"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł"},
    **{"ss": "ß", "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ"},
    **{"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~"},
    **{"textasciicircum": "^", "textasciigrave": "`", "textless": "<", "textgreater": ">", "textbar": "|"},
    **{"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "ldots": "…"},
    **{"textquotedblleft": "“", "textquotedblright": "”", "textellipsis": "…", "dots": "…", "textunderscore": "_"},
    **{"textdegree": "°", "texteuro": "€", "euro": "€", "pounds": "£", "textsterling": "£", "copyright": "©"},
    **{"textregistered": "®", "texttrademark": "™", "S": "§", "P": "¶", "guillemotleft": "«", "guillemotright": "»"},
    **{"quotesinglbase": "‚", "quotedblbase": "„", "textbullet": "•", "textperiodcentered": "·", "slash": "/"},
}
_SWITCHES = frozenset(("bf", "it", "em", "rm", "sc", "sl", "sf", "tt", "bfseries", "itshape", "scshape", "par"))
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}
_TOKEN = re.compile(
    r"""\\(?:(?P<accent>[`'^"~=.]|[uHrvdckb](?![A-Za-z]))\s*
             (?:\{\s*\\?(?P<group>[A-Za-z])\s*\}|\\?(?P<letter>[A-Za-z]))
      | (?P<name>[A-Za-z]+)\s*(?P<call>\{(?!\}))?
      | (?P<char>.))
      | ---? | `` | '' | [~{}]""",
    re.VERBOSE | re.DOTALL,
)


def plain_tex(value: str) -> str:
    """The text of a value; never fails, whatever it holds."""
    return _TOKEN.sub(_text, value)


def _text(match: re.Match[str]) -> str:
    letter = match["group"] or match["letter"]
    if match["accent"] and letter:
        return normalize("NFC", letter + _ACCENTS[match["accent"]])
    if name := match["name"]:
        if name in _SIGNS or name in _SWITCHES:
            return _SIGNS.get(name, " ")
        # Of a command on a text the text stays, of any other its name.
        return "" if match["call"] else name
    if char := match["char"]:
        return " " if char in "\\ \n\t" else "" if char in "-/" else char
    return _LIGATURES.get(match[0], match[0])


_ESCAPED = re.compile(r"\\([_%&#~$])")
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|[{}]")


def plain_address(value: str) -> str:
    """An address, which stands as it is but for what some programs escape."""
    return _URL.sub(lambda match: match[1] or "", _ESCAPED.sub(r"\1", value))
