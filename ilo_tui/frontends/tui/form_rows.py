"""The lines of a record's form as drawn: label, value, what is wrong; texts by language side by side, or below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

from ilo_tui.app.record_form.faults import FormFault
from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.lines import FormLine
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.views.markup import Line, Span, block, clip_start, fit, plain_lines, width_of

_ROOMY = 100
_CODE = 3
"""Cells of the code of a language and the space behind it."""
_LEAST = 8


def label_room(width: int) -> int:
    """Cells of the labels, with a space before and behind them."""
    return 22 if width >= _ROOMY else max(min(width // 4, 20), 12)


class FormRows(Struct, frozen=True):
    """The drawn lines; those of one line of the form belong together."""

    lines: tuple[Line, ...]
    targets: tuple[str | None, ...]
    spans: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        """Drawn lines."""
        return len(self.lines)

    def line(self, index: int, width: int) -> Line:
        """A drawn line, cut or filled to the width."""
        line = self.lines[index]
        used = sum(width_of(span.text) for span in line)
        return (*line, Span(" " * (width - used))) if used < width else line

    def target(self, index: int) -> str | None:
        """The name of the line of the form."""
        return self.targets[index]


def form_rows(
    form: RecordForm, faults: Mapping[str, Sequence[FormFault]], width: int, *, wide: bool = False
) -> FormRows:
    """Every line of the form, for a width in cells; texts side by side where it is `wide`.

    What is wrong with the record and with no field of it stands first.
    """
    lines: list[Line] = []
    targets: list[str | None] = []
    spans: list[tuple[int, int]] = []
    tr, changed = form.context.tr, set(form.changed()) if not form.is_new else set()

    def add(drawn: Sequence[Line], target: str | None) -> None:
        spans.extend([(len(lines), len(lines) + len(drawn) - 1)] * len(drawn))
        targets.extend([target] * len(drawn))
        lines.extend(drawn)

    if fault_lines := _faults(tr, faults.get("", ()), width - 1):
        add([(Span(" "), *line) for line in fault_lines], None)
    shown = form.lines()
    names = {line.name for line in shown}
    for line in shown:
        wrong = [fault for place, all_ in faults.items() if _belongs(place, line, names) for fault in all_]
        drawing = _Drawing(form, line, width, wide)
        add(drawing.lines(wrong, is_changed=str(line.path[0]) in changed), line.name)
    return FormRows(tuple(lines), tuple(targets), tuple(spans))


def _belongs(place: str, line: FormLine, names: set[str]) -> bool:
    """Whether a fault is shown at a line: at its own, else, where that is not open, at the nearest above it."""
    if place == line.name:
        return True
    return place not in names and bool(place) and line.name == _nearest(place, names)


def _nearest(place: str, names: set[str]) -> str:
    while place and place not in names:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return place


class _Drawing(Struct, frozen=True):
    """How a line of a form is drawn, for a width."""

    form: RecordForm
    line: FormLine
    width: int
    wide: bool

    def lines(self, wrong: Sequence[FormFault], *, is_changed: bool) -> list[Line]:
        """Label and value, and what is wrong with it, beside the label where nothing stands there."""
        room = label_room(self.width)
        value_room = max(self.width - room - 1, _LEAST)
        faults = _faults(self.form.context.tr, wrong, value_room)
        values = self._values(value_room)
        is_empty = not any(span.text.strip() for value in values for span in value)
        values = faults or values[:1] if is_empty else values + faults
        heads = [self._head(room, is_changed=is_changed), *[Span(" " * room)] * (len(values) - 1)]
        return [(head, *value) for head, value in zip(heads, values, strict=True)]

    def _head(self, room: int, *, is_changed: bool) -> Span:
        """The label; where there is no room for all of it, its end, which says most of a field in a part."""
        before = f"{'  ' * self.line.depth}{'*' if is_changed else ' '}"
        label = clip_start(self.form.label(self.line), max(room - width_of(before) - 1, 1))
        return Span(fit(f"{before}{label}", room), "heading" if self.line.depth == 0 else "dim")

    def _values(self, room: int) -> list[Line]:
        form, line = self.form, self.line
        if line.spec.kind == "texts" and line.kind != "list":
            texts = {code: clean(text) for code, text in form.texts(line.path).items()}
            return _side_by_side(texts, room) if self.wide and len(texts) > 1 else _below(texts, room)
        mark = ("- " if line.name in form.opened else "+ ") if line.opens else ""
        return [(Span(part),) for part in _wrapped(f"{mark}{form.shown(line)}", room)]


def _side_by_side(texts: Mapping[str, str], room: int) -> list[Line]:
    each = room // len(texts)
    columns = _filled([_with_code(code, text, each - 1) for code, text in texts.items()], each)
    empty = (Span(" " * each),)
    rows = zip_longest(*columns, fillvalue=empty)
    return [tuple(span for cell in row for span in cell) for row in rows] or [empty]


def _filled(columns: Sequence[Sequence[Line]], width: int) -> list[list[Line]]:
    return [
        [(*cell, Span(" " * max(width - sum(width_of(span.text) for span in cell), 0))) for cell in column]
        for column in columns
    ]


def _below(texts: Mapping[str, str], room: int) -> list[Line]:
    lines = [line for code, text in texts.items() if text for line in _with_code(code, text, room)]
    return lines or [(Span(""),)]


def _with_code(code: str, text: str, room: int) -> list[Line]:
    """A text behind the code of its language; nothing of an empty one."""
    if not text:
        return []
    first, *more = _wrapped(text, max(room - _CODE, 1))
    return [(Span(fit(code, _CODE), "dim"), Span(first)), *((Span(" " * _CODE), Span(part)) for part in more)]


def _wrapped(text: str, room: int) -> list[str]:
    return list(plain_lines([block(text)], room)) or [""]


def _faults(tr: Translator, faults: Sequence[FormFault], room: int) -> list[Line]:
    return [
        (Span(part, "dim" if fault.warning else "warn"),)
        for fault in faults
        for part in plain_lines([block(f"{'·' if fault.warning else '!'} {fault.line(tr)}", hang=2)], room)
    ]
