"""The command `attach`: a document becomes the copy of a source, one by name or many of a folder by what they are."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from ilo_tui.core.errors import AppError, UsageError
from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import expand
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import disk_for_settings, lay_drafts_over, open_context, screen_width
from ilo_tui.frontends.console.progress import steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilo_tui.copies.attaching import Attached, Reading
    from ilo_tui.copies.folder import CopiesFolder
    from ilo_tui.copies.proposals import Match, Proposal
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext


def add_attach(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `attach SOURCE FILE` and `attach --match DIR`."""
    parser.add_argument("source_id", metavar="SOURCE", nargs="?", help=tr("the id of the source"))
    parser.add_argument("document", metavar="FILE", nargs="?", help=tr("its document: PDF, DOCX, HTML, text, Markdown"))
    purpose = tr("propose which file of a folder is which source, and ask for each")
    parser.add_argument("--match", metavar="DIR", help=purpose)
    parser.add_argument("--yes", action="store_true", help=tr("with --match: attach all that is proposed, unasked"))


def attach(options: Options, settings: Settings, tr: Translator) -> int:
    """Attach one document, or those of a folder; 1 where some of a folder could not be attached."""
    if bool(options.match) == bool(options.document) or (options.match and options.source_id):
        raise UsageError(N_("Name a source and its document, or a folder after --match."))
    context = _with_drafts(open_context(settings, tr), settings, options.source_id)
    attaching = _Attaching(context, settings, json=options.json)
    if options.match:
        return _attach_matching(attaching, options)
    source_id = options.source_id or ""
    attaching.refuse_read_only()
    attaching.refuse_unknown(source_id)
    from ilo_tui.copies.attaching import read_document

    attaching.attach(source_id, read_document(expand(options.document or "")))
    print_error(tr("Copies are in {folder}", folder=clean(str(attaching.folder.path))))
    return 0


def _with_drafts(context: ViewContext, settings: Settings, source: str | None) -> ViewContext:
    """With the open drafts of whoever reviews laid over, where a source may be in these alone."""
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.dossier.model import Source

    is_published = source is not None and source in context.dossier.ids(Source)
    if is_published or not any(reviews_folder(settings).glob("*.json")):
        return context
    return lay_drafts_over(context, settings)


class _Attaching:
    """Attaches documents as whoever reviews here, and says of each what came of it."""

    def __init__(self, context: ViewContext, settings: Settings, *, json: bool) -> None:
        from ilo_tui.copies.place import copies_of

        # Beside JSON on stdout, what came of each is talk.
        self._print_result = print_error if json else print_lines
        self.context, self._settings = context, settings
        self.folder: CopiesFolder = copies_of(settings, context.dossier)
        self._disk = disk_for_settings(settings)

    def refuse_read_only(self) -> None:
        """Raise `UsageError` where nothing may be written."""
        if self._settings.flag("read_only"):
            raise UsageError(N_("With --read-only nothing is written."))

    def refuse_unknown(self, source_id: str) -> None:
        """Raise `UsageError` of an id that no source has, with those that are most like it."""
        from difflib import get_close_matches

        from ilo_tui.dossier.model import Source

        tr, ids = self.context.tr, self.context.dossier.ids(Source)
        if source_id in ids:
            return
        near = get_close_matches(source_id, ids, n=3)
        hint = tr("Did you mean: {names}?", names=", ".join(near)) if near else tr("`ilo-tui list sources` lists ids.")
        raise UsageError(N_("there is no source {id}. {hint}"), id=source_id, hint=hint)

    def attach(self, source_id: str, reading: Reading) -> Attached:
        """Attach a document that was read, and print what came of it; raises `CopyError`."""
        from ilo_tui.copies.attaching import attach_reading
        from ilo_tui.review.environment import now, stamp_of

        result = attach_reading(
            self.folder, source_id, reading, by=self._reviewer(), added=stamp_of(now()), disk=self._disk
        )
        self._print(result)
        self._read_text(result)
        return result

    def _read_text(self, result: Attached) -> None:
        """Read the document now, so that it opens at once; the copy is kept whatever comes of that."""
        from functools import partial

        from ilo_tui.app.source_texts import SourceTexts
        from ilo_tui.frontends.console.reading_progress import reading_progress
        from ilo_tui.views.pages.reading import NOTES

        tr, name = self.context.tr, clean(result.reading.file_name)
        try:
            with reading_progress(tr) as on_page:
                texts = SourceTexts(self.folder, self._disk)
                text = texts.read_copy(result.link, partial(on_page, result.link.source))
        except AppError as error:
            print_error(*error.localise(tr))
        except OSError as error:
            reason = error.strerror or str(error)
            print_error(tr("{name}: it is attached, and could not be read yet ({reason})", name=name, reason=reason))
        except KeyboardInterrupt:
            print_error(tr("{name}: it stays attached; its text is read once somebody opens it.", name=name))
            raise
        else:
            print_error(*(f"{name}: {tr(NOTES[note])}" for note in text.notes))

    def _reviewer(self) -> str:
        """The id of whoever reviews here; empty where nobody is known."""
        from ilo_tui.app.folder_reviews import reviews_in
        from ilo_tui.core.settings import reviews_folder
        from ilo_tui.review.errors import ReviewError

        settings = self._settings
        # Sessions that cannot be read are no reason not to add a document.
        with suppress(ReviewError):
            reviewer = reviews_in(reviews_folder(settings), self.context.dossier, settings.text("reviewer")).reviewer
            return reviewer.id if reviewer else ""
        return ""

    def _print(self, result: Attached) -> None:
        from ilo_tui.views.copy_words import MEDIA_NAMES

        tr, link = self.context.tr, result.link
        kind, name = tr(MEDIA_NAMES[link.media]), clean(result.reading.file_name)
        values = {"source": clean(link.source), "name": name, "kind": kind}
        if result.added:
            line = tr("{source}: {name} is attached ({kind})", **values)
        elif result.restored:
            line = tr("{source}: {name} is put back, it was missing or damaged ({kind})", **values)
        else:
            line = tr("{source}: {name} was attached already ({kind})", **values)
        self._print_result(line)
        if result.reading.is_misnamed:
            print_error(tr("{name}: by its content this is: {kind}; it is kept as such.", **values))
        if result.reading.seems_cut_off:
            print_error(tr("{name}: the end of this PDF is missing; was it downloaded in full?", **values))


