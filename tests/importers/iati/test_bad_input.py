"""Every kind of bad input ends in one clear line, and leaves nothing behind."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.errors import FileProblemsError
from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.iati import IatiOptions, import_iati
from tests.importers.iati.iati_files import EN, activity, document, imported, refused

GOOD = document(activity()).encode()
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'

CASES: dict[str, tuple[bytes, str]] = {
    "bomb": (BOMB + GOOD.replace(b"Aid Office", b"&c;"), "DOCTYPE"),
    "external": (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + GOOD.replace(b"Aid", b"&a;"), "DOCTYPE"),
    "truncated": (GOOD[:-5], "breaks off at line 3"),
    "cut in a tag": (GOOD[:90], "breaks off"),
    "latin-1": (GOOD.replace(b"Schools", "Écoles".encode("latin-1")), "not UTF-8"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?>' + GOOD, "encoding klingon"),
    "encoding of several bytes": (b'<?xml version="1.0" encoding="shift_jis"?>' + GOOD, "encoding shift_jis"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "gzip": (b"\x1f\x8b\x08\0\0", "compressed"),
    "office": (b"\xd0\xcf\x11\xe0\xa1\xb1", "office document"),
    "json": (b'{"activities": []}', "not XML"),
    "zeros": (bytes(5000), "not XML"),
    "web page": (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
    "empty": (b"", "empty"),
    "white space": (b" \n\t\n", "before its first element"),
    "no activities": (document().encode(), "no iati-activity"),
    "organisations": (b'<iati-organisations version="2.03"/>', "about organisations"),
    "malformed": (GOOD.replace(b"Aid Office", b"Aid & Office"), "line 2, column"),
    "utf-32": (GOOD.decode().encode("utf-32"), "encoding UTF-32"),
    "declared otherwise": (b'<?xml version="1.0" encoding="utf-16"?>' + GOOD, "mend the encoding in its first line"),
    "before the declaration": (b'\n<?xml version="1.0"?>' + GOOD, "Remove what stands before <?xml"),
    "web page behind a remark": (b"<!-- x -->\n<!DOCTYPE html><html><br></html>", "web page"),
    "web page as XML": (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "http://x/"><html/>', "web page"),
    "remarks": (b"<!-- -->" * 1000 + b"<x/>", "outermost element is x"),
    "too deep": (b"<iati-activities>" + b"<a>" * 5000, "too deep in each other"),
    "too deep in an activity": (GOOD.partition(b"<title>")[0] + b"<a>" * 5000, "too deep in each other"),
    "names too long": (b"<" + b"a" * 200_000 + b">", "names too long"),
    "too many names": (
        b"<iati-activities>" + b"".join(b"<a%d/>" % number for number in range(30_000)),
        "more than 20000 different names",
    ),
    "undefined entity": (GOOD.replace(b"Aid Office", b"Aid &nbsp; Office"), "undefined entity"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_one_line(tmp_path: Path, case: str) -> None:
    content, word = CASES[case]
    path = tmp_path / "in.xml"
    path.write_bytes(content)
    line = refused(path)
    assert line.startswith(f"{path}: ")
    assert word in line


def test_a_zip_named_xml(tmp_path: Path) -> None:
    path = tmp_path / "in.xml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", GOOD)
    assert "ZIP" in refused(path)


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "this is a folder" in refused(tmp_path / "folder")
    assert "no such file" in refused(tmp_path / "gone.xml")


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert "it cannot be read" in refused(tmp_path / ("a" * 300))
    (tmp_path / "in.xml").write_bytes(GOOD)
    # Beside it, for `refused` looks into the folder.
    with pytest.raises(FileProblemsError) as caught:
        import_iati([tmp_path / "in.xml" / "x.xml"], tmp_path / "out.json")
    assert "no such file" in caught.value.localise(EN)[0]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have only names that are text")
def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    path, output = tmp_path / os.fsdecode(b"\xff.xml"), tmp_path / "out.json"
    path.write_bytes(GOOD)
    report = import_iati([path], output)
    assert report.files == [r"\xff.xml"]
    assert check_file(output) == []


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file")
def test_a_vocabulary_without_end(tmp_path: Path) -> None:
    path = tmp_path / "in.xml"
    path.write_bytes(GOOD)
    assert "no vocabulary file" in refused(path, IatiOptions(vocabulary=Path("/dev/zero")))


def test_one_piece_without_end(tmp_path: Path) -> None:
    path = tmp_path / "in.xml"
    path.write_bytes(b'<iati-activities><iati-activity a="' + b"x" * (20 << 20) + b'"/></iati-activities>')
    assert "larger than 16 MB" in refused(path)
    path.write_bytes(b" " * (20 << 20) + GOOD)
    assert "first 16 MB" in refused(path)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    lines: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            lines.append(self.path)
            self.send_error(404)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/x.dtd"
        path = tmp_path / "in.xml"
        path.write_text(f'<!DOCTYPE x SYSTEM "{url}">{GOOD.decode()}')
        refused(path)
        path.write_text(f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{url}"> %p;]>{GOOD.decode()}')
        refused(path)
        server.shutdown()
    assert lines == []


def test_every_bad_file_of_several_is_named(tmp_path: Path) -> None:
    good, bad, missing = tmp_path / "good.xml", tmp_path / "bad.xml", tmp_path / "gone.xml"
    good.write_bytes(GOOD)
    bad.write_bytes(GOOD[:-9])
    with pytest.raises(FileProblemsError) as caught:
        import_iati([good, bad, missing], tmp_path / "out.json")
    lines = caught.value.localise(EN)
    assert [line.split(":")[0] for line in lines] == [str(bad), str(missing)]
    assert sorted(tmp_path.iterdir()) == [bad, good]


def test_an_output_that_exists_is_kept_without_force(tmp_path: Path) -> None:
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    path.write_bytes(GOOD)
    output.write_text("precious")
    assert "--force" in refused(path)
    assert output.read_text() == "precious"
    import_iati([path], output, IatiOptions(force=True))
    assert b"XX-1-A" in output.read_bytes()


def test_force_does_not_lose_the_old_file_to_a_bad_one(tmp_path: Path) -> None:
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    path.write_bytes(GOOD[:-9])
    output.write_text("precious")
    refused(path, IatiOptions(force=True))
    assert output.read_text() == "precious"


def test_the_input_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "in.xml"
    path.write_bytes(GOOD)
    with pytest.raises(FileProblemsError, match="1 problems"):
        import_iati([path], path, IatiOptions(force=True))
    assert path.read_bytes() == GOOD


def test_places_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "in.xml"
    path.write_bytes(GOOD)
    for output, word in ((tmp_path, "folder"), (tmp_path / "no" / "out.json", "folder does not exist")):
        with pytest.raises(FileProblemsError) as caught:
            import_iati([path], output)
        assert word in caught.value.localise(EN)[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    # A device would be gone for every program; the pipe stands for it here.
    path, pipe, link = tmp_path / "in.xml", tmp_path / "pipe", tmp_path / "link"
    path.write_bytes(GOOD)
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for output in (pipe, link):
        with pytest.raises(FileProblemsError) as caught:
            import_iati([path], output, IatiOptions(force=True))
        assert "no file but a device" in caught.value.localise(EN)[0]
    assert pipe.is_fifo()
    assert link.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_a_link_points_at_is_written(tmp_path: Path) -> None:
    path, link, real = tmp_path / "in.xml", tmp_path / "link.json", tmp_path / "real.json"
    path.write_bytes(GOOD)
    real.write_text("old")
    link.symlink_to(real.name)
    import_iati([path], link, IatiOptions(force=True))
    assert link.is_symlink()
    assert check_file(real) == []
    assert sorted(tmp_path.iterdir()) == [path, link, real]


@pytest.mark.share(3)
@pytest.mark.skipif(os.name == "nt", reason="the limit is POSIX's")
@pytest.mark.parametrize("limit", [1, 2000, 20000])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, limit: int) -> None:
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    path.write_text(document(*(activity(identifier=f"XX-1-{n}") for n in range(200))))
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from ilo_tui.core.errors import FileProblemsError\n"
        "from ilo_tui.importers.iati import import_iati\n"
        "from ilo_tui.core.translator import Translator\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "try:\n"
        "    import_iati([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "except FileProblemsError as error:\n"
        "    print(*error.localise(Translator('en')), sep='\\n')\n"
        "    sys.exit(error.exit_code)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(path), str(output)], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (2, "")
    assert result.stdout.splitlines() == [
        f"{output}: there is no room left to write it. Free some space, or write to another disk."
    ]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252", "iso-8859-2", "utf-8"])
def test_encodings_that_the_file_declares_are_read(tmp_path: Path, encoding: str) -> None:
    text = document(activity().replace("Schools", "Éléves"))
    _, dossier = imported(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
    assert [programme.name["en"] for programme in dossier.records(Programme)] == ["Éléves of XX-1-A"]


def test_a_letter_cut_by_a_chunk_is_no_wrong_encoding(tmp_path: Path) -> None:
    for shift in range(3):
        body = "<description><narrative>" + "x" * shift + "ន" * 100_000 + "</narrative></description>"
        _, dossier = imported(tmp_path, document(activity(body)), IatiOptions(force=True))
        assert next(iter(dossier.records(Programme))).summary["en"].endswith("ន" * 100_000)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, len(GOOD)), noise=st.binary(max_size=6))
def test_damage_anywhere_is_an_import_or_one_line(tmp_path: Path, cut: int, noise: bytes) -> None:
    path, output = tmp_path / "in.xml", tmp_path / "out.json"
    path.write_bytes(GOOD[:cut] + noise + GOOD[cut:])
    try:
        import_iati([path], output, IatiOptions(force=True))
    except FileProblemsError as error:
        assert len(error.localise(EN)) == 1
    assert {path.name for path in tmp_path.iterdir()} <= {"in.xml", "out.json"}
