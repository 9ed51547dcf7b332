"""Writing a dossier: in one piece or not at all, complete in its default language."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.errors import FileProblemsError
from ilo_tui.core.translator import N_
from ilo_tui.dossier.frames import usual_scales
from ilo_tui.dossier.model import TABLES, Dimension, Level, Programme, Scale, Source
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.framework import framework_of
from ilo_tui.importers.tables.phrases import combine, complete, in_all_languages, marked, neutral


def programme(ident: str, **name: str) -> Programme:
    """A programme with a name by language."""
    return Programme(id=ident, code=ident, kind="programme", name=name, summary=dict(name), sources=["s"])


def write(output: Path, *programmes: Programme, force: bool = False) -> None:
    """A dossier of these programmes and one source."""
    with DossierWriter(output, force=force) as writer:
        writer.add(Source(id="s", title="S", kind="book"))
        framework_of(None, "s").add_to(writer)
        for programme in programmes:
            writer.add(programme)
        writer.finish("d", neutral("D"), "1")


def test_it_is_a_sound_dossier_with_one_record_a_line(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    write(output, programme("a", en="A"), programme("b", en="B\nb", id="B"))
    assert check_file(output) == []
    dossier = load(output)
    assert list(dossier.ids(Dimension)) == list(get_args(Level))
    assert list(dossier.records(Scale)) == usual_scales()
    records = sum(dossier.count(TABLES[name]) for name in ("meta", "sources", "programmes", "dimensions", "scales"))
    assert output.read_bytes().count(b'{"id":') == records
    assert len([line for line in output.read_bytes().split(b"\n") if line.startswith(b'    "')]) == records


def test_nothing_of_the_built_in_subject_comes_along(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    write(output, programme("a", en="A"))
    text = output.read_text().lower()
    assert "child" not in text and "cambodia" not in text and "thesis" not in text


def test_it_is_readable_like_any_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("")
    output = tmp_path / "out.json"
    write(output, programme("a", en="A"))
    assert output.stat().st_mode == plain.stat().st_mode
    assert sorted(tmp_path.iterdir()) == [output, plain]


def test_an_error_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with DossierWriter(tmp_path / "out.json", force=False) as writer:
            writer.add(programme("a", en="A"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the limit is POSIX's")
def test_a_writer_that_cannot_begin_leaves_nothing(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from ilo_tui.core.errors import FileProblemsError\n"
        "from ilo_tui.importers.tables.dossier_writer import DossierWriter\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))\n"
        "try:\n"
        "    DossierWriter(Path(sys.argv[1]), force=False).__enter__()\n"
        "except FileProblemsError:\n"
        "    sys.exit(2)\n"
    )
    result = subprocess.run([sys.executable, "-c", program, str(output)], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    with pytest.raises(FileProblemsError), DossierWriter(output, force=False) as writer:
        output.write_text("precious")
        writer.finish("d", neutral("D"), "1")
    assert output.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_on_the_way_there_is_the_old_file(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    output.write_text("precious")
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from ilo_tui.importers.tables.phrases import neutral\n"
        "from ilo_tui.importers.tables.dossier_writer import DossierWriter\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "with DossierWriter(Path(sys.argv[1]), force=True) as writer:\n"
        "    writer.finish('d', neutral('D'), '1')\n"
    )
    result = subprocess.run([sys.executable, "-c", program, str(output)], check=False)
    assert result.returncode == -signal.SIGKILL
    assert output.read_text() == "precious"


def test_the_default_language_is_the_most_common_one(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    write(output, programme("a", fr="A", en="A"), programme("b", fr="B"), programme("c", nl="C"))
    assert check_file(output) == []
    dossier = load(output)
    assert dossier.meta.default_language == "fr"
    assert dossier.record(Programme, "c").name == {"nl": "C", "fr": "[nl] C"}
    assert dossier.meta.title["fr"] == "D"
    assert dossier.record(Dimension, "output").name["fr"] == "[en] Output"
    write(output, programme("a", fr="A"), programme("b", en="B"), force=True)
    assert load(output).meta.default_language == "en"


def test_texts_of_several_languages() -> None:
    assert marked({"nl": "ja", "en": "yes"}, "fr") == "[nl] ja"
    assert marked(neutral("%"), "nl") == "%"
    assert combine({"en": "a"}, {}) == combine({}, {"en": "a"}) == {"en": "a"}
    assert combine({"en": "a", "fr": "b"}, {"fr": "c"}) == {"en": "a — [fr] c", "fr": "b — c"}
    assert combine({"en": "a"}, {"en": "a"}) == {"en": "a"}
    shown = in_all_languages(N_("region {code}"), code={"en": "x", "id": "y"})
    assert shown["en"] == "region x"


TEXTS = st.dictionaries(st.sampled_from(["en", "id", "fr", "nl", "km"]), st.text(min_size=1), min_size=1, max_size=4)


@given(TEXTS, st.sampled_from(["en", "fr", "und"]))
def test_completing_changes_nothing_that_is_there(texts: dict[str, str], language: str) -> None:
    before = dict(texts)
    complete(Programme(id="a", code="a", kind="programme", name=texts, summary=texts, sources=[]), language)
    assert texts.keys() == before.keys() | {language}
    assert {key: text for key, text in texts.items() if key in before} == before


@given(TEXTS, TEXTS)
def test_combining_loses_no_language_and_no_text(first: dict[str, str], second: dict[str, str]) -> None:
    both_texts = combine(first, second)
    assert both_texts.keys() == first.keys() | second.keys()
    for language, text in both_texts.items():
        for part in (first, second):
            assert part.get(language, "") in text
