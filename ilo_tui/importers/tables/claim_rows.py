"""Claims as rows of the table that an import reads: the way back, so that a spreadsheet can go on where it was left.

What such a table has no column for (a claim about a policy, or of another origin, a figure with a place of its own) is
not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ilo_tui.dossier.model import Actor, Aim, Evidence, Programme, Source
from ilo_tui.dossier.parts import Figure, Texts
from ilo_tui.importers.tables.workbook_writer import Value

Row = dict[str, Value]
_PLAIN = ("year", "start", "end", "tie", "trend", "aim_reached", "same_as", "locator", "reading", "confidence")
_TEXTS = ("statement", "place", "tie_why", "note")


class ClaimRows:
    """Makes rows of claims; with `names` each programme, source and aim is described where it comes first.

    Without, they are described on sheets of their own, and an actor goes by its id.
    """

    def __init__(
        self,
        programmes: Mapping[str, Programme],
        sources: Mapping[str, Source],
        actors: Mapping[str, Actor],
        aims: Mapping[str, Aim],
        *,
        names: bool,
    ) -> None:
        """Refer to these records, by their ids."""
        self._programmes, self._sources, self._actors, self._aims = programmes, sources, actors, aims
        self._names, self._described = names, set[str]()

    def rows(self, claims: Iterable[Evidence]) -> Iterator[Row]:
        """A row for each claim, and one for each of its further figures."""
        for claim in claims:
            first = _figure(claim.figures[0]) if claim.figures else {}
            yield {**self._claim(claim), **first}
            yield from map(_figure, claim.figures[1:])

    def _claim(self, claim: Evidence) -> Row:
        row: Row = {"id": claim.id, "stance": claim.stance, "source": claim.source}
        row |= {name: getattr(claim, name) for name in _PLAIN if getattr(claim, name) is not None}
        for name in _TEXTS:
            row |= _spoken(name, getattr(claim, name))
        row |= _spoken("places", joined_texts(claim.places))
        row |= {"dimension": claim.dimension} if claim.dimension else {}
        row |= {"aim": claim.aim} if claim.aim else {}
        row |= {"data_of": claim.data_of} if claim.data_of else {}
        row |= {"actor": "; ".join(map(self._actor, claim.actor))} if claim.actor else {}
        row |= {"said_by": self._actor(claim.said_by)} if claim.said_by else {}
        if excerpt := claim.excerpt:
            row |= {"excerpt": excerpt.text, "excerpt_language": excerpt.lang}
            row |= {"excerpt_page": excerpt.page} if excerpt.page else {}
        row["programme"] = self._programmes[claim.programme or ""].code
        return row | self._descriptions(claim) if self._names else row

    def _descriptions(self, claim: Evidence) -> Row:
        """What the first row of a programme, source or aim says of it."""
        row: Row = {}
        programme, source = self._programmes[claim.programme or ""], self._sources[claim.source]
        if self._is_first(programme.id):
            row |= {**_spoken("programme_name", programme.name), **_spoken("programme_summary", programme.summary)}
        if self._is_first(source.id):
            details = {"title": source.title, "publisher": source.publisher, "year": source.year, "url": source.url}
            row |= {f"source_{name}": value for name, value in details.items() if value is not None}
            row |= {"source_kind": source.kind} if source.kind != "other" else {}
            row |= {"source_voice": self._actor(source.voice)} if source.voice else {}
        if claim.aim and self._is_first(claim.aim):
            row |= {**_spoken("aim_text", self._aims[claim.aim].text), "aim_source": self._aims[claim.aim].source}
        return row

    def _is_first(self, ident: str) -> bool:
        if ident in self._described:
            return False
        self._described.add(ident)
        return True

    def _actor(self, ident: str) -> str:
        """An actor by its name where the table alone has to tell it, unless the name would be taken for several."""
        name = next(iter(self._actors[ident].name.values()), ident)
        return name if self._names and ";" not in name else ident


def listable(claims: Iterable[Evidence]) -> list[Evidence]:
    """The claims that a table can hold, in their order: none of them names a fuller claim that it cannot."""
    rest = list(filter(is_row, claims))
    while True:
        known = {claim.id for claim in rest}
        retained = [claim for claim in rest if claim.same_as is None or claim.same_as in known]
        if len(retained) == len(rest):
            return retained
        rest = retained


def is_row(claim: Evidence) -> bool:
    """Whether a table has columns for all that a claim says."""
    more = (claim.policy, claim.indicator, claim.suggestion, claim.other_sources)
    figures = (figure.start or figure.end or figure.place or figure.note for figure in claim.figures)
    return bool(claim.programme) and claim.origin == "source" and not any(more) and not any(figures)


def _figure(figure: Figure) -> Row:
    row: Row = {**_spoken("figure", figure.name), "value": figure.value, **_spoken("unit", figure.unit)}
    row |= {"figure_year": figure.year} if figure.year is not None else {}
    return row | ({"role": figure.role} if figure.role else {})


def _spoken(name: str, texts: Texts | None) -> Row:
    return {f"{name}_{language}": text for language, text in (texts or {}).items()}


def joined_texts(texts: Sequence[Texts]) -> Texts:
    """Several texts as one, by language, with semicolons between them."""
    languages = dict.fromkeys(language for text in texts for language in text)
    return {language: "; ".join(text.get(language, "") for text in texts) for language in languages}
