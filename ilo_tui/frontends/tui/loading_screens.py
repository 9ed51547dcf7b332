"""What stands on the screen while a dossier is read, and where it cannot be used."""

from __future__ import annotations

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.errors import DossierError
from ilo_tui.frontends.tui.base import RecordScreen, TabView
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import block


def progress_text(context: ViewContext) -> str:
    """How far a dossier is read; what takes long after the last record is decoded is named, for it has no share."""
    loading = context.loading
    if loading and not loading.checking:
        return context.tr("reading the dossier: {percent} %", percent=round(100 * loading.share))
    return (
        context.tr("checking the dossier ...")
        if loading and loading.share < 1
        else context.tr("counting and crossing ...")
    )


class LoadingTab(TabView):
    """Stands for a tab that needs everything, until everything is read."""

    PANES = ("waiting",)
    stands_in = True

    def compose(self) -> ComposeResult:
        """One empty pane; its title says how far it is."""
        yield Pane(RowList(), id="waiting", first=True)

    def write(self) -> None:
        """Say that this is being read."""
        self.show_progress(progress_text(self.context))


class FaultScreen(RecordScreen):
    """The first faults of a dossier that cannot be used; closing it leaves the program."""

    def __init__(self, contexts: Contexts, error: DossierError) -> None:
        """Show `error`."""
        super().__init__(contexts)
        self.error = error

    def compose(self) -> ComposeResult:
        """The lines, as the command line would print them, and the keys."""
        yield Pane(Page(id="faults"), id="fault", first=True)
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Take the focus."""
        self.write()
        self.query_one("#faults", Page).focus()

    def write(self) -> None:
        """Write what is wrong, and how to leave."""
        tr = self.context.tr
        blocks = [block(line, hang=2) for line in self.error.localise(tr)]
        blocks += [
            block(),
            block(
                tr("{back} or {quit} leaves the program.", back=key_of(self, "back"), quit=key_of(self, "quit")), "dim"
            ),
        ]
        self.query_one("#faults", Page).write(lambda width: blocks)
        self.query_one(Pane).set_title(tr("This dossier cannot be used"))

    def current(self) -> str | None:
        """Nothing here is a record."""
        return None
