"""The commands for a dossier of one's own: new writes a template, check --lint says what is weak."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ilo_tui.core.paths import STDOUT, expand, output_path
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.shared import disk_of, dossier_path, print_json, print_lines, talk

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.errors import Fault
    from ilo_tui.dossier.lint_findings import Weakness


def add_new(parser: argparse.ArgumentParser, say: Translator) -> None:
    """The arguments of `new FILE`."""
    parser.add_argument("file", metavar="FILE", help=say("the dossier to write; - for stdout"))
    parser.add_argument("--force", action="store_true", help=say("replace the dossier, if there is one"))


def new(options: dict[str, Any], settings: Settings, say: Translator) -> int:
    """Write a dossier to begin one's own with."""
    from ilo_tui.core.text import clean
    from ilo_tui.dossier.template import template
    from ilo_tui.exporters.output import write_whole
    from ilo_tui.importers.tables.errors import IncomingError

    path = output_path(options["file"])
    try:
        write_whole(path, template(path.stem), force=options["force"], disk=disk_of(settings))
    except IncomingError as error:
        talk(*error.localise(say))
        return error.code
    if path == STDOUT:
        return 0
    name = clean(str(path))
    talk(
        say("{name} is written: replace its records, which are examples, with your own.", name=name),
        say("ilo-tui check --lint {name} says what is wrong or weak; ilo-tui --dossier {name} opens it.", name=name),
    )
    return 0


def add_lint(parser: argparse.ArgumentParser, say: Translator) -> None:
    """The argument that `check` has beside its own."""
    parser.add_argument("--lint", action="store_true", help=say("what is weak as well, and what to do about it"))


def lint(options: dict[str, Any], settings: Settings, say: Translator) -> int:
    """`check --lint`: name every fault; of a sound dossier, all that is weak. Weakness alone is exit code 0."""
    from ilo_tui.dossier.codec import ReadOnlyStorage
    from ilo_tui.dossier.lint import lint as weak_in
    from ilo_tui.dossier.validation import check_file

    path = expand(options["file"]) if options["file"] else dossier_path(settings)
    found = check_file(path)
    faults = [fault for fault in found if not fault.warning]
    tables = {} if faults else ReadOnlyStorage(path).records()
    weak = [] if faults else weak_in(tables, path)
    if tables:
        say = _speaking(say, tables)
    # A language that is missing is told among what is weak, and need not be told twice.
    told = [one for one in found if not one.warning or not weak or "language" not in one.values]
    if options["json"]:
        print_json([*(_fault(one, say) for one in told), *(_weakness(one, say) for one in weak)])
    else:
        print_lines(*(one.localise(say) for one in told), *(one.localise(say) for one in weak))
    _sum_up(faults, weak, say)
    return 1 if faults else 0


def _speaking(say: Translator, tables: dict[str, dict[str, Any]]) -> Translator:
    """The same language, with the dossier's own default behind it."""
    meta = next(iter(tables["meta"].values()))
    return Translator(say.language, meta.default_language)


def _fault(one: Fault, say: Translator) -> dict[str, object]:
    kind = "warning" if one.warning else "fault"
    return {"kind": kind, "table": one.table, "document": one.document, "id": one.id, "message": one.localise(say)}


def _weakness(one: Weakness, say: Translator) -> dict[str, object]:
    place = {"kind": one.kind, "table": one.table, "document": one.document, "id": one.id}
    return {**place, "message": one.what(say), "mend": one.mend(say)}


def _sum_up(faults: list[Fault], weak: list[Weakness], say: Translator) -> None:
    from ilo_tui.dossier.lint_findings import counted

    if faults:
        talk(say.many("1 fault", "{n} faults", len(faults)), say("What is weak is told once there are no faults."))
        return
    talk(*counted(weak, say))
    talk(say("sound") + say.many(" (1 weak spot)", " ({n} weak spots)", len(weak)) if weak else say("sound"))
