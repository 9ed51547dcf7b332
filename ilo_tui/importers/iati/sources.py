"""Sources of imported records: documents that the file links to, the activity itself, and the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilo_tui.core.text import name_key, visible_text
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Source, SourceKind
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.iati.activity import Activity
from ilo_tui.importers.iati.languages import language_of, texts_of
from ilo_tui.importers.iati.notes import activity_notes
from ilo_tui.importers.iati.report import IatiReport
from ilo_tui.importers.iati.tree import Node, only_child
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.ids import digest, ident_of
from ilo_tui.importers.tables.phrases import combine, in_all_languages, marked, neutral
from ilo_tui.importers.tables.values import day, year

_KINDS: dict[str, SourceKind] = {
    **dict.fromkeys(("A01", "A07", "B09", "B10"), "evaluation"),
    **dict.fromkeys(("A08", "B01"), "monitoring"),
    **dict.fromkeys(("B02", "B03", "B04", "B05", "B08", "B11", "B12", "B14"), "law_or_plan"),
    **dict.fromkeys(("B06", "B07", "B15", "B16", "B17", "B18"), "other"),
}
"""The kinds of documents by IATI's codes of what they are; any other one is a document of the project."""


class SourceRegistry:
    """Writes every source once; a document is known by its address."""

    def __init__(self, writer: DossierWriter, report: IatiReport) -> None:
        """Write to `writer`; what is no document is listed in `report`."""
        self._writer, self._report = writer, report
        self._written: dict[str, int] = {}

    def add(self, source: Source) -> str:
        """Write a source unless its id is written already; returns the id."""
        if source.id not in self._written:
            self._written[source.id] = _fingerprint(source)
            self._writer.add(source)
        return source.id

    def documents(self, nodes: Iterable[Node], activity: Activity) -> list[str]:
        """The ids of the documents that these elements of an activity link to, each once."""
        return list(dict.fromkeys(ident for node in nodes if (ident := self._document(node, activity))))

    def _document(self, node: Node, activity: Activity) -> str | None:
        self._report.read["document links"] += 1
        url, titles = node.get("url"), texts_of(node.all("title"))
        if not (url or titles):
            self._report.add_skipped(N_("document link without address and title"), node.line)
            return None
        spoken = node.first("language")
        language = language_of(spoken.get("code")) if spoken else ""
        title = marked(titles, language if language in titles else next(iter(titles))) if titles else url
        source = Source(
            id=f"doc.{digest(url or visible_text(title))}",
            title=title,
            kind=_KINDS.get(next(_categories(node), ""), "project_document"),
            publisher=activity.publisher or None,
            voice=activity.reporter,
            year=self._year(node),
            url=url or None,
            note=_note(node, titles, title),
        )
        if self._written.get(source.id, _fingerprint(source)) != _fingerprint(source):
            message = N_("document of which something else is said before; that is kept, not this")
            self._report.add_doubt(message, node.line, title)
        return self.add(source)

    def _year(self, node: Node) -> int | None:
        """The year of a document; what is no date is listed."""
        only_child(node, "document-date", self._report)
        written = _dated(node)
        value = year(written)
        if written and value is None:
            self._report.add_skipped(N_("not a date"), node.line, written)
        return value


def _fingerprint(source: Source) -> int:
    """Differs where two links say different things of one document."""
    return hash((source.title, source.kind, source.year, repr(source.note)))


def _dated(node: Node) -> str:
    dated = node.first("document-date")
    return dated.get("iso-date") or dated.text if dated else ""


def _categories(node: Node) -> Iterator[str]:
    """The codes of what a document is; the words in their place where a file has no code."""
    return (written for category in node.all("category") if (written := category.get("code").upper() or category.text))


def _note(node: Node, titles: Texts, title: str) -> Texts | None:
    """What else the file says of a document: other titles, description, further categories, day and languages."""
    others = {language: text for language, text in titles.items() if text != title}
    note = combine(others, texts_of(node.all("description")), ". ")
    spoken = filter(None, (language.get("code") or language.text for language in node.all("language")))
    details = [", ".join(_categories(node)), day(_dated(node)) or "", ", ".join(spoken)]
    for detail in filter(None, details):
        note = combine(note, neutral(detail), " · ")
    return note or None


def activity_source(activity: Activity) -> Source:
    """The activity itself, as a source: who publishes it, in which file, under which identifier."""
    titles = texts_of(activity.node.all("title"))
    updated = activity.node.get("last-updated-datetime")
    website = only_child(activity.node, "activity-website", activity.report)
    linked = activity.node.get("linked-data-uri")
    note = in_all_languages(
        N_("IATI activity {identifier} in {file} (version {version}), updated {updated}."),
        identifier=activity.identifier or "?",
        file=activity.file,
        version=activity.version or "?",
        updated=updated or "?",
    )
    return Source(
        id=activity.source,
        title=next(iter(titles.values()), activity.identifier or activity.id),
        kind="project_document",
        publisher=activity.publisher or None,
        voice=activity.reporter,
        year=year(updated),
        url=(website.text if website else "") or linked or None,
        note=combine(note, activity_notes(activity), " "),
    )


def file_source(name: str) -> Source:
    """An imported file, as a source, known by its name."""
    return Source(id=f"file.{ident_of(name_key(name), 'file')}", title=name, kind="other")
