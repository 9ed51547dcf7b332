"""A review session in numbers: its fields by name, of which each front end shows those that it has room for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.lacking import lacking_in
from ilo_tui.review.clock import misdated_session
from ilo_tui.review.edition_change import edition_change, is_on_this
from ilo_tui.review.items import Items
from ilo_tui.review.misnamed import is_misnamed
from ilo_tui.review.model import Session
from ilo_tui.review.observations import session_observations
from ilo_tui.review.progress import Progress, seconds_spent
from ilo_tui.review.session_file import SessionFile
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.agreement import lacking_lines
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.decisions import ROLES, item_title, label_of
from ilo_tui.views.pages.observations import observation_blocks
from ilo_tui.views.session_words import edition_line, judged_of, queue_name


@dataclass(frozen=True)
class SessionSummary:
    """A session, how far it is against the dossier as it is now, and the time by the clock that counts here."""

    session: Session
    progress: Progress
    path: Path
    now: datetime
    filter_name: str = ""
    """The name of the saved filter that its queue was chosen by, as far as its text tells; the file has no name."""

    def fields(self, context: ViewContext, *names: str) -> list[Block]:
        """A line for each of these fields; of one that says nothing of this session, none."""
        return [line for name in names if (line := _FIELDS[name](self, context)) is not None]

    def misdated_lines(self, tr: Translator) -> list[str]:
        """That some of its times are none that a right clock can have given."""
        return misdated_session(self.session, self.progress.history.records, self.now).localise(tr)

    def edition_lines(self, tr: Translator) -> list[str]:
        """What of it counts where the dossier is another edition, and which answers this edition cannot place."""
        lines = [edition_line(tr, edition_change(self.session, self.progress))]
        return [*filter(None, lines), *lacking_lines(tr, lacking_in(self.progress))]

    def tallies(self, context: ViewContext) -> list[tuple[str, list[tuple[str, int]]]]:
        """The question of each scale, and how often each answer was given, the most frequent first."""
        tr, tallies = context.tr, []
        for scale_id, tally in self.progress.tally().items():
            scale = context.dossier.get(Scale, scale_id)
            question = tr.text(scale.question) if scale else clean(scale_id)
            tallies.append((question, [(label_of(tr, scale, code), n) for code, n in tally.most_common()]))
        return tallies

    def observation_blocks(self, context: ViewContext) -> list[Block]:
        """What was seen in the field, each with what it is about, to follow."""
        observations = self.progress.history.observations()
        return observation_blocks(context, session_observations(self.session, observations))

    def change_blocks(self, context: ViewContext) -> list[Block]:
        """What the dossier has changed since it was judged, and what it no longer has."""
        tr, blocks = context.tr, list[Block]()
        changes, removed = self.progress.changes(), self.progress.removed()
        if (changes or removed) and is_on_this(self.session, self.progress.items):
            listed = [(tr("Judged in a draft that is not here"), [*changes, *removed])]
        else:
            listed = [(tr("Changed since judged"), changes), (tr("No longer in the dossier"), removed)]
        for title, items in listed:
            if items:
                titles = (item_title(context, self.progress.items, item) for item in items)
                blocks += [*heading(title), *(block(text, hang=2) for text in titles)]
        return blocks


def misnamed_line(tr: Translator, items: Items, entry: SessionFile) -> str:
    """That a session of another dossier is about this one all the same; empty where it is not.

    Then only the name in the file is damaged.
    """
    if entry.session is None or not is_misnamed(items, entry.session, entry.history.records):
        return ""
    return tr(
        "What is judged in it is in this dossier, unchanged: the dossier's name in the file may be damaged. "
        "Ask whoever wrote it for another copy."
    )


def _reviewer(summary: SessionSummary, context: ViewContext) -> Block:
    tr, reviewer = context.tr, summary.session.reviewer
    return field(tr("Reviewer"), f"{clean(reviewer.name)} <{clean(reviewer.id)}>, {tr(ROLES[reviewer.role])}")


def _share(summary: SessionSummary, context: ViewContext) -> Block | None:
    tr, share = context.tr, summary.session.share
    if share is None:
        return None
    text = tr("{part} of {of}, {overlap} % in common", part=share.part, of=share.of, overlap=share.overlap)
    return field(tr("Share"), text)


def _order(summary: SessionSummary, context: ViewContext) -> Block | None:
    """The order, where it is not that of the dossier."""
    tr, session = context.tr, summary.session
    if session.order != "shuffled":
        return None
    return field(tr("Order"), tr("shuffled, seed {seed}", seed=session.seed))


def _check_code(summary: SessionSummary, context: ViewContext) -> Block | None:
    code = summary.session.check_code
    return field(context.tr("Check code"), clean(code), "mark") if code else None


def _observations(summary: SessionSummary, context: ViewContext) -> Block | None:
    """How many observations there are; nothing where there is none: the lines below have to be seen as well."""
    count = len(summary.progress.history.observations())
    return field(context.tr("Observations"), str(count)) if count else None


_FIELDS: dict[str, Callable[[SessionSummary, ViewContext], Block | None]] = {
    "reviewer": _reviewer,
    "queue": lambda summary, context: field(context.tr("Queue"), queue_name(context.tr, summary.session.queue)),
    "filter_name": lambda summary, context: (
        field(context.tr("Saved filter"), summary.filter_name) if summary.filter_name else None
    ),
    "judged": lambda summary, context: field(
        context.tr("Items judged"), judged_of(context.tr, summary.progress.counts())
    ),
    "flagged": lambda summary, context: field(context.tr("Flagged"), str(summary.progress.counts().flagged)),
    "skipped": lambda summary, context: field(context.tr("Skipped"), str(summary.progress.counts().skipped)),
    "begun": lambda summary, context: field(context.tr("Begun"), context.tr.moment(summary.session.started)),
    "time": lambda summary, context: field(
        context.tr("Time at it"),
        context.tr("{n} min", n=seconds_spent(summary.progress.history.records) // 60),
    ),
    "file": lambda summary, context: field(context.tr("File"), clean(str(summary.path))),
    "order": _order,
    "share": _share,
    "check_code": _check_code,
    "observations": _observations,
}
