"""An activity as a programme of the dossier: what it was, where, when, with whom."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.checks.dates import is_before
from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.parts import Organisation, Period, Texts
from ilo_tui.importers.iati.activity import Activity, code_or_text
from ilo_tui.importers.iati.codelists import DATE_TYPES, by_code_or_word, codelists, country_codes, known
from ilo_tui.importers.iati.languages import name_of, texts_of
from ilo_tui.importers.iati.tree import Node, only_child
from ilo_tui.importers.tables.phrases import in_all_languages, neutral


def programme_of(activity: Activity, documents: list[str]) -> Programme:
    """The programme; `documents` are the ids of the sources that the activity links to."""
    node = activity.node
    name = texts_of(node.all("title"))
    if not name:
        activity.report.add_doubt(
            N_("activity without a title, named by its identifier"), node.line, activity.identifier
        )
    only_child(node, "iati-identifier", activity.report)
    status = only_child(node, "activity-status", activity.report)
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
        orgs=list(_organisations(activity)),
        related=list(_related(activity)),
    )


def _code(activity: Activity) -> str:
    """The identifier without its publisher, which all activities of a file share."""
    reporting = activity.node.first("reporting-org")
    ref = reporting.get("ref") if reporting else ""
    number = activity.identifier.removeprefix(f"{ref}-") if ref else activity.identifier
    return number or activity.identifier or activity.id


def _summary(node: Node) -> Texts:
    """All descriptions, the general one first."""
    descriptions = sorted(node.all("description"), key=lambda description: description.get("type") or "1")
    return texts_of(descriptions) or in_all_languages(N_("The file gives no description."))


def _status(node: Node) -> str | None:
    return by_code_or_word(codelists().activity_status, code_or_text(node)) or None


def _period(activity: Activity) -> Period | None:
    """From the actual start to the actual end, each where known, else the planned ones."""
    dates: dict[str, str] = {}
    for node in activity.node.all("activity-date"):
        kind = known(DATE_TYPES, node.get("type"))
        date = activity.date(node)
        if kind is None:
            activity.report.add_skipped(N_("date of an unknown type"), node.line, node.get("type"))
        elif date:
            dates.setdefault(kind, date)
    start, end = (dates.get(f"actual {name}") or dates.get(f"planned {name}") for name in ("start", "end"))
    if start and end and is_before(end, start):
        # Both stand among the dates in the note of its source.
        activity.report.add_skipped(N_("an end before the start"), activity.node.line, f"{start} – {end}")
        return None
    return Period(start=start, end=end) if start or end else None


def _organisations(activity: Activity) -> Iterator[Organisation]:
    """Everyone who takes part, with the reference behind the name; who has neither is listed."""
    for organisation in activity.node.all("reporting-org", "participating-org"):
        role = "Reporting"
        if organisation.tag == "participating-org":
            role = by_code_or_word(codelists().organisation_role, organisation.get("role")) or "Participating"
        name, ref = name_of(organisation), organisation.get("ref")
        if name or ref:
            yield Organisation(name=f"{name} ({ref})" if name and ref not in name else name or ref, role=role)
        else:
            activity.report.add_skipped(N_("organisation without a name and a reference"), organisation.line, role)


def _related(activity: Activity) -> Iterator[str]:
    for node in activity.node.all("related-activity"):
        if ref := node.get("ref"):
            yield ref
        else:
            activity.report.add_skipped(N_("related activity without an identifier"), node.line, node.text)


def _places(activity: Activity) -> Iterator[Texts]:
    """Countries by name, regions, and named locations; each once."""
    seen: set[str] = set()
    for node in activity.node.all("recipient-country", "recipient-region", "location"):
        place = texts_of(node.all("name")) if node.tag == "location" else named_place(node)
        if not place:
            activity.report.add_skipped(_NAMELESS[node.tag], node.line, node.get("ref"))
        elif not seen.issuperset(map(name_key, place.values())):
            seen.update(map(name_key, place.values()))
            yield place


def named_place(node: Node) -> Texts:
    """A country or region: by the file's own names on top of those of the codelist; empty where it has none."""
    code = node.get("code").upper()
    known = codelists().country.get(code, {}) if node.tag == "recipient-country" else {}
    names = texts_of([node])
    if known or names:
        return {**names, **{language: name for language, name in known.items() if language not in names}}
    if node.tag == "recipient-region" and code:
        return in_all_languages(N_("region {code}"), code=code)
    return neutral(code) if code else {}


def countries_of(node: Node) -> set[str]:
    """The codes of the countries that an activity (or one of its transactions) names, in capitals."""
    written = [code_or_text(country) for country in node.all("recipient-country")]
    return {country_codes().get(name_key(value), value).upper() for value in written}


_NAMELESS = {
    "location": N_("location without a name"),
    "recipient-country": N_("country without a code and a name"),
    "recipient-region": N_("region without a code and a name"),
}
