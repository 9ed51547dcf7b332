"""The command that compares two editions of a dossier: diff."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import Translator

if TYPE_CHECKING:
    from ilo_tui.app.edition_diff import EditionDiff
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.editions.compare import RecordDifference
    from ilo_tui.dossier.editions.fields import FieldEdit
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.frontends.console.argument_parser import Options


def add_diff(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `diff OLD NEW`."""
    parser.add_argument("old", metavar="OLD", help=tr("a dossier, as it was"))
    parser.add_argument("new", metavar="NEW", help=tr("the dossier, as it is now"))


def diff(options: Options, settings: Settings, tr: Translator) -> int:
    """Print what differs between two dossiers, and which decisions have to be made again."""
    from ilo_tui.app.edition_diff import EditionDiff

    editions = EditionDiff(expand(options.old), expand(options.new))
    if editions.old.meta.id != editions.new.meta.id:
        names = {"old": editions.old.meta.id, "new": editions.new.meta.id}
        print_error(tr("warning: {line}", line=tr("these are two dossiers, {old} and {new}", **names)))
    if options.json:
        print_json(_table(editions))
    else:
        print_lines(*_lines(editions, tr))
    print_error(*_summary(editions, tr))
    return 0


def _lines(editions: EditionDiff, tr: Translator) -> list[str]:
    from ilo_tui.views.edition_lines import difference_lines

    lines: list[str] = []
    for difference in editions.differences:
        carried = (difference.table, difference.record) in editions.carried
        lines += difference_lines(difference, tr(" (carried: decisions stay)") if carried else "", tr)
    return lines + [tr("to be decided again: {item}", item=item) for item in editions.again]


def _summary(editions: EditionDiff, tr: Translator) -> list[str]:
    differences = editions.differences
    added = sum(difference.before is None for difference in differences)
    removed = sum(difference.after is None for difference in differences)
    counts = {
        "added": added,
        "changed": len(differences) - added - removed,
        "removed": removed,
        "carried": len(editions.carried),
    }
    line = tr("{added} added, {changed} changed ({carried} of them carried), {removed} removed", **counts)
    return [
        line,
        tr.many(
            "decisions on 1 item have to be made again",
            "decisions on {n} items have to be made again",
            len(editions.again),
        ),
    ]


def _table(editions: EditionDiff) -> dict[str, object]:
    differences = editions.differences
    return {
        "old": _edition(editions.old),
        "new": _edition(editions.new),
        "added": [_name(entry) for entry in differences if entry.before is None],
        "changed": [
            {
                **_name(entry),
                "carried": (entry.table, entry.record) in editions.carried,
                "fields": [_field(edit) for edit in entry.fields],
            }
            for entry in differences
            if entry.before is not None and entry.after is not None
        ],
        "removed": [_name(entry) for entry in differences if entry.after is None],
        "again": editions.again,
    }


def _edition(dossier: DossierReader) -> dict[str, str]:
    return {"id": dossier.meta.id, "edition": dossier.meta.edition, "hash": dossier.content_hash}


def _name(difference: RecordDifference) -> dict[str, str]:
    return {"table": difference.table, "record": difference.record}


def _field(edit: FieldEdit) -> dict[str, object]:
    """A field with its values; one that is not there is left out."""
    from msgspec import UNSET

    from ilo_tui.dossier.editions.fields import field_name

    values = {"old": edit.old, "new": edit.new}
    return {"field": field_name(edit.path), **{key: value for key, value in values.items() if value is not UNSET}}
