"""A record written by questions: one field a question, Enter keeps what stands there, a fault is asked about again."""

from __future__ import annotations

import re

from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.lines import FormLine
from ilo_tui.app.record_form.paths import Path, written
from ilo_tui.core.text import clean, fold
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO, parse_number

_MOST = 20
"""Records that are listed of those with the words that were typed."""
END, BACK, EMPTY, ADD = ".", "<", "-", "+"
"""What is typed to end the questions, to go a question back, to empty a field, to add a row."""
_NAME = re.compile(r"\.[^\W\d][\w .\[\]:]*")
HELP = (
    N_("Enter: keep what stands there"),
    N_("-: empty the field, or take the row out"),
    N_("+: add a row to a list; of a row, to its fields"),
    N_("<: the question before"),
    N_(".: end the questions; .NAME: go to the field of that name"),
    N_("?: what the field means"),
)


class RecordQuestions:
    """Asks for the fields of a form; what is answered is in the form at once, so that no end of the input loses it."""

    def __init__(self, console: ConsoleIO, form: RecordForm) -> None:
        """Write the record of `form`."""
        self._console, self._form = console, form

    def ask_all(self) -> None:
        """Every question in turn, as far as the reader wants; raises `EOFError` at the end of the input."""
        name: str | None = next((place for place, _ in self._places()), None)
        while name is not None:
            name = self._ask(name)

    def _places(self) -> list[tuple[str, FormLine]]:
        """The questions: a line each, of a text one in each language."""
        places: list[tuple[str, FormLine]] = []
        for line in self._form.lines():
            if line.spec.kind == "texts" and line.kind != "list":
                places += [(written((*line.path, code)), line) for code in self._form.texts(line.path)]
            else:
                places.append((line.name, line))
        return places

    def _ask(self, name: str) -> str | None:
        """Ask about a place until it is answered; the name of the next one, None at the end."""
        places = self._places()
        number = next((index for index, (place, _) in enumerate(places) if place == name), None)
        if number is None:
            return None
        line = places[number][1]
        self._question(name, line)
        while True:
            typed = self._console.ask()
            if typed == "?":
                self._explain(line)
            elif typed == BACK:
                return places[max(number - 1, 0)][0]
            elif typed == END or _NAME.fullmatch(typed):
                if typed == END or self._named(typed):
                    return self._named(typed)
                self._console.put(self._console.tr("there is no field {name}", name=clean(typed.removeprefix(END))))
            elif typed == ADD and line.kind == "list":
                row = written(self._form.add(line.path))
                return self._after(row, number) if line.spec.part else row
            elif self._answer(name, line, typed):
                return self._after(name, number)
            else:
                self._question(name, line)

    def _after(self, name: str, number: int) -> str | None:
        """The place behind one that was answered; that may have been taken out."""
        places = [place for place, _ in self._places()]
        following = places.index(name) + 1 if name in places else number
        return places[following] if following < len(places) else None

    def _named(self, typed: str) -> str | None:
        """The place that is named behind a full stop; None where none is."""
        wanted = fold(typed.removeprefix(END).strip())
        if not wanted:
            return None
        places = self._places()
        names = [place for place, line in places if wanted in {fold(place), fold(self._form.label(line))}]
        return next(iter(names or [place for place, _ in places if fold(place).startswith(wanted)]), None)

    def _question(self, name: str, line: FormLine) -> None:
        tr, form = self._console.tr, self._form
        language = name.rpartition(".")[2] if line.spec.kind == "texts" and line.kind != "list" else ""
        label = f"{form.label(line)} ({language})" if language else form.label(line)
        if line.kind == "row":
            label = f"{form.label_of_list(line)} {label}"
        value = clean(form.text((*line.path, language))) if language else form.shown(line)
        self._console.put("", f"{label}: {value}" if value else f"{label}: {tr('nothing')}")
        self._faults(name, line)
        offers = form.options(line)
        self._console.put(*(f"{number}. {offer.title}" for number, offer in enumerate(offers, 1)))

    def _faults(self, name: str, line: FormLine) -> None:
        tr = self._console.tr
        faults = self._form.faults()
        for fault in [*faults.get(line.name, ()), *(faults.get(name, ()) if name != line.name else ())]:
            self._console.put(f"! {fault.line(tr)}")

    def _explain(self, line: FormLine) -> None:
        tr = self._console.tr
        meaning = self._form.help(line)
        self._console.put(*([meaning] if meaning else []), *(tr(way) for way in HELP))

    def _answer(self, name: str, line: FormLine, typed: str) -> bool:
        """Take an answer; False where it is none, which was said."""
        form = self._form
        if not typed:
            return True
        if line.opens or (line.kind == "list" and line.spec.part):
            return self._answer_row(line, typed)
        path: Path = line.path
        if line.spec.kind == "texts" and line.kind != "list":
            path = (*line.path, name.rpartition(".")[2])
        if typed == EMPTY:
            if line.kind == "row":
                form.remove(line.path)
            else:
                form.set(path, "")
            return True
        value = self._chosen(line, typed)
        if value is None:
            return False
        before = form.text(path)
        if fault := form.set(path, value):
            self._console.put(f"! {fault.line(self._console.tr)}")
            form.set(path, before)
            return False
        return True

    def _answer_row(self, line: FormLine, typed: str) -> bool:
        if line.kind == "row" and typed == EMPTY:
            self._form.remove(line.path)
            return True
        if line.kind == "row" and typed == ADD:
            self._form.toggle(line)
            return True
        self._console.put(*(self._console.tr(way) for way in HELP))
        return False

    def _chosen(self, line: FormLine, typed: str) -> str | None:
        """The code or id that an answer means; None where it means none, or several, which are listed."""
        number, offers = parse_number(typed), self._form.options(line)
        if offers:
            return offers[number - 1].ident if number and 1 <= number <= len(offers) else typed
        if line.spec.kind != "reference" or line.kind == "list":
            return typed
        finder, target = self._form.finder, line.spec.target
        if ident := finder.resolve(target, typed):
            return ident
        near = finder.search(target, typed, _MOST)
        if not near:
            return typed
        self._console.put(*(f"{place}. {offer.title} ({clean(offer.ident)})" for place, offer in enumerate(near, 1)))
        picked = parse_number(self._console.ask())
        return near[picked - 1].ident if picked and 1 <= picked <= len(near) else None
