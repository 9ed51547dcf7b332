"""Everything that is saved, as operations that can be stopped, and what the program's own readers find afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ilo_tui.app.publisher_draft import RepositoryPublisher
from ilo_tui.app.publishing import Publishing, PublishOptions
from ilo_tui.core.disk import Disk
from ilo_tui.core.files import replace_file
from ilo_tui.dossier.errors import DossierError
from ilo_tui.dossier.repository import load
from ilo_tui.review.drafts.draft import Draft, Edit
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.review.drafts.folder_drafts import folder_drafts
from ilo_tui.review.drafts.model import Document
from ilo_tui.review.drafts.published import DossierDocuments
from ilo_tui.review.drafts.repository import DraftRepository
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.items import Items
from ilo_tui.review.lock import HIDDEN
from ilo_tui.review.merge import apply_plan, plan
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from ilo_tui.review.reviewers import known_reviewers, reviewer_for, writer_id
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile, code_of
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.unfinished_notes import UnfinishedNotes
from tests.dossier.small import small2
from tests.review.help import CLAIMS, SOK, WRITER, Clock, begun
from tests.review.merge.help import ITEMS, contents, placed

ITEM = "evidence:e1"
EDITIONS = ("1.json", "2.json")
"""A dossier, and the next edition of it."""
_MERGED = ("session", "damaged")
_DRAFT_ID = re.compile(rb"\d{4}-\d\d-\d\d-[a-z-]+-[0-9a-f]{8}")

Snapshot = dict[str, str]
"""What the readers find, by part (`session`, `note`, ...), in words that are the same in every run."""


@dataclass
class Scene:
    """Where an operation takes place, and what it is done to."""

    folder: Path
    disk: Disk
    session: ReviewSession | None = None
    draft: Draft | None = None
    desk: ReviewEnvironment = field(init=False)

    def __post_init__(self) -> None:
        """A desk on the small dossier, with a clock that starts anew."""
        self.desk = ReviewEnvironment(self.reviews, ITEMS, WRITER, disk=self.disk, clock=Clock())

    @property
    def reviews(self) -> Path:
        """The reviews folder."""
        return self.folder / "reviews"

    @property
    def open(self) -> ReviewSession:
        """The session that is open."""
        assert self.session is not None
        return self.session

    @property
    def open_draft(self) -> Draft:
        """The draft that is open."""
        assert self.draft is not None
        return self.draft

    @property
    def drafts(self) -> DraftRepository:
        """The drafts of the reviews folder."""
        return DraftRepository(self.desk, NothingPublished())

    def close(self) -> None:
        """Leave what is open."""
        for journal in (self.session, self.draft):
            if journal:
                journal.close()

    def merge(self, *names: str) -> None:
        """Merge these files of `contents` into the reviews folder."""
        stick = placed(self.folder.with_name(f"{self.folder.name}-stick"), **{name: contents()[name] for name in names})
        apply_plan(plan([stick], self.reviews, ITEMS), disk=self.disk)


class NothingPublished:
    """An edition without a record, so that drafts only add."""

    def document(self, table: str, record: str) -> Document | None:
        """None, whatever is looked up."""
        return None


Act = Callable[[Scene], object]


@dataclass(frozen=True)
class Operation:
    """What somebody does, after `prepare`; `parts` are what it changes, in the order in which they may become new.

    `again`: stopped, it is finished by doing it once more, after which these parts are new.
    """

    name: str
    prepare: Act
    act: Act
    parts: tuple[str, ...] = ("session",)
    again: tuple[str, ...] = ()


def _nothing(scene: Scene) -> None:
    """A fresh machine."""


def _created(scene: Scene) -> None:
    """A session of which nothing is on the disk yet."""
    scene.session = create_session(scene.desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=list(CLAIMS))))


def _begun(scene: Scene) -> None:
    scene.session = begun(scene.desk)


def _judged(scene: Scene) -> None:
    _begun(scene)
    scene.open.answer(ITEM, "verdict", "holds")
    scene.open.answer(ITEM, "strength", "high")


def _with_note(scene: Scene) -> None:
    _judged(scene)
    scene.open.note_files.save(ITEM, "half a")


def _closed(scene: Scene) -> None:
    _judged(scene)
    scene.open.close()


def _draft(scene: Scene) -> None:
    """A draft of which nothing is on the disk yet."""
    scene.draft = scene.drafts.draft_of(SOK, "en")


def _changed(record: str) -> Act:
    return lambda scene: scene.open_draft.change("evidence", record, {"id": record, "stance": "context"})


def _drafted(scene: Scene) -> None:
    _draft(scene)
    _changed("new-1")(scene)


def _half_typed(scene: Scene) -> None:
    _drafted(scene)
    scene.open_draft.unfinished.save("evidence", "new-2", {"stance": "con"})


def _changed_at_once(scene: Scene) -> None:
    edits = (Edit("evidence", f"row-{number}", {"id": f"row-{number}"}) for number in range(3))
    scene.open_draft.change_all(edits)


def _to_publish(scene: Scene) -> None:
    """A dossier with a draft on it, which nobody has open."""
    replace_file(scene.folder / EDITIONS[0], msgspec.json.encode(small2()), scene.disk)
    _draft(scene)
    document = {"id": "new-1", "stance": "context", "statement": {"en": "New", "id": "Baru"}, "source": "src"}
    scene.open_draft.change("evidence", "new-1", {**document, "origin": "editor", "programme": "one"})
    scene.open_draft.close()


def _published(scene: Scene) -> None:
    """The next edition, in place of one that is there; then the author's draft is finished."""
    dossier, output = (scene.folder / name for name in EDITIONS)
    environment = ReviewEnvironment(scene.reviews, Items(load(dossier)), WRITER, disk=scene.disk, clock=Clock())
    drafts = DraftRepository(environment, DossierDocuments(dossier))
    with closing(RepositoryPublisher(drafts, SOK, "en")) as publisher:
        publisher.open()
        folded = folder_drafts(drafts, SessionRepository(environment)).drafts
        publishing = Publishing(dossier, folded, SOK.id, PublishOptions())
        publishing.write(output, force=output.exists(), publisher=publisher, disk=scene.disk)


