"""Lists of voices, sources and provisions, as text, JSON and a table."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.exporters.record_csv import records_as_csv
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_json, as_text, rows
from ilo_tui.views.provision_rows import provision_rows
from ilo_tui.views.voice_rows import VoiceRow
from tests.dossier.small import alignment, numbered, opened, policy, small2


def listed(context: ViewContext, kind: str, text: str = "") -> tuple[list[str], list[dict[str, object]]]:
    """A list as lines and as objects."""
    result = rows(context, kind, parse(text, kind, context.dossier))
    return as_text(context, result, None), json.loads(as_json(context, result))


def test_sources_have_counts_and_how_they_were_read_in_columns_and_their_fields_in_json(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en"))
    (line,), (source,) = listed(context, "sources", "source:dol2019")
    assert line.startswith(
        "dol2019  2020  monitoring  +3  -1  ·19  23/0/0  funder  -  US Department of Labor, ILAB (2020). "
    )
    assert list(source) == ["id", "title", "kind", "publisher", "year", "url", "note", "voice", "copy"]
    waiting = frozenset(f"evidence:{claim.id}" for claim in dossier.evidence_of("source", "dol2019")[:4])
    (line,), _ = listed(context.blinded(blinding_of(waiting)), "sources", "source:dol2019")
    # The first of these four is against, the others are context.
    assert line.startswith("dol2019  2020  monitoring  +3  -0  ·16 ?4  23/0/0  funder  ")


def test_voices_are_the_same_in_every_form(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("id"))
    result = rows(context, "voices", parse("stake:funder", "voices", dossier))
    lines, objects = listed(context, "voices", "stake:funder")
    assert [line.split()[0] for line in lines] == [row["id"] for row in objects] == [row.id for row in result]
    assert objects[0] == {
        **objects[0],
        "id": "us-dol",
        "kind": "actor",
        "name": "Departemen Tenaga Kerja AS",
        "stake": "funder",
        "certain": True,
        "independent": "against_only",
    }
    assert "hidden" not in objects[0]
    table = list(csv.DictReader(StringIO(records_as_csv(context, "voices", result))))
    assert [row["id"] for row in table] == [row.id for row in result]
    assert table[0]["sources"].split("; ") == objects[0]["sources"]
    assert (table[0]["supports"], table[0]["certain"], table[0]["hidden"]) == (str(objects[0]["supports"]), "true", "")


def test_a_voice_has_the_claims_in_which_it_speaks_and_no_other(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en"))
    for row in rows(context, "voices", parse("", "voices", dossier)):
        assert isinstance(row, VoiceRow)
        claims = [
            claim
            for claim in dossier.records(Evidence)
            if row.id in {speaker.voice.id for speaker in dossier.voices.speakers(claim)}
        ]
        assert (row.supports, row.contradicts, row.context) == count_stances(claims)
        assert row.programmes == list(dict.fromkeys(claim.programme for claim in claims if claim.programme))


@pytest.fixture
def second(tmp_path: Path) -> ViewContext:
    """A policy of which one provision is served, one was examined, one is named by nobody."""
    plain = small2()
    plain["policies"] = numbered(policy("plan", "aim-1", "aim-2", "aim-3"), policy("law"))
    plain["alignments"] = numbered(
        alignment("al-1", programme="one", provision="aim-1", degree="principal"),
        alignment("al-2", programme="one", provision="aim-2", degree="not_targeted"),
    )
    return ViewContext(opened(tmp_path, plain), Translator("en"))


def test_provisions_are_the_same_in_every_form(second: ViewContext) -> None:
    lines, objects = listed(second, "provisions", "not:has:alignment")
    assert lines == ["plan/aim-2  PLAN  aim-2  0  Gist aim-2", "plan/aim-3  PLAN  aim-3  0  Gist aim-3"]
    assert objects[0] == {
        "id": "plan/aim-2",
        "policy": "plan",
        "provision": "aim-2",
        "kind": "plan",
        "ref": "aim-2",
        "gist": {"en": "Gist aim-2", "id": "Gist aim-2 (id)"},
        "alignments": [],
        "programmes": [],
    }
    result = rows(second, "provisions", parse("has:alignment", "provisions", second.dossier))
    head, row = records_as_csv(second, "provisions", result).splitlines()
    assert head == "id,policy,provision,kind,ref,gist_en,gist_id,alignments,programmes"
    assert row == "plan/aim-1,plan,aim-1,plan,aim-1,Gist aim-1,Gist aim-1 (id),al-1,one"


def test_whether_an_alignment_that_waits_serves_a_provision_cannot_be_told(second: ViewContext) -> None:
    waiting = frozenset(f"alignment:{link.id}" for link in second.dossier.records(Alignment))
    blinded = second.blinded(blinding_of(waiting))
    assert [row.alignments for row in provision_rows(blinded)] == [["al-1"], ["al-2"], []]
    assert [row.alignments for row in provision_rows(second)] == [["al-1"], [], []]
