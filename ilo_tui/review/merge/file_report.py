"""What is said of a file that is merged: one line, and the same as an object of a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.merge.content import LIMIT, Content
from ilo_tui.review.merge.file_states import FileState


@dataclass(frozen=True)
class FileReport:
    """A file and what comes of it; `kept_as` is the name in the folder under which its content is, "" if it is not."""

    path: Path
    state: FileState
    content: Content
    kept_as: str

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look at it: something was cut, branched or changed by hand, or could not be read."""
        return self.state.needs_person or (self.content.code == "wrong" and self.state.code != "archived")

    def localise(self, tr: Translator) -> str:
        """The line: the file, what comes of it, and what is in it."""
        content = self.content
        dossier = clean(content.session.dossier.id) if content.session else ""
        message = (content.is_draft and self.state.of_draft) or self.state.message
        parts = [tr(message, dossier=dossier, limit=LIMIT // 2**20), *self._facts(tr)]
        return f"{clean(str(self.path))}: {'; '.join(parts)}"

    def _facts(self, tr: Translator) -> list[str]:
        content, facts = self.content, list[str]()
        if content.kind == "intact" and content.session:
            reviewer = f"{clean(content.session.reviewer.name)} <{clean(content.session.reviewer.id)}>"
            facts.append(self._amount(tr, reviewer))
        if content.fault and self.state.code in {"damaged", "not_read"}:
            facts.append(content.fault.headline(tr))
        if self.state.code == "damaged":
            facts.append(self._readable(tr))
        if content.code == "ok" and content.session:
            facts.append(tr("check code {code}", code=clean(content.session.check_code or "")))
        facts += content.misdated.localise(tr)
        if content.code == "wrong":
            facts.append(tr("the check code does not fit: somebody has changed it after it was finished"))
        if content.changed:
            facts.append(tr.many("{n} item has changed since", "{n} items have changed since", content.changed))
        if content.removed:
            removed = content.removed
            facts.append(
                tr.many("{n} item is no longer in the dossier", "{n} items are no longer in the dossier", removed)
            )
        if self.kept_as and self.state.code not in {"there", "earlier", "damaged_copy"}:
            facts.append(tr("kept as {name}", name=clean(self.kept_as)))
        return facts

    def _amount(self, tr: Translator, reviewer: str) -> str:
        n = self.content.records
        if self.content.is_draft:
            return tr.many("a draft: {n} change by {who}", "a draft: {n} changes by {who}", n, who=reviewer)
        return tr.many("{n} decision by {who}", "{n} decisions by {who}", n, who=reviewer)

    def _readable(self, tr: Translator) -> str:
        n = self.content.records
        if self.content.is_draft:
            return tr.many("{n} whole change can be read", "{n} whole changes can be read", n)
        if not n:
            return tr("no decision in it can be read")
        return tr.many("{n} whole decision can be read", "{n} whole decisions can be read", n)

    def as_json(self) -> dict[str, object]:
        """The report for `--json`; `decisions` are the records in it, of a damaged file those that can be read.

        A draft has its id as `session`, and says that it is one.
        """
        session = self.content.session
        kind = {"kind": "draft"} if self.content.is_draft else {}
        return {
            **kind,
            "file": str(self.path),
            "session": session.id if session else "",
            "reviewer": session.reviewer.id if session else "",
            "state": self.state.code,
            "decisions": self.content.records,
            "changed_items": self.content.changed,
            "removed_items": self.content.removed,
            "check_code": self.content.code,
            "misdated": len(self.content.misdated.later) + len(self.content.misdated.earlier),
            "needs_person": self.needs_person,
            "kept_as": self.kept_as,
        }
