"""Make the message catalogues from the code: extract, merge into the .po files, compile the .mo files.

Run it after a message was added or changed, translate what is new in `ilo_tui/locale/id/LC_MESSAGES/ilo_tui.po`, and
run it again. A test does the same in memory and compares.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ilo_tui.core.languages import BUILT_IN, SOURCE, built_in_codes

ROOT = Path(__file__).parents[1]
KEYWORDS = {"tr": None, "N_": None, "many": (1, 2)}
GENERATED = datetime(2026, 11, 24, tzinfo=UTC)


def template() -> Catalog:
    """Every message of the code, with where it stands (file only, so that moving a line changes nothing)."""
    catalogue = Catalog(project="ilo-tui", version="1", copyright_holder="", charset="utf-8", fuzzy=False)
    options = {"**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
    methods = [("**.py", "python"), ("**.j2", "jinja2")]
    messages = extract_from_dir(ROOT / "ilo_tui", methods, keywords=KEYWORDS, options_map=options)
    for file, _line, message, _comments, _context in sorted(messages, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(message, locations=[(file, 0)])
    return catalogue


def po_path(language: str) -> Path:
    """Where a language's catalogue is."""
    return BUILT_IN / language / "LC_MESSAGES" / "ilo_tui.po"


def merged(language: str) -> Catalog:
    """A language's catalogue with exactly the messages of the code; translations are kept."""
    path = po_path(language)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # Dates and names would change the file at every run, and say nothing that git does not say.
    catalogue.creation_date = catalogue.revision_date = GENERATED
    catalogue.last_translator, catalogue.language_team = "ilo-tui", f"ilo-tui {language}"
    catalogue.msgid_bugs_address, catalogue.header_comment = "", "# Messages of ilo-tui."
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as a .po file, the same bytes for the same messages."""
    buffer = BytesIO()
    write_po(buffer, catalogue, omit_header=False, include_lineno=False, sort_output=True, width=120)
    return buffer.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as a compiled .mo file."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Write every catalogue, and say what is not translated yet."""
    for language in built_in_codes():
        path = po_path(language)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = Catalog(locale=language, project="ilo-tui", version="1", charset="utf-8", fuzzy=False)
            path.write_bytes(po_bytes(fresh))
        catalogue = merged(language)
        path.write_bytes(po_bytes(catalogue))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
        untranslated = [message.id for message in catalogue if message.id and not message.string]
        if language != SOURCE:
            print(f"{language}: {len(untranslated)} of {len(catalogue)} messages are not translated")


if __name__ == "__main__":
    main()
