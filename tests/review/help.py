"""A small dossier and a reviewer's desk for the tests of review sessions, with a clock that tests can turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session import ReviewSession
from tests.dossier.small import (
    Document,
    alignment,
    both,
    claim,
    dimension,
    numbered,
    policy,
    programme,
    scale,
    suggestion,
    written,
)

WRITER = "0123456789abcdef"
SOK = Reviewer(id="sok-dara-1a2b", name="Sok Dara", role="staff")
CHAN = Reviewer(id="chan-thy-3c4d", name="Chan Thy", role="independent")
CLAIMS = [f"evidence:e{number}" for number in range(1, 9)]
"""The claims of the small dossier that are given a verdict."""

Table = list[Document]
_RANKS: dict[str, int | None] = {"low": 1, "moderate": 2, "high": 3}
_VERDICTS: dict[str, int | None] = dict.fromkeys(("cannot_tell", "holds", "holds_in_part", "does_not_hold"))


def _scale_document(ident: str, of: str, order: int, codes: dict[str, int | None]) -> Document:
    values = [(code, str(key), rank) for key, (code, rank) in enumerate(codes.items())]
    kind = "ordinal" if any(codes.values()) else "nominal"
    return {**scale(ident, *values, kind=kind), "applies_to": of, "order": order}


def tables() -> dict[str, Table]:
    """The documents of the dossier: 2 programmes, 8 claims for verdicts and 2 more, 2 policies, 2 alignments."""
    meta = {"id": "small", "schema": 1, "edition": "1", "title": both("Small"), "languages": ["en", "id"]}
    return {
        "meta": [{**meta, "default_language": "en"}],
        "sources": [{"id": "src", "title": "A report", "kind": "report", "year": 2014}],
        "programmes": [programme("p1"), programme("p2")],
        "dimensions": [dimension("output", 1), dimension("outcome", 2), dimension("impact", 3)],
        "evidence": [
            claim("e1", programme="p1", dimension="output"),
            claim("e2", programme="p1", dimension="outcome", year=2012),
            claim("e3", programme="p1", dimension="outcome", stance="contradicts"),
            claim("e4", programme="p1", dimension="impact"),
            claim("e5", programme="p2", dimension="output", stance="context"),
            claim("e6", programme="p2", dimension="outcome", policy="plan"),
            claim("e7", programme="p2", dimension="impact", stance="contradicts"),
            claim("e8", dimension="impact", policy="plan"),
            claim("e9", dimension="impact", stance="context"),
            claim("e10", dimension="impact", stance="context", suggestion="s1"),
        ],
        "policies": [policy("plan"), policy("law")],
        "alignments": [alignment("a1", programme="p1"), alignment("a2", programme="p2")],
        "suggestions": [suggestion("s1", programmes=["p1"], dimensions=["impact"])],
        "scales": [
            _scale_document("verdict", "evidence", 1, _VERDICTS),
            _scale_document("strength", "evidence", 2, _RANKS),
            _scale_document("effectiveness", "cell", 1, {"not_known": None, **_RANKS}),
            _scale_document("body", "cell", 2, _RANKS),
            _scale_document("degree", "alignment", 1, _RANKS),
            _scale_document("priority", "suggestion", 1, _RANKS),
            _scale_document("gap-priority", "gap", 1, _RANKS),
            _scale_document("attribution", "attribution", 1, dict.fromkeys(("none", "plausible", "shown"))),
        ],
    }


def dossier_of(folder: Path, changed: dict[str, Table] | None = None, name: str = "dossier.json") -> Dossier:
    """The dossier with some tables changed, written to a file and read as any other."""
    documents = {**tables(), **(changed or {})}
    return load(written(folder, {table: numbered(*rows) for table, rows in documents.items()}, name))


@dataclass
class Clock:
    """A clock that goes one second a look, from noon on."""

    moment: datetime = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    step: timedelta = field(default=timedelta(seconds=1))

    def __call__(self) -> datetime:
        self.moment += self.step
        return self.moment


def desk_at(folder: Path, disk: Disk = DISK, changed: dict[str, Table] | None = None) -> ReviewEnvironment:
    """A desk on the small dossier with its reviews in `folder/reviews`."""
    return ReviewEnvironment(folder / "reviews", Items(dossier_of(folder, changed)), WRITER, disk=disk, clock=Clock())


def elsewhere(desk: ReviewEnvironment, writer: str = "f" * 16) -> ReviewEnvironment:
    """The same folder as another machine sees it."""
    return replace(desk, writer=writer)


def begun(desk: ReviewEnvironment, items: Iterable[str] = CLAIMS, reviewer: Reviewer = SOK) -> ReviewSession:
    """A new session on a queue of these items, with its file, which is otherwise made with the first decision."""
    session = create_session(desk, SessionSpec(reviewer, "en", Queue(kind="evidence", items=list(items))))
    session.create_file()
    return session


def judge(session: ReviewSession, item: str, verdict: str = "holds", strength: str = "high") -> None:
    """Answer both scales of a claim."""
    session.answer(item, "verdict", verdict)
    session.answer(item, "strength", strength)
