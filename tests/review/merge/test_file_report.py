"""The line on a file has what is to know of it, and nothing that holds of other states of a file."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.merge import plan
from tests.review.merge.help import ITEMS, contents, ident_of, merge, placed

SOK, CHAN = "Sok Dara <sok-dara-1a2b>", "Chan Thy <chan-thy-3c4d>"
CUT = "it is cut off or damaged (Input data was truncated)"
BOTH = "differs from another file of this session, and neither goes on from the other: both are kept"


def check_code(name: str) -> str:
    (session,) = json.loads(contents()[name])["session"].values()
    return f"check code {session['check_code']}"


def damaged_as(name: str, ident: str = "") -> str:
    """Where a damaged file is kept: by its session, if that can be told, and its hash."""
    start = f"{ident}-" if ident else ""
    return f"kept as damaged/{start}{sha256(contents()[name]).hexdigest()[:8]}.unreadable"


A, B, C = ident_of("a0"), f"{ident_of('a0')}-{sha256(contents()['b4']).hexdigest()[:8]}", ident_of("c")


@pytest.mark.parametrize(
    ("before", "name", "facts"),
    [
        ("", "a5", ["new", f"5 decisions by {SOK}", f"kept as {A}.json"]),
        ("", "c", ["new", f"2 decisions by {CHAN}", check_code("c"), f"kept as {C}.json"]),
        ("a2", "a5", ["longer than ours: taken, and ours kept aside", f"5 decisions by {SOK}", f"kept as {A}.json"]),
        ("af", "af", ["already there", f"6 decisions by {SOK}", check_code("af")]),
        ("a5", "a2", ["already there, in a later state", f"2 decisions by {SOK}"]),
        ("a5", "b4", [BOTH, f"4 decisions by {SOK}", f"kept as {B}.json"]),
        ("a5", "a5 cut", ["a damaged copy of what is there whole"]),
        ("", "a5 cut", ["damaged: left as it is", CUT, "4 whole decisions can be read", damaged_as("a5 cut", A)]),
        (
            *("", "c cut in the session"),
            ["damaged: left as it is", CUT, "no decision in it can be read", damaged_as("c cut in the session")],
        ),
        ("", "foreign", ["on another dossier, other: left where it is"]),
        ("", "newer", ["written by a newer ilo-tui: left where it is"]),
        ("", "a dossier", ["no review session: left where it is"]),
    ],
)
def test_a_line_says_what_comes_of_the_file_and_what_is_in_it(
    tmp_path: Path, before: str, name: str, facts: list[str]
) -> None:
    into = tmp_path / "office"
    if before:
        merge([placed(tmp_path / "before", **{before: contents()[before]})], into)
    planned = plan([placed(tmp_path / "stick", **{name: contents()[name]})], into, ITEMS)
    path = tmp_path / "stick" / f"{name}.json"
    assert f"{path}: {'; '.join(facts)}" in planned.lines(Translator("en"))


def test_json_names_the_file_that_holds_a_content_also_where_that_is_in_a_later_state(tmp_path: Path) -> None:
    into = tmp_path / "office"
    merge([placed(tmp_path / "before", a5=contents()["a5"])], into)
    names = ("a2", "a5", "a5 cut", "c", "foreign", "newer")
    planned = plan([placed(tmp_path / "stick", **{name: contents()[name] for name in names})], into, ITEMS)
    assert {Path(str(row["file"])).stem: (row["state"], row["kept_as"]) for row in planned.table()} == {
        "a2": ("earlier", f"{A}.json"),
        "a5": ("there", f"{A}.json"),
        "a5 cut": ("damaged_copy", f"{A}.json"),
        "c": ("new", f"{C}.json"),
        "foreign": ("foreign", ""),
        "newer": ("newer", ""),
    }


def test_of_an_archived_session_that_somebody_changed_no_person_is_needed_any_more(tmp_path: Path) -> None:
    into, changed = tmp_path / "office", contents()["af changed by hand"]
    stick = placed(tmp_path / "stick", a=changed)
    assert plan([stick], into, ITEMS).needs_person
    placed(into / "archive", **{A: changed})
    planned = plan([stick], into, ITEMS)
    assert [(report.state.code, report.needs_person) for report in planned.reports] == [("archived", False)]
