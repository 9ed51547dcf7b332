"""An author in a process of its own, to be killed: changes without end and prints every record once it is saved.

    python -m tests.review.drafts.changer FOLDER SEED [careless]

The author goes on with the open draft of the folder. The first line printed is the draft's file; then comes one line of
JSON for each acknowledged record, and `typed N` for each text half typed that is known to be kept. `careless` takes
flushing and replacing out.
"""

from __future__ import annotations

import random
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from ilo_tui.core.disk import DISK
from ilo_tui.review.drafts.draft import Draft, Edit
from ilo_tui.review.errors import ChangeError
from tests.review.decider import CarelessDisk
from tests.review.drafts.help import begin, drafts_at, note, noted
from tests.review.help import CLAIMS

RECORDS = [claim.partition(":")[2] for claim in CLAIMS]
TYPED = ("evidence", "half-typed")


def act(draft: Draft, chance: random.Random) -> None:
    """One thing that an author does, mostly changing."""
    record = chance.choice(RECORDS)
    text = "words " * chance.randrange(1, 400)
    match chance.randrange(8):
        case 0 | 1:
            draft.undo()
        case 2:
            draft.change("evidence", record, None)
        case 3:
            draft.change_all([Edit("evidence", other, noted(draft, other, text)) for other in RECORDS[:3]])
        case _:
            note(draft, record, text)


def main(folder: str, seed: str, *more: str) -> None:
    """Change until killed."""
    draft = begin(drafts_at(Path(folder), CarelessDisk() if more else DISK))
    if draft.read_only:
        sys.exit(f"read-only: {draft.read_only.code}")
    chance, printed = random.Random(seed), sys.stdout.buffer
    printed.write(f"{draft.path}\n".encode())
    known, number = len(draft.history.records), 0
    while True:
        with suppress(ChangeError):
            act(draft, chance)
        for record in draft.history.records[known:]:
            printed.write(msgspec.json.encode(record) + b"\n")
        known = len(draft.history.records)
        if chance.random() < 0.2:
            number += 1
            draft.unfinished.save(*TYPED, {"n": number, "text": "x" * 500})
            printed.write(b"typed %d\n" % number)
        printed.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
