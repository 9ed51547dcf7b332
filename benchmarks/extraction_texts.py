"""What stands on the known pages, by feature."""

from __future__ import annotations

from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"


class PageText(NamedTuple):
    """A page: its feature, its paragraphs in reading order, and for a table its rows."""

    feature: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    columns: int = 1
    notes: tuple[str, ...] = ()
    language: str = "en"

    def sentences(self) -> list[str]:
        """What somebody would quote: each paragraph's sentences, each row of the table, each note."""
        marks = (". ", "។ ")
        texts: list[str] = []
        for paragraph in (*self.paragraphs, *self.notes):
            parts = [paragraph]
            for mark in marks:
                parts = [piece for part in parts for piece in part.replace(mark, mark + "\n").split("\n")]
            texts += [part.strip() for part in parts if part.strip()]
        return texts + [" ".join(row) for row in self.rows]


def _paragraphs(text: str) -> tuple[str, ...]:
    """What stands between empty lines; `^` is a place where a word may be parted."""
    return tuple(" ".join(part.split()).replace("^", SOFT_HYPHEN) for part in text.split("\n\n"))


_REPORT = _paragraphs("""
The programme reached 4,312 households in 27 villages between 2019 and 2022. Wells were drilled first in the
north, where the distance to water was longest. Attendance at school rose by 6.4 percentage points.

No effect on hours worked could be shown for boys. The evaluators call this finding tentative, since the
sample of boys was small. A second survey is planned for the dry season.

Costs were 38 dollars a household and year. Repairs are paid by the users, who elect a committee. Where the
committee met less than twice a year, pumps stood still for a month or longer.

Girls walked 41 minutes less a day. Their mothers report that the time is spent on homework and on younger
siblings. The authors warn that reports of this kind are kinder than diaries.
""")
_LIGATURES = _paragraphs("""
The office filed five efficient offers. Different staff affirmed the final figures, and the affluent officials
offered no further difficulty. Flags fluttered; offices flourished.

A fifth of fishers left the fishing fleet. Sufficient funds flowed to the affected families, yet the effect on
offspring in difficult fields was insufficient.
""")
_HYPHENATED = _paragraphs("""
Non^gov^ern^men^tal or^ga^ni^za^tions im^ple^men^ted com^ple^men^tary in^ter^ven^tions. Ad^min^is^tra^tive
re^spon^si^bil^i^ties were trans^ferred to mu^nic^i^pal rep^re^sen^ta^tives. The eval^u^a^tion rec^om^mends
in^sti^tu^tion^al^i^za^tion of co^or^di^na^tion.
""")
_NOTED = _paragraphs("""
Enrolment was measured at the beginning of each term. Children who left within a month are not counted as
enrolled. The ministry counts them all the same.
""")
_INDONESIAN = _paragraphs("""
Program ini menjangkau 4.312 rumah tangga di 27 desa antara tahun 2019 dan 2022. Angka kehadiran di sekolah
meningkat sebesar 6,4 poin persentase. Anak-anak perempuan berjalan kaki 41 menit lebih singkat setiap hari.

Tidak ditemukan pengaruh terhadap jam kerja anak laki-laki. Para penilai menyebut temuan ini sementara karena
jumlah sampelnya kecil. Survei kedua direncanakan pada musim kemarau.
""")
_KHMER = _paragraphs("""
កម្មវិធីនេះបានទៅដល់គ្រួសារចំនួន ៤៣១២ ក្នុងភូមិចំនួន ២៧។ ការចូលរៀនបានកើនឡើង។

កុមារីដើរតិចជាងមុន ៤១ នាទីក្នុងមួយថ្ងៃ។ ម្តាយរបស់ពួកគេរាយការណ៍អំពីពេលវេលានេះ។
""")
_TABLE = (
    ("Indicator", "Baseline", "Endline", "Change"),
    ("School attendance", "71.2 %", "77.6 %", "+6.4"),
    ("Hours worked a week", "11.3", "10.9", "-0.4"),
    ("Minutes to water", "63", "22", "-41"),
    ("Pumps in order", "48 of 90", "81 of 90", "+33"),
)
_NOTES = (
    "Figures of the ministry are from its yearbook of 2021, table 14.",
    "A month here is four weeks of five school days.",
)
_ARABIC = ("وصل البرنامج إلى ٤٣١٢ أسرة في ٢٧ قرية. ارتفع الحضور في المدارس.",)
PAGES = (
    PageText("running text", _REPORT),
    PageText("two columns", _REPORT, columns=2),
    PageText("table", ("Table 1. Outcomes before and after.",), rows=_TABLE),
    PageText("footnotes", _NOTED, notes=_NOTES),
    PageText("ligatures", _LIGATURES),
    PageText("hyphenation", _HYPHENATED),
    PageText("Indonesian", _INDONESIAN, language="id"),
    PageText("Khmer", _KHMER, language="km"),
    PageText("Arabic", _ARABIC, language="ar"),
)
