"""`list evidence --format xlsx|import-csv`: claims as tables that an import reads again, on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.errors import OutputError, UsageError
from ilo_tui.core.output import print_error, print_lines
from ilo_tui.core.paths import STDOUT
from ilo_tui.core.translator import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilo_tui.dossier.derived import Listed
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext

TABLES = ("xlsx", "import-csv")
"""The formats that imports of tables read."""


def refuse_tables(kind: str, form: str) -> None:
    """Such tables are of claims; in the workbook the other records have sheets of their own."""
    if form in TABLES and kind != "evidence":
        raise UsageError(N_("--format {form} is for claims: ilo-tui list evidence --format {form}"), form=form)


def print_tables(context: ViewContext, records: Sequence[Listed], options: Options) -> int:
    """Print the claims; what such a table has no column for is counted on stderr."""
    from ilo_tui.dossier.model import Alignment, Evidence
    from ilo_tui.importers.tables.claim_rows import listable
    from ilo_tui.importers.tables.dossier_tables import claims_as_csv, dossier_as_workbook
    from ilo_tui.review.output_files import refuse_terminal, write_file

    claims = [record for record in records if isinstance(record, Evidence)]
    blinding, alignments = context.blinding, context.dossier.records(Alignment)
    if any(map(blinding.hides_stance, claims)) or any(map(blinding.hides_degree, alignments)):
        message = N_("Some claims wait for your answer in an unfinished session, and a table would show them in full.")
        raise UsageError(message, N_("Add --unblind to have them all the same."))
    listed = listable(claims)
    if options.format == "import-csv":
        print_lines(claims_as_csv(context.dossier, listed).removesuffix("\n"))
    else:
        refuse_terminal(STDOUT)
        try:
            data = dossier_as_workbook(context.dossier, listed, context.tr)
        except ValueError as error:
            message = N_("{place} is more than a workbook holds")
            raise OutputError.of(STDOUT, message, N_("Take --format import-csv."), place=error) from None
        write_file(STDOUT, data, force=False)
    if more := len(claims) - len(listed):
        print_error(
            context.tr.many(
                "1 claim is not in it: the table has no column for all that it says",
                "{n} claims are not in it: the table has no column for all that they say",
                more,
            )
        )
    return 0
