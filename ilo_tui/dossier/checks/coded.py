"""Kinds of sources by code, and scales: their codes and keys, and after which answers they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ilo_tui.core.translator import N_
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Scale, Source, SourceKind


def source_kinds(tables: Tables) -> Iterator[Fault]:
    """Sources of a kind that schema 2 does not have."""
    kinds = get_args(SourceKind)
    for doc, record in tables["sources"].items():
        if isinstance(record, Source) and record.kind not in kinds:
            message = N_("kind {kind} is none of those of a source: {kinds}")
            values: dict[str, object] = {"kind": record.kind, "kinds": ", ".join(kinds)}
            yield Fault("sources", doc, record.id, message, values)


def scale_faults(tables: Tables) -> Iterator[Fault]:
    """Scales whose answers cannot be told apart, or not be ordered."""
    for doc, record in tables["scales"].items():
        if not isinstance(record, Scale):
            continue
        for field in ("code", "key"):
            seen = [getattr(value, field) for value in record.values]
            for duplicate in sorted({value for value in seen if seen.count(value) > 1}):
                message = N_("the {field} {value} stands twice in this scale")
                yield Fault("scales", doc, record.id, message, {"field": field, "value": duplicate})
        if record.kind == "ordinal" and sum(value.rank is not None for value in record.values) < 2:
            yield Fault("scales", doc, record.id, N_("an ordinal scale needs at least two values with a rank"))


def asked_after(tables: Tables) -> Iterator[Fault]:
    """Scales that are asked after answers that the other scale does not have, or after none."""
    scales = {record.id: record for record in tables["scales"].values() if isinstance(record, Scale)}
    for doc, record in tables["scales"].items():
        if not isinstance(record, Scale) or record.after is None or record.after.scale not in scales:
            continue
        known = [value.code for value in scales[record.after.scale].values]
        values: dict[str, object] = {"ref": record.after.scale, "codes": ", ".join(known)}
        if not record.after.codes:
            message = N_("after names no code of {ref}, so that it is never asked: name some of {codes}")
            yield Fault("scales", doc, record.id, message, values)
        for code in record.after.codes:
            if code not in known:
                message = N_("after names the code {code}, which {ref} does not have: name some of {codes}")
                yield Fault("scales", doc, record.id, message, {**values, "code": code})
        if record.after.scale != record.id and not _comes_before(scales[record.after.scale], record):
            message = N_(
                "after names {ref}, which is not asked of the same item before: give this scale a higher order"
            )
            yield Fault("scales", doc, record.id, message, values)


def _comes_before(first: Scale, scale: Scale) -> bool:
    """Whether a scale is asked before another: of the same item, or of claims that attribution is asked of later."""
    if first.applies_to != scale.applies_to:
        return (first.applies_to, scale.applies_to) == ("evidence", "attribution")
    return first.order < scale.order
