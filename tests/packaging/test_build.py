"""What the builder makes: whole, sorted, small, for every target, and readable by the shells it is for."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.help import BUILDER, FOLDER, PYTHON, SHELL, build

pytestmark = pytest.mark.xdist_group("stick")


def texts(stick: Path) -> list[Path]:
    """The files of the stick that people wrote, but for those of the example."""
    files = (path for path in stick.rglob("*") if path.is_file() and path.suffix != ".whl")
    return [path for path in files if stick / "example" not in path.parents]


@pytest.mark.slow
def test_the_sums_are_sorted_and_cover_every_other_file(built: Path) -> None:
    lines = [line.split("  ") for line in (built / "SHA256SUMS").read_text().splitlines()]
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert [name for _, name in lines] == sorted(files - {"SHA256SUMS"})
    assert all(sha256((built / name).read_bytes()).hexdigest() == digest for digest, name in lines)


@pytest.mark.slow
def test_nothing_is_left_to_fill_in_and_no_index_is_named(built: Path) -> None:
    for path in texts(built):
        text = path.read_text("ascii")
        assert re.findall(r"@[A-Z]+@", text) == [], path
        assert "pypi" not in text, path


@pytest.mark.slow
def test_the_example_is_there_with_its_copies(built: Path) -> None:
    example = built / "example"
    names = {path.relative_to(example).as_posix() for path in example.rglob("*") if path.is_file()}
    copies = {name for name in names if name.startswith("water.sources/")}
    assert {"water.json", "reports/final-evaluation.pdf", "reports/mid-term-review.docx"} < names
    assert len(copies) == 4 and not {name for name in names if name.endswith((".py", ".text.json"))}
    for readme in ("README.txt", "BACA-SAYA.txt"):
        assert "example/water.json" in (built / readme).read_text()


@pytest.mark.slow
def test_both_readmes_name_every_script(built: Path) -> None:
    for readme in ("README.txt", "BACA-SAYA.txt"):
        text = (built / readme).read_text()
        assert all(script in text for script in ("install.sh", "run.sh", "install.bat", "run.bat", "SHA256SUMS"))


@pytest.mark.slow
@pytest.mark.parametrize("script", ["install", "run"])
def test_the_shell_scripts_are_plain_sh(built: Path, script: str) -> None:
    text = (built / f"{script}.sh").read_bytes()
    assert b"\r" not in text
    assert re.search(rb"\[\[|\blocal\b|\bfunction\b|<<<|\bdate\b", text) is None
    assert subprocess.run([SHELL, "-n", built / f"{script}.sh"], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("script", ["install", "run"])
def test_the_batch_files_end_their_lines_as_windows_does_and_jump_only_where_they_can(built: Path, script: str) -> None:
    text = (built / f"{script}.bat").read_bytes().decode("ascii")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") > 10
    labels = set(re.findall(r"^:(\w+)\r$", text, re.MULTILINE))
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == labels
    for line in text.splitlines():
        assert line.count('"') % 2 == 0, line
        assert line.startswith("rem ") or line.count("(") == line.count(")"), line


def wheel(folder: Path, name: str, *needs: str) -> None:
    """Write a wheel that holds nothing but what it needs."""
    with ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as packed:
        lines = "".join(f"Requires-Dist: {need}\n" for need in needs)
        packed.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{lines}")


def test_what_only_another_platform_or_extra_needs_is_found_lacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BUILDER.parent))
    targets, lacking = import_module("targets"), import_module("lacking").lacking
    wheel(tmp_path, "app", "middle[nice]>=1", "old; python_version < '3.12'")
    wheel(
        tmp_path,
        "middle",
        "Colour_ama>=0.4; sys_platform == 'win32'",
        "extra-one; extra == 'nice'",
        "other; extra == 'x'",
    )

    def lacking_for(platform: str, python: str) -> list[str]:
        answer: list[str] = lacking(tmp_path, "app", targets.Target(targets.PLATFORMS[platform], python))
        return answer

    assert lacking_for("linux-x86_64", "3.13") == ["extra-one"]
    assert lacking_for("windows-x64", "3.11") == ["Colour_ama>=0.4", "extra-one", "old"]
    wheel(tmp_path, "extra_one", "app")
    assert lacking_for("macos-arm64", "3.14") == []


@pytest.mark.slow
def test_the_same_sources_make_the_same_stick(built: Path, tmp_path: Path) -> None:
    assert FOLDER is not None
    assert build(tmp_path, "--platforms", FOLDER, "--pythons", PYTHON).returncode == 0
    (again,) = tmp_path.glob("ilo-tui-*-stick")
    assert (again / "SHA256SUMS").read_bytes() == (built / "SHA256SUMS").read_bytes()


@pytest.mark.slow
def test_the_whole_stick_is_small_and_serves_every_target_without_an_index(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BUILDER.parent))
    targets = import_module("targets")
    result = build(tmp_path / "dist")
    assert result.returncode == 0, result.stderr
    (stick,) = (tmp_path / "dist").iterdir()
    assert stick.name == built.name
    assert sum(path.stat().st_size for path in stick.rglob("*") if path.is_file()) <= 20_000_000
    fixed = [sys.executable, "-m", "pip", "download", "-q", "--no-index", "--find-links", str(stick / "wheels")]
    for platform in targets.PLATFORMS.values():
        for python in targets.PYTHONS:
            flags = targets.Target(platform, python).flags()
            into = tmp_path / f"{platform.name} {python}"
            served = [*fixed, "--only-binary=:all:", *flags, "-d", str(into), "ilo-tui", "pip"]
            assert subprocess.run(served, check=False).returncode == 0, into.name
            assert len(list(into.glob("msgspec-*.whl"))) == 1
