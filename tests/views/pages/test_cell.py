"""The page of a crossing: its words and voices are those of all its claims, also where only some of them are shown."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.review.standing import ReviewedClaims
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.weights import reviewed_text
from tests.dossier.small import numbered, opened
from tests.dossier.test_gap_rules import tables


def context_of(folder: Path, *claims: str) -> ViewContext:
    """A dossier with these claims on the crossing of `one` and `result`, written `STANCE TIE ACTOR`."""
    return ViewContext(opened(folder, tables(*claims)), Translator("en"))


def page(context: ViewContext, limit: int | None = None, row: str = "one") -> list[str]:
    return list(plain_lines(cell_page(context, context.gap_map.cell(row, "result"), limit), 400))


def test_a_word_depends_on_the_tie_where_it_changes_and_not_where_only_its_numbers_do(tmp_path: Path) -> None:
    same = [line for line in page(context_of(tmp_path, "+r union", "+i church")) if "depends on the tie" in line]
    assert same == [], "limited and too few at every level"
    more = page(context_of(tmp_path, "-d agency", "-d funder", "-d state", "-r nobody"))
    assert not any("depends on the tie" in line for line in more), "high at every level, of more voices at a wider one"
    other = page(context_of(tmp_path, "+d agency", "+d funder", "+d state", "-r union", "-r church", "-r nobody"))
    (line,) = (line for line in other if "depends on the tie" in line)
    assert line == (
        "The word for agreement depends on the tie: tied directly: too few to speak of agreement (0); "
        "tied directly or through the organisation: high (0 for, 3 against, 0 both); "
        "tied in any way: high (0 for, 3 against, 0 both)."
    )


def test_a_list_that_is_cut_is_headed_by_the_voices_of_all_claims_and_by_no_number_of_those_shown(
    tmp_path: Path,
) -> None:
    context = context_of(tmp_path, "+d union", "·n state", "+d church", "-d agency", "·n funder")
    for row in ("one", TOTAL):
        cut, every = page(context, 2, row), page(context, None, row)
        heading = cut.index("Voices: tied directly")
        assert cut[heading + 1] == every[every.index("Voices: tied directly") + 1]
        assert cut[heading + 1] == "2 for, 1 against (independent: 2 for, 1 against), 3 voices in all"
        assert "Not counted at this tie level" in cut and "Not counted at this tie level (2)" in every
        assert cut[-1] == "... and 3 more"
        assert sum(line.lstrip().startswith(("+ ", "- ", "· ")) for line in cut) == 2


def test_what_reviews_leave_of_claims_has_both_ends_of_a_range(tmp_path: Path) -> None:
    plain = tables("+d union", "-d church")
    plain["sources"] = numbered(
        {"id": "src", "title": "A report", "kind": "monitoring", "publisher": "A"},
        {"id": "other", "title": "Another", "kind": "other", "publisher": "B"},
    )
    for document in plain["evidence"].values():
        del document["said_by"]
    plain["evidence"]["1"]["other_sources"] = [{"source": "other"}]
    context = ViewContext(opened(tmp_path, plain), Translator("en"))
    context = context.with_standing(ReviewedClaims(frozenset({"ev-0"}), frozenset(), frozenset()))
    text = reviewed_text(context, context.gap_map.cell("one", "result").evidence)
    assert text == "as recorded +1–2 -1, as reviewed +0 -1, verified +0 -0"
