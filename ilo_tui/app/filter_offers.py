"""Filters that are offered by name where a list is filtered or a queue chosen: saved ones, and a few of the program.

`@NAME` stands for one of them wherever a filter is typed for a command or a queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.app.saved_filters import SavedFilter, SavedFilterError, SavedFilters, checked_name, key_of_name
from ilo_tui.core.errors import AppError
from ilo_tui.core.languages import language_codes
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.filter_keys import QueryError, offered_keys
from ilo_tui.dossier.filter_scope import DOSSIER, QUESTIONS
from ilo_tui.dossier.filters import Query, parse
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.views.filter_words import filter_phrases

MARK = "@"
"""Stands before the name of a filter."""
_NAMED = 12

_OF_CLAIMS = frozenset({DOSSIER, "evidence"})
_OF_GAPS = frozenset({QUESTIONS, "gaps"})


class BuiltIn(Struct, frozen=True):
    """A filter of the program: a marked name, its text, and for what it makes sense."""

    name: str
    text: str
    kinds: frozenset[str]


BUILT_IN = (
    BuiltIn(N_("against"), "stance:contradicts", _OF_CLAIMS),
    BuiltIn(N_("no locator"), "not:has:locator", _OF_CLAIMS | {"alignments", "aims"}),
    BuiltIn(N_("no excerpt"), "not:has:excerpt", _OF_CLAIMS),
    BuiltIn(N_("second hand"), "reading:second_hand", _OF_CLAIMS),
    BuiltIn(N_("tie not stated"), "tie:not_stated", _OF_CLAIMS | {"alignments"}),
    BuiltIn(N_("undated"), "period:undated", _OF_CLAIMS),
    BuiltIn(N_("no degree"), "not:has:degree", frozenset({"alignments"})),
    BuiltIn(N_("without a year"), "not:has:year", frozenset({"sources"})),
    BuiltIn(N_("nothing recorded"), "kind:none", _OF_GAPS),
    BuiltIn(N_("none independent"), "kind:own_only", _OF_GAPS),
    BuiltIn(N_("one voice"), "kind:one_voice", _OF_GAPS),
)
"""What is offered without being saved, where its keys are known."""

Check = Callable[[str], Query]
"""Reads a filter as a list or queue does; raises an `AppError` of what that does not take."""


class FilterOffer(Struct, frozen=True):
    """A filter that may be put in force: what to show of it, its text, and why it cannot be meant where it is offered.

    `saved` is the one on the disk; None of one of the program.
    """

    name: str
    text: str
    words: str
    error: str = ""
    saved: SavedFilter | None = None


class FilterMenu(InContext):
    """What may be done with named filters at a list or queue: put one in force, save that in force, delete one."""

    def __init__(self, contexts: Contexts, store: SavedFilters, kind: str, check: Check, in_force: str = "") -> None:
        """For filters of a `kind` as `parse` takes it, that `check` reads; `in_force` may be saved, empty is none."""
        self.contexts, self.store, self.in_force = contexts, store, in_force
        self._kind, self._check = kind, check

    def offers(self) -> list[FilterOffer]:
        """Every saved filter, then those of the program that make sense here."""
        saved = [self._saved(entry) for entry in self.store.load()]
        return [*saved, *self._built_in()]

    @property
    def fault(self) -> str:
        """Why what is on the disk is not offered; known after `offers`, empty where nothing is wrong."""
        tr, error = self.context.tr, self.store.fault
        # The path, which is long, comes last: there may be little room.
        return join_sentences([error.headline(tr), tr(error.mend), clean(str(error.path))]) if error else ""

    def _saved(self, entry: SavedFilter) -> FilterOffer:
        name, text = clean(entry.name).strip() or "-", clean(entry.text)
        try:
            return FilterOffer(name, entry.text, self._words(entry.text), saved=entry)
        except AppError as error:
            return FilterOffer(name, entry.text, text, error.line(self.context.tr), entry)

    def _built_in(self) -> Iterator[FilterOffer]:
        known = offered_keys(self._kind, self.context.dossier)
        for filter_ in BUILT_IN:
            if self._kind in filter_.kinds and self._is_taken(filter_.text, known):
                yield FilterOffer(self.context.tr(filter_.name), filter_.text, self._words(filter_.text))

    def _is_taken(self, text: str, known: Sequence[str]) -> bool:
        try:
            return all(term.key in known for term in self._check(text).terms)
        except AppError:
            return False

    def _words(self, text: str) -> str:
        return filter_phrases(self.context, self._check(text))

    def in_words(self) -> str:
        """The filter in force, in words."""
        return self._words(self.in_force) if self.in_force else ""

    def existing(self, name: str) -> SavedFilter | None:
        """The saved filter that one of this name would take the place of; raises `SavedFilterError` of no name."""
        return self.store.find(checked_name(name))

    def save(self, name: str) -> list[str]:
        """Save the filter in force, and say so; raises `ReviewError` where that cannot be."""
        tr, aside = self.context.tr, self.store.save(name, self.in_force)
        lines = [tr("Saved as “{name}”.", name=checked_name(name))]
        if aside:
            lines.append(tr("The file that could not be read is now {path}.", path=clean(str(aside))))
        return lines

    def delete(self, offer: FilterOffer) -> str:
        """Delete a saved filter, and say so; raises `ReviewError` where that cannot be."""
        if offer.saved:
            self.store.delete(offer.saved)
        return self.context.tr("“{name}” is deleted.", name=offer.name)


def expand(text: str, store: SavedFilters) -> str:
    """A filter with each `@NAME` in it replaced by the filter of that name; raises `SavedFilterError` of no name.

    A name may have several words: the longest that is one counts.
    """
    if MARK not in text:
        return text
    words, texts, at = text.split(), _texts_by_key(store), 0
    longest = max(len(key.split()) for key in texts)
    expanded = []
    while at < len(words):
        size = 1
        if words[at].startswith(MARK) and words[at] != MARK:
            size = _size_of_name(words[at : at + longest], texts, store)
            expanded.append(texts[_key(words[at : at + size])])
        else:
            expanded.append(words[at])
        at += size
    return " ".join(expanded)


def _texts_by_key(store: SavedFilters) -> Mapping[str, str]:
    """Texts by name: those of the program by their names in every language, before which saved ones go."""
    of_program = {key_of_name(tr(filter_.name)): filter_.text for tr in _translators() for filter_ in BUILT_IN}
    return {**of_program, **{saved.key: saved.text for saved in reversed(store.load()) if saved.key}}


def _translators() -> list[Translator]:
    return [Translator(code) for code in language_codes()]


def _key(words: Sequence[str]) -> str:
    return key_of_name(" ".join(words).removeprefix(MARK))


def _size_of_name(words: Sequence[str], texts: Mapping[str, str], store: SavedFilters) -> int:
    """How many words are the name with which they begin."""
    for size in range(len(words), 0, -1):
        if _key(words[:size]) in texts:
            return size
    names, name = _Names(tuple(saved.name for saved in store.load())), words[0].removeprefix(MARK)
    message = N_("no saved filter is called {name}")
    raise store.fault or SavedFilterError(message, N_("There are: {names}."), name=name, names=names)


class _Names(Struct, frozen=True):
    """The names that there are, in an error: saved ones, then those of the program in the reader's language."""

    saved: tuple[str, ...]

    def localise(self, tr: Translator) -> str:
        """The names, with commas between; of very many the first."""
        names = [*map(clean, self.saved[:_NAMED]), *(["…"] if len(self.saved) > _NAMED else [])]
        return ", ".join(dict.fromkeys([*names, *(tr(filter_.name) for filter_ in BUILT_IN)]))


def name_of(where: str, kind: str, dossier: DossierReader, store: SavedFilters) -> str:
    """The name of the saved filter that reads as `where`, the filter of a queue; empty where none does."""
    for saved in store.load() if where else ():
        with suppress(QueryError):
            if str(parse(saved.text, kind, dossier)) == where:
                return clean(saved.name)
    return ""
