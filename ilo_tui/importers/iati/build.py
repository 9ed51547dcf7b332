"""The whole import: files in, a dossier and a report out, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.core.errors import InputError, Problem
from ilo_tui.core.text import clean, name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.importers.iati.activity import Activity, identifier_of
from ilo_tui.importers.iati.actors import ActorRegistry
from ilo_tui.importers.iati.codelists import country_codes
from ilo_tui.importers.iati.identity import ProgrammeIds, key_of
from ilo_tui.importers.iati.languages import texts_of
from ilo_tui.importers.iati.policies import Aligner
from ilo_tui.importers.iati.policy_registry import SDG, PolicyRegistry
from ilo_tui.importers.iati.programme import countries_of, programme_of
from ilo_tui.importers.iati.reader import read_file
from ilo_tui.importers.iati.report import IatiReport
from ilo_tui.importers.iati.results import as_version_0_1, evidence_of, is_titled
from ilo_tui.importers.iati.sources import SourceRegistry, activity_source, file_source
from ilo_tui.importers.iati.tree import ActivityHandler, Node
from ilo_tui.importers.iati.vocabulary import Vocabulary, read_vocabulary
from ilo_tui.importers.importer import Progress, no_progress, progress_by_file
from ilo_tui.importers.tables.dossier_writer import UNDETERMINED, DossierWriter
from ilo_tui.importers.tables.former_dossier import FormerDossier, read_former_dossier
from ilo_tui.importers.tables.framework import Framework, framework_before, framework_of, with_all_types
from ilo_tui.importers.tables.ids import digest, slug
from ilo_tui.importers.tables.losses import ImportCoverage, refuse_losses
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.values import day
from ilo_tui.review.output_files import check_output

_NOT_GIVEN = frozenset({"said_by", "tie_why", "trend", "note"})
"""The fields of claims of which IATI files say nothing, so that they stay as they are in the dossier before."""


@dataclass(frozen=True)
class IatiOptions:
    """What to import and how.

    Only activities of one of `countries` (ISO codes, or names) and of one of `reporting_orgs` (references) are kept,
    where any are given; case makes no difference. `vocabulary` is a lookup of own vocabularies on top of the built-in
    one. `language` is that of texts that state none. `base` is the dossier whose scales and dimensions are used;
    without one they are the usual ones. With `force` an existing dossier is replaced, with `replace_all` also one that
    holds what files cannot give. The report lists three places of what it notes, or with `all_places` up to a thousand.
    """

    countries: frozenset[str] = frozenset()
    reporting_orgs: frozenset[str] = frozenset()
    vocabulary: Path | None = None
    language: str | None = None
    base: Path | None = None
    force: bool = False
    replace_all: bool = False
    all_places: bool = False


def import_iati(
    files: Sequence[Path], output: Path, options: IatiOptions | None = None, progress: Progress | None = None
) -> IatiReport:
    """Import IATI activity files as a dossier at `output`; `progress` is called with the bytes read, of how many.

    Raises `InputError` with a line for each bad file, or `DossierError` where the base dossier is not sound; then
    nothing is written and an existing output is untouched.
    """
    options = options or IatiOptions()
    force = options.force or options.replace_all
    check_output(output, [*files, default_path(), *filter(None, [options.vocabulary])], force=force)
    if not files:
        raise InputError.of(output, N_("there is no file to import"), N_("Name the files before -o."))
    vocabulary = read_vocabulary(options.vocabulary, load(options.base or default_path()))
    former, source = read_former_dossier(output, replace_all=options.replace_all), _source_of(files[0])
    retained = former if former and not (options.base or options.replace_all) else None
    framework = (retained and framework_before(retained, source)) or framework_of(options.base, source, output)
    framework = with_all_types(framework, source)
    if former and not options.replace_all:
        refuse_losses(former, ImportCoverage("iati", framework, frozenset({SDG, *vocabulary.policies})), output)
    if former:
        former.release_documents()
    with DossierWriter(output, force=force) as writer:
        return _Import(writer, options, vocabulary, framework, former).run(list(files), progress or no_progress)


def _source_of(file: Path) -> str:
    """The id of the source that a file is."""
    return file_source(clean(file.name)).id


class _Import:
    """One run: what has been seen so far, and where it goes."""

    def __init__(
        self,
        writer: DossierWriter,
        options: IatiOptions,
        vocabulary: Vocabulary,
        framework: Framework,
        former: FormerDossier | None,
    ) -> None:
        self._writer, self._options, self._framework, self._former = writer, options, framework, former
        writer.language = former.language if former else ""
        retained = former if former and not options.replace_all else None
        if former:
            former.not_given, former.as_before = _NOT_GIVEN, as_version_0_1
            writer.former_hashes = former.hashes
        if retained:
            writer.former_meta = retained.meta
        self._actors = ActorRegistry(retained.actors if retained else ())
        self._names = ProgrammeIds(former)
        self._report = IatiReport(output=writer.name, places_shown=None if options.all_places else 3)
        self._source_registry = SourceRegistry(writer, self._report)
        self._policy_registry = PolicyRegistry(vocabulary, self._source_registry)
        self._aligner = Aligner(vocabulary, self._policy_registry)
        self._vocabulary = vocabulary
        self._seen: dict[str, tuple[int, int]] = {}
        self._publishers: dict[str, str] = {}
        self._edition = ""
        self._handler: ActivityHandler

    def run(self, files: list[Path], progress: Progress) -> IatiReport:
        self._names.reserve(self._reserve())
        problems: list[Problem] = []
        for file, file_progress in progress_by_file(files, progress):
            # A name need not be text: bytes that are none become a mark.
            self._report.files.append(clean(file.name))
            self._source_registry.add(file_source(self._report.files[-1]))
            try:
                self._read(file, file_progress)
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        if not self._writer.count["programmes"]:
            message = N_("of {n} activities none is of the country and publisher asked for")
            mend = N_("Check --country and --reporting-org.")
            raise InputError.of(
                files[0] if len(files) == 1 else "IATI", message, mend, n=self._report.read["activities"]
            )
        return self._finish()

    def _reserve(self) -> set[str]:
        """Write the framework; returns the ids that no programme may have."""
        self._framework.add_to(self._writer, self._framework.ids)
        used = self._framework.ids
        additional = self._vocabulary.policies.keys() - {SDG}
        if twice := sorted(used & additional):
            where = self._options.vocabulary or "vocabulary"
            raise InputError.of(where, N_("these ids are taken: {names}"), N_("Choose others."), names=", ".join(twice))
        return used | additional | self._vocabulary.sources.keys() | {SDG, self._dossier_id()}

    def _dossier_id(self) -> str:
        known = self._former.ident("iati") if self._former else ""
        return known or f"iati-{slug(self._writer.output.stem, 'dossier')}"

    def _read(self, file: Path, progress: Progress) -> None:
        handler = ActivityHandler(self._take, self._report, self._options.language or UNDETERMINED)
        self._handler = handler
        read_file(file, handler, progress)
        self._edition = max(self._edition, day(handler.root_attributes.get("generated-datetime", "")) or "")

    def _take(self, node: Node) -> None:
        """One activity, just closed."""
        identifier = identifier_of(node)
        self._report.read["activities"] += 1
        key = key_of(node)
        if self._wanted(node) and self._is_new(node, identifier, key):
            if not identifier:
                self._report.add_doubt(N_("activity without an identifier"), node.line)
            version = node.get("version") or self._handler.root_attributes.get("version", "")
            ident = self._names.of(node)
            reporter = self._actors.add(node)
            self._keep(Activity(node, ident, identifier, self._report.files[-1], version, self._report, reporter))

    def _wanted(self, node: Node) -> bool:
        countries = {country_codes().get(name_key(country), country).upper() for country in self._options.countries}
        publishers = set(map(name_key, self._options.reporting_orgs))
        publisher = node.first("reporting-org")
        if countries and not countries & countries_of(node):
            self._report.add_skipped(N_("activity of another country, or of none"), node.line, identifier_of(node))
            return False
        if publishers and (publisher is None or name_key(publisher.get("ref")) not in publishers):
            self._report.add_skipped(N_("activity of another publisher, or of none"), node.line, identifier_of(node))
            return False
        return True

    def _is_new(self, node: Node, identifier: str, key: str) -> bool:
        """The first activity of an identifier counts; others are listed with the place of the first."""
        short = key if len(key) < 100 else digest(key, 40)
        if short not in self._seen:
            self._seen[short] = (len(self._report.files) - 1, node.line)
            return True
        first, line = self._seen[short]
        where = f"({self._report.files[first]}:{line})"
        if identifier:
            message = N_("activity whose identifier stands already before")
        else:
            message = N_("activity without an identifier that says the same as one before")
        self._report.add_skipped(message, node.line, f"{identifier[:40]} {where}".lstrip())
        return False

    def _keep(self, activity: Activity) -> None:
        publisher = activity.publisher
        if publisher and len(self._publishers) < 2:
            self._publishers.setdefault(name_key(publisher), publisher)
        self._source_registry.add(activity_source(activity))
        documents = self._source_registry.documents(activity.node.all("document-link"), activity)
        self._writer.add(programme_of(activity, documents), spoken=bool(texts_of(activity.node.all("title"))))
        evidence_list = evidence_of(activity, self._source_registry, self._framework)
        alignments = list(self._aligner.alignments(activity))
        if self._former:
            evidence_list = self._former.reconcile_evidence(evidence_list, activity.id)
            alignments = self._former.reconcile_alignments(alignments, activity.id)
        for evidence in evidence_list:
            self._writer.add(evidence, spoken=is_titled(evidence))
        for alignment in alignments:
            self._writer.add(alignment)

    def _finish(self) -> IatiReport:
        for source in self._framework.sources:
            self._source_registry.add(source)
        for policy in self._policy_registry.used.values():
            self._writer.add(policy)
        for actor in self._actors.actors():
            self._writer.add(actor)
        self._report.reporting = len(self._actors.reporting)
        if len(self._actors.reporting) == 1:
            [self._writer.evaluated] = self._actors.reporting
        publishers = list(self._publishers.values())
        title = (
            in_all_languages(N_("Activities of {publisher}, from IATI"), publisher=publishers[0])
            if len(publishers) == 1
            else in_all_languages(N_("Activities from IATI"))
        )
        self._report.languages = self._writer.languages.copy()
        self._report.default_language = self._writer.default_language()
        self._writer.finish(self._dossier_id(), title, self._edition or N_("undated"))
        self._report.comparison = self._former.comparison() if self._former else None
        self._report.records.update({table: self._writer.count[table] for table in self._writer.count})
        return self._report
