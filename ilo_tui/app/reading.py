"""Reading a source beside a claim: at which page one is and how one came there, what is found, where one goes next.

A state machine that knows no screen and reads no file: it is given the text of a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilo_tui.copies.excerpts import Proof
from ilo_tui.copies.folding import FoldedText, fold
from ilo_tui.copies.locators import How as LocatorHow
from ilo_tui.copies.model import CopyLink, TextPage
from ilo_tui.copies.passages import SearchableText
from ilo_tui.copies.places import figures_of_claim, marks, place_of_claim, place_of_evidence, words_that_lead
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.views.cited import CitedPlace
from ilo_tui.views.pages.reading import Hit, How, PageOfCopy


class Reading:
    """One copy, opened at a place."""

    def __init__(self, text: SearchableText, link: CopyLink, place: CitedPlace, dossier: DossierReader) -> None:
        """Open the text of a copy at the place that is cited."""
        self.text, self.link, self.place = text, link, place
        self.page_at = 0
        """The place of the page that is shown among all pages."""
        self.how: How = "beginning"
        self.words = ""
        """What was looked for last."""
        self.hits: list[Hit] = []
        self.hit_at = -1
        """Which of the hits one is at."""
        claim = dossier.find(place.claim)
        self.claim = claim if isinstance(claim, Evidence) else None
        self.proof: Proof | None = None
        """Whether the claim's excerpt stands in this copy; None where it has none from this source."""
        self.locator = place.locator
        """The place that is cited, in the words that led here."""
        self.locator_led: LocatorHow = "none"
        """What the locator led to."""
        self._figures = figures_of_claim(self.claim) if self.claim else ()
        self._folded: dict[int, FoldedText] = {}
        self._open()

    def _open(self) -> None:
        """Go to the place that is cited; where the copy has no such page, to what of the claim stands in it."""
        if self.claim and self.claim.source == self.place.source:
            opened = place_of_evidence(self.text, self.claim)
            self.locator = words_that_lead(self.text, self.claim, opened.page_number)
        else:
            opened = place_of_claim(self.text, None, self.place.locator, self._figures)
        self.proof, self.how, self.locator_led = opened.proof, opened.how, opened.locator
        self.page_at = max(opened.page_number - 1, 0)

    @property
    def pages(self) -> tuple[TextPage, ...]:
        """Every page; empty of a scan without text."""
        return self.text.pages

    @property
    def page(self) -> TextPage | None:
        """The page that is shown; None where there is none."""
        return self.pages[self.page_at] if self.pages else None

    @property
    def hit(self) -> Hit | None:
        """The hit one is at; None where nothing is looked for, or is on no page."""
        return self.hits[self.hit_at] if 0 <= self.hit_at < len(self.hits) else None

    def view(self) -> PageOfCopy:
        """The page that is shown, with its marks."""
        page, passages = self.page, self.proof.passages if self.proof else ()
        return PageOfCopy(
            document=self.text.document,
            page=page,
            how=self.how,
            locator=self.locator,
            locator_led=self.locator_led,
            proof=self.proof,
            marks=marks(page, passages, self._figures) if page else (),
            words=self.words,
            hits=self.hits,
            hit=self.hit,
        )

    def turn(self, by: int) -> bool:
        """So many pages on or back; False where there is none."""
        return self._show(self.page_at + by, "page")

    def go_to(self, typed: str) -> bool:
        """To the page of a label as it is printed, else of a number as pages are counted; False where there is none."""
        label = typed.strip().casefold()
        labels = [page.label.casefold() for page in self.pages]
        if label and label in labels:
            return self._show(labels.index(label), "page")
        return label.isdecimal() and self._show(int(label) - 1, "page")

    def _show(self, page_at: int, how: How) -> bool:
        if not 0 <= page_at < len(self.pages):
            return False
        self.page_at, self.how = page_at, how
        return True

    def find(self, words: str) -> int:
        """Look for words, spelt as in proofs but in either case, and go to the next hit; how many there are."""
        self.words, self.hits, self.hit_at = words, list(self._hits(words)), -1
        if self.hits:
            following = (number for number, hit in enumerate(self.hits) if hit.page > self.page_at)
            self._go_to_hit(next(following, 0))
        return len(self.hits)

    def _hits(self, words: str) -> Iterator[Hit]:
        if not (folded_words := fold(words)):
            return
        pattern = re.compile(re.escape(folded_words), re.IGNORECASE)
        for number, page in enumerate(self.pages):
            folded = self._folded.get(number)
            if folded is None:
                folded = self._folded[number] = FoldedText(page.text)
            for match in pattern.finditer(folded.text):
                yield Hit(page.number, folded.original_start(match.start()), folded.original_stop(match.end()))

    def step_hit(self, by: int) -> bool:
        """To the hit after or before this one, from the last to the first and back; False where there is none."""
        if not self.hits:
            return False
        self._go_to_hit((self.hit_at + by) % len(self.hits))
        return True

    def _go_to_hit(self, number: int) -> None:
        self.hit_at = number
        self._show(self.hits[number].page - 1, "hit")
