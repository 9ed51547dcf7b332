"""Places on the command line: listed, filtered, shown by whatever they are called; nothing that an answer waits for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.reviewers import reviewer_for

Printed = pytest.CaptureFixture[str]


def printed(capsys: Printed, *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "typed", ["place:kampong-cham", "place:kampong_cham", "place:Kampong Cham", "kampong_cham", "kampong-cham"]
)
def test_one_command_says_what_is_known_of_kampong_cham(dossier: Dossier, capsys: Printed, typed: str) -> None:
    shown = printed(capsys, "show", typed)
    assert shown.startswith("Kampong Cham\nprovince")
    assert "CLM Child Labour Monitoring: 1 of its 34 claims names this place" in " ".join(shown.split())
    place = dossier.crossings.places.find("kampong_cham")
    assert place is not None
    assert all(f"[{evidence.id}]" in shown for evidence in place.evidence)


def test_a_list_has_a_line_for_each_place(dossier: Dossier, capsys: Printed) -> None:
    lines = printed(capsys, "list", "places").splitlines()
    assert [line.split()[0] for line in lines] == [place.id for place in dossier.crossings.places]
    [line] = [line for line in lines if line.startswith("place:kampong_cham ")]
    assert " ".join(line.split()) == "place:kampong_cham province 5 programmes voices +1 -0 9 claims Kampong Cham"


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        ("level:below", ["poipet"]),
        ("level:province programme:clm", ["kampong_cham", "kampot", "phnom_penh"]),
        ("place:preah_sihanouk", ["sihanoukville_(preah_sihanouk)"]),
        ("not:level:province,abroad,below provinces", ["told:six_provinces", "told:four_provinces"]),
        ("jenjang:luar_negeri asia", ["asia", "asia_and_the_pacific"]),
    ],
)
def test_a_filter_leaves_some_of_them(capsys: Printed, where: str, keys: list[str]) -> None:
    listed = [place["id"] for place in json.loads(printed(capsys, "list", "places", "--json", "--where", where))]
    assert listed[: len(keys)] == [f"place:{key}" for key in keys]


def test_json_and_csv_say_the_same(dossier: Dossier, capsys: Printed) -> None:
    objects = json.loads(printed(capsys, "list", "places", "--json"))
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "list", "places", "--format", "csv"))))
    assert len(objects) == len(rows) == len(list(dossier.crossings.places))
    for place, row in zip(objects, rows, strict=True):
        names = place.pop("name")
        assert (row.pop("name_en"), row.pop("name_id")) == (names.get("en", ""), names.get("id", ""))
        assert row == {
            name: "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            for name, value in place.items()
        }
    [national] = [place for place in objects if place["id"] == "place:national"]
    assert [national[name] for name in ("level", "supports", "contradicts", "context")] == ["national", 42, 13, 135]
    assert json.loads(printed(capsys, "show", "national", "--json")) | {"name": None} == national | {"name": None}


def test_a_place_that_does_not_exist_is_told_with_those_that_are_like_it(capsys: Printed) -> None:
    assert run(["show", "place:kampong_chan"]) == 2
    assert "Did you mean: place:kampong_cham" in capsys.readouterr().err


@pytest.mark.slow
def test_what_waits_for_an_answer_weighs_nothing_and_is_counted_apart(
    dossier: Dossier, tmp_path: Path, capsys: Printed
) -> None:
    waiting = ["evidence:tbp-005", "evidence:clm-001"]
    desk = ReviewEnvironment(tmp_path, Items(dossier), "0" * 16)
    session = create_session(
        desk, SessionSpec(reviewer_for(state_folder(), "Sok Dara"), "en", Queue(kind="evidence", items=waiting))
    )
    session.flag(waiting[0], True)
    session.close()

    def kampong_cham(*more: str) -> dict[str, int]:
        [place] = json.loads(
            printed(
                capsys, "--reviews", str(tmp_path), "list", "places", "--json", "--where", "place:kampong_cham", *more
            )
        )
        return {name: place[name] for name in ("supports", "contradicts", "context", "hidden")}

    assert kampong_cham() == {"supports": 4, "contradicts": 0, "context": 3, "hidden": 2}
    assert kampong_cham("--unblind") == {"supports": 6, "contradicts": 0, "context": 3, "hidden": 0}
    shown = printed(capsys, "--reviews", str(tmp_path), "show", "kampong_cham")
    assert "2 hidden until judged" in shown and "? The labour ministry and ILO-IPEC documented" in shown
