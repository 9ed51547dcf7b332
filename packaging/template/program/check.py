"""The entry of `install` and `run`: are the files of the stick whole? Only then is any of them used.

Called as `python -I check.py install|run [ARGUMENT ...]` by the scripts beside the folder `program`, which have already
compared this one file with SHA256SUMS. The Python files are compared at every start, the wheels only before they are
unpacked: reading them from a stick takes longer than starting the app.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

STICK = Path(__file__).resolve().parent.parent
SUMS = "SHA256SUMS"


def damaged(stick: Path, under: str = "") -> list[str]:
    """The files whose names begin so that are missing, unreadable or not as SHA256SUMS says."""
    bad = []
    for line in (stick / SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if name.startswith(under) and not _is_intact(stick / name, digest):
            bad.append(name)
    return bad


def _is_intact(path: Path, digest: str) -> bool:
    """Whether the file can be read and is what it was; a dying stick fails while reading."""
    try:
        return sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def main(arguments: list[str]) -> int:
    """Check the program's files, then do what the script was started for; returns the exit code."""
    try:
        broken = damaged(STICK, "program/")
    except (OSError, UnicodeDecodeError):
        broken = [SUMS]
    if broken:
        return _refuse(broken[0])
    # A stick is left as it was found, also where it can be written.
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(STICK))
    from program.begin import begin

    return begin(STICK, arguments[0], arguments[1:])


def _refuse(name: str) -> int:
    sys.stderr.write(
        f"ilo-tui: {name} is damaged; copy the folder to the stick again. / "
        f"{name} rusak; salin ulang folder ini ke stik USB.\n"
    )
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
