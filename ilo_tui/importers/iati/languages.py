"""Texts of IATI elements by language.

Version 2 has narratives; version 1 has the text in the element itself, and repeats the element for other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ilo_tui.dossier.parts import Texts

if TYPE_CHECKING:
    from ilo_tui.importers.iati.tree import Node

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]*)?")
_RENAMED = {"in": "id", "iw": "he", "ji": "yi"}


def language_of(code: str) -> str:
    """The language of an xml:lang without region and script (`en-GB` is `en`); empty where it is no code."""
    match = _CODE.fullmatch(code.strip().lower())
    return _RENAMED.get(match[1], match[1]) if match else ""


def texts_of(nodes: Iterable[Node]) -> Texts:
    """The texts of these elements by language, the first one first; different ones of a language follow each other."""
    by_language: dict[str, dict[str, None]] = {}
    for node in nodes:
        for element in (node, *node.all("narrative")):
            if text := element.text:
                by_language.setdefault(element.lang, {})[text] = None
    return {language: " ".join(texts) for language, texts in by_language.items()}


def name_of(node: Node) -> str:
    """The name of an organisation or the like: once in each of its languages, with a stroke between."""
    return " / ".join(dict.fromkeys(texts_of([node]).values()))
