"""What fuzzing has found, each as the smallest file that shows it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from ilo_tui.core.errors import InputError
from ilo_tui.core.settings import load_settings
from ilo_tui.core.text import escape_json
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.plain.summary import session_blocks
from ilo_tui.importers.iati.vocabulary import read_vocabulary
from ilo_tui.review.environment import ReviewEnvironment, now
from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.merge.salvage import salvage
from ilo_tui.review.reviewers import known_reviewers
from ilo_tui.review.session_file import read_entry
from ilo_tui.review.session_reading import parse_session
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_json
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.session_rows import session_rows
from tests.dossier.small import both, claim, opened, small
from tests.fuzz.bench import Bench
from tests.fuzz.hostile import WORDS, unsafe
from tests.fuzz.sessions import context, items
from tests.review.help import WRITER
from tests.review.merge.help import contents, edited, merge, placed, seen, states

HOSTILE = "\x1b[2J\x9b31m\x7f\u202e\u2066"
TIMES = ["9999-99-99T99:99:99Z", "2026-02-31T12:00:00Z", "2026-11-24T12:00:00Z\\n", "٢٠٢٦-11-24T12:00:00Z"]


def reviewer_and_code(folder: Path) -> Path:
    """A session whose reviewer's id and check code are hostile."""
    tables = json.loads(contents()["af"])
    (session,) = tables["session"].values()
    session["reviewer"]["id"] = session["check_code"] = HOSTILE
    path = folder / "s.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("key", ["at", "started", "finished"])
def test_a_time_that_is_none_is_damage_and_no_traceback(time: str, key: str) -> None:
    before = contents()["af"].decode()
    start = before.index(f'"{key}":"') + len(key) + 4
    broken = (before[:start] + time + before[before.index('"', start) :]).encode()
    with pytest.raises(UnreadableSessionError) as caught:
        parse_session(Path("s.json"), broken)
    assert caught.value.state == "damaged"


def test_a_record_with_such_a_time_is_not_salvaged() -> None:
    result = salvage(edited(contents()["a2"], '"at":"2026-11-24', '"at":"2026-11-31'))
    assert [seq for seq, _ in result.rows] == [2]
    assert result.has_unknown


def test_a_reviewers_id_and_a_check_code_are_shown_safely(tmp_path: Path) -> None:
    path = reviewer_and_code(tmp_path)
    entry = read_entry(ReviewEnvironment(tmp_path, items(), WRITER, read_only=True), path)
    assert entry.session is not None
    (row,) = session_rows([entry], items(), now())
    lines = plain_lines(session_blocks(context("en"), entry.session, entry.progress(items()), str(path)), 80)
    assert [line for line in (str(row["reviewer"]), *lines) if unsafe(line)] == []


def test_json_holds_everything_and_nothing_for_the_terminal(tmp_path: Path) -> None:
    tables = small()
    tables["evidence"]["3"] = claim("ev-3", programme="one", statement=both("a" + HOSTILE))
    dossier = opened(tmp_path, tables)
    shown = as_json(ViewContext(dossier, Translator("en")), [*dossier.records(Evidence)])
    assert [line for line in shown.split("\n") if unsafe(line)] == []
    assert json.loads(shown)[2]["statement"]["en"] == "a" + HOSTILE


def test_escaped_json_says_the_same() -> None:
    sound = [word for word in WORDS if not any("\ud800" <= item <= "\udfff" for item in word)]
    written = msgspec.json.format(msgspec.json.encode(sound), indent=2).decode()
    assert json.loads(escape_json(written)) == sound
    assert escape_json(written).count("\n") == written.count("\n")


def test_settings_and_keys_are_printed_safely(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "case", Random(1), Translator("en"))
    quoted = json.dumps(HOSTILE)
    path = bench.put("config.toml", f"reviewer = {quoted}\n".encode())
    settings = replace(load_settings({}, {"ILO_TUI_CONFIG": str(path)}), keys={"help": HOSTILE, "quit": HOSTILE})
    assert settings.text("reviewer") == HOSTILE
    for command in ("config", "keys"):
        for share in (0, 1):
            lines = bench.printed(command, settings=settings, json=share)
            assert lines
            assert [line for line in lines if unsafe(line)] == []


TOML = {"a number of 5,000 digits": b"a = " + b"7" * 5000, "brackets in brackets": b"a = " + b"[" * 3000}


@pytest.mark.parametrize("name", TOML)
def test_toml_that_python_does_not_read_is_reported(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(TOML[name])
    (warning,) = load_settings({}, {"ILO_TUI_CONFIG": str(path)}).warnings
    assert "not TOML" in warning.localise(Translator("en"))
    with pytest.raises(InputError) as caught:
        read_vocabulary(path, context("en").dossier)
    assert "no vocabulary file" in caught.value.localise(Translator("en"))[0]


def test_a_remembered_reviewer_is_one_that_can_be_written(tmp_path: Path) -> None:
    sound = {"id": "sok-dara-1a2b", "name": "Sok Dara", "role": "staff"}
    items = [
        sound,
        {**sound, "id": HOSTILE},
        {**sound, "name": HOSTILE},
        {**sound, "id": ""},
        {**sound, "name": "a <b>"},
    ]
    (tmp_path / "reviewers.json").write_text(json.dumps(items))
    assert msgspec.to_builtins(known_reviewers(tmp_path)) == [sound]


@pytest.mark.parametrize(
    ("before", "odd", "cut", "state"),
    [
        (b'"seq":2', b'"\xff"', 0, "damaged_copy"),
        (b'"seq":2', b'"\xff"', 2, "damaged_copy"),
        (b'"seq":2', b"1e999", 0, "different"),
        (b'"seq":2', b"1e999", 2, "damaged"),
        (b'"reviewer"', b'"\xff"', 0, "damaged"),
        (b'"reviewer"', b"1e999", 2, "damaged"),
    ],
)
def test_what_nobody_can_read_in_a_key_that_nobody_knows_stops_no_merge(
    before: bytes, odd: bytes, cut: int, state: str, tmp_path: Path
) -> None:
    complete = contents()["a5"]
    broken = complete.replace(before, b'"x":' + odd + b"," + before, 1)[: -cut or None]
    assert odd in broken
    stick, office = placed(tmp_path / "stick", a=broken, b=complete), tmp_path / "office"
    planned, outcome = merge([stick], office)
    assert outcome.skipped == []
    assert states(planned)["a.json"] == state
    matches = {data for data in seen(office).values() if data}
    assert matches == ({complete} if state == "damaged_copy" else {complete, broken})
    assert merge([stick], office)[0].steps == []


def test_a_number_of_400_digits_is_drawn(tmp_path: Path) -> None:
    tables, large = small(), int("9" * 400)
    tables["indicators"]["1"]["segments"][0]["points"][0]["value"] = large
    figure = tables["evidence"]["1"]["figures"][0]
    tables["evidence"]["1"]["figures"] = [{**figure, "role": "target", "value": large}, {**figure, "role": "actual"}]
    tables["evidence"]["1"]["figures"][1]["value"] = 0.5
    drawn = ViewContext(opened(tmp_path, tables), Translator("en"))
    for ident in ("series", "ev-1"):
        assert any("999,999,999" in line for line in plain_lines(page_of(drawn, ident, 80) or (), 80))
