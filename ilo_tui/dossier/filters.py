"""Filters: `programme:clm stance:contradicts year:2012..2016 has:figures` and plain words, all of which must hold.

A key's value may be several, of which one must hold (`stance:supports,context`). A value that is no id itself matches
what begins with it, so that `source:dol` finds every report. `not:` before a term turns it round. Plain words are
looked for in every text of a record, in all languages, with case and diacritics folded.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ilo_tui.core.text import clean, fold
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.filter_aliases import NOT, key_label, resolve_key, split_negation
from ilo_tui.dossier.filter_keys import QueryError, is_outdated, keys_of, offered_keys, unknown_key
from ilo_tui.dossier.filter_values import former_values, resolve_values
from ilo_tui.dossier.model import Record, Suggestion
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.strings import strings


class Term(Struct, frozen=True):
    """One `key:value` of a filter; `values` are the ids, codes or words of which one, if `negated` none, must hold."""

    key: str
    values: frozenset[str]
    written: str
    negated: bool = False

    def __str__(self) -> str:
        """The term as one would type it."""
        return f"{f'{NOT}:' if self.negated else ''}{self.key}:{self.written}"


class Query(Struct, frozen=True):
    """A filter for one kind of record: every term and every word must hold. Without `facets` it has no terms."""

    kind: str
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    facets: Facets | None = None

    def __bool__(self) -> bool:
        """Whether it filters anything."""
        return bool(self.terms or self.words)

    def __str__(self) -> str:
        """The filter as one would type it."""
        return " ".join([*map(str, self.terms), *self.words])

    def matches(self, record: Listed, also: str = "") -> bool:
        """Whether a record passes; `also` is more text in which to look for the words."""
        if not all(self.passes(record, term) for term in self.terms):
            return False
        if not self.words:
            return True
        text = fold(" ".join([*(strings(record) if isinstance(record, Record) else record.words()), also]))
        return all(word in text for word in self.words)

    def passes(self, record: Listed, term: Term) -> bool:
        """Whether one of its terms holds for a record."""
        return self._has_value(record, term) != term.negated

    def _has_value(self, record: Listed, term: Term) -> bool:
        if term.key == "programme" and isinstance(record, Suggestion) and not record.programmes:
            # It asks about all of them.
            return True
        values = self.facets.values(record, term.key) if self.facets else ()
        return any(value in term.values for value in values)


def parse(text: str, kind: str, dossier: DossierReader) -> Query:
    """Read a filter for a `kind`, a key of `KEYS` or one of `filter_scope`; `QueryError` says what cannot be meant."""
    terms, words = [], []
    for part in text.split():
        term = _term(part, kind, dossier)
        if term:
            terms.append(term)
        else:
            words.append(fold(part))
    return Query(kind, tuple(terms), tuple(words), Facets(dossier) if terms else None)


def _term(part: str, kind: str, dossier: DossierReader) -> Term | None:
    """The term that a part of a filter is; None of a word to look for."""
    typed, colon, written = part.partition(":")
    if not colon or not written or not typed.isidentifier():
        return None
    key = resolve_key(typed)
    if key == NOT:
        inner = _term(written, kind, dossier)
        if inner is None:
            raise QueryError(N_("after {key}: comes a key with its value, as in not:has:locator"), key=typed)
        return replace(inner, negated=not inner.negated)
    _check_key(typed, kind, dossier)
    return Term(key, resolve_values(key, written.lower(), kind, dossier), written.lower())


def asks_about_drafts(text: str) -> bool:
    """Whether a filter as it is typed has the key `draft:`, in whatever language."""
    terms = (split_negation(part)[1].partition(":") for part in text.split())
    return any(colon and resolve_key(key) == "draft" for key, colon, _ in terms)


def is_incomplete(word: str, kind: str, dossier: DossierReader) -> bool:
    """Whether a word is a key that waits for its value still, and no word to look for; `QueryError` of no key."""
    negation, term = split_negation(word)
    typed = term.removesuffix(":")
    if term and not (term.endswith(":") and typed.isidentifier()):
        return False
    if term:
        _check_key(typed, kind, dossier)
    return bool(term or negation)


def _check_key(typed: str, kind: str, dossier: DossierReader) -> None:
    if resolve_key(typed) not in keys_of(kind):
        raise unknown_key(typed, (*offered_keys(kind, dossier), NOT))


_FORMER_KIND = N_("{value} is a kind of gap of version 0.1 and is read as {kind}, which counts voices")


def warnings(query: Query, dossier: DossierReader, tr: Translator) -> list[str]:
    """What a person should know of a filter that is read all the same: keys and kinds of gaps of an earlier version."""
    message = N_(
        "{key}: is of version 0.1 and goes by what the file still says of it; reading: says how a claim was read"
    )
    keys = dict.fromkeys(term.key for term in query.terms if is_outdated(term.key, dossier))
    former = {value: kind for term in query.terms for value, kind in former_values(term.key, term.written).items()}
    return [
        *(tr(message, key=key_label(key, tr)) for key in keys),
        *(tr(_FORMER_KIND, value=clean(value), kind=kind) for value, kind in former.items()),
    ]
