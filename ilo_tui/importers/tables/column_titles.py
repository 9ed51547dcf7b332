"""What columns and sheets of a table are called in the languages of the program, for whoever does not read English.

A column is known by its name in the code (`programme_name`), which is its English title with underscores, and by its
title in any language that comes with the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ilo_tui.core.languages import built_in_codes
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_, Translator

TITLES = (
    N_("id"), N_("programme"), N_("programme name"), N_("programme summary"), N_("dimension"), N_("stance"),
    N_("statement"), N_("excerpt"), N_("excerpt language"), N_("excerpt page"), N_("figure"), N_("value"), N_("unit"),
    N_("role"), N_("figure year"), N_("place"), N_("places"), N_("year"), N_("start"), N_("end"), N_("actor"),
    N_("said by"), N_("tie"), N_("tie why"), N_("trend"), N_("aim"), N_("aim text"), N_("aim source"),
    N_("aim reached"), N_("same as"), N_("source"), N_("source title"), N_("source publisher"), N_("source year"),
    N_("source url"), N_("source kind"), N_("source voice"), N_("locator"), N_("data of"), N_("reading"), N_("note"),
    N_("code"), N_("name"), N_("summary"), N_("kind"), N_("partners"), N_("sources"), N_("title"), N_("publisher"),
    N_("url"), N_("voice"), N_("no copy"), N_("voice of"), N_("stake"), N_("parent"), N_("text"), N_("target"),
    N_("due"), N_("adopted"), N_("ratified"), N_("expected of"), N_("policy"), N_("provision"), N_("ref"), N_("gist"),
    N_("definition"), N_("programmes"), N_("indicator"), N_("segment"), N_("from policy"), N_("degree"),
    N_("rationale"), N_("origin"), N_("confidence"),
)  # fmt: skip
"""The titles of all columns of all sheets."""
SHEET_TITLES: dict[str, str] = {
    "evidence": N_("claims"),
    "programmes": N_("programmes"),
    "sources": N_("sources"),
    "actors": N_("actors"),
    "aims": N_("aims"),
    "policies": N_("policies"),
    "provisions": N_("provisions"),
    "alignments": N_("alignments"),
    "indicators": N_("indicators"),
    "points": N_("points"),
}
"""What the sheet of each table is called."""


def title_of(name: str, tr: Translator) -> str:
    """What a column is called in a language, as it stands in a header: `programme_name`, `nama_program`."""
    return "_".join(tr(name.replace("_", " ")).split())


def names_in_all_languages(names: Iterable[str]) -> dict[str, str]:
    """The columns by what they are called in any language, in the letters of `name_key`; the first of a name has it."""
    columns: dict[str, str] = {}
    for name in names:
        for title in _spoken(name.replace("_", " ")):
            columns.setdefault(title, name)
    return columns


@cache
def tables_by_name() -> Mapping[str, str]:
    """The tables by what a sheet of them may be called: the name in the file, or that on the screens."""
    titles = {title: table for table, name in SHEET_TITLES.items() for title in _spoken(name)}
    return {**titles, **{table: table for table in SHEET_TITLES}}


def _spoken(title: str) -> list[str]:
    return [name_key(Translator(language)(title)) for language in built_in_codes()]
