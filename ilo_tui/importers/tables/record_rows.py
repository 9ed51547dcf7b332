"""The other tables of a dossier as rows of their sheets, as `RecordSheets` reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ilo_tui.dossier.model import Indicator, Policy, Programme, Record
from ilo_tui.dossier.parts import Period
from ilo_tui.importers.tables.claim_rows import Row, joined_texts
from ilo_tui.importers.tables.columns import Column
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS


class RecordRows:
    """Makes rows of records, which name programmes by their codes and anything else by its id."""

    def __init__(self, programmes: Mapping[str, Programme]) -> None:
        """Name these programmes."""
        self._codes = {programme.id: programme.code for programme in programmes.values()}

    def rows(self, table: str, records: Iterable[Record]) -> Iterator[Row]:
        """A row for each record of a table."""
        for record in records:
            row: Row = {}
            for name, column in RECORD_COLUMNS[table].items():
                row |= self._cells(name, column, record)
            yield row

    def _cells(self, name: str, column: Column, record: Record) -> Row:
        value = record.id if column.read in {"id", "own"} else _value(record, name)
        if name == "programme" and column.read == "id":
            value = self._codes[record.id]
        if not value:
            return {}
        if column.text:
            texts = value if isinstance(value, dict) else joined_texts(value if isinstance(value, list) else [])
            return {f"{name}_{language}": text for language, text in texts.items()}
        return {name: self._cell(column, value)}

    def _cell(self, column: Column, value: object) -> str | int | float:
        named: Callable[[object], str] = self._code if column.of == "programme" else str
        if isinstance(value, list):
            return "; ".join(map(named, value))
        return value if isinstance(value, int | float) else named(value)

    def _code(self, value: object) -> str:
        return self._codes.get(str(value), str(value))


def provision_rows(policies: Iterable[Policy]) -> Iterator[Row]:
    """A row for each provision of policies."""
    for policy in policies:
        for provision in policy.provisions:
            gist = {f"gist_{language}": text for language, text in provision.gist.items()}
            yield {"policy": policy.id, "provision": provision.id, "ref": provision.ref, **gist}


def point_rows(indicators: Iterable[Indicator]) -> Iterator[Row]:
    """A row for each point of indicators."""
    for indicator in indicators:
        for segment in indicator.segments:
            label = {f"segment_{language}": text for language, text in segment.label.items()}
            for point in segment.points:
                numbers = {"year": point.year, "value": point.value, "source": point.source}
                yield {"indicator": indicator.id, **label, **numbers}


def _value(record: Record, name: str) -> object:
    """A field of a record, or an end of its period."""
    period = getattr(record, "period", None)
    if isinstance(period, Period) and name in {"start", "end"}:
        return getattr(period, name)
    return getattr(record, name, None)
