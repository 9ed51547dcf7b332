"""A large dossier, made up and always the same: 10,000 programmes and 100,000 claims in two languages.

    python benchmarks/portfolio.py -o portfolio.json [--programmes 10000] [--evidence 100000] [--seed 1]

Records are written as they are made, so that memory does not grow with the dossier. The shape is that of a real
portfolio: a few programmes with much evidence and many with little, claims on all sides, gaps, claims without a
programme or a dimension, 40 policies, sources that many claims share. The words are in `portfolio_words.json`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import get_args

import msgspec

from ilo_tui.dossier.model import (
    Alignment,
    Degree,
    Evidence,
    Indicator,
    Level,
    Policy,
    Programme,
    Source,
    Stance,
    Suggestion,
)
from ilo_tui.dossier.parts import Cite, Figure, Period, Point, Provision, Segment, Texts
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.framework import framework_of
from ilo_tui.importers.tables.phrases import neutral

Pair = tuple[str, str]
DIMENSIONS: tuple[Level, ...] = get_args(Level)


class Words(msgspec.Struct, frozen=True):
    """Pairs in English and Indonesian, with what fills a sentence in braces; `claims` are by dimension, "" is none."""

    themes: list[Pair]
    forms: list[Pair]
    places: list[str]
    actors: list[Pair]
    claims: dict[str, list[Pair]]
    measures: list[tuple[Pair, Pair]]
    descriptions: list[Pair]
    reasons: list[Pair]
    questions: list[Pair]
    policies: list[Pair]


POLICY_COUNT = 40
SUGGESTION_COUNT = 60
INDICATOR_COUNT = 100
STANCES: list[Stance] = ["supports", "contradicts", "context"]
DEGREES: list[Degree | None] = [None, "significant", "principal", "not_targeted"]


class Portfolio:
    """Makes the records of one dossier from a seed."""

    def __init__(self, programmes: int, evidence: int, seed: int) -> None:
        """So many programmes and claims; the same numbers and seed give the same records."""
        self.programmes, self.evidence = programmes, evidence
        self.reports = max(20, evidence // 50)
        self.random = Random(seed)
        self.stock = msgspec.json.decode(Path(__file__).with_name("portfolio_words.json").read_bytes(), type=Words)

    def records(self) -> Iterator[Source | Programme | Policy | Indicator | Suggestion | Alignment | Evidence]:
        """Every record but the framework, sources and programmes first."""
        yield Source(id="plans", title="Plans of the programmes", kind="programme-document")
        yield from (self.source(number) for number in range(self.reports))
        yield from (self.programme(number) for number in range(self.programmes))
        yield from (self.policy(number) for number in range(POLICY_COUNT))
        yield from (self.indicator(number) for number in range(INDICATOR_COUNT))
        yield from (self.suggestion(number) for number in range(SUGGESTION_COUNT))
        yield from (self.alignment(number) for number in range(self.programmes * 3))
        yield from (self.claim(number) for number in range(self.evidence))

    def words(self, forms: list[Pair], **supplied: int) -> Texts:
        """One of the sentences in both languages, filled alike in both."""
        theme, actor = self.random.choice(self.stock.themes), self.random.choice(self.stock.actors)
        year = supplied.get("year") or self.random.randint(1999, 2020)
        values = {
            "place": self.random.choice(self.stock.places),
            "n": self.random.randint(12, 4000),
            "year": year,
            "later": year + self.random.randint(1, 5),
            **supplied,
        }
        spoken = zip(("en", "id"), self.random.choice(forms), theme, actor, strict=True)
        texts = {language: form.format(theme=theme, actor=actor, **values) for language, form, theme, actor in spoken}
        return {language: text[0].upper() + text[1:] for language, text in texts.items()}

    def source(self, number: int) -> Source:
        """A report that many claims cite."""
        title = (
            self.words(self.stock.policies)["en"]
            .replace("Law on", "Evaluation of")
            .replace("Convention on", "Review of")
        )
        place, year = self.random.choice(self.stock.places), self.random.randint(2000, 2025)
        url = f"https://reports.example/{number}.pdf"
        return Source(id=f"report-{number}", title=f"{title}, {place}", kind="report", year=year, url=url)

    def programme(self, number: int) -> Programme:
        """A programme in one or two places."""
        start = self.random.randint(1999, 2019)
        return Programme(
            id=f"programme-{number}",
            code=f"P{number:05}",
            kind="supporting_action" if number % 7 == 6 else "programme",
            name={language: f"{text} {number}" for language, text in self.words(self.stock.forms).items()},
            summary=self.words(self.stock.descriptions, year=start),
            sources=["plans"],
            period=Period(start=str(start), end=f"{start + self.random.randint(1, 6)}-12"),
            places=[neutral(place) for place in self.random.sample(self.stock.places, self.random.randint(1, 2))],
            identifier=f"XX-ORG-{number:05}",
        )

    def policy(self, number: int) -> Policy:
        """A policy of five provisions."""
        return Policy(
            id=f"policy-{number}",
            code=f"Q{number:02}",
            kind=("convention", "plan", "law")[number % 3],
            name=self.words(self.stock.policies[number % 3 : number % 3 + 1]),
            summary=self.words(self.stock.reasons),
            adopted=str(1990 + number % 30),
            source="report-0",
            provisions=[
                Provision(id=f"art-{n}", ref=f"Art. {n}", gist=self.words(self.stock.reasons)) for n in range(1, 6)
            ],
        )

    def indicator(self, number: int) -> Indicator:
        """A series of two segments of ten years each."""
        (name, unit), place = self.random.choice(self.stock.measures), self.random.choice(self.stock.places)
        segments = [
            Segment(label=neutral(f"{first}-{first + 9}"), points=[self.point(first + n) for n in range(10)])
            for first in (2000, 2010)
        ]
        return Indicator(
            id=f"indicator-{number}",
            name={"en": f"{name[0]}, {place}", "id": f"{name[1]}, {place}"},
            unit={"en": unit[0], "id": unit[1]},
            definition=self.words(self.stock.reasons),
            programmes=[self.programme_id()],
            dimension="impact",
            segments=segments,
        )

    def point(self, year: int) -> Point:
        """One value."""
        return Point(year=year, value=round(self.random.uniform(5, 60), 1), source=self.report())

    def suggestion(self, number: int) -> Suggestion:
        """A question on some programmes."""
        return Suggestion(
            id=f"suggestion-{number}",
            title=self.words(self.stock.questions),
            text=self.words(self.stock.questions),
            sub_questions=[self.words(self.stock.questions) for _ in range(3)],
            programmes=sorted({self.programme_id() for _ in range(20)}),
            dimensions=[DIMENSIONS[number % 3]],
            policies=[f"policy-{number % POLICY_COUNT}"],
            origin="editor",
            source=self.report(),
        )

    def alignment(self, number: int) -> Alignment:
        """A link of each programme in turn; some state a degree."""
        return Alignment(
            id=f"alignment-{number}",
            programme=f"programme-{number % self.programmes}",
            policy=f"policy-{self.random.randrange(POLICY_COUNT)}",
            provision=f"art-{self.random.randint(1, 5)}",
            degree=self.random.choices(DEGREES, (5, 3, 1, 1))[0],
            rationale=self.words(self.stock.reasons),
            origin="source",
            source=self.report(),
        )

    def claim(self, number: int) -> Evidence:
        """A claim; of a hundred two concern a policy, one the country, and seven no dimension."""
        dimension = self.random.choices((*DIMENSIONS, ""), (46, 33, 14, 7))[0]
        about = self.random.choices(("programme", "policy", "country"), (97, 2, 1))[0]
        year = self.random.randint(2000, 2025)
        others = [Cite(source=self.report())] if self.random.random() < 0.15 else []
        return Evidence(
            id=f"claim-{number}",
            programme=self.programme_id() if about == "programme" else None,
            policy=f"policy-{self.random.randrange(POLICY_COUNT)}" if about == "policy" else None,
            dimension=dimension or None,
            stance=self.random.choices(STANCES, (45, 30, 25))[0],
            statement=self.words(self.stock.claims[dimension], year=year),
            figures=[self.figure() for _ in range(self.random.choices((0, 1, 2, 4), (35, 35, 20, 10))[0])],
            place=neutral(self.random.choice(self.stock.places)) if self.random.random() < 0.5 else None,
            year=year,
            source=self.report(),
            locator=f"p. {self.random.randint(1, 180)}" if self.random.random() < 0.8 else None,
            other_sources=others,
            confidence=self.random.choice(("high", "high", "medium", "low")),
            origin="source",
        )

    def figure(self) -> Figure:
        """A number with its role."""
        name, unit = self.random.choice(self.stock.measures)
        value = self.random.randint(1, 9000) if unit[0] != "%" else round(self.random.uniform(1, 99), 1)
        return Figure(
            name={"en": name[0], "id": name[1]},
            value=value,
            unit={"en": unit[0], "id": unit[1]},
            year=self.random.randint(2000, 2025),
            role=self.random.choice((None, "baseline", "target", "actual")),
        )

    def programme_id(self) -> str:
        """A programme; the first ones far more often, as in real portfolios."""
        return f"programme-{int(self.programmes * self.random.random() ** 1.6)}"

    def report(self) -> str:
        """The id of a report."""
        return f"report-{self.random.randrange(self.reports)}"


def write_portfolio(output: Path, programmes: int = 10_000, evidence: int = 100_000, seed: int = 1) -> None:
    """Write the dossier to `output`, in place of what may be there."""
    with DossierWriter(output, force=True) as writer:
        framework_of(None, "plans").add_to(writer)
        for record in Portfolio(programmes, evidence, seed).records():
            writer.add(record)
        title = {"en": f"Portfolio of {programmes} programmes", "id": f"Portofolio {programmes} program"}
        writer.finish("portfolio", title, f"{programmes}-{evidence}-{seed}", ["en", "id"])


def main() -> None:
    """Write one, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--programmes", type=int, default=10_000)
    parser.add_argument("--evidence", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    write_portfolio(options.output, options.programmes, options.evidence, options.seed)
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.0f} MB in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
