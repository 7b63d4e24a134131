"""A weak cache loses a report as soon as nobody uses it, even if memory is free."""

import weakref


class Report:
    def __init__(self):
        self.rows = [0] * 200


def read(lab, cache, number):
    """Returns a report from the cache, or a new one. Notes the first three."""
    known = cache.get(number)
    if number < 3:
        lab.note(f"report {number}: {'computed' if known is None else 'found'}")
    report = lab.watch(Report()) if known is None else known
    cache[number] = report
    return report


def strong_values(lab):
    cache = {}
    number = 0

    def step():
        nonlocal number
        read(lab, cache, number)
        number += 1
        read(lab, cache, number)

    return step


def weak_values(lab):
    cache = weakref.WeakValueDictionary()
    number = 0

    def step():
        nonlocal number
        read(lab, cache, number)
        number += 1
        read(lab, cache, number)

    return step


def weak_values_and_a_ring_of_8(lab):
    cache = weakref.WeakValueDictionary()
    ring = [None] * 8
    number = 0

    def step():
        nonlocal number
        read(lab, cache, number)
        number += 1
        ring[number % 8] = read(lab, cache, number)

    return step


leaks = {
    "strong values": strong_values,
}
plateaus = {
    "weak values and a ring of 8": weak_values_and_a_ring_of_8,
}
collects = {
    "weak values": weak_values,
}

differs = {
    "weak values": (
        "CPython frees a report when read() returns, so each report is computed "
        "twice; in JavaScript the second read finds it, until a collection runs."
    ),
}
