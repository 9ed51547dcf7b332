"""The words of the form: what each field is called, what it means, and what the codes of a choice say.

Where a table that is imported has the same field, its words are taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ilo_tui.app.record_form.fields import FieldSpec
from ilo_tui.app.record_form.help_texts import HELP, KIND_HELP
from ilo_tui.app.record_form.paths import Path, generic
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.importers.tables.columns import COLUMNS
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS
from ilo_tui.views.claim_labels import AIM_REACHED, READINGS, TIE_MEANINGS, TRENDS
from ilo_tui.views.labels import (
    CONFIDENCE,
    DEGREES,
    FIGURE_ROLES,
    FINDING_KINDS,
    ORIGINS,
    PLACE_LEVELS,
    PROGRAMME_KINDS,
    RECORDS,
    SCALE_KINDS,
    SCALES,
    SOURCE_KINDS,
    STAKES,
    STANCES,
    slug_words,
)
from ilo_tui.views.pages.finding import FIELD_NAMES, PRIORITIES, RESPONSES

_LABELS = (
    N_("other sources"), N_("suggestion"), N_("page"), N_("language"), N_("period"), N_("identifier"), N_("status"),
    N_("orgs"), N_("related"), N_("order"), N_("question"), N_("conclusion"), N_("level"), N_("segments"),
    N_("points"), N_("label"), N_("provisions"), N_("sub questions"), N_("editor questions"), N_("dimensions"),
    N_("policies"), N_("evidence"), N_("by"), N_("applies to"), N_("values"), N_("after"), N_("key"), N_("rank"),
    N_("reason"), N_("scale"), N_("codes"), N_("languages"), N_("default language"), N_("licence"), N_("evaluated"),
    N_("periods"), N_("searches"), N_("about"), N_("place names"), N_("office key"), N_("figures"), N_("object"),
    N_("country"), N_("type"), N_("commissioner"), N_("evaluators"), N_("dates"), N_("donor"), N_("budget"),
    N_("purpose"), N_("questions"), N_("how to cite"), N_("where"), N_("when"), N_("words"), N_("found"), N_("kept"),
    N_("also"), N_("priority"), N_("response"), N_("response due"), N_("users"),
)  # fmt: skip
"""The names of fields that are no column of an imported table; `key_label` makes a key one of these."""
_LEVELS = {"output": N_("output"), "outcome": N_("outcome"), "impact": N_("impact")}
_APPLIES_TO = {
    **{code: RECORDS[code] for code in ("evidence", "cell", "alignment", "suggestion", "gap")},
    **{code: SCALES[code] for code in ("attribution", "bearing")},
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "sources": SOURCE_KINDS,
    "programmes": PROGRAMME_KINDS,
    "findings": FINDING_KINDS,
    "scales": SCALE_KINDS,
}
_OPTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "stance": {code: word for code, (_, word, _) in STANCES.items()},
        "origin": ORIGINS,
        "confidence": CONFIDENCE,
        "degree": {code: word for code, (_, word) in DEGREES.items()},
        "tie": TIE_MEANINGS,
        "trend": TRENDS,
        "reading": READINGS,
        "aim_reached": AIM_REACHED,
        "stake": STAKES,
        "role": FIGURE_ROLES,
        "level": {**_LEVELS, **PLACE_LEVELS},
        "applies_to": _APPLIES_TO,
        "priority": PRIORITIES,
        "response": RESPONSES,
    }
)


TABLE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "evidence": N_("Claim"),
        "sources": RECORDS["source"],
        "programmes": RECORDS["programme"],
        "indicators": RECORDS["indicator"],
        "policies": RECORDS["policy"],
        "alignments": RECORDS["alignment"],
        "findings": RECORDS["finding"],
        "aims": RECORDS["aim"],
        "actors": RECORDS["actor"],
        "suggestions": RECORDS["suggestion"],
        "dimensions": RECORDS["dimension"],
        "scales": RECORDS["scale"],
        "meta": N_("What the dossier says of itself"),
    }
)
"""What a record of a table is called, in the order in which new ones are offered."""


def label(tr: Translator, table: str, path: Path) -> str:
    """What a field is called; of one in a part, the part before it."""
    names = [step for step in path if isinstance(step, str)]
    # The fields of a list's parts stand below the part, which says what they belong to.
    if any(isinstance(step, int) for step in path):
        names = names[-1:]
    return ": ".join(_name(tr, table, name) for name in names)


def _name(tr: Translator, table: str, key: str) -> str:
    if table == "findings" and key in FIELD_NAMES:
        return tr(FIELD_NAMES[key])
    label = N_("language") if key == "lang" else key.replace("_", " ")
    return tr(label)


def help_text(tr: Translator, table: str, spec: FieldSpec, path: Path) -> str:
    """What a field means, and how it is written."""
    meaning = _meaning(table, generic(path))
    how = KIND_HELP.get(spec.kind, "") if not meaning else ""
    return tr(meaning or how) if meaning or how else ""


def _meaning(table: str, path: str) -> str:
    if meaning := HELP.get(f"{table}.{path}") or HELP.get(path):
        return meaning
    columns = COLUMNS if table == "evidence" else RECORD_COLUMNS.get(table, {})
    return columns[path].purpose if path in columns else ""


def option_label(tr: Translator, dossier: DossierReader, table: str, key: str, code: str) -> str:
    """What a code of a choice says; a code without words is read as words."""
    words = _KINDS.get(table, {}) if key == "kind" else _OPTIONS.get(key, {})
    if code not in words:
        return slug_words(code)
    evaluated = dossier.find(dossier.meta.evaluated) if dossier.meta.evaluated else None
    name = getattr(evaluated, "name", None)
    return tr(words[code], actor=tr.text(name) if name else tr("the evaluated actor"))
