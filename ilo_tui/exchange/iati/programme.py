"""An activity as a programme of the dossier: what it was, where, when, with whom."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.dossier.records import Organisation, Period, Programme, Texts
from ilo_tui.exchange.iati.activity import Activity, code_or_text
from ilo_tui.exchange.iati.codelists import DATE_TYPES, by_code_or_word, codelists
from ilo_tui.exchange.iati.languages import name_of, texts_of
from ilo_tui.exchange.iati.tree import Node
from ilo_tui.exchange.incoming.words import both, neutral
from ilo_tui.i18n import N_


def programme_of(activity: Activity, documents: list[str]) -> Programme:
    """The programme; `documents` are the ids of the sources that the activity links to."""
    node = activity.node
    name = texts_of(node.all("title"))
    if not name:
        activity.report.note(N_("activity without a title, named by its identifier"), node.line, activity.identifier)
    status = node.first("activity-status")
    return Programme(
        id=activity.id,
        code=_code(activity),
        kind="programme",
        name=name or neutral(activity.identifier or activity.id),
        summary=_summary(node),
        sources=list(dict.fromkeys([activity.source, *documents])),
        period=_period(activity),
        places=list(_places(activity)),
        identifier=activity.identifier or None,
        status=_status(status) if status else None,
        orgs=list(_organisations(node)),
        related=[one for related in node.all("related-activity") if (one := related.get("ref"))],
    )


def _code(activity: Activity) -> str:
    """The identifier without its publisher, which all activities of a file share."""
    reporting = activity.node.first("reporting-org")
    ref = reporting.get("ref") if reporting else ""
    own = activity.identifier.removeprefix(f"{ref}-") if ref else activity.identifier
    return own or activity.identifier or activity.id


def _summary(node: Node) -> Texts:
    """All descriptions, the general one first."""
    found = sorted(node.all("description"), key=lambda one: one.get("type") or "1")
    return texts_of(found) or both(N_("The file gives no description."))


def _status(node: Node) -> str | None:
    return by_code_or_word(codelists().activity_status, code_or_text(node)) or None


def _period(activity: Activity) -> Period | None:
    """From the actual start to the actual end, each where known, else the planned ones."""
    dates: dict[str, str] = {}
    for node in activity.node.all("activity-date"):
        kind = DATE_TYPES.get(node.get("type").lower())
        found = activity.date(node)
        if kind is None:
            activity.report.skip(N_("date of an unknown type"), node.line, node.get("type"))
        elif found:
            dates.setdefault(kind, found)
    start, end = (dates.get(f"actual {name}") or dates.get(f"planned {name}") for name in ("start", "end"))
    if start and end and end < start[: len(end)]:
        activity.report.note(N_("an end before the start"), activity.node.line, f"{start} – {end}")
    return Period(start=start, end=end) if start or end else None


def _organisations(node: Node) -> Iterator[Organisation]:
    for one in node.all("reporting-org", "participating-org"):
        role = "Reporting"
        if one.tag == "participating-org":
            role = by_code_or_word(codelists().organisation_role, one.get("role")) or "Participating"
        if name := name_of(one) or one.get("ref"):
            yield Organisation(name=name, role=role)


def _places(activity: Activity) -> Iterator[Texts]:
    """Countries by name, regions, and named locations; each once."""
    seen: set[str] = set()
    for node in activity.node.all("recipient-country", "recipient-region", "location"):
        place = texts_of(node.all("name")) if node.tag == "location" else _named_place(node)
        if not seen.issuperset(place.values()):
            seen.update(place.values())
            yield place


def _named_place(node: Node) -> Texts:
    """A country or region: by the file's own names on top of those of the codelist."""
    code = node.get("code").upper()
    known = codelists().country.get(code, {}) if node.tag == "recipient-country" else {}
    own = texts_of([node])
    if known or own:
        return {**own, **{language: name for language, name in known.items() if language not in own}}
    if node.tag == "recipient-region" and code:
        return both(N_("region {code}"), code=code)
    return neutral(code) if code else {}


def countries_of(node: Node) -> set[str]:
    """The codes of the countries that an activity (or one of its transactions) names, in capitals."""
    return {code_or_text(country).upper() for country in node.all("recipient-country")}
