"""The drafts of a folder as they are folded into an edition: of each the state from which no other goes on.

Which that is, is decided as merging does it (`merge.compare`). Where a draft is in two states that each went on, none
is taken: nobody can tell which of the changes are to count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ilo_tui.core.text import clean
from ilo_tui.dossier.editions.model import Change, Draft
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.review.drafts.model import Change as DraftChange
from ilo_tui.review.drafts.model import DraftHead
from ilo_tui.review.drafts.published import last_published
from ilo_tui.review.drafts.repository import DraftRepository
from ilo_tui.review.merge.compare import Group, resolve
from ilo_tui.review.merge.content import Reader
from ilo_tui.review.model import Withdrawal
from ilo_tui.review.session_repository import SessionRepository

_SOUND = frozenset({"open", "finished", "other_machine", "copy"})
_UNKNOWN = frozenset({"damaged", "newer", "too_large"})


class FolderDrafts(NamedTuple):
    """The drafts on a dossier, and the files of which nobody can tell whether they hold one."""

    drafts: list[Draft]
    unreadable: list[Path]


def folder_drafts(drafts: DraftRepository, sessions: SessionRepository) -> FolderDrafts:
    """What is in a folder; raises `ReviewError`.

    A draft that cannot be read is an `UnreadableDraftError`: an edition without it would not say so.
    """
    unreadable = [
        entry.path for entry in sessions.entries() if entry.fault and not entry.is_draft and entry.state in _UNKNOWN
    ]
    return FolderDrafts(drafts_among(drafts.entries(), Reader(drafts.environment.items)), sorted(unreadable))


def drafts_among(entries: Iterable[DraftFile], reader: Reader) -> list[Draft]:
    """The drafts in files, in the order of their ids; raises like `folder_drafts`."""
    by_id: defaultdict[str, list[DraftFile]] = defaultdict(list)
    damaged: defaultdict[str, list[DraftFile]] = defaultdict(list)
    for entry in entries:
        if entry.head and entry.state in _SOUND:
            by_id[entry.head.id].append(entry)
        elif entry.fault and entry.state != "foreign":
            damaged[reader.read(entry.path).ident or ""].append(entry)
    for ident, files in damaged.items():
        if ident not in by_id and files[0].fault:
            raise files[0].fault
    return [_draft_in(by_id[ident], damaged.get(ident, ()), reader) for ident in sorted(by_id)]


def branched_among(entries: Iterable[DraftFile], reader: Reader) -> list[Draft]:
    """The drafts that are in several states of which none goes on from another; what cannot be read is passed over."""
    return [draft for draft in drafts_among((entry for entry in entries if not entry.fault), reader) if draft.branches]


def undone_too_late(entries: Iterable[DraftFile], dossier: DossierReader) -> list[tuple[DraftFile, DraftChange]]:
    """The changes that their authors undid after an edition had taken them in, and that stay in the dossier."""
    late: list[tuple[DraftFile, DraftChange]] = []
    for entry in entries:
        last = last_published(dossier, entry.head.id) if entry.head and entry.counts else 0
        changes = {change.seq: change for change in entry.history.records if isinstance(change, DraftChange)}
        late += [
            (entry, changes[record.withdraws])
            for record in entry.history.records
            if isinstance(record, Withdrawal) and record.withdraws <= last < record.seq
        ]
    return late


def _draft_in(files: Sequence[DraftFile], damaged: Sequence[DraftFile], reader: Reader) -> Draft:
    """The draft in files of one id, of which at least one is sound."""
    if len(files) == 1 and not damaged:
        return _foldable(files[0])
    # Of files that say the same the one that counts in the lists stands for all.
    ordered = sorted(files, key=lambda file: (file.state == "copy", file.path))
    by_sha = {content.sha: file for file in reversed(ordered) for content in [reader.read(file.path)]}
    group = Group(
        intact={sha: reader.read(file.path) for sha, file in by_sha.items()},
        damaged={content.sha: content for file in damaged for content in [reader.read(file.path)]},
    )
    standing = resolve(group).standing
    for file in damaged:
        if file.fault and reader.read(file.path) in standing:
            raise file.fault
    ends = sorted((by_sha[content.sha] for content in standing), key=lambda file: file.path)
    return _foldable(ends[0], [clean(file.path.name) for file in ends] if len(ends) > 1 else [])


def _foldable(file: DraftFile, branches: Sequence[str] = ()) -> Draft:
    """The draft in a file; of one that branched no change is among those to fold."""
    head = file.head
    if head is None:
        raise ValueError(f"{file.path} holds no draft")
    changes = [] if branches else [change_in(head, change) for change in file.history.standing()]
    return Draft(
        id=head.id,
        author=head.reviewer.name,
        reviewer=head.reviewer.id,
        finished=head.finished is not None,
        changes=changes,
        branches=list(branches),
    )


def change_in(head: DraftHead, change: DraftChange) -> Change:
    """A change of a draft as it is folded: with its draft and its author."""
    return Change(
        table=change.table,
        record=change.record,
        document=change.document,
        at=change.at,
        draft=head.id,
        seq=change.seq,
        author=head.reviewer.name,
        base=change.base,
        was=change.was,
        why=change.why,
        minor=change.minor,
        resolves=change.resolves,
    )
