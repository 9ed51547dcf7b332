"""Why an import did not happen: one clear line for each thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from ilo_tui.core.files import ReadOnlyError
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

_FULL = {ENOSPC, EDQUOT, EFBIG}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `where: what. How to mend it.`, both marked messages filled from `values`.

    `row` and `column` are those of a spreadsheet, the first row being 1; 0 and empty where there is none.
    """

    where: str
    message: str
    mend: str = ""
    values: dict[str, object] = field(default_factory=dict)
    row: int = 0
    column: str = ""

    def localise(self, tr: Translator) -> str:
        """One line in the reader's language."""
        values = {key: clean(str(value)) for key, value in self.values.items()}
        place = ""
        if self.row:
            place = tr("row {row}", row=self.row) + ": "
            if self.column:
                place = tr("row {row}, column {column}", row=self.row, column=clean(self.column)) + ": "
        line = f"{clean(self.where)}: {place}{tr(self.message, **values)}"
        return f"{line}. {tr(self.mend, **values)}" if self.mend else line


class IncomingError(Exception):
    """Nothing was imported and nothing was written.

    `code` is the exit code: 2 for unreadable input or wrong use, 1 for a table whose rows need a person.
    """

    def __init__(self, problems: Sequence[Problem], code: int = 2, more: int = 0) -> None:
        """Carry the problems that were found, so that all can be mended in one go; `more` were only counted."""
        super().__init__(f"{len(problems)} problems")
        self.problems, self.code, self.more = list(problems), code, more

    def localise(self, tr: Translator, shown: int = 50) -> list[str]:
        """A line for each problem, and how many more there are."""
        lines = [problem.localise(tr) for problem in self.problems[:shown]]
        if more := max(len(self.problems) - shown, 0) + self.more:
            lines.append(tr("... and {n} more", n=more))
        return lines


def refusal(where: Path | str, message: str, mend: str = "", **values: object) -> IncomingError:
    """The error of a single problem."""
    return IncomingError([Problem(str(where), message, mend, values)])


def existing(path: Path) -> IncomingError:
    """The error of a file that is there already, and is not to be replaced."""
    return refusal(path, N_("this file exists already"), N_("Name another file, or add --force to replace it."))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be read into an `IncomingError`."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise refusal(path, N_("there is no such file"), N_("Check the name.")) from None
    except IsADirectoryError:
        raise refusal(path, N_("this is a folder"), N_("Name the files in it.")) from None
    except OSError as error:
        mend = N_("Check the rights to the file, or copy it to another folder.")
        raise refusal(path, N_("it cannot be read ({reason})"), mend, reason=error.strerror or error) from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into an `IncomingError`."""
    try:
        yield
    except FileExistsError:
        raise existing(path) from None
    except OSError as error:
        if isinstance(error, ReadOnlyError):
            message, mend = N_("with --read-only nothing is written"), N_("Start the program without --read-only.")
        elif error.errno in _FULL:
            message, mend = N_("there is no room left to write it"), N_("Free some space, or write to another disk.")
        else:
            message, mend = N_("it cannot be written ({reason})"), N_("Name a file in a folder that you may write to.")
        raise refusal(path, message, mend, reason=error.strerror or error) from None
