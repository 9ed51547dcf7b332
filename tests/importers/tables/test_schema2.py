"""A table ends in schema 2: who, by what tie, when and where; what it says of actors and aims; what is kept."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.cli import run
from ilo_tui.core.errors import InputError
from ilo_tui.dossier.model import Actor, Aim, Evidence, Source
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.tables.columns import COLUMNS
from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv
from ilo_tui.review.hashing import hash_of
from tests.importers.tables.test_tables import EN, ROW, imported, refused, table

BARE = {name: cell for name, cell in ROW.items() if name != "confidence"}
ALL = list(COLUMNS)
AGAIN = CsvOptions(force=True)


def only(dossier: Dossier) -> Evidence:
    """The only claim."""
    (evidence,) = dossier.records(Evidence)
    return evidence


def test_every_new_column_is_a_field(tmp_path: Path) -> None:
    row = {
        **BARE,
        "id": "a",
        "actor": "ILO; Ministry of Labour;ilo",
        "said_by": "Government",
        "tie": "Inferred",
        "tie_why": "No other programme was there",
        "trend": "membaik",
        "note": "Ask again",
        "start": "2008-06",
        "end": "2009",
        "place": "two provinces",
        "places": "Kampot; Siem Reap",
        "reading": "excerpt",
        "aim": "reach",
        "aim_text": "Reach 100 schools",
        "aim_source": "plan",
        "aim_reached": "no",
        "data_of": "Census 2008",
        "excerpt": "They went on.",
        "excerpt_language": "en",
        "excerpt_page": "iv",
        "source_kind": "monitoring",
        "source_voice": "ilo",
    }
    more = [
        {**BARE, "id": "b", "statement": "Shorter.", "same_as": "a", "source_title": ""},
        {**BARE, "id": "c", "statement": "Planned.", "source": "plan", "source_title": "The plan"},
    ]
    report, dossier = imported(tmp_path, table(row, *more, columns=ALL))
    evidence = dossier.record(Evidence, "a")
    assert evidence.actor == ["ilo", "ministry-of-labour"]
    assert (evidence.said_by, evidence.tie, evidence.tie_why) == (
        "government", "inferred", {"en": "No other programme was there"},
    )  # fmt: skip
    assert (evidence.trend, evidence.note) == ("better", {"en": "Ask again"})
    assert (evidence.year, evidence.start, evidence.end) == (None, "2008-06", "2009")
    assert (evidence.place, evidence.places) == ({"en": "two provinces"}, [{"en": "Kampot"}, {"en": "Siem Reap"}])
    assert (evidence.reading, evidence.confidence) == ("excerpt", None)
    assert (evidence.aim, evidence.aim_reached, evidence.data_of) == ("reach", "no", "census-2008")
    assert evidence.excerpt and evidence.excerpt.page == "iv"
    assert dossier.record(Evidence, "b").same_as == "a"
    assert {actor.id: actor.name for actor in dossier.records(Actor)} == {
        "ilo": {"en": "ILO"}, "ministry-of-labour": {"en": "Ministry of Labour"}, "government": {"en": "Government"},
    }  # fmt: skip
    (aim,) = dossier.records(Aim)
    assert (aim.id, aim.programme, aim.text, aim.source) == ("reach", "clm", {"en": "Reach 100 schools"}, "plan")
    source = dossier.record(Source, "visits")
    assert (source.kind, source.voice) == ("monitoring", "ilo")
    assert dossier.record(Source, "census-2008").title == "Census 2008"
    assert dossier.record(Source, "plan").title == "The plan"
    assert dossier.meta.schema == 2
    assert "actors 3, aims 1" in report.localise(EN)[0]
    assert not any("of version 0.1" in line for line in report.localise(EN))


def test_confidence_is_kept_with_a_warning_and_needed_no_more(tmp_path: Path) -> None:
    report, dossier = imported(tmp_path, table(ROW))
    assert only(dossier).confidence == "high"
    assert [line for line in report.localise(EN) if "of version 0.1" in line] == [
        "in.csv: the column confidence is of version 0.1 and is kept as it is; reading says how a claim was read"
    ]


def test_texts_and_places_come_in_each_language(tmp_path: Path) -> None:
    columns = [*ALL, "places_id", "places_en", "tie_why_id"]
    row = {**BARE, "places_en": "Sea; Land", "places_id": "Laut; Darat", "tie": "inferred", "tie_why_id": "Sebab"}
    path = tmp_path / "in.csv"
    path.write_text(table(row, columns=[name for name in columns if name != "places"]), encoding="utf-8")
    import_csv([path], tmp_path / "out.json")
    evidence = only(load(tmp_path / "out.json"))
    assert evidence.places == [{"en": "Sea", "id": "Laut"}, {"en": "Land", "id": "Darat"}]
    assert evidence.tie_why == {"id": "Sebab", "en": "[id] Sebab"}


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"tie": "maybe"}, "row 2, column tie: maybe is none of direct, related, inferred, aim, none, "),
        ({"trend": "up"}, "row 2, column trend: up is none of better, worse, mixed, no_change, "),
        ({"reading": "fast"}, "row 2, column reading: fast is none of direct, excerpt, second_hand, "),
        ({"start": "soon"}, "row 2, column start: soon is no date; write 2016, 2016-05 or 2016-05-31"),
        ({"start": "2008", "year": "2009"}, "row 2: year stands beside start or end"),
        ({"end": "2008"}, "row 2: end stands without start"),
        ({"start": "2009", "end": "2008"}, "row 2: end 2008 lies before start 2009"),
        ({"tie": "none"}, "row 2: with the tie none a claim is never for or against"),
        ({"tie": "aim", "stance": "context"}, "row 2: the tie aim needs aim"),
        ({"aim_reached": "yes"}, "row 2: aim_reached needs aim"),
        ({"aim": "reach"}, "row 2, column aim_text: no row says this of reach"),
        ({"aim": "reach", "aim_text": "Reach all"}, "row 2, column aim_source: no row says this of reach"),
        ({"same_as": "nothing"}, "row 2: same_as names nothing, which is the id of no row"),
        ({"excerpt_page": "3"}, "row 2, column excerpt: this is needed where there is a page"),
        ({"source_kind": "book"}, "row 2, column source_kind: book is none of evaluation, survey, "),
    ],
)
def test_what_check_would_refuse_is_refused_by_row(tmp_path: Path, cells: dict[str, str], line: str) -> None:
    code, lines = refused(tmp_path, table({**BARE, **cells}, columns=ALL))
    assert code == 1
    assert lines[0].startswith(line)


def test_one_fact_has_one_stance_and_an_aim_one_programme(tmp_path: Path) -> None:
    rows = [{**BARE, "id": "a"}, {**BARE, "id": "b", "statement": "No.", "stance": "against", "same_as": "a"}]
    code, lines = refused(tmp_path, table(*rows, columns=ALL))
    assert code == 1 and lines[0].startswith("row 3: same_as names a, whose stance is another")
    aims = {"aim": "reach", "aim_text": "Reach all", "aim_source": "visits"}
    rows = [{**BARE, **aims}, {**BARE, **aims, "programme": "X", "programme_name": "Other"}]
    code, lines = refused(tmp_path, table(*rows, columns=ALL))
    assert code == 1 and lines == ["row 3, column aim: in row 2 it is an aim of another programme"]


def test_places_of_two_languages_are_as_many(tmp_path: Path) -> None:
    columns = [*(name for name in ALL if name != "places"), "places_en", "places_id"]
    code, lines = refused(tmp_path, table({**BARE, "places_en": "A; B", "places_id": "A"}, columns=columns))
    assert code == 1
    assert lines == ["row 2, column places: each language needs as many places, in the same order"]


def test_a_claim_of_the_same_words_at_another_time_is_another(tmp_path: Path) -> None:
    _, dossier = imported(
        tmp_path, table({**BARE, "start": "2008"}, {**BARE, "start": "2009"}, {**BARE, "year": "2008"}, columns=ALL)
    )
    assert dossier.count(Evidence) == 3


def test_an_actor_gives_way_to_a_source_and_a_claim_of_its_name(tmp_path: Path) -> None:
    rows = [{**BARE, "id": "union", "actor": "CLM; visits; Union"}]
    _, dossier = imported(tmp_path, table(*rows, columns=ALL))
    assert only(dossier).actor == ["clm.actor", "visits.actor", "union.actor"]


def changed(path: Path, change: Any) -> None:
    """Change a dossier as somebody may with a text editor."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")


