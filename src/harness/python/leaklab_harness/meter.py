"""Forces collections, counts those that CPython reports, and reads traced memory."""

import gc
from array import array
from builtins import RuntimeError, max, range
from gc import collect, isenabled
from time import perf_counter
from tracemalloc import get_traced_memory, is_tracing

# As in src/model/settling.ts.
MAX_DESCRIBED_COLLECTIONS = 24
# gc.collect() collects the oldest generation, and with it all others.
OLDEST_GENERATION = 2

# When this process began, up to the time that CPython took to start.
began = perf_counter()


def now():
    """Milliseconds since the process began."""
    return (perf_counter() - began) * 1000


class Clock:
    """What everything that happens is dated with."""

    __slots__ = ("moment", "round", "total_steps", "is_collecting", "collection_began")

    def __init__(self):
        self.moment = "load"
        self.round = -1
        # A float, as the counters of tracked_objects.py.
        self.total_steps = 0.0
        self.is_collecting = False
        self.collection_began = 0.0

    def describe_now(self):
        """In CPython what a collection calls runs inside of it, not in a later task."""
        if self.is_collecting:
            tick, delay = "same job", now() - self.collection_began
        else:
            tick, delay = "none", 0
        return {
            "moment": self.moment,
            "round": self.round,
            "tick": tick,
            "delayMs": delay,
        }


class Meter:
    __slots__ = (
        "clock",
        "forced",
        "forced_major",
        "is_forcing",
        "unreachable",
        "major",
        "minor",
        "pause_ms",
        "generations",
        "times",
        "pauses",
        "described",
    )

    def __init__(self, clock):
        self.clock = clock
        self.forced = 0
        self.forced_major = 0
        self.is_forcing = False
        # Objects that the last forced collection found unreachable.
        self.unreachable = 0
        self.major = 0
        self.minor = 0
        self.pause_ms = 0.0
        # The newest collections, in arrays of constant size: what is kept here must
        # not change the readings.
        self.generations = array("b", [0] * MAX_DESCRIBED_COLLECTIONS)
        self.times = array("d", [0.0] * MAX_DESCRIBED_COLLECTIONS)
        self.pauses = array("d", [0.0] * MAX_DESCRIBED_COLLECTIONS)
        self.described = 0
        gc.callbacks.append(self.on_collection)

    def on_collection(self, phase, info):
        clock = self.clock
        if phase == "start":
            clock.is_collecting = True
            clock.collection_began = now()
            return
        clock.is_collecting = False
        generation = info["generation"]
        pause = now() - clock.collection_began
        self.pause_ms += pause
        if generation == OLDEST_GENERATION:
            self.major += 1
            if self.is_forcing:
                self.forced_major += 1
        else:
            self.minor += 1
        at = self.described % MAX_DESCRIBED_COLLECTIONS
        self.generations[at] = generation
        self.times[at] = clock.collection_began
        self.pauses[at] = pause
        self.described += 1

    def collect(self):
        """Forces a collection, and returns the traced bytes directly after it.

        A collector that the scenario has turned off stays off: forcing a collection
        would free what the scenario's own program would keep.
        """
        self.unreachable = 0
        if isenabled():
            self.forced += 1
            self.is_forcing = True
            self.unreachable = collect()
            self.is_forcing = False
        return read_traced_bytes()

    def take_collections(self):
        """Collections since the last call, as entries of a reading."""
        oldest = max(0, self.described - MAX_DESCRIBED_COLLECTIONS)
        newest = [
            self.describe(number % MAX_DESCRIBED_COLLECTIONS)
            for number in range(oldest, self.described)
        ]
        taken = {
            "majorCollections": self.major,
            "minorCollections": self.minor,
            "pauseMs": self.pause_ms,
            "forced": self.forced,
            "forcedMajor": self.forced_major,
            "collections": newest,
        }
        self.major = 0
        self.minor = 0
        self.pause_ms = 0.0
        self.described = 0
        return taken

    def describe(self, at):
        is_major = self.generations[at] == OLDEST_GENERATION
        return {
            "kind": "major" if is_major else "minor",
            "atMs": self.times[at],
            "pauseMs": self.pauses[at],
        }


def read_traced_bytes():
    if not is_tracing():
        raise RuntimeError(
            "memory cannot be read: the scenario has stopped tracemalloc"
        )
    return get_traced_memory()[0]
