"""The commands that look: check, list, show, keys, schema, config."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.attach import print_folder_faults
from ilo_tui.frontends.console.blinding import apply_blinding, apply_reviews, print_blinding_note
from ilo_tui.frontends.console.flaws import flaws
from ilo_tui.frontends.console.new_dossier import lint
from ilo_tui.frontends.console.opening import dossier_path, lay_drafts_over, open_context, screen_width
from ilo_tui.frontends.console.proof import figures, quotes
from ilo_tui.frontends.console.saved_filters import expand_where
from ilo_tui.frontends.console.table_files import TABLES, print_tables, refuse_tables
from ilo_tui.frontends.console.weighing_options import weighed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.derived import Listed
    from ilo_tui.dossier.filters import Query
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext

_REFERENCES = ("ris", "bibtex", "csl")
"""The formats of reference managers, which `list` prints sources in."""


def check(options: Options, settings: Settings, tr: Translator) -> int:
    """Name every fault of a dossier; 1 where there is one."""
    if options.lint:
        return lint(options, settings, tr)
    from ilo_tui.dossier.validation import check_file

    path = expand(options.file) if options.file else dossier_path(settings)
    faults = check_file(path)
    errors = [fault for fault in faults if not fault.warning]
    for asked_for, show_more in ((options.flaws, flaws), (options.quotes, quotes), (options.figures, figures)):
        if asked_for and not errors:
            return show_more(path, options, settings, tr)
    if options.json:
        fields = ("table", "document", "id", "warning")
        print_json(
            [{**{name: getattr(fault, name) for name in fields}, "message": fault.localise(tr)} for fault in faults]
        )
    else:
        print_lines(*(fault.localise(tr) for fault in faults))
    if errors:
        print_error(tr.many("1 fault", "{n} faults", len(errors)))
        print_error(*([tr("The ten flaws are looked for once there are no faults.")] if options.flaws else []))
        print_error(
            *([tr("Copies are looked at once there are no faults.")] if options.quotes or options.figures else [])
        )
        return 1
    warnings = len(faults)
    print_error(tr("sound") + (tr.many(" (1 warning)", " ({n} warnings)", warnings) if warnings else ""))
    return 0


def list_records(options: Options, settings: Settings, tr: Translator) -> int:
    """Print the records of a kind that pass a filter."""
    from ilo_tui.dossier.filter_keys import QueryError
    from ilo_tui.dossier.filters import asks_about_drafts, parse, warnings
    from ilo_tui.views.derived_lists import filter_kind, is_derived
    from ilo_tui.views.lists import as_json, as_text, rows

    kind: str = options.kind
    _refuse_references(kind, options.format)
    refuse_tables(kind, options.format)
    context = open_context(settings, tr)
    try:
        words = expand_where(" ".join(options.where or ()), context.dossier, settings)
        if asks_about_drafts(words):
            context = lay_drafts_over(context, settings)
        where = parse(words, filter_kind(kind), context.dossier)
    except QueryError as error:
        raise UsageError(error.message, "", "--where", **error.values) from None
    print_error(*warnings(where, context.dossier, tr))
    context = apply_blinding(weighed(context, options), options, settings)
    if is_derived(kind):
        code = _list_derived(context, where, options)
        if kind == "copies":
            print_folder_faults(context, settings)
        return code
    records = rows(context, kind, where)
    if options.format in TABLES:
        return print_tables(context, records, options)
    if options.json or options.format == "json":
        print_lines(as_json(context, records))
    elif options.format == "csv":
        from ilo_tui.exporters.record_csv import records_as_csv

        print_lines(records_as_csv(context, kind, records).removesuffix("\n"))
    elif options.format in _REFERENCES:
        _print_references(options.format, records)
    else:
        print_lines(*as_text(context, records, screen_width()))
        print_error(tr.many("1 found", "{n} found", len(records)))
    print_blinding_note(context, options)
    return 0


def _refuse_references(kind: str, form: str) -> None:
    """Only sources are what reference managers know."""
    if form in _REFERENCES and kind != "sources":
        raise UsageError(N_("--format {form} is for sources: ilo-tui list sources --format {form}"), form=form)


def _print_references(form: str, records: Sequence[Listed]) -> None:
    from ilo_tui.dossier.model import Source
    from ilo_tui.exporters.references.forms import references_as

    sources = [record for record in records if isinstance(record, Source)]
    if text := references_as(form, sources).removesuffix("\n"):
        print_lines(text)


def _list_derived(context: ViewContext, where: Query, options: Options) -> int:
    """Print what follows from records."""
    from ilo_tui.core.output import to_json
    from ilo_tui.core.text import clean
    from ilo_tui.views.derived_lists import derived_list
    from ilo_tui.views.lists import table

    listed = derived_list(options.kind)
    if options.json or options.format == "json":
        print_lines(to_json(listed.all_fields(context, where)))
    elif options.format == "csv":
        from ilo_tui.exporters.record_csv import rows_as_csv

        fields = listed.all_fields(context, where)
        print_lines(rows_as_csv(fields, listed.columns).removesuffix("\n"))
    else:
        lines = listed.all_lines(context, where)
        print_lines(*table([[clean(cell) for cell in line] for line in lines], screen_width()))
        note = [listed.note(context)] if listed.note(context) else []
        print_error(*note, context.tr.many("1 found", "{n} found", len(lines)))
    print_blinding_note(context, options)
    return 0


def show(options: Options, settings: Settings, tr: Translator) -> int:
    """Print one record in full, or a crossing of the gap map: `cell:ROW/COLUMN`, its plot `directions:ROW/COLUMN`."""
    from ilo_tui.dossier.reader import address_of
    from ilo_tui.frontends.console.crossing import is_crossing, print_crossing
    from ilo_tui.frontends.console.source_page import print_source_page
    from ilo_tui.views.lists import fields_of
    from ilo_tui.views.markup import plain_lines
    from ilo_tui.views.pages.record import page_of

    context = open_context(settings, tr)
    ident: str = options.id
    width = screen_width() or 100
    context = apply_reviews(weighed(context, options), options, settings)
    if is_crossing(context, ident):
        print_crossing(context, ident, width, json=options.json)
        print_blinding_note(context, options)
        return 0
    record = _record_of(context, ident)
    if record is None:
        near = _similar_ids(ident, context)
        hint = tr("Did you mean: {names}?", names=", ".join(near)) if near else tr("`ilo-tui list KIND` lists ids.")
        raise UsageError(N_("there is no record {id}. {hint}"), id=ident, hint=hint)
    if options.source_page:
        return print_source_page(context, settings, ident, width)
    if options.json:
        print_json(fields_of(context, record))
    else:
        blocks = page_of(context, address_of(record), width)
        print_lines(*plain_lines(blocks or (), width))
    print_blinding_note(context, options)
    return 0


def _record_of(context: ViewContext, ident: str) -> Listed | None:
    """A record, gap, publisher or place by its id; a provision, `policy/provision`, stands in its policy.

    What no record has as its id may be a place that is typed without `place:`.
    """
    from ilo_tui.dossier.model import Policy
    from ilo_tui.dossier.places import PLACE
    from ilo_tui.dossier.voices import PUBLISHER
    from ilo_tui.views.voice_rows import publisher_row

    if ident.startswith(PUBLISHER):
        return publisher_row(context, ident)
    if ident.startswith("gap:"):
        gap = context.gaps.find(ident)
        return None if gap and context.blinding.hides_gap(gap, context.gap_map) else gap
    if ident.startswith(PLACE):
        return context.places.find(ident.removeprefix(PLACE))
    policy, slash, provision = ident.partition("/")
    if slash and not (policy in context.dossier.ids(Policy) and context.dossier.provision(policy, provision)):
        return None
    return context.dossier.find(policy) or context.places.find(ident)


def _similar_ids(text: str, context: ViewContext) -> list[str]:
    """The ids, of places too, that are most like one that does not exist."""
    from difflib import get_close_matches

    from ilo_tui.dossier.model import TABLES

    records = [ident for table in TABLES.values() for ident in context.dossier.ids(table)]
    return get_close_matches(text, [*records, *(place.id for place in context.places)], n=3)


def search(options: Options, settings: Settings, tr: Translator) -> int:
    """Print what has all words, in everything; where nothing does, the nearest words that exist."""
    from ilo_tui.views.search_hits import as_json, as_text, no_hits_lines, search_rows

    context = open_context(settings, tr)
    text = " ".join(options.words)
    context = apply_blinding(context, options, settings)
    rows = search_rows(context, text, None if options.json else screen_width())
    if options.json:
        print_lines(as_json(rows))
    else:
        print_lines(*as_text(context.tr, rows, screen_width()))
    print_error(*([tr.many("1 found", "{n} found", len(rows))] if rows else no_hits_lines(context, text)))
    print_blinding_note(context, options)
    return 0


def keys(options: Options, settings: Settings, tr: Translator) -> int:
    """Print the keys in force."""
    from ilo_tui.core.commands import COMMANDS, keys_in_force
    from ilo_tui.core.key_names import key_label
    from ilo_tui.views.lists import table

    in_force = keys_in_force(settings.keys)
    if options.json:
        print_json(
            [
                {"id": command.id, "keys": in_force[command.id].split(","), "help": tr(command.help)}
                for command in COMMANDS
            ]
        )
    else:
        rows = [[key_label(in_force[command.id]), command.id, tr(command.help)] for command in COMMANDS]
        print_lines(*table(rows, screen_width()))
    return 0


def schema(options: Options, settings: Settings, tr: Translator) -> int:
    """Print the JSON Schema of a kind of file."""
    from ilo_tui.dossier.schema import json_schema
    from ilo_tui.review.session_schema import session_schema

    print_json(session_schema() if options.kind == "session" else json_schema())
    return 0


def config(options: Options, settings: Settings, tr: Translator) -> int:
    """Print the settings in force and where each comes from."""
    from ilo_tui.core.folders import config_path
    from ilo_tui.core.text import clean
    from ilo_tui.views.lists import table

    path = config_path()
    values = [(name, value, settings.origins[name]) for name, value in settings.values.items()]
    if options.json:
        print_json([{"name": name, "value": value, "origin": origin} for name, value, origin in values])
        return 0
    state = tr("exists") if path.exists() else tr("does not exist yet")
    print_lines(f"{clean(str(path))} ({state})")
    print_lines(
        *table(
            [[name, clean(_written(value)), origin] for name, value, origin in values],
            screen_width(),
        )
    )
    return 0


def _written(value: str | bool) -> str:
    """A setting as the config file writes it; `-` where it is not set."""
    return str(value).lower() if isinstance(value, bool) else value or "-"
