"""The editable lookup of publishers' own vocabularies: a URI and a code stand for a policy or one of its provisions.

`vocabulary.toml` beside this module is what is known without any file, and the template for people's own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ilo_tui.core.errors import InputError, input_errors
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Policy, Source
from ilo_tui.dossier.parts import Id, Provision, Texts
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.importers.tables.framework import citing_nothing
from ilo_tui.importers.tables.phrases import in_all_languages, neutral

_BUILT_IN = Path(__file__).with_name("vocabulary.toml")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(www\.)?")
_LARGEST = 1_000_000
_MEND = N_("Compare it with the template: ilo-tui import iati --template")

PUBLISHER_VOCABULARIES = {"99", "98", "RO", "RO2"}
"""Codes of the vocabularies that a publisher keeps itself, over all versions."""


class _Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    codes: dict[str, str]
    uri: str = ""


class _Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    code: str
    name: Texts
    kind: str = "policy"
    summary: Texts | None = None
    url: str | None = None
    provisions: dict[Id, Texts] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vocabulary: list[_Vocabulary] = []
    policy: list[_Policy] = []


@dataclass(frozen=True)
class Meaning:
    """What a code stands for: the id of a policy, and of a provision where it names one."""

    policy: str
    provision: str | None = None


@dataclass
class Vocabulary:
    """The lookup, with the policies (and their sources) that it may need, by id."""

    policies: dict[str, Policy] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    _codes: dict[str, dict[str, Meaning]] = field(default_factory=dict)

    def meaning(self, uri: str, code: str) -> Meaning | None:
        """What a code of the vocabulary at `uri` (empty: none given) stands for; the longest known URI counts."""
        plain = _plain_uri(uri)
        while True:
            if meaning := self._codes.get(plain, {}).get(_plain_code(code)):
                return meaning
            shorter = plain.rpartition("/")[0]
            if not shorter:
                return None
            plain = shorter

    def add(self, uri: str, codes: Mapping[str, str]) -> list[str]:
        """Learn the codes of one vocabulary; returns the meanings that name no known policy or provision."""
        known = self._codes.setdefault(_plain_uri(uri), {})
        bad = []
        for code, named in codes.items():
            policy, _, provision = named.partition("/")
            known_policy = self.policies.get(policy)
            if known_policy is None or (
                provision and provision not in {provision.id for provision in known_policy.provisions}
            ):
                bad.append(named)
            known[_plain_code(code)] = Meaning(policy, provision or None)
        return bad


def vocabulary_template() -> str:
    """The built-in lookup with its comments, to be copied and changed."""
    return _BUILT_IN.read_text(encoding="utf-8")


def read_vocabulary(path: Path | None, base: DossierReader) -> Vocabulary:
    """The built-in lookup with that at `path` on top; policies come from `base` or from the file itself.

    Raises `InputError` where the file cannot be read or names what there is not.
    """
    lookup = Vocabulary(
        # Of which programmes a policy expects something is said of those of the base.
        {policy.id: replace(policy, expected_of=[]) for policy in base.records(Policy)},
        {source.id: source for source in citing_nothing(base.records(Source))},
    )
    built_in = msgspec.convert(tomllib.loads(vocabulary_template()), _File)
    for entry in built_in.vocabulary:
        # A base dossier of another kind need not have the conventions: then their codes mean nothing here.
        lookup.add(entry.uri, {code: named for code, named in entry.codes.items() if named in lookup.policies})
    if path:
        _learn(lookup, path, _decode(path))
    return lookup


def _decode(path: Path) -> _File:
    with input_errors(path), path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError.of(path, N_("this is no vocabulary file ({reason})"), _MEND, reason="> 1 MB")
    try:
        document: dict[str, object] = tomllib.loads(data.decode("utf-8-sig"))
        return msgspec.convert(document, _File)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        # Not only what is no TOML or UTF-8, but also numbers of 5,000 digits and brackets in a thousand brackets.
        raise InputError.of(path, N_("this is no vocabulary file ({reason})"), _MEND, reason=error) from None


def _learn(lookup: Vocabulary, path: Path, additions: _File) -> None:
    for policy in additions.policy:
        lookup.policies[policy.id] = _policy(policy)
        lookup.sources[f"{policy.id}.src"] = _source(policy, path)
    bad = [named for vocabulary in additions.vocabulary for named in lookup.add(vocabulary.uri, vocabulary.codes)]
    empty = [policy.id for policy in additions.policy if not any(text.strip() for text in policy.name.values())]
    if bad:
        message = N_("it names policies or provisions that there are not: {names}")
        raise InputError.of(path, message, N_("Describe them in a [[policy]] table."), names=", ".join(bad))
    if empty:
        raise InputError.of(path, N_("policies without a name: {names}"), _MEND, names=", ".join(empty))


def _policy(policy: _Policy) -> Policy:
    return Policy(
        id=policy.id,
        code=policy.code,
        kind=policy.kind,
        name=_filled(policy.name),
        summary=_filled(policy.summary or {}) or in_all_languages(N_("Named by the vocabulary file of the import.")),
        source=f"{policy.id}.src",
        provisions=[
            Provision(id=ident, ref=ident, gist=_filled(gist) or neutral(ident))
            for ident, gist in policy.provisions.items()
        ],
    )


def _filled(texts: Texts) -> Texts:
    """Only the languages in which something is said."""
    return {language: text for language, text in texts.items() if text.strip()}


def _source(policy: _Policy, path: Path) -> Source:
    title = next((text for text in policy.name.values() if text.strip()), policy.code)
    note = in_all_languages(N_("Named in the vocabulary file {name}."), name=clean(path.name))
    return Source(id=f"{policy.id}.src", title=title, kind="law_or_plan", url=policy.url, note=note)


def _plain_uri(uri: str) -> str:
    return _SCHEME.sub("", uri.strip().lower()).rstrip("/")


def _plain_code(code: str) -> str:
    return "".join(code.lower().split())
