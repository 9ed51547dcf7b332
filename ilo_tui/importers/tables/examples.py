"""An example for each sheet of the template, which begins with `#` and is not read; its words are marked messages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ilo_tui.core.translator import N_

EXAMPLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "evidence": {
            "id": N_("example"),
            "programme": "CLM",
            "dimension": "outcome",
            "stance": N_("for"),
            "statement_en": "Inspectors went on with the visits after the project ended.",
            "statement_id": "Pengawas melanjutkan kunjungan setelah proyek berakhir.",
            "year": "2012",
            "source": "final-evaluation",
            "locator": "p. 12",
            "reading": "direct",
        },
        "programmes": {
            "programme": "CLM",
            "name_en": "Child labour monitoring",
            "name_id": "Pemantauan pekerja anak",
            "kind": "programme",
            "start": "2008-06",
            "end": "2012",
        },
        "sources": {"source": "final-evaluation", "title": "Final evaluation", "year": "2012", "kind": "evaluation"},
        "actors": {"actor": "labour-ministry", "name_en": "Ministry of Labour", "stake": "implementer"},
        "aims": {"aim": "reach", "programme": "CLM", "text_en": "Reach 100 schools", "source": "final-evaluation"},
        "policies": {
            "policy": "c182",
            "code": "C182",
            "kind": "convention",
            "name_en": "Worst Forms of Child Labour Convention, 1999",
            "source": "c182-text",
        },
        "provisions": {"policy": "c182", "provision": "art-3", "ref": "Article 3"},
        "indicators": {"indicator": "child-workers", "name_en": "Children who work", "programmes": "CLM"},
        "points": {"indicator": "child-workers", "segment_en": "Census", "year": "2008", "value": "1200"},
        "alignments": {"programme": "CLM", "policy": "c182", "provision": "art-3", "degree": "principal"},
    }
)
"""By table, then by column."""
