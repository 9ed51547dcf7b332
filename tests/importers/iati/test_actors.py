"""Who reports, funds and implements becomes actors; a claim is its reporter's, tied by the file itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.levels import dimension_level
from ilo_tui.dossier.model import Actor, Dimension, Evidence, Source
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.validation import check_file
from ilo_tui.review.hashing import hash_of
from tests.dossier.small import dimension, numbered, small2, written
from tests.importers.iati.iati_files import EN, activity, document, imported, indicator, result

PERIOD = '<period><period-start iso-date="{0}-01-01"/><period-end iso-date="{0}-12-31"/><target value="9"/>{1}</period>'


def organisation(role: str, name: str, ref: str = "") -> str:
    """An organisation that takes part."""
    return f'<participating-org role="{role}" ref="{ref}"><narrative>{name}</narrative></participating-org>'


def test_a_claim_is_its_reporters_and_the_source_ties_it(tmp_path: Path) -> None:
    _, dossier = imported(tmp_path, document(activity(result("1") + result("2"))))
    for evidence in dossier.records(Evidence):
        assert (evidence.actor, evidence.tie, evidence.reading) == (["org.xx-1"], "direct", "direct")
        assert evidence.confidence is None
        source = dossier.record(Source, evidence.source)
        assert (source.kind, source.voice) == ("project_document", "org.xx-1")
    assert dossier.meta.evaluated == "org.xx-1"
    assert dossier.meta.schema == 2
    assert [dimension_level(dossier, evidence.dimension) for evidence in dossier.records(Evidence)] == [
        "output",
        "outcome",
    ]


def test_organisations_are_actors_with_the_most_interested_stake(tmp_path: Path) -> None:
    body = (
        organisation("1", "Treasury", "GV-1")
        + organisation("4", "Treasury", "GV-1")
        + organisation("Implementing", "Village Trust")
        + organisation("2", "AID OFFICE", "xx-1")
        + organisation("3", "Bank", "BK")
        + organisation("", "Neighbours")
        + organisation("4", "")
    )
    _, dossier = imported(tmp_path, document(activity(body)))
    stakes = {actor.id: actor.stake for actor in dossier.records(Actor)}
    assert stakes == {
        "org.gv-1": "funder",
        "org.village-trust-" + next(ident for ident in stakes if "village" in ident)[-8:]: "implementer",
        "org.xx-1": "own",
        "org.bk": "funder",
        "org.neighbours": None,
    }
    assert dossier.record(Actor, "org.gv-1").name == {"en": "Treasury"}


def test_a_name_without_a_reference_is_the_organisation_of_this_name(tmp_path: Path) -> None:
    for order in (1, -1):
        parts = [organisation("4", "Treasury", "GV-1"), organisation("1", "TREASURY")][::order]
        (tmp_path / "out.json").unlink(missing_ok=True)
        _, dossier = imported(tmp_path, document(activity("".join(parts))))
        assert {actor.id: actor.stake for actor in dossier.records(Actor)} == {"org.gv-1": "funder", "org.xx-1": "own"}


def test_ids_of_actors_depend_on_nothing_else_in_the_file(tmp_path: Path) -> None:
    first, second = activity(organisation("1", "Treasury", "GV-1")), activity(organisation("4", "Trust"), "XX-1-B")
    runs = []
    for activities in ((first, second), (second, first)):
        (tmp_path / "out.json").unlink(missing_ok=True)
        _, dossier = imported(tmp_path, document(*activities))
        runs.append({actor.id: actor.stake for actor in dossier.records(Actor)})
    assert runs[0] == runs[1] and len(runs[0]) == 3


def test_where_several_report_nobody_is_evaluated_and_that_is_said(tmp_path: Path) -> None:
    other = activity(identifier="YY-1").replace('ref="XX-1"', 'ref="YY"')
    report, dossier = imported(tmp_path, document(activity(), other))
    assert dossier.meta.evaluated is None
    assert any("2 organisations report, so nobody is evaluated" in line for line in report.localise(EN, 200))
    (tmp_path / "out.json").unlink()
    report, _ = imported(tmp_path, document(activity()))
    assert not any("organisations report" in line for line in report.localise(EN, 200))


def test_an_activity_that_nobody_reports_has_claims_of_nobody(tmp_path: Path) -> None:
    bare = "<iati-activity><iati-identifier>XX-1</iati-identifier><result type='1'/></iati-activity>"
    _, dossier = imported(tmp_path, document(bare))
    (evidence,) = dossier.records(Evidence)
    assert evidence.actor == [] and dossier.meta.evaluated is None
    assert dossier.count(Actor) == 0


@pytest.mark.parametrize(
    ("periods", "year", "start", "end"),
    [
        (PERIOD.format(2019, '<actual value="1"/>') + PERIOD.format(2018, ""), None, "2019-01-01", "2019-12-31"),
        (PERIOD.format(2019, '<actual value="1"/>') + PERIOD.format(2017, "<actual>n</actual>"), None, "2017-01-01",
         "2019-12-31"),
        (PERIOD.format(2018, ""), None, "2018-01-01", "2018-12-31"),
        ('<period><period-start iso-date="2018"/><actual value="1"/></period>', None, None, None),
        ('<period><period-start iso-date="2019"/><period-end iso-date="2018"/><actual value="1"/></period>',
         None, None, None),
        ('<baseline year="2015" value="1"/>', None, None, None),
    ],
)  # fmt: skip
def test_a_result_is_dated_by_what_was_reached(
    tmp_path: Path, periods: str, year: int | None, start: str | None, end: str | None
) -> None:
    _, dossier = imported(tmp_path, document(activity(result("1", indicator(periods)))))
    (evidence,) = dossier.records(Evidence)
    assert (evidence.year, evidence.start, evidence.end) == (year, start, end)


def test_an_end_before_its_start_is_named_and_in_no_record(tmp_path: Path) -> None:
    dates = '<activity-date type="2" iso-date="2019-01-01"/><activity-date type="4" iso-date="2018-01-01"/>'
    backwards = '<period><period-start iso-date="2019"/><period-end iso-date="2018"/><actual value="1"/></period>'
    report, dossier = imported(tmp_path, document(activity(dates + result("1", indicator(backwards)))))
    assert [notice.count for message, notice in report.skipped.items() if "before the start" in message] == [2]
    (evidence,) = dossier.records(Evidence)
    assert (evidence.figures[0].start, evidence.figures[0].end) == (None, None)


def test_results_are_of_the_dimension_of_their_level_in_a_frame(tmp_path: Path) -> None:
    frame = small2()
    frame["dimensions"] = numbered(
        dimension("effectiveness", 1) | {"level": "outcome"},
        dimension("output", 2),
        dimension("efficiency", 3) | {"level": "output"},
    )
    for table in ("evidence", "findings", "suggestions"):
        frame[table] = {}
    del frame["meta"]["1"]["carried"]
    base = written(tmp_path, frame, "frame.json")
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    path.write_text(document(activity(result("1") + result("2", title="B") + result("3", title="C"))), encoding="utf-8")
    assert run(["--dossier", str(base), "import", "iati", str(path), "-o", str(output)]) == 0
    assert check_file(output) == []
    dossier = load(output)
    assert [evidence.dimension for evidence in dossier.records(Evidence)] == ["efficiency", "effectiveness", "impact"]
    assert list(dossier.ids(Dimension)) == ["effectiveness", "output", "efficiency", "impact"]


def changed(path: Path, table: str, **fields: Any) -> None:
    """Write into the first record of a table, as somebody may with a text editor."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    next(iter(tables[table].values())).update(fields)
    path.write_text(json.dumps(tables), encoding="utf-8")


