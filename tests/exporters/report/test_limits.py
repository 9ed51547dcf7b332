"""Limits: each in its own words."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.limits import limits
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.session_repository import SessionRepository
from tests.exporters.report.team import report_of, worked


def test_each_limit_is_said_in_its_own_words(tmp_path: Path) -> None:
    environment = worked(tmp_path)
    report, items = report_of(environment), environment.items
    lacking = analyse(SessionRepository(environment).entries(), items).lacking
    english = Translator("en")
    texts = {limit.code: limit.text for limit in report.limits}
    assert texts["recorded"].startswith("The report rests on what the dossier records.")
    assert "no_decisions" not in texts
    without = structs.replace(report, decisions=[])
    texts = {limit.code: limit.text for limit in limits(without, items.dossier, lacking, english)}
    assert texts["no_decisions"].startswith("No decisions yet:")
    uncounted = [structs.replace(decision, counted=False) for decision in report.decisions]
    none_counts = structs.replace(report, decisions=uncounted)
    texts = {limit.code: limit.text for limit in limits(none_counts, items.dossier, lacking, english)}
    assert texts["no_decisions"].startswith("No decision counts:")
    assert texts["recorded"].startswith("The report rests on what the dossier records.")
