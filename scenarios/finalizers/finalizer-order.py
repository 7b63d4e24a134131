"""Finalizers run in the order in which their objects go, which counting makes exact.

Several callbacks for one object run newest first.
"""

import weakref


class Stream:
    pass


class Handle:
    def __init__(self):
        self.buffer = [0] * 50


def expects_the_oldest_first(lab):
    handles = {}
    opened = 0
    oldest = 0

    def close(number):
        nonlocal oldest
        if number < 8:
            lab.note(f"finalizer of stream {number}")
        if number == oldest:
            del handles[oldest]
            oldest += 1

    def step():
        nonlocal opened
        handles[opened] = lab.watch(Handle())
        weakref.finalize(Stream(), close, opened)
        opened += 1

    return step


def newest_dropped_first(lab):
    handles = {}
    opened = 0
    oldest = 0

    def close(number):
        nonlocal oldest
        if number < 8:
            lab.note(f"finalizer of stream {number}")
        if number == oldest:
            del handles[oldest]
            oldest += 1

    def step():
        nonlocal opened
        streams = []
        for _ in range(4):
            stream = Stream()
            streams.append(stream)
            handles[opened] = lab.watch(Handle())
            weakref.finalize(stream, close, opened)
            opened += 1
        del stream
        while streams:
            streams.pop()

    return step


def expects_no_order(lab):
    handles = {}
    opened = 0

    def close(number):
        if number < 8:
            lab.note(f"finalizer of stream {number}")
        del handles[number]

    def step():
        nonlocal opened
        handles[opened] = lab.watch(Handle())
        weakref.finalize(Stream(), close, opened)
        opened += 1

    return step


def several_callbacks_for_one_object(lab):
    is_first = True

    def note(text):
        if is_first:
            lab.note(text)

    def step():
        nonlocal is_first
        stream = lab.watch(Stream())
        references = [
            weakref.ref(stream, lambda _: note("callback of the first weak reference")),
            weakref.ref(
                stream, lambda _: note("callback of the second weak reference")
            ),
        ]
        weakref.finalize(stream, note, "finalizer, registered last")
        del stream
        is_first = False
        return references

    return step


leaks = {
    "expects the oldest first, newest dropped first": newest_dropped_first,
}
collects = {
    "expects the oldest first": expects_the_oldest_first,
    "expects no order": expects_no_order,
    "several callbacks for one object": several_callbacks_for_one_object,
}

differs = {
    "expects the oldest first": (
        "Each stream goes before the next one is opened, and its finalizer runs "
        "then: the order is that of the program, and no handle stays."
    ),
    "expects the oldest first, newest dropped first": (
        "The order is that in which the streams are dropped; where it is another "
        "one, the handles stay."
    ),
    "expects no order": (
        "The finalizer runs in the step, before the next stream is opened."
    ),
    "several callbacks for one object": (
        "CPython calls them newest first, one after the other, in the line that "
        "drops the stream."
    ),
}
