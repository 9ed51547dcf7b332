"""Every reader of files, with what the program does next with what was read; each gives the lines that people see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ilo_tui.core.errors import AppError, FileProblemsError
from ilo_tui.dossier.errors import DossierError
from ilo_tui.review.errors import ReviewError
from tests.fuzz import dossiers, imports, mergings, sessions, states
from tests.fuzz.bench import Bench
from tests.fuzz.mutate import Form

Read = Callable[[Bench, bytes], Iterator[str]]
REFUSALS = (DossierError, ReviewError, FileProblemsError)
"""The program's own errors, each of which says what is wrong and how to mend it. Any other is a fault."""


@dataclass(frozen=True)
class Reader:
    """One reader: the form of its files, and what is tried with each."""

    name: str
    form: Form
    read: Read


READERS = (
    Reader("dossier", "json", dossiers.read),
    Reader("session", "json", sessions.read),
    Reader("merge", "json", mergings.read),
    Reader("config", "toml", states.read_config),
    Reader("state", "json", states.read_state),
    Reader("iati", "xml", imports.read_iati),
    Reader("vocabulary", "toml", imports.read_vocabulary),
    Reader("csv", "csv", imports.read_csv),
    Reader("xlsx", "xml", imports.read_xlsx),
    Reader("references", "text", imports.read_references),
    Reader("csl", "json", imports.read_references),
)


def error_lines(error: AppError, bench: Bench) -> list[str]:
    """The lines of a refusal."""
    return error.localise(bench.tr)
