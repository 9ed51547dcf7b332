"""Tables that are not UTF-8: read as Windows-1252 and said so, or refused, never turned into other letters unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.cli import run
from ilo_tui.dossier.model import Programme
from ilo_tui.importers.tables.encoding import EncodingGuess, known_encoding
from ilo_tui.importers.tables.import_csv import CsvOptions
from tests.importers.tables.test_tables import EN, ROW, imported, refused, table

FRENCH = "L’école « Étoile » coûte 12 € — déjà payé"
WORDS = ["été", "coûte", "naïf", "señor", "über", "Ångström", "ça", "œuvre", "hôpital", "São", "João", "État"]


def named(name: str) -> str:
    return table({**ROW, "programme_name": name})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_windows_1252_is_read_and_said(tmp_path: Path, end: str) -> None:
    text = named(FRENCH).replace("“", "").replace("”", "").replace("\r\n", end)
    report, dossier = imported(tmp_path, text.encode("cp1252"))
    assert dossier.record(Programme, "clm").name == {"en": FRENCH}
    matches = [line for line in report.localise(EN) if "Windows-1252" in line]
    assert matches == ["in.csv: it is not UTF-8, so it was read as Windows-1252 (“école”); --encoding says otherwise"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_says_its_encoding_itself_is_read_unsaid(tmp_path: Path, encoding: str, end: str) -> None:
    report, dossier = imported(tmp_path, named("កម្ពុជា à").replace("\r\n", end).encode(encoding))
    assert dossier.record(Programme, "clm").name == {"en": "កម្ពុជា à"}
    assert not any("read as" in line for line in report.localise(EN))


@pytest.mark.parametrize(
    ("text", "encoding"), [("Привет", "cp1251"), ("ไทย", "cp874"), ("może", "cp1250"), ("Ελλάδα", "cp1253")]
)
def test_other_encodings_are_refused_until_they_are_named(tmp_path: Path, text: str, encoding: str) -> None:
    data = named(text).replace("“", "").replace("”", "").encode(encoding)
    code, lines = refused(tmp_path, data)
    assert code == 2
    assert "not UTF-8 at line 2" in lines[0] and "--encoding" in lines[0]
    _, dossier = imported(tmp_path, data, CsvOptions(encoding=encoding))
    assert dossier.record(Programme, "clm").name == {"en": text}


def test_a_file_in_two_encodings_is_refused(tmp_path: Path) -> None:
    data = named("été").encode() + table({**ROW, "statement": "coûte"}).encode("cp1252", "replace").split(b"\n", 1)[1]
    code, lines = refused(tmp_path, data)
    assert code == 2
    assert "is not certain" in lines[0]


def test_a_mark_that_says_otherwise_than_the_reader_is_refused(tmp_path: Path) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_bytes(named("à").encode("utf-8-sig"))
    assert run(["import", "csv", str(path), "-o", str(output), "--encoding", "utf8"]) == 0
    output.unlink()
    assert run(["import", "csv", str(path), "-o", str(output), "--encoding", "cp1252"]) == 2
    path.write_bytes(named("à").encode("utf-16-le"))
    assert run(["import", "csv", str(path), "-o", str(output), "--encoding", "utf-16-le"]) == 0


@pytest.mark.parametrize("name", ["foo", "rot13", "base64", "", "x\0y", "é", "undefined"])
def test_what_is_no_encoding_of_text(name: str) -> None:
    assert known_encoding(name) is None


@pytest.mark.parametrize("name", ["foo\x1b[31m", "rot13"])
def test_an_unknown_encoding_is_one_line(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_text(table(ROW), encoding="utf-8")
    assert run(["import", "csv", str(path), "-o", str(output), "--encoding", name]) == 2
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1 and "is no encoding" in printed and "\x1b" not in printed
    assert not output.exists()


@given(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join))
def test_words_of_western_languages_are_read_back(text: str) -> None:
    guess = EncodingGuess()
    guess.feed(text.encode("cp1252"))
    assert guess.encoding() == ("utf-8" if text.isascii() else "cp1252")


@given(st.lists(st.text(), max_size=6))
def test_utf_8_is_always_utf_8(lines: list[str]) -> None:
    guess = EncodingGuess()
    for line in lines:
        guess.feed(line.encode("utf-8", "replace"))
    assert guess.encoding() == "utf-8"
