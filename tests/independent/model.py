"""What a report must say of a dossier and a folder of sessions, counted by itself from the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.independent.files import Answer, DossierFile, SessionFile, cannot, complete, known, pairs

STANCES = ("supports", "contradicts", "context")
OPPOSITES = (
    {"holds", "does_not_hold"},
    {"principal", "not_targeted"},
    {"shown", "none"},
    {"contribution_only", "none"},
)


class Model:
    """Numbers by name, each found in the plainest way."""

    def __init__(self, dossier: DossierFile, sessions: list[SessionFile], bad: int, language: str = "en") -> None:
        """Count; `bad` files are no sessions."""
        self.dossier, self.sessions, self.bad, self.language = dossier, sessions, bad, language
        self.reviews = [session for session in sessions if session.document["kind"] == "review"]
        self.claims = dossier.tables["evidence"]
        self.judgeable = [f"evidence:{claim['id']}" for claim in self.claims if dossier.is_asked(claim)]
        self.complete = [
            answer
            for review in self.reviews
            for answer in review.answers()
            if complete(dossier.scales(answer.kind), answer.record["values"])
        ]
        self.counted: dict[tuple[tuple[str, str], str], Answer] = {}
        self.again: Counter[tuple[tuple[str, str], str]] = Counter()
        for answer in sorted(self.complete, key=lambda answer: answer.order):
            if self.fresh(answer):
                self.counted[answer.key, answer.reviewer] = answer
                self.again[answer.key, answer.reviewer] += 1

    def fresh(self, answer: Answer) -> bool:
        """Whether the item says now what was judged."""
        return bool(answer.record["item_hash"] == self.dossier.item_hash(answer.record["item"]))

    # Limits

    def limits(self, dossier_hash: str, now: datetime) -> dict[str, int]:
        """The numbers of the limits chapter by their code; those without a number have 0."""
        voters = {reviewer for _, reviewer in self.counted}
        plain = ["recorded", *(["no_decisions"] if not voters else ["one_reviewer"] if len(voters) == 1 else [])]
        counts = {
            **self._of_claims(),
            **self._of_decisions(),
            **self._of_sessions(dossier_hash, now),
            **self._lacking(),
        }
        return {**dict.fromkeys(plain, 0), **{code: n for code, n in counts.items() if n}}

    def _of_claims(self) -> dict[str, int]:
        verdict = self.dossier.scales("evidence")[0]["id"]
        times = Counter(item for item in self.judgeable for _ in range(self.tally(item, verdict).total()))
        return {
            "unjudged": sum(times[item] == 0 for item in self.judgeable),
            "single": sum(times[item] == 1 for item in self.judgeable),
            "no_locator": sum(not claim.get("locator") for claim in self.claims),
            "second_hand": sum(claim["confidence"] in {"medium", "low"} for claim in self.claims),
            "editor": sum(claim["origin"] == "editor" for claim in self.claims),
            "untranslated": sum(not claim["statement"].get(self.language) for claim in self.claims),
        }

    def _of_decisions(self) -> dict[str, int]:
        latest = {
            (answer.key, answer.reviewer): answer for answer in sorted(self.complete, key=lambda answer: answer.order)
        }
        return {
            "dossier_only": sum(answer.record["basis"] == "dossier_only" for answer in self.counted.values()),
            "changed": sum(not self.fresh(answer) for answer in latest.values()),
            "repeats": sum(n > 1 for n in self.again.values()),
        }

    def _of_sessions(self, dossier_hash: str, now: datetime) -> dict[str, int]:
        latest = (now + timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M:%SZ")
        year, month = map(int, self.dossier.meta["edition"].split(".")[:2])
        first = (datetime(year, month, 1, tzinfo=UTC) - timedelta(days=31)).strftime("%Y-%m-%d")
        times = [record["at"] for session in self.sessions for record in session.records]
        return {
            "unfinished": sum("finished" not in session.document for session in self.sessions),
            "other_state": sum(session.document["dossier"]["hash"] != dossier_hash for session in self.sessions),
            "left_out": self.bad,
            "dated_later": sum(time > latest for time in times),
            "dated_early": sum(time[:10] < first for time in times),
        }

    def _lacking(self) -> dict[str, int]:
        answered = [
            answer
            for review in self.reviews
            for answer in review.answers()
            if answer.record["values"] and self.fresh(answer)
        ]
        latest = {(answer.key, answer.reviewer): answer for answer in sorted(answered, key=lambda answer: answer.order)}
        questions = codes = 0
        for answer in latest.values():
            scales = {scale["id"]: scale for scale in self.dossier.scales(answer.kind)}
            for scale in answer.record["values"]:
                questions += scale not in scales
                codes += scale in scales and not known(scales[scale], answer.record["values"])
        return {"lacking_question": questions, "lacking_code": codes}

    # Tables

    def on(self, key: tuple[str, str]) -> list[Answer]:
        """The decisions on an item that count."""
        return [answer for (kind, _), answer in self.counted.items() if kind == key]

    def tally(self, item: str, scale: str, kind: str = "") -> Counter[str]:
        """How often each code was given."""
        scales = {scale_record["id"]: scale_record for scale_record in self.dossier.tables["scales"]}
        values = [answer.record["values"] for answer in self.on((kind or item.partition(":")[0], item))]
        return Counter(value[scale] for value in values if known(scales[scale], value))

    def rating_summaries(self) -> dict[tuple[str, str], dict[str, Any]]:
        """By item and scale: distribution, how many have a rank, the median's ranks, what all agree on."""
        summaries: dict[tuple[str, str], dict[str, Any]] = {}
        for kind, item in {key for key, _ in self.counted}:
            for scale in self.dossier.scales(kind):
                counts = self.tally(item, scale["id"], kind)
                if counts:
                    summaries[item, scale["id"]] = _judged(scale, counts)
        return summaries

    def decided(self) -> dict[tuple[str, str], tuple[str, bool]]:
        """By item and scale: what adjudications answered last, and whether that saw all that counts."""
        last: dict[tuple[str, str], Answer] = {}
        for session in self.sessions:
            for answer in session.answers() if session.document["kind"] == "adjudication" else []:
                if complete(self.dossier.scales(answer.kind), answer.record["values"]) and (
                    answer.key not in last or last[answer.key].order < answer.order
                ):
                    last[answer.key] = answer
        decided: dict[tuple[str, str], tuple[str, bool]] = {}
        for (kind, item), answer in last.items():
            seen = {tuple(seen_input) for seen_input in answer.record["inputs"]}
            now = {(answer.session["id"], answer.record["seq"]) for answer in self.on((kind, item))}
            holds = now <= seen and self.fresh(answer)
            decided |= {(item, scale): (code, holds) for scale, code in answer.record["values"].items()}
        return decided

    def claims_by_verdict(self) -> dict[str, list[int]]:
        """By answer ("" where reviewers differ): claims of one reviewer, of agreement, of adjudication."""
        scale = self.dossier.scales("evidence")[0]
        cells: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        decided = self.decided()
        for item in self.judgeable:
            counts = self.tally(item, scale["id"])
            code, holds = decided.get((item, scale["id"]), ("", False))
            if not counts:
                continue
            if holds:
                cells[code][2] += 1
            elif len(counts) == 1:
                cells[next(iter(counts))][counts.total() > 1] += 1
            else:
                cells[""][0] += 1
        return dict(cells)

    def breakdowns(self) -> dict[tuple[str, str, str], Counter[str]]:
        """Verdict ratings by row (`*total`: of all), by basis or role, and what that is."""
        scale = self.dossier.scales("evidence")[0]
        counts: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        for answer in self.counted.values():
            if answer.kind != "evidence":
                continue
            claim = self.dossier.by_id["evidence"][answer.record["item"].partition(":")[2]]
            for row in ("*total", self.row(claim)):
                code = answer.record["values"][scale["id"]]
                counts[row, "basis", answer.record["basis"]][code] += 1
                counts[row, "role", answer.session["reviewer"]["role"]][code] += 1
        return dict(counts)

    def row(self, claim: dict[str, Any]) -> str:
        """The row of the gap map."""
        return str(claim.get("programme") or ("*policy" if claim.get("policy") else "*country"))

    def cells(self) -> dict[tuple[str, str], list[int]]:
        """By row and column: claims for, against, context, judged of, all to be judged."""
        verdict = self.dossier.scales("evidence")[0]["id"]
        numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
        for claim in self.claims:
            cell = numbers[self.row(claim), claim.get("dimension", "*unassigned")]
            cell[STANCES.index(claim["stance"])] += 1
            item = f"evidence:{claim['id']}"
            cell[3] += item in self.judgeable and bool(self.tally(item, verdict))
            cell[4] += item in self.judgeable
        return dict(numbers)

    def sources(self) -> dict[str, tuple[int, int]]:
        """By source: on how many claims and alignments it bears."""
        claims = Counter(
            source
            for claim in self.claims
            for source in {claim["source"], *(each["source"] for each in claim.get("other_sources", []))}
        )
        aligned = Counter(alignment["source"] for alignment in self.dossier.tables["alignments"])
        return {ident: (claims[ident], aligned[ident]) for ident in self.dossier.by_id["sources"]}

    def reviewers(self) -> dict[str, tuple[int, int]]:
        """By reviewer: sessions, and different items judged, as they were or are."""
        sessions = Counter(session.document["reviewer"]["id"] for session in self.sessions)
        items = Counter(reviewer for reviewer, _ in {(answer.reviewer, answer.key) for answer in self.complete})
        return {ident: (n, items[ident]) for ident, n in sessions.items()}

    def agreement(self) -> dict[str, tuple[int, int, int, float | None]]:
        """By scale, of all reviewers: items of two or more, reviewers, missing answers, share of agreeing pairs."""
        figures = {}
        for scale in self.dossier.tables["scales"]:
            by_item = self._codes_by_item(scale)
            people = {reviewer for answers in by_item.values() for reviewer in answers}
            if not people:
                continue
            placed = [
                [code for code in codes_by_reviewer.values() if _placed(scale, code)]
                for codes_by_reviewer in by_item.values()
            ]
            shares = [
                sum(first == other for first, other in pairs(codes)) / (len(codes) * (len(codes) - 1) / 2)
                for codes in placed
                if len(codes) > 1
            ]
            missing = len(by_item) * len(people) - sum(map(len, placed))
            figures[scale["id"]] = (len(shares), len(people), missing, sum(shares) / len(shares) if shares else None)
        return figures

    def _codes_by_item(self, scale: dict[str, Any]) -> dict[str, dict[str, str]]:
        """Answers to a scale by item and reviewer."""
        by_item: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for ((kind, item), reviewer), answer in self.counted.items():
            if kind == scale["applies_to"] and scale["id"] in answer.record["values"]:
                by_item[item][reviewer] = answer.record["values"][scale["id"]]
        return dict(by_item)

    def tiers(self) -> dict[tuple[str, str], int]:
        """By what was asked and the item: how grave the gravest difference is."""
        differing = {}
        for key in {key for key, _ in self.counted}:
            grave = [
                tier
                for scale in self.dossier.scales(key[0])
                for first, other in pairs([*self.tally(key[1], scale["id"], key[0])])
                if (tier := _tier(scale, first, other))
            ]
            if grave:
                differing[key] = min(grave)
        return differing


