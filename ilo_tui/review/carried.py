"""Hashes of records that an edition changed without changing what was judged: `carried` of the dossier links them.

Two hashes of a record that are linked, directly or over others, match. The first one of such a chain is its canonical
hash. A record's decision holds the hash of what was read and is compared by canonical hashes; crossings and gaps are
hashed over the canonical hashes of their evidence, so that decisions on them survive, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.parts import Carried
from ilo_tui.review.hashing import hash_of


class CarriedHashes:
    """The canonical hashes of a dossier's records."""

    def __init__(self, carried: Sequence[Carried]) -> None:
        """Follow what `meta` says was carried, from edition to edition."""
        entries: defaultdict[tuple[str, str], list[Carried]] = defaultdict(list)
        for entry in carried:
            entries[entry.table, entry.record].append(entry)
        self._canonical: Mapping[tuple[str, str], Mapping[str, str]] = {
            record: _canonical_hashes(links) for record, links in entries.items()
        }

    def canonical(self, table: str, record: str, record_hash: str) -> str:
        """The first hash that is linked with a hash of a record; the hash itself where none is."""
        hashes = self._canonical.get((table, record))
        return hashes.get(record_hash, record_hash) if hashes else record_hash

    def evidence_hash(self, evidence: Evidence) -> str:
        """The canonical hash of a claim, of which crossings are hashed."""
        return self.canonical("evidence", evidence.id, hash_of(evidence))


def _canonical_hashes(links: Sequence[Carried]) -> dict[str, str]:
    """By every hash of a record that is linked: the first of its chain.

    A change that was taken back leads a chain round in a circle; then the first that is written is the first.
    """
    chains: dict[str, set[str]] = {}
    for link in links:
        chain = {link.from_, link.to} | chains.get(link.from_, set()) | chains.get(link.to, set())
        chains.update(dict.fromkeys(chain, chain))
    results = {link.to for link in links}
    canonical: dict[str, str] = {}
    for link in sorted(links, key=lambda link: link.from_ in results):
        for linked in chains[link.from_]:
            canonical.setdefault(linked, link.from_)
    return canonical
