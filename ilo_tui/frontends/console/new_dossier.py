"""The commands for a dossier of one's own: new writes a template, check --lint says what is weak."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import STDOUT, expand, output_path
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.opening import disk_for_settings, dossier_path
from ilo_tui.frontends.console.proof import weak_excerpts_in

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.codec import Tables
    from ilo_tui.dossier.errors import Fault
    from ilo_tui.dossier.lint_findings import Weakness
    from ilo_tui.frontends.console.argument_parser import Options


FRAMES = ("biermann", "dac")
"""Named here so that `--help` need not read the code of dossiers."""


def add_new(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `new FILE`."""
    purpose = tr("its dimensions: Biermann's three (output, outcome, impact), or the six criteria of the OECD-DAC")
    parser.add_argument("--frame", choices=FRAMES, default=FRAMES[0], help=purpose)
    parser.add_argument("output", metavar="FILE", help=tr("the dossier to write; - for stdout"))
    parser.add_argument("--force", action="store_true", help=tr("replace the dossier, if there is one"))


def new(options: Options, settings: Settings, tr: Translator) -> int:
    """Write a dossier to begin one's own with."""
    from ilo_tui.core.text import clean
    from ilo_tui.dossier.template import template
    from ilo_tui.review.output_files import write_file

    path = output_path(options.output)
    data = template(path.stem, options.frame)
    write_file(path, data, force=options.force, disk=disk_for_settings(settings))
    if path == STDOUT:
        return 0
    name = clean(str(path))
    print_error(
        tr("{name} is written: replace its records, which are examples, with your own.", name=name),
        tr("ilo-tui check --lint {name} says what is wrong or weak; ilo-tui --dossier {name} opens it.", name=name),
    )
    return 0


def add_lint(parser: argparse._ActionsContainer, tr: Translator) -> None:
    """The argument that `check` has beside its own."""
    parser.add_argument("--lint", action="store_true", help=tr("what is weak as well, and what to do about it"))


def lint(options: Options, settings: Settings, tr: Translator) -> int:
    """`check --lint`: name every fault; of a sound dossier, all that is weak. Weakness alone is exit code 0."""
    from ilo_tui.dossier.codec import ReadOnlyStorage
    from ilo_tui.dossier.lint import counts
    from ilo_tui.dossier.lint import lint as weak_in
    from ilo_tui.dossier.validation import check_file

    path = expand(options.file) if options.file else dossier_path(settings)
    all_faults = check_file(path)
    faults = [fault for fault in all_faults if not fault.warning]
    tables = {} if faults else ReadOnlyStorage(path).records()
    weak = [] if faults else [*weak_in(tables, path), *weak_excerpts_in(path, tables, settings, tr)]
    if tables:
        tr = _with_default_language(tr, tables)
    # A language that is missing is told among what is weak, and need not be told twice.
    shown = [item for item in all_faults if not item.warning or not weak or "language" not in item.values]
    if options.json:
        print_json([*(_fault(item, tr) for item in shown), *(_weakness(item, tr) for item in weak)])
    else:
        print_lines(*(item.localise(tr) for item in shown), *(item.localise(tr) for item in weak))
    _print_counts(faults, weak, counts(tables, path, tr) if tables else [], tr)
    return 1 if faults else 0


def _with_default_language(tr: Translator, tables: Tables) -> Translator:
    """The same language, with the dossier's own default behind it."""
    from ilo_tui.dossier.model import Meta

    languages = (meta.default_language for meta in tables["meta"].values() if isinstance(meta, Meta))
    return Translator(tr.language, next(languages))


def _fault(fault: Fault, tr: Translator) -> dict[str, object]:
    kind = "warning" if fault.warning else "fault"
    return {
        "kind": kind,
        "table": fault.table,
        "document": fault.document,
        "id": fault.id,
        "message": fault.localise(tr),
    }


def _weakness(weakness: Weakness, tr: Translator) -> dict[str, object]:
    place = {"kind": weakness.kind, "table": weakness.table, "document": weakness.document, "id": weakness.id}
    return {**place, "message": weakness.description(tr), "mend": weakness.mend(tr)}


def _print_counts(faults: list[Fault], weak: list[Weakness], counted: list[str], tr: Translator) -> None:
    """How many faults, or how many weak spots of each kind, and lines of what else was `counted`."""
    from ilo_tui.dossier.lint_findings import count_by_kind

    if faults:
        print_error(tr.many("1 fault", "{n} faults", len(faults)), tr("What is weak is told once there are no faults."))
        return
    print_error(*count_by_kind(weak, tr), *counted)
    print_error(tr("sound") + tr.many(" (1 weak spot)", " ({n} weak spots)", len(weak)) if weak else tr("sound"))
