"""The form of one record, of whatever table: checked and kept as it is typed, and saved as one change.

It knows no screen. A front end shows `lines` with `shown`, changes them with `set`, `add` and `remove`, and ends with
`save`; what is half typed is kept without being asked, until it is saved or `discard`ed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from types import MappingProxyType

from msgspec import UNSET

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.app.record_form.content import Content, Fields
from ilo_tui.app.record_form.faults import FormFault, faults_of
from ilo_tui.app.record_form.fields import FieldSpec
from ilo_tui.app.record_form.lines import FormLine, form_lines
from ilo_tui.app.record_form.parsing import TypedFault, parse, parse_list, text_of
from ilo_tui.app.record_form.paths import Document, Path, path_of, written
from ilo_tui.app.record_form.references import Offer, ReferenceFinder
from ilo_tui.app.record_form.unfinished import Author, HalfTyped, half_typed
from ilo_tui.app.record_form.words import help_text, label, option_label
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.editions.model import MEANING
from ilo_tui.dossier.model import Policy
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.drafts.model import RecordKey
from ilo_tui.review.environment import now
from ilo_tui.review.errors import ChangeError, ReviewError

_FEW = 9
"""Records among which one is chosen by a digit."""
_NO_PREFILL: Fields = MappingProxyType({})


class RecordForm(InContext):
    """One record while it is written; an `unfinished` one is gone on with."""

    def __init__(
        self,
        contexts: Contexts,
        author: Author,
        key: RecordKey,
        *,
        prefill: Fields = _NO_PREFILL,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Write the record of this table and id; without an id a new one, with what is in `prefill`.

        Raises `ReviewError` where nobody may write, `UnreadableError` where the dossier's file cannot be read any more.
        """
        self.contexts, self._author, self._clock = contexts, author, clock
        self.table, record = key
        base = author.document(self.table, record) if record else None
        self.record = record or author.new_id(self.table)
        self.is_new = base is None
        self.finder = ReferenceFinder(contexts)
        self.opened: set[str] = set()
        """The rows whose fields are shown."""
        self.error: ReviewError | None = None
        """Why what is typed is not kept on the disk."""
        self.resumed = False
        """Whether something was half typed when it was opened."""
        self._stored = False
        # What was marked in a document is work, what is known of where one stood is none.
        self._worked = "excerpt" in prefill
        self._typed: dict[Path, str] = {}
        self._content = Content(self.table, self.schema, base, self.record)
        self._content.apply(prefill)
        self._resume()

    @property
    def schema(self) -> int:
        """The schema of the dossier."""
        return self.context.dossier.meta.schema

    @property
    def languages(self) -> list[str]:
        """The languages in which texts are written, the one that every text has first."""
        meta = self.context.dossier.meta
        return [meta.default_language, *(code for code in meta.languages if code != meta.default_language)]

    def lines(self) -> list[FormLine]:
        """Every line, in order."""
        return list(form_lines(self.table, self.schema, self._content.value, self.opened))

    def document(self) -> Document:
        """The record as it would be saved."""
        return self._content.document()

    def changed(self) -> list[str]:
        """The keys that are other than they were."""
        return [key for key in self._content.was() if key != "id"]

    @property
    def unfinished(self) -> bool:
        """Whether there is something that is not saved."""
        return self._worked and not self._half_typed().empty

    def label(self, line: FormLine) -> str:
        """What a line is called; a row by its number."""
        if line.kind == "row":
            return f"{int(line.path[-1]) + 1}."
        return label(self.context.tr, self.table, line.path)

    def label_of_list(self, line: FormLine) -> str:
        """What the list is called to which a row belongs."""
        return label(self.context.tr, self.table, line.path[:-1])

    def help(self, line: FormLine) -> str:
        """What a line means, and how it is written."""
        return help_text(self.context.tr, self.table, line.spec, line.path)

    def begin(self, table: str, prefill: Fields = _NO_PREFILL) -> RecordForm:
        """The form of a new record that this one is to name. Raises like the first."""
        return RecordForm(self.contexts, self._author, (table, ""), prefill=prefill, clock=self._clock)

    def title(self) -> str:
        """What the record says first, in the language in force; empty where nothing is written yet."""
        return next(filter(None, map(self.shown, self.lines())), "")

    def text(self, path: Path) -> str:
        """What stands at a place, as it is typed."""
        typed = self._typed.get(path)
        return typed if typed is not None else text_of(self._content.value(path))

    def texts(self, path: Path) -> dict[str, str]:
        """A text by language: in every language of the dossier, and in others that it has."""
        value = self._content.value(path)
        codes = dict.fromkeys((*self.languages, *(value if isinstance(value, dict) else ())))
        return {code: self.text((*path, code)) for code in codes}

    def shown(self, line: FormLine) -> str:
        """What stands in a line, as people read it, in one line; nothing where nothing does."""
        if line.kind == "list":
            rows = self._content.value(line.path)
            return str(len(rows)) if isinstance(rows, list) and rows else clean(self.text(line.path))
        value = self._content.value(line.path)
        if line.opens and isinstance(value, dict):
            return " · ".join(filter(None, (clean(self._brief(key, inner)) for key, inner in value.items())))
        if line.spec.kind == "texts" and isinstance(value, dict):
            return self.context.tr.text({code: text for code, text in value.items() if isinstance(text, str)})
        return self._in_words(line.spec, self.text(line.path))

    def _brief(self, key: str, value: object) -> str:
        if isinstance(value, list):
            return f"{self.context.tr(key.replace('_', ' '))}: {len(value)}" if value else ""
        if isinstance(value, dict):
            return self.context.tr.text({code: text for code, text in value.items() if isinstance(text, str)})
        return text_of(value)

    def _in_words(self, spec: FieldSpec, text: str) -> str:
        if spec.kind == "choice" and text in spec.options:
            return option_label(self.context.tr, self.context.dossier, self.table, spec.key, text)
        if spec.kind == "reference" and text:
            name = self.finder.name(text)
            return name if name == clean(text) else f"{name} ({clean(text)})"
        if spec.kind == "flag" and text:
            return self.context.tr(text)
        return clean(text)

    def options(self, line: FormLine) -> list[Offer]:
        """The codes, or the few records, of which one is chosen; none of a line that is typed or searched."""
        spec, tr = line.spec, self.context.tr
        if line.kind == "list":
            return []
        if spec.kind == "choice":
            dossier = self.context.dossier
            return [Offer(code, option_label(tr, dossier, self.table, spec.key, code)) for code in spec.options]
        if spec.kind == "flag":
            return [Offer("yes", tr("yes")), Offer("no", tr("no"))]
        if spec.kind == "provision":
            policy = self.context.dossier.get(Policy, self.text(("policy",)))
            return [Offer(part.id, clean(part.ref)) for part in policy.provisions] if policy else []
        few = spec.kind == "reference" and self.finder.count(spec.target) <= _FEW
        return self.finder.search(spec.target, "") if few else []

    def set(self, path: Path, typed: str) -> TypedFault | None:
        """Take what is typed at a place; why it is no value, if it is none: then it is kept as it is typed."""
        spec = self._content.spec(path)
        if typed == text_of(self._content.value(path)):
            self._typed.pop(path, None)
            self._keep()
            return None
        value = self._value(spec, path, typed)
        if isinstance(value, TypedFault):
            self._typed[path] = typed
        else:
            self._typed.pop(path, None)
            self._content.put(path, value)
        self._keep()
        return value if isinstance(value, TypedFault) else None

    def _value(self, spec: FieldSpec, path: Path, typed: str) -> object:
        if spec.many and isinstance(path[-1], str) and spec.kind not in {"texts", "part"}:
            return self._named_all(spec, parse_list(spec, typed, self._today()))
        if spec.many and isinstance(path[-1], int) and not typed.strip():
            return ""
        if spec.kind == "texts":
            return typed.strip() or UNSET
        return self._named(spec, parse(spec, typed, self._today()))

    def _named_all(self, spec: FieldSpec, values: object) -> object:
        if not isinstance(values, list):
            return values
        named = [self._named(spec, value) for value in values]
        return next((value for value in named if isinstance(value, TypedFault)), named or UNSET)

    def _named(self, spec: FieldSpec, value: object) -> object:
        """The id of the record that is typed as a reference."""
        if spec.kind != "reference" or not isinstance(value, str) or (spec.may_be_all and value == "all"):
            return value
        if ident := self.finder.resolve(spec.target, value):
            return ident
        message = N_("{ref} is not in {target}, or is the name of several: search for it, or write its id")
        return TypedFault(message, {"ref": value, "target": spec.target})

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def add(self, path: Path) -> Path:
        """A new row at the end of a list, open; it is in no document as long as it is empty."""
        row = self._content.add(path)
        self.opened.add(written(row))
        return row

    def remove(self, path: Path) -> None:
        """Take out what stands at a place: the value of a field, or a row."""
        self._content.remove(path)
        # The rows behind it have other numbers now.
        above = path[:-1] if isinstance(path[-1], int) else path
        self._typed = {place: text for place, text in self._typed.items() if place[: len(above)] != above}
        self.opened = {name for name in self.opened if path_of(name)[: len(above)] != above}
        self._keep()

    def toggle(self, line: FormLine) -> None:
        """Show the fields of a row, or hide them."""
        self.opened ^= {line.name}

    def faults(self) -> dict[str, list[FormFault]]:
        """What is wrong, by field, empty of the record: what is no value as typed, then what `check` would say."""
        faults: dict[str, list[FormFault]] = {}
        for fault in self._typed_faults():
            faults.setdefault(fault.place, []).append(fault)
        for fault in faults_of(self.context.dossier, self.table, self.document()):
            # A value that cannot be read yet is not missing.
            if path_of(fault.place) not in self._typed:
                faults.setdefault(fault.place, []).append(fault)
        return faults

    def _typed_faults(self) -> list[FormFault]:
        refused = [(path, self._value(self._content.spec(path), path, typed)) for path, typed in self._typed.items()]
        return [
            FormFault(written(path), fault.message, fault.values, unreadable=True)
            for path, fault in refused
            if isinstance(fault, TypedFault)
        ]

    def obstacle(self, *, minor: bool = False) -> ReviewError | None:
        """Why it cannot be saved as it is; a fault that is no obstacle has to be mended before publishing only."""
        unreadable = [fault for faults in self.faults().values() for fault in faults if fault.unreadable]
        if unreadable:
            return ChangeError(
                N_("{field}: {fault}"),
                N_("Mend it first; what is typed is kept."),
                field=unreadable[0].place,
                fault=_Words(unreadable[0]),
            )
        if not self.changed():
            return ChangeError(N_("nothing was changed"), N_("Change a field first."))
        return self._minor_obstacle() if minor else None

    def _minor_obstacle(self) -> ReviewError | None:
        touched = sorted(MEANING.intersection(self.changed()))
        if not touched and not self.is_new:
            return None
        if self.is_new:
            return ChangeError(N_("what is new is never minor"), N_("Save it without that."))
        return ChangeError(
            N_("a change of {fields} is never minor: it has to be judged again"),
            N_("Save it without that."),
            fields=", ".join(touched),
        )

    def save(self, why: str = "", *, minor: bool = False) -> datetime:
        """Save it as one change, and return when that was saved; raises `ReviewError`, as `Draft.change` does."""
        if refusal := self.obstacle(minor=minor):
            raise refusal
        saved = self._author.save([Edit(self.table, self.record, self.document(), why.strip(), minor)])
        # The draft has forgotten what was half typed of it.
        self._stored = self._worked = False
        return saved

    def discard(self) -> None:
        """Forget what is typed and not saved."""
        self._typed.clear()
        if self._stored:
            self._author.unfinished.drop(self.table, self.record)
        self._stored = self._worked = False

    def flush(self) -> None:
        """Have what is typed on the disk before one leaves it unfinished."""
        if self._worked:
            self._keep()
        if self._stored and self.error is None:
            self._author.unfinished.flush()

    def _half_typed(self) -> HalfTyped:
        return HalfTyped(self._content.fields(), {written(path): text for path, text in self._typed.items()})

    def _keep(self) -> None:
        """Have what is typed written beside whatever else is done; what is as it was needs no keeping."""
        self._worked = True
        half = self._half_typed()
        try:
            if not half.empty:
                self._author.unfinished.keep(self.table, self.record, half.fields(), self._failed)
                self._stored = True
            elif self._stored:
                self._author.unfinished.drop(self.table, self.record)
                self._stored = False
        except ReviewError as error:
            self.error = error

    def _failed(self, error: ReviewError) -> None:
        self.error = error

    def _resume(self) -> None:
        half = half_typed(self._author.unfinished.load(self.table, self.record))
        if half and not half.empty:
            self.resumed = self._stored = self._worked = True
            self._content.apply(half.values)
            for name, text in half.typed.items():
                # What was kept may be of a form that another version had.
                with suppress(KeyError):
                    self._content.spec(path_of(name))
                    self._typed[path_of(name)] = text


class _Words:
    """A fault as a value of an error, said in the language of whoever reads that."""

    def __init__(self, fault: FormFault) -> None:
        self._fault = fault

    def localise(self, tr: Translator) -> str:
        """Its line."""
        return self._fault.line(tr)
