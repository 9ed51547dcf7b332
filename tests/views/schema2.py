"""A small dossier that says whose doing it was: claims of every tie, aims, findings, sources with notes."""

from __future__ import annotations

from typing import Any

from tests.dossier.small import Document, Plain, actor, aim, alignment, both, claim, finding, numbered, small2


def tied_tables() -> Plain:
    """The tables, sound; a new copy at every call."""
    tables = small2()
    tables["meta"]["1"]["carried"] = []
    tables["sources"]["1"] |= {"note": both("Only the contents page was read"), "publisher": "Funder of projects"}
    tables["sources"]["3"] = {
        "id": "paper",
        "title": "A paper",
        "kind": "press",
        "publisher": "Daily",
        "no_copy": both("Out of print"),
    }
    tables["actors"] = numbered(
        {**actor("agency", stake="own"), "name": both("Agency (for children)")},
        actor("office", voice_of="agency", parent="agency"),
        actor("funder", stake="funder"),
        {**actor("state", stake="subject"), "name": both("State")},
    )
    tables["aims"] = numbered(
        aim("aim-reach", target=15000, unit=both("children"), due="2008", place=both("national")),
        aim("aim-open"),
        aim("aim-far"),
        aim("aim-both"),
    )
    tables["evidence"] = numbered(*claims())
    tables["findings"] = numbered(
        finding("find-1", evidence=["d1", "r1"], programme="one", by="Sok Dara", title=both("It went well")),
        finding(
            "find-2",
            kind="recommendation",
            priority="high",
            addressee=both("The state"),
            response="partly",
            response_due="2027-03",
            title=both("Inspect more"),
        ),
    )
    tables["alignments"] = numbered(
        alignment("al-1", programme="one", tie="inferred", note=both("An odd reading"), degree="principal"),
        alignment("al-2", from_policy="law", degree="significant", other_sources=[{"source": "paper"}]),
    )
    tables["suggestions"]["1"]["editor_questions"] = [both("Who pays?")]
    return tables


def claims() -> list[Document]:
    """A claim of each tie, two that tell the same fact, one of the thesis, and those that say what became of aims."""
    in_one: Document = {"programme": "one", "dimension": "outcome"}
    context: Document = {**in_one, "stance": "context"}
    return [
        claim("d1", **in_one, actor=["agency", "office"], said_by="office", tie="direct", reading="direct", year=2005),
        claim("d2", **in_one, actor=["agency"], tie="direct", reading="excerpt", same_as="d1", data_of="other"),
        claim("r1", **in_one, stance="contradicts", actor=["state"], tie="related", start="2004", end="2008-12"),
        claim("i1", **in_one, actor=["state"], tie="inferred", tie_why=both("By date"), reading="second_hand"),
        claim("n1", **context, actor=["state"], tie="none", trend="worse", note=both("Murky"), source="paper"),
        claim("u1", **context, other_sources=[{"source": "paper", "locator": "p. 3"}]),
        claim("t1", **in_one, origin="thesis", tie="inferred", actor=["agency"], source="other"),
        _on("aim-reach", "no"),
        _on("aim-open", "open"),
        _on("aim-both", "yes"),
        _on("aim-both", "no", ident="aim-both-no", trend="better", note=both("Peculiar")),
    ]


def _on(aim_id: str, reached: str, ident: str = "", **fields: Any) -> Document:
    """A claim on an aim, called as the aim and its answer unless it has an id."""
    fields |= {"stance": "context", "tie": "aim", "aim": aim_id, "aim_reached": reached, "actor": ["state"]}
    return claim(ident or f"{aim_id}-{reached}", programme="one", **fields)