def _placed(scale: dict[str, Any], code: str) -> bool:
    """Whether an answer has a place among the categories that statistics see."""
    return known(scale, {scale["id"]: code}) and (scale["kind"] == "nominal" or not cannot(scale, code))


def _judged(scale: dict[str, Any], counts: Counter[str]) -> dict[str, Any]:
    ranks = {value["code"]: value.get("rank") for value in scale["values"]}
    ranked = sorted(ranks[code] for code, n in counts.items() for _ in range(n) if ranks[code] is not None)
    middle = sorted({ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]}) if ranked else []
    same = next(iter(counts)) if len(counts) == 1 and counts.total() > 1 else None
    return {
        "votes": dict(counts),
        "n": counts.total(),
        "ranked": len(ranked),
        "median": [code for rank in middle for code in ranks if ranks[code] == rank],
        "same": same,
    }


def _tier(scale: dict[str, Any], first: str, other: str) -> int:
    """1 a reversal, 2 another disagreement, 3 one step apart."""
    if {first, other} in OPPOSITES:
        return 1
    ranks = {value["code"]: value.get("rank") for value in scale["values"]}
    if scale["kind"] == "nominal" or cannot(scale, first) or cannot(scale, other):
        return 2
    low, high = sorted((ranks[first], ranks[other]))
    if scale["id"] == "effectiveness":
        across = low <= 3 < high
        return 1 if high - low > 2 or (high - low == 2 and across) else 2 if high - low == 2 or across else 3
    return 3 if high - low == 1 else 2
