"""Sessions whose ids, names, finish states and files are drawn from hostile text, for the merges of the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hypothesis import strategies as st

from ilo_tui.review.journal import MARK
from tests.review.merge.help import ITEMS

AT = "2026-11-24T12:00:00Z"
IDENT = "2026-11-24-sok-dara-1a2b3c4d"
IDS = (
    "", " ", "\n", IDENT, f"{IDENT}\n", IDENT.upper(), IDENT.replace("-sok", "-SOK"), f"{IDENT}-",
    f" {IDENT}", f"{IDENT}\u200b",
    "2026-11-24-e\u0301", "2026-11-24-\xe9", "../../x", "/abs/x", "..", ".", "a/b", "a\\b", "C:\\x", "\0", "a\0b",
    "\x1b[2J", "\u202egpj", "\u2066x", "\u0662\u0660\u0662\u0666-11-24-x", "2026-11-24-" + "x" * 100,
    "2026-11-24-" + "x" * 101, "x" * 300, "CON", "nul.json", "aux", "2026-11-24-con", "session-0123456789abcdef",
    "damaged", ".ilo-tui", "archive", "merge", "~nobody/x", "-rf", "*", "\ufeff", "\U0001f600",
    "e\u0301", "\xe9", "\u017f", "s", "S",
)  # fmt: skip
"""Ids of sessions: none at all, paths, controls, twins by case and normal form, what Windows reserves, the longest."""
NAMES = ("Sok Dara", "SOK DARA", "", " ", "Dara\nSok", "../../x", "\u202eSok", "S\u0301ok", "\x1b[31m", "x" * 300)
FILES = (
    "x", "notes", " ", "a\nb", "CON", "nul", "\u202egpj", "\xe9", "e\u0301", "\u0661", "-rf", IDENT, IDENT.upper(),
    f"{IDENT} ", "session-0123456789abcdef", "\udcff\udcfe", "~nobody", "*", "[b]x", "x" * 180,
)  # fmt: skip
"""Names of files, without their end; of some the bytes are no text."""


@dataclass(frozen=True)
class Forged:
    """A session as it is drawn: `records` of them stand in it, `form` is how its file is written."""

    ident: str
    reviewer: str
    name: str
    writer: str
    records: int
    branch: str
    end: str
    form: str

    @property
    def data(self) -> bytes:
        """The bytes of its file."""
        finished = {"none": {}, "finished": {"finished": AT}, "code": {"finished": AT, "check_code": self.name}}
        session = {
            "schema": 1, "id": self.ident, "kind": "review",
            "reviewer": {"id": self.reviewer, "name": self.name, "role": "staff"}, "writer": self.writer,
            "dossier": {"id": "smalk" if self.form == "flipped" else "small", "edition": "1", "hash": "0"},
            "queue": {"kind": "evidence", "items": ["evidence:e1"]}, "order": "dossier", "seed": 1, "language": "en",
            "started": AT, **finished[self.end],
        }  # fmt: skip
        rows = {str(seq): self._record(seq) for seq in range(1, self.records + 1)}
        return self._written({"session": {"1": session}, "decisions": rows})

    def _record(self, seq: int) -> dict[str, object]:
        item = f"evidence:e{seq}"
        return {
            "seq": seq, "item": item, "item_hash": ITEMS.hash_of(item), "values": {"verdict": "holds"},
            "basis": "other", "flagged": False, "skipped": False, "at": AT,
            "note": self.branch if seq == self.records else "",
        }  # fmt: skip

    def _written(self, tables: dict[str, object]) -> bytes:
        match self.form:
            case "spaced":
                return json.dumps(tables, indent=1, sort_keys=True).encode()
            case "marked":
                return MARK + json.dumps(tables).encode()
            case "cut":
                return _lines(tables)[:-30]
            case "marked and cut":
                return MARK + _lines(tables)[:-30]
            case _:
                return _lines(tables)


def _lines(tables: dict[str, object]) -> bytes:
    """A document a line, as the program writes it."""
    parts = []
    for name, table in tables.items():
        assert isinstance(table, dict)
        rows = ",\n".join(f"{json.dumps(doc)}:{json.dumps(row)}" for doc, row in table.items())
        parts.append(f"{json.dumps(name)}:{{\n{rows}\n}}")
    return ("{" + ",\n".join(parts) + "}\n").encode()


letters = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
idents = st.sampled_from(IDS) | letters
forged = st.builds(
    Forged,
    ident=idents,
    reviewer=st.sampled_from(("sok-dara-1a2b", "", "SOK-DARA-1A2B", "../x", "\n")),
    name=st.sampled_from(NAMES) | letters,
    writer=st.sampled_from(("0123456789abcdef", "")),
    records=st.integers(0, 3),
    branch=st.sampled_from(("", "a", "\u202e")),
    end=st.sampled_from(("none", "none", "finished", "code")),
    form=st.sampled_from(("lines", "lines", "spaced", "marked", "cut", "marked and cut", "flipped")),
)


@st.composite
def families(draw: st.DrawFn) -> list[Forged]:
    """Several files, most of which are states of a session or two."""
    first = draw(st.lists(forged, min_size=1, max_size=3))
    changed = st.tuples(
        st.sampled_from(first), st.integers(0, 3), st.sampled_from(("", "a")),
        st.sampled_from(("none", "finished", "code")),
        st.sampled_from(("lines", "spaced", "marked", "cut", "marked and cut", "flipped")),
        st.none() | idents,
    )  # fmt: skip
    more = draw(st.lists(changed, max_size=6))
    return first + [
        Forged(
            item.ident if ident is None else ident, item.reviewer, item.name, item.writer, records, branch, end, form
        )
        for item, records, branch, end, form, ident in more
    ]