def test_what_files_cannot_say_stays_when_the_publisher_reports_again(tmp_path: Path) -> None:
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    body = result("1", indicator(PERIOD.format(2019, '<actual value="1"/>')))
    path.write_text(document(activity(body)), encoding="utf-8")
    words = ["import", "iati", str(path), "-o", str(output), "--force"]
    assert run(words) == 0
    texts = {"en": "Doubtful", "id": "Meragukan"}
    changed(output, "evidence", note=texts, trend="better", said_by="org.xx-1")
    changed(output, "actors", stake="none", parent="union")
    tables = json.loads(output.read_text(encoding="utf-8"))
    tables["actors"]["9"] = {"id": "union", "name": texts, "stake": "subject"}
    output.write_text(json.dumps(tables), encoding="utf-8")
    changed(output, "meta", evaluated="union", periods=[{"id": "early", "label": texts, "start": "2001"}])
    before = load(output)
    (evidence,) = before.records(Evidence)
    assert run(words) == 0
    after = load(output)
    assert [hash_of(record) for record in after.records(Evidence)] == [hash_of(evidence)]
    assert after.meta == before.meta
    assert {actor.id: actor.stake for actor in after.records(Actor)} == {"org.xx-1": "none", "union": "subject"}
    # What is reported anew is another claim than was judged, and keeps what the file cannot say.
    path.write_text(document(activity(body.replace('value="1"', 'value="2"'))), encoding="utf-8")
    assert run(words) == 0
    (new,) = load(output).records(Evidence)
    assert (new.id, new.note, new.trend, new.said_by) == (evidence.id, texts, "better", "org.xx-1")
    assert hash_of(new) != hash_of(evidence)
    assert load(output).meta.carried == []
    assert run([*words[:-1], "--replace-all"]) == 0
    assert load(output).meta.evaluated == "org.xx-1"


@pytest.mark.parametrize("field", [{"same_as": "xx-1-a.children-in-school-x"}, {"data_of": "xx-1-a.iati"}])
def test_a_link_between_records_that_files_cannot_give_is_not_lost_unasked(
    tmp_path: Path, field: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    path.write_text(document(activity(result("1"))), encoding="utf-8")
    words = ["import", "iati", str(path), "-o", str(output), "--force"]
    assert run(words) == 0
    changed(output, "evidence", **field)
    assert run(words) == 2
    assert "would lose" in capsys.readouterr().err
