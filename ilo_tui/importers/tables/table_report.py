"""The account of an import of tables: what was written, and how what stands in the files was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers.tables.former_dossier import Comparison
from ilo_tui.importers.tables.numbers import Convention

_SHOWN = 5
_TABLES = {
    "programmes": N_("programmes"),
    "evidence": N_("claims"),
    "sources": N_("sources"),
    "actors": N_("actors"),
    "aims": N_("aims"),
    "policies": N_("policies"),
    "alignments": N_("alignments"),
    "indicators": N_("indicators"),
}
"""What the tables are called, in the order of the account; the first three are always named."""


@dataclass(frozen=True)
class Remark:
    """Something to be said of one file: a marked message with its values."""

    file: str
    message: str
    values: dict[str, object]

    def localise(self, tr: Translator) -> str:
        """It in one line, safe to show."""
        values = {key: clean(str(value)) for key, value in self.values.items()}
        return f"{clean(self.file)}: {tr(self.message, **values)}"


@dataclass
class TableReport:
    """The account of one import: records written by table, and what is to be said of each file, by its name.

    `passed` are rows passed over, `unknown` columns without a meaning, `former` those of version 0.1, `guessed`
    encodings with a word as example, `numbers` how ambiguous ones were read; `repeated` and `shared` are as in
    `EvidenceTable`. `named` is whether any row has an id. `remarks` are whatever else is to be said of a file. Without
    an `output` no dossier was written.
    """

    output: str = ""
    records: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    guessed: dict[str, tuple[str, str]] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, Convention] = field(default_factory=dict)
    repeated: list[tuple[str, int, str, int]] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    named: bool = True
    comparison: Comparison | None = None
    remarks: list[Remark] = field(default_factory=list)

    def localise(self, tr: Translator, width: int = 80) -> list[str]:
        """The account in lines, each as long as what it says: the terminal breaks them at `width`."""
        counts = ", ".join(
            f"{tr(name)} {tr.number(self.records[table])}"
            for position, (table, name) in enumerate(_TABLES.items())
            if position < 3 or self.records[table]
        )
        lines = [f"{clean(self.output)}: {counts}"] if self.output else []
        lines += self.comparison.localise(tr) if self.comparison else []
        lines += [
            tr("{file}: columns not read: {names}", file=clean(file), names=", ".join(map(clean, columns)))
            for file, columns in self.unknown.items()
        ]
        message = N_(
            "{file}: the column {names} is of version 0.1 and is kept as it is; reading says how a claim was read"
        )
        lines += [tr(message, file=clean(file), names=", ".join(columns)) for file, columns in self.former.items()]
        lines += [_passed(tr, clean(file), n) for file, n in self.passed.items()]
        lines += [remark.localise(tr) for remark in self.remarks]
        return [*lines, *self._readings(tr), *self._names(tr)]

    def _readings(self, tr: Translator) -> Iterator[str]:
        """How bytes and numbers were understood."""
        for file, (encoding, example) in self.guessed.items():
            message = N_(
                "{file}: it is not UTF-8, so it was read as {encoding} (“{example}”); --encoding says otherwise"
            )
            yield tr(message, file=clean(file), encoding=encoding, example=clean(example))
        for file, convention in self.numbers.items():
            yield from convention.localise(tr, clean(file))

    def _names(self, tr: Translator) -> Iterator[str]:
        """What was taken for the same, and what keeps claims the same."""
        for file, row, other, first in self.repeated[:_SHOWN]:
            message = N_("{file}: row {row} says the same as row {first} of {other}, and is not kept twice")
            yield tr(message, file=clean(file), row=row, first=first, other=clean(other))
        if len(self.repeated) > _SHOWN:
            yield tr("... and {n} more", n=tr.number(len(self.repeated) - _SHOWN))
        for name in self.shared:
            message = N_(
                "a programme and a source are both called {name}: one has this name as its id, the other a longer one"
            )
            yield tr(message, name=clean(name))
        if not self.named:
            yield tr("No row has an id: a claim that is reworded counts as a new one, without its decisions.")
            yield tr("The column id is what keeps decisions when rows are added or changed.")


def _passed(tr: Translator, file: str, n: int) -> str:
    return tr.many(
        "{file}: 1 empty row or remark passed over", "{file}: {n} empty rows and remarks passed over", n, file=file
    )
