"""What files of references can give of a dossier that an import replaces: its sources, and what every dossier has."""

from __future__ import annotations

from dataclasses import dataclass

from ilo_tui.dossier.model import Actor, Dimension, Meta, Record, Scale, Source
from ilo_tui.importers.tables.losses import ImportCoverage


@dataclass(frozen=True)
class ReferenceCoverage:
    """Covers sources of which a reference can say all; `framework` covers dimensions, scales and what it is called."""

    framework: ImportCoverage

    def covers(self, record: Record) -> bool:
        """Whether a record may come from references, or stays whatever they say."""
        if isinstance(record, Source):
            more = (record.voice, record.data_of, record.no_copy)
            return more == (None, None, None)
        return isinstance(record, Actor | Dimension | Meta | Scale) and self.framework.covers(record)
