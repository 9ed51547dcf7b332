"""Replacing a dossier: decisions made on it stay, also on one of version 0.1; what files cannot give is not lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.gaps import GAP_KINDS
from ilo_tui.dossier.model import TABLES, Alignment, Dimension, Evidence, Policy, Scale
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.review.hashing import hash_of
from ilo_tui.review.item_kinds import every_item
from ilo_tui.review.items import Items
from tests.importers.iati.iati_files import result

FORMER = Path(__file__).parents[1] / "former"
"""Small files, and the dossiers that version 0.1 made of them, with ids and places that are positions."""
Plain = dict[str, dict[str, Any]]
Statements = pytest.CaptureFixture[str]
CLAIM = (
    "CLM,,,outcome,against,A new claim on top.,,,,,,,,,,,visits,,,,p. 0,high\n"
    "NEW,New,,outcome,for,Of another programme.,,,,,,,,,,,new,New source,,,p. 0,high\n"
)


def judged(dossier: Dossier) -> dict[str, str]:
    """The hashes of all that is judged, by id."""
    return {evidence.id: hash_of(evidence) for evidence in (*dossier.records(Evidence), *dossier.records(Alignment))}


def still_counting(dossier: Dossier) -> dict[str, str]:
    """The hashes on which decisions count, by id: a claim's own, or the one that it is said to have had."""
    current = judged(dossier)
    carried = {(entry.record, entry.to): entry.from_ for entry in dossier.meta.carried}
    return {ident: carried.get((ident, digest), digest) for ident, digest in current.items()}


def parts(dimension: Dimension) -> tuple[object, ...]:
    """What a frame keeps of a dimension."""
    return dimension.id, dimension.order, dimension.name, dimension.conclusion


def grown(kind: str) -> str:
    """The file of a kind with new things before all others."""
    if kind == "csv":
        head, _, rest = (FORMER / "claims.csv").read_text(encoding="utf-8").partition("\n")
        return f"{head}\n{CLAIM}{rest}"
    text = (FORMER / "activities.xml").read_text(encoding="utf-8")
    return text.replace("<tag ", result("1", title="New") + '<tag vocabulary="2" code="4"/><tag ', 1)


