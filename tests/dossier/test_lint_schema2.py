"""What is weak in a dossier of schema 2: each rule on the small dossier, and what is counted beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.levels import dimension_level
from ilo_tui.dossier.lint import lint
from ilo_tui.dossier.lint_findings import KINDS, Weakness
from ilo_tui.dossier.lint_schema2 import lint_counts
from ilo_tui.dossier.model import Dimension
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.validation import check_tables
from tests.dossier.small import Document, Plain, both, claim, dimension, numbered, opened, small, small2, written

EN = Translator("en")
DOCS = Path(__file__).parents[2] / "docs" / "how-to" / "lint.md"


def second(*claims: Document) -> Plain:
    """The small dossier of schema 2 with these claims, dated, read and in one dimension unless they say otherwise."""
    plain = small2()
    plain["dimensions"] = numbered(
        dimension("reach", 1) | {"level": "output"},
        dimension("effectiveness", 2) | {"level": "outcome"},
        dimension("impact", 3),
    )
    usual = {"year": 2006, "reading": "direct", "dimension": "effectiveness"}
    plain["evidence"] = numbered(*({**usual, **document} for document in claims))
    for document in plain["evidence"].values():
        del document["confidence"]
        if "start" in document or document["year"] is None:
            del document["year"]
    del plain["meta"]["1"]["carried"]
    plain["findings"] = {}
    plain["suggestions"] = {}
    return plain


def weak(folder: Path, plain: Plain) -> list[Weakness]:
    """What is weak in a sound dossier."""
    path = written(folder, plain)
    tables = ReadOnlyStorage(path).records()
    assert check_tables(tables) == []
    return lint(tables, path)


def named(folder: Path, plain: Plain, kind: str) -> list[str]:
    """The records that are weak in a way."""
    return [weakness.id for weakness in weak(folder, plain) if weakness.kind == kind]


def test_a_side_needs_a_tie_and_an_inference_a_reason(tmp_path: Path) -> None:
    plain = second(
        claim("tied", tie="direct"),
        claim("untied"),
        claim("inferred", stance="contradicts", tie="inferred"),
        claim("reasoned", stance="contradicts", tie="inferred", tie_why=both("It was the only one there")),
        claim("context", stance="context"),
        claim("inferred-context", stance="context", tie="inferred"),
    )
    assert named(tmp_path, plain, "no_tie") == ["untied"]
    assert named(tmp_path, plain, "no_tie_why") == ["inferred", "inferred-context"]
    assert named(tmp_path, plain, "no_evaluated") == []


def test_where_nobody_is_evaluated_that_is_named_once(tmp_path: Path) -> None:
    plain = second(claim("a"), claim("b", stance="contradicts", tie="direct"), claim("c", stance="context"))
    del plain["meta"]["1"]["evaluated"]
    weaknesses = weak(tmp_path, plain)
    (line,) = [weakness.localise(EN) for weakness in weaknesses if weakness.kind == "no_evaluated"]
    assert line.startswith("meta/1 (small): claims that are for or against: 2; ")
    assert "no_tie" not in {weakness.kind for weakness in weaknesses}
    plain["evidence"] = numbered(*(document for document in plain["evidence"].values() if document["id"] == "c"))
    assert named(tmp_path, plain, "no_evaluated") == []


def states(better: tuple[int, int], worse: tuple[int, int]) -> list[Document]:
    """Untied states that got better, and that got worse: how many count by inference, how many do not."""
    why = {"tie": "inferred", "tie_why": both("Nobody else was there")}
    documents = []
    for trend, (inferred, others) in (("better", better), ("worse", worse)):
        documents += [claim(f"{trend}-{number}", trend=trend, **why) for number in range(inferred)]
        for number in range(others):
            untied = ({"tie": "none"}, {}, why)[number % 3]
            documents.append(claim(f"{trend}-not-{number}", trend=trend, **untied, stance="context"))
    return documents


@pytest.mark.parametrize(
    ("better", "worse", "expected"),
    [
        ((1, 2), (2, 4), []),
        ((1, 2), (2, 3), ["small"]),
        ((0, 3), (1, 0), ["small"]),
        ((0, 3), (0, 1), []),
        # Of what there is none, nothing could have been inferred.
        ((2, 1), (0, 0), []),
        ((0, 0), (0, 0), []),
    ],
)
def test_states_are_inferred_on_both_sides_alike(
    tmp_path: Path, better: tuple[int, int], worse: tuple[int, int], expected: list[str]
) -> None:
    tied = claim("tied", trend="better", tie="direct")
    plain = second(tied, claim("mixed", trend="mixed", tie="inferred", tie_why=both("Why")), *states(better, worse))
    assert named(tmp_path, plain, "symmetry") == expected
    counts = lint_counts(opened(tmp_path, plain), EN)[1]
    assert f"{better[0]} of {sum(better)} that got better, {worse[0]} of {sum(worse)} that got worse" in counts


def test_a_claim_is_dated_and_says_how_it_was_read(tmp_path: Path) -> None:
    plain = second(
        claim("dated"),
        claim("undated", year=None, figures=[{"name": both("n"), "value": 1, "unit": both("%"), "year": 2004}]),
        claim("spanning", start="2004", end="2005-06"),
        claim("unread", reading=None),
        claim("iati", reading=None, origin="iati"),
        claim("thesis", reading=None, origin="thesis"),
        claim("editor", reading=None, origin="editor"),
    )
    for document in plain["evidence"].values():
        if document["reading"] is None:
            del document["reading"]
    assert named(tmp_path, plain, "undated") == ["undated"]
    assert named(tmp_path, plain, "no_reading") == ["unread", "iati"]


def test_an_output_is_the_evaluated_actors_own(tmp_path: Path) -> None:
    plain = second(
        claim("own", dimension="reach", actor=["agency"]),
        claim("part", dimension="reach", actor=["office"]),
        claim("joint", dimension="reach", actor=["funder", "agency"]),
        claim("unknown", dimension="reach"),
        claim("others", dimension="reach", actor=["funder"]),
        claim("outcome", actor=["funder"]),
        claim("unlevelled", dimension="impact", actor=["funder"]),
    )
    assert named(tmp_path, plain, "other_output") == ["others"]
    (line,) = [weakness.localise(EN) for weakness in weak(tmp_path, plain) if weakness.kind == "other_output"]
    assert "it tells what funder did" in line
    del plain["meta"]["1"]["evaluated"]
    assert named(tmp_path, plain, "other_output") == []


def test_a_fact_is_counted_once(tmp_path: Path) -> None:
    passed = both("The law was passed")
    looks_same = {"en": "THE law  was passed", "id": "Lain"}
    plain = second(
        claim("first", statement=passed),
        claim("again", statement=looks_same),
        claim("known", statement=passed, same_as="first"),
        claim("group", same_as="lead"),
        claim("lead"),
    )
    assert named(tmp_path, plain, "same_statement") == ["again"]
    assert lint_counts(opened(tmp_path, plain), EN)[0] == (
        "claims: 5; counted once where several tell the same fact: 3"
    )


def test_a_voice_that_tells_more_than_a_third_is_named(tmp_path: Path) -> None:
    plain = second(
        claim("a", said_by="office"),
        claim("b", said_by="agency"),
        claim("c", source="other"),
        claim("d", source="other"),
        claim("thesis", origin="thesis"),
    )
    plain["sources"]["2"] |= {"publisher": "Parliament"}
    del plain["sources"]["2"]["data_of"]
    lines = {weakness.id: weakness.localise(EN) for weakness in weak(tmp_path, plain) if weakness.kind == "one_voice"}
    assert lines["agency"].startswith("actors/1 (agency): Actor agency speaks in 2 of 4 facts: ")
    assert lines["small"].startswith("meta/1 (small): Parliament speaks in 2 of 4 facts: ")
    plain["evidence"]["6"] = {**plain["evidence"]["1"], "id": "again", "same_as": "a"}
    assert sorted(named(tmp_path, plain, "one_voice")) == ["agency", "small"]
    # Exactly a third is not more than it.
    plain["evidence"]["7"] = {**plain["evidence"]["1"], "id": "e", "said_by": "funder"}
    plain["evidence"]["8"] = {**plain["evidence"]["1"], "id": "f", "said_by": "funder"}
    assert named(tmp_path, plain, "one_voice") == []


def figure(value: float, name: str = "children", **more: object) -> Document:
    """A figure in per cent."""
    return {"name": both(name), "value": value, "unit": both("%"), **more}


def test_the_same_figures_of_the_same_place_are_one_fact(tmp_path: Path) -> None:
    place: Document = {"locator": "p. 3"}
    plain = second(
        claim("first", figures=[figure(3), figure(4, year=2004)], **place),
        claim("again", figures=[figure(4, "boys", year=2004), figure(3, "girls", year=2006)], **place),
        claim("known", figures=[figure(3), figure(4, year=2004)], same_as="first", **place),
        claim("elsewhere", figures=[figure(3), figure(4, year=2004)], locator="p. 4"),
        claim("other-source", figures=[figure(3), figure(4, year=2004)], source="other", **place),
        claim("fewer", figures=[figure(3)], **place),
        claim("other-year", figures=[figure(3)], year=2007, **place),
        claim("bare", **place),
        claim("bare-too", **place),
    )
    assert named(tmp_path, plain, "same_figures") == ["again"]
    (line,) = [weakness.localise(EN) for weakness in weak(tmp_path, plain) if weakness.kind == "same_figures"]
    assert "it gives the figures of first, with the same locator in the same source" in line


def test_an_impact_is_known_by_its_level(tmp_path: Path) -> None:
    shown = {"figures": [{**figure(12), "name": both("teachers trained"), "unit": both("people")}]}
    plain = second(claim("a", dimension="impact", tie="direct", **shown))
    assert named(tmp_path, plain, "impact_by_activity") == []
    plain["dimensions"]["3"]["level"] = "impact"
    assert named(tmp_path, plain, "impact_by_activity") == ["a"]


def test_a_level_is_stated_and_in_schema_1_it_is_the_id(tmp_path: Path, dossier: Dossier) -> None:
    later = opened(tmp_path, second())
    assert [dimension_level(later, ident) for ident in later.ids(Dimension)] == ["output", "outcome", None]
    assert dimension_level(later, None) is dimension_level(later, "nothing") is None
    assert [dimension_level(dossier, ident) for ident in dossier.ids(Dimension)] == ["output", "outcome", "impact"]


@pytest.mark.first_edition
def test_a_dossier_of_schema_1_has_nothing_of_it(tmp_path: Path, dossier: Dossier) -> None:
    new = list(KINDS)[list(KINDS).index("no_tie") :]
    assert len(new) == 10
    assert {weakness.kind for weakness in weak(tmp_path, small())}.isdisjoint(new)
    assert lint_counts(dossier, EN) == []


def test_every_kind_is_explained_in_the_docs() -> None:
    explained = {line.split("`")[1] for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `")}
    assert explained == set(KINDS)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_command_prints_findings_kinds_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    path = str(written(tmp_path, second(claim("untied"), *states((1, 0), (0, 1)))))
    assert run(["--lang", language, "check", path, "--lint"]) == 0
    printed = capsys.readouterr()
    assert "evidence/1 (untied): " in printed.out
    *_, claims, counted, sound = printed.err.splitlines()
    assert "3" in claims and "1" in counted and sound.startswith({"en": "sound (", "id": "tanpa kesalahan ("}[language])
