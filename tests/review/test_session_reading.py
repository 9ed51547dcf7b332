"""Files that are no sound session: each is named with its reason, never a traceback, and never changed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import BadFile, UnreadableSessionError
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.model import Withdrawal, decode_record
from ilo_tui.review.opening import open_session
from ilo_tui.review.session_reading import parse_session, read_session
from tests.review.help import begun, desk_at, dossier_of, judge, tables

PATH = Path("some.json")


def sound() -> bytes:
    """The bytes of a session with records of every kind."""
    with tempfile.TemporaryDirectory() as folder:
        session = begun(desk_at(Path(folder)))
        judge(session, "evidence:e1")
        session.observe("cell:p1/output", "seen")
        session.undo()
        session.close()
        return session.path.read_bytes()


SOUND = sound()


def plain() -> dict[str, Any]:
    """The sound session as plain dicts, to be broken."""
    return dict(json.loads(SOUND))


def changed(table: str, doc: str, **fields: Any) -> bytes:
    document = plain()
    document[table][doc].update(fields)
    return json.dumps(document).encode()


def without(table: str, doc: str) -> bytes:
    document = plain()
    del document[table][doc]
    return json.dumps(document).encode()


BROKEN: dict[str, tuple[bytes, BadFile, str]] = {
    "empty": (b"", "damaged", "the file is empty"),
    "blank": (b" \n\n", "damaged", "the file is empty"),
    "zeros": (bytes(4096), "damaged", "nothing but zeros"),
    "zeros after a power cut": (SOUND[:300] + bytes(len(SOUND) - 300), "damaged", "cut off or damaged"),
    "binary": (bytes(range(256)), "damaged", "cut off or damaged"),
    "not UTF-8": (SOUND.replace(b"Sok", b"S\xff\xfe"), "damaged", "session document"),
    "too deep": (b'{"session":{"1":' + b"[" * 100_000, "damaged", "cut off or damaged"),
    "a list": (b"[1, 2]", "no_session", "no review session"),
    "a number": (b"3", "no_session", "no review session"),
    "other JSON": (b'{"name": "x", "version": 2}', "no_session", "no review session"),
    "a dossier": (json.dumps({name: {} for name in tables()}).encode(), "no_session", "tables session and decisions"),
    "one table": (b'{"session": {}}', "no_session", "tables session and decisions"),
    "no session document": (without("session", "1"), "damaged", "one session, not 0"),
    "newer": (changed("session", "1", schema=3, kind="panel"), "newer", "schema 3"),
    "no reviewer": (changed("session", "1", reviewer=None), "damaged", "$.reviewer"),
    "a bare session": (b'{"session": {"1": 5}, "decisions": {}}', "damaged", "session document"),
    "a wrong basis": (changed("decisions", "1", basis="hearsay"), "damaged", "record 1"),
    "a wrong time": (changed("decisions", "2", at="yesterday"), "damaged", "record 2"),
    "a wrong item": (changed("decisions", "2", item="../../etc"), "damaged", "record 2"),
    "an empty undo": (changed("decisions", "4", withdraws=None), "damaged", "record 4"),
    "a hole": (without("decisions", "2"), "damaged", "record 2 is missing"),
    "twice": (changed("decisions", "2", seq=1), "damaged", "record 2 is missing or stands twice"),
    "from zero": (changed("decisions", "1", seq=0), "damaged", "record 1"),
    "an undo of what comes": (changed("decisions", "4", withdraws=4), "damaged", "takes back"),
    "terminal escapes": (changed("decisions", "1", basis="\x1b]0;x\x07"), "damaged", "record 1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_fault_is_named_and_the_file_left_alone(tmp_path: Path, name: str) -> None:
    data, state, words = BROKEN[name]
    path = tmp_path / "reviews" / "some.json"
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(UnreadableSessionError) as raised:
        open_session(desk_at(tmp_path), path)
    assert raised.value.state == state
    subject, mend = raised.value.localise(Translator("en"))
    assert words in subject
    assert str(path) in subject
    assert mend
    assert subject.isprintable()
    assert path.read_bytes() == data
    assert [path.name for path in path.parent.iterdir()] == ["some.json"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(UnreadableSessionError) as raised:
            read_session(path)
        assert str(path) in raised.value.localise(Translator("en"))[0]


def test_another_dossier_is_foreign_but_another_edition_is_not(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.close()
    meta = tables()["meta"][0]
    with pytest.raises(UnreadableSessionError) as raised:
        open_session(desk_at(tmp_path, changed={"meta": [{**meta, "id": "elsewhere"}]}), session.path)
    assert raised.value.state == "foreign"
    assert "elsewhere" in raised.value.localise(Translator("en"))[0]
    again = open_session(desk_at(tmp_path, changed={"meta": [{**meta, "edition": "2"}]}), session.path)
    assert again.read_only is None
    assert again.document.dossier.edition == "1"
    again.close()


def test_cut_off_anywhere_it_is_damaged() -> None:
    rstrip = SOUND.rstrip()
    for length in range(len(rstrip)):
        with pytest.raises(UnreadableSessionError) as raised:
            parse_session(PATH, rstrip[:length])
        assert raised.value.state == "damaged"
    assert len(parse_session(PATH, rstrip).records) == 4


def test_rows_are_kept_as_they_were_written(tmp_path: Path) -> None:
    spread = json.dumps(plain(), indent=2).encode()
    loaded = parse_session(PATH, spread)
    assert loaded.records == parse_session(PATH, SOUND).records
    session = begun(desk_at(tmp_path))
    session.close()
    session.path.write_bytes(spread)
    again = open_session(desk_at(tmp_path), session.path)
    again.skip("evidence:e2")
    again.close()
    assert all(line in session.path.read_bytes() for line in loaded.rows)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableSessionError) as raised:
        parse_session(PATH, data)
    assert all(line.isprintable() for line in raised.value.localise(Translator("id")))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_a_sound_file_with_other_bytes_somewhere_is_refused_in_words_or_sound(
    place: int, data: bytes, missing: int
) -> None:
    damaged = SOUND[:place] + data + SOUND[place + missing :]
    try:
        loaded = parse_session(PATH, damaged)
    except UnreadableSessionError as error:
        assert all(line.isprintable() for line in error.localise(Translator("en")))
    else:
        assert [record.seq for record in loaded.records] == list(range(1, len(loaded.records) + 1))


def test_the_kind_of_a_record_is_reported_by_its_keys() -> None:
    undo = decode_record(b'{"seq":2,"withdraws":1,"at":"2026-11-24T12:00:00Z"}')
    assert undo == Withdrawal(seq=2, withdraws=1, at="2026-11-24T12:00:00Z")


def test_an_item_of_the_file_that_the_dossier_never_had_harms_nobody(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.close()
    data = changed("decisions", "1", item="alignment:zz\x1b[2J/:")
    document = json.loads(data)
    document["session"]["1"]["queue"]["items"] += ["gap:::", "cell:///", "alignment:zz\x1b[2J/:"]
    session.path.write_text(json.dumps(document), encoding="utf-8")
    again = open_session(desk_at(tmp_path), session.path)
    assert again.progress.removed() == ["gap:::", "cell:///", "alignment:zz\x1b[2J/:"]
    assert again.progress.next_item() == "evidence:e2"
    again.close()
    assert dossier_of(tmp_path).meta.id == "small"


MARK = b"\xef\xbb\xbf"


def test_a_session_with_a_byte_order_mark_is_read_as_what_it_is_and_written_without(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    session.close()
    complete = read_session(session.path)
    session.path.write_bytes(MARK + session.path.read_bytes())
    assert read_session(session.path) == complete
    tables = SessionStorage(session.path).read()
    assert tables is not None
    assert len(tables["decisions"]) == 2
    again = open_session(desk, session.path)
    assert again.read_only is None
    judge(again, "evidence:e2")
    again.close()
    data = session.path.read_bytes()
    assert not data.startswith(MARK)
    assert list(json.loads(data)["decisions"]) == ["1", "2", "3", "4"]
    # A mark anywhere else is damage.
    with pytest.raises(UnreadableSessionError):
        parse_session(PATH, data[:20] + MARK + data[20:])
    with pytest.raises(UnreadableSessionError, match="empty"):
        parse_session(PATH, MARK)
