"""One stick for this computer and Python, built once a session with the real builder; it needs the package index."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.packaging import help as helping
from tests.packaging.help import SHELL, Person


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stick as it was built; in a folder whose name has what shell scripts stumble over. Never to be changed."""
    if helping.FOLDER is None:
        pytest.skip("no wheels are built for this kind of computer")
    output = tmp_path_factory.mktemp("stick") / "a worker's stick"
    build = helping.build(output, "--platforms", helping.FOLDER, "--pythons", helping.PYTHON)
    if build.returncode == 3:
        pytest.skip(f"a stick cannot be built here: {build.stderr.splitlines()[-1]}")
    assert build.returncode == 0, build.stderr
    return next(output.glob("ilo-tui-*-stick"))


@pytest.fixture
def stick(built: Path, tmp_path: Path) -> Path:
    """A copy of the stick that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "stick"))


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody who has nothing of ilo-tui yet."""
    home = tmp_path / "home of somebody"
    home.mkdir()
    return Person(home)


@pytest.fixture(scope="session")
def owner(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Somebody who has installed the app, and started it from the stick too; shared, so only to be looked at."""
    home = tmp_path_factory.mktemp("owner") / "home of an owner"
    home.mkdir()
    owner = Person(home)
    code, out, printed = owner.does(SHELL, built / "install.sh")
    assert (code, out) == (0, ""), printed
    (home / "said").write_text(printed)
    code, _, printed = owner.does(SHELL, built / "run.sh", "keys")
    assert code == 0, printed
    return owner
