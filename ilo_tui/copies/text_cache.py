"""The text of a copy kept beside it, so that it is read out of the document only once; it is never needed.

`<16 hex>.text.json` is the text as one version of one extractor read it. Where it is damaged, of another version, or of
another document, it is made anew; where the folder cannot be written to, the text comes without it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from ilo_tui.copies.extraction import LIMITS, extractor_of
from ilo_tui.copies.link_file import cache_name
from ilo_tui.copies.model import CopyLink, DocumentText
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import clear_temporaries, new_file, read_small

_STEM_DIGITS = 16
_HEX_DIGITS = frozenset("0123456789abcdef")
_MOST_BYTES = 3 * LIMITS.text_bytes
"""The largest cache that is read or written: text with what its letters take in JSON."""
_DECODER = msgspec.json.Decoder(DocumentText)


def cached_text(
    folder: Path, link: CopyLink, read: Callable[[], DocumentText], disk: Disk = DISK, *, fresh: bool = False
) -> DocumentText:
    """The text of the copy that `link` names in `folder`: as it was kept, or by `read`, and then kept.

    With `fresh` what was kept is not believed: anybody may have put it into a folder that was handed on. Raises what
    `read` raises.
    """
    path = text_cache_path(folder, link)
    if not fresh and (cached := stored_text(folder, link)) is not None:
        return cached
    text = read()
    # What opens it may be installed tomorrow, and that there is none is soon known again.
    if "encrypted" not in text.notes:
        _store(path, text, disk)
    return text


def text_cache_path(folder: Path, link: CopyLink) -> Path:
    """Where the text of a copy is kept; raises `ValueError` where the hash of the link is none."""
    stem = link.sha256[:_STEM_DIGITS]
    if len(stem) < _STEM_DIGITS or not _HEX_DIGITS.issuperset(stem):
        raise ValueError("a hash of 64 hexadecimal digits")
    return folder / cache_name(link)


def stored_text(folder: Path, link: CopyLink) -> DocumentText | None:
    """The text that is kept of a copy, if it is that of this document and of the extractor that is here."""
    try:
        text = _DECODER.decode(read_small(text_cache_path(folder, link), _MOST_BYTES))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if (text.sha256, text.media, text.extractor) != (link.sha256, link.media, extractor_of(link.media)):
        return None
    numbers = [page.number for page in text.pages]
    return text if numbers == list(range(1, len(numbers) + 1)) else None


def _store(path: Path, text: DocumentText, disk: Disk) -> None:
    data = msgspec.json.encode(text)
    if len(data) > _MOST_BYTES:
        return
    with suppress(OSError):
        with new_file(path, disk, flushed=False) as file:
            file.write(data)
        clear_temporaries(path, disk)
