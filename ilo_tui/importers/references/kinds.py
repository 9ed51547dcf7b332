"""Which kind of source a reference is: by its genre where that says so, else by its type, else nobody knows.

A report may be of any kind, so a report without a genre is `other`, and an import says of how many that is so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from ilo_tui.dossier.model import SourceKind
from ilo_tui.importers.references.reference import Reference

_TYPES: Mapping[SourceKind, str] = {
    "research": (
        "jour ejour book ebook edbook chap echap thes conf cpaper serial unpb "
        "article inproceedings conference proceedings collection inbook incollection phdthesis mastersthesis thesis "
        "article-journal chapter paper-conference review"
    ),
    "press": "news mgzn article-newspaper article-magazine newspaper magazine broadcast",
    "law_or_plan": "stat bill legal legislation regulation treaty law",
    "statistics": "data aggr dbase dataset",
}
_GENRES: Mapping[SourceKind, str] = {
    "evaluation": r"evaluation|evaluasi|evaluability",
    "survey": r"survey|survei",
    "statistics": r"statistic\w*|statistik|census|dataset",
    "monitoring": r"monitoring|pemantauan|progress report",
    "project_document": r"project document|prodoc",
    "press": r"newspaper|news article|press release|magazine",
    "law_or_plan": r"law|act|regulation|convention|treaty|national plan|plan of action|undang-undang",
    "research": r"thesis|dissertation|working paper|discussion paper|research \w+|research|tesis|disertasi|skripsi",
}
_BY_TYPE = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_BY_GENRE = [(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _GENRES.items()]
_PERIODICALS = frozenset(
    (
        *("jour", "ejour", "mgzn", "news", "article", "newspaper", "magazine"),
        *("article-journal", "article-newspaper", "article-magazine"),
    )
)


def kind_of(reference: Reference) -> tuple[SourceKind, bool]:
    """The kind, and whether the reference says which."""
    genre = reference.genre.lower()
    kinds: tuple[SourceKind, ...] = get_args(SourceKind)
    coded = next((kind for kind in kinds if kind == genre.replace(" ", "_")), None)
    worded = next((kind for kind, pattern in _BY_GENRE if genre and pattern.search(genre)), None)
    kind = coded or worded or _BY_TYPE.get(reference.type)
    return (kind, True) if kind else ("other", False)


def is_periodical(reference: Reference) -> bool:
    """Whether it is a part of something that appears again and again, whose name says more than its publisher's."""
    return reference.type in _PERIODICALS
