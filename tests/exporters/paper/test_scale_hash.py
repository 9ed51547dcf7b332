"""A sheet is keyed in only where its digits still mean what they meant when it was printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.exporters.paper.codes import Codes, ItemQuestion
from ilo_tui.exporters.paper.digits import with_check
from ilo_tui.exporters.paper.errors import PaperError
from ilo_tui.exporters.paper.scale_hash import are_as_in_0_1
from ilo_tui.review.items import Items
from tests.dossier.small import Document, both, written
from tests.review.help import dossier_of, tables

E1 = ItemQuestion("evidence:e1", "evidence")
CELL = ItemQuestion("cell:p1/outcome", "cell")
SHIPPED = Path(__file__).parents[2] / "golden" / "shipped.json"
PRINTED_BY_0_1 = {
    "FSRQ-MDS1": ItemQuestion("evidence:tbp-004", "evidence"),
    "N2A4-FZ84": ItemQuestion("cell:csr/output", "cell"),
    "8KG7-S42S": ItemQuestion("alignment:al-004", "alignment"),
    "7ANF-6N6A": ItemQuestion("suggestion:sug-other-organisations", "suggestion"),
    "QX0Z-51G2": ItemQuestion("gap:clm/output:one_stance", "gap"),
    "W75A-MDS8": ItemQuestion("evidence:tbp-004", "attribution"),
}
"""Codes of sheets that version 0.1 printed of the dossier that shipped with it."""


def schema2(folder: Path, scales: list[Document], name: str = "dossier.json") -> Dossier:
    """The small dossier in schema 2, with these scales."""
    meta = {**tables()["meta"][0], "schema": 2}
    sources = [{**tables()["sources"][0], "kind": "other"}]
    return dossier_of(folder, {"meta": [meta], "sources": sources, "scales": scales}, name)


def scales() -> list[Document]:
    """The scales of the small dossier; strength is asked after one answer, and one of its answers needs a reason."""
    documents = deepcopy(tables()["scales"])
    documents[1]["after"] = {"scale": "verdict", "codes": ["holds", "holds_in_part"]}
    documents[1]["values"][0]["reason"] = True
    return documents


def refused(codes: Codes, code: str, language: str = "en") -> str:
    with pytest.raises(PaperError) as error:
        codes.find(code)
    return " ".join(error.value.localise(Translator(language)))


def as_printed_by_0_1(code: str) -> str:
    """The code without what it carries of scales."""
    return with_check(code.replace("-", "")[:7])


Change = Callable[[list[Document]], object]
OTHER_MEANINGS: dict[str, Change] = {
    "keys": lambda known: [value.update(key=str(9 - int(value["key"]))) for value in known[0]["values"]],
    "a code": lambda known: known[1]["values"][2].update(code="higher"),
    "an answer more": lambda known: known[1]["values"].append({**known[1]["values"][0], "code": "x", "key": "9"}),
    "a reason less": lambda known: known[1]["values"][0].pop("reason"),
    "after other answers": lambda known: known[1]["after"].update(codes=["holds"]),
    "after none": lambda known: known[1].pop("after"),
    "another order": lambda known: (known[0].update(order=2), known[1].pop("after")),
    "a question more": lambda known: known.append({**known[0], "id": "more", "order": 3}),
    "a question less": lambda known: known.pop(1),
}


@pytest.mark.parametrize("change", OTHER_MEANINGS.values(), ids=OTHER_MEANINGS)
def test_a_sheet_that_was_printed_for_other_answers_is_refused(change: Change, tmp_path: Path) -> None:
    printed = Codes(Items(schema2(tmp_path, scales())))
    known = scales()
    change(known)
    keyed = Codes(Items(schema2(tmp_path, known, "changed.json")))
    code = printed.code_of(E1)
    message = refused(keyed, code)
    assert f"{code} was printed for other answers: the digits at evidence:e1 mean something else now" in message
    assert "ilo-tui review" in message
    assert "dicetak untuk jawaban lain" in refused(keyed, code, "id")
    assert keyed.find(printed.code_of(CELL)) == CELL
    assert keyed.find(keyed.code_of(E1)) == E1


def test_words_that_are_corrected_change_no_code(tmp_path: Path) -> None:
    printed = Codes(Items(schema2(tmp_path, scales())))
    known = scales()
    for document in known:
        document["question"] = both("Said better")
        document["values"].reverse()
        for value in document["values"]:
            value.update(label=both(f"Better {value['code']}"), definition=both("Said better"))
    keyed = Codes(Items(schema2(tmp_path, known, "changed.json")))
    for question in (E1, CELL):
        assert keyed.code_of(question) == printed.code_of(question)
        assert keyed.find(printed.code_of(question)) == question


@pytest.mark.parametrize("code", PRINTED_BY_0_1)
def test_sheets_of_version_0_1_go_on_working(code: str) -> None:
    assert Codes(Items(load(SHIPPED))).find(code) == PRINTED_BY_0_1[code]


def test_sheets_of_version_0_1_are_refused_where_their_digits_mean_something_else(tmp_path: Path) -> None:
    shipped = json.loads(SHIPPED.read_bytes())
    verdict = next(record for record in shipped["scales"].values() if record["id"] == "verdict")
    for value in verdict["values"]:
        value["key"] = {"1": "3", "3": "1"}.get(value["key"], value["key"])
    codes = Codes(Items(load(written(tmp_path, shipped))))
    for code, question in PRINTED_BY_0_1.items():
        if question.kind == "evidence":
            message = refused(codes, code)
            assert f"{code} is of a sheet of version 0.1" in message
            assert "ilo-tui review" in message
            assert "lembar versi 0.1" in refused(codes, code, "id")
        else:
            assert codes.find(code) == question


def test_sheets_of_version_0_1_are_refused_by_a_dossier_of_schema_2(tmp_path: Path) -> None:
    shipped = list(json.loads(SHIPPED.read_bytes())["scales"].values())
    first = Codes(Items(dossier_of(tmp_path, {"scales": shipped})))
    second = Codes(Items(schema2(tmp_path, shipped, "second.json")))
    assert are_as_in_0_1(second.items.dossier.records(Scale))
    assert first.find(as_printed_by_0_1(first.code_of(E1))) == E1
    assert "sheet of version 0.1" in refused(second, as_printed_by_0_1(second.code_of(E1)))


def test_questions_that_did_not_ship_with_version_0_1_are_taken_as_they_stand(tmp_path: Path) -> None:
    custom = {**deepcopy(tables()["scales"][0]), "id": "heard"}
    codes = Codes(Items(dossier_of(tmp_path, {"scales": [custom]})))
    assert codes.find(as_printed_by_0_1(codes.code_of(E1))) == E1
