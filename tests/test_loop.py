"""A dossier from nothing by keys: sources, claims made from their passages, an edition in which all of them are proven.

What an author does stands on the screen of a terminal; what leaves it are files, and these are looked at.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.frontends.plain.help import ROOT
from tests.offices.office import Office, Row
from tests.offices.terminal import Terminal

SOK, CHAN = "Sok Dara", "Chan Thy"
DOWN, TAB, ENTER, ESC = "\x1b[B", "\t", "\r", "\x1b"
REPORTS = ROOT / "docs" / "example" / "reports"
TITLES = {"Mid-term review": "mid-term-review.pdf", "Final evaluation": "final-evaluation.pdf"}
MOST_KEYS, CLAIMS = 12, 9


class Author:
    """Somebody who writes at a terminal, and counts keys besides what is typed."""

    def __init__(self, screen: Terminal) -> None:
        """Sit down at a terminal in which the program is."""
        self.screen, self.pressed = screen, 0

    def press(self, keys: str, *words: str) -> str:
        """Press keys, each of which counts, and wait for words."""
        self.pressed += 1
        return self.screen.press(keys, *words)

    def type(self, text: str) -> None:
        """Type a text."""
        self.screen.press(text, text[-12:])

    def save(self) -> None:
        """Save the record, for no reason."""
        self.press("s", "why? (may be empty)")
        self.press(ENTER, "Saved in your draft")


def records(path: Path, table: str) -> dict[str, Row]:
    """The records of a dossier's file, by id."""
    rows = json.loads(path.read_text("utf-8"))[table].values()
    return {row["id"]: row for row in rows}


def write_sources(author: Author) -> None:
    """Two publications."""
    for title in TITLES:
        author.press("N", "What is new?")
        author.press("2", "New: Source")
        author.type(title)
        author.press(ENTER, "0 ")
        author.press("1", "save")
        author.save()


def attach_documents(office: Office, dossier: Path) -> None:
    """The document of each source of the author's draft."""
    known = ("--dossier", str(dossier), "--reviewer", SOK)
    for row in office.table(*known, "list", "sources", "--where", "draft:mine"):
        office.run(*known, "attach", row["id"], str(REPORTS / TITLES[row["title"]]))


def write_claims(author: Author) -> None:
    """A claim of the top of every page of a source, each by few keys."""
    screen = author.screen
    screen.press("S", "Final evaluation")
    screen.press("G", "Mid-term review")
    screen.press("v", "Space mark lines")
    for number in range(CLAIMS):
        screen.press("l", f"({number + 2} of 10)")
        before = author.pressed
        author.press(" ", "1 line marked")
        author.press("j", "2 lines marked")
        author.press(ENTER, "New: Claim")
        author.type(f"Claim {number} in English.")
        author.press(TAB)
        author.type(f"Klaim {number} dalam bahasa.")
        author.press(ENTER, "1 for")
        author.press("1", "save")
        author.save()
        assert author.pressed - before <= MOST_KEYS
        screen.until("Space mark lines")


@pytest.mark.slow
def test_a_dossier_is_written_from_passages_and_published_by_keys(tmp_path: Path) -> None:
    office = Office(tmp_path / "home", tmp_path / "reviews")
    office.reviews.mkdir()
    dossier = tmp_path / "mine.json"
    office.run("new", str(dossier))
    with Terminal(office, "--dossier", str(dossier), "--reviewer", SOK) as screen:
        author = Author(screen)
        screen.until("school meals")
        write_sources(author)
        screen.leave("q")
    attach_documents(office, dossier)
    with Terminal(office, "--dossier", str(dossier), "--reviewer", SOK) as screen:
        author = Author(screen)
        screen.until("school meals")
        write_claims(author)
        screen.press(ESC, "Source", "by")
        author.press("P", f"{CLAIMS + len(TITLES)} records", "P publishes")
        author.press("P", "where?")
        author.press(ENTER, "Published")
        screen.leave("q")
    published = next(path for path in tmp_path.glob("mine-*.json"))
    before = records(dossier, "evidence")
    claims = {ident: claim for ident, claim in records(published, "evidence").items() if ident not in before}
    assert len(claims) == CLAIMS
    assert all(claim["excerpt"]["text"] and claim["locator"].startswith("p. ") for claim in claims.values())
    copies = str(dossier.with_suffix(".sources"))
    proofs = office.run("--dossier", str(published), "--sources", copies, "check", "--quotes", code=0).stdout
    proven = [line for line in proofs.splitlines() if "stands on" in line and line.partition(" ")[0] in claims]
    assert len(proven) == CLAIMS
