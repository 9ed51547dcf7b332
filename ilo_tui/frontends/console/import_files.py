"""`ilo-tui import`: files of other kinds become a dossier. The report goes to stderr, templates to stdout."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_lines
from ilo_tui.core.paths import STDOUT, expand, output_path
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import dossier_path

if TYPE_CHECKING:
    from ilo_tui.app.imports import ImportTask
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.importers.importer import Importer, ImportOption, ImportRequest, Value


def add_options(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `import FORMAT FILE... -o FILE`, with the options of every importer."""
    from ilo_tui.importers import registry

    importers = registry.IMPORTERS
    kinds = "; ".join(f"{item.name}: {tr(item.title)} ({', '.join(item.endings)})" for item in importers)
    purpose = tr("what the files are")
    parser.add_argument("format", choices=[item.name for item in importers], help=f"{purpose} ({kinds})")
    parser.add_argument("files", metavar="FILE", nargs="*", help=tr("the files to read"))
    purpose = tr("the dossier, or template, to write; - for stdout")
    parser.add_argument("-o", "--output", metavar="FILE", default="", help=purpose)
    purpose = tr("take the rows into your draft of the dossier, as changes; nothing that is in no row is removed")
    parser.add_argument("--draft", action="store_true", help=purpose)
    purpose = tr("with --draft: show what would change, and write nothing")
    parser.add_argument("--dry-run", action="store_true", help=purpose)
    parser.add_argument("--force", action="store_true", help=tr("replace the dossier, if there is one"))
    parser.add_argument(
        "--replace-all",
        action="store_true",
        help=tr("replace the dossier, and lose what the files cannot give (policies, conclusions, scales)"),
    )
    for option in registry.options_of(importers):
        _add_option(parser, option, tr)
    parser.add_argument("--language", metavar="CODE", help=tr("the language of texts that name none"))
    parser.add_argument("--template", action="store_true", help=tr("print an empty table, or vocabulary, to fill in"))


def _add_option(parser: argparse.ArgumentParser, option: ImportOption, tr: Translator) -> None:
    text = tr(option.help)
    if not option.metavar:
        parser.add_argument(option.flag, action="store_true", help=text)
    elif option.repeated:
        parser.add_argument(option.flag, action="append", default=[], metavar=option.metavar, help=text)
    else:
        parser.add_argument(option.flag, metavar=option.metavar, help=text)


def run_import(options: Options, settings: Settings, tr: Translator) -> int:
    """Carry out `import`; returns the exit code: 0 done, 1 rows that need a person, 2 wrong use or unreadable input."""
    from ilo_tui.app.imports import ImportTask
    from ilo_tui.importers import registry

    importer = registry.importer_named(options.format)
    if options.template:
        return _write_template(importer, options, tr)
    if options.draft or options.dry_run:
        return _import_into_draft(importer, options, settings, tr)
    if not options.files or not options.output:
        raise UsageError(N_("Name the files to read, and with -o the dossier to write."))
    task = ImportTask(importer, _request(options, settings))
    _run(task, tr)
    print_error(*task.localise(tr, _width()))
    return task.exit_code


def _import_into_draft(importer: Importer, options: Options, settings: Settings, tr: Translator) -> int:
    from ilo_tui.frontends.console.draft_import import import_into_draft

    if not options.draft:
        raise UsageError(N_("--dry-run is for --draft; a dossier that is there is not replaced unless asked for"))
    if not options.files:
        raise UsageError(N_("Name the files to read."))
    if options.output or options.force or options.replace_all:
        raise UsageError(N_("--draft writes into your draft alone: leave out -o, --force and --replace-all"))
    return import_into_draft(importer, _request(options, settings), options, settings, tr)


def _write_template(importer: Importer, options: Options, tr: Translator) -> int:
    from ilo_tui.review.output_files import refuse_terminal, write_file

    template = importer.template(tr)
    if options.output or template.binary:
        path = output_path(options.output) if options.output else STDOUT
        if template.binary and path == STDOUT:
            refuse_terminal(path)
        write_file(path, template.data, force=options.force)
    else:
        # The stream itself ends lines as the system does.
        print_lines(template.text.replace("\r\n", "\n").removesuffix("\n"))
    return 0


def _request(options: Options, settings: Settings) -> ImportRequest:
    """The request that the words of the command line are."""
    from ilo_tui.app.imports import framework_base
    from ilo_tui.importers import registry
    from ilo_tui.importers.importer import ImportRequest

    output = output_path(options.output) if options.output else STDOUT
    dossier = dossier_path(settings) if settings.text("dossier") else None
    known = registry.options_of(registry.IMPORTERS)
    return ImportRequest(
        files=tuple(expand(name) for name in options.files),
        output=output,
        language=options.language or "",
        base=framework_base(dossier, output),
        force=options.force,
        replace_all=options.replace_all,
        read_only=settings.flag("read_only"),
        values={option.key: _value(option, vars(options)[option.key]) for option in known},
    )


def _value(option: ImportOption, value: Value) -> Value:
    """The value of an option, a path with the home folder in its place."""
    return str(expand(value)) if option.is_path and isinstance(value, str) and value else value


def _run(task: ImportTask, tr: Translator) -> None:
    """Run it, with a line on the terminal that shows how much is read."""
    from ilo_tui.frontends.console.byte_progress import ByteProgress

    bar = ByteProgress(sys.stderr, tr)
    try:
        task.run(bar)
    finally:
        bar.clear()


def _width() -> int:
    """The width of the terminal that the report goes to; 80 columns where it is none."""
    # A terminal of no known size says 0.
    columns = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    return max(columns or 80, 40)
