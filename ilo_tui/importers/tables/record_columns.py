"""The columns of the other tables of a dossier, each a sheet of a workbook beside the one with the claims.

How a cell becomes a value is in `read`: `id` names the record itself, `ref` another one of the kind `of`, `refs`
several with semicolons between them, `names` other things so, `code` is one of the words in `of`, `text` has no
language, and a text by language is a `text` column.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Degree, Origin, SourceKind, Stake, Tie
from ilo_tui.importers.tables.columns import Column


def _text(purpose: str, *, needed: bool = False) -> Column:
    return Column(purpose, text=True, needed=needed, read="texts")


_ID = Column(N_("a short name, by which the other sheets name it"), needed=True, read="id")
_SOURCE = Column(N_("the short name of the source that says so"), needed=True, read="ref", of="source")
_LOCATOR = Column(N_("where in the source: page, paragraph"), read="text")
_PLACES = Column(N_("the places by their usual names, with ; between them"), text=True, read="places")
_NOTE = _text(N_("a note of yours, not of the source"))
_START = Column(N_("from when it holds, as 2008 or 2008-06"), read="date")
_END = Column(N_("until when"), read="date")
_POLICY = Column(N_("the short name of the policy"), needed=True, read="ref", of="policy")

RECORD_COLUMNS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        "programmes": {
            "programme": Column(N_("the code of the programme"), needed=True, read="id"),
            "id": Column(N_("a stable id, if it is not to be made of the code"), read="own"),
            "name": _text(N_("its name"), needed=True),
            "summary": _text(N_("what it was, at most once")),
            "kind": Column(N_("programme or supporting_action"), read="code", of="programme supporting_action"),
            "start": _START,
            "end": _END,
            "places": _PLACES,
            "partners": Column(N_("who did it as well, with ; between them"), read="names"),
            "sources": Column(N_("short names of sources about it, with ; between them"), read="refs", of="source"),
        },
        "sources": {
            "source": _ID,
            "title": Column(N_("its title, in its own language"), needed=True, read="text"),
            "publisher": Column(N_("who published it"), read="text"),
            "year": Column(N_("when"), read="year"),
            "url": Column(N_("its address"), read="text"),
            "kind": Column(
                N_(
                    "evaluation, survey, statistics, research, monitoring, project_document, supervisory, law_or_plan, "
                    "press, ngo or other"
                ),
                read="code",
                of=" ".join(get_args(SourceKind)),
            ),
            "voice": Column(
                N_("with whose voice it speaks, if not its publisher's: an id or name"), read="ref", of="actor"
            ),
            "data_of": Column(
                N_("the short name of the source from which it has its figures"), read="ref", of="source"
            ),
            "note": _NOTE,
            "no_copy": _text(N_("why nobody can have a copy of it")),
        },
        "actors": {
            "actor": Column(N_("the name by which claims name it"), needed=True, read="id"),
            "id": Column(N_("a stable id, if it is not to be made of the name"), read="own"),
            "name": _text(N_("its name")),
            "voice_of": Column(N_("with whose voice it speaks, if not its own: an id or name"), read="ref", of="actor"),
            "stake": Column(
                N_("own, funder, implementer, subject or none: what interest it has in the answer"),
                read="code",
                of=" ".join(get_args(Stake)),
            ),
            "parent": Column(N_("the actor of which it is a part"), read="ref", of="actor"),
        },
        "aims": {
            "aim": _ID,
            "programme": Column(N_("the code of the programme"), needed=True, read="ref", of="programme"),
            "text": _text(N_("what the programme set itself"), needed=True),
            "source": _SOURCE,
            "locator": _LOCATOR,
            "target": Column(N_("the number that it set itself"), read="number"),
            "unit": _text(N_("its unit")),
            "due": Column(N_("by when, as 2008 or 2008-06"), read="date"),
            "place": _text(N_("where it holds")),
            "places": _PLACES,
        },
        "policies": {
            "policy": _ID,
            "code": Column(N_("what it is called in short, as C182"), read="text"),
            "kind": Column(N_("what it is: convention, law, national-plan, agenda, ..."), needed=True, read="text"),
            "name": _text(N_("its name"), needed=True),
            "summary": _text(N_("what it asks for, in a sentence"), needed=True),
            "source": _SOURCE,
            "adopted": Column(N_("when it was adopted, as 1999 or 1999-06-17"), read="date"),
            "ratified": Column(N_("when it was ratified"), read="date"),
            "start": _START,
            "end": _END,
            "expected_of": Column(
                N_("codes of the programmes of which it is expected, with ; between them; or all"),
                read="refs",
                of="programme",
            ),
            "note": _NOTE,
        },
        "provisions": {
            "policy": _POLICY,
            "provision": Column(N_("a short id of it within the policy, as art-3"), needed=True, read="part"),
            "ref": Column(N_("what it is called, as Article 3"), needed=True, read="text"),
            "gist": _text(N_("what it says, in a sentence"), needed=True),
        },
        "indicators": {
            "indicator": _ID,
            "name": _text(N_("its name"), needed=True),
            "unit": _text(N_("its unit"), needed=True),
            "definition": _text(N_("what is counted, and how"), needed=True),
            "dimension": Column(
                N_("output, outcome, impact (or another of the dossier's dimensions), or empty"), read="dimension"
            ),
            "programmes": Column(
                N_("codes of the programmes that it tells of, with ; between them"), read="refs", of="programme"
            ),
            "note": _NOTE,
        },
        "points": {
            "indicator": Column(N_("the short name of the indicator"), needed=True, read="ref", of="indicator"),
            "segment": _text(N_("points of one such name may be compared with one another"), needed=True),
            "year": Column(N_("the year of the number"), needed=True, read="year"),
            "value": Column(N_("the number"), needed=True, read="number"),
            "source": _SOURCE,
        },
        "alignments": {
            "id": Column(N_("a stable id; it keeps decisions when the row is reworded (may be empty)"), read="own"),
            "programme": Column(
                N_("the code of the programme that is in line with a policy"), read="ref", of="programme"
            ),
            "from_policy": Column(N_("or the policy that is"), read="ref", of="policy"),
            "policy": _POLICY,
            "provision": Column(N_("the short id of the provision, if it is one alone"), read="part"),
            "degree": Column(
                N_("principal, significant, not_targeted, or empty where nobody says"),
                read="code",
                of=" ".join(get_args(Degree)),
            ),
            "tie": Column(
                N_("how it is tied to the evaluated actor: direct, related, inferred, aim or none"),
                read="code",
                of=" ".join(get_args(Tie)),
            ),
            "rationale": _text(N_("why it is in line, in a sentence or two"), needed=True),
            "origin": Column(
                N_("source, thesis, editor or iati: who says so; source where it is empty"),
                read="code",
                of=" ".join(get_args(Origin)),
            ),
            "source": _SOURCE,
            "locator": _LOCATOR,
            "note": _NOTE,
        },
    }
)
"""The columns of each table, in the order of the template."""
