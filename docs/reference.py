"""Write docs/reference/: keys, commands, files and settings, each from the code itself.

Run with `python docs/reference.py`; a test makes the same pages in memory and compares.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ilo_tui import cli
from ilo_tui.core import settings, theme_names
from ilo_tui.core.commands import COMMANDS
from ilo_tui.core.key_names import key_label
from ilo_tui.core.languages import SOURCE, built_in_codes
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.schema import json_schema
from ilo_tui.frontends.console.options import build_parser
from ilo_tui.review.drafts.model import Change, DraftHead
from ilo_tui.review.model import Decision, Observation, Session, Withdrawal
from ilo_tui.review.session_schema import session_schema

FOLDER = Path(__file__).parent / "reference"
GENERATED = "<!-- Made by docs/reference.py from the code; change that, not this. -->"
TR = Translator(SOURCE)
SCOPES = {
    "app": "Everywhere",
    "screen": "On screens with more than one pane",
    "list": "In lists and on pages",
    "grid": "In matrices, beside the keys of lists",
    "crossing": "On crossings of the gap map and on gaps",
    "sorted": "In the tabs Dimensions and Policy alignment",
    "browse": "In lists of evidence",
    "answers": "The answers, while judging and while going through a disagreement",
    "judge": "On the judging screen",
    "sessions": "In the tab Review",
    "merge": "While merging session files",
    "agreement": "On the screen of agreement",
    "adjudicate": "While going through a disagreement",
    "edit": "While writing a record",
}
"""Where a command works, in the order of the page."""
SHARED = {"help", *settings.NAMES}


def cell(text: object) -> str:
    """A text as it may stand in a table of Markdown."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table of Markdown, with an empty line after it."""
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return [*lines, *(f"| {' | '.join(map(cell, row))} |" for row in rows), ""]


