"""Authors at work on the small dossier of schema 2: a program each, with a folder of journals that they may share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.app.authoring import Authoring
from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import load
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.views.context import ViewContext
from tests.dossier.small import both, small2, written


@dataclass
class Program:
    """A program that somebody has started."""

    contexts: Contexts
    reviewing: ReviewerContext
    authoring: Authoring

    @property
    def dossier(self) -> DossierReader:
        """The dossier in force."""
        return self.contexts.current.dossier

    def statement(self, claim: str) -> str:
        """What a claim says in English, as it is shown."""
        record = self.dossier.get(Evidence, claim)
        return record.statement["en"] if record else ""

    def edit(self, claim: str, **fields: object) -> Edit:
        """A change of some fields of a claim."""
        document = self.authoring.document("evidence", claim) or {}
        return Edit("evidence", claim, {**document, **fields}, "because")

    def write(self, claim: str, statement: str) -> None:
        """Change what a claim says."""
        self.authoring.save([self.edit(claim, statement=both(statement))])


def start(
    folder: Path, name: str = "Sok Dara", *, documents: Mapping[str, object] | None = None, read_only: bool = False
) -> Program:
    """Start the program on a dossier in `folder`, which is written there where it is not yet."""
    path = folder / "dossier.json"
    if not path.exists():
        written(folder, documents or small2())
    contexts = Contexts(ViewContext(load(path), Translator("en", "en")))
    options = {"reviews": str(folder / "reviews"), "reviewer": name, "read_only": read_only}
    reviewing = ReviewerContext(contexts, load_settings(options, {}))
    return Program(contexts, reviewing, Authoring(lambda: reviewing))
