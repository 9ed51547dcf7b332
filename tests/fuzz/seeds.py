"""The files that are broken: the default dossier cut small, sessions as the program writes them, what imports read."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ilo_tui.dossier.repository import default_path
from ilo_tui.importers.iati import vocabulary_template
from ilo_tui.importers.tables.columns import COLUMNS
from tests.dossier.small import Plain, numbered, small
from tests.importers.iati.iati_files import activity, document, indicator, result
from tests.importers.iati.test_results import PERIOD
from tests.importers.tables.test_tables import ROW, table
from tests.importers.tables.test_xlsx_tables import SHEETS, many_claims
from tests.importers.tables.workbooks import workbook
from tests.review.help import tables
from tests.review.merge.help import contents

_COMPLETE = ("meta", "dimensions", "scales")
_CLAIMS = 6
FIRST_SHEET = "xl/worksheets/sheet1.xml"
_LIBRARIES = Path(__file__).parents[1] / "importers" / "references"
_TAGS = (
    '<tag vocabulary="2" code="8"/><sector vocabulary="8" code="8.7"/><policy-marker code="1" significance="2"/>'
    '<tag vocabulary="99" vocabulary-uri="https://www.ilo.org" code="C182"><narrative>C182</narrative></tag>'
    '<recipient-country code="KH"/><activity-status code="2"/><activity-date type="1" iso-date="2016-01-01"/>'
    '<participating-org role="4"><narrative>Union</narrative></participating-org>'
    '<location ref="KH-1"><name><narrative>Kampot</narrative></name></location>'
    '<document-link url="https://example.org/a.pdf"><title><narrative>Report</narrative></title></document-link>'
    '<transaction><value currency="USD">5</value></transaction>'
)


@cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """The sound files of a reader."""
    return {
        "dossier": _dossiers,
        "session": _sessions,
        "merge": _sessions,
        "config": _configs,
        "state": _states,
        "iati": _activities,
        "vocabulary": _vocabularies,
        "csv": _tables,
        "xlsx": _sheets,
        "references": _libraries,
        "csl": _citations,
    }[reader]()


def _packed(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


def _dossiers() -> tuple[bytes, ...]:
    return _packed(cut(json.loads(default_path().read_bytes()))), _packed(small()), small_dossier()


def small_dossier() -> bytes:
    """The dossier on which the sessions are."""
    return _packed({name: numbered(*rows) for name, rows in tables().items()})


def cut(document: Plain) -> Plain:
    """The first claims of a dossier, and everything that they lead to."""
    place = {row["id"]: (name, doc) for name, rows in document.items() for doc, row in rows.items()}
    wanted = {(name, doc) for name in _COMPLETE for doc in document[name]}
    wanted |= {(name, doc) for name in ("evidence", "alignments") for doc in [*document[name]][:_CLAIMS]}
    wanted |= {(name, doc) for name in ("indicators", "suggestions") for doc in [*document[name]][:1]}
    todo = [*wanted]
    while todo:
        name, doc = todo.pop()
        result = {place[text] for text in texts_of(document[name][doc]) if text in place} - wanted
        wanted |= result
        todo += result
    return {name: {doc: row for doc, row in rows.items() if (name, doc) in wanted} for name, rows in document.items()}


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_of(item)


def _sessions() -> tuple[bytes, ...]:
    return tuple(contents()[name] for name in ("a0", "a2", "a6", "af", "b5f", "c", "l2"))


def _configs() -> tuple[bytes, ...]:
    return (
        b'dossier = "~/other.json"\nreviewer = "Sok Dara <sok-dara-1a2b>"\ntheme = "high-contrast"\nread-only = true\n',
        b'reviews = "reviews"\nlang = "id"\nascii = false\nplain = "no"\n',
        b'theme = "light"\n[keys]\nhelp = "f1"\nquit = ["ctrl+q", "Q"]\nsearch = "slash"\n',
        b'# nothing\nlang = "en"\nkeys = { undo = "u" }\n',
    )


def _states() -> tuple[bytes, ...]:
    remaining = {"tab": "programmes", "spots": {"programmes": "p1"}, "filters": {"evidence": "dimension:outcome e1"}}
    reviewer = {"id": "sok-dara-1a2b", "name": "Sok Dara", "role": "staff"}
    return (
        _packed(
            {"small": {**remaining, "language": "en", "theme": "dark"}, "other": {"filters": {"dossier": "kind:x"}}}
        ),
        _packed([reviewer, {"id": "chan-thy-3c4d", "name": "Chan Thy", "role": "other"}]),
        _packed({"item": "evidence:e1", "text": "half a sentence"}),
        _packed({"pid": 4711, "host": "desk", "since": "2026-11-24T12:00:00Z"}),
        b"0123456789abcdef\n",
    )


def _activities() -> tuple[bytes, ...]:
    results = result("2", indicator('<baseline year="2019" value="1 250"/>' + PERIOD)) + result("9")
    first = (
        '<?xml version="1.0"?><iati-activities version="1.05"><iati-activity xml:lang="fr" default-currency="USD">'
        "<iati-identifier>XX-2-B</iati-identifier><title>Ecoles</title><description>Une ligne</description>"
        '<reporting-org ref="XX-2">Bureau</reporting-org><result type="Output"><title>Livres</title></result>'
        "</iati-activity></iati-activities>"
    )
    return document(activity(_TAGS + results), activity(result("1"), "XX-1-C")).encode(), first.encode()


def _vocabularies() -> tuple[bytes, ...]:
    plan = (
        '[[vocabulary]]\nuri = "https://plans.example.org/2025"\n[vocabulary.codes]\nA = "our-plan"\n'
        'A1 = "our-plan/aim-1"\n[[policy]]\nid = "our-plan"\ncode = "PLAN"\nkind = "national-plan"\n'
        'name = { en = "Our Plan" }\nurl = "https://plans.example.org"\nprovisions = { aim-1 = { en = "Schools" } }\n'
    )
    return plan.encode(), vocabulary_template().encode()


def _libraries() -> tuple[bytes, ...]:
    """RIS and BibTeX as reference managers write them."""
    return tuple(path.read_bytes() for path in sorted(_LIBRARIES.iterdir()) if path.suffix in {".ris", ".bib"})


def _citations() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(_LIBRARIES.glob("*.json")))


@cache
def sound_workbooks() -> tuple[bytes, ...]:
    """Workbooks as openpyxl writes them: with claims alone, and with every table."""
    return many_claims(3), workbook(SHEETS)


def _sheets() -> tuple[bytes, ...]:
    """The first sheets of these."""
    return tuple(zipfile.ZipFile(io.BytesIO(spreadsheet)).read(FIRST_SHEET) for spreadsheet in sound_workbooks())


def _tables() -> tuple[bytes, ...]:
    figure = {"figure": "children", "value": "1,250.5", "unit": "children", "role": "actual", "figure_year": "2012"}
    rows = [{**ROW, **figure}, {"figure": "Other children", "value": "12", "unit": "children"}]
    wide = [*COLUMNS]
    full = {**dict.fromkeys(wide, ""), **ROW, "place": "Kampot town", "locator": "p. 4", "source_publisher": "A Union"}
    return table(*rows).encode(), table(ROW, delimiter=";").encode(), table(full, columns=wide).encode()
