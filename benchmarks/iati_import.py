"""How fast an IATI file of any size is imported, and in how much memory, beside two ways to read the same XML.

    python benchmarks/iati_import.py FILE... [--megabytes 20 200]

Each FILE is repeated, with its activities' identifiers rewritten, until the file is as large as asked. The peers, in
the same run: a SAX parser that does nothing (the floor in time), and ElementTree on the whole file (what it costs to
hold it).
Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ACTIVITY = re.compile(rb"<iati-activity[ >].*?</iati-activity>", re.DOTALL)
IDENTIFIER = re.compile(rb"(<iati-identifier[^>]*>)\s*(.*?)\s*(</iati-identifier>)", re.DOTALL)

PEERS = {
    "import": (
        "from ilo_tui.importers.iati import IatiOptions, import_iati\n"
        "report = import_iati([source], output, IatiOptions(force=True))\n"
        "kept = report.records['programmes'], report.records['evidence'], report.records['alignments']"
    ),
    "SAX, nothing kept": ("import xml.sax\nxml.sax.parse(str(source), xml.sax.handler.ContentHandler())\nkept = ()"),
    "ElementTree, whole": "from xml.etree import ElementTree\ntree = ElementTree.parse(source)\nkept = ()",
}


def repeated(source: Path, output: Path, size: int) -> int:
    """Write the activities of `source` again and again until `output` has `size` bytes; returns how many there are."""
    data = source.read_bytes()
    activities = list(ACTIVITY.finditer(data))
    head, tail = data[: activities[0].start()], data[activities[-1].end() :]
    count = 0
    with output.open("wb") as file:
        file.write(head)
        while file.tell() < size:
            count += 1
            for activity in activities:
                file.write(IDENTIFIER.sub(rb"\1\2-%d\3" % count, activity[0], count=1) + b"\n")
        file.write(tail)
    return count * len(activities)


def measured(program: str, source: Path, output: Path) -> tuple[float, float, str]:
    """Seconds, peak memory in MiB, and what was kept, of a program in a process of its own."""
    command = (
        "import resource, sys\nfrom pathlib import Path\nsource, output = Path(sys.argv[1]), Path(sys.argv[2])\n"
        f"{program}\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, *kept)"
    )
    start = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-c", command, str(source), str(output)], capture_output=True, text=True, check=True
    )
    peak, *counts = process.stdout.split()
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return time.perf_counter() - start, int(peak) / unit, " / ".join(counts)


def main() -> None:
    """Measure every file at every size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--megabytes", nargs="+", type=int, default=[20, 200])
    options = parser.parse_args()
    print("| file | MB | activities | how | s | MB/s | peak MiB | time / SAX | programmes / claims / alignments |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for source in options.files:
            for megabytes in options.megabytes:
                large, output = Path(folder) / "large.xml", Path(folder) / "out.json"
                count = repeated(source, large, megabytes * 1_000_000)
                size = large.stat().st_size / 1e6
                times = {name: measured(program, large, output) for name, program in PEERS.items()}
                floor = times["SAX, nothing kept"][0]
                for name, (seconds, peak, counts) in times.items():
                    cells = (source.name, f"{size:.0f}", count, name, f"{seconds:.1f}", f"{size / seconds:.1f}")
                    print("|", " | ".join(map(str, (*cells, f"{peak:.0f}", f"{seconds / floor:.2f}", counts))), "|")
                    sys.stdout.flush()
    print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
