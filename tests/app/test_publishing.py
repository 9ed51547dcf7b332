"""Which drafts go into an edition, what is refused, and in which order things are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ilo_tui.app.publishing import Publishing, PublishOptions
from ilo_tui.core.errors import AppError, OutputError, UsageError
from ilo_tui.dossier.editions.model import Change, Choice, Draft
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.repository import load
from tests.dossier.editions.drafting import Author, base, data, put
from tests.dossier.small import small, small2, written


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "1.json"
    path.write_bytes(data(base()))
    return path


def draft(author: Author, *, finished: bool = True) -> Draft:
    return Draft(id=author.draft, author=author.name, reviewer=author.name, finished=finished, changes=author.changes)


def year(name: str, value: int, day: int = 1) -> Author:
    """Somebody who changes the year of a claim."""
    author = Author(name, base(), day=day)
    author.edit("evidence", "ev-2", put("year", value))
    return author


def publishing(
    dossier: Path, *drafts: Draft, reviewer: str = "Dara", options: PublishOptions | None = None
) -> Publishing:
    return Publishing(dossier, drafts, reviewer, options or PublishOptions())


@dataclass
class Journal:
    """The publisher's draft, which remembers what happened in which order."""

    output: Path
    author: Author
    events: list[str] = field(default_factory=list)

    def record(self, choices: Sequence[Choice]) -> Sequence[Change]:
        self.events.append(f"record {len(choices)}, written: {self.output.exists()}")
        last = len(self.author.changes)
        for choice in choices:
            fields = {name: getattr(choice, name) for name in choice.__struct_fields__}
            seq = len(self.author.changes) + 1
            self.author.changes.append(
                Change(**fields, at="2027-02-01T08:00:00Z", draft=self.author.draft, seq=seq, author="Dara")
            )
        return self.author.changes[last:]

    def finish(self) -> None:
        self.events.append(f"finish, written: {self.output.exists()}")


def test_finished_drafts_and_ones_own_open_one_go_in_and_others_open_ones_wait(dossier: Path) -> None:
    ana, budi, chea = (Author(name, base()) for name in ("Ana", "Budi", "Chea"))
    drafts = [draft(ana), draft(budi, finished=False), draft(chea, finished=False)]
    plan = publishing(dossier, *drafts, reviewer="Budi")
    assert ([entry.id for entry in plan.drafts], [entry.id for entry in plan.waiting]) == (
        [ana.draft, budi.draft],
        [chea.draft],
    )
    assert publishing(dossier, *drafts, reviewer="Budi", options=PublishOptions(include=(chea.draft,))).waiting == []


@pytest.mark.parametrize(
    "options",
    [
        PublishOptions(include=("nosuch",)),
        PublishOptions(prefer=("nosuch",)),
        PublishOptions(prefer=("draft-Budi",)),
        PublishOptions(edition="2026.1"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(tmp_path: Path, options: PublishOptions) -> None:
    documents = small2()
    documents["meta"]["1"]["edition"] = "2026.1"
    drafts = draft(year("Ana", 2001)), draft(year("Budi", 2002), finished=False)
    with pytest.raises(UsageError):
        publishing(written(tmp_path, documents), *drafts, options=options)


def test_a_dossier_with_faults_and_one_of_schema_1_are_refused(tmp_path: Path) -> None:
    faulty = small2()
    faulty["evidence"]["1"]["source"] = "nosuch"
    with pytest.raises(FaultyError):
        publishing(written(tmp_path, faulty))
    with pytest.raises(AppError) as refused:
        publishing(written(tmp_path, small()))
    assert refused.value.exit_code == 2


def test_the_edition_is_written_before_the_draft_is_finished(dossier: Path) -> None:
    output = dossier.with_name("2.json")
    journal = Journal(output, Author("Dara", base()))
    publishing(dossier, draft(year("Ana", 2001))).write(output, force=False, publisher=journal)
    assert journal.events == ["finish, written: True"]
    assert load(output).meta.history[-1].drafts == [("draft-Ana", 1)]


def test_what_is_preferred_is_written_into_the_publishers_draft_first(dossier: Path) -> None:
    output = dossier.with_name("2.json")
    journal = Journal(output, Author("Dara", base()))
    drafts = [draft(year("Ana", 2001)), draft(year("Budi", 2002, day=2))]
    plan = publishing(dossier, *drafts, options=PublishOptions(prefer=("draft-Budi",)))
    assert plan.folded.conflicts == []
    plan.write(output, force=False, publisher=journal)
    assert journal.events == ["record 1, written: False", "finish, written: True"]
    assert journal.author.changes[0].resolves == [("draft-Ana", 1), ("draft-Budi", 1)]
    second = load(output)
    assert second.meta.history[-1].drafts == [("draft-Ana", 1), ("draft-Budi", 1), ("draft-Dara", 1)]
    assert publishing(output, *drafts, draft(journal.author)).folded.drafts == []


def test_nothing_is_written_over_a_file_unless_asked_nor_ever_over_the_dossier(dossier: Path) -> None:
    output = dossier.with_name("2.json")
    output.write_text("precious")
    plan = publishing(dossier, draft(year("Ana", 2001)))
    journal = Journal(output, Author("Dara", base()))
    before = dossier.read_bytes()
    for path, force in ((output, False), (dossier, True)):
        with pytest.raises(OutputError):
            plan.write(path, force=force, publisher=journal)
    assert (output.read_text(), dossier.read_bytes(), journal.events) == ("precious", before, [])
    plan.write(output, force=True)
    assert load(output).meta.edition == plan.folded.edition
