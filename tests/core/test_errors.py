"""One tree of errors: every class stands below its root and in its table, and says what, where and how to mend it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import ilo_tui
from ilo_tui.copies.extraction.reading import UnreadableTextError
from ilo_tui.core import errors
from ilo_tui.core.disk import LinkError, ReadOnlyError
from ilo_tui.core.errors import AppError, InputError, OutputError, PathError, Problem, StoppedError, UsageError
from ilo_tui.core.signals import TerminatedError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import QueryError
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.importers.tables.package import DeepError, DoctypeError
from ilo_tui.importers.tables.sheet_scan import SheetError
from ilo_tui.review.errors import ChoiceError

EN = Translator("en")
SYSTEM = {ReadOnlyError, LinkError, TerminatedError}
"""Those that must be kinds of the system's own errors."""
OF_A_DOCUMENT = {UnreadableTextError, SheetError, DoctypeError, DeepError}
"""Those that never leave what reads documents and workbooks: a note or a fault of the file comes of them."""
ROW = re.compile(r"^\| (\w+Error) +\| ([0-9, ]+?) +\| (.+?) +\|$", re.MULTILINE)


def defined() -> Iterator[type[BaseException]]:
    """Every class of error that a module of the package defines."""
    for module in pkgutil.walk_packages(ilo_tui.__path__, "ilo_tui."):
        if module.name == "ilo_tui.__main__":
            continue
        names = importlib.import_module(module.name)
        for _, kind in inspect.getmembers(names, inspect.isclass):
            if issubclass(kind, BaseException) and kind.__module__ == module.name:
                yield kind


def test_there_is_one_tree() -> None:
    outside = {kind for kind in defined() if not issubclass(kind, AppError)}
    assert outside == SYSTEM | OF_A_DOCUMENT


def test_the_table_has_every_class_with_its_exit_code() -> None:
    table = {name: [int(code) for code in codes.split(",")] for name, codes, _ in ROW.findall(errors.__doc__ or "")}
    tree = {kind.__name__: kind for kind in defined() if issubclass(kind, AppError)}
    assert table.keys() == tree.keys()
    assert [name for name, kind in tree.items() if kind.exit_code not in table[name]] in ([], ["QuitError"])


def test_an_error_says_what_where_and_how_to_mend_it() -> None:
    error = UsageError("{n} of {what}", "Take {n}.", Path("a\x1bb"), n=2, what={"en": "these", "id": "ini"})
    assert error.localise(EN) == ["a␛b: 2 of these", "Take 2."]
    assert error.line(EN) == "a␛b: 2 of these. Take 2."
    assert error.headline(Translator("id")) == "2 of ini"
    assert UsageError("alone").localise(EN) == ["alone"]


def test_a_time_is_reported_by_this_machines_clock() -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert UsageError("at {time}", time=at).headline(EN) == f"at {EN.moment(at)}"


def test_a_path_is_reported_in_one_line() -> None:
    assert PathError("it leads nowhere", "Write it anew.", "~x").localise(EN) == [
        "~x: it leads nowhere. Write it anew."
    ]


@pytest.mark.parametrize("kind", [InputError, OutputError])
def test_of_many_problems_the_first_are_reported_and_the_rest_counted(kind: type[InputError | OutputError]) -> None:
    problems = [Problem("in.csv", "{n} is none", "Mend it.", {"n": n}, row=n, column="year") for n in range(1, 53)]
    lines = kind(problems, more=3).localise(EN)
    assert lines[0] == "in.csv: row 1, column year: 1 is none. Mend it."
    assert lines[-1] == "... and 5 more"
    assert len(lines) == kind.SHOWN + 1
    assert problems[1].headline(EN) == "in.csv: row 2, column year: 2 is none"


def test_what_was_stopped_ends_as_by_ctrl_c() -> None:
    assert StoppedError().exit_code == 130
    assert StoppedError().localise(EN) == ["stopped before it was done"]


def test_a_value_that_says_itself_in_a_language_does_so_in_whatever_error_it_is_handed_on() -> None:
    with pytest.raises(QueryError) as caught:
        parse("programme:nowhere", "evidence", load(default_path()))
    message, values = caught.value.message, caught.value.values
    for handed_on in (UsageError(message, "", "", **values), ChoiceError(message, "", None, **values)):
        assert handed_on.line(Translator("en")) == caught.value.line(Translator("en"))
        assert "KeyNames" not in handed_on.line(Translator("id"))
        assert "for programme;" in handed_on.line(Translator("en"))
