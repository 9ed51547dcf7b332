"""The table of kinds of item: whatever is added to it is found, hashed, queued, shown and named everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.model import AppliesTo
from ilo_tui.dossier.repository import Dossier
from ilo_tui.exporters.paper.content import SHEET_NAMES
from ilo_tui.frontends.console import queue_options
from ilo_tui.review.item_kinds import BESIDE, ITEM_KINDS, QUEUES, every_item, item_of, kind_of
from ilo_tui.review.items import Items
from ilo_tui.review.model import QueueKind
from ilo_tui.review.queues import Choice, choose
from ilo_tui.review.reviewer_decisions import ReviewerDecisions
from ilo_tui.review.targets import target
from ilo_tui.views.context import ViewContext
from ilo_tui.views.item_views import VIEWS
from ilo_tui.views.pages.decisions import item_blocks, item_title
from ilo_tui.views.session_words import QUEUE_NAMES
from tests.review.help import dossier_of


@pytest.fixture(params=["small", "shipped"])
def items(request: pytest.FixtureRequest, tmp_path: Path, dossier: Dossier) -> Items:
    return Items(dossier_of(tmp_path) if request.param == "small" else dossier)


def test_every_code_of_a_file_has_its_line_in_the_tables() -> None:
    assert {spec.scales for spec in QUEUES.values()} == set(get_args(AppliesTo))
    assert {spec.item_kind for spec in QUEUES.values()} == ITEM_KINDS.keys() <= set(get_args(AppliesTo))
    assert {*QUEUES, "mixed"} == set(get_args(QueueKind)) == QUEUE_NAMES.keys()
    assert QUEUES.keys() <= SHEET_NAMES.keys()
    assert set(queue_options.QUEUES) == QUEUES.keys()
    assert {spec.filter_kind for spec in QUEUES.values()} <= KEYS.keys()
    assert all(name == kind.name for name, kind in ITEM_KINDS.items())


def test_every_item_is_found_hashed_and_shown_by_one_view(items: Items) -> None:
    context = ViewContext(items.dossier, Translator("en", items.dossier.meta.default_language))
    seen = set()
    for item in every_item(items):
        record = items.find(item)
        assert record is not None and items.hash_of(item), item
        assert sum(view.shows(record) for view in VIEWS) == 1, item
        assert "no longer" not in item_title(context, items, item)
        assert item_blocks(context, items, item)[0].spans
        seen.add(kind_of(item))
    assert seen == ITEM_KINDS.keys()


def test_every_queue_is_filled_with_items_of_its_kind(items: Items) -> None:
    for kind, spec in QUEUES.items():
        if spec.scales in BESIDE:
            # What holds by nobody's verdict has nothing to attribute; in schema 1 nothing is asked of bearing.
            continue
        queue = choose(items, Choice(kind=kind), ReviewerDecisions())
        assert {kind_of(item) for item in queue.items} == {spec.item_kind}
        assert set(queue.items) <= set(every_item(items))


def test_a_record_that_is_judged_leads_to_its_item_and_to_no_other(items: Items) -> None:
    for item in every_item(items):
        ident = item.partition(":")[2]
        if record := items.dossier.find(ident):
            assert item_of(record) == item == target(items, ident)
    assert item_of(items.dossier.meta) is None
