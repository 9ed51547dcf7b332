"""Which file of a folder is the document of which source: proposals with their reasons, for a person to confirm.

What is cheap is looked at first: the name of the file, and the title that the document gives itself, found in its raw
bytes. Where that leaves it open, the text of the first pages joins as `first_page`, read in a process of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ilo_tui.copies.attaching import Reading, read_document
from ilo_tui.copies.errors import CopyError
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.model import Media
from ilo_tui.core.text import fold
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Source

MOST_FILES = 1000
"""Files of a folder that are looked at."""
OnFile = Callable[[int, int], None]
"""Is called with the number of each file that is looked at, and how many there are."""
FirstPage = Callable[[Path, Media], str]
"""Gives the text of the first page of a document; empty where it has none."""

_ENOUGH, _AHEAD = 3.0, 1.0
"""The least weight of a proposal, and by how much it has to be ahead of the next."""
_KNOWN, _ID, _DOI_WEIGHT, _ADDRESS, _TITLE, _PUBLISHER, _YEAR = 9.0, 5.0, 6.0, 5.0, 5.0, 1.0, 1.0
_LEAST_TITLE, _LONG_WORD, _RAW = 0.6, 4, 64 * 1024
_PAGE_LETTERS, _LEAST_PAGE_WORDS = 20_000, 3
"""Letters of first pages that are looked at; and words that a title has at least, to be recognised among so many."""
_WORD = re.compile(r"[^\W_]+")
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>?#&]+")
_PDF_TITLE = re.compile(rb"/Title\s*(?:\(((?:[^()\\]|\\.){1,500})\)|<([0-9A-Fa-f\s]{4,2000})>)", re.DOTALL)
_TAG_TITLE = re.compile(rb"<(?:title|dc:title)\b[^>]{0,200}>(.{1,1000}?)</", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,200}>")


class Match(NamedTuple):
    """A source that a file may be the document of: how much speaks for it, and what, as marked messages."""

    source: Source
    weight: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What a file may be. `matches` are in order of their weight; `already` is the source that has it as a copy."""

    path: Path
    reading: Reading | None
    matches: tuple[Match, ...] = ()
    already: str = ""
    fault: CopyError | None = None
    """Why the file can be no copy."""

    @property
    def match(self) -> Match | None:
        """The source to propose; None where nothing speaks for one, or as much for another."""
        if not self.matches or self.already or self.matches[0].weight < _ENOUGH:
            return None
        ahead = len(self.matches) == 1 or self.matches[0].weight - self.matches[1].weight >= _AHEAD
        return self.matches[0] if ahead else None

    @property
    def unclear(self) -> tuple[Match, ...]:
        """The sources of which it may be any, where none is ahead of the others."""
        likely = tuple(match for match in self.matches if match.weight >= _ENOUGH)
        return () if self.match or self.already else likely


def no_first_page(path: Path, media: Media) -> str:
    """Read no page."""
    return ""


def no_progress(number: int, count: int) -> None:
    """Show nothing."""


def propose(
    folder: Path,
    sources: Iterable[Source],
    copies: CopiesFolder,
    first_page: FirstPage = no_first_page,
    on_file: OnFile = no_progress,
) -> Iterator[Proposal]:
    """A proposal for each file in a folder and its folders, by name; raises `CopyError` of what is no folder."""
    by_id = {source.id: source for source in sources}
    profiles = [_Profile(source) for source in by_id.values()]
    known = {link.sha256: link for link in copies.links()}
    paths = _files(folder)
    for number, path in enumerate(paths, 1):
        on_file(number, len(paths))
        try:
            reading = read_document(path)
        except CopyError as error:
            yield Proposal(path, None, fault=error)
            continue
        link = known.get(reading.sha256)
        if link and copies.is_intact(link):
            yield Proposal(path, reading, already=link.source)
            continue
        if link and link.source in by_id:
            match = Match(by_id[link.source], _KNOWN, (N_("it was attached before, and is damaged or missing now"),))
            yield Proposal(path, reading, (match,))
            continue
        title = _title_of(path)
        proposal = Proposal(path, reading, _matches(profiles, _Clues(path.name, title)))
        if not proposal.match and (page := first_page(path, reading.media)):
            proposal = Proposal(path, reading, _matches(profiles, _Clues(path.name, title, page)))
        yield proposal


def _matches(profiles: Iterable[_Profile], clues: _Clues) -> tuple[Match, ...]:
    """The likeliest sources, the likeliest first."""
    matches = filter(None, (profile.match(clues) for profile in profiles))
    return tuple(sorted(matches, key=lambda match: -match.weight)[:3])


def _files(folder: Path) -> list[Path]:
    """The regular files in a folder and its folders; hidden ones, links and what is beyond the limit are left out."""
    if not folder.is_dir():
        raise CopyError(N_("there is no such folder"), N_("Check the name after --match."), folder)
    paths, folders = list[Path](), [folder]
    while folders and len(paths) < MOST_FILES:
        inner: list[Path] = []
        try:
            with os.scandir(folders.pop(0)) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        inner.append(Path(entry.path))
                    elif entry.is_file(follow_symlinks=False):
                        paths.append(Path(entry.path))
        except OSError as error:
            message, mend = N_("the folder cannot be listed ({reason})"), N_("Check the rights to it, and its disk.")
            raise CopyError(message, mend, folder, reason=error.strerror or error) from error
        folders += inner
    return paths[:MOST_FILES]


