"""A workbook to begin with: a sheet for the claims and one for each other table, with notes, lists and an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from ilo_tui.core.languages import built_in_codes
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.frames import frame
from ilo_tui.dossier.model import AimReached, Reading, SourceKind, Tie, Trend
from ilo_tui.importers.tables.column_titles import SHEET_TITLES, names_in_all_languages, title_of
from ilo_tui.importers.tables.columns import COLUMNS, Column, column_of, header, purposes
from ilo_tui.importers.tables.examples import EXAMPLES
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS
from ilo_tui.importers.tables.workbook_writer import SheetContent, workbook_of
from ilo_tui.views.labels import STANCES

_CODES: Mapping[str, tuple[str, ...]] = {
    "tie": get_args(Tie),
    "trend": get_args(Trend),
    "reading": get_args(Reading),
    "aim_reached": get_args(AimReached),
    "role": ("baseline", "target", "actual"),
    "source_kind": get_args(SourceKind),
    "excerpt_language": tuple(built_in_codes()),
}


def template_workbook(tr: Translator) -> bytes:
    """The template in the language of `tr`; the example rows begin with `#` and are not read."""
    sheets = [empty_sheet("evidence", COLUMNS, tr)]
    sheets += [empty_sheet(table, columns, tr) for table, columns in RECORD_COLUMNS.items()]
    return workbook_of(sheets)


def empty_sheet(table: str, columns: Mapping[str, Column], tr: Translator) -> SheetContent:
    """The sheet of a table, with an example alone."""
    names = header(columns)
    titles = [shown_name(name, columns, tr) for name in names]
    bases = [(column_of(name, "", columns) or ("", ""))[0] for name in names]
    choices = {title: _choices(base, columns[base], tr) for title, base in zip(titles, bases, strict=True)}
    by_name = dict(zip(names, titles, strict=True))
    example = {by_name[name]: tr(text) for name, text in EXAMPLES[table].items() if name in by_name}
    first = titles[0]
    return SheetContent(
        title=tr(SHEET_TITLES[table]),
        header=titles,
        purposes=list(purposes(columns, names, tr)),
        choices=choices,
        needed=frozenset(title for title, base in zip(titles, bases, strict=True) if columns[base].needed),
        rows=[{**example, first: f"# {example.get(first, '')}".rstrip()}],
    )


def shown_name(name: str, columns: Mapping[str, Column], tr: Translator) -> str:
    """A name in a header in the language of `tr`: `statement_en`, `pernyataan_en`."""
    base, language = column_of(name, "", columns) or (name, "")
    title = title_of(base, tr)
    # Where two columns are called the same in a language, the second keeps the name of the format.
    known = names_in_all_languages(columns).get(name_key(title.replace("_", " ")))
    return "_".join(filter(None, (title if known == base else base, language)))


def _choices(base: str, column: Column, tr: Translator) -> list[str]:
    """The words that a coded column takes; of any other column none."""
    if column.read:
        return column.of.split() if column.read == "code" else []
    if base == "stance":
        return [tr(word) for _, word, _ in STANCES.values()]
    if base == "dimension":
        return [dimension.id for dimension in frame("biermann").dimensions]
    return list(_CODES.get(base, ()))
