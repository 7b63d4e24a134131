"""The child's end of the channel: lines of JSON on file descriptor 3, both ways.

Standard output belongs to the scenario. Each line carries the token of this trial, so
that the parent can tell the harness's lines from what a scenario writes there.
"""

from builtins import (
    BlockingIOError,
    OSError,
    ValueError,
    bool,
    float,
    int,
    len,
    str,
    type,
)
from json import JSONDecoder
from json.encoder import encode_basestring_ascii as encode_string
from os import O_RDWR, _exit, close, devnull, fstat, open, read, write
from time import sleep

CHANNEL_DESCRIPTOR = 3
CHUNK_BYTES = 4096
# As in src/model/channel.ts.
CHANNEL_LOST_CODE = 86
MAX_EVENT_BYTES = 1 << 20

TOO_LONG = (
    "titles, names, labels or notes are too long: together they take more than "
    f"{MAX_EVENT_BYTES >> 20} MiB"
)

# The scanner written in C. What a scenario replaces in Python is not called by it.
decode_at = JSONDecoder().scan_once


class Channel:
    """Opens the channel and waits for the assignment."""

    __slots__ = ("assignment", "descriptor", "identity", "pending", "prefix", "lines")

    def __init__(self):
        self.descriptor = CHANNEL_DESCRIPTOR
        self.identity = self.identify()
        self.pending = b""
        self.lines = ()
        self.assignment = self.receive()
        self.prefix = f"\n{self.assignment['token']} "

    def send(self, event):
        # The scenario may have written a line without its newline: start with one.
        line = f"{self.prefix}{encode(event)}\n".encode("ascii")
        if len(line) > MAX_EVENT_BYTES:
            raise ValueError(TOO_LONG)
        if self.descriptor == CHANNEL_DESCRIPTOR and self.identify() != self.identity:
            # The descriptor was closed, and another file has got its number.
            _exit(CHANNEL_LOST_CODE)
        sent = 0
        while sent < len(line):
            sent += until_ready(write, self.descriptor, line[sent:])

    def receive(self):
        """Blocks until the next command. During a rehearsal, takes one of its own."""
        if self.descriptor != CHANNEL_DESCRIPTOR:
            line, self.lines = self.lines[0], self.lines[1:]
            if not self.lines:
                self.stop_rehearsal()
            return decode_at(line, 0)[0]
        while b"\n" not in self.pending:
            chunk = until_ready(read, CHANNEL_DESCRIPTOR, CHUNK_BYTES)
            if not chunk:
                _exit(CHANNEL_LOST_CODE)
            self.pending += chunk
        line, _, self.pending = self.pending.partition(b"\n")
        return decode_at(line.decode("utf-8"), 0)[0]

    def rehearse(self, lines):
        """Discards all events, and answers `receive` with these commands."""
        self.descriptor = open(devnull, O_RDWR)
        self.lines = lines

    def stop_rehearsal(self):
        """Ends a rehearsal before its time. Returns whether there was one."""
        if self.descriptor == CHANNEL_DESCRIPTOR:
            return False
        close(self.descriptor)
        self.descriptor = CHANNEL_DESCRIPTOR
        return True

    def identify(self):
        try:
            status = fstat(CHANNEL_DESCRIPTOR)
        except OSError:
            _exit(CHANNEL_LOST_CODE)
        return status.st_dev, status.st_ino


def until_ready(attempt, descriptor, argument):
    """A scenario may make the descriptor non-blocking: wait 1 ms and try again."""
    while True:
        try:
            return attempt(descriptor, argument)
        except BlockingIOError:
            sleep(0.001)
        except OSError:
            _exit(CHANNEL_LOST_CODE)


def encode(value):
    """JSON of None, booleans, numbers, strings, lists, and dicts with string keys."""
    kind = type(value)
    if kind is str:
        return encode_string(value)
    if kind is int or kind is float:
        return f"{value!r}"
    if kind is dict_type:
        items = [f"{encode_string(key)}:{encode(value[key])}" for key in value]
        return "{" + ",".join(items) + "}"
    if kind is list_type:
        return "[" + ",".join([encode(item) for item in value]) + "]"
    if kind is bool:
        return "true" if value else "false"
    return "null"


dict_type = type({})
list_type = type([])
