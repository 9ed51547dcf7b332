"""From the rows of a table to claims with ids: each claim once, under the id that it had in the dossier before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.checks.claims import claim_faults
from ilo_tui.dossier.checks.dates import date_faults
from ilo_tui.dossier.checks.links import same_facts
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.parts import Figure
from ilo_tui.importers.tables.evidence_rows import Entry, EvidenceRows
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.register import Register
from ilo_tui.importers.tables.table_rows import Row
from ilo_tui.importers.tables.upgrade import NEW_OF_EVIDENCE


class EvidenceTable:
    """The claims of the rows that were read; what is wrong is added to `rows.cells.problems`.

    `repeated` are the rows that say what another said before, each with its file and the file and row of the first;
    `shared` are names that a programme and a source have in common.
    """

    def __init__(self, rows: EvidenceRows) -> None:
        """Make claims of these rows, all of which are read."""
        self.rows = rows
        self.repeated: list[tuple[str, int, str, int]] = []
        self.shared: list[str] = []

    def identify(self, reserved: set[str], former: FormerDossier | None) -> list[Evidence]:
        """The claims in the order of the rows, each once, with all their ids; none of these is in `reserved`."""
        fixed, registers = self._name(reserved, former)
        evidence_list = self._unique(reserved | {ident for register in registers for ident in register.ids.values()})
        if former:
            former.not_given = frozenset((*NEW_OF_EVIDENCE, "confidence")) - self.rows.columns
            evidence_list = self._without_missing(_with_former_ids(evidence_list, former, fixed))
        self._check(evidence_list)
        return evidence_list

    def entries(self, reserved: set[str], former: FormerDossier) -> list[Entry]:
        """The rows of claims that go into a dossier as it is, each once, with the ids of what they refer to.

        What they refer to is that of `former`, where it is there; no id that is made here is in `reserved`.
        """
        _, registers = self._name(reserved | former.evidence_ids, former)
        self._unique(reserved | {ident for register in registers for ident in register.ids.values()})
        return self._first_entries()

    def _name(self, reserved: set[str], former: FormerDossier | None) -> tuple[set[str], tuple[Register, ...]]:
        """Give what rows name its ids; returns the ids that rows give to claims, and the registers."""
        rows = self.rows
        registers = (rows.programmes, rows.sources, rows.aims, rows.actors, rows.policies, rows.indicators)
        if former:
            for register in registers:
                register.keep_ids(former)
        fixed = {entry.explicit_id for entry in self.rows.entries}
        for register in registers:
            others = {ident for other in registers if other is not register for ident in other.ids.values()}
            # A claim of an id that a programme or a source has is listed; an aim or an actor gives way to it.
            claims = set() if register in {rows.programmes, rows.sources} else fixed
            shared = register.make_ids(reserved | others | claims)
            self.shared += shared if register in {rows.programmes, rows.sources} else []
        return fixed, registers

    def _without_missing(self, evidence_list: list[Evidence]) -> list[Evidence]:
        """The claims without what only the dossier before says of them and what is not there any more."""
        claims = {evidence.id: evidence for evidence in evidence_list}
        sources = set(self.rows.sources.ids.values())
        settled = []
        for evidence in evidence_list:
            fuller = claims.get(evidence.same_as or "")
            same = fuller and (fuller.stance, fuller.dimension) == (evidence.stance, evidence.dimension)
            if "same_as" not in self.rows.columns and evidence.same_as and not same:
                evidence = replace(evidence, same_as=None)  # noqa: PLW2901 - the same claim, less one link
            if "data_of" not in self.rows.columns and evidence.data_of and evidence.data_of not in sources:
                evidence = replace(evidence, data_of=None)  # noqa: PLW2901 - the same claim, less one link
            settled.append(evidence)
        return settled

    def _unique(self, reserved: set[str]) -> list[Evidence]:
        by_id: dict[str, Entry] = {}
        for entry in self.rows.entries:
            programme = self.rows.programmes.ids[entry.evidence.programme or ""]
            ident = entry.ident(programme)
            evidence = self._referring(entry.evidence, ident, programme, entry.figures)
            # In place of what it was, for a large table would stand in the memory twice.
            entry.evidence = evidence
            first = by_id.setdefault(ident, entry)
            if first is not entry and not entry.explicit_id and _seen(first.evidence) == _seen(evidence):
                self.repeated.append((entry.file, entry.row_number, first.file, first.row_number))
            elif first is not entry or ident in reserved:
                self._add_duplicate(entry, first, ident)
        return [entry.evidence for entry in by_id.values()]

    def _referring(self, evidence: Evidence, ident: str, programme: str, figures: list[Figure]) -> Evidence:
        """A claim with the ids of what it refers to, in place of keys."""
        actors, sources = self.rows.actors.ids, self.rows.sources.ids
        return replace(
            evidence,
            id=ident,
            programme=programme,
            source=sources[evidence.source],
            figures=figures,
            actor=[actors[key] for key in evidence.actor],
            said_by=actors[evidence.said_by] if evidence.said_by else None,
            data_of=sources[evidence.data_of] if evidence.data_of else None,
            aim=self.rows.aims.ids[evidence.aim] if evidence.aim else None,
        )

    def _add_duplicate(self, entry: Entry, first: Entry, ident: str) -> None:
        """List a row whose id another has, or which states what another states, with other details."""
        self.rows.cells.file = entry.file
        if entry.explicit_id or first is entry:
            self.rows.cells.add_problem(Row(entry.row_number), "id", N_("the id {value} stands already"), value=ident)
            return
        message = N_(
            "row {first} of {file} states the same from the same source, but differs in the rest: give each an id, or "
            "make them one row; a further figure goes into a row of its own below"
        )
        row = Row(entry.row_number)
        self.rows.cells.add_problem(row, "statement", message, first=first.row_number, file=first.file)

    def _check(self, evidence_list: list[Evidence]) -> None:
        """List what is wrong with claims that stand together, as `check` would."""
        entries = zip(evidence_list, self._first_entries(), strict=True)
        rows = {evidence.id: entry for evidence, entry in entries}
        tables: Tables = {"evidence": {evidence.id: evidence for evidence in evidence_list}}
        for fault in (*claim_faults(tables), *same_facts(tables), *date_faults(tables), *_missing_facts(tables)):
            entry = rows[fault.document]
            self.rows.cells.file = entry.file
            self.rows.cells.add_problem(Row(entry.row_number), "", fault.message, **fault.values)

    def _first_entries(self) -> list[Entry]:
        """The rows that became claims, in the order of these."""
        first: dict[str, Entry] = {}
        for entry in self.rows.entries:
            first.setdefault(entry.evidence.id, entry)
        return list(first.values())


def _missing_facts(tables: Tables) -> Iterator[Fault]:
    """Claims whose fuller record of the same fact is none of them."""
    claims = tables["evidence"]
    for doc, evidence in claims.items():
        if isinstance(evidence, Evidence) and evidence.same_as and evidence.same_as not in claims:
            message = N_("same_as names {ref}, which is the id of no row")
            yield Fault("evidence", doc, evidence.id, message, {"ref": evidence.same_as})


def _with_former_ids(evidence_list: list[Evidence], former: FormerDossier, fixed: set[str]) -> list[Evidence]:
    """The claims under the ids that they had in the former dossier, in the same order."""
    by_programme: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence in evidence_list:
        by_programme[evidence.programme or ""].append(evidence)
    former_records = {
        evidence.id: old
        for programme, group in by_programme.items()
        for evidence, old in zip(group, former.reconcile_evidence(group, programme, fixed), strict=True)
    }
    return [former_records[evidence.id] for evidence in evidence_list]


def _seen(evidence: Evidence) -> str:
    """All that a claim says, as a reader sees it."""
    return name_key(msgspec.json.encode(evidence, order="sorted").decode())
