"""Counts made a second way, from the records of a file as plain documents; nothing of the product is used for them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Document = dict[str, Any]
GROUPS = {
    "government": "government",
    "employers": "employers",
    "unions": "unions",
    "civil-society-orgs": "civil_society",
    "media": "media",
    "families": "families",
}
KINDS = {"press": "media", "ngo": "civil_society", "research": "research"}


class Recount:
    """The documents of a dossier of schema 2 by table and id."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        plain = json.loads(path.read_bytes())
        self.by = {name: {row["id"]: row for row in rows.values()} for name, rows in plain.items()}
        self.meta = next(iter(self.by["meta"].values()))
        self.claims: list[Document] = list(self.by["evidence"].values())

    def missing(self) -> dict[str, set[str]]:
        """What of each programme is not recorded."""
        lacking = {}
        for ident, row in self.by["programmes"].items():
            claims = [claim for claim in self.claims if claim.get("programme") == ident]
            levels = {claim["id"]: self.level(claim) for claim in claims}
            others = [org for org in row.get("orgs", []) if org["role"] != "Reporting"]
            recorded = {
                "period": bool(row.get("period")),
                "place": bool(row.get("places")),
                "partner": bool(row.get("partners") or others),
                "aim": any(aim["programme"] == ident for aim in self.by.get("aims", {}).values()),
                "figure": any(claim.get("figures") for claim in claims),
                "output": any(claim.get("tie") == "direct" and levels[claim["id"]] == "output" for claim in claims),
            }
            lacking[ident] = {name for name, is_there in recorded.items() if not is_there}
        return {ident: names for ident, names in lacking.items() if names}

    def level(self, claim: Document) -> str | None:
        """Output, outcome or impact."""
        dimension = self.by["dimensions"].get(claim.get("dimension"), {})
        level: str | None = dimension.get("level")
        return level

    def facts(self) -> list[tuple[Document, list[Document]]]:
        """Facts, each with the claim by which it counts and all that tell it."""
        groups: dict[str, list[Document]] = {}
        for claim in self.claims:
            groups.setdefault(claim.get("same_as") or claim["id"], []).append(claim)
        return [
            (next((claim for claim in members if claim["id"] == ident), members[0]), members)
            for ident, members in groups.items()
        ]

    def sides(self, keys: Any) -> dict[str, tuple[int, int]]:
        """For and against by what `keys` gives of a claim, each fact once."""
        counts: Counter[tuple[str, str]] = Counter()
        for claim, _ in self.facts():
            if claim["stance"] != "context":
                counts.update((key, claim["stance"]) for key in keys(claim))
        return {key: (counts[key, "supports"], counts[key, "contradicts"]) for key, _ in counts}

    def periods(self, claim: Document) -> list[str]:
        """The periods of a claim by their years; `undated`, or `outside` of all of them."""
        years = self._years(claim)
        if years is None:
            return ["undated"]
        spans = {row["id"]: (int(row["start"][:4]), int(row.get("end", "9999")[:4])) for row in self.meta["periods"]}
        return [ident for ident, (first, last) in spans.items() if years[0] <= last and first <= years[1]] or [
            "outside"
        ]

    def _years(self, claim: Document) -> tuple[int, int] | None:
        if "year" in claim:
            return claim["year"], claim["year"]
        start, end = claim.get("start") or claim.get("end"), claim.get("end") or claim.get("start")
        return (int(start[:4]), int(end[:4])) if start and end else None

    def groups(self) -> Counter[str]:
        """How many facts each group tells."""
        counts: Counter[str] = Counter()
        for _, members in self.facts():
            counts.update({group for claim in members for group in self._groups_of(claim)})
        return counts

    def _groups_of(self, claim: Document) -> Iterable[str]:
        thesis = {row["source"] for row in self.claims if row["origin"] == "thesis"}
        if claim["origin"] == "thesis":
            return
        if "said_by" in claim:
            yield self._group(claim["said_by"], claim["source"])
        elif "data_of" in claim:
            yield self._group(self._voice(self._root(claim["data_of"])), claim["source"])
        else:
            for source in dict.fromkeys(
                [claim["source"], *(cite["source"] for cite in claim.get("other_sources", []))]
            ):
                if source not in thesis:
                    yield self._group(self._voice(self._root(source) if claim.get("figures") else source), source)

    def _root(self, source: str) -> str:
        while "data_of" in self.by["sources"][source]:
            source = self.by["sources"][source]["data_of"]
        return source

    def _voice(self, source: str) -> str | None:
        voice: str | None = self.by["sources"][source].get("voice")
        return voice

    def _group(self, actor: str | None, source: str) -> str:
        above = self._above(actor)
        if actor and above & {self.meta["evaluated"], self._spoken_for(self.meta["evaluated"])}:
            return "evaluated"
        known = next((GROUPS[ident] for ident in GROUPS if ident in above), None)
        return known or KINDS.get(self.by["sources"][source]["kind"], "others")

    def _spoken_for(self, actor: str) -> str:
        while "voice_of" in self.by["actors"][actor]:
            actor = self.by["actors"][actor]["voice_of"]
        return actor

    def _above(self, actor: str | None) -> set[str]:
        """The actor with whose voice one speaks, and those of whom that is a part."""
        above, waiting = set[str](), [self._spoken_for(actor)] if actor else []
        while waiting:
            ident = waiting.pop()
            if ident not in above:
                above.add(ident)
                row = self.by["actors"][ident]
                waiting += [row[name] for name in ("parent", "voice_of") if name in row]
        return above

    def alone(self) -> set[str]:
        """The tied claims for an effect beside which nobody else's doing is recorded."""
        tied = [
            claim for claim, _ in self.facts()
            if claim["stance"] == "supports" and claim.get("tie") in {"direct", "related", "inferred"}
            and claim.get("programme") and claim.get("dimension") and self.level(claim) != "output"
        ]  # fmt: skip
        return {claim["id"] for claim in tied if not any(self._beside(claim, other) for other in self.claims)}

    def _beside(self, claim: Document, other: Document) -> bool:
        same = [row.get("same_as") or row["id"] for row in (claim, other)]
        evaluated = {self.meta["evaluated"], self._spoken_for(self.meta["evaluated"])}
        else_acts = any(not self._reach(actor) & evaluated for actor in other.get("actor", []))
        ends = [(row.get("programme"), row.get("dimension")) for row in (claim, other)]
        return same[0] != same[1] and else_acts and ends[0] == ends[1] and self._meet(claim, other)

    def _reach(self, actor: str) -> set[str]:
        return {actor} | self._above(actor) | {self.by["actors"][actor].get("parent", actor)}

    def _meet(self, claim: Document, other: Document) -> bool:
        places, times = ([look(row) for row in (claim, other)] for look in (self._places, self.periods))
        national = {row["name"]["en"] for row in self.meta["place_names"] if row["level"] == "national"}
        anywhere = any(not some or set(some) & national for some in places)
        always = any("undated" in some for some in times)
        return (anywhere or bool(set(places[0]) & set(places[1]))) and (always or bool(set(times[0]) & set(times[1])))

    def _places(self, claim: Document) -> list[str]:
        return [place["en"] for place in claim.get("places", [])]
