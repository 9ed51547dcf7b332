"""Merging a broken file with sound ones."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ilo_tui.review.merge import apply_plan, plan
from tests.fuzz.bench import Bench, promise
from tests.fuzz.seeds import seeds
from tests.fuzz.sessions import items
from tests.review.merge.help import QUICK


def read(bench: Bench, data: bytes) -> Iterator[str]:
    """Merge the file, alone or beside a sound one, into a folder with or without a session; then once more."""
    stick = bench.put("a.json", data).parent
    if bench.chance.random() < 0.5:
        bench.put("deeper/b.json", bench.chance.choice(seeds("session")))
    into = bench.out / "office"
    into.mkdir()
    for number in range(bench.chance.randrange(3)):
        (into / f"{number}.json").write_bytes(bench.chance.choice(seeds("session")))
    planned = plan([stick], into, items())
    yield from [*planned.lines(bench.tr), *planned.summary(bench.tr)]
    json.dumps(planned.table())
    yield from apply_plan(planned, disk=QUICK).localise(bench.tr)
    promise(plan([stick], into, items()).steps == [], "merging once more changes something")
