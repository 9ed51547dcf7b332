"""The registry of tabs: a tab is added here, by one entry, and in the module that the entry names.

Its key, name and help go into the table of commands, and with it into bindings, tab bar, palette, help and
`ilo-tui keys`. The class is named by a string, for Textual is imported by the screen front end only.
"""

from __future__ import annotations

from msgspec import Struct

from ilo_tui.core.translator import N_


class TabSpec(Struct, frozen=True):
    """A tab: the id by which it is opened and kept, its key, its name in the tab bar, and the class that shows it."""

    name: str
    key: str
    title: str
    """Marked for translation, as `help` is."""
    help: str
    view: str
    """`package.module:Class` of a `TabView`, imported when the tab is first opened."""
    command: str = ""
    """Under which id a config file changes its key; the tab's name where nothing is given."""
    filterable: bool = True
    """Whether it has a list that the filter line narrows."""
    early: bool = False
    """Whether it is written as soon as programmes are known, while the rest of a large dossier is still read."""

    @property
    def command_id(self) -> str:
        """The id of the command that opens it."""
        return self.command or self.name


_VIEWS = "ilo_tui.frontends.tui.tabs"

TABS: tuple[TabSpec, ...] = (
    TabSpec(
        "programmes",
        "1",
        N_("Programmes"),
        N_("What was done, with the evidence on each"),
        f"{_VIEWS}.programmes:ProgrammesTab",
        early=True,
    ),
    TabSpec(
        "dimensions",
        "2",
        N_("Dimensions"),
        N_("The evidence gap map: what is known in each dimension"),
        f"{_VIEWS}.dimensions:DimensionsTab",
    ),
    TabSpec(
        "policies",
        "3",
        N_("Policy alignment"),
        N_("Which policies each programme aligns with"),
        f"{_VIEWS}.policies:PoliciesTab",
    ),
    TabSpec(
        "suggestions",
        "4",
        N_("Research suggestions"),
        N_("What to research next, and gaps left"),
        f"{_VIEWS}.suggestions:SuggestionsTab",
    ),
    TabSpec(
        "review",
        "5",
        N_("Review"),
        N_("Review sessions: judge the evidence"),
        f"{_VIEWS}.review:ReviewTab",
        command="review-tab",
        filterable=False,
    ),
)
"""Every tab, from left to right; the first is open when nothing else is asked for."""
