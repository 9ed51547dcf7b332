"""What a report can't say, worked out from what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Evidence, Scale
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import is_tied
from ilo_tui.exporters.report.content import Limit, Report
from ilo_tui.exporters.report.dossier_content import EvidenceLine
from ilo_tui.review.agreement.lacking import Lacking
from ilo_tui.review.edition_change import EditionChange
from ilo_tui.views.pages.agreement import lacking_lines
from ilo_tui.views.session_words import edition_line

_PLAIN = {
    "recorded": N_("The report rests on what the dossier records. What nobody recorded is not in it."),
    "no_decisions": N_("No decisions yet: what stands here is the dossier alone, judged by nobody."),
    "one_reviewer": N_("There are decisions of one reviewer only, so nothing can be said about agreement."),
    "free_text": N_(
        "Notes and observations were searched for the names, ids and check codes of reviewers, also joined, hyphenated "
        "or without accents. Nicknames, parts of names and the names of others cannot be found so: read the notes "
        "before you hand this on."
    ),
    "codes": N_(
        "Check codes are withheld with the names, so nobody can check sessions against this report. Of times only the "
        "day is told."
    ),
}
_NONE_COUNTS = N_("No decision counts: what stands here is the dossier alone. Why they do not count stands below.")


def many(singular: str, plural: str) -> tuple[str, str]:
    """Mark the two forms of a message for the catalogues without choosing one yet."""
    return singular, plural


_COUNTED = {
    "unjudged": many("1 claim has no verdict that counts.", "{n} claims have no verdict that counts."),
    "single": many("1 claim was judged by one reviewer only.", "{n} claims were judged by one reviewer only."),
    "no_locator": many(
        "1 claim has no locator in its source.",
        "{n} claims have no locator in their source.",
    ),
    "second_hand": many(
        "1 claim is second-hand or weak by the dossier's own account.",
        "{n} claims are second-hand or weak by the dossier's own account.",
    ),
    "excerpt": many(
        "1 claim was read in an excerpt of its source only.", "{n} claims were read in excerpts of their sources only."
    ),
    "untied": many(
        "1 claim is not tied to the actor that is evaluated, or its tie is not stated.",
        "{n} claims are not tied to the actor that is evaluated, or their ties are not stated.",
    ),
    "editor": many(
        "1 claim is the editor's reading, which no source states.",
        "{n} claims are the editor's reading, which no source states.",
    ),
    "untranslated": many(
        "1 statement is not there in this language and stands in another, marked with its code.",
        "{n} statements are not there in this language and stand in another, marked with its code.",
    ),
    "dossier_only": many(
        "1 decision rests on the dossier only: its reviewer did not read the source for it.",
        "{n} decisions rest on the dossier only: their reviewers did not read the sources for them.",
    ),
    "unreasoned": many(
        "1 rating is without a reason, which its answer needs.",
        "{n} ratings are without a reason, which their answers need.",
    ),
    "changed": many(
        "1 decision is not counted, since the dossier says something else of its item by now.",
        "{n} decisions are not counted, since the dossier says something else of their items by now.",
    ),
    "repeats": many(
        "1 item was judged by the same reviewer more than once; the latest decision counts.",
        "{n} times an item was judged by the same reviewer more than once; the latest decision counts.",
    ),
    "unfinished": many("1 session is not finished.", "{n} sessions are not finished."),
    "other_state": many(
        "1 session was begun on another state of the dossier.",
        "{n} sessions were begun on another state of the dossier.",
    ),
    "left_out": many(
        "1 file in the folder of sessions is left out.", "{n} files in the folder of sessions are left out."
    ),
    "dated_later": many(
        "1 record is dated later than this report: the clock of a machine was wrong, and what it dates counts as the "
        "latest.",
        "{n} records are dated later than this report: the clock of a machine was wrong, and what it dates counts as "
        "the latest.",
    ),
    "dated_early": many(
        "1 record is dated before the dossier it judges: the clock of a machine was wrong, and a later answer may "
        "count less than an earlier one.",
        "{n} records are dated before the dossier they judge: the clock of a machine was wrong, and a later answer may "
        "count less than an earlier one.",
    ),
}


def limits(
    report: Report, dossier: DossierReader, lacking: Lacking, tr: Translator, editions: EditionChange | None = None
) -> list[Limit]:
    """What weakens this report, each with how many claims, decisions or sessions it concerns.

    `lacking` are the answers that the edition has no place for, `editions` what became of decisions on other editions.
    """
    plain = [Limit(code=code, n=0, text=tr(_words(code, report))) for code in _plain_codes(report)]
    counts = {**_of_evidence(report, dossier), **_of_sessions(report, dossier)}
    counted = [Limit(code=code, n=n, text=tr.many(*_COUNTED[code], n)) for code, n in counts.items() if n]
    parts = {"lacking_question": Lacking(questions=lacking.questions), "lacking_code": Lacking(codes=lacking.codes)}
    missing = [
        Limit(code=code, n=part.to_questions + part.in_codes, text=text)
        for code, part in parts.items()
        for text in lacking_lines(tr, part)
    ]
    if editions:
        n = len(editions.again) + len(editions.removed)
        counted.append(Limit(code="editions", n=n, text=edition_line(tr, editions)))
    return [*plain, *counted, *missing]


def _words(code: str, report: Report) -> str:
    return _NONE_COUNTS if code == "no_decisions" and report.decisions else _PLAIN[code]


def _plain_codes(report: Report) -> Iterator[str]:
    yield "recorded"
    raters = {decision.reviewer for decision in report.decisions if decision.counted}
    if not raters:
        yield "no_decisions"
    elif len(raters) == 1:
        yield "one_reviewer"
    if report.anonymised and report.sessions:
        yield from ("free_text", "codes")


def _of_evidence(report: Report, dossier: DossierReader) -> Mapping[str, int]:
    evidence = report.evidence
    scale = next((scale.id for scale in report.scales if scale.applies_to == "evidence"), None)
    rated = {ratings.item: ratings.n for ratings in report.ratings if ratings.scale == scale}
    times = Counter(rated.get(f"evidence:{line.id}", 0) for line in evidence if line.judgeable)
    statements = (line.statement for line in dossier.records(Evidence))
    return {
        "unjudged": times[0],
        "single": times[1],
        "no_locator": sum(line.locator is None for line in evidence),
        "second_hand": sum(map(_is_second_hand, evidence)),
        "excerpt": sum(line.reading == "excerpt" for line in evidence),
        "untied": sum(not is_tied(dossier, record) for record in dossier.records(Evidence)),
        "editor": sum(line.origin == "editor" for line in evidence),
        "untranslated": sum(not statement.get(report.language) for statement in statements),
    }


def _is_second_hand(line: EvidenceLine) -> bool:
    """By how a claim was read; by 0.1's confidence only where that is not said."""
    return line.reading == "second_hand" if line.reading else line.confidence not in {"high", None}


def _of_sessions(report: Report, dossier: DossierReader) -> Mapping[str, int]:
    decisions, sessions = report.decisions, report.sessions
    scales = dossier.records(Scale)
    with_reason = {(scale.id, value.code) for scale in scales for value in scale.values if value.reason}
    return {
        "dossier_only": sum(decision.basis == "dossier_only" for decision in decisions if decision.counted),
        "unreasoned": sum(
            decision.counted and not decision.note.strip() and not with_reason.isdisjoint(decision.values.items())
            for decision in decisions
        ),
        "changed": sum(decision.changed and decision.judged for decision in decisions),
        "repeats": len(report.repeats),
        "unfinished": sum(session.finished is None for session in sessions),
        "other_state": sum(session.dossier_hash != report.dossier.hash for session in sessions),
        "left_out": len(report.left_out),
        "dated_later": sum(session.dated_later for session in sessions),
        "dated_early": sum(session.dated_early for session in sessions),
    }
