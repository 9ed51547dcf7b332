"""A dossier with each of the ten flaws, one with none of them, and the sessions of two reviewers on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ilo_tui.core.disk import DISK
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.flaws.result import Flaw
from ilo_tui.review.items import Items
from ilo_tui.review.model import Basis, Queue, QueueKind, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.results import ReviewResults, results_of
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.small import (
    Document,
    Plain,
    actor,
    aim,
    both,
    claim,
    dimension,
    finding,
    numbered,
    opened,
    programme,
)
from tests.review.help import CHAN, SOK, WRITER, Clock
from tests.review.schema2 import SCALES

NATIONAL, KAMPOT, KEP = both("national"), both("Kampot"), both("Kep")
EARLY, LATE = {"year": 2003}, {"year": 2008}
GOOD: Mapping[str, str] = {"effectiveness": "satisfactory", "body-strength": "moderate"}
FAIR: Mapping[str, str] = {"effectiveness": "moderately_satisfactory", "body-strength": "moderate"}
Answers = Iterable[tuple[str, Mapping[str, str], Basis, str]]
"""Item, answers by scale, basis and note."""

ACTORS = (
    actor("agency", stake="own"),
    actor("office", voice_of="agency", parent="agency"),
    actor("partner", stake="implementer"),
    actor("government", stake="subject"),
    actor("ministry", stake="subject", voice_of="government"),
    actor("institute", stake="none"),
    actor("auditor", stake="none"),
    actor("weekly", stake="none", parent="media"),
    actor("media", stake="none"),
    actor("employers", stake="none"),
    actor("unions", stake="none"),
    actor("civil-society", stake="none"),
    actor("families", stake="subject"),
)


def source(ident: str, kind: str, voice: str | None = None, **fields: Any) -> Document:
    """A source that speaks with the voice of an actor."""
    return {"id": ident, "title": f"Source {ident}", "kind": kind, **({"voice": voice} if voice else {}), **fields}


SOURCES = (
    source("src", "monitoring", "agency"),
    source("plan", "project_document", "partner"),
    source("survey", "survey", "institute"),
    source("study", "research", "auditor"),
    source("paper", "press", "weekly"),
    source("thesis", "research"),
)


def stated(ident: str, column: str, **fields: Any) -> Document:
    """A claim of the programme `one` that is tied directly and read in its source, unless told otherwise."""
    usual = {"programme": "one", "dimension": column, "tie": "direct", "reading": "direct", "actor": ["agency"]}
    where = {"places": [KAMPOT], **EARLY, "locator": "p. 1", "excerpt": {"lang": "en", "text": f"Words of {ident}"}}
    return {key: value for key, value in claim(ident, **{**usual, **where, **fields}).items() if value is not None}


def tables(*claims: Document, **changed: Document) -> Plain:
    """A dossier of these claims: two programmes, three levels, two periods, three named places."""
    for document in claims:
        document.pop("confidence", None)
    described: Document = {"period": {"start": "2001"}, "places": [KAMPOT], "partners": ["A ministry"]}
    plain: Plain = {
        "meta": numbered(
            {
                "id": "built",
                "schema": 2,
                "edition": "1",
                "title": both("Built"),
                "languages": ["en", "id"],
                "default_language": "en",
                "evaluated": "agency",
                "periods": [
                    {"id": "early", "label": both("Early"), "start": "2001", "end": "2005"},
                    {"id": "late", "label": both("Late"), "start": "2006", "end": "2010"},
                ],
                "place_names": [
                    {"name": NATIONAL, "level": "national"},
                    {"name": KAMPOT, "level": "province"},
                    {"name": KEP, "level": "province"},
                    {"name": both("Asia"), "level": "abroad"},
                ],
                "searches": [{"where": "A library", "when": "2020", "words": "work", "found": 9, "kept": 3}],
            }
        ),
        "actors": numbered(*ACTORS),
        "aims": numbered(aim("aim-one"), aim("aim-two", programme="two")),
        "sources": numbered(*SOURCES),
        "programmes": numbered(programme("one") | described, programme("two") | described),
        "dimensions": numbered(
            *(
                dimension(level, place) | {"level": level}
                for place, level in enumerate(("output", "outcome", "impact"), 1)
            )
        ),
        "evidence": numbered(*claims),
        "indicators": numbered(_series()),
        "policies": {},
        "alignments": {},
        "suggestions": {},
        "findings": {},
        "scales": numbered(*(dict(scale) for scale in SCALES)),
    }
    for table, document in changed.items():
        plain[table] = document
    return plain


def _series() -> Document:
    """Three points, the second and third comparable with one another only."""
    segments = [(2001, "survey"), (2005, "survey")], [(2005, "survey"), (2009, "survey")]
    parts = [
        {"label": both(f"Part {number}"), "points": [{"year": year, "value": 1, "source": by} for year, by in points]}
        for number, points in enumerate(segments)
    ]
    names = {name: both(name) for name in ("name", "unit", "definition")}
    return {"id": "series", **names, "programmes": ["one"], "segments": parts, "dimension": "impact"}


def flawed() -> Plain:
    """A dossier with each of the ten flaws."""
    plain = tables(
        stated("done", "output"),
        stated(
            "says", "output", origin="thesis", source="thesis", tie="inferred", tie_why=both("By date"), reading=None
        ),
        stated("changed", "outcome"),
        stated("planned", "outcome", source="plan", excerpt=None, **LATE),
        stated("worse", "impact", source="survey", stance="contradicts", locator=None),
        stated("better", "impact", reading="second_hand", indicator="series", figures=_figures(2001, 2009), year=None),
        stated("all", "impact", source="paper", places=[NATIONAL], stance="context", tie="none"),
        stated("here", "impact", source="paper", stance="context", tie="none"),
        stated("there", "impact", source="paper", stance="context", tie="none"),
        findings=numbered(
            finding("sum", evidence=["changed"], programme="one", dimension="outcome"),
            finding("do", kind="recommendation", evidence=["worse"]),
        ),
        aims=numbered(aim("aim-one")),
    )
    plain["programmes"]["2"] = programme("two")
    del plain["meta"]["1"]["searches"]
    return plain


def _figures(*years: int) -> list[Document]:
    return [{"name": both("children"), "value": 1, "unit": both("children"), "year": year} for year in years]


def sound() -> Plain:
    """A dossier with none of them: everybody speaks, everything can be looked up, others' doing is recorded."""
    speakers = ("ministry", "employers", "unions", "civil-society", "families", "weekly")
    figures = _figures(2003)
    spoken = [
        stated(f"by-{name}", "outcome", said_by=name, stance="context", actor=["ministry"], figures=figures)
        for name in speakers
    ]
    return tables(
        stated("done", "output", source="survey", figures=figures),
        stated("done-two", "output", programme="two", source="survey", figures=figures),
        stated("changed", "outcome", source="survey"),
        stated("changed-too", "outcome", source="study"),
        stated("not-so", "outcome", source="survey", stance="contradicts", **LATE),
        stated("own-word", "outcome"),
        *spoken,
        findings=numbered(
            finding("sum", evidence=["changed", "changed-too"], programme="one", dimension="outcome"),
            finding("do", kind="recommendation", evidence=["changed-too", "not-so"]),
        ),
    )


