"""What is weak in a dossier by the copies of its sources; beside `dossier.lint`, which knows no copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilo_tui.copies.proof import QuoteCheck
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.lint_findings import Weakness
from ilo_tui.dossier.model import Evidence


def has_excerpts(tables: Tables) -> bool:
    """Whether any claim of a dossier has an excerpt, so that copies need be read."""
    return any(isinstance(record, Evidence) and record.excerpt for record in tables.get("evidence", {}).values())


def weak_excerpts(tables: Tables, checks: Iterable[QuoteCheck]) -> list[Weakness]:
    """The excerpts that do not stand in the copies, then those that stand on other pages than the cited."""
    documents = {record.id: number for number, record in tables.get("evidence", {}).items()}
    return sorted(_weaknesses(documents, checks), key=lambda weakness: weakness.kind)


def _weaknesses(documents: dict[str, str], checks: Iterable[QuoteCheck]) -> Iterator[Weakness]:
    for check in checks:
        place = ("evidence", documents[check.evidence], check.evidence)
        if check.state == "absent":
            yield Weakness("excerpt_absent", *place, {"source": check.source})
        elif check.state == "elsewhere":
            page = check.pages[0].label or str(check.pages[0].number)
            yield Weakness("excerpt_elsewhere", *place, {"source": check.source, "page": page})
