"""Folders of sessions drawn at random: several reviewers, repeats, changed items, undo, wrong clocks, lacking codes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from tests.independent.files import DossierFile, cannot, written

PEOPLE = [
    ("Sok Dara", "sok-dara-2a4c"),
    ("Sok Dara", "sok-dara-9d10"),
    ("Chan Thy", "chan-thy-0f7e"),
    ("Ann", "ann-b73f"),
]
ROLES = ("staff", "partner", "independent", "other")
BASES = ("source_read", "own_observation", "interview", "dossier_only", "other")
TIMES = ("2026-11-{day:02}T{hour:02}:{minute:02}:07Z", "2099-01-{day:02}T{hour:02}:{minute:02}:07Z")
EARLY = "2001-03-{day:02}T{hour:02}:{minute:02}:07Z"


def _people(seed: int) -> list[tuple[str, str]]:
    """All four; or one of whom something counts and one of whom nothing does; or the latter alone."""
    if seed % 3:
        return PEOPLE
    return [PEOPLE[-1]] if seed % 9 == 0 else [PEOPLE[0], PEOPLE[-1]]


class Maker:
    """Writes the sessions of one folder."""

    def __init__(self, dossier: DossierFile, dossier_hash: str, folder: Path, seed: int) -> None:
        """The same seed gives the same files."""
        self.dossier, self.hash, self.folder, self.draw = dossier, dossier_hash, folder, Random(seed)
        self.people = _people(seed)
        self.outdated = {PEOPLE[-1]} if seed % 3 == 0 else set()
        """Who judged nothing but an earlier edition."""
        claims = [f"evidence:{evidence['id']}" for evidence in dossier.tables["evidence"]]
        rows, columns = ([table["id"] for table in dossier.tables[name]] for name in ("programmes", "dimensions"))
        cells = [f"cell:{row}/{column}" for row in rows for column in columns]
        self.pool = [
            *self.draw.sample(claims, 14 if seed % 2 else 6),
            *self.draw.sample(cells, 4),
            *(f"alignment:{alignment['id']}" for alignment in self.draw.sample(dossier.tables["alignments"], 3)),
        ]
        self.ratings: dict[str, list[list[Any]]] = {}

    def fill(self) -> None:
        """Reviews, an adjudication, and files that are no sessions."""
        for number in range(self.draw.randrange(2, 7)):
            self.session(number)
        for number in range(self.draw.randrange(3)):
            self.session(90 + number, "adjudication")
        for number in range(self.draw.randrange(3)):
            (self.folder / f"bad-{number}.json").write_text("{", "utf-8")

    def session(self, number: int, kind: str = "review") -> None:
        """One session, of which the records are of one day."""
        draw = self.draw
        name, ident = draw.choice(self.people)
        attribution = kind == "review" and draw.random() < 0.15
        session: dict[str, Any] = {
            "schema": 1,
            "id": f"2026-11-{draw.randrange(2, 20):02}-{ident[:-5]}-{number:08x}",
            "kind": kind,
            "reviewer": {"id": ident, "name": name, "role": draw.choice(ROLES)},
            "writer": "0123456789abcdef",
            "dossier": {"id": self.dossier.meta["id"], "edition": self.dossier.meta["edition"], "hash": self.hash},
            "queue": {"kind": "attribution" if attribution else "mixed", "items": self.pool},
            "order": "dossier",
            "seed": 0,
            "language": "en",
            "started": "2026-11-02T00:00:00Z",
        }
        if draw.random() < 0.3:
            session["dossier"] = {**session["dossier"], "hash": "0" * 16}
        if draw.random() < 0.5:
            session |= {"finished": "2026-11-20T00:00:00Z", "check_code": "0000-0000-0000"}
        written(self.folder, session, self.records(session, attribution=attribution))

    def records(self, session: dict[str, Any], *, attribution: bool) -> list[dict[str, Any]]:
        """Decisions, some of them taken back or changed, and an observation."""
        draw, records = self.draw, list[dict[str, Any]]()
        items = [item for item in self.pool if item.startswith("evidence:")] if attribution else self.pool
        when = draw.choices([*TIMES, EARLY], [8, 1, 1])[0]
        for item in draw.choices(items, k=draw.randrange(1, 25)):
            kind = "attribution" if attribution else item.partition(":")[0]
            seq = len(records) + 1
            at = when.format(day=draw.randrange(3, 20), hour=draw.randrange(24), minute=draw.randrange(60))
            chance = draw.random()
            standing = {record["seq"] for record in records if "withdraws" not in record}
            standing -= {record["withdraws"] for record in records if "withdraws" in record}
            if standing and chance < 0.08:
                records.append({"seq": seq, "withdraws": draw.choice(sorted(standing)), "at": at})
            elif chance < 0.12:
                records.append({"seq": seq, "item": item, "observation": {"text": "Seen at the gate"}, "at": at})
            else:
                records.append(self.decision(session, seq, item, kind) | {"at": at})
        return records

    def decision(self, session: dict[str, Any], seq: int, item: str, kind: str) -> dict[str, Any]:
        """A decision, whole or half answered, of now or of an earlier state of the dossier."""
        draw = self.draw
        by = session["reviewer"]
        changed = (by["name"], by["id"]) in self.outdated or draw.random() < 0.15
        record = {
            "seq": seq,
            "item": item,
            "item_hash": "f" * 16 if changed else self.dossier.item_hash(item),
            "values": self.values(kind),
            "basis": draw.choice(BASES),
            "flagged": draw.random() < 0.1,
            "skipped": False,
        }
        if session["kind"] == "adjudication":
            seen = self.ratings.get(item, [])
            record |= {"note": "Talked it over", "inputs": seen or [["nobody", 1]]}
        else:
            self.ratings.setdefault(item, []).append([session["id"], seq])
        return record

    def values(self, kind: str) -> dict[str, str]:
        """Answers to the scales asked, now and then too few, or in a code that nobody has."""
        draw, values = self.draw, dict[str, str]()
        for scale in self.dossier.scales(kind):
            code = draw.choice([value["code"] for value in scale["values"]])
            lacking = draw.random() < 0.04
            values[scale["id"]] = "unheard_of" if lacking else code
            if (not lacking and cannot(scale, code)) or draw.random() < 0.08:
                break
        if draw.random() < 0.05:
            values["unasked"] = "yes"
        return values
