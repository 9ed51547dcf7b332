"""What the palette holds besides the commands in force: settings that can be changed here, and where the rest is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import App

from ilo_tui.core.commands import COMMANDS, Command, keys_in_force
from ilo_tui.core.folders import config_path
from ilo_tui.core.key_names import key_label
from ilo_tui.core.languages import find_language, language_codes
from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean
from ilo_tui.core.theme_names import THEME_LABELS
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.tui.help.bindings_in_force import ActiveCommand
from ilo_tui.frontends.tui.help.help_screen import Note

SETTINGS = (
    *(
        Command(f"theme-{name}", "", label, help_text, f"theme('{name}')", "app")
        for name, (label, help_text) in THEME_LABELS.items()
    ),
    Command("ascii", "", N_("ASCII"), N_("Draw with ASCII only, or with all signs again"), "draw", "app"),
)
TOUR = Command("tour", "", N_("tour"), N_("A tour of the program in five steps"), "tour", "app")
FLAWS = Command(
    "flaws", "", N_("ten flaws"), N_("Ten flaws of the evidence: what a critic would ask about it"), "flaws", "app"
)
_WHERE = {
    "list": N_("in lists"),
    "grid": N_("in matrices"),
    "judge": N_("on the judging screen"),
    "answers": N_("on the judging screen"),
    "adjudicate": N_("while going through a disagreement"),
    "edit": N_("while writing a record"),
    "agreement": N_("on the screen of agreement"),
    "merge": N_("while merging"),
    "sessions": N_("in the tab Review"),
    "browse": N_("in lists of evidence"),
    "crossing": N_("on crossings and gaps"),
    "sorted": N_("in matrices and in lists that have several orders"),
}


def screen_entries(app: App[int]) -> list[ActiveCommand]:
    """What has no key and can be opened now: the tour and screens of their own."""
    return [ActiveCommand(command, "", app) for command in (TOUR, FLAWS) if app.check_action(command.action, ())]


def setting_entries(app: App[int], tr: Translator) -> list[ActiveCommand]:
    """What can be set here and now; it is remembered for this dossier."""
    return [ActiveCommand(command, "", app) for command in (*SETTINGS, *_languages(tr))]


def _languages(tr: Translator) -> Iterator[Command]:
    """A command for each language, by what its speakers call it; a code is no text that could end the action."""
    for code in language_codes():
        language = find_language(code)
        text = tr("Language: {language}", language=language.name)
        yield Command(f"language-{code}", "", language.english, text, f"language({code!r})", "app")


def elsewhere(tr: Translator, settings: Settings, entries: Sequence[ActiveCommand]) -> list[Note]:
    """The commands that are not in force here, with where they are, and the settings of the next start."""
    known = {entry.command.id for entry in entries}
    keys = keys_in_force(settings.keys)
    notes = [
        Note(key_label(keys[command.id]), _description(tr, command), f"{tr(command.label)} {command.id}")
        for command in COMMANDS
        if command.id not in known
    ]
    notes.append(Note("", tr("Settings at the next start, in {file}:", file=clean(str(config_path())))))
    for name, value in settings.values.items():
        notes.append(Note("", f"{name} = {clean(str(value)) or '-'} ({settings.origins[name]})"))
    return notes


def _description(tr: Translator, command: Command) -> str:
    # What and where come first: the end of a long line is cut.
    where = _WHERE.get(command.scope)
    return f"{tr(command.label)}, {tr(where)}: {tr(command.help)}" if where else tr(command.help)
