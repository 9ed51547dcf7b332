"""Every screen as plain text: in ASCII only, without a single colour or style, all that it means is still there."""

from __future__ import annotations

import pytest

from tests.frontends.tui.walk import OF_THIS_MACHINE, STEPS, walked
from tests.snapshots.texts import FOLDER, differences


@pytest.mark.xdist_group("walked")
def test_every_screen_in_ascii_is_as_it_is_kept(request: pytest.FixtureRequest) -> None:
    changed = []
    for name, seen in walked().items():
        assert seen.text.isascii(), (name, {sign for sign in seen.text if not sign.isascii()})
        if name not in OF_THIS_MACHINE:
            update = bool(request.config.getoption("update_snapshots"))
            changed += differences(f"ascii-{name}", seen.text, update=update)
    assert not changed, "\n".join(changed)


def test_no_text_is_kept_of_a_screen_that_is_gone() -> None:
    stems = {path.stem for path in FOLDER.glob("ascii-*.txt")}
    assert stems == {f"ascii-{name}" for name in STEPS if name not in OF_THIS_MACHINE}


MEANINGS = {
    "programmes": ("  +2  -0", "voices + for - against", "voices tied directly . all periods", "Programmes (6)"),
    "dimensions": ("+1 -0 | +1 -2 !o", "voices + for - against | tied in any way  ! gap  o none independent"),
    "policies": ("P principal", "~1", " ."),
    "cell": ("\n+ o DOL", "\n- o From 2016", "\n. o ", "+ for o inferred"),
    "items": ("x judged  s skipped  ! flagged", " x ", "!"),
    "judging": ("3 True", "0 Cannot tell"),
    "search": ("o not tied directly to ILO-IPEC", "\n clm-021        o "),
    "indicators": ("44.8 ####", "28.7 ###"),
}


@pytest.mark.parametrize("name", MEANINGS)
def test_what_colours_say_is_said_by_signs_and_words_too(name: str) -> None:
    text = (FOLDER / f"ascii-{name}.txt").read_text(encoding="utf-8")
    assert all(sign in text for sign in MEANINGS[name])
