"""The sources that a record or item cites, one after another, each opened in its copy at the place that is cited."""

from __future__ import annotations

import shlex
from pathlib import Path

from ilo_tui.app.reading import Reading
from ilo_tui.app.source_texts import SourceTexts
from ilo_tui.copies.extraction.extract import OnPage
from ilo_tui.copies.model import CopyLink
from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.repository import default_path
from ilo_tui.views.cited import CitedPlace, cited_places
from ilo_tui.views.context import ViewContext


class CitedCopies:
    """What is open of the sources of one record: the first of which a copy is here, then whichever comes next."""

    def __init__(self, context: ViewContext, texts: SourceTexts, subject: str) -> None:
        """Look at what `subject`, a record or item, cites."""
        self._context, self._texts, self.subject = context, texts, subject
        self.places = cited_places(context.dossier, subject)
        held = (at for at, place in enumerate(self.places) if self._link(place))
        self.at = next(held, 0)
        """Which of the places is open."""

    @property
    def place(self) -> CitedPlace | None:
        """The place that is open; None where nothing is cited."""
        return self.places[self.at] if self.places else None

    @property
    def link(self) -> CopyLink | None:
        """The copy of the source that is open; None where there is none."""
        return self._link(self.place) if self.place else None

    def _link(self, place: CitedPlace) -> CopyLink | None:
        return self._context.copies.link_of(place.source)

    def next(self) -> bool:
        """To the next source that is cited, from the last to the first; False where there is only one."""
        if len(self.places) < 2:
            return False
        self.at = (self.at + 1) % len(self.places)
        return True

    def loaded(self) -> Reading | None:
        """The copy, opened at its place, where its text is in memory."""
        place, link = self.place, self.link
        text = self._texts.loaded(link) if link else None
        return Reading(text, link, place, self._context.dossier) if text and place and link else None

    def load(self, on_page: OnPage | None = None) -> Reading | None:
        """The copy, opened at its place; None where there is none. Raises as `SourceTexts.load`."""
        place, link = self.place, self.link
        if place is None or link is None:
            return None
        return Reading(self._texts.load(place.source, on_page), link, place, self._context.dossier)

    def missing_lines(self) -> list[str]:
        """Why there is nothing to read, how to add a copy, and where the document may be had."""
        tr = self._context.tr
        if self.place is None:
            return [tr("Nothing here cites a source: move to a claim.")]
        if fault := self._texts.folder.fault:
            return [fault.line(tr)]
        source = self._context.dossier.record(Source, self.place.source)
        if source.no_copy:
            lines = [tr("No copy can be had: {why}", why=tr.text(source.no_copy))]
        else:
            command = attach_command(self._context.dossier.path, source.id)
            lines = [tr("There is no copy of this source on this computer."), tr("Add one: {command}", command=command)]
        return [*lines, tr("Its address: {address}", address=clean(source.url))] if source.url else lines


def attach_command(dossier: Path, source: str) -> str:
    """What adds a copy of a source of a dossier, as it is typed; of the built-in one it need not be said which."""
    named = () if dossier == default_path() else ("--dossier", shlex.quote(clean(str(dossier))))
    return " ".join(("ilo-tui", *named, "attach", clean(source), "FILE"))


def progress_words(context: ViewContext, page: int, count: int | None) -> str:
    """How far the reading of a document is."""
    if not page:
        return context.tr("reading the document ...")
    if count:
        return context.tr("reading the document: page {n} of {all} ...", n=page, all=count)
    return context.tr("reading the document: page {n} ...", n=page)