def edited(tables: dict[str, Any]) -> None:
    """What a person adds in the dossier itself: interests, who is judged, and more of a claim than its table says."""
    tables["actors"]["1"] |= {"stake": "own", "voice_of": "union"}
    tables["actors"]["9"] = {"id": "union", "name": {"en": "Union"}, "stake": "subject"}
    tables["meta"]["1"] |= {"evaluated": "ilo", "periods": [{"id": "early", "label": {"en": "Early"}, "start": "2001"}]}
    for document in tables["evidence"].values():
        document |= {"tie": "direct", "note": {"en": "Noted"}, "data_of": "visits"}
    next(source for source in tables["sources"].values() if source["id"] == "visits")["kind"] = "research"


def test_what_the_table_has_no_column_for_stays(tmp_path: Path) -> None:
    columns = [*BARE, "actor", "locator"]
    row = {**BARE, "actor": "ILO", "locator": "p. 1"}
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_text(table(row, columns=columns), encoding="utf-8")
    import_csv([path], output)
    changed(output, edited)
    assert [fault for fault in check_file(output) if not fault.warning] == []
    before = load(output)
    report = import_csv([path], output, AGAIN)
    after = load(output)
    assert "claims: 1 as in the dossier before, 0 changed, 0 new, 0 gone" in report.localise(EN)
    assert hash_of(only(after)) == hash_of(only(before))
    assert after.meta.evaluated == "ilo" and after.meta.periods == before.meta.periods
    assert list(map(hash_of, after.records(Actor))) == list(map(hash_of, before.records(Actor)))
    assert after.record(Source, "visits").kind == "research"
    # A corrected row keeps it too, and is asked again.
    path.write_text(table({**row, "locator": "p. 2"}, columns=columns), encoding="utf-8")
    report = import_csv([path], output, AGAIN)
    assert "claims: 0 as in the dossier before, 1 changed, 0 new, 0 gone" in report.localise(EN)
    claim = only(load(output))
    assert (claim.tie, claim.note, claim.locator) == ("direct", {"en": "Noted"}, "p. 2")
    # A column that the table has says it, an empty cell too.
    path.write_text(table(row, columns=[*columns, "tie", "note"]), encoding="utf-8")
    import_csv([path], output, AGAIN)
    claim = only(load(output))
    assert (claim.tie, claim.note) == (None, None)


