"""What reviewers are called: never two of them the same."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewer_names import display_names, name_key


def person(ident: str, name: str) -> Reviewer:
    """A reviewer."""
    return Reviewer(id=ident, name=name, role="staff")


def test_an_id_stands_beside_a_name_only_where_another_has_it() -> None:
    people = [person("sok-dara-2a4c", "Sok Dara"), person("sok-dara-9d10", "sok  DARA"), person("chan-1", "Chan Thy")]
    assert display_names(people) == {
        "sok-dara-2a4c": "Sok Dara <sok-dara-2a4c>",
        "sok-dara-9d10": "sok  DARA <sok-dara-9d10>",
        "chan-1": "Chan Thy",
    }


def test_accents_hyphens_and_the_order_of_words_make_no_other_name() -> None:
    assert name_key("Dara Sok-An") == name_key("SOK ÁN DARA") != name_key("Dara Sok")


def test_a_blank_name_and_one_with_an_id_in_it_get_theirs() -> None:
    assert display_names([person("a", " ")]) == {"a": "<a>"}
    assert display_names([person("a", "Sok <b>")]) == {"a": "Sok <b> <a>"}


letters = st.text(alphabet=st.sampled_from("ab <>-\n\u202e\u200d\u0301é"), max_size=6)


@given(st.dictionaries(letters, letters, max_size=5))
def test_no_two_reviewers_are_ever_called_the_same(names: dict[str, str]) -> None:
    shown = display_names([person(ident, name) for ident, name in names.items()])
    assert all(first != other for first, other in combinations(shown.values(), 2))
    assert all(clean(item) == item for item in shown.values())
