"""From SAX events to one small tree an activity: only elements that the import knows, where it expects them.

Everything else inside an activity is counted and passed over, so that depth and size of what is kept are bounded by
what the format has a place for. Elements of foreign namespaces are listed with their line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from ilo_tui.core.translator import N_
from ilo_tui.importers.iati.languages import language_of
from ilo_tui.importers.iati.report import IatiReport
from ilo_tui.importers.tables.dossier_writer import UNDETERMINED

_LONGEST_TEXT = 1_000_000
_NODE = 600
"""About the bytes of memory of a `Node`, measured."""


class Spec(NamedTuple):
    """What an element may hold: whether text, and which children are kept."""

    text: bool = False
    children: Mapping[str, Spec] = {}


def _children(**children: Spec) -> dict[str, Spec]:
    return {name.replace("_", "-"): spec for name, spec in children.items()}


_CODE = Spec(text=True)
_WORDS = Spec(text=True, children=_children(narrative=_CODE))
_TITLED = _children(title=_WORDS, description=_WORDS)
_DOCUMENT = Spec(children={**_TITLED, **_children(category=_CODE, language=_CODE, document_date=_CODE)})
_VALUE = Spec(True, _children(comment=_WORDS, location=_CODE, dimension=_CODE, document_link=_DOCUMENT))
_PERIOD = Spec(
    children=_children(period_start=_CODE, period_end=_CODE, target=_VALUE, actual=_VALUE, document_link=_DOCUMENT)
)
_INDICATOR = Spec(
    children={**_TITLED, **_children(reference=_CODE, baseline=_VALUE, period=_PERIOD, document_link=_DOCUMENT)}
)
_RESULT = Spec(children={**_TITLED, **_children(reference=_CODE, indicator=_INDICATOR, document_link=_DOCUMENT)})
ACTIVITY = Spec(
    children={
        **_TITLED,
        **_children(
            iati_identifier=_CODE,
            reporting_org=_WORDS,
            participating_org=_WORDS,
            activity_status=_CODE,
            activity_date=_WORDS,
            recipient_country=_WORDS,
            recipient_region=_WORDS,
            location=Spec(children=_children(name=_WORDS)),
            transaction=Spec(children=_children(recipient_country=_WORDS)),
            sector=_WORDS,
            tag=_WORDS,
            policy_marker=_WORDS,
            related_activity=_CODE,
            activity_website=_CODE,
            document_link=_DOCUMENT,
            result=_RESULT,
        ),
    }
)
"""What is kept of an iati-activity, over all versions of the standard."""

_REFERENCE = {"code", "vocabulary", "vocabulary-uri"}
_ATTRIBUTES: Mapping[str, set[str]] = {
    "iati-activity": {"version", "last-updated-datetime", "linked-data-uri"},
    "description": {"type"},
    "reporting-org": {"ref"},
    "participating-org": {"ref", "role"},
    "activity-status": {"code"},
    "activity-date": {"type", "iso-date"},
    "recipient-country": {"code", "percentage"},
    "recipient-region": {"code", "percentage"},
    "location": {"ref"},
    "sector": _REFERENCE,
    "tag": _REFERENCE,
    "policy-marker": {*_REFERENCE, "significance"},
    "reference": {*_REFERENCE, "indicator-uri"},
    "related-activity": {"ref", "type"},
    "document-link": {"url"},
    "category": {"code"},
    "language": {"code"},
    "document-date": {"iso-date"},
    "result": {"type"},
    "indicator": {"measure", "ascending"},
    "baseline": {"value", "year", "iso-date"},
    "target": {"value"},
    "actual": {"value"},
    "dimension": {"name", "value"},
    "period-start": {"iso-date"},
    "period-end": {"iso-date"},
}
"""The attributes that are read, by element; `xml:lang` is read of all."""


class Node:
    """One element: its tag, attributes, line, the language in force, its text and kept children."""

    __slots__ = ("attributes", "children", "lang", "line", "parts", "size", "spec", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int, lang: str, spec: Spec) -> None:
        """Begin an element without text or children."""
        self.tag, self.attributes, self.line, self.lang, self.spec = tag, attributes, line, lang, spec
        self.children: list[Node] = []
        self.parts: list[str] = []
        self.size = 0

    @property
    def text(self) -> str:
        """The text directly in the element, white space as single spaces."""
        return " ".join("".join(self.parts).split())

    def get(self, name: str) -> str:
        """An attribute without white space around it; empty where it is absent."""
        return self.attributes.get(name, "").strip()

    def all(self, *tags: str) -> Iterator[Node]:
        """The children with one of these tags, in the order of the file."""
        return (child for child in self.children if child.tag in tags)

    def first(self, tag: str) -> Node | None:
        """The first child with this tag."""
        return next(self.all(tag), None)


def only_child(parent: Node, tag: str, report: IatiReport) -> Node | None:
    """The first child with this tag, of which the standard allows one; others are listed."""
    children = parent.all(tag)
    first = next(children, None)
    for other in children:
        detail = other.get("iso-date") or other.get("code") or other.text
        report.add_skipped(
            N_("element that may stand only once here; the first counts"), other.line, f"{tag} {detail}".strip()
        )
    return first


class ActivityHandler(ContentHandler):
    """Gives each iati-activity to `take` as soon as it is closed, wherever in the document it stands.

    `weight` is about how many bytes of memory are kept of an activity that is not closed yet, `opened` a measure of how
    deep the parser is: the letters in the names of open elements, and a hundred for each.
    """

    def __init__(self, take: Callable[[Node], None], report: IatiReport, language: str = UNDETERMINED) -> None:
        """Texts that state no language are of `language`."""
        super().__init__()
        self.root = ""
        self.root_attributes: dict[str, str] = {}
        self.activities = 0
        self.events = 0
        self.weight = self.opened = 0
        self._take, self._report = take, report
        self._outer = [language]
        self._stack: list[Node] = []
        self._passing = 0
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - SAX's own name
        """Remember who knows the line."""
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's own name
        """Keep the element, or pass over it and all that it holds."""
        self.events += 1
        self.opened += len(name) + 100
        if self._passing:
            self._passing += 1
        elif self._stack:
            self._inside(name, attrs, self._stack[-1])
        else:
            self._outside(name, attrs)

    def _outside(self, name: str, attrs: AttributesImpl) -> None:
        lang = self._language(attrs, self._outer[-1])
        inner = bool(self.root)
        if not inner:
            self.root, self.root_attributes = name, dict(attrs.items())
        if (named := attrs.get("xmlns")) and (name == "iati-activity" or not inner):
            self._report.add_doubt(N_("namespace where IATI has none, read all the same"), self._line(), named)
        if name == "iati-activity":
            self._stack.append(self._node(name, attrs, lang, ACTIVITY))
            return
        if ":" in name or (attrs.get("xmlns") and inner):
            self._report.add_skipped(_FOREIGN, self._line(), name)
        elif inner and name != "iati-activities":
            self._report.count_unread(name)
        self._outer.append(lang)

    def _inside(self, name: str, attrs: AttributesImpl, parent: Node) -> None:
        spec = parent.spec.children.get(name)
        if ":" in name or attrs.get("xmlns"):
            self._report.add_skipped(_FOREIGN, self._line(), name)
            self._passing = 1
        elif spec is None:
            # A transaction is counted as a whole when it closes.
            if parent.tag != "transaction":
                self._report.count_unread(name if parent.tag == "iati-activity" else f"{parent.tag}/{name}")
            self._passing = 1
        else:
            node = self._node(name, attrs, self._language(attrs, parent.lang), spec)
            parent.children.append(node)
            self._stack.append(node)
            self.weight += _NODE + sum(map(len, node.attributes.values()))

    def _node(self, name: str, attrs: AttributesImpl, lang: str, spec: Spec) -> Node:
        """An element that is kept; those of its attributes that nobody reads are counted."""
        read = _ATTRIBUTES.get(name, ())
        # A transaction is counted as a whole.
        for attribute, value in attrs.items() if name != "transaction" else ():
            if attribute not in read and not attribute.startswith(("xml:", "xmlns")) and value.strip():
                self._report.count_unread(f"{name}/@{attribute}")
        return Node(name, dict(attrs.items()), self._line(), lang, spec)

    def _language(self, attrs: AttributesImpl, outer: str) -> str:
        code = attrs.get("xml:lang", "").strip()
        lang = language_of(code)
        if code and not lang:
            self._report.add_doubt(N_("no code of a language"), self._line(), code)
        return lang or outer

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's own name
        """Give away the activity that is closed."""
        self.events += 1
        self.opened -= len(name) + 100
        if self._passing:
            self._passing -= 1
        elif self._stack:
            node = self._stack.pop()
            if not self._stack:
                self.activities += 1
                self.weight = 0
                self._take(node)
            elif name == "transaction":
                self._close_transaction(node, self._stack[-1])
        else:
            self._outer.pop()

    def _close_transaction(self, node: Node, activity: Node) -> None:
        """Of a transaction only its country is of interest."""
        self._report.count_unread("transaction")
        self.weight -= _NODE
        activity.children.pop()
        activity.children.extend(node.children)

    def characters(self, content: str) -> None:
        """Keep text where text belongs, up to a million characters."""
        self.events += 1
        if self._passing or not self._stack:
            return
        node = self._stack[-1]
        if content.isspace():
            if node.parts and node.parts[-1] != " ":
                node.parts.append(" ")
        elif not node.spec.text:
            self._report.count_unread(f"{node.tag}/text()")
        elif node.size < _LONGEST_TEXT:
            node.parts.append(content[: _LONGEST_TEXT - node.size])
            node.size += len(content)
            self.weight += len(content)
            if node.size >= _LONGEST_TEXT:
                self._report.add_doubt(N_("a text of more than a million characters, cut"), node.line, node.tag)

    def _line(self) -> int:
        return (self._locator.getLineNumber() or 0) if self._locator else 0


_FOREIGN = N_("element of a foreign namespace")
