"""Filters by name in lines: `'` lists them wherever a filter is typed; they are those of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.saved_filters import SavedFilter, SavedFilters
from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.labels import GAPS
from tests.frontends.plain.help import walked
from tests.frontends.plain.test_walk import entry


def store_of(dossier: Dossier) -> SavedFilters:
    """What is saved for a dossier."""
    return SavedFilters(state_folder(), dossier.meta.id)


def matching(dossier: Dossier, where: str) -> list[str]:
    """The claims that pass a filter."""
    query = parse(where, "evidence", dossier)
    return [claim.id for claim in dossier.records(Evidence) if query.matches(claim)]


def listed(dossier: Dossier, shown: str) -> list[str]:
    """The claims that stand in what is shown, twenty at most."""
    return [ident for ident in dossier.ids(Evidence) if f". {ident}, " in shown]


def test_where_a_filter_is_asked_for_one_is_chosen_by_its_number_or_typed_by_its_name(dossier: Dossier) -> None:
    store_of(dossier).save("hard years", "stance:against year:2012..2013 programme:clm")
    number = entry(dossier, "Evidence by a filter")
    wanted = matching(dossier, "stance:against year:2012..2013 programme:clm")
    assert 0 < len(wanted) <= 20
    chosen = walked(dossier, number, "'", "1")
    assert "': filters by name" in chosen
    assert "\n1. hard years: speaks against, year 2012–2013, programme CLM\n" in chosen
    assert "\n2. against (always offered): speaks against\n" in chosen
    assert listed(dossier, chosen) == wanted
    assert listed(dossier, walked(dossier, number, "@hard years")) == wanted
    assert "no saved filter is called soft. There are: hard years" in " ".join(
        walked(dossier, number, "@soft").replace("\n", ". ").split()
    ).replace(". .", ".")
    back = walked(dossier, number, "'", "b")
    assert "Evidence: " not in back.split("Filters by name")[1]


def test_a_list_is_filtered_by_name_and_its_filter_saved_by_name(dossier: Dossier) -> None:
    number = entry(dossier, "Evidence by a filter")
    shown = walked(dossier, number, "", "f brick kiln", "'", "s  my  kilns", "b", "f", "'", "1")
    assert "s NAME: save the filter in force" not in shown
    assert "Saved as “my kilns”." in shown
    assert store_of(dossier).load() == [SavedFilter("my kilns", "brick kiln")]
    assert listed(dossier, shown.split("Filters by name")[-1]) == matching(dossier, "brick kiln")
    again = walked(dossier, number, "", "'", "1", "'", "?")
    assert "s NAME: save the filter in force (“brick”, “kiln”)" in again
    assert listed(dossier, walked(dossier, number, "", "f @my kilns").split("> \n")[-2]) == matching(
        dossier, "brick kiln"
    )


def test_what_replaces_or_deletes_one_is_typed_twice(dossier: Dossier) -> None:
    store = store_of(dossier)
    store.save("a", "brick")
    number = entry(dossier, "Evidence by a filter")
    shown = walked(dossier, number, "", "f kiln", "'", "s A", "9", "s A")
    assert shown.count("“a” is saved already: brick") == 2 and store.load() == [SavedFilter("a", "brick")]
    shown = walked(dossier, number, "", "f kiln", "'", "s A", "s A")
    assert "The same again saves the filter in force in its place." in shown and "Saved as “A”." in shown
    assert store.load() == [SavedFilter("A", "kiln")]
    assert "The same again deletes “A”." in walked(dossier, number, "'", "d 1") and store.load()
    assert "“A” is deleted." in walked(dossier, number, "'", "d 1", "d 1") and store.load() == []
    assert "d 1 is nothing that can be opened here." in walked(dossier, number, "'", "d 1")


def test_what_is_typed_a_third_time_deletes_no_other_filter_that_has_the_number_now(dossier: Dossier) -> None:
    store, number = store_of(dossier), entry(dossier, "Evidence by a filter")
    for name in ("first", "second"):
        store.save(name, "brick")
    shown = walked(dossier, number, "'", "d 1", "d 1", "d 1")
    assert "The same again deletes “second”." in shown
    assert [saved.name for saved in store.load()] == ["second"]


def test_the_words_may_be_typed_in_the_language_of_the_reader(dossier: Dossier) -> None:
    number = entry(dossier, "Bukti menurut saringan", "id")
    shown = walked(dossier, number, "", "f tungku", "'", "simpan api", "hapus 1", "hapus 1", language="id")
    assert "Disimpan sebagai “api”." in shown and "“api” dihapus." in shown


def test_one_that_cannot_be_meant_in_a_list_says_why(dossier: Dossier) -> None:
    store_of(dossier).save("mine", "stance:against")
    number = entry(dossier, "Gaps without a suggestion")
    shown = walked(dossier, number, "'", "1", "b")
    assert "1. mine: ! stance is no key here" in shown
    assert shown.count("stance is no key here") == 2
    shown = walked(dossier, number, "'", "2")
    assert f"{GAPS['none']}" in shown.split("> \n")[-2] and "independent" not in shown.split("> \n")[-2]


def test_a_damaged_file_is_named_and_nothing_of_it_is_lost(dossier: Dossier) -> None:
    path = store_of(dossier).path
    path.parent.mkdir(parents=True)
    path.write_text("{")
    number = entry(dossier, "Evidence by a filter")
    shown = walked(dossier, number, "", "f brick", "'", "s a")
    assert "this file of saved filters is damaged" in shown and path.name in shown.replace("\n", "").replace(" ", "")
    assert "The file that could not be read is now" in shown
    (aside,) = path.parent.glob("*.unreadable")
    assert aside.read_text() == "{" and [saved.name for saved in store_of(dossier).load()] == ["a"]


def test_read_only_lists_them_and_saves_none(dossier: Dossier) -> None:
    store_of(dossier).save("a", "brick")
    before = store_of(dossier).path.read_bytes()
    number = entry(dossier, "Evidence by a filter")
    shown = walked(dossier, number, "", "'", "1", "'", "s b", "d 1", "d 1", read_only=True)
    assert " ".join(shown.split()).count("the program was started with --read-only") == 2
    assert store_of(dossier).path.read_bytes() == before and len(list(store_of(dossier).path.parent.iterdir())) == 1


def test_the_form_of_a_new_session_takes_one_by_number_or_name(dossier: Dossier, tmp_path: Path) -> None:
    store_of(dossier).save("mine", "programme:clm stance:against")
    begin, options = entry(dossier, "Begin judging"), {"reviews": str(tmp_path), "reviewer": "Sok Dara"}
    shown = walked(dossier, begin, "4", "'", "1", **options)
    assert "4. Filter: programme:clm stance:against\n" in shown
    assert "4. Filter: not:has:excerpt brick\n" in walked(dossier, begin, "4", "@no_excerpt brick", **options)
    assert "no saved filter is called yours" in walked(dossier, begin, "4", "@yours", **options)
    sessions = entry(dossier, "Review sessions")
    judged = walked(dossier, begin, "4", "'", "1", "10", "s", "p", sessions, "1", **options)
    assert "Saved filter: mine" in judged


@pytest.mark.parametrize("name", ["\x1b[31m", "[b]", "{x}", "%s", "🙂"])
def test_a_hostile_name_is_one_literal_line(dossier: Dossier, name: str) -> None:
    store = store_of(dossier)
    store.save("x", "brick")
    store.path.write_text(
        store.path.read_text().replace('"name":"x"', f'"name":"{name.replace(chr(27), chr(92) + "u001b")}"')
    )
    shown = walked(dossier, entry(dossier, "Evidence by a filter"), "'", "1")
    assert "\x1b" not in shown and f"1. {name.replace(chr(27), '␛')}: “brick”\n" in shown