def torn(scene: Scene) -> None:
    """A file that cannot be read, among the sessions."""
    scene.reviews.mkdir()
    replace_file(scene.reviews / "torn.json", contents()["a5 cut"], scene.disk)


def _reviewer(name: str) -> Act:
    return lambda scene: reviewer_for(scene.folder / "state", name, disk=scene.disk)


def _typed(text: str) -> Act:
    return lambda scene: scene.open.note_files.save(ITEM, text)


def _answered(scene: Scene) -> None:
    scene.open.answer(ITEM, "verdict", "holds")


def _listed_first(move: Callable[[SessionRepository, SessionFile], Path]) -> Act:
    def act(scene: Scene) -> Path:
        repository = SessionRepository(scene.desk)
        return move(repository, repository.entries()[0])

    return act


OPERATIONS = (
    Operation("The first decision, with which a session's file is made", _created, _answered),
    Operation("The first decision in a file that is there", _begun, _answered),
    Operation("A later decision", _judged, lambda at: at.open.answer("evidence:e2", "verdict", "holds")),
    Operation("Undoing", _judged, lambda at: at.open.undo()),
    Operation("An observation from the field", _judged, lambda at: at.open.observe("cell:p1/output", "seen")),
    Operation(
        "A half-typed note in a new session, whose file is made first", _created, _typed("half"), ("session", "note")
    ),
    Operation("A half-typed note, for the first time", _judged, _typed("half a"), ("note",)),
    Operation("A half-typed note, further on", _with_note, _typed("half a line"), ("note",)),
    Operation("Giving up a half-typed note", _with_note, lambda at: at.open.note_files.drop(ITEM), ("note",)),
    Operation("Saving a note", _with_note, lambda at: at.open.note(ITEM, "a line"), ("session", "note")),
    Operation("Finishing", _judged, lambda at: at.open.finish()),
    Operation("Leaving", _judged, lambda at: at.open.close()),
    Operation("Going on after a pause", _closed, lambda at: _reopened(at).answer("evidence:e2", "verdict", "holds")),
    Operation("Saving elsewhere", _judged, lambda at: at.open.save_elsewhere(at.folder / "stick"), ("elsewhere",)),
    Operation("Archiving a session", _closed, _listed_first(SessionRepository.archive), ("session", "archive")),
    Operation(
        "Setting an unreadable file aside", torn, _listed_first(SessionRepository.set_aside), ("session", "set aside")
    ),
    Operation("The first change, with which a draft's file is made", _draft, _changed("new-1"), ("draft",)),
    Operation("A later change", _drafted, _changed("new-2"), ("draft",)),
    Operation("Several changes in one save", _drafted, _changed_at_once, ("draft",)),
    Operation("Undoing a change", _drafted, lambda at: at.open_draft.undo(), ("draft",)),
    Operation(
        "A record half typed, for the first time", _drafted,
        lambda at: at.open_draft.unfinished.save("evidence", "new-2", {"stance": "con"}), ("note",),
    ),
    Operation("Saving a record that was half typed", _half_typed, _changed("new-2"), ("draft", "note")),
    Operation("Finishing a draft", _drafted, lambda at: at.open_draft.finish(), ("draft",)),
    Operation(
        "Publishing an edition, and finishing one's draft", _to_publish, _published, ("edition", "draft"),
        again=("edition",),
    ),
    Operation("Merging: a session that is new", _nothing, lambda at: at.merge("a2"), again=_MERGED),
    Operation(
        "Merging: a session that is longer than ours", lambda at: at.merge("a2"), lambda at: at.merge("a5"),
        ("kept aside", "session"), again=_MERGED,
    ),
    Operation(
        "Merging: what was damaged has come whole", lambda at: at.merge("a5 cut"), lambda at: at.merge("a5"),
        ("session", "damaged", "kept aside"), again=_MERGED,
    ),
    Operation("The id of this installation", _nothing, lambda at: writer_id(at.folder / "state", at.disk), ("writer",)),
    Operation("Remembering a reviewer", _nothing, _reviewer("Sok Dara"), ("reviewers",)),
    Operation("Remembering one more", _reviewer("Sok Dara <sok-dara-1a2b>"), _reviewer("Chan Thy"), ("reviewers",)),
)  # fmt: skip
"""Everything that is saved. The last place on the screen is not among it: it may be forgotten, and is nobody's work."""


