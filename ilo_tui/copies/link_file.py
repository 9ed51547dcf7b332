"""Files of a copies folder by their names, and the link: a TinyDB file with one document in the table `copy`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import msgspec

from ilo_tui.copies.errors import CopyError, NewerLinkError
from ilo_tui.copies.model import LINK_SCHEMA, CopyLink, Media
from ilo_tui.core.files import read_small
from ilo_tui.core.ids import hashed_stem
from ilo_tui.core.translator import N_

LARGEST_LINK = 16 * 1024
"""Bytes of a link file that are read."""
CACHE = "text"
"""What stands in the place of a source's id in the name of a text's cache."""
MEDIA: tuple[Media, ...] = get_args(Media)
Part = Literal["document", "link", "cache"]

_NAME = re.compile(r"([0-9a-f]{16})\.(.+)", re.DOTALL)
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,119}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class CopyName(NamedTuple):
    """What the name of a file in the folder says: the beginning of a hash, and what the file is."""

    stem: str
    part: Part


class _Head(msgspec.Struct):
    """What a link of every version has."""

    schema: int


class _HeadFile(msgspec.Struct):
    copy: dict[str, _Head]


class _LinkFile(msgspec.Struct):
    copy: dict[str, CopyLink]


def read_name(name: str) -> CopyName | None:
    """What a file of this name is, by its name alone; None of one that is no part of a copy."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    stem, rest = match.groups()
    if rest in MEDIA:
        return CopyName(stem, "document")
    if rest == f"{CACHE}.json":
        return CopyName(stem, "cache")
    return CopyName(stem, "link") if rest.endswith(".json") and len(rest) > len(".json") else None


def document_name(link: CopyLink) -> str:
    """The name of the document's file."""
    return f"{link.sha256[:16]}.{link.media}"


def cache_name(link: CopyLink) -> str:
    """The name of the file with the document's text."""
    return f"{link.sha256[:16]}.{CACHE}.json"


def link_name(link: CopyLink) -> str:
    """The name of the link's file: a hash stands for an id that is no name for a file, or that of the text's cache."""
    safe = _ID.fullmatch(link.source) and link.source != CACHE
    return f"{link.sha256[:16]}.{link.source if safe else hashed_stem(link.source)}.json"


def link_bytes(link: CopyLink) -> bytes:
    """The content of the link's file; the same link is the same bytes everywhere."""
    return msgspec.json.encode(_LinkFile(copy={"1": link})) + b"\n"


def read_link(path: Path) -> CopyLink:
    """The link in a file; raises `CopyError` of what is none, or is not the one that its name says."""
    try:
        return parse_link(path, read_small(path, LARGEST_LINK))
    except OSError as error:
        message = N_("the link cannot be read ({reason})")
        raise _no_link(path, message, reason=error.strerror or error) from error


def parse_link(path: Path, data: bytes) -> CopyLink:
    """The link in the content of the file `path`; raises as `read_link`."""
    try:
        documents = msgspec.json.decode(data, type=_HeadFile).copy.values()
        if any(head.schema > LINK_SCHEMA for head in documents):
            raise NewerLinkError(N_("this link is of a newer version"), N_("Open it with a newer ilo-tui."), path)
        (link,) = msgspec.json.decode(data, type=_LinkFile).copy.values()
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _no_link(path, N_("this link to a copy is damaged ({reason})"), reason=error) from error
    if not (_SHA256.fullmatch(link.sha256) and _STAMP.fullmatch(link.added) and link.source and link.dossier):
        raise _no_link(path, N_("this link to a copy is damaged ({reason})"), reason="sha256, added, source")
    if path.name != link_name(link):
        raise _no_link(path, N_("this file is named otherwise than what is in it says"))
    return link


def _no_link(path: Path, message: str, **values: object) -> CopyError:
    return CopyError(message, N_("It is left alone. Attach the document anew."), path, **values)
