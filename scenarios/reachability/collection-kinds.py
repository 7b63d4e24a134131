"""Counting references frees an object of any age; generations matter only for cycles.

What `gc.freeze()` has moved to the permanent generation is never collected.
"""

import gc


class Letter:
    def __init__(self):
        self.words = [0] * 50


class ChainLetter(Letter):
    """References itself, so that counting references never frees it."""

    def __init__(self):
        super().__init__()
        self.next = self


def kept_in_a_list(lab):
    desk = []

    def step():
        desk.append(lab.watch(Letter()))

    return step


def kept_until_the_next(lab):
    desk = [None]

    def step():
        desk[0] = lab.watch(Letter())

    return step


def note_collections(lab, make_letter):
    """Drops letters while they are young and while they are old, and notes both."""
    for _ in range(100):
        make_letter()
    lab.note(f"dropped young: generation 0 has {gc.collect(0)} unreachable objects")

    desk = [make_letter() for _ in range(100)]
    gc.collect(0)
    gc.collect(1)
    desk.clear()
    lab.note(f"dropped old: generation 0 has {gc.collect(0)} unreachable objects")
    lab.note(f"dropped old: all generations have {gc.collect()} unreachable objects")


def dropped_young_dropped_old(lab):
    is_first = True

    def step():
        nonlocal is_first
        lab.watch(Letter())
        if is_first:
            note_collections(lab, Letter)
        is_first = False

    return step


def cycles_dropped_young_dropped_old(lab):
    is_first = True

    def step():
        nonlocal is_first
        lab.watch(ChainLetter())
        if is_first:
            note_collections(lab, ChainLetter)
        is_first = False

    return step


def cycles_dropped_after_freeze(lab):
    lab.defer(gc.unfreeze)

    def step():
        letter = lab.watch(ChainLetter())
        gc.freeze()
        del letter

    return step


leaks = {
    "kept in a list": kept_in_a_list,
    "cycles, dropped after gc.freeze()": cycles_dropped_after_freeze,
}
plateaus = {
    "kept until the next": kept_until_the_next,
}
collects = {
    "dropped young, dropped old": dropped_young_dropped_old,
    "cycles, dropped young, dropped old": cycles_dropped_young_dropped_old,
}

differs = {
    "dropped young, dropped old": (
        "CPython frees a letter when its last reference goes, however old it is; no "
        "collection has to come."
    ),
    "cycles, dropped young, dropped old": (
        "Only letters in a cycle wait for the collector, and old ones for a "
        "collection of the oldest generation."
    ),
    "cycles, dropped after gc.freeze()": (
        "`gc.freeze()` moves all objects to a permanent generation, where a cycle "
        "is never collected; JavaScript has no such call."
    ),
}
