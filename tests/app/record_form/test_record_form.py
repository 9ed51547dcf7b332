"""A record while it is written: what is checked as it is typed, what survives a kill, and what one save makes of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.prefill import Passage, claim_at, claim_from_observation, claim_from_passage, record_at
from ilo_tui.app.record_form.unfinished import unfinished_new
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.validation import check_raws
from ilo_tui.review.errors import ChangeError
from tests.app.authors import Program, start

EN, ID = Translator("en"), Translator("id")
EMPTY: Mapping[str, object] = {}


def form_of(
    program: Program, record: str = "ev-1", table: str = "evidence", prefill: Mapping[str, object] = EMPTY
) -> RecordForm:
    clock = lambda: datetime(2026, 11, 24, tzinfo=UTC)  # noqa: E731 - a clock that stands
    return RecordForm(program.contexts, program.authoring, (table, record), prefill=prefill, clock=clock)


def line_of(form: RecordForm, name: str, tr: Translator = EN) -> str:
    return " / ".join(fault.line(tr) for fault in form.faults().get(name, ()))


def test_what_is_no_value_is_refused_as_it_is_typed_and_stays_as_typed(tmp_path: Path) -> None:
    form = form_of(start(tmp_path))
    for name, typed, why in (
        ("year", "16", "16 is no year: write four digits, as 2014"),
        ("start", "3/4/2026", "3/4/2026 may be 2026-04-03, 2026-03-04: write which"),
        ("start", "32 May", "32 May is no date: write 2014, 2014-03 or 2014-03-31"),
        ("stance", "maybe", "maybe is none of: supports, contradicts, context"),
        ("source", "nobody", "nobody is not in sources, or is the name of several: search for it, or write its id"),
    ):
        before = form.document()
        fault = form.set((name,), typed)
        assert fault is not None and fault.line(EN) == why == line_of(form, name)
        assert form.text((name,)) == typed and form.document() == before
        assert form.obstacle() is not None
        form.set((name,), str(before.get(name, "")))
    assert not form.changed()


def test_dates_and_numbers_are_read_as_people_write_them_and_never_guessed(tmp_path: Path) -> None:
    form = form_of(start(tmp_path))
    form.set(("start",), "24 March 2016")
    row = form.add(("figures",))
    form.set((*row, "value"), "1 234,5")
    assert form.document()["start"] == "2016-03-24"
    assert form.text((*row, "value")) == "1234.5"
    refused = form.set((*row, "value"), "1,234")
    assert refused is not None and "1,234 may have thousands or decimals" in refused.line(EN)


@pytest.mark.parametrize(
    ("place", "typed", "field"),
    [
        (("year",), "2014", "year"),
        (("tie",), "none", "tie"),
        (("aim_reached",), "yes", "aim_reached"),
        (("end",), "2001", "end"),
        (("statement", "en"), "", "statement"),
        (("same_as",), "ev-2", "same_as"),
    ],
)
def test_what_check_says_stands_beside_the_field_in_the_words_of_check(
    tmp_path: Path, place: tuple[str, ...], typed: str, field: str
) -> None:
    program = start(tmp_path)
    form = form_of(program)
    form.set(("stance",), "supports")
    if field in {"year", "end"}:
        form.set(("start",), "2008")
    form.set(place, typed)
    document = form.document()
    raws = ReadOnlyStorage(tmp_path / "dossier.json").raws()
    number = next(doc for doc, raw in raws["evidence"].items() if b'"ev-1"' in bytes(raw))
    raws["evidence"][number] = msgspec.Raw(msgspec.json.encode(document))
    by_check = {EN(fault.message, **fault.values) for fault in check_raws(raws)}
    beside = {fault.line(EN).removeprefix("evidence/ev-3: ") for faults in form.faults().values() for fault in faults}
    assert beside == by_check
    if by_check:
        assert field in form.faults()


def test_what_another_record_needs_of_this_one_is_named(tmp_path: Path) -> None:
    program = start(tmp_path)
    alignment = next(row for row in program.dossier.alignments_of("policy", "plan") if row.provision)
    form = form_of(program, "plan", "policies")
    provisions = [line for line in form.lines() if line.opens and line.spec.key == "provisions"]
    named = next(line for line in provisions if form.text((*line.path, "id")) == alignment.provision)
    form.set((*named.path, "id"), "another")
    assert line_of(form, "").startswith(f"alignments/{alignment.id}: provision names {alignment.provision}")


def test_a_record_is_saved_as_one_change_of_what_was_typed(tmp_path: Path) -> None:
    program = start(tmp_path)
    form = form_of(program)
    form.set(("statement", "en"), "It was so.")
    assert form.changed() == ["statement"]
    form.save("misread", minor=True)
    change = program.authoring.changes()["evidence", "ev-1"]
    assert list(change.was) == ["statement"] and change.why == "misread" and change.minor
    assert program.statement("ev-1") == "It was so."
    assert not form_of(program).resumed


def test_a_change_of_what_is_judged_is_never_minor_nor_is_what_is_new(tmp_path: Path) -> None:
    program = start(tmp_path)
    form = form_of(program)
    form.set(("stance",), "context")
    with pytest.raises(ChangeError) as refusal:
        form.save(minor=True)
    assert refusal.value.localise(EN)[0] == "a change of stance is never minor: it has to be judged again"
    assert not program.authoring.changes()
    form.save()
    new = form_of(
        program,
        "",
        prefill={"source": "src", "origin": "source", "stance": "context", "statement": {"en": "N", "id": "B"}},
    )
    with pytest.raises(ChangeError):
        new.save(minor=True)
    new.save()
    assert program.dossier.get(Evidence, new.record) is not None


def test_half_typed_values_survive_a_kill_and_are_gone_on_with(tmp_path: Path) -> None:
    program = start(tmp_path)
    form = form_of(program)
    form.set(("statement", "en"), "Half a sen")
    form.set(("year",), "20")
    new = form_of(program, "", prefill={"programme": "one"})
    new.set(("statement", "en"), "A new cl")
    program.authoring.unfinished.flush()
    # What is on the disk when the program is killed now.
    shutil.copytree(tmp_path, tmp_path.with_name("after"))
    again = start(tmp_path.with_name("after"))
    resumed = form_of(again)
    assert resumed.resumed and resumed.text(("statement", "en")) == "Half a sen" and resumed.text(("year",)) == "20"
    assert unfinished_new(again.authoring, "evidence") == [new.record]
    assert form_of(again, new.record).document()["statement"] == {"en": "A new cl"}
    resumed.discard()
    assert not form_of(again).resumed and not form_of(again).changed()


def test_nothing_is_kept_of_a_record_that_was_only_looked_at(tmp_path: Path) -> None:
    program = start(tmp_path)
    for form in (form_of(program), form_of(program, "", prefill={"programme": "one"})):
        form.flush()
    assert program.authoring.unfinished.all() == {}
    assert not list((tmp_path / "reviews").glob("*.json"))


def test_what_was_kept_in_a_form_that_there_is_not_any_more_is_passed_over(tmp_path: Path) -> None:
    program = start(tmp_path)
    odd = {"values": {"id": "x", "note": {"en": "N"}}, "typed": {"nothing[3].such": "1", "year": 5}}
    program.authoring.unfinished.save("evidence", "ev-1", odd)
    form = form_of(program)
    assert form.changed() == ["note"] and form.document()["id"] == "ev-1"
    assert form.obstacle() is None


def test_rows_are_added_and_taken_out_and_an_empty_row_is_in_no_document(tmp_path: Path) -> None:
    form = form_of(start(tmp_path))
    before = form.document()
    row = form.add(("other_sources",))
    assert form.document() == before
    form.set((*row, "source"), "src")
    assert form.document()["other_sources"] == [{"source": "src"}]
    form.remove(row)
    assert form.document() == before


def test_a_point_begins_with_the_source_of_the_point_above(tmp_path: Path) -> None:
    program = start(tmp_path)
    form = form_of(program, "", "indicators")
    segment = form.add(("segments",))
    first = form.add((*segment, "points"))
    form.set((*first, "source"), "src")
    form.set((*first, "value"), "4")
    second = form.add((*segment, "points"))
    assert form.text((*second, "source")) == "src"


def test_a_passage_is_a_claim_of_its_source_that_was_read_there(tmp_path: Path) -> None:
    program = start(tmp_path)
    begun = claim_at(program.dossier, "ev-1")
    passage = Passage(source="other", text="its words", language="en", page="4", locator="p. 4")
    form = form_of(program, "", prefill=claim_from_passage(passage, begun))
    document = form.document()
    assert document["source"] == "other" and document["locator"] == "p. 4"
    assert document["excerpt"] == {"lang": "en", "text": "its words", "page": "4"}
    assert document["origin"] == "source" and document["reading"] == "direct"
    assert document["programme"] == begun["programme"]
    # The marks would have to be made again.
    form.flush()
    assert form.unfinished and program.authoring.unfinished.load("evidence", form.record)


def test_an_observation_is_a_claim_of_its_place_and_day(tmp_path: Path) -> None:
    program = start(tmp_path)
    fields = claim_from_observation({"programme": "one"}, "Three boats", "en", place="Kampot", date="2026-03-01")
    document = form_of(program, "", prefill=fields).document()
    assert document["origin"] == "observation" and document["place"] == {"en": "Kampot"}
    assert (document["start"], document["end"]) == ("2026-03-01", "2026-03-01")


def test_a_record_begins_with_what_is_known_of_where_one_stands(tmp_path: Path) -> None:
    dossier = start(tmp_path).dossier
    programme, dimension = next(iter(dossier.ids(Programme))), "output"
    assert claim_at(dossier, f"cell:{programme}/{dimension}") == {"programme": programme, "dimension": dimension}
    kampot = {"en": "Kampot", "id": "Kampot (id)"}
    assert claim_at(dossier, "place:kampot") == {"place": kampot, "places": [kampot]}
    assert claim_at(dossier, "place:nowhere-at-all") == {}
    assert claim_at(dossier, "src") == {"source": "src"}
    assert claim_at(dossier, "nothing") == {}
    assert record_at(dossier, "alignments", "plan") == {"policy": "plan"}
    assert record_at(dossier, "actors", "src") == {}


def test_every_line_has_a_name_and_says_what_it_means_in_both_languages(tmp_path: Path) -> None:
    program = start(tmp_path)
    for table in ("evidence", "policies", "indicators", "alignments", "suggestions", "scales", "sources", "aims"):
        form = form_of(program, "", table)
        for line in form.lines():
            assert form.label(line)
            if line.kind == "field" and len(line.path) == 1:
                assert form.help(line) or line.name in {"name", "definition", "target"}, (table, line.name)
