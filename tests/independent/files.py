"""Dossiers and sessions as files, read and written without the program; rules as docs/format.md has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT / "tests" / "editions" / "2026.11.1.json"
Document = dict[str, Any]


def digest(value: Any) -> str:
    """16 hex digits over compact JSON with sorted keys."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


def bare(document: Document) -> Document:
    """A record without what is empty, all the way down: so it is hashed."""
    return {key: _bare(value) for key, value in document.items() if value not in ([], {}, None, "")}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return bare(value)
    return [_bare(part) for part in value] if isinstance(value, list) else value


class DossierFile:
    """The tables of a dossier file, each a list of documents in the order of the file."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        self.path = path
        tables = json.loads(path.read_text("utf-8"))
        self.tables: dict[str, list[Document]] = {name: list(rows.values()) for name, rows in tables.items()}
        self.by_id = {name: {row["id"]: row for row in rows} for name, rows in self.tables.items()}
        self.meta = self.tables["meta"][0]

    def scales(self, kind: str) -> list[Document]:
        """The scales asked of something, in the order of asking."""
        matches = [scale for scale in self.tables["scales"] if scale["applies_to"] == kind]
        return sorted(matches, key=lambda scale: scale["order"])

    def crossing(self, row: str, column: str) -> list[Document]:
        """The claims of a programme on a dimension."""
        claims = self.tables["evidence"]
        return [claim for claim in claims if claim.get("programme") == row and claim.get("dimension") == column]

    def item_hash(self, item: str) -> str | None:
        """The hash of a claim, an alignment or a cell as it is now."""
        kind, _, ident = item.partition(":")
        if kind == "cell":
            return digest(sorted([claim["id"], digest(bare(claim))] for claim in self.crossing(*ident.split("/"))))
        table = {"evidence": "evidence", "alignment": "alignments"}[kind]
        document = self.by_id[table].get(ident)
        return digest(bare(document)) if document else None

    def is_asked(self, claim: Document) -> bool:
        """Whether reviewers are asked for a verdict on a claim: not on method, nor on a suggestion alone."""
        about = ("programme", "policy", "indicator", "suggestion")
        framework = not any(claim.get(key) for key in about) and claim["origin"] != "thesis"
        return not framework and ("suggestion" not in claim or "programme" in claim)


@dataclass
class Answer:
    """What stands of an item in a session."""

    session: Document
    record: Document
    kind: str

    @property
    def key(self) -> tuple[str, str]:
        """What was asked, and of what."""
        return self.kind, self.record["item"]

    @property
    def order(self) -> tuple[str, str, int]:
        """The latest counts."""
        return self.record["at"], self.session["id"], self.record["seq"]

    @property
    def reviewer(self) -> str:
        """Whose it is."""
        return str(self.session["reviewer"]["id"])


@dataclass
class SessionFile:
    """A session: its document and its records."""

    document: Document
    records: list[Document]

    def standing(self) -> list[Document]:
        """The records that were not taken back."""
        withdrawn = {record["withdraws"] for record in self.records if "withdraws" in record}
        return [record for record in self.records if "withdraws" not in record and record["seq"] not in withdrawn]

    def answers(self) -> list[Answer]:
        """The last decision on each item."""
        last = {record["item"]: record for record in self.standing() if "observation" not in record}
        kind = "attribution" if self.document["queue"]["kind"] == "attribution" else ""
        return [Answer(self.document, record, kind or item.partition(":")[0]) for item, record in last.items()]


def read_sessions(folder: Path) -> tuple[list[SessionFile], int]:
    """The sessions in a folder, and how many files are none."""
    files, bad = [], 0
    for path in sorted(folder.glob("*.json")):
        try:
            tables = json.loads(path.read_text("utf-8"))
            (document,) = tables["session"].values()
            files.append(SessionFile(document, list(tables["decisions"].values())))
        except (ValueError, KeyError):
            bad += 1
    return files, bad


def known(scale: Document, values: Document) -> bool:
    """Whether an answer to a scale is one of its codes."""
    return values.get(scale["id"]) in {value["code"] for value in scale["values"]}


def cannot(scale: Document, code: str) -> bool:
    """Whether an answer is that the question cannot be answered."""
    value = next(value for value in scale["values"] if value["code"] == code)
    ranked = any(value.get("rank") is not None for value in scale["values"])
    return code.startswith(("cannot", "unable")) or (ranked and value.get("rank") is None)


def complete(scales: list[Document], values: Document) -> bool:
    """Whether every question asked is answered: the others only where the first could be."""
    if not scales or not known(scales[0], values):
        return False
    return cannot(scales[0], values[scales[0]["id"]]) or all(known(scale, values) for scale in scales)


def written(folder: Path, document: Document, records: list[Document]) -> None:
    """Write a session file."""
    tables = {"session": {"1": document}, "decisions": {str(record["seq"]): record for record in records}}
    (folder / f"{document['id']}.json").write_text(json.dumps(tables), "utf-8")


def changed_dossier(path: Path, change: dict[str, Any]) -> Path:
    """The default dossier with some tables replaced, as a file."""
    tables = json.loads(DEFAULT.read_text("utf-8"))
    path.write_text(json.dumps({**tables, **change}), "utf-8")
    return path


def rows_of(rows: list[Document]) -> dict[str, Document]:
    """A table of documents as a file has it."""
    return {str(number): row for number, row in enumerate(rows, 1)}


def pairs(values: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Every two of them."""
    for place, value in enumerate(values):
        for other in values[place + 1 :]:
            yield value, other