def test_an_actor_of_the_dossier_is_named_by_its_id_or_by_any_of_its_names(tmp_path: Path) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_text(table({**BARE, "actor": "ILO"}, columns=ALL), encoding="utf-8")
    import_csv([path], output)
    changed(output, lambda tables: tables["actors"]["1"]["name"].update(id="Organisasi Perburuhan"))
    for name in ("ilo", "organisasi  perburuhan", "Ilo"):
        path.write_text(table({**BARE, "actor": name}, columns=ALL), encoding="utf-8")
        import_csv([path], output, AGAIN)
        assert only(load(output)).actor == ["ilo"]
        assert load(output).count(Actor) == 1


def test_aims_of_the_dossier_stay_unless_what_they_rest_on_is_gone(tmp_path: Path) -> None:
    aims = {"aim": "reach", "aim_text": "Reach all", "aim_source": "visits"}
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_text(table({**BARE, **aims}, columns=ALL), encoding="utf-8")
    import_csv([path], output)
    for cells in ({}, {"aim": "reach"}):
        path.write_text(table({**BARE, **cells}, columns=ALL), encoding="utf-8")
        import_csv([path], output, AGAIN)
        assert list(load(output).ids(Aim)) == ["reach"]
        assert [fault for fault in check_file(output) if not fault.warning] == []
    path.write_text(table({**BARE, "source": "other", "source_title": "Else"}, columns=ALL), encoding="utf-8")
    assert run(["import", "csv", str(path), "-o", str(output), "--force"]) == 2
    assert list(load(output).ids(Aim)) == ["reach"]
    assert run(["import", "csv", str(path), "-o", str(output), "--replace-all"]) == 0
    assert load(output).count(Aim) == 0


