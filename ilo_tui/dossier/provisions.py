"""The provisions of all policies, each with the alignments that name it; derived, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec.structs import asdict

from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.model import Alignment, Policy
from ilo_tui.dossier.parts import Provision, Texts
from ilo_tui.dossier.reader import DossierReader


class PolicyProvision(Derived, frozen=True):
    """A provision of a policy of a `kind`, with the alignments that serve it, and the programmes of these."""

    policy: str
    provision: str
    kind: str
    ref: str
    gist: Texts
    alignments: list[str] = []
    programmes: list[str] = []

    @property
    def id(self) -> str:
        """`POLICY/PROVISION`, as it is cited."""
        return f"{self.policy}/{self.provision}"

    def words(self) -> Iterable[str]:
        """Where it stands and what it says, in every language."""
        return [self.policy, self.provision, self.kind, self.ref, *self.gist.values()]

    def fields(self) -> dict[str, object]:
        """Where it stands, what it says, and what serves it."""
        return {"id": self.id, **asdict(self)}


def is_served_by(alignment: Alignment) -> bool:
    """Whether an alignment serves the provision that it names: not where it was examined and found not to."""
    return alignment.degree != "not_targeted"


def provisions(dossier: DossierReader, serves: Callable[[Alignment], bool] = is_served_by) -> list[PolicyProvision]:
    """Every provision of every policy, in the order of the file, with those alignments that serve it."""
    by_provision: defaultdict[tuple[str, str | None], list[Alignment]] = defaultdict(list)
    for alignment in dossier.records(Alignment):
        if alignment.provision and serves(alignment):
            by_provision[alignment.policy, alignment.provision].append(alignment)
    return [
        _row(policy, provision, by_provision.get((policy.id, provision.id), []))
        for policy in dossier.records(Policy)
        for provision in policy.provisions
    ]


def _row(policy: Policy, provision: Provision, alignments: list[Alignment]) -> PolicyProvision:
    return PolicyProvision(
        policy=policy.id,
        provision=provision.id,
        kind=policy.kind,
        ref=provision.ref,
        gist=provision.gist,
        alignments=[alignment.id for alignment in alignments],
        programmes=list(dict.fromkeys(alignment.programme for alignment in alignments if alignment.programme)),
    )