class _Clues:
    """What is known of a file: its name, the title that it gives itself, and the text of its first pages."""

    def __init__(self, name: str, title: str, page: str = "") -> None:
        self.stem = fold(Path(name).stem)
        self.name = fold(name)
        page = page[:_PAGE_LETTERS]
        self.text = fold(f"{name} {title} {page}")
        self.words = frozenset(_WORD.findall(self.text))
        self.title_words = frozenset(_WORD.findall(fold(f"{name} {title}")))
        self._page_words = _WORD.findall(fold(page))
        self.numbers = frozenset(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", self.text))

    def share_on_page(self, title: frozenset[str]) -> float:
        """How many of the words of a title stand near each other on the first pages: over a page all words stand."""
        if len(title) < _LEAST_PAGE_WORDS or len(title & self.words) < _LEAST_TITLE * len(title):
            return 0.0
        reach, places = 2 * len(title) + 4, [at for at, word in enumerate(self._page_words) if word in title]
        counts = (len(title.intersection(self._page_words[at : at + reach])) for at in places)
        return max(counts, default=0) / len(title)


class _Profile:
    """What of a source may stand in the name or the title of its document."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._title = frozenset(word for word in _WORD.findall(fold(source.title)) if len(word) >= _LONG_WORD)
        self._publisher = frozenset(word for word in _WORD.findall(fold(source.publisher or "")) if len(word) > 2)
        address = _file_of(source.url or "")
        self._file = fold(address)
        doi = _DOI.search(unquote(source.url or ""))
        self._doi = fold(doi[0]).rstrip(".,;)") if doi else ""

    def match(self, clues: _Clues) -> Match | None:
        """How much speaks for this source; None where nothing but its year and publisher does."""
        strong = [
            (_ID, N_("its id in the name")) if _stands_in(self._source.id, clues.stem) else None,
            (_DOI_WEIGHT, N_("its DOI")) if self._doi and self._has_doi(clues) else None,
            (_ADDRESS, N_("the file of its address")) if self._file and self._file == clues.name else None,
            self._title_weight(clues),
        ]
        reasons = [reason for reason in strong if reason]
        if not reasons:
            return None
        if self._source.year is not None and str(self._source.year) in clues.numbers:
            reasons.append((_YEAR, N_("its year")))
        if self._publisher and self._publisher <= clues.words:
            reasons.append((_PUBLISHER, N_("its publisher")))
        return Match(self._source, sum(weight for weight, _ in reasons), tuple(reason for _, reason in reasons))

    def _has_doi(self, clues: _Clues) -> bool:
        # In names of files the slash of a DOI is another sign.
        return self._doi in clues.text or re.sub(r"[^a-z0-9.]", "_", self._doi) in re.sub(
            r"[^a-z0-9.]", "_", clues.name
        )

    def _title_weight(self, clues: _Clues) -> tuple[float, str] | None:
        if len(self._title) < 2:
            return None
        share = max(len(self._title & clues.title_words) / len(self._title), clues.share_on_page(self._title))
        return (_TITLE * share, N_("words of its title")) if share >= _LEAST_TITLE else None


def _stands_in(ident: str, stem: str) -> bool:
    """Whether a name is an id, or a long enough one stands in it as a word of its own."""
    if ident == stem:
        return True
    return len(ident) >= _LONG_WORD and re.search(rf"(?<![^\W_]){re.escape(ident)}(?![^\W_])", stem) is not None


def _file_of(url: str) -> str:
    """The file that an address names; empty of an address that is none, or ends in no file."""
    try:
        name = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    except ValueError:
        return ""
    return name if "." in name else ""


def _title_of(path: Path) -> str:
    """The title that a document gives itself, as far as its first and last bytes have it in the clear."""
    try:
        with path.open("rb") as file:
            raw = file.read(_RAW)
            file.seek(max(file.seek(0, os.SEEK_END) - _RAW, 0))
            raw += file.read(_RAW)
    except OSError:
        return ""
    titles = [*_pdf_titles(raw), *(match[1].decode("utf-8", "replace") for match in _TAG_TITLE.finditer(raw))]
    if raw.startswith(b"#"):
        titles.append(raw.split(b"\n", 1)[0].decode("utf-8", "replace"))
    return " ".join(_TAG.sub(" ", unescape(title)) for title in titles[:5])


def _pdf_titles(raw: bytes) -> Iterator[str]:
    for match in _PDF_TITLE.finditer(raw):
        if match[1] is not None:
            yield _pdf_text(re.sub(rb"\\(.)", rb"\1", match[1], flags=re.DOTALL))
        else:
            digits = re.sub(rb"\s", b"", match[2])
            yield _pdf_text(bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")))


def _pdf_text(data: bytes) -> str:
    """A text of a PDF: UTF-16 with a mark, else nearly Latin-1."""
    return data[2:].decode("utf-16-be", "replace") if data.startswith(b"\xfe\xff") else data.decode("latin-1")


def proposed(proposals: Sequence[Proposal]) -> list[tuple[Proposal, Match]]:
    """The proposals that name a source, the surest first."""
    named = [(proposal, proposal.match) for proposal in proposals]
    return sorted(((proposal, match) for proposal, match in named if match), key=lambda pair: -pair[1].weight)
