"""What is wrong with a dossier: where, what, and how it is put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ilo_tui.core.errors import AppError
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

# Patterns are compiled when a fault is found, not at every start.
_AT = r"^(?P<what>.*?)(?: - at `(?P<path>.*)`)?$"
_EXPECTED = r"^Expected `(?P<expected>.*?)`, got `(?P<got>.*?)`$"
_MISSING = r"^Object missing required field `(?P<field>.*?)`$"
_ENUM = r"^Invalid enum value (?P<value>.*)$"
_PATTERN = r"^Expected `str` matching regex '\^?(?P<form>.*?)(\$\(\?!\\+n\))?'$"


class Fault(Struct, frozen=True):
    """One fault: `table/document (id): message`, with `{placeholders}` of the message in `values`.

    A warning is a weakness that keeps nobody from using the dossier.
    """

    table: str
    document: str
    id: str
    message: str
    values: dict[str, object] = {}
    warning: bool = False

    def localise(self, tr: Translator) -> str:
        """One line in the reader's language: what and where."""
        where = "/".join(filter(None, (self.table, self.document)))
        name = f" ({self.id})" if self.id else ""
        values = {key: clean(str(value)) for key, value in self.values.items()}
        line = clean(f"{where}{name}: ") + tr(self.message, **values)
        return tr("warning: {line}", line=line) if self.warning else line


def from_msgspec(table: str, document: str, ident: str, name: str, error: str) -> Fault:
    """The fault behind an error text of msgspec, found in the field `name` (empty: in the record itself)."""
    parts = re.match(_AT, error, re.DOTALL)
    problem, path = (parts["what"], parts["path"] or "$") if parts else (error, "$")
    at = f"$.{name}{path[1:]}" if name else path
    if missing := re.match(_MISSING, problem):
        message, values = N_("the field {field} is missing at {at}"), {"field": missing["field"], "at": at}
    elif expected := re.match(_EXPECTED, problem):
        message = N_("expected {expected}, got {got} at {at}")
        values = {"expected": expected["expected"], "got": expected["got"], "at": at}
    elif enum := re.match(_ENUM, problem, re.DOTALL):
        message, values = N_("{value} is none of the values allowed at {at}"), {"value": enum["value"], "at": at}
    elif pattern := re.match(_PATTERN, problem):
        message, values = N_("{at} must be of the form {form}"), {"form": pattern["form"], "at": at}
    else:
        message, values = N_("{what} at {at}"), {"what": problem, "at": at}
    return Fault(table, document, ident, message, dict(values))


class DossierError(AppError):
    """A dossier cannot be used."""


class UnreadableError(DossierError):
    """The file is not there, cannot be read, or is no dossier at all."""

    def __init__(self, path: Path, message: str, mend: str, **values: object) -> None:
        """Say of `path` the `message`, then how to `mend` it; both are marked messages."""
        super().__init__(message, mend, path, **values)


class FaultyError(DossierError):
    """The file is a dossier, but its records are not sound."""

    exit_code = 1

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        """Carry every fault found in `path`."""
        super().__init__(f"{len(faults)} faults", path=path)
        self.faults = list(faults)

    def localise(self, tr: Translator, shown: int = 5) -> list[str]:
        """The first faults, and the command that lists the rest."""
        name = clean(str(self.path))
        lines = [
            tr.many(
                "{name}: 1 fault in this dossier",
                "{name}: {n} faults in this dossier",
                len(self.faults),
                name=name,
            )
        ]
        lines += [f"  {fault.localise(tr)}" for fault in self.faults[:shown]]
        if len(self.faults) > shown:
            lines.append("  " + tr("... and {n} more", n=len(self.faults) - shown))
        return [*lines, tr("All of them: ilo-tui check {name}", name=name)]