@pytest.fixture(params=["csv", "iati"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def output(tmp_path: Path, kind: str) -> Path:
    """A dossier as version 0.1 made it."""
    created = tmp_path / "made.json"
    created.write_bytes((FORMER / {"csv": "claims.json", "iati": "activities.json"}[kind]).read_bytes())
    return created


def again(kind: str, output: Path, *options: str, text: str = "") -> int:
    """Import the file of a kind over the dossier."""
    path = output.parent / {"csv": "claims.csv", "iati": "activities.xml"}[kind]
    path.write_text(text or (FORMER / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    return run(["import", kind, str(path), "-o", str(output), *options])


def changed(output: Path, change: Callable[[Plain], object]) -> None:
    """Change a dossier as somebody may with a text editor."""
    tables = json.loads(output.read_text(encoding="utf-8"))
    change(tables)
    output.write_text(json.dumps(tables), encoding="utf-8")


@pytest.mark.parametrize("more", [False, True])
def test_what_was_judged_on_a_dossier_of_0_1_still_counts(
    kind: str, output: Path, more: bool, capsys: Statements
) -> None:
    former = load(output)
    before = judged(former)
    assert again(kind, output, "--force", text=grown(kind) if more else "") == 0
    created = load(output)
    after = judged(created)
    # Sessions name the dossier by an id that was made of its first file name.
    assert created.meta.id == former.meta.id
    assert created.meta.schema == 2
    assert before.items() <= still_counting(created).items()
    # A table says nothing new of its claims, so they are the very same; of an activity it is known who reports it.
    assert bool(created.meta.carried) == (kind == "iati")
    assert len(after) == len(before) + (2 if more else 0)
    text = " ".join(capsys.readouterr().err.split())
    assert "claims: 5 as in the dossier before, 0 changed" in text and "0 gone" in text
    assert ("keep the place (such as result[2])" in text) == (kind == "iati")
    if not more:
        # Claims, alignments, crossings and gaps by the rules of 0.1: all that could be judged counts as it did.
        earlier, later = Items(former), Items(created)
        new_kinds = tuple(f":{kind}" for kind in GAP_KINDS[1:])
        could = [item for item in every_item(earlier) if not item.endswith(new_kinds)]
        items = {item: str(earlier.hash_of(item)) for item in could}
        assert {item.partition(":")[0] for item in items} >= {"evidence", "cell", "gap"}
        assert [item for item, digest in items.items() if not later.is_current(item, digest)] == []
    # And once more over the dossier that is of both versions now.
    assert again(kind, output, "--force", text=grown(kind) if more else "") == 0
    assert judged(load(output)) == after


def test_what_is_gone_is_counted(output: Path, kind: str, capsys: Statements) -> None:
    again(kind, output, "--force", text=grown(kind))
    capsys.readouterr()
    assert again(kind, output, "--force") == 0
    text = " ".join(capsys.readouterr().err.split())
    assert f"0 new, {2 if kind == 'csv' else 1} gone" in text


def _policy(tables: Plain) -> None:
    source = next(iter(tables["sources"].values()))["id"]
    texts = dict.fromkeys(("en", "id"), "Plan")
    policy = {"id": "plan", "code": "P", "kind": "plan", "name": texts, "summary": texts, "source": source}
    tables["policies"]["91"] = {**policy, "provisions": []}


def _alignment(tables: Plain) -> None:
    _policy(tables)
    programme = next(iter(tables["programmes"].values()))
    link = {"id": "al-1", "programme": programme["id"], "policy": "plan", "origin": "editor"}
    tables["alignments"]["92"] = {**link, "rationale": {"en": "So."}, "source": programme["sources"][0]}


def _indicator(tables: Plain) -> None:
    texts = {"en": "Rate"}
    tables["indicators"]["1"] = {
        "id": "rate", "name": texts, "unit": texts, "definition": texts, "programmes": [], "segments": [],
    }  # fmt: skip


def _suggestion(tables: Plain) -> None:
    source = next(iter(tables["sources"].values()))["id"]
    lists: dict[str, object] = {"sub_questions": [], "programmes": [], "dimensions": [], "policies": []}
    texts = {"title": {"en": "Ask"}, "text": {"en": "Ask."}}
    tables["suggestions"]["1"] = {"id": "ask", **texts, **lists, "origin": "editor", "source": source}


def _first(table: str, **fields: object) -> Callable[[Plain], None]:
    def change(tables: Plain) -> None:
        next(iter(tables[table].values())).update(fields)

    return change


def _conclusion(tables: Plain) -> None:
    next(iter(tables["dimensions"].values()))["conclusion"]["text"]["en"] = "It was done."


def _scale(tables: Plain) -> None:
    next(iter(tables["scales"].values()))["values"].pop()


def _dimension(tables: Plain) -> None:
    model = next(iter(tables["dimensions"].values()))
    tables["dimensions"]["9"] = {**model, "id": "reach", "order": 4}


def _table(tables: Plain) -> None:
    tables["findings"] = {"1": {"id": "finding"}, "2": {"id": "other"}}


LOSSES: list[tuple[Callable[[Plain], object], list[str]]] = [
    (_policy, ["policies: 1"]),
    (_alignment, ["policies: 1", "alignments: 1"]),
    (_indicator, ["indicators: 1"]),
    (_suggestion, ["suggestions: 1"]),
    (_table, ["findings: 2"]),
    (_first("evidence", origin="editor"), ["claims of another origin, or about more than a programme: 1"]),
    (_first("programmes", partners=["A ministry"]), ["programmes of which more is said: 1"]),
    (_first("meta", licence="CC BY"), ["a title or licence of its own: 1"]),
    (_first("meta", title={"en": "Ours", "id": "Kami"}), ["a title or licence of its own: 1"]),
    (_first("programmes", colour="red"), ["keys that this program does not know: 1"]),
    (_first("evidence", stance="maybe"), ["documents with faults, which cannot be compared: 1"]),
]


@pytest.mark.share(4)
@pytest.mark.parametrize(("change", "lost"), LOSSES, ids=range(len(LOSSES)))
def test_what_files_cannot_give_is_lost_only_with_replace_all(
    kind: str, output: Path, change: Callable[[Plain], object], lost: list[str], capsys: Statements
) -> None:
    changed(output, change)
    before = output.read_bytes()
    assert again(kind, output, "--force") == 2
    first, *lines = capsys.readouterr().err.splitlines()
    assert "would lose" in first and "--replace-all" in first
    assert [line.partition("made.json: ")[2] for line in lines if lost[0] in line or len(lost) > 1] == lost
    assert output.read_bytes() == before
    assert again(kind, output, "--replace-all") == 0
    assert [fault for fault in check_file(output) if not fault.warning] == []
    assert again(kind, output, "--force") == 0


def test_scales_dimensions_and_conclusions_stay(kind: str, output: Path) -> None:
    """What was judged was judged by them; another edition of the program's own dossier changes nothing of that."""
    for change in (_conclusion, _scale, _dimension):
        changed(output, change)
    before = load(output)
    assert again(kind, output, "--force") == 0
    after = load(output)
    assert [fault for fault in check_file(output) if not fault.warning] == []
    assert list(map(hash_of, after.records(Scale))) == list(map(hash_of, before.records(Scale)))
    assert list(map(parts, after.records(Dimension))) == list(map(parts, before.records(Dimension)))
    assert judged(before).items() <= still_counting(after).items()
    assert again(kind, output, "--replace-all") == 0
    assert list(load(output).ids(Dimension)) == ["output", "outcome", "impact"]


@pytest.mark.parametrize("change", [_conclusion, _scale, _dimension])
def test_another_frame_does_not_take_their_place_unasked(
    kind: str, output: Path, change: Callable[[Plain], object], dossier: Dossier, capsys: Statements
) -> None:
    changed(output, change)
    assert again(kind, output, "--force", "--dossier", str(dossier.path)) == 2
    assert "would lose" in capsys.readouterr().err


def test_the_dossier_of_the_program_is_not_replaced_by_a_table(
    tmp_path: Path, dossier: Dossier, capsys: Statements
) -> None:
    output = tmp_path / "made.json"
    output.write_bytes(dossier.path.read_bytes())
    assert again("csv", output, "--force") == 2
    printed = capsys.readouterr().err
    for table in ("policies", "alignments", "indicators", "suggestions"):
        assert f"made.json: {table}: {dossier.count(TABLES[table])}\n" in printed
    assert output.read_bytes() == dossier.path.read_bytes()


def test_policies_of_a_vocabulary_need_it_again(tmp_path: Path, capsys: Statements) -> None:
    vocabulary, path, output = tmp_path / "own.toml", tmp_path / "in.xml", tmp_path / "made.json"
    vocabulary.write_text(
        '[[vocabulary]]\ncodes = { A = "plan" }\n[[policy]]\nid = "plan"\ncode = "P"\nname = { en = "Plan" }\n'
    )
    text = (FORMER / "activities.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("<tag ", '<tag vocabulary="99" code="A"/><tag ', 1), encoding="utf-8")
    words = ["import", "iati", str(path), "-o", str(output), "--force"]
    assert run([*words, "--vocabulary", str(vocabulary)]) == 0
    assert "plan" in load(output).ids(Policy)
    assert run(words) == 2
    assert "policies: 1" in capsys.readouterr().err
    assert run([*words, "--vocabulary", str(vocabulary)]) == 0


def test_a_dossier_named_as_its_own_frame_keeps_scales_dimensions_and_conclusions(kind: str, output: Path) -> None:
    for change in (_conclusion, _scale, _dimension):
        changed(output, change)
    before = load(output)
    path = output.parent / {"csv": "claims.csv", "iati": "activities.xml"}[kind]
    path.write_text((FORMER / path.name).read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["--dossier", str(output), "import", kind, str(path), "-o", str(output), "--force"]) == 0
    after = load(output)
    assert list(map(hash_of, after.records(Scale))) == list(map(hash_of, before.records(Scale)))
    for old, new in zip(before.records(Dimension), after.records(Dimension), strict=True):
        # In schema 1 a dimension's id was its level.
        level = old.id if old.id in {"output", "outcome", "impact"} else None
        assert (new.id, new.order, new.name, new.conclusion, new.level) == (*parts(old), level)
    assert judged(before).items() <= still_counting(after).items()


def test_a_dossier_too_large_to_compare_is_replaced_only_with_replace_all(tmp_path: Path, capsys: Statements) -> None:
    output = tmp_path / "made.json"
    with output.open("wb") as file:
        file.truncate(40 << 30)
    assert again("csv", output, "--force") == 2
    assert "too large" in capsys.readouterr().err
    assert again("csv", output, "--replace-all") == 0
    assert output.stat().st_size < 1 << 20


def test_a_dossier_of_a_newer_program_or_one_that_is_locked_is_not_replaced(
    output: Path, kind: str, capsys: Statements
) -> None:
    changed(output, _first("meta", schema=99))
    before = output.read_bytes()
    assert again(kind, output, "--force") == 2
    assert "cannot be read to find out" in capsys.readouterr().err
    assert output.read_bytes() == before
    assert again(kind, output, "--replace-all") == 0
    output.chmod(0)
    if not os.access(output, os.R_OK):
        assert again(kind, output, "--force") == 2
