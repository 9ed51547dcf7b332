"""What a report can't say, worked out from what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.exporters.report.content import Limit, Report
from ilo_tui.review.agreement.lacking import Lacking
from ilo_tui.views.pages.agreement import lacking_lines

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


def limits(report: Report, dossier: DossierReader, lacking: Lacking, tr: Translator) -> list[Limit]:
    """What weakens this report, each with how many claims, decisions or sessions it concerns.

    `lacking` are the answers that the edition has no place for.
    """
    plain = [Limit(code=code, n=0, text=tr(_words(code, report))) for code in _plain_codes(report)]
    counted = [*_of_verdicts(report, tr), *_of_evidence(report, dossier, tr), *_of_decisions(report, tr)]
    counted += [*_of_sessions(report, tr), *_of_clocks(report, tr), *_of_lacking(lacking, tr)]
    return plain + [limit for limit in counted if limit.n]


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


def _of_verdicts(report: Report, tr: Translator) -> Iterator[Limit]:
    judgeable = [evidence for evidence in report.evidence if evidence.judgeable]
    scale = next((scale.id for scale in report.scales if scale.applies_to == "evidence"), None)
    rated = {ratings.item: ratings.n for ratings in report.ratings if ratings.scale == scale}
    times = Counter(min(rated.get(f"evidence:{evidence.id}", 0), 2) for evidence in judgeable)
    n = times[0]
    text = tr.many("1 claim has no verdict that counts.", "{n} claims have no verdict that counts.", n)
    yield Limit(code="unjudged", n=n, text=text)
    n = times[1]
    text = tr.many("1 claim was judged by one reviewer only.", "{n} claims were judged by one reviewer only.", n)
    yield Limit(code="single", n=n, text=text)


def _of_evidence(report: Report, dossier: DossierReader, tr: Translator) -> Iterator[Limit]:
    n = sum(evidence.locator is None for evidence in report.evidence)
    text = tr.many(
        "The place in the source of 1 claim is not recorded.",
        "The places in the sources of {n} claims are not recorded.",
        n,
    )
    yield Limit(code="no_locator", n=n, text=text)
    n = sum(evidence.confidence != "high" for evidence in report.evidence)
    text = tr.many(
        "1 claim is second-hand or weak by the dossier's own account.",
        "{n} claims are second-hand or weak by the dossier's own account.",
        n,
    )
    yield Limit(code="second_hand", n=n, text=text)
    n = sum(evidence.origin == "editor" for evidence in report.evidence)
    text = tr.many(
        "1 claim is the editor's reading, which no source states.",
        "{n} claims are the editor's reading, which no source states.",
        n,
    )
    yield Limit(code="editor", n=n, text=text)
    n = sum(not evidence.statement.get(report.language) for evidence in dossier.records(Evidence))
    text = tr.many(
        "1 statement is not there in this language and stands in another, marked with its code.",
        "{n} statements are not there in this language and stand in another, marked with its code.",
        n,
    )
    yield Limit(code="untranslated", n=n, text=text)


def _of_decisions(report: Report, tr: Translator) -> Iterator[Limit]:
    n = sum(decision.basis == "dossier_only" for decision in report.decisions if decision.counted)
    text = tr.many(
        "1 decision rests on the dossier only: its reviewer did not read the source for it.",
        "{n} decisions rest on the dossier only: their reviewers did not read the sources for them.",
        n,
    )
    yield Limit(code="dossier_only", n=n, text=text)
    n = sum(decision.changed and decision.judged for decision in report.decisions)
    text = tr.many(
        "1 decision is not counted, since the dossier says something else of its item by now.",
        "{n} decisions are not counted, since the dossier says something else of their items by now.",
        n,
    )
    yield Limit(code="changed", n=n, text=text)
    n = len(report.repeats)
    text = tr.many(
        "1 item was judged by the same reviewer more than once; the latest decision counts.",
        "{n} times an item was judged by the same reviewer more than once; the latest decision counts.",
        n,
    )
    yield Limit(code="repeats", n=n, text=text)


def _of_sessions(report: Report, tr: Translator) -> Iterator[Limit]:
    n = sum(session.finished is None for session in report.sessions)
    yield Limit(code="unfinished", n=n, text=tr.many("1 session is not finished.", "{n} sessions are not finished.", n))
    n = sum(session.dossier_hash != report.dossier.hash for session in report.sessions)
    text = tr.many(
        "1 session was begun on another state of the dossier.",
        "{n} sessions were begun on another state of the dossier.",
        n,
    )
    yield Limit(code="other_state", n=n, text=text)
    n = len(report.left_out)
    text = tr.many(
        "1 file in the folder of sessions is left out.", "{n} files in the folder of sessions are left out.", n
    )
    yield Limit(code="left_out", n=n, text=text)


def _of_clocks(report: Report, tr: Translator) -> Iterator[Limit]:
    n = sum(session.dated_later for session in report.sessions)
    text = tr.many(
        "1 record is dated later than this report: the clock of a machine was wrong, and what it dates counts as the "
        "latest.",
        "{n} records are dated later than this report: the clock of a machine was wrong, and what it dates counts as "
        "the latest.",
        n,
    )
    yield Limit(code="dated_later", n=n, text=text)
    n = sum(session.dated_early for session in report.sessions)
    text = tr.many(
        "1 record is dated before the dossier it judges: the clock of a machine was wrong, and a later answer may "
        "count less than an earlier one.",
        "{n} records are dated before the dossier they judge: the clock of a machine was wrong, and a later answer may "
        "count less than an earlier one.",
        n,
    )
    yield Limit(code="dated_early", n=n, text=text)


def _of_lacking(lacking: Lacking, tr: Translator) -> Iterator[Limit]:
    questions, codes = lacking.to_questions, lacking.in_codes
    lines = iter(lacking_lines(tr, lacking))
    yield Limit(code="lacking_question", n=questions, text=next(lines) if questions else "")
    yield Limit(code="lacking_code", n=codes, text=next(lines) if codes else "")
