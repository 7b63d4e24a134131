"""Runs one variant: set-up, the rounds that the parent asks for, release.

Each of them ends with a reading of settled memory.
"""

import sys
from builtins import Exception, TypeError, abs, callable, getattr, int, range, type
from contextlib import suppress
from itertools import repeat

from leaklab_harness.meter import now, read_traced_bytes
from leaklab_harness.system import read_system

# As in src/model/settling.ts.
MAX_SETTLE_COLLECTIONS = 12
# Two readings at most this many bytes apart count as equal.
STABLE_BYTES = 512
# inspect.CO_COROUTINE; importing that module takes longer than a collection.
COROUTINE_FLAG = 0x80

REHEARSAL = (
    '{"do":"round","stage":1,"steps":2,"maxMs":100}',
    '{"do":"round","stage":1,"steps":2,"maxMs":100}',
    '{"do":"round","stage":1,"steps":2,"maxMs":100}',
    '{"do":"release"}',
    '{"do":"end"}',
)
NO_SNAPSHOT = "CPython writes no heap snapshots"


class World:
    """The harness's only reference to the step, and so to the scenario's objects."""

    __slots__ = ("step", "is_async")

    def __init__(self):
        self.step = None
        self.is_async = False


class NoStepError(TypeError):
    """The set-up returned something else than the step."""


