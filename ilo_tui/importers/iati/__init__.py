"""Importing IATI activities, versions 1.01 to 2.03, as a dossier to review.

Files are read as a stream, activity by activity, without network and without asking for validity; what is sound is
kept, what is not is listed with its line in the `IatiReport`. The way through the package: `reader` (bytes), `tree`
(elements), `programme`, `results` and `policies` (records), `build` (the whole).
"""

from ilo_tui.core.errors import InputError
from ilo_tui.importers.iati.build import IatiOptions, import_iati
from ilo_tui.importers.iati.report import IatiReport
from ilo_tui.importers.iati.vocabulary import vocabulary_template

__all__ = ["IatiOptions", "IatiReport", "InputError", "import_iati", "vocabulary_template"]
