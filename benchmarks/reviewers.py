"""Review sessions by many reviewers, made by a seed: what benchmarks and tests merge and compute agreement on.

    python benchmarks/reviewers.py -o FOLDER [--reviewers 1000] [--decisions 200] [--noise 0.15] [--folders 5] ...

Every item has a planted answer to each question. A reviewer gives it, or with the chance `noise` any answer of the
scale: so the agreement that must come out is known. The records are the program's own, encoded once and written without
flushing, one record for each item with all its answers, so that 200,000 decisions take seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from ilo_tui.dossier.evidence import is_judged
from ilo_tui.dossier.model import Alignment, Dimension, Evidence, Programme, Suggestion
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.review.environment import stamp_of
from ilo_tui.review.hashing import check_code
from ilo_tui.review.items import Items, is_cannot, kind_of
from ilo_tui.review.journal import layout, row
from ilo_tui.review.model import Decision, Queue, Reviewer, Role, Session, schema_of
from ilo_tui.review.reviewers import name_slug

SUPPLIED = ("Dara", "Sophea", "Vanna", "Chan Thy", "Bopha", "Rith", "Kunthea", "Pisey", "Samnang", "Maly")
FAMILY = ("Sok", "Chea", "Kim", "Heng", "Ouk", "Prak", "Nhem", "Tep", "Yin", "Keo")
ROLES: tuple[Role, ...] = ("staff", "partner", "independent", "other")
START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Crowd:
    """So many reviewers judge so many items in so many sessions each; `noise` is the chance of a free answer."""

    reviewers: int = 10
    decisions: int = 40
    sessions: int = 1
    seed: int = 1
    noise: float = 0.15


@dataclass(frozen=True)
class Generated:
    """A session and its records; `data` is the finished file, `until` an earlier state of it."""

    session: Session
    records: tuple[Decision, ...]
    rows: tuple[bytes, ...]

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.session.id}.json"

    @property
    def data(self) -> bytes:
        """The file of the finished session."""
        return _file(self.session, self.rows)

    def until(self, count: int) -> bytes:
        """The file as it was after so many records."""
        open_then = msgspec.structs.replace(self.session, finished=None, check_code=None)
        return _file(open_then, self.rows[:count])


def judgeable(items: Items) -> list[str]:
    """Every item of a dossier that can be judged but for its gaps, in its order."""
    dossier = items.dossier
    return [
        *(f"evidence:{evidence.id}" for evidence in dossier.records(Evidence) if is_judged(evidence)),
        *(f"cell:{row_}/{column}" for row_ in dossier.ids(Programme) for column in dossier.ids(Dimension)),
        *(f"alignment:{ident}" for ident in dossier.ids(Alignment)),
        *(f"suggestion:{ident}" for ident in dossier.ids(Suggestion)),
    ]


def truth(items: Items, seed: int, item: str) -> dict[str, str]:
    """The planted answers to every scale asked of an item."""
    chance = Random(f"{seed}:{item}")
    scales = items.scales(kind_of(item))
    return {
        scale.id: chance.choice([value.code for value in scale.values if not is_cannot(scale, value)])
        for scale in scales
    }


def sessions(items: Items, crowd: Crowd) -> Iterator[Generated]:
    """The sessions of a crowd, one reviewer after the other; the same for the same seed."""
    pool = judgeable(items)
    planted = {item: truth(items, crowd.seed, item) for item in pool}
    for number in range(crowd.reviewers):
        chance = Random(f"{crowd.seed}:reviewer:{number}")
        name = f"{FAMILY[number % 10]} {SUPPLIED[number // 10 % 10]}"
        ident = f"{name_slug(name)}-{number:04x}"
        reviewer = Reviewer(id=ident, name=name, role=ROLES[number % 4])
        writer = f"{chance.getrandbits(64):016x}"
        for _ in range(crowd.sessions):
            chosen = chance.sample(pool, min(crowd.decisions, len(pool)))
            yield _session(items, crowd, chance, _Head(reviewer, writer, chosen), planted)


@dataclass(frozen=True)
class _Head:
    reviewer: Reviewer
    writer: str
    chosen: list[str]


def _session(items: Items, crowd: Crowd, chance: Random, head: _Head, planted: dict[str, dict[str, str]]) -> Generated:
    moment = START + timedelta(minutes=chance.randrange(20_000))
    started = stamp_of(moment)
    records: list[Decision] = []
    for seq, item in enumerate(head.chosen, 1):
        moment += timedelta(seconds=chance.randrange(8, 60))
        records.append(
            Decision(
                seq=seq,
                item=item,
                item_hash=items.hash_of(item) or "",
                values=_answers(items, crowd.noise, chance, item, planted[item]),
                basis="source_read" if chance.random() < 0.6 else "dossier_only",
                flagged=chance.random() < 0.05,
                skipped=False,
                at=stamp_of(moment),
            )
        )
    queue = Queue(kind="mixed", items=head.chosen, listed=True)
    session = Session(
        schema=schema_of(queue),
        id=f"{started[:10]}-{head.reviewer.id[:-5]}-{chance.getrandbits(32):08x}",
        kind="review",
        reviewer=head.reviewer,
        writer=head.writer,
        dossier=items.ref,
        queue=queue,
        order="dossier",
        seed=0,
        language="en",
        started=started,
        finished=stamp_of(moment + timedelta(seconds=5)),
    )
    coded = msgspec.structs.replace(session, check_code=check_code(session, records))
    return Generated(coded, tuple(records), tuple(row(record.seq, msgspec.json.encode(record)) for record in records))


def _answers(items: Items, noise: float, chance: Random, item: str, planted: dict[str, str]) -> dict[str, str]:
    """What a reviewer answers: the planted, or now and then anything; nothing more after a "cannot"."""
    answers: dict[str, str] = {}
    for scale in items.scales(kind_of(item)):
        free = chance.random() < noise
        answers[scale.id] = code = chance.choice(scale.values).code if free else planted[scale.id]
        if any(is_cannot(scale, value) for value in scale.values if value.code == code):
            break
    return answers


def _file(session: Session, rows: Sequence[bytes]) -> bytes:
    return layout({"session": [row(1, msgspec.json.encode(session))], "decisions": rows})


def foreign(generated: Generated) -> bytes:
    """The same session as if it were on another dossier."""
    other = msgspec.structs.replace(generated.session.dossier, id="another-dossier")
    session = msgspec.structs.replace(generated.session, dossier=other, id=f"{generated.session.id[:-8]}f0e1d2c3")
    coded = msgspec.structs.replace(session, check_code=check_code(session, generated.records))
    return _file(coded, generated.rows)


@dataclass(frozen=True)
class Disorder:
    """What else lies on the sticks: shares of sessions that are there twice, as an earlier state, or cut off."""

    copies: float = 0.4
    earlier: float = 0.3
    truncated: float = 0.2
    foreign: int = 1
    zeros: int = 1


def spread(generated: Sequence[Generated], folders: Sequence[Path], disorder: Disorder, seed: int = 1) -> None:
    """Write sessions into folders that are made, each whole into one of them, with the disorder in others."""
    chance = Random(seed)
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for session in generated:
        home, other, third = (chance.choice(folders) for _ in range(3))
        data = session.data
        (home / session.name).write_bytes(data)
        if chance.random() < disorder.copies:
            (other / f"copy of {session.name}").write_bytes(data)
        if chance.random() < disorder.earlier:
            (third / f"backup {session.name}").write_bytes(session.until(chance.randrange(len(session.rows))))
        if chance.random() < disorder.truncated:
            (other / f"half {session.name}").write_bytes(data[: chance.randrange(len(data) // 2, len(data) - 3)])
    for number in range(disorder.foreign):
        (chance.choice(folders) / f"foreign-{number}.json").write_bytes(foreign(generated[number % len(generated)]))
    for number in range(disorder.zeros):
        (chance.choice(folders) / f"zeros-{number}.json").write_bytes(bytes(4096 + number))


def main() -> None:
    """Write a crowd's sessions, and say how many and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--dossier", type=Path, default=default_path())
    parser.add_argument("--reviewers", type=int, default=10)
    parser.add_argument("--decisions", type=int, default=40)
    parser.add_argument("--sessions", type=int, default=1, help="of each reviewer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.15)
    parser.add_argument("--folders", type=int, default=5)
    for name, default in (("copies", 0.4), ("earlier", 0.3), ("truncated", 0.2)):
        parser.add_argument(f"--{name}", type=float, default=default)
    for name in ("foreign", "zeros"):
        parser.add_argument(f"--{name}", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    crowd = Crowd(options.reviewers, options.decisions, options.sessions, options.seed, options.noise)
    generated = list(sessions(Items(load(options.dossier)), crowd))
    disorder = Disorder(options.copies, options.earlier, options.truncated, options.foreign, options.zeros)
    folders = [options.output / f"folder-{number}" for number in range(1, options.folders + 1)]
    spread(generated, folders, disorder, options.seed)
    decisions = sum(len(session.rows) for session in generated)
    print(f"{len(generated)} sessions, {decisions} decisions in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
