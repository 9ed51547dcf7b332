"""Sources and provisions by lines: their numbers lead to pages, and on to publishers and actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.repository import Dossier
from tests.dossier.small import opened, small
from tests.frontends.plain.help import walked
from tests.frontends.plain.test_walk import entry
from tests.views.pages.test_voice import HOSTILE


def words(text: str) -> str:
    """What is told, however its lines are broken."""
    return " ".join(text.split())


def test_a_source_leads_to_its_publisher_and_that_to_its_voice(dossier: Dossier) -> None:
    sources = entry(dossier, "Sources")
    shown = words(walked(dossier, sources, "f source:dol2019", "1", "1", "1", "b", "b", "b", "b", "q"))
    assert "1. US Department of Labor, ILAB, 2020, monitoring report, funder: 2019 Findings" in shown
    assert "claims: 3 for, 1 against, 19 context; read: 23 directly" in shown
    assert "Publisher: US Department of Labor, ILAB [1]" in shown
    assert "Counts with the voice of: US Department of Labor [1]" in shown
    assert "Speaks in 110 claims" in shown


def test_provisions_that_nobody_serves_come_first(dossier: Dossier) -> None:
    shown = words(walked(dossier, entry(dossier, "Provisions"), "f not:has:alignment kind:ilo", "1", "b", "b", "q"))
    assert "C182 Art. 3: Defines the worst forms; (d) is hazardous work: served by nobody" in shown
    assert "nobody's alignment names this provision" in shown


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_publisher_is_opened_by_its_number(tmp_path: Path, kind: str, language: str) -> None:
    tables = small()
    tables["sources"]["1"]["publisher"] = HOSTILE[kind]
    dossier = opened(tmp_path, tables)
    label = {"en": "Sources", "id": "Sumber"}[language]
    number = entry(dossier, label, language)
    shown = walked(dossier, number, "1", "1", "b", "b", "b", "q", language=language)
    assert not any(char < " " and char != "\n" for char in shown) and "\u202e" not in shown
    speaks = {"en": "Speaks in 2 claims", "id": "Berbicara dalam 2 klaim"}[language]
    assert speaks in shown


def test_a_filter_of_claims_warns_of_what_is_outdated_and_takes_what_is_new(dossier: Dossier) -> None:
    evidence = entry(dossier, "Evidence by a filter")
    assert "1 to 20 of 288" in walked(dossier, evidence, "voices:1", "b", "q")
    shown = walked(dossier, entry(dossier, "Gaps without a suggestion"), "f kind:one_source", "b", "q")
    assert "one_source is a kind of gap of version 0.1 and is read as one_voice" in words(shown)