def _reopened(scene: Scene) -> ReviewSession:
    (path,) = scene.reviews.glob("*.json")
    scene.session = open_session(scene.desk, path)
    return scene.session


def snapshot(folder: Path) -> Snapshot:
    """What the program's own readers find in the folder of a scene."""
    reviews, state = folder / "reviews", folder / "state"
    note_files = (reviews / HIDDEN / "drafts").glob("*")
    written = (state / "writer").read_text(encoding="ascii", errors="replace") if (state / "writer").exists() else ""
    return {
        "session": _listed(reviews),
        "draft": _listed_drafts(reviews),
        "edition": _edition(folder / EDITIONS[1]),
        "elsewhere": _listed(folder / "stick"),
        "archive": _files(reviews / "archive"),
        "set aside": _files(reviews, "*.unreadable"),
        "damaged": _files(reviews / "damaged"),
        "kept aside": _files(reviews / HIDDEN / "aside"),
        "note": "; ".join(
            f"{item.item} {item.text}" for path in note_files for item in UnfinishedNotes(reviews, path.name).all()
        ),
        "writer": re.sub(r"^[0-9a-f]{16}\n$", "an id", written),
        "reviewers": ", ".join(
            f"{known_reviewer.name} {known_reviewer.role}" for known_reviewer in known_reviewers(state)
        ),
    }


def _listed(reviews: Path) -> str:
    """The sessions as the repository lists them."""
    entries = SessionRepository(ReviewEnvironment(reviews, ITEMS, WRITER, read_only=True)).entries()
    return "\n".join(f"{entry.state} {_content(entry.path)}" for entry in entries)


def _listed_drafts(reviews: Path) -> str:
    """The drafts as their repository lists them."""
    desk = ReviewEnvironment(reviews, ITEMS, WRITER, read_only=True)
    return "\n".join(_draft_line(entry) for entry in DraftRepository(desk, NothingPublished()).entries())


def _edition(path: Path) -> str:
    """All that an edition says, but the ids of its drafts; of what is none, that it is not sound."""
    if not path.exists():
        return ""
    try:
        load(path)
    except DossierError as error:
        return repr(error)
    return _DRAFT_ID.sub(b"S", path.read_bytes()).decode()


def _draft_line(entry: DraftFile) -> str:
    """All that a draft says, but its id, which is another in every run."""
    head, records = entry.head, entry.history.records
    return f"{entry.state} {entry.code} {head and head.finished} {msgspec.json.encode(records).decode()}"


def _files(folder: Path, pattern: str = "*") -> str:
    return "\n".join(_content(path) for path in sorted(folder.glob(pattern)) if not path.name.startswith("."))


def _content(path: Path) -> str:
    """All that a session says; of what is none, all of its bytes."""
    try:
        loaded = read_session(path)
    except UnreadableSessionError:
        return ascii(path.read_bytes())
    # Ids and check codes are others in every run, but a code fits or not.
    plain = msgspec.structs.replace(loaded.session, id="S", check_code=code_of(loaded.session, loaded.records))
    return b" ".join(map(msgspec.json.encode, (plain, *loaded.records))).decode()
