"""A node of Syncthing that talks to one other node over loopback and to nobody else, driven by its REST interface."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PROGRAM = shutil.which("syncthing")
FOLDER = "reviews"
# What belongs to one machine: the locks and drafts, and the file of a save that is under way.
IGNORED = "/.ilo-tui\n.*.tmp\n"
_OPTIONS = {
    "listenAddress": "tcp://127.0.0.1:0",
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "announceLANAddresses": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "stunKeepaliveStartS": "0",
    "urAccepted": "-1",
    "crashReportingEnabled": "false",
    "autoUpgradeIntervalH": "0",
    "startBrowser": "false",
    "reconnectionIntervalS": "5",
}
PATIENCE = 180


class Node:
    """One machine's Syncthing; `start` it once it knows the other's `device`."""

    def __init__(self, home: Path, folder: Path) -> None:
        """Make its keys and mark its folder; what Syncthing leaves alone there stands in `.stignore`."""
        self.home, self.folder = home, folder
        (folder / ".stfolder").mkdir(parents=True)
        (folder / ".stignore").write_text(IGNORED)
        self._environment = {**os.environ, "HOME": str(home), "STNODEFAULTFOLDER": "1", "STNOUPGRADE": "1"}
        self._run("generate")
        self.config = home / "config.xml"
        find = ElementTree.parse(self.config).find("device")
        assert find is not None
        self.device = find.attrib["id"]
        self.port = 0
        self.peer = ""
        self.logged: list[str] = []
        self._last: dict[str, int] = {}

    def _run(self, command: str) -> None:
        assert PROGRAM
        subprocess.run(
            [PROGRAM, command, f"--home={self.home}"], check=True, capture_output=True, env=self._environment
        )

    def start(self, peer: str, port: int | None) -> None:
        """Run it; it calls the other node on this port, or waits to be called, and returns when it listens."""
        self.peer = peer
        self._configure(port)
        assert PROGRAM
        self.process = subprocess.Popen(
            [PROGRAM, "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self._environment,
        )
        self.port = int(self._wait_for(r"TCP listener.*?127\.0\.0\.1:(\d+)"))
        self._rest = int(self._wait_for(r"GUI and API listening.*?127\.0\.0\.1:(\d+)"))
        threading.Thread(target=self._hear_out, daemon=True).start()

    def _wait_for(self, pattern: str) -> str:
        """Read what it logs until this is in it; its first group."""
        while not (match := re.search(pattern, "".join(self.logged))):
            assert self.process.stdout is not None
            line = self.process.stdout.readline()
            assert line, "".join(self.logged)
            self.logged.append(line)
        return match[1]

    def _hear_out(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            self.logged.extend(stream)

    def _configure(self, port: int | None) -> None:
        """Everything off but the one folder and the one other node."""
        tree = ElementTree.parse(self.config)
        root = tree.getroot()
        options = root.find("options")
        assert options is not None
        for name, value in _OPTIONS.items():
            option = options.find(name)
            (ElementTree.SubElement(options, name) if option is None else option).text = value
        address, key = root.find("gui/address"), root.find("gui/apikey")
        assert address is not None
        assert key is not None
        address.text, self._key = "127.0.0.1:0", key.text or ""
        other = ElementTree.SubElement(root, "device", {"id": self.peer, "name": "the other office"})
        # Without discovery, "dynamic" means that the other one has to call.
        ElementTree.SubElement(other, "address").text = f"tcp://127.0.0.1:{port}" if port else "dynamic"
        # Its own defaults, which a folder written by hand would be without: no copy of a conflict would ever be made.
        pattern = root.find("defaults/folder")
        assert pattern is not None
        folder = deepcopy(pattern)
        folder.attrib |= {"id": FOLDER, "path": str(self.folder), "fsWatcherDelayS": "1"}
        for name, value in (("pullerPauseS", "1"), ("maxConflicts", "-1")):
            setting = folder.find(name)
            assert setting is not None
            setting.text = value
        ElementTree.SubElement(folder, "device", {"id": self.peer})
        root.append(folder)
        tree.write(self.config)

    def call(self, method: str, path: str) -> Any:
        """Ask its REST interface; what comes back, decoded."""
        connection = http.client.HTTPConnection("127.0.0.1", self._rest, timeout=PATIENCE)
        connection.request(method, f"/rest/{path}", headers={"X-API-Key": self._key})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert answer.status == 200, body
        return json.loads(body) if body else None

    def wait(self, until: Callable[[], bool], kinds: Sequence[str]) -> None:
        """Return once this holds; it is looked at whenever one of these kinds of event comes."""
        names, deadline = ",".join(kinds), time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < deadline, "".join(self.logged[-40:])
            # The timeout is for what happened before the first look; an event ends the call at once.
            events = self.call("GET", f"events?events={names}&since={self._last.get(names, 0)}&timeout=5")
            self._last[names] = events[-1]["id"] if events else self._last.get(names, 0)

    def connected(self) -> bool:
        """Whether it talks to the other node."""
        known = self.call("GET", "system/connections")["connections"]
        return bool(known.get(self.peer, {}).get("connected"))

    def call_again(self) -> None:
        """Call the other node now, as a person does with "pause" and "resume"; by itself it takes up to a minute."""
        for act in ("pause", "resume"):
            self.call("POST", f"system/{act}?device={self.peer}")

    def scan(self) -> None:
        """Look at the whole folder; returns when that is done, which is after what is being fetched has come."""
        self.call("POST", f"db/scan?folder={FOLDER}")

    def cut_off(self) -> bool:
        """Whether it has noticed that it doesn't."""
        return not self.connected()

    def peer_has_all(self) -> bool:
        """Whether it talks to the other node, and was told that that holds all that this one knows of."""
        if not self.connected():
            return False
        call = self.call("GET", f"db/completion?folder={FOLDER}&device={self.peer}")
        return bool(call["needItems"] == 0 and call["needDeletes"] == 0 and call["completion"] == 100)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)
