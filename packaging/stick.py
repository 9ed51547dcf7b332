"""Build the folder that installs and runs ilo-tui without a network: `python packaging/stick.py`.

Makes `dist/ilo-tui-<version>-stick/` anew with the wheels of the app and of all it needs, for every platform and Python
in targets.py (or those named by `--platforms` and `--pythons`), the scripts from `template/`, the example of docs/, and
SHA256SUMS. Only this step needs a network. What goes on the stick is what pyproject.toml asks for; where its group
`dev` pins a version because the tests were made with it, that version.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lacking import lacking
from targets import PLATFORMS, PYTHONS, Target

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = Path(__file__).resolve().parent / "template"
EXAMPLE = ROOT / "docs" / "example"
LIMIT = 20_000_000
"""Bytes that the folder may have."""
SCRIPTS = {"install": "pause", "run": "if not %CODE%==0 pause"}
"""The two commands, and when their batch file waits for a key after a double click."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the stick as the options say and print its size; returns the exit code."""
    parser = argparse.ArgumentParser(description="Build the folder that installs ilo-tui without a network.")
    parser.add_argument("--platforms", nargs="+", choices=PLATFORMS, default=list(PLATFORMS))
    parser.add_argument("--pythons", nargs="+", choices=PYTHONS, default=list(PYTHONS))
    parser.add_argument(
        "-o", "--output", type=Path, default=ROOT / "dist", help="the folder the stick's folder goes in"
    )
    chosen = parser.parse_args(arguments)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    targets = [Target(PLATFORMS[platform], python) for platform in chosen.platforms for python in chosen.pythons]
    chosen.output.mkdir(parents=True, exist_ok=True)
    try:
        stick = build(chosen.output, project, targets)
    except subprocess.CalledProcessError as failed:
        return _tell_failure(failed)
    size = sum(path.stat().st_size for path in stick.rglob("*") if path.is_file())
    wheels = len(list(stick.glob("wheels/*")))
    sys.stdout.write(f"{stick}: {size / 1e6:.1f} MB, {wheels} wheels for {len(targets)} targets\n")
    if size > LIMIT:
        sys.stderr.write(f"The stick is larger than {LIMIT / 1e6:.0f} MB.\n")
        return 1
    return 0


def _tell_failure(failed: subprocess.CalledProcessError) -> int:
    """Say what pip gave as its reasons, without its warnings at every try; returns 3 for want of a network, else 1."""
    reasons = [line for line in failed.stderr.splitlines() if line.startswith("ERROR:")] or [failed.stderr.strip()]
    sys.stderr.write("".join(f"pip {failed.cmd[3]}: {reason}\n" for reason in reasons))
    if "NewConnectionError" not in failed.stderr and "NameResolutionError" not in failed.stderr:
        return 1
    sys.stderr.write("The package index cannot be reached; building a stick needs a network.\n")
    return 3


def build(output: Path, project: dict[str, Any], targets: Sequence[Target]) -> Path:
    """Build the stick's folder beside its final place, then put it there; returns that place."""
    version = project["project"]["version"]
    final = output / f"ilo-tui-{version}-stick"
    with TemporaryDirectory(prefix=".stick-", dir=output) as beside:
        fresh = Path(beside) / "stick"
        shutil.copytree(TEMPLATE, fresh, ignore=shutil.ignore_patterns("__pycache__", "start.*"))
        copy_example(fresh / "example")
        collect_wheels(fresh / "wheels", Path(beside) / "constraints.txt", project, targets)
        fill_in(fresh, version, targets)
        (fresh / "SHA256SUMS").write_text(sums(fresh), "utf-8", newline="\n")
        if final.exists():
            shutil.rmtree(final)
        fresh.rename(final)
    return final


def copy_example(place: Path) -> None:
    """Put the example there: dossier, copies and reports, without what makes them and what was read out of copies."""
    ignored = shutil.ignore_patterns("*.py", "report_forms", "__pycache__", "README.md", "*.text.json")
    shutil.copytree(EXAMPLE, place, ignore=ignored)


def collect_wheels(wheels: Path, constraints: Path, project: dict[str, Any], targets: Sequence[Target]) -> None:
    """Put into the folder the app's own wheel, pip's, and those of everything the app needs on each target."""
    pins = [line for line in project["dependency-groups"]["dev"] if isinstance(line, str) and "==" in line]
    constraints.write_text("".join(f"{pin}\n" for pin in pins), "utf-8")
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    app_wheel = str(next(wheels.glob("ilo_tui-*.whl")))

    fixed = ["--only-binary=:all:", "--constraint", str(constraints), "--dest", str(wheels)]
    # One after the other: two at once could read each other's half written wheels.
    for target in targets:
        _pip("download", *fixed, *target.flags(), app_wheel, "pip")
        while missing := lacking(wheels, "ilo-tui", target):
            _pip("download", *fixed, *target.flags(), *missing)


def _pip(command: str, *options: str) -> None:
    fixed = [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check"]
    subprocess.run([*fixed, *options], check=True, capture_output=True, text=True)


def fill_in(stick: Path, version: str, targets: Sequence[Target]) -> None:
    """Write the scripts of both commands, and put version, Pythons and platforms into every text of the stick."""
    pythons = sorted({target.python for target in targets}, key=PYTHONS.index)
    words = {
        "VERSION": version,
        "LEAST": PYTHONS[0],
        "MINOR": PYTHONS[0].partition(".")[2],
        "RANGE": pythons[0] if len(pythons) == 1 else f"{pythons[0]}-{pythons[-1]}",
        "PYTHONS": " ".join(reversed(PYTHONS)),
        "CANDIDATES": " ".join([*(f"python{python}" for python in reversed(PYTHONS)), "python3", "python"]),
        "PLATFORMS": ", ".join(dict.fromkeys(target.platform.name for target in targets)),
    }
    for command, pause in SCRIPTS.items():
        for kind in ("sh", "bat"):
            script = stick / f"{command}.{kind}"
            shutil.copyfile(TEMPLATE / f"start.{kind}", script)
            _replace(script, {**words, "COMMAND": command, "PAUSE": pause})
            script.chmod(0o755)
    for text in (*stick.glob("*.txt"), *stick.glob("program/*.py")):
        _replace(text, words)


def _replace(path: Path, words: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    for name, word in words.items():
        text = text.replace(f"@{name}@", word)
    # Command prompts before Windows 11 lose labels in batch files whose lines end as elsewhere.
    path.write_text(text, "utf-8", newline="\r\n" if path.suffix == ".bat" else "\n")


def sums(stick: Path) -> str:
    """SHA256SUMS of every file of the stick but itself, sorted by name, as `sha256sum -c` reads it."""
    files = sorted(path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file())
    return "".join(f"{sha256((stick / name).read_bytes()).hexdigest()}  {name}\n" for name in files)


if __name__ == "__main__":
    sys.exit(main())