def _attach_matching(attaching: _Attaching, options: Options) -> int:
    """Propose, then attach what a person says yes to; without a terminal only what `--yes` says."""
    from functools import partial

    from ilo_tui.copies.first_pages import FirstPages
    from ilo_tui.copies.proposals import propose, proposed
    from ilo_tui.dossier.model import Source

    tr, dossier = attaching.context.tr, attaching.context.dossier
    first_pages = FirstPages()
    with steps(sys.stderr, tr) as bar:
        on_file = partial(bar.update, tr("Looking at file"))
        sources = dossier.records(Source)
        proposals = list(propose(expand(options.match or ""), sources, attaching.folder, first_pages, on_file))
    if first_pages.unread:
        print_error(tr("Documents known by name and title alone, as reading took too long: {n}", n=first_pages.unread))
    pairs = proposed(proposals)
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not options.json
    if not (asks and not options.yes):
        _print_proposals(attaching.context, pairs, options)
    _print_rest(attaching.context, proposals)
    if not options.yes and not asks:
        print_error(*([tr("Nothing is attached yet; --yes attaches what is proposed.")] if pairs else []))
        return 0
    attaching.refuse_read_only()
    failed = 0
    for proposal, match in pairs:
        if not options.yes:
            answer = _answer(attaching.context, proposal, match)
            if answer == "q":
                break
            if answer == "n":
                continue
        if proposal.reading:
            failed += not _attached(attaching, match.source.id, proposal.reading)
    print_error(tr("Copies are in {folder}", folder=clean(str(attaching.folder.path))))
    return 1 if failed else 0


def _attached(attaching: _Attaching, source_id: str, reading: Reading) -> bool:
    """Attach one of several; what is wrong with it is said, and the others go on unless nothing can be written."""
    from ilo_tui.copies.errors import CopyNotWrittenError

    try:
        attaching.attach(source_id, reading)
    except CopyNotWrittenError:
        raise
    except AppError as error:
        print_error(*error.localise(attaching.context.tr))
        return False
    return True


def _reasons(context: ViewContext, match: Match) -> str:
    return ", ".join(context.tr(reason) for reason in match.reasons)


def _print_proposals(context: ViewContext, pairs: Sequence[tuple[Proposal, Match]], options: Options) -> None:
    from ilo_tui.views.lists import table

    if options.json:
        print_json(
            [
                {"file": str(proposal.path), "source": match.source.id, "reasons": list(match.reasons)}
                for proposal, match in pairs
            ]
        )
        return
    rows = [
        [clean(proposal.path.name), match.source.id, _reasons(context, match), clean(match.source.title)]
        for proposal, match in pairs
    ]
    print_lines(*table(rows, screen_width()))


def _print_rest(context: ViewContext, proposals: Sequence[Proposal]) -> None:
    """Say of every other file why it is not proposed."""
    tr = context.tr
    for proposal in proposals:
        name = clean(str(proposal.path))
        if proposal.fault:
            print_error(proposal.fault.line(tr))
        elif proposal.already:
            print_error(tr("{name}: attached already to {source}", name=name, source=clean(proposal.already)))
        elif proposal.unclear:
            ids = ", ".join(match.source.id for match in proposal.unclear)
            print_error(tr("{name}: may be any of {sources}; attach it by name", name=name, sources=ids))
        elif not proposal.match:
            print_error(tr("{name}: no source is recognised in it", name=name))


def _answer(context: ViewContext, proposal: Proposal, match: Match) -> str:
    """Ask for one file: y, n or q; the end of the input is q."""
    tr = context.tr
    print_lines(
        tr(
            "{name} is {source}: {title}",
            name=clean(proposal.path.name),
            source=match.source.id,
            title=clean(match.source.title),
        ),
        "  " + tr("because of {reasons}", reasons=_reasons(context, match)),
    )
    while True:
        print_error(tr("Attach it? y yes, n no, q stop:"), end=" ")
        typed = sys.stdin.readline()
        answer = typed.strip().lower()[:1] if typed else "q"
        if answer in {"y", "n", "q"}:
            return answer


def print_folder_faults(context: ViewContext, settings: Settings) -> None:
    """Say where copies are kept, and what in that folder is damaged or no copy of a source of this dossier."""
    from ilo_tui.copies.link_file import document_name
    from ilo_tui.copies.place import copies_of

    tr, folder = context.tr, copies_of(settings, context.dossier)
    contents = folder.contents()
    linked = {document_name(link) for link in (*contents.links, *contents.elsewhere)}
    print_error(
        tr("Copies are in {folder}", folder=clean(str(folder.path))), *(fault.line(tr) for fault in contents.faults)
    )
    for name in sorted(contents.documents - linked):
        print_error(tr("{name}: no source has this document; attach it once more", name=clean(name)))
    for name in contents.foreign:
        print_error(tr("{name}: this is no part of a copy, and is left alone", name=clean(name)))
    if contents.elsewhere:
        print_error(
            tr.many("1 copy is of another dossier", "{n} copies are of other dossiers", len(contents.elsewhere))
        )