class Trial:
    def __init__(self, channel, clock, meter, tracked_objects, lab):
        self.channel = channel
        self.clock = clock
        self.meter = meter
        self.tracked_objects = tracked_objects
        self.lab = lab
        self.world = World()
        self.loop = None
        self.reference_bytes = 0
        self.streams = (sys.stdout, sys.stderr)

    def rehearse(self):
        """Runs rounds of an empty step, and discards their readings.

        What is allocated once, when code runs for the first time, is then not in a
        reading.
        """
        self.world.step = do_nothing
        self.channel.rehearse(REHEARSAL)
        self.run_commands()
        self.clock.round = -1
        self.clock.total_steps = 0.0
        self.clock.moment = "load"

    def run(self, set_up):
        """Raises what the scenario raises."""
        clock = self.clock
        empty, _, _ = self.settle()
        clock.moment = "setup"
        self.build_world(set_up)
        baseline = self.read(0, 0, 0)
        baseline["setUpBytes"] = baseline["heapUsed"] - empty
        self.channel.send({"type": "ready", "reading": baseline})
        del baseline
        self.run_commands()
        finalizers = self.tracked_objects.count_finalized()
        notes = self.lab._count_notes()
        self.channel.send({"type": "done", "finalizers": finalizers, "notes": notes})

    def build_world(self, set_up):
        step = self.call(set_up, self.lab)
        if not callable(step):
            raise NoStepError(
                f"its set-up returned a value of type {type(step).__name__!r}; "
                "expected the step, a function"
            )
        self.world.step = step
        self.world.is_async = is_coroutine_function(step)
        if self.world.is_async:
            self.open_loop()

    def run_commands(self):
        channel = self.channel
        while True:
            command = channel.receive()
            action = command["do"]
            if action == "end":
                return
            if action == "round":
                self.run_round(command)
            elif action == "segment":
                self.clock.moment = "step"
                steps = self.run_steps(command["steps"], command["maxMs"])
                channel.send({"type": "segment", "steps": steps})
            elif action == "snapshot":
                answer = {"type": "snapshot", "snapshotMs": 0, "problem": NO_SNAPSHOT}
                channel.send(answer)
            elif action == "release":
                self.release()

    def run_round(self, command):
        clock = self.clock
        clock.round += 1
        clock.moment = "step"
        began = now()
        steps = self.run_steps(command["steps"], command["maxMs"])
        reading = self.read(command["stage"], steps, now() - began)
        self.channel.send({"type": "round", "reading": reading})

    def release(self):
        labels = self.tracked_objects.count_by_label()
        self.channel.send({"type": "census", "labels": labels})
        del labels
        self.clock.round += 1
        self.clock.moment = "release"
        self.world.step = None
        self.lab._clean_up(self.call)
        reading = self.read(0, 0, 0)
        self.channel.send({"type": "released", "reading": reading})

    def run_steps(self, count, max_ms):
        """Runs up to `count` steps, fewer when the time is over, but at least one."""
        if self.world.is_async:
            return self.loop.run_until_complete(
                run_async_steps(self.world, count, max_ms, self.clock)
            )
        return run_steps(self.world, count, max_ms, self.clock)

    def read(self, stage, steps, step_ms):
        """Settles, and returns a reading."""
        clock = self.clock
        tracked = self.tracked_objects
        clock.moment = "collection"
        began = now()
        for stream in self.streams:
            flush(stream)
        before = read_traced_bytes() - self.count_tracking_bytes()
        heap_used, raw_heap_used, settled = self.settle()
        tracked.send_finalized(self.channel)
        rss, system = read_system()
        reading = {
            "round": clock.round,
            "stage": stage,
            "steps": steps,
            "totalSteps": int(clock.total_steps),
            "heapUsed": heap_used,
            "external": 0,
            "arrayBuffers": 0,
            "rawHeapUsed": raw_heap_used,
            "rss": rss,
            "watched": tracked.count_watched(),
            "alive": tracked.count_alive(),
            "finalized": tracked.count_finalized(),
            "finalizedAtOnce": int(tracked.finalized_at_once),
            "oldestRound": tracked.find_oldest_round(),
            "untracked": int(tracked.untracked),
            "stepMs": step_ms,
            "settleMs": now() - began,
            "settled": settled,
            "before": {"heapUsed": before, "external": 0},
            "system": system,
            "atMs": now(),
        }
        reading.update(self.meter.take_collections())
        return reading

    def settle(self):
        """Collects until a collection finds nothing, or changes nothing.

        Returns the traced bytes without and with the cost of watching, and whether
        they were stable.
        """
        self.turn_loop()
        heap_used = None
        for turn in range(MAX_SETTLE_COLLECTIONS):
            previous, finalized = heap_used, self.tracked_objects.count_finalized()
            raw_heap_used = self.meter.collect()
            heap_used = raw_heap_used - self.count_tracking_bytes()
            self.turn_loop()
            found_nothing = self.meter.unreachable == 0 and self.loop is None
            agrees = turn > 0 and abs(heap_used - previous) <= STABLE_BYTES
            has_lost = self.tracked_objects.count_finalized() != finalized
            if (found_nothing or agrees) and not has_lost:
                return heap_used, raw_heap_used, True
        return heap_used, raw_heap_used, False

    def count_tracking_bytes(self):
        return self.tracked_objects.count_alive() * self.reference_bytes

    def call(self, function, *arguments):
        """Calls a function, and runs it to its end if it is a coroutine function."""
        if not is_coroutine_function(function):
            return function(*arguments)
        self.open_loop()
        return self.loop.run_until_complete(function(*arguments))

    def open_loop(self):
        if self.loop is None:
            from asyncio import new_event_loop

            self.loop = new_event_loop()

    def turn_loop(self):
        """What a step has left to the event loop runs, as far as it is ready."""
        if self.loop is not None:
            self.loop.call_soon(self.loop.stop)
            self.loop.run_forever()


def run_steps(world, count, max_ms, clock):
    step = world.step
    first = clock.total_steps
    end = now() + max_ms
    for _ in repeat(None, count):
        step()
        clock.total_steps += 1.0
        if now() >= end:
            break
    return int(clock.total_steps - first)


async def run_async_steps(world, count, max_ms, clock):
    step = world.step
    first = clock.total_steps
    end = now() + max_ms
    for _ in repeat(None, count):
        await step()
        clock.total_steps += 1.0
        if now() >= end:
            break
    return int(clock.total_steps - first)


def do_nothing():
    pass


def is_coroutine_function(function):
    code = getattr(function, "__code__", None)
    return code is not None and code.co_flags & COROUTINE_FLAG != 0


def flush(stream):
    """The parent ends this process without the handlers that would flush."""
    with suppress(Exception):
        stream.flush()
