"""What commands open: the dossier that the settings name, the folder of sessions, the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_, Translator

if TYPE_CHECKING:
    from ilo_tui.core.disk import Disk
    from ilo_tui.core.settings import Settings
    from ilo_tui.review.drafts.repository import DraftRepository
    from ilo_tui.review.environment import ReviewEnvironment
    from ilo_tui.review.items import Items
    from ilo_tui.review.session_repository import SessionRepository
    from ilo_tui.views.context import ViewContext


def screen_width() -> int | None:
    """The width of the terminal, where stdout is one."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def dossier_path(settings: Settings) -> Path:
    """The dossier that the settings name, else the one that ships with the program; raises `PathError`."""
    from ilo_tui.dossier.repository import default_path

    text = settings.text("dossier")
    return expand(text) if text else default_path()


def disk_for_settings(settings: Settings) -> Disk:
    """The disk for what a command writes: with `--read-only` one that raises."""
    from ilo_tui.core.disk import disk_for

    return disk_for(read_only=settings.flag("read_only"))


def open_context(settings: Settings, tr: Translator) -> ViewContext:
    """The dossier in force, in the language to speak."""
    from ilo_tui.app.source_copies import DossierCopies
    from ilo_tui.dossier.repository import load
    from ilo_tui.views.context import ViewContext

    dossier = load(dossier_path(settings))
    translator = Translator(tr.language, dossier.meta.default_language)
    return ViewContext(dossier, translator, copies=DossierCopies(settings, dossier))


def lay_drafts_over(context: ViewContext, settings: Settings) -> ViewContext:
    """The context with the open drafts of whoever reviews laid over the dossier; nothing is written for it."""
    from msgspec.structs import replace

    from ilo_tui.app.authoring import Authoring
    from ilo_tui.app.contexts import Contexts
    from ilo_tui.app.reviewer_context import ReviewerContext

    contexts = Contexts(context)
    reviewing = ReviewerContext(contexts, replace(settings, values={**settings.values, "read_only": True}))
    Authoring(lambda: reviewing).refresh()
    return contexts.current


def open_checked(path: Path, tr: Translator) -> ViewContext:
    """The dossier in a file that was checked and found sound."""
    from ilo_tui.dossier.repository import load
    from ilo_tui.views.context import ViewContext

    dossier = load(path)
    return ViewContext(dossier, Translator(tr.language, dossier.meta.default_language))


def open_context_lazily(settings: Settings, tr: Translator) -> ViewContext:
    """The dossier in force for the app, which can show the first rows of a large one before it is read."""
    from ilo_tui.app.source_copies import DossierCopies
    from ilo_tui.dossier.loading import start_loading
    from ilo_tui.views.context import ViewContext

    loading = start_loading(dossier_path(settings))
    if loading is None:
        return open_context(settings, tr)
    translator = Translator(tr.language, loading.dossier.meta.default_language)
    copies = DossierCopies(settings, loading.dossier)
    return ViewContext(loading.dossier, translator, loading=loading, copies=copies)


def open_sessions(settings: Settings, items: Items) -> SessionRepository:
    """The folder of review sessions, only read; `ReviewError` where it cannot be, `UsageError` where there is none."""
    from ilo_tui.review.session_repository import SessionRepository

    return SessionRepository(_environment(settings, items))


def open_drafts(settings: Settings, items: Items, *, writing: bool = False) -> DraftRepository:
    """The drafts in the folder of review sessions, only read unless something is to be written; like `open_sessions`.

    Where it is, `SaveFailedError` is raised as well, of an installation that cannot write who it is.
    """
    from ilo_tui.review.drafts.published import DossierDocuments
    from ilo_tui.review.drafts.repository import DraftRepository

    return DraftRepository(_environment(settings, items, writing=writing), DossierDocuments(items.dossier.path))


def _environment(settings: Settings, items: Items, *, writing: bool = False) -> ReviewEnvironment:
    from ilo_tui.core.disk import disk_for
    from ilo_tui.core.folders import state_folder
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.review.environment import ReviewEnvironment
    from ilo_tui.review.reviewers import writer_id

    folder = reviews_folder(settings)
    if settings.origins["reviews"] != "default" and not folder.exists():
        # A folder that nobody named, and that was never made, is simply empty.
        mend = N_("Check the name after --reviews, in ILO_TUI_REVIEWS or in the config file.")
        raise UsageError(N_("there is no such folder"), mend, folder)
    read_only = not writing or settings.flag("read_only")
    return ReviewEnvironment(folder, items, writer_id(state_folder(), disk_for(read_only=read_only)), read_only)
