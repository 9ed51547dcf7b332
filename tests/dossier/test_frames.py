"""The usual scales are those that were agreed, value by value, and ask of everything that can be judged."""

from __future__ import annotations

from typing import get_args

import pytest

from ilo_tui.core.languages import built_in_codes
from ilo_tui.dossier.checks.texts import texts_of
from ilo_tui.dossier.frames import FrameName, frame, usual_scales
from ilo_tui.dossier.model import AppliesTo

BY_KEY = {
    "verdict": "3 holds, 2 holds_in_part, 1 does_not_hold, 9 not_in_source, 0 cannot_tell",
    "strength": "4 high, 3 moderate, 2 low, 1 very_low",
    "effectiveness": (
        "6 highly_satisfactory, 5 satisfactory, 4 moderately_satisfactory, 3 moderately_unsatisfactory, "
        "2 unsatisfactory, 1 highly_unsatisfactory, 0 unable"
    ),
    "body-strength": "4 high, 3 moderate, 2 low, 1 very_low",
    "alignment": "2 principal, 1 significant, 0 not_targeted, 9 cannot_tell",
    "priority": "3 high, 2 medium, 1 low",
    "gap-priority": "3 high, 2 medium, 1 low",
    "attribution": "4 traced, 3 contributed, 2 possible, 1 others_doing, 0 cannot_tell",
    "bearing": "3 for, 2 neither, 1 against, 0 cannot_tell",
}
NOMINAL = {"verdict", "attribution"}
UNRANKED = {"unable", "cannot_tell"}
BY_ID = {scale.id: scale for scale in usual_scales()}


def test_there_are_nine_and_each_has_its_answers_by_their_keys() -> None:
    answers = {scale.id: [f"{value.key} {value.code}" for value in scale.values] for scale in usual_scales()}
    assert answers == {ident: listed.split(", ") for ident, listed in BY_KEY.items()}


def test_they_ask_of_everything_that_can_be_judged_in_an_order_without_ties() -> None:
    asked_of = [(scale.applies_to, scale.order) for scale in usual_scales()]
    assert {kind for kind, _ in asked_of} == set(get_args(AppliesTo))
    assert len(asked_of) == len(set(asked_of))


@pytest.mark.parametrize("ident", BY_KEY)
def test_a_higher_key_is_better_and_what_cannot_be_told_has_no_rank(ident: str) -> None:
    scale = BY_ID[ident]
    assert scale.kind == ("nominal" if ident in NOMINAL else "ordinal")
    for value in scale.values:
        ranked = ident not in NOMINAL and value.code not in UNRANKED
        assert value.rank == (int(value.key) if ranked else None)


def test_strength_and_attribution_are_asked_only_of_what_is_true_or_true_in_part() -> None:
    after = {scale.id: (scale.after.scale, scale.after.codes) for scale in usual_scales() if scale.after}
    assert after == dict.fromkeys(("strength", "attribution"), ("verdict", ["holds", "holds_in_part"]))


def test_answers_need_a_reason_where_they_are_the_ends_or_name_somebody() -> None:
    reasons = {(scale.id, value.code) for scale in usual_scales() for value in scale.values if value.reason}
    assert reasons == {("body-strength", "high"), ("body-strength", "very_low"), ("attribution", "others_doing")}


def test_every_text_stands_in_both_languages_and_names_no_country() -> None:
    records = [*usual_scales(), *(record for name in get_args(FrameName) for record in frame(name).dimensions)]
    for texts in (texts for record in records for _, texts in texts_of(record)):
        assert texts.keys() == set(built_in_codes())
        assert not any(word in text for text in texts.values() for word in ("Cambodia", "Kamboja", "IPEC", "ILO"))


@pytest.mark.parametrize("name", get_args(FrameName))
def test_a_frame_cites_its_own_source_and_places_every_example(name: FrameName) -> None:
    known = frame(name)
    assert {record.source for record in known.dimensions} == {record.id for record in known.sources}
    assert set(known.examples.values()) <= {record.id for record in known.dimensions}
