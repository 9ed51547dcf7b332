"""The one table of commands: bindings, key bar, help screen, palette and `ilo-tui keys` all come from here.

Textual is not imported, so that the command line can print the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from ilo_tui.core.key_names import key_label
from ilo_tui.core.tabs import TABS
from ilo_tui.core.translator import N_


class Command(Struct, frozen=True):
    """Something that a key does.

    `scope` is where it works: `app` everywhere, `list` and `grid` where such a widget has the focus, else a screen.
    `bar` is its place in the key bar, lowest first; 0 keeps it out.
    """

    id: str
    keys: str
    label: str
    help: str
    action: str
    scope: str
    bar: int = 0
    shadows: bool = False
    """Whether it takes its key from a command that works everywhere, on its own screen or in its own pane."""


COMMANDS = (
    *(Command(tab.command_id, tab.key, tab.title, tab.help, f"tab('{tab.name}')", "app") for tab in TABS),
    Command("open", "enter", N_("open"), N_("Open what is under the cursor"), "open", "list", 1),
    Command("back", "escape", N_("back"), N_("Close this, or go back the way you came"), "go_back", "app", 2),
    Command("search", "slash", N_("search"), N_("Find a record by words, in everything"), "search", "app", 10),
    Command("filter", "f", N_("filter"), N_("Show only what has these words"), "filter", "app", 3),
    Command("clear-filter", "F", N_("show all"), N_("Take the filter away"), "clear_filter", "app"),
    Command(
        "saved-filters",
        "apostrophe",
        N_("saved filters"),
        N_("Filters by name: put one in force, save or delete one"),
        "saved_filters",
        "app",
    ),
    Command("review", "r", N_("review"), N_("Judge what is under the cursor"), "review", "app", 4),
    Command("report", "e", N_("report"), N_("Write the report: a page, tables or data"), "report", "app", 12),
    Command("observe", "a", N_("observe"), N_("Add an observation from the field"), "observe", "app", 11),
    Command(
        "claims",
        "c",
        N_("claims"),
        N_("List and sort claims: all, filtered, or on this record"),
        "claims",
        "app",
        5,
    ),
    Command(
        "sources",
        "S",
        N_("sources"),
        N_("Every source: what is claimed on it, how it was read"),
        "sources",
        "app",
    ),
    Command(
        "provisions",
        "K",
        N_("provisions"),
        N_("Every provision of the policies; unserved ones first"),
        "provisions",
        "app",
    ),
    Command("indicators", "i", N_("indicators"), N_("Measured series as bars by year"), "indicators", "app", 6),
    Command("places", "p", N_("places"), N_("Every place, and what is known there"), "places", "app"),
    Command(
        "timeline",
        "t",
        N_("timeline"),
        N_("Programmes, policies and claims by year"),
        "timeline",
        "app",
        7,
    ),
    Command(
        "tie-level",
        "w",
        N_("tie level"),
        N_("Widen the tie: direct, related, inferred, everything"),
        "tie_level",
        "app",
    ),
    Command(
        "period-before",
        "left_square_bracket",
        N_("period before"),
        N_("Count the period before; before the first, all of them"),
        "period(-1)",
        "app",
    ),
    Command(
        "period-after",
        "right_square_bracket",
        N_("next period"),
        N_("Count the next period; after the last, what is undated"),
        "period(1)",
        "app",
    ),
    Command("source", "v", N_("source"), N_("Read the source, at the place of this claim"), "source", "app", 1),
    Command(
        "open-document",
        "V",
        N_("open outside"),
        N_("Open the source's document in another program"),
        "open_document",
        "app",
    ),
    Command("copy", "y", N_("cite"), N_("Copy the citation of what is under the cursor"), "copy", "app", 8),
    Command(
        "new-record",
        "N",
        N_("new"),
        N_("Write a new claim here, or another new record"),
        "new_record",
        "app",
    ),
    Command("edit-record", "E", N_("edit"), N_("Change the record under the cursor"), "edit_record", "app"),
    Command(
        "undo-change",
        "u",
        N_("undo"),
        N_("Withdraw your latest change to the dossier"),
        "undo_change",
        "app",
    ),
    Command(
        "remove-record",
        "D",
        N_("remove"),
        N_("Remove the record under the cursor, with a reason"),
        "remove_record",
        "app",
    ),
    Command("publish", "P", N_("publish"), N_("Publish an edition with the drafts folded in"), "publish", "app"),
    Command("language", "L,ctrl+l", N_("language"), N_("Switch to the next language"), "language", "app", 14),
    Command(
        "theme",
        "T",
        N_("colours"),
        N_("Next colours: dark, light, high contrast, colour-blind"),
        "theme",
        "app",
    ),
    Command(
        "earlier",
        "less_than_sign",
        N_("earlier"),
        N_("Back to where you were before"),
        "step(-1)",
        "app",
    ),
    Command("later", "greater_than_sign", N_("later"), N_("Forward again, after going back"), "step(1)", "app"),
    Command("help", "question_mark", N_("help"), N_("The keys of this screen; Enter runs one"), "help", "app", 99),
    Command("palette", "colon,ctrl+p", N_("commands"), N_("Every command, to find by name"), "palette", "app"),
    Command("tour-next", "space", N_("next"), N_("Next step of the tour"), "tour_next", "app", 13),
    Command(
        "suspend",
        "ctrl+z",
        N_("suspend"),
        N_("Put the program aside, back to the shell; fg goes on"),
        "suspend_process",
        "app",
    ),
    Command("quit", "q", N_("quit"), N_("Leave the program"), "quit", "app", 9),
    Command("down", "j,down", N_("down"), N_("One down"), "down", "list"),
    Command("up", "k,up", N_("up"), N_("One up"), "up", "list"),
    Command("top", "g,home", N_("top"), N_("To the first"), "top", "list"),
    Command("bottom", "G,end", N_("bottom"), N_("To the last"), "bottom", "list"),
    Command("page-down", "pagedown", N_("page down"), N_("A screenful down"), "page_down", "list"),
    Command("page-up", "pageup", N_("page up"), N_("A screenful up"), "page_up", "list"),
    Command("left", "h,left", N_("left"), N_("One column left"), "left", "grid"),
    Command("right", "l,right", N_("right"), N_("One column right"), "right", "grid"),
    Command(
        "sort",
        "s",
        N_("sort"),
        N_("Next order of the rows; the screen says which it is"),
        "sort",
        "sorted",
        3,
    ),
    Command(
        "directions",
        "x",
        N_("directions"),
        N_("Effect direction: which way things moved, by voice"),
        "app.directions",
        "crossing",
        4,
    ),
    Command("next-pane", "tab", N_("next pane"), N_("To the next pane"), "app.focus_next", "screen"),
    Command(
        "previous-pane",
        "shift+tab",
        N_("previous pane"),
        N_("To the pane before"),
        "app.focus_previous",
        "screen",
    ),
    *(
        Command(
            f"answer-{n}",
            str(n),
            N_("answer"),
            N_("Give the answer with this key"),
            f"answer('{n}')",
            "answers",
            0,
            True,
        )
        for n in range(10)
    ),
    Command("note", "n", N_("note"), N_("Write a note on this item"), "note", "judge", 12),
    Command("skip", "s", N_("skip"), N_("Pass this item over for now"), "skip", "judge", 13),
    Command("flag", "b", N_("flag"), N_("Mark this item to come back to, or take the mark away"), "flag", "judge", 14),
    Command(
        "undo",
        "u",
        N_("undo"),
        N_("Withdraw the latest decision; again, the one before"),
        "undo",
        "judge",
        11,
        shadows=True,
    ),
    Command("previous", "backspace", N_("previous"), N_("To the item before this one"), "previous", "judge"),
    Command("items", "o", N_("items"), N_("All items of this session with their state"), "items", "judge", 15),
    Command(
        "basis",
        "B",
        N_("basis"),
        N_("What you judge on: source, observation, interview, other"),
        "basis",
        "judge",
        16,
    ),
    Command(
        "elsewhere",
        "x",
        N_("save elsewhere"),
        N_("Save this session in another folder, when saving fails"),
        "elsewhere",
        "judge",
    ),
    Command("find", "f", N_("find"), N_("Find words in this document"), "find", "reading", 1, shadows=True),
    Command(
        "next-hit", "n", N_("next hit"), N_("To the next place with the words"), "hit(1)", "reading", 2, shadows=True
    ),
    Command(
        "previous-hit",
        "N",
        N_("hit before"),
        N_("To the place before with the words"),
        "hit(-1)",
        "reading",
        shadows=True,
    ),
    Command(
        "page-number", "number_sign", N_("page"), N_("To a page, by its label or number"), "page_number", "reading", 3
    ),
    Command(
        "previous-page",
        "h,left",
        N_("page before"),
        N_("To the page before"),
        "turn(-1)",
        "reading",
        4,
        shadows=True,
    ),
    Command("next-page", "l,right", N_("next page"), N_("To the next page"), "turn(1)", "reading", 5, shadows=True),
    Command(
        "mark-lines",
        "space",
        N_("mark lines"),
        N_("Mark lines for an excerpt; once more: none"),
        "mark_lines",
        "reading",
        6,
        shadows=True,
    ),
    Command(
        "take-passage",
        "enter",
        N_("claim of the lines"),
        N_("A claim, or this one's excerpt, of the marked lines"),
        "take_passage",
        "reading",
        7,
        shadows=True,
    ),
    *(
        Command(
            f"choice-{n}",
            str(n),
            N_("choose"),
            N_("Take the choice with this digit"),
            f"choose('{n}')",
            "edit",
            0,
            True,
        )
        for n in range(10)
    ),
    Command("save-record", "s", N_("save"), N_("Save the record: why, and whether it is minor"), "save", "edit", 3),
    Command(
        "clear-field", "x,delete", N_("take out"), N_("Empty this field, or take this row out"), "clear", "edit", 4
    ),
    Command("discard-record", "X", N_("give up"), N_("Give up what is not saved of this record"), "discard", "edit", 5),
    Command("merge", "m", N_("merge"), N_("Merge session files from a stick or folder"), "merge", "sessions", 6),
    Command(
        "agreement",
        "d",
        N_("agreement"),
        N_("Agreement of reviewers; go through what they differ on"),
        "agreement",
        "sessions",
        7,
    ),
    Command("write-edition", "P", N_("publish"), N_("Write the edition as shown"), "write_edition", "publish", 3, True),
    Command(
        "edition-name",
        "n",
        N_("name"),
        N_("Name the edition; else it has the day of its last change"),
        "name",
        "publish",
        4,
    ),
    Command(
        "include-draft",
        "i",
        N_("include"),
        N_("Take in the open draft under the cursor, or leave it out"),
        "include",
        "publish",
        5,
        shadows=True,
    ),
    Command("apply-merge", "m", N_("merge"), N_("Merge the files as shown"), "apply_merge", "merge", 3),
    Command(
        "hide-names", "H", N_("names"), N_("Show letters instead of reviewers' names"), "hide_names", "agreement", 3
    ),
    Command("why", "n", N_("why"), N_("Write why, and record the final answer"), "why", "adjudicate", 11),
    Command("take-back", "u", N_("take back"), N_("Take the last answer back"), "take_back", "adjudicate", 12, True),
    Command("adjudication-basis", "B", N_("basis"), N_("On what the final answer rests"), "basis", "adjudicate", 14),
    Command("leave", "escape", N_("back"), N_("Back to the list"), "leave", "adjudicate", 13, shadows=True),
    Command("new-session", "n", N_("new"), N_("Begin a review session"), "new_session", "sessions", 3),
    Command(
        "finish", "F", N_("finish"), N_("Finish the session: summary and check code"), "finish", "sessions", 4, True
    ),
    Command(
        "archive", "A", N_("archive"), N_("Move the session aside, into the archive folder"), "archive", "sessions", 5
    ),
    Command(
        "go-on",
        "c",
        N_("go on here"),
        N_("Go on with another machine's session in a new one"),
        "go_on",
        "sessions",
        shadows=True,
    ),
    Command(
        "review-list", "R", N_("review list"), N_("Review this whole list as it stands"), "review_list", "browse", 4
    ),
)
"""Every command, in the order in which help shows them."""
FORMER_IDS = {"gather": "merge", "carry-out": "apply-merge", "consensus-basis": "adjudication-basis"}
"""What commands were called in older versions; a config file may still say so."""


_USUAL_KEYS: Mapping[str, str] = MappingProxyType({command.id: command.keys for command in COMMANDS})


def keys_in_force(changed: Mapping[str, str]) -> dict[str, str]:
    """Keys by command id, as the config file changes them; several keys are joined by commas."""
    return {command: changed.get(command, keys) for command, keys in _USUAL_KEYS.items()}


def first_key(changed: Mapping[str, str], command: str) -> str:
    """What is printed on the first key of a command, where a config file `changed` the keys of some."""
    # Every answer of a question has one, each time that it is drawn.
    return key_label(changed.get(command, _USUAL_KEYS[command]).split(",")[0])
