"""Filters saved by name: each dossier's in a file of its own, durable, and nothing that lies there is ever lost."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.app.saved_filters import LONGEST_NAME, MOST, SavedFilter, SavedFilterError, SavedFilters, checked_name
from ilo_tui.core.disk import DISK, READ_ONLY_DISK
from ilo_tui.core.files import SMALL
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError, SaveFailedError
from tests.app.failing import FillingDisk

EN, ID = Translator("en"), Translator("id")


def saved(state: Path, *names: str, dossier: str = "small") -> SavedFilters:
    """The filters of a dossier, with one saved under each name."""
    filters = SavedFilters(state, dossier)
    for name in names:
        filters.save(name, f"word-of-{name}")
    return filters


def names(filters: SavedFilters) -> list[str]:
    return [entry.name for entry in filters.load()]


def test_what_is_saved_is_there_at_the_next_start_and_for_this_dossier_alone(tmp_path: Path) -> None:
    filters = SavedFilters(tmp_path, "small")
    assert filters.load() == [] and filters.fault is None and not list(tmp_path.iterdir())
    filters.save("  No\tlocator ", "not:has:locator   brick")
    again = SavedFilters(tmp_path, "small")
    assert again.load() == [SavedFilter("No locator", "not:has:locator brick")]
    assert SavedFilters(tmp_path, "other").load() == []
    saved(tmp_path, "x", dossier="other")
    assert names(again) == ["No locator"]
    assert again.path.stat().st_mode & 0o777 == 0o600


def test_names_that_look_the_same_are_one_and_the_later_filter_counts(tmp_path: Path) -> None:
    filters = saved(tmp_path, "first", "Kampot 2012", "last")
    for name in ("kampot 2012", "KAMPOT_2012", "Kampot\u200b 2012", "＠kampot 2012"):
        assert (filters.find(name) is not None) == (not name.startswith("＠"))
    filters.save("kampot_2012", "place:kampot")
    assert filters.load()[1] == SavedFilter("kampot_2012", "place:kampot")
    assert [entry.key for entry in filters.load()] == ["first", "kampot 2012", "last"]


def test_one_is_deleted_and_the_others_stay_in_their_order(tmp_path: Path) -> None:
    filters = saved(tmp_path, "a", "b", "c")
    chosen = filters.load()[1]
    # Another program deleted it first.
    SavedFilters(tmp_path, "small").delete(chosen)
    filters.delete(chosen)
    assert names(filters) == ["a", "c"]


@pytest.mark.parametrize("name", ["", "  ", "@", "\u200b", "\u202e", "x" * (LONGEST_NAME + 1), "_ _"])
def test_a_name_that_nobody_can_read_is_refused_in_both_languages(tmp_path: Path, name: str) -> None:
    with pytest.raises(SavedFilterError) as refused:
        SavedFilters(tmp_path, "small").save(name, "x")
    assert f"1 to {LONGEST_NAME} letters" in refused.value.line(
        EN
    ) and f"1 sampai {LONGEST_NAME}" in refused.value.line(ID)
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize(
    "name", ["../../x", "\x1b[31mred", "[red]x[/]", "a\nb", "🙂", "ភ្នំពេញ", "{name}", "%s", "\udc80"]
)
def test_a_hostile_name_is_kept_as_one_safe_line_and_is_no_path(tmp_path: Path, name: str) -> None:
    filters = SavedFilters(tmp_path, "../../etc")
    filters.save(name, "x")
    (entry,) = filters.load()
    assert entry.name == checked_name(name) and "\x1b" not in entry.name and "\n" not in entry.name
    assert filters.find(name) == entry
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert filters.path in files and all(path.is_relative_to(tmp_path) for path in files)


def test_read_only_reads_and_writes_nothing(tmp_path: Path) -> None:
    saved(tmp_path, "a")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    filters = SavedFilters(tmp_path, "small", READ_ONLY_DISK)
    assert names(filters) == ["a"]
    with pytest.raises(SaveFailedError) as refused:
        filters.save("b", "x")
    assert refused.value.reason == "asked"
    with pytest.raises(SaveFailedError) as refused:
        filters.delete(filters.load()[0])
    assert refused.value.reason == "asked"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    nowhere = SavedFilters(tmp_path / "none", "small", READ_ONLY_DISK)
    with pytest.raises(SaveFailedError):
        nowhere.save("b", "x")
    assert not (tmp_path / "none").exists()


def test_on_a_full_disk_everything_is_as_it_was_and_the_next_try_goes_well(tmp_path: Path) -> None:
    disk = FillingDisk()
    filters = SavedFilters(tmp_path, "small", disk)
    filters.save("a", "x")
    disk.full = filters.path.parent
    with pytest.raises(SaveFailedError) as refused:
        filters.save("b", "y")
    assert refused.value.reason == "full" and names(filters) == ["a"]
    disk.full = None
    filters.save("b", "y")
    assert names(filters) == ["a", "b"] and not list(tmp_path.rglob("*.tmp"))


BROKEN = {
    "no JSON": b"not json",
    "cut off": b'{"schema":1,"dossier":"small","filters":[{"name":"a","te',
    "another kind": b'[{"name":"a","text":"b"}]',
    "no list": b'{"schema":1,"dossier":"small","filters":{"a":"b"}}',
    "no text": b'{"schema":1,"dossier":"small","filters":[{"name":"a"}]}',
    "another dossier": b'{"schema":1,"dossier":"\\u001b[31mother","filters":[]}',
    "no UTF-8": b'{"schema":1,"dossier":"small","filters":[{"name":"\xff","text":""}]}',
    "deep": b'{"filters":' + b"[" * 100_000,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_damaged_or_foreign_is_named_and_set_aside_whole(tmp_path: Path, kind: str) -> None:
    filters = SavedFilters(tmp_path, "small")
    filters.path.parent.mkdir()
    filters.path.write_bytes(BROKEN[kind])
    assert filters.load() == []
    assert filters.fault
    for tr in (EN, ID):
        line = filters.fault.line(tr)
        assert str(filters.path) in line and "\x1b" not in line
    assert filters.path.read_bytes() == BROKEN[kind]
    aside = filters.save("new", "x")
    assert aside and aside.parent == filters.path.parent and aside.read_bytes() == BROKEN[kind]
    again = SavedFilters(tmp_path, "small")
    assert names(again) == ["new"] and again.fault is None
    assert filters.save("newer", "x") is None


def test_what_is_no_file_at_all_is_set_aside_too(tmp_path: Path) -> None:
    filters = SavedFilters(tmp_path, "small")
    (filters.path / "inside").mkdir(parents=True)
    assert filters.load() == [] and filters.fault
    aside = filters.save("new", "x")
    assert aside and (aside / "inside").is_dir() and names(filters) == ["new"]


def test_a_file_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    filters = saved(tmp_path, "a")
    content = b'{"schema":2,"dossier":"small","filters":{"a":["b"]}}'
    filters.path.write_bytes(content)
    assert filters.load() == [] and filters.fault and "newer" in filters.fault.line(EN)
    with pytest.raises(SavedFilterError):
        filters.save("b", "x")
    assert [path.read_bytes() for path in filters.path.parent.iterdir()] == [content]


def test_a_file_with_the_mark_of_an_editor_is_read(tmp_path: Path) -> None:
    filters = saved(tmp_path, "a")
    filters.path.write_bytes(b"\xef\xbb\xbf" + filters.path.read_bytes())
    assert names(filters) == ["a"]


def test_of_very_many_the_next_is_refused_and_none_is_lost(tmp_path: Path) -> None:
    filters = saved(tmp_path, "a")
    content = json.loads(filters.path.read_bytes())
    content["filters"] = [{"name": f"n{number}", "text": "x"} for number in range(MOST)]
    filters.path.write_text(json.dumps(content))
    with pytest.raises(SavedFilterError) as refused:
        filters.save("more", "x")
    assert refused.value.line(EN).startswith(f"{MOST} filters are saved already")
    filters.save("n7", "y")
    assert len(filters.load()) == MOST and filters.load()[7] == SavedFilter("n7", "y")


def test_a_file_of_more_filters_than_are_saved_can_be_emptied(tmp_path: Path) -> None:
    filters = saved(tmp_path, "a")
    content = json.loads(filters.path.read_bytes())
    content["filters"] = [{"name": f"n{number}", "text": "x"} for number in range(MOST + 2)]
    filters.path.write_text(json.dumps(content))
    filters.delete(filters.load()[0])
    assert len(filters.load()) == MOST + 1
    with pytest.raises(SavedFilterError) as refused:
        filters.save("more", "x")
    assert refused.value.line(EN).startswith(f"{MOST + 1} filters are saved already")


def test_what_would_not_be_read_again_is_not_saved_and_not_called_too_many(tmp_path: Path) -> None:
    filters = saved(tmp_path, "a")
    with pytest.raises(SavedFilterError) as refused:
        filters.save("long", "x" * SMALL)
    assert refused.value.line(EN).startswith("all saved filters together may take") and names(filters) == ["a"]


def test_programs_that_save_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    wanted = [f"n{number}" for number in range(8)]
    start = threading.Barrier(len(wanted))

    def save(name: str) -> None:
        start.wait()
        saved(tmp_path, name)

    threads = [threading.Thread(target=save, args=(name,)) for name in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names(SavedFilters(tmp_path, "small"))) == wanted


texts = st.text(max_size=30)
contents = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda schema, dossier, filters: json.dumps(
            {"schema": schema, "dossier": dossier, "filters": filters}
        ).encode(),
        st.sampled_from([0, 1, 2, "1", None]),
        st.sampled_from(["small", "other", "", 1]),
        st.lists(st.fixed_dictionaries({"name": texts, "text": texts}, optional={"more": texts}), max_size=4),
    ),
)


@given(content=contents, name=texts, text=texts)
def test_whatever_lies_there_what_is_saved_is_saved_and_what_was_there_is_there(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str, text: str
) -> None:
    filters = SavedFilters(tmp_path_factory.mktemp("state"), "small", DISK)
    filters.path.parent.mkdir()
    filters.path.write_bytes(content)
    before = filters.load()
    faulty = filters.fault is not None
    assert not (before and faulty)
    try:
        aside = filters.save(name, text)
    except ReviewError as error:
        assert error.line(EN) and error.line(ID)
        assert filters.path.read_bytes() == content and len(list(filters.path.parent.iterdir())) == 1
        return
    assert (aside is not None) == faulty
    if aside:
        assert aside.read_bytes() == content
    now = filters.load()
    added = filters.find(name)
    assert added and added.text.split() == text.encode("utf-8", "replace").decode().split()
    assert [entry for entry in before if entry.key != added.key] == [entry for entry in now if entry.key != added.key]
