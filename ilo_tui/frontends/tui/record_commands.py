"""The commands for what is on the screen: filter it, cite it; and which commands make sense on which screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.errors import AppError
from ilo_tui.core.folders import state_folder
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.protocols import (
    Citable,
    Filterable,
    HasCrossing,
    HasCursor,
    ListsFiles,
    MayShowRecords,
    ShowsSources,
    TakesFilter,
)
from ilo_tui.views.cited import cited_places

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp

_ABOUT_RECORDS = frozenset((
    "review", "observe", "indicators", "timeline", "copy", "claims", "sources", "provisions",
    "remove_record", "edit_record", "new_record",
))  # fmt: skip
_CHANGES = frozenset({"undo_change", "remove_record", "edit_record", "new_record", "publish"})
"""What changes the dossier, or publishes it."""
_ON_RECORDS = frozenset({"remove_record", "edit_record", "new_record"})
"""What changes a record, so not where files are listed."""
_NOT_WHILE_JUDGING = _CHANGES | {"review", "tie_level", "period", "flaws", "claims", "sources", "provisions"}
"""What would give away more than the page of the item that is judged, change it, or lead away from it."""
_ABOUT_LISTS = frozenset({"filter", "clear_filter", "saved_filters"})


class RecordCommands:
    """What can be done with the records on the screen on top."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`."""
        self._app = app

    def is_enabled(self, action: str) -> bool:
        """Whether a command makes sense now: records where some are shown, filters where there is a list."""
        screen = self._app.screen
        if self._is_barred(action):
            return False
        if action in _ABOUT_RECORDS:
            return not isinstance(screen, MayShowRecords) or screen.SHOWS_RECORDS
        if action not in _ABOUT_LISTS:
            return True
        if not isinstance(screen, Filterable) or screen.filter_state() is None:
            return action == "saved_filters" and isinstance(screen, TakesFilter)
        return action != "clear_filter" or screen.is_narrowed()

    def _is_barred(self, action: str) -> bool:
        """Whether a command leads nowhere here, or would while somebody judges."""
        screen = self._app.screen
        if action in _NOT_WHILE_JUDGING and any(
            isinstance(shown, RecordScreen) and shown.JUDGES for shown in self._app.screen_stack
        ):
            return True
        if isinstance(screen, ListsFiles):
            if action in _ON_RECORDS:
                return screen.lists_files()
            return action == "publish" and screen.is_on_session()
        return isinstance(screen, RecordScreen) and action == screen.OPENED_BY

    def current(self) -> str | None:
        """What is under the cursor of the screen on top."""
        screen = self._app.screen
        return screen.current() if isinstance(screen, HasCursor) else None

    def directions(self) -> None:
        """Show the effect direction plot of the crossing at hand; where it has none, say why."""
        from ilo_tui.views.pages.effect_direction import no_plot_words

        app, screen, tr = self._app, self._app.screen, self._app.context.tr
        crossing = screen.crossing() if isinstance(screen, HasCrossing) else None
        if crossing is None:
            app.show_message(tr("There is no crossing of a programme and a dimension under the cursor."))
        elif why := no_plot_words(app.context, app.context.gap_map.cell(*crossing)):
            app.show_message(why)
        else:
            app.navigator.open_route(("directions", *crossing))

    def source(self) -> None:
        """Read the source of what is under the cursor, beside it where the screen has room for that."""
        from ilo_tui.frontends.tui.screens.reading import show_reading

        screen, ident = self._app.screen, self.current()
        if isinstance(screen, ShowsSources) and screen.show_source():
            return
        if ident and cited_places(self._app.context.dossier, ident):
            self._app.navigator.save_cursor()
            show_reading(self._app, self._app.contexts, ident)
        else:
            self._app.show_message(self._app.context.tr("Nothing under the cursor cites a source: move to a claim."))

    def has_copies(self) -> bool:
        """Whether, on a screen over the tabs with records or items, copies are here, and none is open yet."""
        screen = self._app.screen
        if not isinstance(screen, RecordScreen) or not (screen.SHOWS_RECORDS or screen.JUDGES):
            return False
        is_open = isinstance(screen, ShowsSources) and screen.source_in_view()
        return not is_open and bool(self._app.context.copies.links())

    def open_document(self) -> None:
        """Open the copy of the source that is read, or of what is under the cursor, in another program."""
        from ilo_tui.app.opening_outside import open_outside

        app, screen, ident = self._app, self._app.screen, self.current()
        open_source = screen.source_in_view() if isinstance(screen, ShowsSources) else None
        cited = [place.source for place in cited_places(app.context.dossier, ident)] if ident else []
        sources = [open_source] if open_source else cited
        link = next(filter(None, map(app.context.copies.link_of, sources)), None)
        if link is None:
            app.show_message(app.context.tr("There is no document to open: no copy of its source is on this computer."))
            return
        try:
            app.show_message(open_outside(app.source_texts.folder.document(link), app.context.tr))
        except AppError as error:
            app.show_message(error.line(app.context.tr), bad=True)

    def filter(self) -> None:
        """Open the filter line over a screen with a list."""
        from ilo_tui.dossier.completion import completions
        from ilo_tui.frontends.tui.dialogs.filter_line import FilterLine

        screen = self._app.screen
        state = screen.filter_state() if isinstance(screen, Filterable) else None
        if not isinstance(screen, Filterable) or state is None:
            return
        line = FilterLine(
            self._app.contexts,
            state,
            screen.narrow_to,
            lambda text: completions(text, state.kind, self._app.context.dossier, self._app.context.tr),
        )
        self._app.push_screen(line, lambda _: screen.refresh_bindings())

    def clear_filter(self) -> None:
        """Show everything again."""
        screen = self._app.screen
        if isinstance(screen, Filterable):
            screen.narrow_to("")
            screen.refresh_bindings()

    def copy(self) -> None:
        """Copy the citation of the record at hand."""
        from ilo_tui.frontends.tui.clipboard import start_copy
        from ilo_tui.views.pages.citation import citation

        app, screen, tr = self._app, self._app.screen, self._app.context.tr
        ident = screen.cited() if isinstance(screen, Citable) else self.current()
        record = app.context.dossier.find(ident) if ident else None
        if record is None:
            app.show_message(tr("There is nothing to cite under the cursor."))
            return
        file = None if app.settings.flag("read_only") else state_folder() / "citation.txt"
        start_copy(app, citation(app.context, record), file, tr, app.show_message)
