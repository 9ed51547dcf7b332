"""The plain commands: data on stdout, talk on stderr, exit codes, no Textual."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.commands import COMMANDS, keys_in_force
from ilo_tui.core.key_clashes import clashes
from ilo_tui.dossier.filter_keys import DERIVED_KEYS, KEYS
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.model import Evidence, Source
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.dossier.schema1 import NEW_TABLES
from ilo_tui.dossier.weighing import NARROWEST
from ilo_tui.frontends.console import queue_options
from ilo_tui.frontends.console.options import KINDS
from ilo_tui.review.item_kinds import QUEUES
from ilo_tui.views.derived_lists import is_derived
from tests.dossier.small import small2, written
from tests.editions import FIRST_EDITION
from tests.frontends.tui.starting import two_sessions

COMMAND_LINES = [
    ["--help"],
    ["list", "gaps"],
    ["check"],
    ["show", "clm-001"],
    ["keys"],
    ["schema"],
    ["schema", "session"],
    ["config"],
    ["sessions"],
]


def test_what_help_names_without_importing_it_is_what_there_is() -> None:
    assert set(KINDS) == {*KEYS, *DERIVED_KEYS}
    assert set(queue_options.QUEUES) == set(QUEUES)


@pytest.mark.share(4)
@pytest.mark.parametrize("kind", KINDS)
def test_json_is_an_array_with_the_fields_of_the_file(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", kind, "--json"]) == 0
    loads = json.loads(capsys.readouterr().out)
    # Nothing was found by people who wrote it down as a finding yet, and no document comes with the program.
    assert bool(loads) == (kind not in {"findings", "copies"})
    if is_derived(kind):
        assert all({"row", "column"} <= set(item) or "year" in item for item in loads)
    elif kind == "gaps":
        assert {"kind", "programme", "suggestions"} <= set(loads[0])
    else:
        assert all("id" in item for item in loads)


@pytest.mark.first_edition
@pytest.mark.parametrize("kind", sorted(NEW_TABLES))
def test_of_a_dossier_of_schema_1_a_table_of_schema_2_is_an_empty_array(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", kind, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_list_gaps_names_real_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "gaps", "--where", "programme:dialogue", "dimension:impact"]) == 0
    assert capsys.readouterr().out.startswith("none  dialogue  impact")


def test_list_takes_filters_and_says_what_is_wrong_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "evidence", "--where", "stance:contradicts", "programme:clm", "--json"]) == 0
    loads = json.loads(capsys.readouterr().out)
    assert {item["stance"] for item in loads} == {"contradicts"}
    assert run(["list", "evidence", "--where", "colour:red"]) == 2
    assert "colour is no key here" in capsys.readouterr().err


def test_a_key_of_version_0_1_is_read_with_a_warning_where_the_dossier_is_of_schema_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (written(tmp_path, small2()), default_path()):
        assert run(["--dossier", str(path), "list", "evidence", "--where", "confidence:high", "--json"]) == 0
        printed = capsys.readouterr()
        assert json.loads(printed.out) == []
        assert printed.err.startswith("confidence: is of version 0.1") and printed.err.count("\n") == 1
    assert run(["--dossier", str(FIRST_EDITION), "list", "evidence", "--where", "confidence:high", "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "" and json.loads(printed.out)


@pytest.mark.parametrize("language", ["en", "id"])
def test_show_prints_a_record_with_its_source_in_full(
    language: str, dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "clm-001", "--lang", language]) == 0
    out = capsys.readouterr().out
    record = dossier.record(Evidence, "clm-001")
    assert record.statement[language][:40] in out
    assert str(dossier.record(Source, record.source).publisher) in out
    assert str(record.locator) in out


def test_show_of_what_is_not_there_says_what_is_like_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "clm-0001"]) == 2
    err = capsys.readouterr().err
    assert "there is no record clm-0001" in err
    assert "clm-001" in err


def test_options_stand_before_or_after_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--lang", "id", "show", "output"])
    before = capsys.readouterr().out
    run(["show", "output", "--lang", "id"])
    assert capsys.readouterr().out == before
    assert "Keluaran" in before


@pytest.mark.parametrize("path", [FIRST_EDITION, default_path()], ids=["schema1", "schema2"])
def test_without_a_terminal_there_is_a_plain_overview(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--dossier", str(path)]) == 0
    out = capsys.readouterr().out
    claims = load(path).records(Evidence)
    assert f"Evidence     {len(claims)}\n" in out
    total = next(line for line in out.splitlines() if line.startswith("all evidence"))
    tally = load(path).crossings.gap_map.tally(TOTAL, TOTAL, NARROWEST)
    assert total.endswith(f"+{tally.supports.voices.low} -{tally.contradicts.voices.low}")
    assert "· all periods · as recorded" in out


def test_wrong_use_is_exit_code_2_and_no_traceback() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ilo_tui", "list", "wrong"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "ilo-tui --help" in result.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m ilo_tui list evidence --json | head -c 10"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert "Error" not in result.stderr


@pytest.mark.share(3)
@pytest.mark.parametrize("arguments", COMMAND_LINES, ids=" ".join)
def test_no_plain_command_imports_textual(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom ilo_tui.cli import run\n"
        f"try: run({arguments!r})\nexcept SystemExit: pass\n"
        "sys.exit('textual' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert result.returncode == 0, result.stderr


def test_the_schema_describes_the_default_dossier(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"meta", "evidence", "scales"} <= set(schema["properties"])
    assert "Evidence" in schema["$defs"]
    assert run(["schema", "dossier"]) == 0
    assert json.loads(capsys.readouterr().out) == schema


def test_there_is_a_schema_of_session_files_and_of_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "session"]) == 0
    assert set(json.loads(capsys.readouterr().out)["properties"]) == {"session", "decisions"}
    with pytest.raises(SystemExit) as ended:
        run(["schema", "journal"])
    assert ended.value.code == 2


def test_keys_and_config_say_what_is_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('lang = "id"\ncolour = "red"\n[keys]\nindicators = "q"\n', encoding="utf-8")
    monkeypatch.setenv("ILO_TUI_CONFIG", str(config))
    assert run(["config", "--json"]) == 0
    captured = capsys.readouterr()
    values = {load["name"]: load for load in json.loads(captured.out)}
    assert values["lang"] == {"name": "lang", "value": "id", "origin": "config"}
    assert "colour" in captured.err
    assert run(["keys", "--lang", "en"]) == 0
    assert "q is asked for by both" in capsys.readouterr().err


def test_the_keys_of_the_table_do_not_clash() -> None:
    assert clashes(keys_in_force({})) == []
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_an_old_python_is_reported_so_in_one_line() -> None:
    code = "import sys; sys.version_info = (3, 9, 0); from ilo_tui.__main__ import main; sys.exit(main())"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "needs Python 3.11" in result.stderr


def test_what_argparse_says_is_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("id", "argumen tidak dikenal: --nothing"), ("en", "unrecognized arguments: --nothing")):
        with pytest.raises(SystemExit) as ended:
            run(["--lang", language, "--nothing"])
        assert ended.value.code == 2
        assert words in capsys.readouterr().err
    for language, words in (("id", "pemakaian: ilo-tui list"), ("en", "usage: ilo-tui list")):
        with pytest.raises(SystemExit) as ended:
            run(["list", "--lang", language, "--help"])
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith(words)


@pytest.mark.parametrize(
    "command",
    [
        ["new", "made"],
        ["report", "--format", "md", "-o", "made"],
        ["sheet", "-o", "made"],
        ["import", "csv", "table.csv", "-o", "made"],
    ],
)
def test_read_only_writes_no_file(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["--read-only", *command]) == 2
    assert "--read-only" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


@pytest.mark.share(3)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("command", "streams", "code"),
    [
        ("list evidence", ">/dev/full", 2),
        ("--help", ">/dev/full", 2),
        ("list evidence", "2>/dev/full", 0),
        ("list nothing", "2>/dev/full", 2),
        ("list evidence", ">&-", 0),
        ("list nothing", "2>&-", 2),
        ("check", ">&- 2>&-", 0),
    ],
)
def test_streams_that_take_nothing_bring_no_traceback(command: str, streams: str, code: int) -> None:
    line = f"{sys.executable} -m ilo_tui {command} {streams}"
    # As users have it: what is written may still fail when Python ends.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    result = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False, env=env)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert ("stdout: " in result.stderr) == (streams == ">/dev/full")


@pytest.mark.parametrize("option", ["--seed", "--pairs"])
@pytest.mark.parametrize("typed", ["\u00b2", "\u0663", "1_000", "1.5", "9" * 5000])
def test_a_number_is_typed_in_the_digits_0_to_9(option: str, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = {"--seed": ["sheet", "-o", "x"], "--pairs": ["agreement"]}[option]
    with pytest.raises(SystemExit) as ended:
        run([*command, option, typed])
    assert ended.value.code == 2
    assert "is no whole number; write it in the digits 0 to 9" in capsys.readouterr().err


@pytest.mark.share(3)
@pytest.mark.parametrize("where", ["option", "variable", "config"])
@pytest.mark.parametrize("command", ["sessions", "agreement", "report --format md --force -o made"])
def test_a_reviews_folder_that_is_named_and_not_there_is_reported(
    command: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(command.split()) == 0
    missing = str(tmp_path / "missing")
    if where == "variable":
        monkeypatch.setenv("ILO_TUI_REVIEWS", missing)
    if where == "config":
        (tmp_path / "c.toml").write_text(f"reviews = '{missing}'\n", encoding="utf-8")
        monkeypatch.setenv("ILO_TUI_CONFIG", str(tmp_path / "c.toml"))
    capsys.readouterr()
    assert run([*command.split(), *(["--reviews", missing] if where == "option" else [])]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"{missing}: there is no such folder\n")
    assert captured.out == ""
    assert not Path(missing).exists()


@pytest.mark.parametrize("language", ["en", "id"])
def test_help_is_in_one_language_and_has_no_doubled_sign(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["review"], ["list"], ["merge"], ["search"], ["show"], ["check"]):
        with pytest.raises(SystemExit):
            run(["--lang", language, *command, "--help"])
        printed = capsys.readouterr().out
        assert "%%" not in printed
        english = {"FILE", "DIR", "NAME", "KIND", "WORDS", "SOURCE", "show program's version number and exit"}
        for word in english if language == "id" else ():
            assert word not in printed.replace("ILO_TUI_", "")
        if command == ["review"]:
            assert "N|N%" in printed
            assert ("hanya yang mengenai program ini" in printed) == (language == "id")


@pytest.mark.parametrize(
    ("spoken", "english"),
    [
        ("arah:menentang dimensi:hasil program:clm", "stance:contradicts dimension:outcome programme:clm"),
        ("ARAH:Mendukung", "stance:supports"),
        ("dimension:keluaran,dampak", "dimension:output,impact"),
        ("tahun:2012..2014 ada:angka", "year:2012..2014 has:figures"),
    ],
)
def test_a_filter_may_be_typed_in_indonesian(spoken: str, english: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "evidence", "--where", *spoken.split()]) == 0
    printed = capsys.readouterr().out
    assert run(["list", "evidence", "--where", *english.split()]) == 0
    assert printed == capsys.readouterr().out != ""


def test_sessions_and_agreement_speak_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_sessions(tmp_path)
    assert run(["--lang", "id", "--reviews", str(tmp_path), "sessions"]) == 0
    assert "bukti" in (printed := capsys.readouterr().out)
    assert not {"evidence", "open", "finished"} & set(printed.split())
    assert run(["--lang", "id", "--reviews", str(tmp_path), "agreement"]) == 0
    printed = capsys.readouterr().out
    assert "kesimpulan, nominal" in printed
    assert "verdict" not in printed
