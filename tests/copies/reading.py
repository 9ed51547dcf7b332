"""A dossier with a claim whose source is here as a copy, for tests of reading: no document has to be read for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ilo_tui.copies.extraction import extractor_of
from ilo_tui.copies.model import CopyLink, DocumentText, Media, TextNote, TextPage
from ilo_tui.copies.text_cache import text_cache_path
from ilo_tui.dossier.repository import Dossier, default_path, load
from tests.copies.help import link_to, put

CLAIM, SOURCE, OTHER = "clm-001", "clm2005", "clm-002"
WORDS = "In June 2005 a monitoring exercise took place in three sectors."
EXCERPT: Mapping[str, str] = {"lang": "en", "text": "a monitoring exer-\ncise took place", "page": "p. 2"}
PAGES = (
    ("i", "Contents\nA monitoring exercise\t2"),
    ("1", "Salt is made in Kampot.\nMonitoring begins with a list."),
    ("2", f"It is known how many.\n{WORDS}\nSome 4,128 children were seen."),
    ("3", "Monitoring went on."),
)
"""Label and text of every page of the copy."""


def dossier_with(folder: Path, changes: Mapping[str, Mapping[str, object]]) -> Dossier:
    """The default dossier in a folder of its own, some claims with other fields."""
    tables = json.loads(default_path().read_text(encoding="utf-8"))
    for document in tables["evidence"].values():
        document.update(changes.get(document["id"], {}))
    path = folder / "dossier.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return load(path)


def with_excerpt(folder: Path, **fields: object) -> Dossier:
    """The default dossier whose claim `CLAIM` quotes page 2 of its source."""
    return dossier_with(folder, {CLAIM: {"excerpt": EXCERPT, "locator": "p. 2", **fields}})


def put_copy(
    folder: Path,
    source: str = SOURCE,
    pages: Sequence[tuple[str, str]] = PAGES,
    *,
    dossier: str = "ilo-ipec-cambodia",
    media: Media = "pdf",
    notes: Sequence[TextNote] = (),
) -> CopyLink:
    """Lay a copy of a source into a folder, its text beside it as if it had been read before."""
    data = f"%PDF-1.4\n{source}\n".encode()
    link = put(folder, link_to(data, source_id=source, media=media, dossier=dossier), data)
    texts = tuple(TextPage(number, label, text) for number, (label, text) in enumerate(pages, 1))
    text = DocumentText(extractor=extractor_of(media), sha256=link.sha256, media=media, pages=texts, notes=tuple(notes))
    text_cache_path(folder, link).write_bytes(msgspec.json.encode(text))
    return link


def reading_app(make_app: Any, dossier: Dossier, folder: Path, language: str = "en", **options: Any) -> Any:
    """An app over a dossier whose copies are in a folder."""
    from ilo_tui.app.source_copies import DossierCopies

    app = make_app(language, dossier, sources=str(folder), **options)
    app.contexts.show_copies(DossierCopies(app.settings, dossier))
    return app
