"""The provisions of all policies as a list, those that nobody serves first."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.text import clean
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.provisions import PolicyProvision
from ilo_tui.frontends.tui.record_orders import PROVISION_ORDERS
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.widgets.row_list import Rows
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Line, Span, block, fit
from ilo_tui.views.provision_rows import provision_rows


class ProvisionRows:
    """Provisions as lines: `!` where nobody serves one, else how many alignments do."""

    def __init__(self, context: ViewContext, provisions: Sequence[PolicyProvision]) -> None:
        """The lines of `provisions`, in their order."""
        self.context, self.provisions = context, provisions

    def __len__(self) -> int:
        """How many provisions there are."""
        return len(self.provisions)

    def line(self, index: int, width: int) -> Line:
        """A provision."""
        provision, tr = self.provisions[index], self.context.tr
        served = Span(f"{len(provision.alignments):>3} ") if provision.alignments else Span("  ! ", "warn")
        name = f"{self.context.code(provision.policy)} {clean(provision.ref)}: "
        room = max(width - len(served.text) - len(name), 1)
        return (served, Span(name, "mark"), Span(fit(tr.text(provision.gist), room)))

    def target(self, index: int) -> str | None:
        """`POLICY/PROVISION`."""
        return self.provisions[index].id


class ProvisionsScreen(BrowseScreen):
    """All provisions of all policies."""

    KIND = "provisions"
    COUNTED = False
    ORDERS = PROVISION_ORDERS

    def __init__(self, contexts: Contexts) -> None:
        """All provisions of the dossier."""
        super().__init__(contexts, provision_rows(contexts.current))

    def lines_of(self, matching: Sequence[Listed]) -> Rows:
        """The lines of the list."""
        provisions = [provision for provision in matching if isinstance(provision, PolicyProvision)]
        return ProvisionRows(self.context, provisions)

    def listed(self) -> Sequence[Listed]:
        """All provisions."""
        return provision_rows(self.context)

    def name_of(self) -> str:
        """What the list is of."""
        return self.context.tr("Provisions")

    def title_of(self, matching: Sequence[Listed]) -> str:
        """How many there are, and how many of them nobody serves."""
        unserved = sum(isinstance(provision, PolicyProvision) and not provision.alignments for provision in matching)
        return ", ".join([super().title_of(matching), self.context.tr("! {n} unserved", n=unserved)])

    def nothing(self) -> list[Block]:
        """That the dossier has none."""
        return [block(self.context.tr("No policy of this dossier has provisions."), "dim")]

    def cited(self) -> str | None:
        """What a citation is taken of: the policy."""
        return (self.list_detail.target or "").partition("/")[0] or None

    @property
    def route(self) -> tuple[str, ...]:
        """The list."""
        return ("provisions",)
