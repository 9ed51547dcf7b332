"""Beginning to review from wherever one is: who reviews, which session, which item."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ilo_tui.dossier.crossings import BY_POLICY, COUNTRY, TOTAL, UNASSIGNED
from ilo_tui.dossier.records import Alignment, Dimension, Evidence, Policy, Programme, Suggestion
from ilo_tui.review.faults import ReviewError
from ilo_tui.review.queues import Choice
from ilo_tui.review.records import Reviewer, Role
from ilo_tui.review.session import ReviewSession
from ilo_tui.tui.filtered import MANY
from ilo_tui.tui.prompt import Prompt

T = TypeVar("T")

if TYPE_CHECKING:
    from ilo_tui.tui.app import IloApp
    from ilo_tui.tui.reviewing import Reviewing


def item_of(app: IloApp, ident: str | None) -> str | Choice | None:
    """What reviewing the thing of this id means: one item, a whole queue, or nothing."""
    if not ident:
        return None
    if ident.startswith("cell:"):
        return _cell(ident)
    if ":" in ident:
        return ident
    kind = type(app.book.dossier.find(ident))
    if kind in {Evidence, Alignment, Suggestion}:
        return f"{kind.__name__.lower()}:{ident}"
    if kind in {Programme, Policy, Dimension}:
        return Choice(kind="evidence", where=f"{kind.__name__.lower()}:{ident}")
    return None


def _cell(item: str) -> str | Choice:
    """A crossing is judged as a whole; the rows and columns that are no crossing are queues of claims."""
    row, _, column = item.removeprefix("cell:").partition("/")
    if row not in {BY_POLICY, COUNTRY, TOTAL} and column not in {UNASSIGNED, TOTAL}:
        return item
    where = [] if row in {BY_POLICY, COUNTRY, TOTAL} else [f"programme:{row}"]
    where += [] if column in {UNASSIGNED, TOTAL} else [f"dimension:{column}"]
    return Choice(kind="evidence", where=" ".join(where))


async def reviewing_of(app: IloApp, role: Role | None = None) -> tuple[Reviewing, Reviewer] | None:
    """The reviewing of the app and who reviews, asked once where nobody knows yet."""
    say = app.book.say
    if app.settings.flag("read_only"):
        app.tell(say("Read only: nothing is written, so nothing can be judged."), bad=True)
        return None
    try:
        reviewing = app.reviewing
        if reviewing.reviewer is None:
            hint = say("Kept on this computer. From another one: Name <id>")
            name = await app.push_screen_wait(Prompt(say("Your name, as reviewer?"), hint=hint))
            if not name:
                return None
            reviewing.introduce(name, role)
        elif role and role != reviewing.reviewer.role:
            reviewing.introduce(f"{reviewing.reviewer.name} <{reviewing.reviewer.id}>", role)
    except ReviewError as error:
        app.tell(" ".join(error.told(say)), bad=True)
        return None
    return (reviewing, reviewing.reviewer) if reviewing.reviewer else None


async def review(app: IloApp, ident: str | None) -> None:
    """Judge the thing of this id."""
    wanted = item_of(app, ident)
    if wanted is None:
        app.tell(app.book.say("There is nothing to judge under the cursor."))
        return
    if found := await reviewing_of(app):
        await judge(app, *found, wanted)


async def judge(app: IloApp, reviewing: Reviewing, reviewer: Reviewer, wanted: str | Choice) -> None:
    """Open the judging screen on an item, or on the session of a queue, which is gone on with where there is one."""
    language = app.book.say.language

    def found() -> ReviewSession:
        if isinstance(wanted, str):
            return reviewing.library.session_for(wanted, reviewer, language)
        return reviewing.library.session_of(wanted, reviewer, language)

    try:
        session = await _aside(app, found)
    except ReviewError as error:
        app.tell(" ".join(error.told(app.book.say)), bad=True)
        return
    open_session(app, reviewing, session, wanted if isinstance(wanted, str) else None)


async def _aside(app: IloApp, call: Callable[[], T]) -> T:
    """What is called, beside the screen where the dossier is large: all of it is gone through for its hash."""
    if len(app.book.dossier.evidence) <= MANY:
        return call()
    app.tell(app.book.say("Preparing the review ..."))
    try:
        return await to_thread(call)
    finally:
        # It would cover the answers.
        app.clear_notifications()


async def begin(app: IloApp, reviewing: Reviewing, reviewer: Reviewer, choice: Choice) -> None:
    """Begin a new session and judge its first item."""
    try:
        session = await _aside(app, lambda: reviewing.library.start(choice, reviewer, app.book.say.language))
    except ReviewError as error:
        app.tell(" ".join(error.told(app.book.say)), bad=True)
        return
    open_session(app, reviewing, session)


async def review_list(app: IloApp, items: tuple[str, ...]) -> None:
    """Judge a list as it stands on the screen."""
    if found := await reviewing_of(app):
        await begin(app, *found, Choice(kind="evidence", listed=items))


def open_session(app: IloApp, reviewing: Reviewing, session: ReviewSession, item: str | None = None) -> None:
    """Push the judging screen of a session."""
    from ilo_tui.tui.judge import JudgeScreen

    app.push_screen(JudgeScreen(app.book, reviewing, session, item), lambda _: app.rewrite())


async def observe(app: IloApp, ident: str | None) -> None:
    """Write an observation about a programme's crossing."""
    from ilo_tui.tui.observe import ObserveScreen

    say, dossier = app.book.say, app.book.dossier
    item = ident if ident and ident.startswith("cell:") and isinstance(item_of(app, ident), str) else None
    if ident in dossier.programmes:
        item = f"cell:{ident}/{next(iter(dossier.dimensions))}"
    if (one := dossier.evidence.get(ident or "")) and one.programme and one.dimension:
        item = f"cell:{one.programme}/{one.dimension}"
    if item is None:
        app.tell(say("An observation is about a programme, a claim on one, or a cell of the gap map."))
        return
    found = await reviewing_of(app)
    if found is None:
        return
    reviewing, reviewer = found
    seen = await app.push_screen_wait(ObserveScreen(app.book, item))
    if seen is None:
        return
    try:
        session = await _aside(app, lambda: reviewing.library.session_for(seen.item, reviewer, say.language))
        saved = session.observe(seen.item, seen.text, seen.place, seen.date)
        session.close()
    except ReviewError as error:
        app.tell(" ".join(error.told(say)), bad=True)
        return
    app.tell(say("Saved {time}", time=say.clock(saved)))
    app.rewrite()
