"""The public names of the packages, as a file that is committed: `python -m tests.public_names` writes it anew.

A public name is a class or function at the top of a module that does not begin with an underscore, in modules that do
not either. Whoever renames, adds or removes one runs the command (`make names`), and the change stands in the diff for
everybody to see.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ilo_tui"
FILE = Path(__file__).with_name("public_names.txt")


def names_of(module: str, tree: ast.Module) -> Iterator[str]:
    """The public names of a module: `core.text.clean`."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield f"{module}.{node.name}"


def public_names(package: Path = PACKAGE) -> list[str]:
    """All public names below a package, sorted, each once."""
    names: set[str] = set()
    for path in package.rglob("*.py"):
        parts = path.relative_to(package).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        if not any(part.startswith("_") for part in module.split(".") if part):
            names.update(names_of(module or package.name, ast.parse(path.read_bytes())))
    return sorted(names)


if __name__ == "__main__":
    FILE.write_text("\n".join(public_names()) + "\n", encoding="utf-8")
