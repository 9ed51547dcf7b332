"""A reference as a source of a dossier; what a source has no field for stays in its note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilo_tui.core.text import join_sentences
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.references.kinds import is_periodical, kind_of
from ilo_tui.importers.references.reference import Reference, plain_addresses

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,4}", re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_IN_LANGUAGE = re.compile(r"\[([a-z]{2,3})\] (\S.*)")
_AUTHORS = 3


def source_of(reference: Reference, ident: str, language: str) -> Source:
    """The source; its note is in `language`, but for lines that name theirs, as an export of this program does."""
    year = year_of(reference)
    return Source(
        id=ident,
        title=reference.title,
        publisher=publisher_of(reference) or None,
        year=year,
        url=address_of(reference) or None,
        kind=kind_of(reference)[0],
        note=_note(reference, language) or None,
    )


def publisher_of(reference: Reference) -> str:
    """Who speaks: of an article its journal or newspaper, else the institution or publisher, else its authors.

    A house that prints a hundred journals is no voice in common; and a work without a publisher speaks for its authors.
    """
    container = (reference.container,) if reference.container else ()
    likely = (*container, *reference.publishers) if is_periodical(reference) else reference.publishers
    authors = "; ".join(reference.authors[:_AUTHORS]) + (" et al." if len(reference.authors) > _AUTHORS else "")
    return likely[0] if likely else authors


def year_of(reference: Reference) -> int | None:
    """The year that a date states; None where it states none."""
    if _NUMBER.fullmatch(reference.year):
        return int(reference.year)
    match = _YEAR.search(reference.year)
    return int(match[0]) if match else None


def doi_of(reference: Reference) -> str:
    """The DOI without the address before it, lower-case as DOIs are compared; also where only an address has it."""
    texts = (reference.doi, *(url for url in reference.urls if "doi.org/" in url.lower()))
    match = next(filter(None, map(_DOI.search, texts)), None)
    return match[0].lower().rstrip(".,;") if match else ""


def address_of(reference: Reference) -> str:
    """The first address; of a work that has only a DOI the address that leads to it."""
    if reference.urls:
        return reference.urls[0]
    match = _DOI.search(reference.doi)
    return next(iter(plain_addresses([f"https://doi.org/{match[0]}"])), "") if match else ""


def _note(reference: Reference, language: str) -> Texts:
    """The notes by language, those of `language` behind what has no field."""
    by_language: dict[str, list[str]] = {}
    if details := list(_details(reference, Translator(language))):
        by_language[language] = [_sentences(details)]
    for note in reference.notes:
        match = _IN_LANGUAGE.fullmatch(note)
        code, text = (match[1], match[2]) if match else (language, note)
        by_language.setdefault(code, []).append(text)
    return {code: join_sentences(lines) if len(lines) > 1 else lines[0] for code, lines in by_language.items()}


def _sentences(lines: list[str]) -> str:
    text = join_sentences(lines)
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _details(reference: Reference, tr: Translator) -> Iterator[str]:
    publisher = publisher_of(reference)
    if reference.authors and not publisher.startswith(reference.authors[0]):
        yield tr(N_("By {names}"), names="; ".join(reference.authors))
    container = "" if reference.container == publisher else reference.container
    if place := " ".join(filter(None, (container, reference.part))):
        yield tr(N_("In {place}"), place=place)
    if reference.year and year_of(reference) is None:
        yield tr(N_("Date as stated: {date}"), date=reference.year)
    doi = doi_of(reference)
    if reference.doi and not (doi and doi in address_of(reference).lower()):
        yield f"DOI: {reference.doi}"
    if more := reference.urls[1:]:
        yield tr(N_("Also at {addresses}"), addresses=" ".join(more))
