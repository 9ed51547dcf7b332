"""Sources of imported records: documents that the file links to, the activity itself, and the file."""

from __future__ import annotations

from collections.abc import Iterable

from ilo_tui.dossier.records import Source, Texts
from ilo_tui.exchange.iati.activity import Activity
from ilo_tui.exchange.iati.codelists import codelists
from ilo_tui.exchange.iati.languages import language_of, texts_of
from ilo_tui.exchange.iati.report import Report
from ilo_tui.exchange.iati.tree import Node
from ilo_tui.exchange.incoming.ids import digest
from ilo_tui.exchange.incoming.values import year
from ilo_tui.exchange.incoming.words import both, combine, marked, neutral
from ilo_tui.exchange.incoming.writer import DossierWriter
from ilo_tui.i18n import N_


class Library:
    """Writes every source once; a document is known by its address."""

    def __init__(self, writer: DossierWriter, report: Report) -> None:
        """Write to `writer`; what is no document is listed in `report`."""
        self._writer, self._report = writer, report
        self._written: set[str] = set()

    def add(self, source: Source) -> str:
        """Write a source unless its id is written already; returns the id."""
        if source.id not in self._written:
            self._written.add(source.id)
            self._writer.add(source)
        return source.id

    def documents(self, nodes: Iterable[Node], publisher: str) -> list[str]:
        """The ids of the documents that these elements link to, each once."""
        return list(dict.fromkeys(ident for node in nodes if (ident := self._document(node, publisher))))

    def _document(self, node: Node, publisher: str) -> str | None:
        self._report.read["document links"] += 1
        url, titles = node.get("url"), texts_of(node.all("title"))
        if not (url or titles):
            self._report.skip(N_("document link without address and title"), node.line)
            return None
        spoken = node.first("language")
        language = language_of(spoken.get("code")) if spoken else ""
        title = marked(titles, language if language in titles else next(iter(titles))) if titles else url
        categories = [one.get("code").upper() for one in node.all("category") if one.get("code")]
        dated = node.first("document-date")
        return self.add(
            Source(
                id=f"doc.{digest(url or title)}",
                title=title,
                kind=codelists().document_category.get(categories[0], "document") if categories else "document",
                publisher=publisher or None,
                year=year(dated.get("iso-date")) if dated else None,
                url=url or None,
                note=_note(node, titles, title, categories),
            )
        )


def _note(node: Node, titles: Texts, title: str, categories: list[str]) -> Texts | None:
    """What else the file says of a document: titles in other languages, description, further categories."""
    others = {language: text for language, text in titles.items() if text != title}
    told = combine(others, texts_of(node.all("description")), ". ")
    if len(categories) > 1:
        told = combine(told, neutral(", ".join(categories)), " · ")
    return told or None


def activity_source(activity: Activity) -> Source:
    """The activity itself, as a source: who publishes it, in which file, under which identifier."""
    titles = texts_of(activity.node.all("title"))
    updated = activity.node.get("last-updated-datetime")
    website = activity.node.first("activity-website")
    linked = activity.node.get("linked-data-uri")
    note = both(
        N_("IATI activity {identifier} in {file} (version {version}), updated {updated}."),
        identifier=activity.identifier or activity.id,
        file=activity.file,
        version=activity.version or "?",
        updated=updated or "?",
    )
    return Source(
        id=activity.source,
        title=next(iter(titles.values()), activity.identifier or activity.id),
        kind="iati-activity",
        publisher=activity.publisher or None,
        year=year(updated),
        url=(website.text if website else "") or linked or None,
        note=note,
    )


def file_source(number: int, name: str) -> Source:
    """An imported file, as a source; `number` counts the files."""
    return Source(id=f"file.{number}", title=name, kind="iati-file")
