"""`ilo-tui completion SHELL`: a script that completes commands, options and values, made from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from msgspec import Struct

SHELLS = ("bash", "zsh", "fish")


class Words(Struct, frozen=True):
    """What may stand after a command: options with what they are for, values by option, and plain words."""

    name: str
    told: str
    options: dict[str, str]
    values: dict[str, list[str]]
    words: list[str]


def words_of(parser: argparse.ArgumentParser) -> list[Words]:
    """The program's own words, then those of each of its commands, in the order of `--help`."""
    found = [_words("", parser)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {one.dest: one.help or "" for one in action._choices_actions}
            found += [_words(name, one, told.get(name, "")) for name, one in action.choices.items()]
            found[0] = Words("", "", found[0].options, found[0].values, list(action.choices))
    return found


def _words(name: str, parser: argparse.ArgumentParser, told: str = "") -> Words:
    options: dict[str, str] = {}
    values: dict[str, list[str]] = {}
    words: list[str] = []
    for action in parser._actions:
        choices = [str(one) for one in action.choices or ()]
        for option in action.option_strings:
            options[option] = action.help or ""
            if choices:
                values[option] = choices
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction):
            words += choices
    return Words(name, told, options, values, words)


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """The script for one of `SHELLS`, to be sourced or put where the shell looks for completions."""
    found = words_of(parser)
    lines = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](found)
    return "\n".join(lines) + "\n"


def _bash(found: list[Words]) -> Iterator[str]:
    commands = " ".join(found[0].words)
    yield "# ilo-tui completion for bash: put this into ~/.local/share/bash-completion/completions/ilo-tui"
    yield "_ilo_tui() {"
    yield '    local now="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" word'
    yield '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield f'        case " {commands} " in *" $word "*) command="$word"; break ;; esac'
    yield "    done"
    yield '    case "$command:$before" in'
    for one in found:
        for option, values in one.values.items():
            yield f'        "{one.name}:{option}") COMPREPLY=($(compgen -W "{" ".join(values)}" -- "$now")); return ;;'
    yield "    esac"
    yield '    case "$command" in'
    for one in found:
        words = " ".join([*one.words, *one.options])
        yield f'        "{one.name}") COMPREPLY=($(compgen -W "{words}" -- "$now")) ;;'
    yield "    esac"
    yield "}"
    yield "complete -o default -F _ilo_tui ilo-tui"


def _zsh(found: list[Words]) -> Iterator[str]:
    yield "#compdef ilo-tui"
    yield "# ilo-tui completion for zsh: put this as _ilo-tui into a folder of $fpath"
    yield "_ilo_tui() {"
    yield '    local command="" word'
    yield '    for word in "${(@)words[2,CURRENT-1]}"; do'
    yield f'        case " {" ".join(found[0].words)} " in (*" $word "*) command="$word"; break ;; esac'
    yield "    done"
    yield '    case "$command:${words[CURRENT-1]}" in'
    for one in found:
        for option, values in one.values.items():
            yield f'        ("{one.name}:{option}") compadd -- {" ".join(values)}; return ;;'
    yield "    esac"
    yield '    case "$command" in'
    for one in found:
        yield f'        ("{one.name}") compadd -- {" ".join([*one.words, *one.options])}; _files ;;'
    yield "    esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = "_ilo-tui" ]; then _ilo_tui "$@"; else compdef _ilo_tui ilo-tui; fi'


def _fish(found: list[Words]) -> Iterator[str]:
    yield "# ilo-tui completion for fish: put this into ~/.config/fish/completions/ilo-tui.fish"
    for one in found[1:]:
        yield f"complete -c ilo-tui -n __fish_use_subcommand -a {one.name} -d {_quoted(one.told)}"
    for one in found:
        seen = f"__fish_seen_subcommand_from {one.name}" if one.name else "__fish_use_subcommand"
        for option, told in one.options.items():
            flag = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            values = f" -x -a {_quoted(' '.join(one.values[option]))}" if option in one.values else ""
            yield f"complete -c ilo-tui -n '{seen}' {flag}{values} -d {_quoted(told)}"
        if one.name and one.words:
            yield f"complete -c ilo-tui -n '{seen}' -a {_quoted(' '.join(one.words))}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("%%", "%") + "'"
