"""What the process that reads a document says to the one that waits for it, and how: a length, then MessagePack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Literal

import msgspec

from ilo_tui.copies.model import TextNote, TextPage

Note = TextNote | Literal["unavailable"]
"""`unavailable`: not the document is at fault, but this computer, which lacks the library that reads it."""
_LENGTH_BYTES = 4


class Total(msgspec.Struct, frozen=True, tag="total"):
    """How many pages there will be, where that is known before they are read."""

    pages: int


class Page(msgspec.Struct, frozen=True, tag="page"):
    """A finished page."""

    page: TextPage


class Remark(msgspec.Struct, frozen=True, tag="note"):
    """Something that is to be known of the text."""

    note: Note


class End(msgspec.Struct, frozen=True, tag="end"):
    """All is read that can be; without this message the process died before."""


Message = Total | Page | Remark | End

_DECODER = msgspec.msgpack.Decoder(Message)


def write_message(pipe: BinaryIO, message: Message) -> None:
    """Send a message at once."""
    data = msgspec.msgpack.encode(message)
    pipe.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    pipe.flush()


def read_messages(stream: BinaryIO, largest: int) -> Iterator[Message]:
    """The messages of a process that may be anything by now: ends where it does, or says what is none or too long."""
    while len(head := stream.read(_LENGTH_BYTES)) == _LENGTH_BYTES:
        length = int.from_bytes(head, "big")
        if length > largest or len(data := stream.read(length)) < length:
            return
        try:
            yield _DECODER.decode(data)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
            return
