"""Which places are made wrong, and how: mutants of the modules that count, sort and decide.

The changes are cosmic-ray's operators; of its comparison and arithmetic operators only those of a kind that a person
would write by mistake, since `is` for `==` of small numbers, say, changes nothing.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).parents[2]
OPERATORS = (
    *(f"core/ReplaceComparisonOperator_{old}_{new}" for old, new in (
        ("Eq", "NotEq"), ("NotEq", "Eq"), ("Lt", "LtE"), ("LtE", "Lt"), ("Gt", "GtE"), ("GtE", "Gt"),
        ("Lt", "Gt"), ("Gt", "Lt"), ("LtE", "GtE"), ("GtE", "LtE"), ("Is", "IsNot"), ("IsNot", "Is"),
    )),
    *(f"core/ReplaceBinaryOperator_{old}_{new}" for old, new in (
        ("Add", "Sub"), ("Sub", "Add"), ("Mul", "Div"), ("Div", "Mul"), ("FloorDiv", "Mul"), ("Mod", "Mul"),
        ("Pow", "Mul"), ("BitAnd", "BitOr"), ("BitXor", "BitAnd"),
    )),
    "core/ReplaceUnaryOperator_USub_UAdd", "core/ReplaceUnaryOperator_Delete_Not", "core/AddNot",
    "core/ReplaceTrueWithFalse", "core/ReplaceFalseWithTrue", "core/ReplaceAndWithOr", "core/ReplaceOrWithAnd",
    "core/ReplaceBreakWithContinue", "core/ReplaceContinueWithBreak", "core/NumberReplacer",
    "core/ZeroIterationForLoop",
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """A part of the program whose mistakes would mislead people, and the tests that are there to notice them."""

    modules: tuple[str, ...]
    """Patterns below the root."""
    tests: tuple[str, ...]
    """Files and folders, the quickest first."""


@dataclass(frozen=True, order=True)
class Mutant:
    """One change in one module: the how-manieth place that an operator fits."""

    target: str
    module: str
    operator: str
    occurrence: int

    @property
    def name(self) -> str:
        """What it is called in the record of results."""
        return f"{self.module}:{self.operator.removeprefix('core/')}:{self.occurrence}"

    @property
    def digest(self) -> str:
        """What tells it from a mutant of the same name that the module had before it was changed."""
        return sha256(self.source().encode()).hexdigest()[:16]

    def source(self) -> str:
        """The module's text with the mistake in it."""
        text = (ROOT / self.module).read_text(encoding="utf-8")
        changed = MutationVisitor.mutate_code(text, get_operator(self.operator)(), self.occurrence)
        assert changed is not None, f"{self.name} fits nowhere"
        return str(changed)

    def changes_form(self) -> bool:
        """Whether it changes no calculation: a dataclass that is frozen no more, a `*` of a signature for a product.

        Nor does a number in a type, or what is imported for types, which only the type checker reads.
        """
        text = (ROOT / self.module).read_text(encoding="utf-8").split("\n")[self.line() - 1].strip()
        return (
            text.startswith(("@dataclass", "class ", "if TYPE_CHECKING"))
            or (text.startswith("def ") and "Operator_Mul_" in self.operator)
            or "= Literal[" in text
        )

    def line(self) -> int:
        """The number of the first line that it changes, from 1."""
        lines = (ROOT / self.module).read_text(encoding="utf-8").split("\n")
        pairs = enumerate(zip(lines, self.source().split("\n"), strict=False), 1)
        return next(number for number, (before, after) in pairs if before != after)


def all_mutants(targets: Mapping[str, Target]) -> Iterator[Mutant]:
    """Every mutant that is a program of Python and not the one that it was, by target, module and operator."""
    for name, target in targets.items():
        for path in sorted({path for pattern in target.modules for path in ROOT.glob(pattern)}):
            yield from _of_module(name, path)


def sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """`size` of them by chance, the same for a seed; every target has its share by number, and at least 15.

    Those that change no calculation are replaced by others.
    """
    chance = random.Random(seed)
    by_target: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        by_target.setdefault(mutant.target, []).append(mutant)
    chosen: list[Mutant] = []
    for group in by_target.values():
        chosen += chance.sample(group, min(len(group), max(15, round(size * len(group) / len(mutants)))))
    chosen = chance.sample(chosen, min(size, len(chosen)))
    replaced = [mutant for mutant in chosen if mutant.changes_form()]
    others = [mutant for mutant in mutants if mutant not in chosen and not mutant.changes_form()]
    return [mutant for mutant in chosen if mutant not in replaced] + chance.sample(others, len(replaced))


def _of_module(target: str, path: Path) -> Iterator[Mutant]:
    text = path.read_text(encoding="utf-8")
    tree = ast.dump(ast.parse(text))
    for operator in OPERATORS:
        occurrence = 0
        while (changed := MutationVisitor.mutate_code(text, get_operator(operator)(), occurrence)) is not None:
            if _differs(changed, tree):
                yield Mutant(target, path.relative_to(ROOT).as_posix(), operator, occurrence)
            occurrence += 1


def _differs(source: str, tree: str) -> bool:
    try:
        return ast.dump(ast.parse(source)) != tree
    except SyntaxError:
        return False
