"""Small IATI files written for the tests, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.errors import FileProblemsError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.iati import IatiOptions, IatiReport, import_iati

EN = Translator("en")


def activity(body: str = "", identifier: str = "XX-1-A", attributes: str = 'xml:lang="en"') -> str:
    """One activity of version 2 with a title; `body` is what else it holds."""
    return (
        f"<iati-activity {attributes}><iati-identifier>{identifier}</iati-identifier>"
        f'<reporting-org ref="XX-1"><narrative>Aid Office</narrative></reporting-org>'
        f"<title><narrative>Schools of {identifier}</narrative></title>{body}</iati-activity>"
    )


def document(*activities: str, version: str = "2.03") -> str:
    """A whole file."""
    head = f'<iati-activities version="{version}" generated-datetime="2024-05-06T07:08:09Z">'
    return "\n".join([head, *activities, "</iati-activities>"])


def result(kind: str, body: str = "", title: str = "Children in school") -> str:
    """A result of a type, with a title."""
    return f'<result type="{kind}"><title><narrative>{title}</narrative></title>{body}</result>'


def indicator(body: str = "", attributes: str = 'measure="1"') -> str:
    """An indicator with a title."""
    return f"<indicator {attributes}><title><narrative>Pupils enrolled</narrative></title>{body}</indicator>"


def imported(folder: Path, xml: str | bytes, options: IatiOptions | None = None) -> tuple[IatiReport, Dossier]:
    """The report and the dossier of one file, which `check` has found sound and without a warning."""
    path, output = folder / "in.xml", folder / "out.json"
    path.write_bytes(xml if isinstance(xml, bytes) else xml.encode())
    report = import_iati([path], output, options)
    assert [fault.localise(EN) for fault in check_file(output)] == []
    return report, load(output)


def refused(path: Path, options: IatiOptions | None = None) -> str:
    """The one line with which a file is refused; nothing is left behind."""
    output = path.parent / "out.json"
    before = sorted(path.parent.iterdir())
    try:
        import_iati([path], output, options)
    except FileProblemsError as error:
        lines = error.localise(EN)
        assert error.exit_code == 2
        assert len(lines) == 1
        assert sorted(path.parent.iterdir()) == before
        return lines[0]
    raise AssertionError("it was not refused")
