"""Broken dossiers, each with the exit code that `check` gives and the words that must be in what it tells.

A case is a change to the small sound dossier, or the bytes of a whole file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.dossier.small import Plain, alignment, both, claim, policy, scale, small, written


class Broken(NamedTuple):
    """What is wrong: a name, the exit code, the words to tell it in, and the change or the bytes."""

    name: str
    code: int
    words: tuple[str, ...]
    content: Callable[[Plain], object] | bytes
    base: Callable[[], Plain] = small

    def write(self, folder: Path) -> Path:
        """The broken file."""
        if isinstance(self.content, bytes):
            return written(folder, self.content)
        tables = self.base()
        self.content(tables)
        return written(folder, tables)


def _bytes(old: str, new: bytes) -> bytes:
    """The small dossier with bytes in it that JSON text cannot hold."""
    return json.dumps(small(), ensure_ascii=False).encode().replace(old.encode(), new)


def _put(tables: dict[str, Any], value: object) -> None:
    """A third document of evidence, whatever it is."""
    tables["evidence"]["3"] = value


def _many(tables: Plain) -> None:
    tables["evidence"]["1"]["figures"][0]["year"] = "2012"
    tables["evidence"]["2"]["stance"] = "perhaps"
    tables["programmes"]["1"]["sources"] = ["nowhere"]
    del tables["policies"]["1"]["summary"]
    tables["suggestions"]["1"]["text"] = both("")
    tables["scales"]["1"]["values"][1]["key"] = "1"


EVIDENCE = "evidence/1 (ev-1): "

UNREADABLE = (
    Broken("empty file", 2, ("the file is empty", "Copy it again"), b""),
    Broken("only blanks", 2, ("the file is empty",), b" \n\t\n"),
    Broken("zeros after a power cut", 2, ("the file is empty",), bytes(4096)),
    Broken("not JSON", 2, ("not JSON", "mend it with a text editor"), b"id,statement\n1,it worked\n"),
    Broken("cut short", 2, ("not JSON",), json.dumps(small()).encode()[:-400]),
    Broken("a comma too many", 2, ("not JSON at line 3, column 1 ",), b'{"meta":\n{},\n}'),
    Broken("another encoding", 2, ("not UTF-8",), json.dumps(small()).encode("utf-16")),
    Broken("bytes of Latin-1", 2, ("not UTF-8 at line 1", "Save it as UTF-8"), _bytes("Statement ev-1", b"Caf\xe9")),
    Broken("an id in Latin-1", 2, ("not UTF-8 at line 1",), _bytes('"id": "other"', b'"id": "\xe9"')),
    Broken("a list", 2, ("JSON, but not a dossier", "ilo-tui schema"), b'[{"id": "x"}]'),
    Broken("other tables", 2, ("JSON, but not a dossier",), b'{"_default": {"1": {"a": 1}}}'),
    Broken("tables of lists", 2, ("JSON, but not a dossier",), b'{"meta": [], "evidence": [1]}'),
    Broken("a number", 2, ("JSON, but not a dossier",), b"7"),
    Broken("nested too deep", 2, ("not JSON",), b'{"meta": {"1": {"id":' + b"[" * 100_000),
    Broken(
        "a newer schema",
        2,
        ("it is of schema 3", "reads up to schema 2", "Open it with a newer ilo-tui"),
        lambda tables: tables["meta"]["1"].update(schema=3),
    ),
)

FAULTY = (
    Broken(
        "wrong type in a nested figure",
        1,
        (EVIDENCE + "expected int | null, got str at $.figures[0].year",),
        lambda tables: tables["evidence"]["1"]["figures"][0].update(year="2012"),
    ),
    Broken(
        "a figure without a value",
        1,
        (EVIDENCE + "the field value is missing at $.figures[0]",),
        lambda tables: tables["evidence"]["1"]["figures"][0].pop("value"),
    ),
    Broken(
        "missing field",
        1,
        (EVIDENCE + "the field source is missing at $",),
        lambda tables: tables["evidence"]["1"].pop("source"),
    ),
    Broken(
        "bad enum",
        1,
        (EVIDENCE + "'perhaps' is none of the values allowed at $.stance",),
        lambda tables: tables["evidence"]["1"].update(stance="perhaps"),
    ),
    Broken(
        "an id in capitals",
        1,
        ("sources/2 (Other): $.id must be of the form [a-z0-9][a-z0-9._-]*",),
        lambda tables: tables["sources"]["2"].update(id="Other"),
    ),
    Broken(
        "an id that ends in a line break",
        1,
        ("sources/2 (other ): $.id must be of the form [a-z0-9][a-z0-9._-]*",),
        lambda tables: tables["sources"]["2"].update(id="other\n"),
    ),
    Broken(
        "a date that is none",
        1,
        ("policies/1 (plan): $.adopted must be of the form [0-9]{4}",),
        lambda tables: tables["policies"]["1"].update(adopted="1 May 2008"),
    ),
    Broken(
        "a date in digits of another script",
        1,
        ("policies/1 (plan): $.adopted must be of the form [0-9]{4}",),
        lambda tables: tables["policies"]["1"].update(adopted="٢٠٠٨"),
    ),
    Broken(
        "non-integer document id",
        1,
        ("evidence/first: a document's key must be a whole number",),
        lambda tables: tables["evidence"].update(first=claim("ev-3")),
    ),
    Broken(
        "document that is no object",
        1,
        ("evidence/3: expected object, got array at $",),
        lambda tables: _put(tables, []),
    ),
    Broken(
        "dangling reference",
        1,
        (EVIDENCE + "programme names three, which is not in programmes",),
        lambda tables: tables["evidence"]["1"].update(programme="three"),
    ),
    Broken(
        "dangling reference in a list of parts",
        1,
        (EVIDENCE + "other_sources.source names gone, which is not in sources",),
        lambda tables: tables["evidence"]["1"].update(other_sources=[{"source": "other"}, {"source": "gone"}]),
    ),
    Broken(
        "reference to a record of another table",
        1,
        (EVIDENCE + "dimension names one, which is not in dimensions",),
        lambda tables: tables["evidence"]["1"].update(dimension="one"),
    ),
    Broken(
        "source of a point",
        1,
        ("indicators/1 (series): segments.points.source names gone",),
        lambda tables: tables["indicators"]["1"]["segments"][0]["points"][0].update(source="gone"),
    ),
    Broken(
        "id of two tables",
        1,
        ("policies/2 (one): the id stands already at programmes/1",),
        lambda tables: tables["policies"]["2"].update(id="one"),
    ),
    Broken(
        "id twice in a table",
        1,
        ("evidence/3 (ev-1): the id stands already at evidence/1",),
        lambda tables: tables["evidence"].update({"3": claim("ev-1")}),
    ),
    Broken(
        "duplicate provision",
        1,
        ("policies/2 (law): the provision art-1 stands twice",),
        lambda tables: tables["policies"].update({"2": policy("law", "art-1", "art-2", "art-1")}),
    ),
    Broken(
        "empty language",
        1,
        (EVIDENCE + "statement is empty in the language id",),
        lambda tables: tables["evidence"]["1"].update(statement={"en": "It worked", "id": "  "}),
    ),
    Broken(
        "missing default language",
        1,
        (EVIDENCE + "figures[0].unit is missing in the default language en",),
        lambda tables: tables["evidence"]["1"]["figures"][0].update(unit={"id": "anak"}),
    ),
    Broken(
        "default language not among the languages",
        1,
        ("meta/1 (small): default_language km is not among the languages",),
        lambda tables: tables["meta"]["1"].update(default_language="km"),
    ),
    Broken(
        "both programme and from_policy",
        1,
        ("alignments/1 (al-1): exactly one of programme and from_policy is needed",),
        lambda tables: tables["alignments"]["1"].update(from_policy="law"),
    ),
    Broken(
        "neither programme nor from_policy",
        1,
        ("alignments/3 (al-3): exactly one of programme and from_policy is needed",),
        lambda tables: tables["alignments"].update({"3": alignment("al-3")}),
    ),
    Broken(
        "provision of another policy",
        1,
        ("alignments/1 (al-1): provision names art-9, which is not in plan",),
        lambda tables: tables["alignments"]["1"].update(provision="art-9"),
    ),
    Broken(
        "scale with a key twice",
        1,
        ("scales/1 (verdict): the key 1 stands twice in this scale",),
        lambda tables: tables["scales"]["1"]["values"][1].update(key="1"),
    ),
    Broken(
        "scale with a code twice",
        1,
        ("scales/1 (verdict): the code yes stands twice in this scale",),
        lambda tables: tables["scales"]["1"]["values"][1].update(code="yes"),
    ),
    Broken(
        "ordinal without ranks",
        1,
        ("scales/2 (bare): an ordinal scale needs at least two values with a rank",),
        lambda tables: tables["scales"].update({"2": scale("bare", ("yes", "1", 1), ("no", "2", None))}),
    ),
    Broken(
        "no meta",
        1,
        ("meta: there is no document that says what dossier this is",),
        lambda tables: tables.pop("meta"),
    ),
    Broken(
        "two metas",
        1,
        ("meta/2: there is more than one document that says what dossier this is",),
        lambda tables: tables["meta"].update({"2": {**tables["meta"]["1"], "id": "another"}}),
    ),
    Broken(
        "a number of 10,000 digits", 1, (EVIDENCE, "$.figures"), _bytes('"value": 12', b'"value": ' + b"9" * 10_000)
    ),
    Broken(
        "several faults at once",
        1,
        (
            EVIDENCE + "expected int | null, got str at $.figures[0].year",
            "evidence/2 (ev-2): 'perhaps' is none of the values allowed at $.stance",
            "programmes/1 (one): sources names nowhere, which is not in sources",
            "policies/1 (plan): the field summary is missing at $",
            "suggestions/1 (sug-1): text is empty in the language en",
            "scales/1 (verdict): the key 1 stands twice in this scale",
        ),
        _many,
    ),
)
"""Files that are dossiers, but not sound ones."""
