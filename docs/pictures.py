"""Make the pictures of the README: the app as it is, as SVG. Run with `make pictures`."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

PICTURES = {"gap-map": ["2", "l"], "programme": ["j"]}
HERE = Path(__file__).parent / "pictures"


async def take(name: str, keys: list[str]) -> None:
    """Start the app on the default dossier, press keys, and keep what is on the screen."""
    from ilo_tui.dossier.store import default_path, load
    from ilo_tui.exchange.pages.book import Book
    from ilo_tui.i18n import Say
    from ilo_tui.settings import read
    from ilo_tui.tui.app import IloApp

    app = IloApp(Book(load(default_path()), Say("en")), read({"lang": "en"}, {}))
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="ilo-tui"), encoding="utf-8")


def main() -> None:
    """Take every picture."""
    os.environ["COLORTERM"] = "truecolor"
    HERE.mkdir(exist_ok=True)
    for name, keys in PICTURES.items():
        asyncio.run(take(name, keys))


if __name__ == "__main__":
    main()