def desk_on(folder: Path, plain: Plain) -> ReviewEnvironment:
    """A desk on a dossier, with its sessions in `folder/reviews`."""
    return ReviewEnvironment(folder / "reviews", Items(opened(folder, plain)), WRITER, disk=DISK, clock=Clock())


def save_answers(desk: ReviewEnvironment, reviewer: Reviewer, answers: Answers, kind: QueueKind = "mixed") -> None:
    """A session of a reviewer with these answers."""
    listed = list(answers)
    session = create_session(desk, SessionSpec(reviewer, "en", Queue(kind=kind, items=[item for item, *_ in listed])))
    for item, values, basis, note in listed:
        session.decide(item, values, basis=basis, note=note)
    session.close()


def review_flawed(desk: ReviewEnvironment) -> None:
    """What two reviewers answer on the flawed dossier: crossings rated on too little, causes on monitoring."""
    read: Basis = "source_read"
    cells = [
        ("cell:one/output", FAIR, read, "The report"),
        ("cell:one/outcome", FAIR, read, ""),
        ("cell:one/impact", GOOD, read, "The survey"),
    ]
    causes: list[tuple[str, Mapping[str, str], Basis, str]] = [
        ("evidence:changed", {"attribution": "traced"}, read, ""),
        ("evidence:better", {"attribution": "contributed"}, "dossier_only", "The ministry"),
    ]
    for reviewer in (SOK, CHAN):
        save_answers(desk, reviewer, cells)
    save_answers(desk, SOK, causes, "attribution")


def review_sound(desk: ReviewEnvironment) -> None:
    """What two reviewers answer on the sound one, each with a reason."""
    for reviewer in (SOK, CHAN):
        save_answers(desk, reviewer, [("cell:one/outcome", FAIR, "source_read", "Both surveys")])
    weighed = "The ministry's part was weighed"
    save_answers(desk, SOK, [("evidence:changed", {"attribution": "traced"}, "source_read", weighed)], "attribution")


def results_in(desk: ReviewEnvironment) -> ReviewResults | None:
    """What the sessions of a desk come to."""
    return results_of(SessionRepository(desk).entries(), desk.items)


def cases_of(flaws: list[Flaw], number: int) -> dict[str, list[tuple[str, ...]]]:
    """The records of the cases of a flaw, by kind."""
    kinds: dict[str, list[tuple[str, ...]]] = {}
    for case in flaws[number - 1].cases:
        kinds.setdefault(case.kind, []).append(case.records)
    return kinds
