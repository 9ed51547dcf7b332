"""An author in a process of its own, to be killed: changes, imports into the draft and publishes, on and on.

    python -m tests.app.publishing_worker FOLDER SEED [hasty]

Goes on from the latest edition of FOLDER (`1.json`, `2.json`, ...) and the drafts in `FOLDER/reviews`. Before each
thing that it does, it prints `do PHASE STATE`, and `ok STATE` once that was acknowledged: the places of the claims by
id, and what is half typed, as JSON. Of an edition that is written, `edition NAME SHA256` comes before its `ok`. A hasty
one says `ok` before it has done anything.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ilo_tui.app.draft_import import DraftImport, edits_of
from ilo_tui.app.publishing import PublishOptions
from ilo_tui.importers.importer import ImportRequest
from ilo_tui.importers.registry import importer_named
from ilo_tui.review.drafts.published import last_published
from tests.app.publishers import CHAN, Laptop
from tests.dossier.small import claim, small2, written

CLAIMS = [f"claim-{number}" for number in range(1, 6)]
TYPED = "half-typed"
"""A record that is never finished."""
State = dict[str, str]


def edition_files(folder: Path) -> list[Path]:
    """The editions of a folder, the latest last."""
    return sorted(folder.glob("[0-9]*.json"), key=lambda path: int(path.stem))


def begin(folder: Path) -> Laptop:
    """The author at the latest edition, the first of which is made where there is none."""
    if not edition_files(folder):
        documents = small2()
        for number, ident in enumerate(CLAIMS, 10):
            documents["evidence"][str(number)] = claim(ident, programme="one", dimension="output", locator="p. 0")
            del documents["evidence"][str(number)]["confidence"]
        written(folder, documents, "1.json")
    return Laptop(edition_files(folder)[-1])


def state_of(laptop: Laptop) -> State:
    """The places of all claims with the draft laid over, and what is half typed."""
    with closing(laptop.draft()) as draft:
        places = {ident: str((draft.document("evidence", ident) or {})["locator"]) for ident in CLAIMS}
        typed = draft.unfinished.load("evidence", TYPED) or {}
    return {**places, TYPED: str(typed.get("text", ""))}


class Worker:
    """Does one thing after another, and says so."""

    def __init__(self, folder: Path, seed: str, *, hasty: bool) -> None:
        self.folder, self.chance, self.hasty = folder, random.Random(seed), hasty
        self.laptop = begin(folder)
        self.state = state_of(self.laptop)

    def act(self) -> None:
        """One thing, a third of the time publishing."""
        match self.chance.randrange(9):
            case 0 | 1 | 2:
                self._publish()
            case 3 | 4:
                self._import()
            case 5:
                self._undo()
            case 6:
                self._type()
            case _:
                ident, text = self.chance.choice(CLAIMS), self._words()
                self._do("edit", {ident: text}, lambda: self.laptop.put(ident, locator=text))

    def _words(self) -> str:
        return f"p. {self.chance.random()} " + "word " * self.chance.randrange(200) + "end"

    def _do(self, phase: str, after: State, act: Callable[[], object]) -> None:
        state = {**self.state, **after}
        printed("do", phase, json.dumps(state))
        if self.hasty:
            printed("ok", json.dumps(state))
        act()
        if not self.hasty:
            printed("ok", json.dumps(state))
        self.state = state

    def _import(self) -> None:
        """Rows that change several claims, and one that is new, in one save."""
        texts = {ident: self._words() for ident in self.chance.sample(CLAIMS, 3)}
        self._do("import", texts, lambda: self._take(texts))

    def _take(self, texts: State) -> None:
        path = self.folder / "claims.csv"
        rows = [f"{ident},one,output,for,Statement {ident},src,{text}" for ident, text in texts.items()]
        path.write_text("\n".join(["id,programme,dimension,stance,statement_en,source,locator", *rows]) + "\n")
        with closing(self.laptop.draft()) as draft:
            drafted = {key: draft.document(*key) for key in draft.state()}
            task = DraftImport(importer_named("csv"), ImportRequest((path,), path), self.laptop.dossier, drafted)
            task.read()
            draft.change_all(edits_of(task.rows, "from a table"))

    def _undo(self) -> None:
        with closing(self.laptop.draft()) as draft:
            latest = draft.history.latest()
            if latest and latest.seq > last_published(self.laptop.drafts.environment.items.dossier, draft.id):
                self._do("undo", {latest.record: str(latest.was["locator"])}, draft.undo)

    def _type(self) -> None:
        text = self._words()
        with closing(self.laptop.draft()) as draft:
            self._do("half typed", {TYPED: text}, lambda: draft.unfinished.save("evidence", TYPED, {"text": text}))

    def _publish(self) -> None:
        """The next edition; sometimes with a draft of somebody else that is against one's own, and preferred."""
        text, ident = self._words(), self.chance.choice(CLAIMS)
        against = {ident: text} if self.chance.random() < 0.5 else {}
        self._do("publish a choice" if against else "publish", against, lambda: self._write(against))

    def _write(self, against: State) -> None:
        output = self.folder / f"{int(self.laptop.dossier.stem) + 1}.json"
        other, preferred = replace(self.laptop, reviewer=CHAN), list[str]()
        for ident, text in against.items():
            other.put(ident, locator=text)
            with closing(other.draft()) as draft:
                preferred.append(draft.id)
                draft.finish()
        publishing = self.laptop.publish(output, PublishOptions(prefer=tuple(preferred)))
        assert publishing.folded.conflicts == []
        printed("edition", output.name, sha256(output.read_bytes()).hexdigest())
        self.laptop = replace(self.laptop, dossier=output)


def printed(*words: str) -> None:
    """A line, at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(folder: str, seed: str, *more: str) -> None:
    """Work until killed."""
    worker = Worker(Path(folder), seed, hasty="hasty" in more)
    while True:
        worker.act()


if __name__ == "__main__":
    main(*sys.argv[1:])
