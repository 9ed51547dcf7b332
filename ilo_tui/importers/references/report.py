"""The account of an import of references: what was read, what is of one publication, which keys could not stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers.references.duplicates import Known, Likeness

_SHOWN = 50
_SIGNS = {"DOI": N_("DOI"), "URL": N_("address"), "title": N_("title")}


class RenamedKey(NamedTuple):
    """A key that is not the id of its source: no id can be like it, or another source has that id."""

    file: str
    line: int
    key: str
    ident: str

    def localise(self, tr: Translator) -> str:
        """One line."""
        message = N_("{file}: line {line}: the key {key} cannot be an id, or is that of another; its id is {id}")
        return tr(message, file=clean(self.file), line=self.line, key=clean(self.key), id=self.ident)


class LikeReference(NamedTuple):
    """A reference that is like an earlier one."""

    known: Known
    likeness: Likeness

    def localise(self, tr: Translator) -> str:
        """One line: which is which, and which was kept."""
        first = self.likeness.first
        message = (
            N_("{file}: line {line}: {id} is {first} of {other}, line {row}, by its {sign}; only the first is kept")
            if self.likeness.same
            else N_("{file}: line {line}: {id} has the {sign} of {first} of {other}, line {row}, and both are kept")
        )
        values = {"id": self.known.source.id, "first": first.source.id, "sign": tr(_SIGNS[self.likeness.sign])}
        files = {"file": clean(self.known.file), "other": clean(first.file)}
        return tr(message, **values, **files, line=self.known.line, row=first.line)


@dataclass
class ReferenceReport:
    """What one import did.

    `files` have their form and how many entries they hold, `guessed` encodings with a word as example, by the name of
    the file. The keys `lowered` differ from their ids in capital letters alone. `keyless` references have no key,
    `kindless` do not say of what kind they are. `before` compares with the sources of the dossier before: kept,
    changed, new, gone; None where there was none. Without an `output` no dossier was written.
    """

    output: str = ""
    sources: int = 0
    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    guessed: dict[str, tuple[str, str]] = field(default_factory=dict)
    renamed: list[RenamedKey] = field(default_factory=list)
    alike: list[LikeReference] = field(default_factory=list)
    lowered: list[RenamedKey] = field(default_factory=list)
    keyless: int = 0
    kindless: int = 0
    before: tuple[int, int, int, int] | None = None

    def localise(self, tr: Translator, width: int = 80) -> list[str]:
        """The account in lines, each as long as what it says: the terminal breaks them at `width`."""
        head = f"{clean(self.output)}: {tr('sources')} {tr.number(self.sources)}"
        return [
            *([head] if self.output else []),
            *self._comparison(tr),
            *self._readings(tr),
            *_shown(tr, self.alike),
            *_shown(tr, self.renamed),
            *self._counts(tr),
        ]

    def _comparison(self, tr: Translator) -> Iterator[str]:
        if self.before:
            message = N_("{name}: {kept} as in the dossier before, {changed} changed, {new} new, {gone} gone")
            counts = dict(zip(("kept", "changed", "new", "gone"), map(tr.number, self.before), strict=True))
            yield tr(message, name=tr("sources"), **counts)

    def _readings(self, tr: Translator) -> Iterator[str]:
        """How files were understood."""
        for file, (form, n) in self.files.items():
            yield tr.many("{file}: 1 entry, {form}", "{file}: {n} entries, {form}", n, file=clean(file), form=form)
        for file, (encoding, example) in self.guessed.items():
            message = N_(
                "{file}: it is not UTF-8, so it was read as {encoding} (“{example}”); --encoding says otherwise"
            )
            yield tr(message, file=clean(file), encoding=encoding, example=clean(example))

    def _counts(self, tr: Translator) -> Iterator[str]:
        if self.lowered:
            yield tr.many(
                "1 key has capital letters, which no id has: {key} is {id}",
                "{n} keys have capital letters, which no id has: {key} is {id}",
                len(self.lowered),
                key=clean(self.lowered[0].key),
                id=self.lowered[0].ident,
            )
        if self.keyless:
            yield tr.many(
                "1 reference has no key; its id is made of author and year, or of the title",
                "{n} references have no key; their ids are made of author and year, or of the title",
                self.keyless,
            )
        if self.kindless:
            yield tr.many(
                "1 reference does not say of what kind it is: its kind is other until you change it",
                "{n} references do not say of what kind they are: their kind is other until you change it",
                self.kindless,
            )


def _shown(tr: Translator, items: Sequence[LikeReference | RenamedKey]) -> Iterator[str]:
    yield from (item.localise(tr) for item in items[:_SHOWN])
    if len(items) > _SHOWN:
        yield tr("... and {n} more", n=tr.number(len(items) - _SHOWN))
