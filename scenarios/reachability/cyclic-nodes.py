"""A dropped ring waits for the cycle collector: counting references never frees it.

Without a cycle nothing waits: an object is freed when its last reference goes.
"""

import gc
import weakref


class RingNode:
    def __init__(self):
        self.next = None
        self.payload = [0] * 20


class Parent:
    def __init__(self):
        self.child = Child(self)


class Child:
    def __init__(self, parent):
        self.parent = weakref.ref(parent)


def ring_with_one_forgotten_reference(lab):
    forgotten = []

    def step():
        first = lab.watch(RingNode())
        second = lab.watch(RingNode())
        first.next = second
        second.next = first
        forgotten.append(first)

    return step


def only_the_newest_ring_remembered(lab):
    newest = None

    def step():
        nonlocal newest
        first = lab.watch(RingNode())
        second = lab.watch(RingNode())
        first.next = second
        second.next = first
        newest = first

    return step


def dropped_ring(lab):
    def step():
        first = lab.watch(RingNode())
        second = lab.watch(RingNode())
        first.next = second
        second.next = first

    return step


def dropped_ring_collector_off(lab):
    gc.disable()
    lab.defer(gc.enable)

    def step():
        first = lab.watch(RingNode())
        second = lab.watch(RingNode())
        first.next = second
        second.next = first

    return step


def strong_down_weak_up(lab):
    def step():
        parent = lab.watch(Parent())
        lab.watch(parent.child)

    return step


def strong_down_weak_up_collector_off(lab):
    gc.disable()
    lab.defer(gc.enable)

    def step():
        parent = lab.watch(Parent())
        lab.watch(parent.child)

    return step


leaks = {
    "ring with one forgotten reference": ring_with_one_forgotten_reference,
    "dropped ring, collector off": dropped_ring_collector_off,
}
plateaus = {
    "only the newest ring remembered": only_the_newest_ring_remembered,
}
collects = {
    "dropped ring": dropped_ring,
    "strong down, weak up": strong_down_weak_up,
    "strong down, weak up, collector off": strong_down_weak_up_collector_off,
}

differs = {
    "dropped ring": (
        "CPython counts references, and in a ring the counts stay above zero: only "
        "its second collector, for cycles, frees the ring."
    ),
    "dropped ring, collector off": (
        "`gc.disable()` turns the cycle collector off, and a ring is never freed; a "
        "JavaScript program cannot turn its collector off."
    ),
    "strong down, weak up": (
        "There is no cycle of strong references, so CPython frees both at once when "
        "the last reference to the parent goes."
    ),
    "strong down, weak up, collector off": (
        "Counting references is enough here: parent and child are freed although "
        "the cycle collector is off."
    ),
}
