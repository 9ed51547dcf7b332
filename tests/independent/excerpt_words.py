"""Words of which documents are generated, to be quoted from; with compounds, apostrophes, figures and ligatures."""

from __future__ import annotations

ENGLISH = (
    "children programme inspectors officials villages officers effective findings finance first fishing field office "
    "difficult influence reflects conflict sufficient workflow school teachers training district province commune "
    "parents family household income labour hazardous worst forms withdrawn prevented enrolled referral monitoring "
    "committee ministry government policy national plan action report survey baseline target results evidence "
    "increased decreased remained between among during after before against through towards because although "
    "co-operation follow-up rights-based community-based re-entry long-term self-employed well-being "
    "non-formal non-compliance "
    "children's government's officers' didn't café naïve façade resumé"
)
INDONESIAN = (
    "anak-anak pekerja program pengawas pemerintah desa kabupaten provinsi kecamatan sekolah guru pelatihan orang-tua "
    "keluarga pendapatan berbahaya terburuk bentuk dicegah ditarik terdaftar rujukan pemantauan komite kementerian "
    "kebijakan nasional rencana aksi laporan survei sasaran hasil bukti meningkat menurun tetap antara selama setelah "
    "sebelum terhadap melalui karena meskipun tidak dengan untuk oleh dalam kepada rumah-tangga bermacam-macam "
    "Jum'at ma'af efektif fiskal konflik fleksibel perikanan perkebunan lapangan kerja-sama undang-undang"
)
KHMER = (
    "កុមារ ការងារ គ្រួសារ សាលារៀន ខេត្ត ស្រុក ឃុំ ភូមិ អធិការ រដ្ឋាភិបាល ក្រសួង ច្បាប់ ផែនការ សកម្មភាព របាយការណ៍ លទ្ធផល ភស្តុតាង "
    "កើនឡើង ថយចុះ រវាង បន្ទាប់ មុន ប្រឆាំង តាមរយៈ ដោយសារ ពលកម្ម ធ្ងន់ធ្ងរ គ្រោះថ្នាក់ បណ្តុះបណ្តាល គ្រូបង្រៀន មាតាបិតា ចំណូល ការពារ "
    "ដកចេញ ចុះឈ្មោះ តាមដាន គណៈកម្មការ ជាតិ គោលដៅ អង្គការ សហគមន៍ ជនបទ ទីក្រុង នេសាទ កសិកម្ម រោងចក្រ សុខភាព"
)
FIGURES = "1,234 12.5 2012-2016 45 7 3,480 0.8 19.1 2013 560 66 28,764 15-17 5-11"
WORDS = {"english": ENGLISH.split(), "indonesian": INDONESIAN.split(), "khmer": KHMER.split()}
