"""The line between two offices: a TCP proxy on loopback that can be cut and restored while it carries."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from typing import Literal

Cut = Literal["broken", "silent"]
"""`broken`: every connection is reset, and each new one. `silent`: nothing arrives any more, as with a cable out."""


class Link:
    """Carries what comes to `port` on to another port of this machine; `carried` counts the bytes."""

    def __init__(self, target: int) -> None:
        """Listen, and be open."""
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.carried = 0
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._open = threading.Event()
        self._open.set()
        self._broken = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, kind: Cut) -> None:
        """Let nothing through from now on."""
        with self._lock:
            self._open.clear()
            self._broken = kind == "broken"
        if kind == "broken":
            self._reset()

    def restore(self) -> None:
        """Carry again."""
        with self._lock:
            self._broken = False
            self._open.set()

    def close(self) -> None:
        """End for good."""
        self.cut("broken")
        self._listener.close()
        self._open.set()

    def _reset(self) -> None:
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            _end(end)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                with self._lock:
                    broken = self._broken
                if broken:
                    _end(near)
                    continue
                self._join(near)

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            _end(near)
            return
        with self._lock:
            self._ends |= {near, far}
        for source, sink in ((near, far), (far, near)):
            threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            # What comes in while nothing goes through waits here, and behind it in the sender's own buffers.
            while data := source.recv(65536):
                self._pass_on(data, sink)
        _end(sink)
        _end(source)

    def _pass_on(self, data: bytes, sink: socket.socket) -> None:
        """Hand data on; under the lock, so that nothing crosses once `cut` has returned."""
        while True:
            self._open.wait()
            with self._lock:
                if self._open.is_set():
                    sink.sendall(data)
                    self.carried += len(data)
                    return


def _end(end: socket.socket) -> None:
    """Reset a connection: the other side hears of it at once, and what was under way is lost."""
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RDWR)
    end.close()
