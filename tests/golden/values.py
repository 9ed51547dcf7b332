"""What version 0.1 made of the files beside this one, as plain values: run it to see what today's code makes of them.

    python -m tests.golden.values            print what differs from the files in `expected/`

Texts are not golden: of strings only ids, codes, hashes and times are kept, which have no blanks in them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ilo_tui.dossier.gapmap import GapMap
from ilo_tui.dossier.model import TABLES, Dimension, Policy, Programme
from ilo_tui.dossier.policy_matrix import PolicyMatrix
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.review.hashing import hash_of
from ilo_tui.review.items import Items
from ilo_tui.review.session_file import code_of
from ilo_tui.review.session_reading import read_session

FOLDER = Path(__file__).parent
EXPECTED = FOLDER / "expected"
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/%+*-]*")
Flat = dict[str, Any]


def hashes(name: str) -> Flat:
    """The hash of every record, cell, gap and of the whole dossier `name`."""
    dossier = load(FOLDER / f"{name}.json")
    items = Items(dossier)
    records = {
        f"{table}:{record.id}": hash_of(record)
        for table in sorted(TABLES)
        for record in sorted(dossier.records(TABLES[table]), key=lambda record: record.id)
    }
    crossings = [f"cell:{row}/{column}" for row in dossier.ids(Programme) for column in dossier.ids(Dimension)]
    return {
        "dossier": dossier.content_hash,
        **records,
        **{item: items.hash_of(item) for item in (*crossings, *_gaps(dossier))},
    }


def _gaps(dossier: Dossier) -> list[str]:
    """The gaps by the rules of version 0.1, of which old sessions and printed sheets have items."""
    gap_map, matrix = GapMap(dossier), PolicyMatrix(dossier)
    programmes = dossier.ids(Programme)
    dimensions = [
        f"gap:{programme}/{dimension}:{kind}"
        for programme in programmes
        for dimension in dossier.ids(Dimension)
        for kind in gap_map.former_kinds(programme, dimension)
    ]
    return dimensions + [
        f"gap:{programme}/{policy}:none"
        for programme in programmes
        for policy in dossier.ids(Policy)
        if matrix.is_open(programme, policy)
    ]


def sessions() -> Flat:
    """Of each session: its check code, and the item, answers and hash of every decision that stands."""
    result: Flat = {}
    for path in sorted((FOLDER / "reviews").glob("*.json")):
        loaded = read_session(path)
        result[path.name] = {
            "check_code": loaded.session.check_code,
            "fits": code_of(loaded.session, loaded.records),
            "records": len(loaded.records),
            "started": loaded.session.started,
            "writer": loaded.session.writer,
            "reviewer": loaded.session.reviewer.id,
            "queue": list(loaded.session.queue.items),
        }
    return result


def program(*arguments: str, home: Path) -> str:
    """What the program prints on stdout, in a home of its own."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(FOLDER.parents[1]),
    }
    command = [sys.executable, "-m", "ilo_tui", "--dossier", str(FOLDER / "shipped.json"), *arguments]
    result = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=False)
    assert result.returncode in {0, 1}, result.stderr
    return result.stdout


def agreement() -> Flat:
    """The agreement figures of the sessions, by scale and pair."""
    with TemporaryDirectory() as home:
        rows = json.loads(program("--reviews", str(FOLDER / "reviews"), "agreement", "--json", home=Path(home)))
    return {f"{row['scale']} {row['pair']}": row for row in rows}


def report() -> Flat:
    """The values of report.json: a path for each, texts left out."""
    with TemporaryDirectory() as home:
        out = Path(home) / "report.json"
        program("--reviews", str(FOLDER / "reviews"), "report", "--format", "json", "-o", str(out), home=Path(home))
        return dict(_flat(json.loads(out.read_bytes()), ""))


def _flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, f"{path}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _flat(part, f"{path}[{_name(part, number)}]")
    elif not isinstance(value, str) or _VALUE.fullmatch(value):
        yield path, value


def _name(part: Any, number: int) -> str:
    """A part of a list by its id, or by item and scale, where it has them: so another order changes nothing."""
    if isinstance(part, dict) and isinstance(ident := part.get("id"), str):
        return ident
    if isinstance(part, dict) and {"item", "scale", "width"} <= part.keys():
        return f"{part['item']} {part['scale']}"
    return str(number)


def merged() -> Flat:
    """The folder that merging the sticks makes: the hash of each file by its name."""
    with TemporaryDirectory() as home:
        into = Path(home) / "office"
        program("merge", *(str(FOLDER / "sticks" / name) for name in "abc"), "--into", str(into), home=Path(home))
        return {
            path.relative_to(into).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in sorted(into.rglob("*"))
            if path.is_file() and ".ilo-tui" not in path.parts
        }


def paths() -> Flat:
    """Where config, state, reviews and the installation's id are, for a home of its own (Linux)."""
    code = (
        "import json\n"
        "from ilo_tui.core.settings import load_settings, reviews_folder\n"
        "from ilo_tui.core.folders import config_path, state_folder\n"
        "from ilo_tui.review.reviewers import writer_id\n"
        "writer_id(state_folder())\n"
        "print(json.dumps([str(config_path()), str(state_folder()), str(reviews_folder(load_settings({})))]))"
    )
    with TemporaryDirectory() as name:
        home = Path(name)
        environment = {"HOME": name, "PATH": os.environ["PATH"], "PYTHONPATH": str(FOLDER.parents[1])}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        config, state, reviews = (Path(load).relative_to(home).as_posix() for load in json.loads(run.stdout))
        (writer,) = (path.relative_to(home).as_posix() for path in home.rglob("writer"))
    return {"config": config, "state": state, "reviews": reviews, "writer": writer}


def every() -> dict[str, Flat]:
    """All golden values, by the name of their file in `expected/`."""
    return {
        "hashes-shipped": hashes("shipped"),
        "hashes-imported": hashes("imported"),
        "sessions": sessions(),
        "agreement": agreement(),
        "report": report(),
        "merged": merged(),
        "paths": paths(),
    }


def expected(name: str) -> Flat:
    """What version 0.1 made."""
    return dict(json.loads((EXPECTED / f"{name}.json").read_bytes()))


def main() -> None:
    """Print what differs."""
    for name, values in every().items():
        before = expected(name)
        for key in sorted(before.keys() | values.keys()):
            if before.get(key) != values.get(key):
                print(f"{name} {key}: {before.get(key)!r} -> {values.get(key)!r}")


if __name__ == "__main__":
    main()
