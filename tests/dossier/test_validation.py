"""Every broken dossier has its own clear message; what is merely weak is a warning; nothing is a traceback."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.dates import is_date
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.checks.dates import is_before
from ilo_tui.dossier.checks.texts import texts_of
from ilo_tui.dossier.errors import FaultyError, UnreadableError
from ilo_tui.dossier.model import Dimension, Evidence, Policy, Scale
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from tests.dossier.broken import FAULTY, UNREADABLE, Broken
from tests.dossier.broken_schema2 import FAULTY_SCHEMA2
from tests.dossier.small import Plain, opened, small, small2, with_strength_twice, written

EN, ID = Translator("en"), Translator("id")


def fault_lines(path: Path) -> list[str]:
    """What `check` says of a file."""
    return [fault.localise(EN) for fault in check_file(path)]


def test_the_small_dossier_is_sound(tmp_path: Path) -> None:
    assert fault_lines(written(tmp_path, small())) == []


@pytest.mark.parametrize("case", FAULTY + FAULTY_SCHEMA2, ids=lambda case: case.name)
def test_a_fault_is_named_where_it_is(case: Broken, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    text = "\n".join(fault_lines(path))
    for words in case.words:
        assert words in text
    with pytest.raises(FaultyError):
        load(path)


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case.name)
def test_what_is_no_dossier_is_refused_with_a_way_on(case: Broken, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    for read in (check_file, load):
        with pytest.raises(UnreadableError) as caught:
            read(path)
        headline, mend = caught.value.localise(EN)
        assert headline.startswith(f"{path}: ")
        assert mend.endswith(".")
        for words in case.words:
            assert words in f"{headline} {mend}"


def test_each_broken_dossier_has_a_message_of_its_own(tmp_path: Path) -> None:
    several = [case for case in FAULTY if len(case.words) == 1]
    messages = [fault_lines(case.write(tmp_path))[0] for case in several]
    assert len(set(messages)) >= 14
    assert len(FAULTY) + len(UNREADABLE) >= 40


@pytest.mark.share(3)
@pytest.mark.parametrize("case", FAULTY + FAULTY_SCHEMA2 + UNREADABLE, ids=lambda case: case.name)
def test_messages_are_in_the_language_of_the_reader(case: Broken, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    try:
        lines = {
            language: [fault.localise(Translator(language)) for fault in check_file(path)] for language in ("en", "id")
        }
    except UnreadableError as error:
        lines = {language: error.localise(Translator(language)) for language in ("en", "id")}
    assert lines["en"] and len(lines["en"]) == len(lines["id"])
    assert not set(lines["en"]) & set(lines["id"])


@pytest.mark.parametrize("case", FAULTY_SCHEMA2, ids=lambda case: case.name)
def test_a_fault_of_schema_2_is_the_only_one_and_none_in_schema_1(case: Broken, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    (fault,) = check_file(path)
    assert not fault.warning
    tables = json.loads(path.read_bytes())
    tables["meta"]["1"]["schema"] = 1
    for document in tables["evidence"].values():
        document["confidence"] = "high"
    assert all(fault.warning for fault in check_file(written(tmp_path, tables)))


def test_the_small_dossier_of_schema_2_is_sound(tmp_path: Path) -> None:
    assert fault_lines(written(tmp_path, small2())) == []


def test_a_scale_may_have_the_id_of_another_record(tmp_path: Path) -> None:
    dossier = opened(tmp_path, with_strength_twice())
    assert dossier.find("strength") is dossier.record(Dimension, "strength")
    assert dossier.find("scale:strength") is dossier.record(Scale, "strength")
    assert dossier.find("verdict") is dossier.find("scale:verdict") is not None
    assert dossier.find("scale:output") is None


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_dates_are_before_one_another_as_far_as_they_are_known(
    first: date, second: date, digits: int, other_digits: int
) -> None:
    start, end = first.isoformat()[:digits], second.isoformat()[:other_digits]
    assert is_date(start) and is_date(end)
    days, known = (first.isoformat(), second.isoformat()), min(digits, other_digits)
    assert is_before(start, end) == (days[0][:known] < days[1][:known])
    assert not (is_before(start, end) and is_before(end, start))
    if known == 10:
        assert is_before(start, end) == (first < second)


def test_only_the_faults_that_were_made_are_reported(tmp_path: Path) -> None:
    case = next(case for case in FAULTY if case.name == "several faults at once")
    assert len(fault_lines(case.write(tmp_path))) == 6


def test_a_faulty_record_is_still_there_for_those_that_name_it(tmp_path: Path) -> None:
    tables = small()
    tables["programmes"]["1"]["kind"] = "party"
    assert len(fault_lines(written(tmp_path, tables))) == 1


def test_missing_languages_unknown_keys_and_unknown_tables_are_warnings(tmp_path: Path) -> None:
    tables: dict[str, Any] = small()
    tables["evidence"]["1"]["statement"] = {"en": "It worked"}
    tables["evidence"]["1"]["figures"][0]["colour"] = "red"
    tables["policies"]["1"]["mood"] = {"1": 2}
    tables["extra"] = {"1": {"id": "x"}}
    path = written(tmp_path, tables)
    faults = check_file(path)
    assert [fault.warning for fault in faults] == [True] * 4
    assert [fault.localise(EN) for fault in faults] == [
        "warning: evidence/1 (ev-1): statement is missing in the language id",
        "warning: evidence/1 (ev-1): unknown key figures[0].colour, not read",
        "warning: policies/1 (plan): unknown key mood, not read",
        "warning: extra: unknown table, not read",
    ]
    assert load(path).record(Evidence, "ev-1").figures[0].value == 12


def test_a_dossier_may_hold_no_more_than_what_it_is(tmp_path: Path) -> None:
    dossier = opened(tmp_path, {"meta": small()["meta"]})
    assert dossier.meta.id == "small" and not dossier.ids(Evidence)


def test_hostile_ids_are_made_safe_in_messages(tmp_path: Path) -> None:
    tables = small()
    tables["evidence"]["1"].update(id="\x1b[31mred\x07", source="\x1b]0;title\x07")
    text = "\n".join(fault_lines(written(tmp_path, tables)))
    assert "\x1b" not in text and "\x07" not in text
    assert "␛[31mred␇" in text


def test_the_first_faults_and_how_to_see_the_rest(tmp_path: Path) -> None:
    case = next(case for case in FAULTY if case.name == "several faults at once")
    path = case.write(tmp_path)
    with pytest.raises(FaultyError) as caught:
        load(path)
    lines = caught.value.localise(EN, shown=2)
    count = len(caught.value.faults)
    assert lines[0] == f"{path}: {count} faults in this dossier"
    assert lines[1] == f"  {caught.value.faults[0].localise(EN)}"
    assert lines[3:] == [f"  ... and {count - 2} more", f"All of them: ilo-tui check {path}"]


def test_texts_are_found_in_parts_and_lists(dossier: Dossier) -> None:
    evidence = next(evidence for evidence in dossier.records(Evidence) if evidence.figures)
    paths = {path for path, _ in texts_of(evidence)}
    assert {"statement", "figures[0].name", "figures[0].unit"} <= paths
    policy = next(policy for policy in dossier.records(Policy) if policy.provisions)
    assert "provisions[0].gist" in dict(texts_of(policy))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def _spot(tables: Plain, draw: st.DataObject) -> tuple[Any, Any]:
    """A place anywhere in the tables: its container, and the key or index in it."""
    holder: Any = tables
    while True:
        key = draw.draw(
            st.sampled_from(sorted(holder)) if isinstance(holder, dict) else st.integers(0, len(holder) - 1)
        )
        inner = holder[key]
        if not isinstance(inner, (dict, list)) or not inner or draw.draw(st.integers(0, 4)) == 0:
            return holder, key
        holder = inner


@given(data=st.data(), value=JSON)
def test_any_value_in_any_place_is_sound_or_reported_in_plain_lines(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, value: object
) -> None:
    tables = small()
    holder, key = _spot(tables, data)
    holder[key] = value
    path = written(tmp_path_factory.getbasetemp(), json.dumps(tables).encode(), "any.json")
    try:
        faults = check_file(path)
    except UnreadableError as error:
        assert len(error.localise(EN)) == 2
        return
    assert all(fault.localise(EN) and fault.localise(ID) for fault in faults)
    if any(not fault.warning for fault in faults):
        with pytest.raises(FaultyError):
            load(path)
    else:
        assert load(path).meta.id


@given(content=st.binary(max_size=200))
def test_any_bytes_are_reported_in_plain_lines(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), content, "bytes.json")
    with pytest.raises((UnreadableError, FaultyError)) as caught:
        load(path)
    assert caught.value.localise(EN)


@given(place=st.integers(0), junk=st.binary(min_size=1, max_size=4))
def test_bytes_put_into_a_dossier_never_crash_the_reader(
    tmp_path_factory: pytest.TempPathFactory, place: int, junk: bytes
) -> None:
    content = json.dumps(small()).encode()
    place %= len(content)
    path = written(tmp_path_factory.getbasetemp(), content[:place] + junk + content[place:], "junk.json")
    try:
        assert all(fault.localise(EN) for fault in check_file(path))
    except UnreadableError as error:
        assert len(error.localise(EN)) == 2
