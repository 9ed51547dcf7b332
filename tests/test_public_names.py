"""The public names are those that are committed, so that a change of one stands in the diff."""

from __future__ import annotations

from pathlib import Path

from tests.public_names import FILE, public_names


def test_the_committed_names_are_those_of_the_code() -> None:
    committed, names = FILE.read_text(encoding="utf-8").splitlines(), public_names()
    added, removed = sorted(set(names) - set(committed)), sorted(set(committed) - set(names))
    assert committed == names, f"run `make names` and commit the change; added: {added}; removed: {removed}"


def test_only_classes_and_functions_at_the_top_count(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("def at_the_top(): ...\n")
    (tmp_path / "core" / "_hidden.py").write_text("def hidden(): ...\n")
    (tmp_path / "core" / "text.py").write_text(
        "class Cut:\n    def apply(self): ...\n"
        "class _Part:\n    def apply(self): ...\n"
        "async def clean():\n    def inner(): ...\n"
        "value = 1\n"
    )
    assert public_names(tmp_path) == ["core.at_the_top", "core.text.Cut", "core.text.clean"]
