"""The page of a place: its names, what was done there, what is claimed, and nothing that a reviewer may not see."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gazetteer import AS_TOLD
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.places import NOWHERE
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.review.model import Observation, Seen
from ilo_tui.review.observations import FieldObservation, ObservationIndex
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_json, as_text, rows
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.observations import FolderObservations
from ilo_tui.views.pages.place import place_page
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.place_weights import place_weight, weigh_places
from tests.dossier.small import aim, claim, numbered, opened, programme, small2
from tests.dossier.test_places import NAMES, texts
from tests.review.help import SOK

HOSTILE = "[red]K\x1b[31mep\u202e[/] =1+1"
HIDDEN = frozenset({"evidence:against", "evidence:again"})


def hostile_and_placed(folder: Path) -> Dossier:
    tables = small2()
    tables["meta"]["1"] |= {"place_names": NAMES, "carried": []}
    tables["programmes"] = numbered(programme("one") | {"places": texts("Phnom Penh")}, programme("two"))
    tables["aims"] = numbered(aim("reach", places=texts("Phnom Penh")))
    at_place = {"places": texts("Phnom Penh"), "programme": "one"}
    tables["evidence"] = numbered(
        claim("lead", dimension="output", tie="direct", year=2005, **at_place),
        claim("again", dimension="output", tie="direct", same_as="lead", **at_place),
        claim("against", dimension="outcome", tie="related", stance="contradicts", year=2015, **at_place),
        claim("of-two", programme="two", stance="context", places=[{"en": "Phnom Penh", "id": "Ibu kota"}]),
        claim("elsewhere", programme="one", dimension="output"),
        claim("hostile", place={"en": HOSTILE}),
    )
    tables["findings"] = {}
    return opened(folder, tables)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ViewContext:
    return ViewContext(hostile_and_placed(tmp_path_factory.mktemp("place")), Translator("en"))


def page(context: ViewContext, ident: str) -> list[str]:
    return list(plain_lines(page_of(context, ident, 200) or [], 200))


def test_a_place_says_what_is_there_and_what_is_claimed_programme_by_programme(context: ViewContext) -> None:
    assert page(context, "place:phnom-penh") == [
        "Phnom Penh",
        "province · as a filter: place:phnom_penh",
        "Also written: Ibu kota; Phnum Pénh",
        "",
        "Programmes here (1)",
        "ONE Programme one: 3 of its 4 claims name this place (name output +1 -0, name outcome +0 -0) [one]",
        "",
        "Aims here",
        "1 aim: 1 still open",
        "still open: Aim reach [reach]",
        "",
        "Claims",
        "voices tied directly: 1 for, 0 against; claims: 1 for, 1 against, 1 context",
        "",
        "ONE Programme one",
        "name output  voices tied directly: 1 for, 0 against; claims: 1 for, 0 against, 0 context",
        "+ Statement lead (src) [lead]",
        "+ Statement again (src) [again]",
        "name outcome  voices tied directly: 0 for, 0 against; claims: 0 for, 1 against, 0 context",
        "- Statement against (src) ○ related [against]",
        "",
        "TWO Programme two",
        "unassigned  voices tied directly: 0 for, 0 against; claims: 0 for, 0 against, 1 context",
        "· Statement of-two (src) ○ tie not stated [of-two]",
    ]


def test_its_name_and_words_are_in_the_language_of_the_reader(context: ViewContext) -> None:
    shown = page(context.in_language("id"), "place:phnom_penh")
    assert shown[0] == "Ibu kota"
    assert shown[1] == "provinsi · sebagai saringan: tempat:phnom_penh"
    assert shown[2] == "Ditulis juga: Phnom Penh; Phnum Pénh"


def test_the_tie_level_and_the_period_in_force_count_there(context: ViewContext) -> None:
    wider = page(context.weighed(Weighing("related")), "place:phnom_penh")
    assert "voices: 1 for, 1 against; claims: 1 for, 1 against, 1 context" in wider
    first = page(context.weighed(Weighing("direct", "first")), "place:phnom_penh")
    assert "Period: First" in first
    assert "voices tied directly: 1 for, 0 against; claims: 1 for, 0 against, 0 context" in first
    assert not any("Statement against" in line or "Statement again" in line for line in first)
    assert "no claim of this period names this place" in page(context.weighed(Weighing(period="first")), "place:kampot")
    assert "no claim names this place" in page(context, "place:kampot")


def test_a_source_s_words_that_name_no_place_stand_as_they_are_and_safe(context: ViewContext) -> None:
    [place] = [place for place in context.places if place.key.startswith(AS_TOLD)]
    shown = page(context, place.id)
    assert shown[0] == "[red]K␛[31mep[/] =1+1"
    assert shown[1].startswith("Not among the dossier's names: it stands as it is written")
    assert "\x1b" not in place.id and "\u202e" not in place.id
    assert page_of(context, f"place:{place.key.removeprefix('told:')}") == page_of(context, place.id)


def test_what_has_no_place_has_a_page_too(context: ViewContext) -> None:
    shown = page(context, f"place:{NOWHERE}")
    assert shown[0] == "no place stated"
    assert "TWO Programme two: 0 of its 1 claims have no place [two]" in shown
    assert "+ Statement elsewhere (src) ○ tie not stated [elsewhere]" in shown
    assert page_of(context, "place:mars") is None


def test_before_the_answer_neither_voices_nor_counts_tell_its_side(context: ViewContext) -> None:
    place = context.places.find("phnom_penh")
    assert place is not None
    hidden = context.blinded(blinding_of(HIDDEN))
    weight = place_weight(hidden, place)
    assert (weight.claims, weight.hidden, weight.total) == ((1, 0, 1), 2, 4)
    shown = page(hidden, place.id)
    assert "voices tied directly: 1 for, 0 against; claims: 1 for, 0 against, 1 context, 2 hidden until judged" in shown
    assert "? Statement against (src) [against]" in shown
    assert "1 aim: shown after your answer" in shown
    # A claim on the other side, of another tie, and that tells no other fact, looks the same.
    turned = replace(context, dossier=_turned(context.dossier)).blinded(blinding_of(HIDDEN))
    assert page(turned, place.id) == shown
    for kind in ("json", "text"):
        listed = [_listed(some, kind) for some in (hidden, turned)]
        assert listed[0] == listed[1]


def _listed(context: ViewContext, form: str) -> str:
    places = rows(context, "places", parse("", "places", context.dossier))
    return as_json(context, places) if form == "json" else "\n".join(as_text(context, places, None))


def _turned(dossier: DossierReader) -> Dossier:
    """The same with all turned round that is hidden of the claims that wait."""
    tables = json.loads(dossier.path.read_text("utf-8"))
    for document in tables["evidence"].values():
        if f"evidence:{document['id']}" in HIDDEN:
            document["stance"] = "supports" if document["stance"] == "contradicts" else "contradicts"
            document["tie"] = "related" if document["tie"] == "direct" else "direct"
            document.pop("same_as", None)
    path = dossier.path.with_name("turned.json")
    path.write_text(json.dumps(tables), "utf-8")
    return load(path)


def test_what_was_seen_there_stands_on_the_page_and_in_the_list(context: ViewContext) -> None:
    seen_there = Seen(text="A kiln", place="Phnom Penh", date="2026-11-24")
    record = Observation(seq=1, item="evidence:lead", observation=seen_there, at="2026-11-24T12:00:00Z")
    index = ObservationIndex(context.dossier, [FieldObservation(SOK, "s", record)])
    seen = context.with_observations(FolderObservations(index))
    assert "  A kiln" in page(seen, "place:phnom_penh")
    assert "  A kiln" not in page(seen, "place:kampot")
    [phnom_penh] = json.loads(as_json(seen, [place for place in seen.places if place.key == "phnom_penh"]))
    assert phnom_penh["observations"] == 1


def test_an_observation_stands_at_the_place_at_which_a_report_counts_it(tmp_path: Path) -> None:
    tables = small2()
    tables["programmes"] = numbered(
        programme("one") | {"places": [{"en": "Poipet", "id": "Poipet"}, {"en": "Põipet", "id": "Põipet"}]},
        programme("two"),
    )
    dossier = opened(tmp_path, tables)
    places = {place.name["en"]: place for place in dossier.crossings.places if place.programmes == ("one",)}
    assert set(places) == {"Poipet", "Põipet"}, "two places that the dossier does not bring together"
    for name, place in places.items():
        record = Observation(
            seq=1, item="programme:one", observation=Seen(text="A border", place=name), at="2026-11-24T12:00:00Z"
        )
        index = ObservationIndex(dossier, [FieldObservation(SOK, "s", record)])
        shown = FolderObservations(index)
        assert [len(shown.at(dossier, other.key)) for other in places.values()] == [
            int(other is place) for other in places.values()
        ]


def test_a_long_page_is_cut_where_asked_and_says_how_much_there_is(context: ViewContext) -> None:
    place = context.places.find("phnom_penh")
    assert place is not None
    lines = list(plain_lines(place_page(context, place, 1), 200))
    assert sum("Statement" in line for line in lines) == 1
    assert lines[-1] == "... and 3 more"
    # Voices are those of all claims.
    assert "voices tied directly: 1 for, 0 against; claims: 1 for, 1 against, 1 context" in lines


def test_every_place_of_the_dossier_that_ships_has_a_page_with_all_its_claims(dossier: Dossier) -> None:
    for language in ("en", "id"):
        context = ViewContext(dossier, Translator(language, "en"))
        weights = weigh_places(context)
        for place in context.places:
            blocks = page_of(context, place.id) or []
            targets = [part.target for part in blocks]
            assert all(targets.count(claim.id) == 1 for claim in place.evidence)
            assert weights[place.key] == place_weight(context, place)


def test_a_claim_leads_to_each_place_that_the_dossier_names(dossier: Dossier, context: ViewContext) -> None:
    shipped = ViewContext(dossier, Translator("en"))
    targets = {
        claim.id: {part.target for part in page_of(shipped, claim.id) or []} for claim in dossier.records(Evidence)
    }
    for place in shipped.places:
        for claim_at_place in place.evidence:
            assert (place.id in targets[claim_at_place.id]) == (place.level is not None)
    assert "Place: Phnom Penh [place:phnom_penh]" in page(context, "of-two")