FORMER = Path(__file__).parents[1] / "former"


def test_columns_that_are_filled_in_after_version_0_1_lose_no_decision(tmp_path: Path) -> None:
    """The same claims, of which more is said now: their former hashes are named in the dossier."""
    output, path = tmp_path / "out.json", tmp_path / "claims.csv"
    output.write_bytes((FORMER / "claims.json").read_bytes())
    before = {evidence.id: hash_of(evidence) for evidence in load(output).records(Evidence)}
    with (FORMER / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # The confidence goes; who acts and how it was read come.
    columns = [name for name in rows[0] if name != "confidence"] + ["actor", "reading"]
    for row in rows:
        if row.pop("confidence"):
            row.update(actor="ILO", reading="direct")
    path.write_text(table(*rows, columns=columns), encoding="utf-8")
    report = import_csv([path], output, AGAIN)
    assert f"claims: {len(before)} as in the dossier before, 0 changed, 0 new, 0 gone" in report.localise(EN)
    after = load(output)
    assert {evidence.confidence for evidence in after.records(Evidence)} == {None}
    assert {entry.record: entry.from_ for entry in after.meta.carried} == before
    assert all(hash_of(after.record(Evidence, entry.record)) == entry.to for entry in after.meta.carried)
    assert {entry.why for entry in after.meta.carried} == {"schema 2"}
    assert [fault for fault in check_file(output) if not fault.warning] == []
    # Once more nothing changes, and a claim that is gone is carried no longer.
    import_csv([path], output, AGAIN)
    assert load(output).meta.carried == after.meta.carried
    path.write_text(table(*rows[:-1], columns=columns), encoding="utf-8")
    import_csv([path], output, AGAIN)
    assert [fault for fault in check_file(output) if not fault.warning] == []
    assert len(load(output).meta.carried) < len(after.meta.carried)


CELLS = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.text(alphabet="ab;, 2008-ភ\u202e", max_size=6)
            for name in ALL
            if name not in {*BARE, "confidence", "id"}
        },
        "tie": st.sampled_from(["direct", "none", "aim", "langsung", "x"]),
        "start": st.sampled_from(["2008", "2009-13", "2010-02-01"]),
        "end": st.sampled_from(["2008", "2009-12", "soon"]),
        "same_as": st.sampled_from(["a", "b", "c"]),
        "actor": st.sampled_from(["a; b", "visits", "CLM;clm", ";"]),
    },
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, min_size=1, max_size=3))
def test_any_cells_are_a_sound_dossier_or_lines(tmp_path: Path, cells: list[dict[str, str]]) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    rows = [{**BARE, "statement": f"S {n}", "id": "abc"[n], **row} for n, row in enumerate(cells)]
    path.write_bytes(table(*rows, columns=ALL).encode("utf-8", "replace"))
    try:
        import_csv([path], output, CsvOptions(replace_all=True))
    except InputError as error:
        assert error.exit_code == 1 and error.localise(EN)
    else:
        assert [fault for fault in check_file(output) if not fault.warning] == []
