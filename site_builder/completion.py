"""Shell completion, made from the parser itself so that it never lags behind."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.problems import SiteError

SHELLS = ("bash", "zsh", "fish")
_PATHS = {"DIR", "PATH", "OUTPUT", "FILE"}


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a verb: its spellings, what it is for, whether a value follows, and whether that is a path."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    is_path: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what it is for, its options, the words its arguments can be, and whether they are paths."""

    name: str
    help: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    takes_path: bool


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """The completion script of a shell for this parser's verbs and options. Raises SiteError."""
    verbs = tuple(verbs_of(parser))
    if shell == "bash":
        return _bash(parser.prog, verbs)
    if shell == "zsh":
        return _zsh(parser.prog, verbs)
    if shell == "fish":
        return _fish(parser.prog, verbs)
    raise SiteError(f"no completion for {shell!r}", f"one of: {', '.join(SHELLS)}")


def verbs_of(parser: argparse.ArgumentParser) -> Iterator[Verb]:
    """What argparse knows, in the order of --help."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, sub in action.choices.items():
            options = tuple(_option(a) for a in sub._actions if a.option_strings)
            arguments = [a for a in sub._actions if not a.option_strings]
            words = tuple(str(word) for a in arguments for word in a.choices or ())
            takes_path = any(not a.choices and _is_path(a) for a in arguments)
            yield Verb(name, helps.get(name, ""), options, words, takes_path)


def _option(action: argparse.Action) -> Option:
    help_text = (action.help or "").replace("\n", " ")
    return Option(tuple(action.option_strings), help_text, action.nargs != 0, _is_path(action))


def _is_path(action: argparse.Action) -> bool:
    name = action.metavar or action.dest
    return str(name).upper() in _PATHS


def _bash(program: str, verbs: tuple[Verb, ...]) -> str:
    cases = "\n".join(f"    {verb.name}) words={_quoted(' '.join([*_names(verb), *verb.words]))} ;;" for verb in verbs)
    valued = "|".join(sorted({name for v in verbs for o in v.options if o.takes_value for name in o.names}))
    return f"""# {program} completion for bash: put it into ~/.local/share/bash-completion/completions/{program}
_{program}() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W {_quoted(" ".join(verb.name for verb in verbs))} -- "$word"))
    return
  fi
  case "$before" in
    {valued}) local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case "$word" in
    -*) ;;
    *) local IFS=$'\\n'; COMPREPLY+=($(compgen -f -- "$word")) ;;
  esac
}}
complete -o filenames -F _{program} {program}
"""


def _zsh(program: str, verbs: tuple[Verb, ...]) -> str:
    listed = "\n".join(f"    {_quoted(f'{verb.name}:{_plain(verb.help)}')}" for verb in verbs)
    cases = "\n".join(f"    {verb.name}) _arguments {_zsh_arguments(verb)} ;;" for verb in verbs)
    return f"""#compdef {program}
# {program} completion for zsh: put it as _{program} into a folder of $fpath
_{program}() {{
  local -a verbs=(
{listed}
  )
  if (( CURRENT == 2 )); then
    _describe verb verbs
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
{cases}
  esac
}}
if [ "$funcstack[1]" = "_{program}" ]; then _{program} "$@"; else compdef _{program} {program}; fi
"""


def _zsh_arguments(verb: Verb) -> str:
    specs = []
    for option in verb.options:
        value = (":path:_files" if option.is_path else ":value:") if option.takes_value else ""
        specs += [_quoted(f"{name}[{_plain(option.help)}]{value}") for name in option.names]
    if verb.words:
        specs.append(_quoted(f"1:word:({' '.join(verb.words)})"))
    if verb.takes_path:
        specs.append(_quoted("*:path:_files"))
    return " ".join(specs)


def _fish(program: str, verbs: tuple[Verb, ...]) -> str:
    lines = [f"# {program} completion for fish: put it into ~/.config/fish/completions/{program}.fish"]
    first = f"complete -c {program} -n __fish_use_subcommand -f"
    lines += [f"{first} -a {verb.name} -d {_quoted(_plain(verb.help))}" for verb in verbs]
    for verb in verbs:
        start = f"complete -c {program} -n {_quoted(f'__fish_seen_subcommand_from {verb.name}')}"
        if verb.words:
            lines.append(f"{start} -a {_quoted(' '.join(verb.words))}")
        for option in verb.options:
            spelled = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            needs = (" -r -F" if option.is_path else " -x") if option.takes_value else ""
            lines.append(f"{start} {spelled}{needs} -d {_quoted(_plain(option.help))}")
    return "\n".join(lines) + "\n"


def _names(verb: Verb) -> Iterator[str]:
    return (name for option in verb.options for name in option.names)


def _plain(text: str) -> str:
    """Help that no shell takes for syntax."""
    return "".join(character for character in text if character not in "'\"[]:`$\\")


def _quoted(text: str) -> str:
    return f"'{text}'"
