"""References of reference managers become sources: what is read, what is of one publication, which ids they get."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.errors import AppError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.references import tex
from ilo_tui.importers.references.import_references import ReferenceOptions, import_references
from tests.dossier.small import small2, written

EN = Translator("en")
FILES = Path(__file__).parent
EVALUATION = {
    "title": "Water for Hill Villages: Final Evaluation",
    "publisher": "Evaluation Office of the Example Fund",
    "kind": "evaluation",
    "year": 2024,
    "url": "https://example.org/evaluations/water;v=2",
}
ARTICLE = {
    "title": "Who fetches the water? Time use of girls in hill villages",
    "publisher": "Journal of Example Studies",
    "kind": "research",
    "year": 2023,
}


def imported(
    folder: Path, *files: str | bytes | Path, options: ReferenceOptions | None = None
) -> tuple[list[str], dict[str, Source]]:
    """The lines of the report, and the sources by id, those of the framework and of the list itself left out."""
    paths = []
    for number, content in enumerate(files):
        path = content if isinstance(content, Path) else folder / f"{number}.txt"
        if not isinstance(content, Path):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    output = folder / "out.json"
    report = import_references(paths, output, options)
    assert [fault.localise(EN) for fault in check_file(output) if not fault.warning] == []
    sources = {source.id: source for source in load(output).records(Source)}
    return report.localise(EN)[1:], {key: sources[key] for key in sources if key not in {"manus2004", "references.1"}}


def refused(folder: Path, *files: str | bytes) -> tuple[int, list[str]]:
    """Exit code and lines of a refusal, which leaves nothing behind."""
    with pytest.raises(AppError) as error:
        imported(folder, *files)
    assert not (folder / "out.json").exists()
    return error.value.exit_code, [line.removeprefix(f"{folder}/") for line in error.value.localise(EN)]


def fields(source: Source, names: dict[str, object]) -> dict[str, object]:
    return {name: getattr(source, name) for name in names}


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("zotero.ris", "sok-2024", "muller-2023"),
        ("endnote.ris", "17", "18"),
        ("mendeley.bib", "sok2024", "muller2023"),
        ("zotero.bib", "sokwaterhillvillages2024", ""),
        ("zotero.json", "ab12cd34", "ef56gh78"),
    ],
)
def test_every_program_s_file_gives_the_same_sources(tmp_path: Path, name: str, first: str, second: str) -> None:
    _, sources = imported(tmp_path, FILES / name)
    assert fields(sources[first], EVALUATION) == EVALUATION
    assert (sources[first].note or {})["en"].startswith("By Sok, Dara; Lestari, Putri.")
    if second:
        assert fields(sources[second], ARTICLE) == ARTICLE
        assert (sources[second].url or "").lower() == "https://doi.org/10.1234/ex.2023.05"
        assert (sources[second].note or {})["en"].startswith("By Müller, Zoë. In 12(3), 45-61.")


def test_what_a_source_has_no_field_for_stays_in_its_note(tmp_path: Path) -> None:
    _, sources = imported(tmp_path, FILES / "zotero.ris", FILES / "endnote.ris", FILES / "zotero.json")
    assert sources["sok-2024"].note == {"en": "By Sok, Dara; Lestari, Putri. Only the summary was read."}
    assert sources["19"].note == {"en": "Date as stated: in force."}
    assert (sources["19"].kind, sources["wells-run-dry-again"].kind) == ("law_or_plan", "press")
    assert sources["ij90kl12"].publisher == "Women's Water Union"


def test_notes_are_in_the_language_that_is_named(tmp_path: Path) -> None:
    _, sources = imported(tmp_path, FILES / "zotero.bib", options=ReferenceOptions(language="id"))
    note = sources["sokwaterhillvillages2024"].note or {}
    assert list(note) == ["id"]
    assert load(tmp_path / "out.json").meta.default_language == "id"


def test_the_form_is_known_by_content_and_not_by_ending(tmp_path: Path) -> None:
    shutil.copy(FILES / "zotero.ris", tmp_path / "library.bib")
    lines, sources = imported(tmp_path, tmp_path / "library.bib")
    assert lines[0] == "library.bib: 3 entries, RIS"
    assert len(sources) == 3


def test_one_publication_is_one_source_and_each_further_reference_is_named(tmp_path: Path) -> None:
    again = "TY  - JOUR\nTI  - Who fetches the water?\nDO  - https://doi.org/10.1234/EX.2023.05\nID  - twice\nER  - \n"
    lines, sources = imported(tmp_path, FILES / "mendeley.bib", FILES / "zotero.json", again)
    assert set(sources) == {"sok2024", "muller2023", "ij90kl12"}
    assert [line for line in lines if line.endswith("; only the first is kept")] == [
        "zotero.json: line 2: ab12cd34 is sok2024 of mendeley.bib, line 6, by its address; only the first is kept",
        "zotero.json: line 3: ef56gh78 is muller2023 of mendeley.bib, line 17, by its DOI; only the first is kept",
        "2.txt: line 1: twice is muller2023 of mendeley.bib, line 17, by its DOI; only the first is kept",
    ]


def test_editions_that_share_an_address_or_a_title_are_both_kept(tmp_path: Path) -> None:
    text = "".join(
        f"@techreport{{r{year}, title={{Yearly report}}, institution={{Bureau}}, year={year}, url={{http://a.org}}}}\n"
        for year in (2020, 2021)
    )
    lines, sources = imported(tmp_path, text)
    assert set(sources) == {"r2020", "r2021"}
    assert "0.txt: line 2: r2021 has the address of r2020 of 0.txt, line 1, and both are kept" in lines


def test_a_duplicate_adds_what_the_first_does_not_say(tmp_path: Path) -> None:
    lines, sources = imported(
        tmp_path, "@misc{a, title={Wells}}\n@misc{b, title={WELLS}, year=2020, publisher={Bureau}}"
    )
    assert "0.txt: line 2: b is a of 0.txt, line 1, by its title; only the first is kept" in lines
    assert (sources["a"].year, sources["a"].publisher) == (2020, "Bureau")


def test_keys_stay_where_they_can_and_a_change_is_named(tmp_path: Path) -> None:
    lines, sources = imported(
        tmp_path,
        "@misc{a.b_c-1, title={A}}\n@misc{Dol:2013/x, title={B}}\n@misc{Wells, title={C}}\n@misc{wells, title={D}}\n"
        "@misc{../../etc/passwd, title={E}}\n@misc{output, title={F}}",
    )
    renamed = {source.title: ident for ident, source in sources.items()}
    assert [renamed[title] for title in "ABC"] == ["a.b_c-1", "dol-2013-x", "wells"]
    assert renamed["D"].startswith("wells-") and renamed["E"] == "etc-passwd" and renamed["F"].startswith("output-")
    assert "0.txt: line 2: the key Dol:2013/x cannot be an id, or is that of another; its id is dol-2013-x" in lines
    assert "1 key has capital letters, which no id has: Wells is wells" in lines


def test_strings_of_bibtex_are_put_together_and_a_circle_is_named(tmp_path: Path) -> None:
    _, sources = imported(tmp_path, FILES / "zotero.bib")
    assert sources["datasetdistrictwells2022"].title == "District wells & pumps, 2020–2022 (50% sample)"
    (tmp_path / "out.json").unlink()
    code, lines = refused(tmp_path, "@string{a = b}\n@string{b = a # {x}}\n@misc{k, title = a}\n@misc{l, title={L}}")
    assert (code, len(lines)) == (1, 1) and "0.txt: line 3: the @string a is made of itself" in lines[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"M{\"{u}}ller, Zo{\"e}, \'Etienne, \v{S}\'{\i}p", "Müller, Zoë, Étienne, Šíp"),
        (r"\emph{Not} {\bf bold} \LaTeX{} \o{}re \aa", "Not  bold LaTeX øre å"),
        (r"a~b -- c --- ``d'' \& 5\% \$2 C\#", "a b – c — “d” & 5% $2 C#"),
        ("{ILO} {{C182}}", "ILO C182"),
        ("\\", "\\"),
    ],
)
def test_tex_is_read_as_it_is_set(value: str, text: str) -> None:
    assert tex.plain_tex(value) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_known_or_guessed_and_a_guess_is_named(tmp_path: Path, encoding: str) -> None:
    lines, sources = imported(tmp_path, "TY  - BOOK\nTI  - L’école coûte 12 €\nER  - \n".encode(encoding))
    assert [source.title for source in sources.values()] == ["L’école coûte 12 €"]
    assert any("read as Windows-1252" in line for line in lines) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", 2, "0.txt: the file is empty"),
        (b"hello", 2, "0.txt: there are no references in it that are RIS, BibTeX or CSL-JSON"),
        (b"%PDF-1.7", 2, "0.txt: this is a PDF, not references"),
        (b"PK\x03\x04", 2, "0.txt: this is an archive or an office document"),
        (b"<xml><records/>", 2, "0.txt: this is XML or a web page"),
        (b"TY  - A\nTI  - \xc3\xa9\nPB  - \xe9\nER  - ", 2, "0.txt: its bytes are not UTF-8 at line 3"),
        (b"[]", 2, "0.txt: there is no reference in it"),
        (b"[" * 100_000, 2, "0.txt: it is no CSL-JSON"),
        (b'[{"title": "A"}, 5]', 1, "0.txt: line 1: this is no object that can be read"),
        (b'[{"title": "A"},\n{"id": "k"}]', 1, "0.txt: line 2: the entry k has no title"),
        (b"@misc{a, title={A}\n\n@misc{b, title={B}}", 1, "0.txt: line 1: the entry a is not closed"),
        (b"@misc{a, title=" + b"{" * 100_000, 1, "0.txt: line 1: the entry a is not closed"),
        (b"@misc{a, title={" + b"x" * 1_000_000 + b"}}", 1, "0.txt: line 1: a value is longer than 100000 letters"),
        (b"TY  - A\nTI  - A\nTY  - B\nTI  - B\nER  - ", 1, "0.txt: line 1: the entry has no end"),
        (b"TY  - A\nTI  - A\nER  - \nAU  - B\nTI  - B", 1, "0.txt: line 4: the entry has no beginning"),
        (b"TY  - A\nTI  - " + b"x" * 1_000_000 + b"\nER  - ", 1, "0.txt: line 1: the title of ? is longer"),
        (b"TY  - A\nTI  - A\nER  - \n" * 50_001, 2, "0.txt: there are more than 50000 references in it"),
        (b"@misc{a,title={A}}" * 50_001, 2, "0.txt: there are more than 50000 references in it"),
        (b"[" + b"{}," * 50_001 + b"{}]", 2, "0.txt: there are more than 50000 references in it"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, data: bytes, code: int, line: str) -> None:
    exit_code, lines = refused(tmp_path, data)
    assert exit_code == code
    assert len(lines) == 1 and lines[0].startswith(line)


def test_names_that_multiply_take_no_time(tmp_path: Path) -> None:
    names = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    for first, message in (("xxxxxxxxxx", "a value is longer"), ("", "the entry k has no title")):
        _, lines = refused(tmp_path, f"@string{{a0 = {{{first}}}}}\n{names}@misc{{k, title = a59}}")
        assert message in lines[0]


def test_every_broken_entry_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    code, lines = refused(tmp_path, "@misc{a,}\n@misc{b, title={B}}\n", "TY  - A\nER  - \nTY  - B\n")
    assert code == 1
    assert [line.split(". ")[0] for line in lines] == [
        "0.txt: line 1: the entry a has no title",
        "1.txt: line 1: the entry ? has no title",
        "1.txt: line 3: the entry has no end",
    ]


def test_a_dossier_of_references_is_replaced_and_one_with_claims_is_not(tmp_path: Path) -> None:
    imported(tmp_path, "@misc{a, title={A}}\n@misc{b, title={B}}")
    lines, _ = imported(tmp_path, "@misc{a, title={A}}\n@misc{c, title={C}}", options=ReferenceOptions(force=True))
    assert lines[0] == "sources: 2 as in the dossier before, 0 changed, 1 new, 1 gone"
    dossier = written(tmp_path, small2())
    before = dossier.read_bytes()
    with pytest.raises(AppError) as error:
        import_references([tmp_path / "0.txt"], dossier, ReferenceOptions(force=True))
    assert "replacing it would lose what the files cannot give" in error.value.localise(EN)[0]
    assert dossier.read_bytes() == before


def test_the_command_imports_and_check_finds_it_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "new.json"
    assert run(["import", "references", str(FILES / "endnote.ris"), "-o", str(output)]) == 0
    assert run(["check", str(output)]) == 0
    assert run(["import", "references", "--template"]) == 0
    template = tmp_path / "template.txt"
    template.write_text(capsys.readouterr().out)
    assert run(["import", "references", str(template), "-o", str(tmp_path / "other.json")]) == 0
    assert "template.txt: 2 entries, BibTeX" in capsys.readouterr().err
