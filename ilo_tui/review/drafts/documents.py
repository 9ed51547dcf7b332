"""Documents before and after a change: their hash, what is other in them, and what is no change at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.dossier.editions.model import MEANING
from ilo_tui.dossier.hashing import encode_sorted
from ilo_tui.review.drafts.model import Change, Document
from ilo_tui.review.environment import replace_surrogates
from ilo_tui.review.errors import ChangeError
from ilo_tui.review.hashing import hash_of

_DOCUMENT = msgspec.json.Decoder(Document)


def document_hash(document: Document) -> str:
    """The hash of a document, of all its keys: what `base` holds, and of known keys alone the hash of the record."""
    return hash_of(document)


def changed_fields(before: Document, after: Document) -> list[str]:
    """The top-level keys of which two documents have not the same value; null is the same as none."""
    names = dict.fromkeys([*before, *after])
    return [name for name in names if encode_sorted(before.get(name)) != encode_sorted(after.get(name))]


def old_values(before: Document | None, after: Document | None) -> Document:
    """What `Change.was` holds of a document and what it becomes; None where there is none."""
    if before is None:
        return {}
    return dict(before) if after is None else {name: before.get(name) for name in changed_fields(before, after)}


def laid_over(published: Document | None, changes: Iterable[Change]) -> Document | None:
    """A record after changes of it in this order, which may have been made on an earlier edition.

    What a later one says in fields that no change touched stays. None where the record is not there, or removed.
    """
    document = published
    for change in changes:
        if change.document is None:
            document = None
        elif document is None or change.base in {None, document_hash(document)}:
            document = change.document
        else:
            touched = {name: change.document.get(name) for name in change.was}
            document = {name: value for name, value in {**document, **touched}.items() if value is not None}
    return document


def storable(document: Mapping[str, object]) -> Document:
    """A copy of a document as a file gives it back; raises `ChangeError` of what cannot be JSON."""
    try:
        return _DOCUMENT.decode(msgspec.json.encode(_without_surrogates(document)))
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        message = N_("{record} cannot be saved ({reason})")
        mend = N_("Correct what is named, and save it again.")
        raise ChangeError(message, mend, record=document.get("id"), reason=error) from error


def _without_surrogates(value: object) -> object:
    """A value with every text as it may stand in a file."""
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, Mapping):
        return {_without_surrogates(name): _without_surrogates(part) for name, part in value.items()}
    return [_without_surrogates(part) for part in value] if isinstance(value, list | tuple) else value


def check_change(change: Change) -> None:
    """Refuse what is no change of its record, and a minor one that is none; raises `ChangeError`.

    A choice between others (`resolves`) may leave the record as it is in this draft.
    """
    record, document = change.record, change.document
    if not change.table or not record or (document is not None and document.get("id") != record):
        message, mend = N_("the id of {record} cannot be changed"), N_("Remove it, and add it anew under the other id.")
        raise ChangeError(message, mend, record=record)
    if document is None and change.base is None and not change.resolves:
        raise ChangeError(N_("there is no {record} to remove"), N_("Look at the list again."), record=record)
    if document is not None and change.base is not None and not (change.was or change.resolves):
        raise ChangeError(N_("nothing is changed in {record}"), N_("Change something, or leave it."), record=record)
    if change.minor:
        _check_minor(change)


def is_minor_possible(before: Document | None, after: Document | None) -> bool:
    """Whether what is other in a document may be called minor: it is neither added nor removed, nor judged by."""
    return before is not None and after is not None and not MEANING & set(changed_fields(before, after))


def _check_minor(change: Change) -> None:
    mend = N_("Save it as a change of meaning.")
    if change.document is None or change.base is None:
        raise ChangeError(N_("adding or removing {record} is no minor change"), mend, record=change.record)
    if fields := sorted(MEANING & change.was.keys()):
        message = N_("a change of {fields} in {record} is not minor")
        raise ChangeError(message, mend, record=change.record, fields=", ".join(fields))
