"""Importing references: files of a reference manager in, a dossier of sources and a report out, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.core.errors import InputError, Problem
from ilo_tui.core.languages import SOURCE
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.repository import default_path
from ilo_tui.importers.importer import Progress, file_size, no_progress, progress_by_file
from ilo_tui.importers.references.coverage import ReferenceCoverage
from ilo_tui.importers.references.duplicates import Known, Register, is_same
from ilo_tui.importers.references.keys import id_of
from ilo_tui.importers.references.kinds import kind_of
from ilo_tui.importers.references.reading import Form, read_text
from ilo_tui.importers.references.reference import LONGEST, Reference
from ilo_tui.importers.references.report import LikeReference, ReferenceReport, RenamedKey
from ilo_tui.importers.references.sources import doi_of, source_of
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.former_dossier import FormerDossier, read_former_dossier
from ilo_tui.importers.tables.framework import Framework, framework_before, framework_of
from ilo_tui.importers.tables.ids import slug
from ilo_tui.importers.tables.losses import ImportCoverage, refuse_losses
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.review.output_files import check_output

_LIST = "references.1"
_MOST_PROBLEMS = 1000
_OFTEN = 500
_MEND = N_("Mend it in the reference manager, or take it out.")


@dataclass(frozen=True)
class ReferenceOptions:
    """How to read references: the language of notes that name none, and as for tables the rest."""

    language: str = SOURCE
    base: Path | None = None
    force: bool = False
    replace_all: bool = False
    encoding: str = ""


def import_references(
    files: Sequence[Path], output: Path, options: ReferenceOptions | None = None, progress: Progress = no_progress
) -> ReferenceReport:
    """Import references as a dossier at `output`; `progress` is called with the bytes read, of how many.

    Raises `InputError` with a line for each broken entry (code 1) or file (code 2), or `DossierError` where the base
    dossier is not sound; then nothing is written.
    """
    options = options or ReferenceOptions()
    force = options.force or options.replace_all
    check_output(output, [*files, default_path()], force=force)
    if not files:
        raise InputError.of(output, N_("there is no file to import"), N_("Name the files before -o."))
    former = read_former_dossier(output, replace_all=options.replace_all)
    retained = former if former and not (options.base or options.replace_all) else None
    framework = (retained and framework_before(retained, _LIST)) or framework_of(options.base, _LIST, output)
    if former and not options.replace_all:
        refuse_losses(former, ReferenceCoverage(ImportCoverage("references", framework)), output)
    with DossierWriter(output, force=force) as writer:
        known = former.ident("references") if former else ""
        ident = known or f"references-{slug(output.stem, 'dossier')}"
        task = _ReferenceImport(options, framework, {ident}, ReferenceReport(output=writer.name))
        for file, file_progress in progress_by_file(files, progress):
            task.read(file, file_progress)
        task.check(files[0])
        names = ", ".join(clean(file.name) for file in files)
        return task.write(writer, ident, names, former if not options.replace_all else None)


def read_references(
    files: Sequence[Path], options: ReferenceOptions, reserved: set[str], progress: Progress
) -> tuple[list[Known], ReferenceReport]:
    """The sources in files, each publication once, under no id that is `reserved`; raises `InputError`."""
    report = ReferenceReport()
    task = _ReferenceImport(options, Framework([], [], []), reserved, report)
    for file, file_progress in progress_by_file(files, progress):
        task.read(file, file_progress)
    task.check(files[0])
    return task.known, report


class _ReferenceImport:
    """One import: references on their way into a dossier."""

    def __init__(
        self, options: ReferenceOptions, framework: Framework, reserved: set[str], report: ReferenceReport
    ) -> None:
        self._options, self._framework, self._report = options, framework, report
        self._register = Register()
        self._reserved = reserved | (framework.ids - {source.id for source in framework.sources})
        self._framed = {source.id: Known(source, "", "", 0) for source in framework.sources}
        self._problems: list[Problem] = []
        self._unreadable: list[Problem] = []
        self._more = 0

    def read(self, file: Path, progress: Progress) -> None:
        """Take in the references of a file; what is wrong with it is listed until all files are read."""
        number = 0
        try:
            content = read_text(file, self._options.encoding, progress)
            for number, item in enumerate(_references(content.form, file, content.text), 1):
                problem = item if isinstance(item, Problem) else _fault(file, item)
                if problem:
                    self._add_problem(problem)
                elif isinstance(item, Reference):
                    self._add(file.name, item)
                if number % _OFTEN == 0:
                    # All is read; somebody may want to stop all the same.
                    progress(file_size(file), file_size(file))
        except InputError as error:
            self._unreadable += error.problems
            return
        self._report.files[file.name] = (content.form, number)
        if content.guessed:
            self._report.guessed[file.name] = (content.guessed, content.example)

    def _add_problem(self, problem: Problem) -> None:
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(problem)
        else:
            self._more += 1

    def _add(self, file: str, reference: Reference) -> None:
        """A reference that is sound: a source, or what it says more of one."""
        known = self._known(file, reference, id_of(reference, ()))
        likeness = self._register.like(known)
        if likeness and likeness.same:
            self._report.alike.append(LikeReference(known, likeness))
            self._register.complete(likeness.first, known)
            return
        if self._is_reserved(known):
            known = self._known(file, reference, self._free_id(reference))
        if likeness:
            self._report.alike.append(LikeReference(known, likeness))
        self._register.add(known)
        ident, report = known.source.id, self._report
        report.kindless += not kind_of(reference)[1]
        report.keyless += not reference.key
        if reference.key and reference.key != ident:
            renamed = report.lowered if reference.key.lower() == ident else report.renamed
            renamed.append(RenamedKey(file, reference.line, reference.key, ident))

    def _known(self, file: str, reference: Reference, ident: str) -> Known:
        source = source_of(reference, ident, self._options.language)
        return Known(source, doi_of(reference), file, reference.line)

    def _is_reserved(self, known: Known) -> bool:
        """Whether the id is that of something else; a source of the framework may be in the files too."""
        ident = known.source.id
        framed = self._framed.get(ident)
        return ident in self._reserved or ident in self._register.known or bool(framed and not is_same(framed, known))

    def _free_id(self, reference: Reference) -> str:
        """An id that nothing has: with a digest, and where even that is there, of one more letter."""
        reserved = self._reserved | self._framed.keys() | self._register.known.keys()
        ident = id_of(reference, reserved)
        while ident in reserved:
            ident += "x"
        return ident

    @property
    def known(self) -> list[Known]:
        """The sources that were read, in the order of the files."""
        return list(self._register.known.values())

    def check(self, first: Path) -> None:
        """Raise what is wrong with the files together."""
        if self._unreadable:
            raise InputError([*self._unreadable, *self._problems], more=self._more)
        if self._problems:
            raise InputError(self._problems, exit_code=1, more=self._more)
        if not self._register.known:
            raise InputError.of(first, N_("there is no reference in it"), N_("Export the references again."))

    def write(self, writer: DossierWriter, ident: str, names: str, former: FormerDossier | None) -> ReferenceReport:
        """Write the dossier; of the one before stay its actors, and what it says of itself."""
        sources = [known.source for known in self._register.known.values()]
        if _LIST not in self._register.known:
            sources.append(Source(id=_LIST, title=names, kind="other"))
        if former:
            writer.language, writer.former_meta = former.language, former.meta
            before = [source for source in former.sources if source.id not in self._framed]
            self._report.before = _compared(sources, before)
        self._framework.add_to(writer, {source.id for source in sources})
        for record in (*sources, *(former.actors if former else ())):
            writer.add(record)
            writer.languages.update([*(record.note or ())] if isinstance(record, Source) else [])
        self._report.sources = writer.count["sources"]
        writer.finish(ident, in_all_languages(N_("References from {names}"), names=names), N_("undated"))
        return self._report


def _references(form: Form, path: Path, text: str) -> Iterator[Reference | Problem]:
    """The references of a text; only the library that its form needs is loaded."""
    if form == "RIS":
        from ilo_tui.importers.references.ris import read_ris

        return read_ris(path, text)
    if form == "BibTeX":
        from ilo_tui.importers.references.bibtex import read_bibtex

        return read_bibtex(path, text)
    from ilo_tui.importers.references.csl import read_csl

    return read_csl(path, text)


def _fault(path: Path, reference: Reference) -> Problem | None:
    """What keeps a reference from being a source."""
    if not reference.title:
        values = {"key": reference.key or "?"}
        return Problem(str(path), N_("the entry {key} has no title"), _MEND, values, line=reference.line)
    for name, text in reference.texts.items():
        if len(text) > LONGEST:
            message = N_("the {field} of {key} is longer than {n} letters")
            length: dict[str, object] = {"field": name, "key": reference.key[:60] or "?", "n": LONGEST}
            return Problem(str(path), message, _MEND, length, line=reference.line)
    return None


def _compared(sources: Sequence[Source], before: Sequence[Source]) -> tuple[int, int, int, int]:
    """How many sources are as they were, changed, new and gone."""
    former = {source.id: source for source in before}
    matches = [(former.get(source.id), source) for source in sources]
    unchanged = sum(old == source for old, source in matches)
    new = sum(old is None for old, _ in matches)
    return unchanged, len(sources) - unchanged - new, new, len(former.keys() - {source.id for source in sources})
