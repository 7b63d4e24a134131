"""The program: takes the assignment, and describes a twin or runs one variant."""

import gc
import platform
import sys
import tracemalloc
from builtins import BaseException, SystemExit, int, isinstance, range

from leaklab_harness.channel import Channel
from leaklab_harness.failure import describe_error
from leaklab_harness.lab import Lab
from leaklab_harness.meter import Clock, Meter, read_traced_bytes
from leaklab_harness.tracked_objects import TrackedObjects, TrackedReference
from leaklab_harness.trial import NoStepError, Trial
from leaklab_harness.twin import ExportError, describe_twin, find_variant, load_twin

CALIBRATION_OBJECTS = 1024
# Node's names.
ARCHITECTURES = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64"}


def main():
    channel = Channel()
    clock = Clock()
    try:
        if channel.assignment["mode"] == "describe":
            describe(channel)
        else:
            run(channel, clock)
    except SystemExit:
        raise
    except BaseException as error:
        fail(channel, clock, error)
    # Block until the parent ends this process: no exit handler of the scenario may run
    # after the last event.
    while True:
        channel.receive()


def describe(channel):
    assignment = channel.assignment
    module = load_twin(assignment["url"])
    scenarios = describe_twin(module, assignment["slug"])
    channel.send({"type": "described", "scenarios": scenarios})


def run(channel, clock):
    assignment = channel.assignment
    meter = Meter(clock)
    tracked_objects = TrackedObjects(clock)
    lab = Lab(channel, clock, tracked_objects)
    trial = Trial(channel, clock, meter, tracked_objects, lab)
    # What is here before the scenario is loaded is not its own. In the permanent
    # generation it is left out of collections, which then take microseconds.
    gc.collect()
    gc.freeze()
    tracemalloc.start()
    trial.rehearse()
    watch_cost = assignment["watchCost"] or calibrate()
    trial.reference_bytes = watch_cost["reference"]
    hello = {"type": "hello", "runtime": describe_runtime(), "watchCost": watch_cost}
    channel.send(hello)
    module = load_twin(assignment["url"])
    trial.run(find_variant(module, assignment["variant"]))


def calibrate():
    """How many traced bytes does the weak reference to a watched object take?"""
    targets = [Target() for _ in range(CALIBRATION_OBJECTS)]
    references = [None] * CALIBRATION_OBJECTS
    before = read_traced_bytes()
    for at in range(CALIBRATION_OBJECTS):
        references[at] = TrackedReference(targets[at], ignore)
        references[at].slot = 0
    reference = (read_traced_bytes() - before) // CALIBRATION_OBJECTS
    return {"reference": reference, "cell": 0, "slot": 0}


class Target:
    pass


def ignore(_):
    pass


def describe_runtime():
    machine = platform.machine()
    return {
        "name": "python",
        "version": "v{}.{}.{}".format(*sys.version_info[:3]),
        "v8": "",
        "platform": f"{sys.platform} {ARCHITECTURES.get(machine, machine)}",
        "heapLimit": 0,
    }


def fail(channel, clock, error):
    channel.stop_rehearsal()
    if isinstance(error, ExportError):
        origin, message, stack = "export", f"{error}", ""
    elif isinstance(error, NoStepError):
        origin, message, stack = "no-step", f"{error}", ""
    else:
        origin, (message, stack) = "direct", describe_error(error)
    step = int(clock.total_steps) + (clock.moment == "step")
    channel.send(
        {
            "type": "failed",
            "moment": clock.moment,
            "origin": origin,
            "message": message,
            "stack": stack,
            "round": clock.round,
            "step": step,
        }
    )