def code(text: str) -> str:
    """A text as code; a backtick would end it, so it gets two around it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def keys() -> Iterator[str]:
    """Every command with its key and the name by which the config file changes it."""
    yield from ("# Keys", "")
    yield "`ilo-tui keys` prints these keys as your config file has changed them; `?` in the app shows those of the"
    yield "screen at hand. The name is what the config file calls the command"
    yield from ("([settings and keys](../how-to/settings.md)).", "")
    for scope, title in SCOPES.items():
        commands = [command for command in COMMANDS if command.scope == scope]
        yield from (f"## {title}", "")
        rows = [
            (" ".join(code(k) for k in key_label(command.keys).split()), TR(command.help), code(command.id))
            for command in commands
        ]
        yield from table(("key", "what it does", "name"), rows)


def parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser], dict[str, str]]:
    """The parser of the command line, those of its commands, and what each command is for."""
    top = build_parser(TR, cli.review)
    (subparsers,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    return top, dict(subparsers.choices), {action.dest: action.help or "" for action in subparsers._choices_actions}


def written(action: argparse.Action) -> str:
    """An option or argument as one types it, with what stands after it."""
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = str(action.metavar or choices or action.dest.upper()).replace("%%", "%")
    many = {"+": f"{value} [{value} ...]", "*": f"[{value} ...]", "?": f"[{value}]"}
    value = "" if action.nargs == 0 else many.get(str(action.nargs), value)
    return " ".join(filter(None, [", ".join(action.option_strings), value]))


def purpose(action: argparse.Action) -> str:
    """What an option is for, with its default and whether it must be given."""
    text = (action.help or "").replace("%%", "%")
    if action.option_strings and action.required:
        return f"{text} (required)"
    has_default = action.default not in (None, False, argparse.SUPPRESS) and action.default not in ("", [])
    return f"{text} (default: {action.default})" if has_default else text


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    _, subparsers, why = parsers()
    yield from ("# Commands", "")
    yield "`ilo-tui` alone opens the app; `ilo-tui COMMAND --help` prints what stands here in your language. Before or"
    yield "after the command stand the [settings](settings.md), too. Data goes to stdout, talk to stderr."
    yield from ("", "Exit codes: 0 done, 1 the data has faults or needs a person, 2 wrong use or unreadable input.", "")
    for name, parser in subparsers.items():
        actions = [action for action in parser._actions if action.dest not in SHARED]
        synopsis = [written(action) for action in actions if not action.option_strings]
        synopsis += [written(action) for action in actions if action.option_strings and action.required]
        optional = any(action.option_strings and not action.required for action in actions)
        yield from (f"## {name}", "", f"{why[name][:1].upper()}{why[name][1:]}.", "")
        yield from (f"    ilo-tui {' '.join([name, *synopsis, *(['[options]'] if optional else [])])}", "")
        if actions:
            yield from table(
                ("argument", "what it is"), [(code(written(action)), purpose(action)) for action in actions]
            )
    yield from ("## Filters", "")
    yield "`--where`, and the line that `f` opens, take words and `key:value`; all must hold. Several values of a key"
    yield "stand with commas between them, of which one must hold; a value that is no id matches what begins with it;"
    yield "`not:` before a term turns it round; `year` takes `2012`, `2012..2016`, `2012..` and `..2016`. Keys and"
    yield "values can be written in Indonesian, too: `arah:menentang dimensi:hasil` is `stance:contradicts"
    yield "dimension:outcome`."
    yield from ("What each key means: [filters](../how-to/filters.md).", "")
    yield from table(("kind", "keys"), [(kind, " ".join(map(code, names))) for kind, names in KEYS.items()])


def kind_of(schema: dict[str, Any]) -> str:
    """The type of a field, in words."""
    if reference := schema.get("$ref"):
        name = reference.rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if several := schema.get("anyOf"):
        return " or ".join(kind_of(inner) for inner in several if inner != {"type": "null"})
    if values := schema.get("enum"):
        return "one of " + ", ".join(code(str(inner)) for inner in values)
    kind = schema.get("type")
    if kind == "array":
        inside = schema.get("items") or {}
        fixed = schema.get("prefixItems", [])
        return "list of " + (kind_of(inside) if inside else "(" + ", ".join(kind_of(inner) for inner in fixed) + ")")
    if kind == "object":
        return "object of " + kind_of(schema.get("additionalProperties", {}))
    words = {"string": "text", "integer": "whole number", "number": "number", "boolean": "yes or no"}
    return "any value" if kind is None else words[kind]


def fields(schema: dict[str, Any]) -> list[str]:
    """A table of the fields of one kind of record."""
    must = schema.get("required", [])
    rows = [
        (code(name), kind_of(inner), "required" if name in must else "may be left out")
        for name, inner in schema["properties"].items()
    ]
    return table(("field", "type", ""), rows)


def sections(names: list[tuple[str, str]], parts: dict[str, Any]) -> Iterator[str]:
    """A heading, the description and the fields for each `(heading, name of the part)`."""
    for heading, name in names:
        yield from (f"### {heading}", "", " ".join(str(parts[name].get("description", "")).split()), "")
        yield from fields(parts[name])


def files() -> Iterator[str]:
    """Every field of the dossier file and of the session file."""
    schema = json_schema()
    yield from ("# Files", "")
    yield "What the fields mean is told in [the file formats](../format.md); here is every one of them with its type."
    yield from ('`object of text` is a text by language: `{"en": "...", "id": "..."}`.', "")
    yield from ("## The dossier: its tables", "")
    tables = {
        name: component["patternProperties"]["^[0-9]+$"]["$ref"].rsplit("/", 1)[1]
        for name, component in schema["properties"].items()
    }
    yield from table(
        ("table", "its documents"),
        [(code(name), f"[{component}](#{component.lower()})") for name, component in tables.items()],
    )
    parts = schema["$defs"]
    yield from sections([(name, name) for name in tables.values()], parts)
    yield from ("## The dossier: parts of its documents", "")
    yield from sections([(name, name) for name in sorted(set(parts) - set(tables.values()))], parts)
    yield from ("## The session file", "")
    yield "The table `session` has one document, a Session; the table `decisions` has documents of three kinds, told"
    yield "apart by their fields: Decision, Withdrawal (it has `withdraws`), Observation (it has `observation`). Where"
    yield from ("`kind` is `draft`, the document is a DraftHead, and the others are a Change or a Withdrawal.", "")
    first = [kind.__name__ for kind in (Session, Decision, Withdrawal, Observation, DraftHead, Change)]
    parts = session_schema()["$defs"]
    yield from sections([(name, name) for name in [*first, *sorted(set(parts) - set(first))]], parts)


OPTIONLESS = {"links": "whether sources on the screen are links that the terminal opens"}
"""What settings are that have no option on the command line."""


def configured() -> Iterator[str]:
    """Every setting, with its option, its variable, its values and its default."""
    top, _, _ = parsers()
    why = {action.dest: action for action in top._actions}
    codes = {"lang": built_in_codes(), "theme": theme_names.THEMES, "links": settings.LINKS}
    values = {name: " ".join(map(code, choices)) for name, choices in codes.items()}
    yield from ("# Settings", "")
    yield "A setting is taken from the command line, else from the variable, else from the config file, else it has its"
    yield "default. `ilo-tui config` prints the values in force, where each comes from, and where the config file is;"
    yield "`ILO_TUI_CONFIG` names another config file. How to write it: [settings and keys](../how-to/settings.md)."
    yield ""
    rows = []
    for name in settings.NAMES:
        flag = name in settings.FLAGS
        kind = "`true` `false`" if flag else values.get(name, "text")
        default = settings.DEFAULTS[name]
        shown = {"lang": "as the locale asks", "dossier": "the built-in one", "reviews": "in the data folder"}.get(name)
        standing = shown or (code(str(default).lower()) if default != "" else "none")
        option = code(written(why[name])) if name in why else "none"
        meaning = why[name].help if name in why else OPTIONLESS[name]
        rows.append((code(name), meaning or "", kind, standing, option, code(f"ILO_TUI_{name.upper()}")))
    yield from table(("setting", "what it is", "values", "default", "option", "variable"), rows)


PAGES = {"keys.md": keys, "commands.md": commands, "files.md": files, "settings.md": configured}


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    return {name: "\n".join([GENERATED, "", *page()]).rstrip() + "\n" for name, page in PAGES.items()}


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
