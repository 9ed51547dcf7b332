"""One tree of errors: everything that a person is told of instead of a traceback stands below `AppError`.

| class                  | exit | when                                                                           |
|------------------------|------|--------------------------------------------------------------------------------|
| AppError               | 2    | the root; never raised itself                                                  |
| UsageError             | 2    | options that cannot be meant, or not together                                  |
| PathError              | 2    | a typed path that leads nowhere                                                |
| FileProblemsError      | 2    | problems in files, all at once; never raised itself                            |
| InputError             | 2, 1 | files to read that cannot be read; 1 where rows of a table need a person       |
| OutputError            | 2    | a file that cannot be written, or would destroy another                        |
| StoppedError           | 130  | a person stopped what was under way; nobody need be told                       |
| QuitError              | 0, 1 | plain mode is left; 1 where something typed is saved nowhere                   |
| DossierError           | 2    | a dossier that cannot be used; never raised itself                             |
| UnreadableError        | 2    | a dossier that is not there, cannot be read, or is none                        |
| FaultyError            | 1    | a dossier whose records have faults                                            |
| QueryError             | 2    | a filter that cannot be meant                                                  |
| NoIndexError           | 2    | SQLite lacks what the index of words needs; searching goes on without          |
| ReviewError            | 2    | anything about sessions and reviewers                                          |
| SaveFailedError        | 2    | something was not saved, and is not acknowledged                               |
| UnreadableSessionError | 2    | a file among the sessions that is no session                                   |
| UnreadableDraftError   | 2    | a draft that cannot be used, or is taken for a session                         |
| MisnamedDossierError   | 2    | a session that names another dossier than it was made with                     |
| ReadOnlySessionError   | 2    | a decision in a session that may only be looked at                             |
| AnswerError            | 2    | an answer that the item or its scales do not allow                             |
| ChangeError            | 2    | a change of a record that is none, or cannot be minor                          |
| ChoiceError            | 2    | a queue that cannot be made as asked                                           |
| ReviewerError          | 2    | a reviewer's name, id or role that cannot be one                               |
| SavedFilterError       | 2    | a saved filter's name that is none, or a file of them that cannot be used      |
| CopyError              | 2    | a document that cannot be a copy of a source, or a copy that cannot be used    |
| DamagedCopyError       | 2    | a copy that is missing, or not the document that was attached                  |
| NewerLinkError         | 2    | a link to a copy that a newer version wrote                                    |
| CopyNotWrittenError    | 2    | a copy that could not be written; nothing half is there                        |
| PaperError             | 2    | a line from a judging sheet that needs a person                                |
| BibtexValueError       | 2    | a value of BibTeX that cannot be put together; becomes a problem of its file   |

Outside the tree, since Python or the system wants them so: `ReadOnlyError` and `LinkError` of `core.disk` are kinds of
`OSError`, raised where a system call would be; whoever saves turns them into one of the above, and the command line
prints what is left of them, exit code 2. `TerminatedError` of plain mode is a `KeyboardInterrupt`, so that nothing
swallows it: exit code 128 and the signal's number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, NamedTuple, Protocol, Self, runtime_checkable

from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_, Translator

_FULL = {ENOSPC, EDQUOT, EFBIG}


@runtime_checkable
class Localisable(Protocol):
    """A value of an error that says itself in the reader's language, whatever error it is handed on to."""

    def localise(self, tr: Translator) -> str:
        """It in the reader's language, safe to show."""
        ...


def localise_value(value: object, tr: Translator) -> str:
    """What fills a message, in the reader's language and safe to show: a text by language, a time, anything else."""
    if isinstance(value, Localisable):
        return value.localise(tr)
    if isinstance(value, Mapping):
        return tr.text(value)
    return tr.moment(value) if isinstance(value, datetime) else clean(str(value))


class AppError(Exception):
    """Something a person has to hear of: what, where, and how to mend it."""

    exit_code: int = 2

    def __init__(self, message: str = "", mend: str = "", path: Path | str | None = None, **values: object) -> None:
        """Say a marked `message` (of `path`, if there is one), then how to `mend` it; `values` fill both."""
        super().__init__(message)
        self.message, self.mend, self.path, self.values = message, mend, path, values

    def localise(self, tr: Translator) -> list[str]:
        """What and where, then how to mend it, a line each."""
        where = f"{clean(str(self.path))}: " if self.path else ""
        lines = [where + self.headline(tr), tr(self.mend, **self._localised(tr)) if self.mend else ""]
        return [line for line in lines if line]

    def headline(self, tr: Translator) -> str:
        """What is wrong, alone."""
        return tr(self.message, **self._localised(tr))

    def line(self, tr: Translator) -> str:
        """All of it in one line, for where there is no room for more."""
        return join_sentences(self.localise(tr))

    def _localised(self, tr: Translator) -> dict[str, str]:
        return {name: localise_value(value, tr) for name, value in self.values.items()}


