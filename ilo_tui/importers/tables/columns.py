"""The columns of an evidence table: their names, what they are for, and the template to fill in.

Columns of text come once a language, `statement_en`, `statement_id`; without a language they are in the language that
the import is given. A row without a statement adds a figure to the claim above it. Rows that begin with `#` are not
read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ilo_tui.core.languages import built_in_codes
from ilo_tui.core.text import name_key, visible_text
from ilo_tui.core.translator import N_, Translator

_NO_TITLES: Mapping[str, str] = MappingProxyType({})
_WITH_LANGUAGE = re.compile(r"(.+?)_\(?([a-z]{2,3})\)?", re.ASCII)


class Column(NamedTuple):
    """One column: what it is for, and whether it is a text by language or has to be filled in."""

    purpose: str
    text: bool = False
    needed: bool = False
    former: bool = False
    """Of version 0.1: it is read, with a warning, and is in no template."""
    read: str = ""
    """In the sheet of another table, how a cell becomes a value: as `ref`, which names a record of the kind `of`."""
    of: str = ""


COLUMNS: dict[str, Column] = {
    "id": Column(N_("a stable id of the claim: it keeps decisions when the claim is reworded (may be empty)")),
    "programme": Column(N_("the code of the programme"), needed=True),
    "programme_name": Column(N_("its name, at least once"), text=True),
    "programme_summary": Column(N_("what it was, at most once"), text=True),
    "dimension": Column(N_("output, outcome, impact (or another of the dossier's dimensions), or empty")),
    "stance": Column(N_("for, against or context"), needed=True),
    "statement": Column(N_("what is claimed, in one or two sentences"), text=True, needed=True),
    "excerpt": Column(N_("the source's own words")),
    "excerpt_language": Column(N_("their language, as en or km")),
    "excerpt_page": Column(N_("the page on which they stand, as it is labelled")),
    "figure": Column(N_("what a number measures; a row without a statement adds one to the claim above"), text=True),
    "value": Column(N_("the number")),
    "unit": Column(N_("its unit"), text=True),
    "role": Column(N_("baseline, target, actual, or empty")),
    "figure_year": Column(N_("the year of the number")),
    "place": Column(N_("where it holds"), text=True),
    "places": Column(N_("the places by their usual names, with ; between them"), text=True),
    "year": Column(N_("when it holds: a year, or else")),
    "start": Column(N_("from when it holds, as 2008 or 2008-06")),
    "end": Column(N_("until when")),
    "actor": Column(N_("whose act or change it is: ids or names, with ; between them")),
    "said_by": Column(N_("who says so, if it is not the source itself: an id or name")),
    "tie": Column(N_("how it is tied to the evaluated actor: direct, related, inferred, aim or none")),
    "tie_why": Column(N_("by what a tie is inferred"), text=True),
    "trend": Column(N_("better, worse, mixed, no_change, or empty")),
    "aim": Column(N_("a short name of the aim that it tells of")),
    "aim_text": Column(N_("the aim, at least once"), text=True),
    "aim_source": Column(N_("the short name of the source that sets the aim, at least once")),
    "aim_reached": Column(N_("yes, no or open")),
    "same_as": Column(N_("the id of the row that tells the same fact more fully")),
    "source": Column(N_("a short name of the source"), needed=True),
    "source_title": Column(N_("its title, at least once")),
    "source_publisher": Column(N_("who published it")),
    "source_year": Column(N_("when")),
    "source_url": Column(N_("its address")),
    "source_kind": Column(
        N_(
            "evaluation, survey, statistics, research, monitoring, project_document, supervisory, law_or_plan, press, "
            "ngo or other"
        )
    ),
    "source_voice": Column(N_("with whose voice it speaks, if not its publisher's: an id or name")),
    "locator": Column(N_("where in the source: page, paragraph")),
    "data_of": Column(N_("the short name of the source from which it has its figures")),
    "reading": Column(N_("direct: read in the source's own text; excerpt: only an excerpt; second_hand")),
    "note": Column(N_("a note of yours, not of the source"), text=True),
    "confidence": Column(N_("high: read in the source's own text; medium: second-hand; low: weak"), former=True),
}
"""All columns, in the order of the template."""

CODED = {
    "id", "dimension", "stance", "confidence", "excerpt_language", "value", "role", "start", "end", "tie", "trend",
    "aim_reached", "same_as", "source_kind", "reading",
} | {
    name for name in COLUMNS if name.endswith("year")
}  # fmt: skip
"""Columns of codes, numbers and years: what nobody sees makes no difference in them."""


def header(columns: Mapping[str, Column] = COLUMNS, languages: Iterable[str] = ()) -> list[str]:
    """The names of the template's columns, texts once in each of the languages, else in those of the program."""
    spoken = list(languages) or built_in_codes()
    return [
        name
        for base, column in columns.items()
        if not column.former
        for name in ([f"{base}_{language}" for language in spoken] if column.text else [base])
    ]


def column_of(
    written: str, language: str, columns: Mapping[str, Column] = COLUMNS, titles: Mapping[str, str] = _NO_TITLES
) -> tuple[str, str] | None:
    """The column, and for a text its language, that a name in a header means; None of an unknown one.

    `titles` are what columns are called in the languages of the program, by `names_in_all_languages`.
    """
    name = "_".join(visible_text(written).lower().split())
    if base := _base_of(name, columns, titles):
        return base, language if columns[base].text else ""
    named = _WITH_LANGUAGE.fullmatch(name)
    base = _base_of(named[1], columns, titles) if named else ""
    return (base, named[2]) if named and base and columns[base].text else None


def _base_of(name: str, columns: Mapping[str, Column], titles: Mapping[str, str]) -> str:
    return name if name in columns else titles.get(name_key(name.replace("_", " ")), "")


def purposes(columns: Mapping[str, Column], names: Iterable[str], tr: Translator) -> Iterator[str]:
    """What each column of a template is for, and whether it has to be filled in."""
    for name in names:
        parsed = column_of(name, "", columns)
        column = columns[parsed[0]] if parsed else Column("")
        yield tr(column.purpose) + (" (" + tr("needed") + ")" if column.needed else "")


def template(tr: Translator) -> str:
    """An empty table as CSV: the header, and a row that says what each column is for and is not read."""
    first, *rest = purposes(COLUMNS, header(), tr)
    file = io.StringIO()
    csv.writer(file).writerows([header(), [f"# {first}", *rest]])
    return file.getvalue()
