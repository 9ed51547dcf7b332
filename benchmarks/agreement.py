"""What agreement costs over very many sessions: collecting the ratings, all reviewers' figures, pairs, disagreements.

    python benchmarks/agreement.py [SESSIONS] [DECISIONS]

Without numbers 1,000 sessions of 200 decisions, each of another reviewer, on the claims of the default dossier, so that
every two reviewers share items. Nothing is written; ratios are to collecting the ratings.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.review.agreement.disagreements import disagreements
from ilo_tui.review.agreement.figures import figures
from ilo_tui.review.agreement.ratings import Ratings, collect_ratings
from ilo_tui.review.items import Items
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, DossierRef, Queue, Reviewer, Session
from ilo_tui.review.session_file import SessionFile

VERDICTS, STRENGTHS = ("holds", "holds_in_part", "does_not_hold"), ("high", "moderate", "low", "very_low")
_AT = "2026-11-24T12:00:00Z"


def entry(number: int, items: Items, claims: list[str]) -> SessionFile:
    """A session as one is read from its file."""
    random, reviewer = Random(number), Reviewer(id=f"r-{number:04x}", name=f"Reviewer {number}", role="other")
    records = [
        Decision(
            seq=seq,
            item=item,
            item_hash=items.hash_of(item) or "",
            values={"verdict": random.choice(VERDICTS), "strength": random.choice(STRENGTHS)},
            basis="source_read",
            flagged=False,
            skipped=False,
            at=_AT,
        )
        for seq, item in enumerate(claims, 1)
    ]
    session = Session(
        schema=1,
        id=f"s-{number}",
        kind="review",
        reviewer=reviewer,
        writer="w",
        dossier=DossierRef(id="d", edition="1", hash="h"),
        queue=Queue(kind="evidence", items=claims),
        order="dossier",
        seed=0,
        language="en",
        started=_AT,
    )
    return SessionFile(Path(f"s-{number}.json"), "open", session, History(records))


def timed(work: Callable[[], object], name: str, base: float | None = None) -> float:
    """Print how long something takes; the best of three."""
    best = min(_seconds(work) for _ in range(3))
    print(f"{name:44} {best:6.2f} s" + (f"  {best / base:5.2f} x collecting" if base else ""))
    return best


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Make the sessions in memory, then measure."""
    sessions, decisions = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (1000, 200)
    items = Items(load(default_path()))
    every = [f"evidence:{ident}" for ident in items.dossier.ids(Evidence)]
    entries = [entry(n, items, Random(n).sample(every, min(decisions, len(every)))) for n in range(sessions)]
    ratings: Ratings = collect_ratings(entries, items)
    print(
        f"{sum(map(len, ratings.by.values())):,} ratings of {sessions:,} reviewers on "
        f"{len(ratings.by):,} claims, two scales"
    )
    base = timed(lambda: collect_ratings(entries, items), "collecting the ratings")
    timed(lambda: figures(ratings, items, pairs=0), "figures of all reviewers", base)
    timed(lambda: figures(ratings, items), "and the 100 pairs that share most", base)
    timed(lambda: disagreements(ratings, items), "disagreements", base)


if __name__ == "__main__":
    main()
