"""Records of each kind as numbered lines, whose pages are opened by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ilo_tui.app.contexts import InContext
from ilo_tui.app.saved_filters import SavedFilterError
from ilo_tui.core.text import clean
from ilo_tui.dossier.filter_keys import QueryError, keys_of
from ilo_tui.dossier.filters import parse, warnings
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Dimension, Evidence, Indicator, Policy, Programme, Record, Source, Suggestion
from ilo_tui.dossier.provisions import PolicyProvision
from ilo_tui.dossier.reader import HasId, address_of
from ilo_tui.dossier.weighing import in_period
from ilo_tui.frontends.plain.console_io import ConsoleIO, for_speech
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.frontends.plain.saved_filters import KEY, choose_filter, expand_names
from ilo_tui.frontends.plain.search import close_words, matching_records
from ilo_tui.views.claim_head import in_words
from ilo_tui.views.filter_words import filter_example
from ilo_tui.views.labels import RECORDS, source_kind
from ilo_tui.views.pages.evidence import side
from ilo_tui.views.pages.gap import gap_block, searched_line
from ilo_tui.views.pages.voice import reading_text
from ilo_tui.views.provision_rows import provision_rows
from ilo_tui.views.source_counts import source_counts, voice_word
from ilo_tui.views.weighing_words import weighing_words
from ilo_tui.views.weights import claims_spans, voices_line

R = TypeVar("R", bound=HasId)


class RecordLists(InContext):
    """The tables of a dossier, and searches in them, for a reader who opens their records."""

    def __init__(self, console: ConsoleIO, reader: Reader) -> None:
        """Open with `reader` what is chosen."""
        self.console, self.contexts, self.reader = console, console.contexts, reader

    def _read_from(self, title: str, rows: Sequence[R], line: Callable[[R], str], kind: str | None = None) -> None:
        """Open the rows that are chosen, until the reader goes back; `kind` is what they are filtered as."""
        for row in NumberedList(self.console, title, rows, line, kind).choices():
            self.reader.read(address_of(row))

    def programmes(self) -> None:
        """Programmes with their evidence for and against."""
        programmes = list(self.context.dossier.records(Programme))
        self._read_from(self.console.tr("Programmes"), programmes, self._programme_line, "programmes")

    def _programme_line(self, programme: Programme) -> str:
        dossier, period = self.context.dossier, self.context.weighing.period
        counts = voices_line(self.context, in_period(dossier, dossier.evidence_of("programme", programme.id), period))
        return f"{clean(programme.code)}, {self.context.title(programme)}: {''.join(span.text for span in counts)}"

    def dimensions(self) -> None:
        """Dimensions with their questions."""
        dimensions = list(self.context.dossier.records(Dimension))
        self._read_from(self.console.tr("Dimensions"), dimensions, self._dimension_line)

    def _dimension_line(self, dimension: Dimension) -> str:
        return f"{self.context.title(dimension)}: {self.console.tr.text(dimension.question)}"

    def policies(self) -> None:
        """Conventions, plans, laws."""
        policies = list(self.context.dossier.records(Policy))
        self._read_from(self.console.tr("Policies"), policies, self._policy_line, "policies")

    def _policy_line(self, policy: Policy) -> str:
        return f"{clean(policy.code)}: {self.context.title(policy)}"

    def suggestions(self) -> None:
        """What to research next."""
        suggestions = list(self.context.dossier.records(Suggestion))
        self._read_from(self.console.tr("Suggestions"), suggestions, self._title, "suggestions")

    def _title(self, record: Suggestion) -> str:
        return self.context.title(record)

    def gaps(self) -> None:
        """What is not known and nobody suggests to find out."""
        self.console.put(searched_line(self.context), weighing_words(self.context))
        uncovered = [gap for gap in self.context.gaps if not gap.suggestions]
        self._read_from(self.console.tr("Gaps without a suggestion"), uncovered, self._gap_line, "gaps")

    def _gap_line(self, gap: Gap) -> str:
        (paragraph,) = for_speech(self.console.tr, [gap_block(self.context, gap)])
        return "".join(span.text for span in paragraph.spans)

    def indicators(self) -> None:
        """Measured series."""
        indicators = list(self.context.dossier.records(Indicator))
        self._read_from(self.console.tr("Indicators"), indicators, self._indicator_line, "indicators")

    def _indicator_line(self, indicator: Indicator) -> str:
        return f"{self.context.title(indicator)} ({self.console.tr.text(indicator.unit)})"

    def sources(self) -> None:
        """Sources with what is claimed on them."""
        sources = list(self.context.dossier.records(Source))
        self._read_from(self.console.tr("Sources"), sources, self._source_line, "sources")

    def _source_line(self, source: Source) -> str:
        tr, counts = self.console.tr, source_counts(self.context, source.id)
        publisher = clean(source.publisher) if source.publisher else tr("publisher not known")
        year = str(source.year) if source.year is not None else tr("year not known")
        about = f"{publisher}, {year}, {source_kind(tr, source.kind)}, {voice_word(self.context, source)}"
        sides = (counts.supports, counts.contradicts, counts.context)
        claims = "".join(span.text for span in claims_spans(tr, sides, counts.hidden))
        read = reading_text(self.context, counts)
        parts = [f"{about}: {self.context.title(source)}", claims, *([tr("read: {how}", how=read)] if read else [])]
        return "; ".join(parts)

    def provisions(self) -> None:
        """Provisions of all policies, those that nobody serves first."""
        rows = sorted(provision_rows(self.context), key=lambda provision: len(provision.alignments))
        self._read_from(self.console.tr("Provisions"), rows, self._provision_line, "provisions")

    def _provision_line(self, provision: PolicyProvision) -> str:
        tr, n = self.console.tr, len(provision.alignments)
        served = tr.many("served by 1 alignment", "served by {n} alignments", n) if n else tr("served by nobody")
        name = f"{self.context.code(provision.policy)} {clean(provision.ref)}: {tr.text(provision.gist)}"
        return f"{name}: {served}"

    def search(self) -> None:
        """Everything that has some words."""
        tr = self.console.tr
        self.console.put(tr("Words to search for?"))
        if not (words := self.console.ask()):
            return
        records = matching_records(self.context, words)
        if not records and (close := close_words(self.context, words)):
            self.console.put(tr("Did you mean: {names}?", names=", ".join(close)))
        self._read_from(tr("Search: {words}", words=clean(words)), records, self._record_line)

    def _record_line(self, record: Record) -> str:
        """A record of whatever kind: its kind, id and name."""
        kind = self.console.tr(RECORDS[type(record).__name__.lower()])
        title = in_words(self.context, record) if isinstance(record, Evidence) else self.context.title(record)
        return f"{kind} {clean(record.id)}: {title}"

    def evidence(self) -> None:
        """The claims that pass a filter."""
        tr = self.console.tr
        example = filter_example(tr, self.context.dossier, keys_of("evidence"))
        self.console.put(f"{tr('Filter')}. {example}", tr("': filters by name"))
        try:
            text = self._named(self.console.ask())
            if text is None:
                return
            query = parse(text, "evidence", self.context.dossier)
        except (QueryError, SavedFilterError) as error:
            self.console.put(*error.localise(tr))
            return
        self.console.put(*warnings(query, self.context.dossier, tr))
        passes, dossier = self.context.blinding.passes, self.context.dossier
        rows = [evidence for evidence in dossier.records(Evidence) if passes(evidence, query, dossier)]
        title = f"{tr('Evidence')} {clean(str(query))}".strip()
        self._read_from(title, rows, self.evidence_line, "evidence")

    def _named(self, typed: str) -> str | None:
        """A filter as typed, its names replaced, or the one that is chosen by name; None where none is."""
        dossier = self.context.dossier
        if typed == KEY:
            return choose_filter(self.console, "evidence", lambda text: parse(text, "evidence", dossier))
        return expand_names(self.console, typed)

    def evidence_line(self, evidence: Evidence) -> str:
        """A claim with its id, what it is about and its side."""
        tr, about = self.console.tr, evidence.programme or evidence.policy
        parts = [
            clean(evidence.id),
            self.context.code(about) if about else "",
            self.context.name(evidence.dimension or "*unassigned"),
        ]
        claim = in_words(self.context, evidence)
        return f"{', '.join(filter(None, parts))}, {tr(side(self.context, evidence)[1])}: {claim}"