class UsageError(AppError):
    """Wrong use of the command line."""


class PathError(AppError):
    """A path that leads nowhere, as somebody typed it."""

    def localise(self, tr: Translator) -> list[str]:
        """One line: what, and how to mend it."""
        return [". ".join(super().localise(tr))]


class StoppedError(AppError):
    """A person stopped what was under way; what was finished by then stays."""

    exit_code = 130

    def __init__(self) -> None:
        """Stop here."""
        super().__init__(N_("stopped before it was done"))


class Problem(NamedTuple):
    """One thing that is wrong with a file: `where: what. How to mend it.`, marked messages filled from `values`.

    `row` and `column` are those of a spreadsheet, the first row being 1; 0 and empty where there is none. `line` is
    that of a text.
    """

    where: str
    message: str
    mend: str = ""
    values: Mapping[str, object] = MappingProxyType({})
    row: int = 0
    column: str = ""
    line: int = 0

    def localise(self, tr: Translator) -> str:
        """One line in the reader's language."""
        line = self.headline(tr)
        return f"{line}. {tr(self.mend, **self._values())}" if self.mend else line

    def headline(self, tr: Translator) -> str:
        """Where and what, without how to mend it."""
        values = self._values()
        place = tr("line {line}", line=self.line) + ": " if self.line else ""
        if self.row:
            place = tr("row {row}", row=self.row) + ": "
            if self.column:
                place = tr("row {row}, column {column}", row=self.row, column=clean(self.column)) + ": "
        return f"{clean(self.where)}: {place}{tr(self.message, **values)}"

    def _values(self) -> dict[str, str]:
        return {key: clean(str(value)) for key, value in self.values.items()}


class FileProblemsError(AppError):
    """Everything that is wrong with some files, so that all can be mended in one go; nothing was written."""

    SHOWN: ClassVar[int] = 50

    def __init__(self, problems: Sequence[Problem], exit_code: int = 2, more: int = 0) -> None:
        """Carry the problems that were found; `more` were only counted."""
        super().__init__(f"{len(problems)} problems")
        self.problems, self.exit_code, self.more = list(problems), exit_code, more

    @classmethod
    def of(cls, where: Path | str, message: str, mend: str = "", **values: object) -> Self:
        """The error of a single problem."""
        return cls([Problem(str(where), message, mend, values)])

    def localise(self, tr: Translator) -> list[str]:
        """A line for each problem, and how many more there are."""
        lines = [problem.localise(tr) for problem in self.problems[: self.SHOWN]]
        if more := max(len(self.problems) - self.SHOWN, 0) + self.more:
            lines.append(tr("... and {n} more", n=more))
        return lines


class InputError(FileProblemsError):
    """Files that were to be read, and cannot be; exit code 1 where rows of a table need a person."""


class OutputError(FileProblemsError):
    """A file that cannot be written, or would destroy another."""


def file_exists(path: Path) -> OutputError:
    """The error of a file that is there already, and is not to be replaced."""
    return OutputError.of(path, N_("this file exists already"), N_("Name another file, or add --force to replace it."))


@contextmanager
def input_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be read into an `InputError`."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise InputError.of(path, N_("there is no such file"), N_("Check the name.")) from None
    except IsADirectoryError:
        raise InputError.of(path, N_("this is a folder"), N_("Name the files in it.")) from None
    except OSError as error:
        mend = N_("Check the rights to the file, or copy it to another folder.")
        raise InputError.of(path, N_("it cannot be read ({reason})"), mend, reason=error.strerror or error) from None


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into an `OutputError`."""
    # What saves is of no use to most commands, nor to help.
    from ilo_tui.core.disk import ReadOnlyError

    try:
        yield
    except FileExistsError:
        raise file_exists(path) from None
    except OSError as error:
        if isinstance(error, ReadOnlyError):
            message, mend = N_("with --read-only nothing is written"), N_("Start the program without --read-only.")
        elif error.errno in _FULL:
            message, mend = N_("there is no room left to write it"), N_("Free some space, or write to another disk.")
        else:
            message, mend = N_("it cannot be written ({reason})"), N_("Name a file in a folder that you may write to.")
        raise OutputError.of(path, message, mend, reason=error.strerror or error) from None
