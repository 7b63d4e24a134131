"""A memoized function keeps its arguments; on a method, that is the object itself."""

import weakref
from functools import cache, lru_cache


class Invoice:
    def __init__(self):
        self.lines = [1] * 50

    @cache
    def describe(self):
        return f"{len(self.lines)} lines"


class Total:
    def __init__(self, invoice):
        self.sum = sum(invoice.lines)


def dict_of_all_arguments(lab):
    results = {}

    def total(invoice):
        known = results.get(invoice) or Total(invoice)
        results[invoice] = known
        return known

    def step():
        total(lab.watch(Invoice()))

    return step


def only_the_last_call(lab):
    results = {}

    def total(invoice):
        known = results.get(invoice) or Total(invoice)
        results.clear()
        results[invoice] = known
        return known

    def step():
        total(lab.watch(Invoice()))

    return step


def weak_key_dictionary_of_the_arguments(lab):
    results = weakref.WeakKeyDictionary()

    def total(invoice):
        known = results.get(invoice) or Total(invoice)
        results[invoice] = known
        return known

    def step():
        total(lab.watch(Invoice()))

    return step


def functools_cache(lab):
    @cache
    def total(invoice):
        return Total(invoice)

    def step():
        total(lab.watch(Invoice()))

    return step


def lru_cache_of_the_last_call(lab):
    @lru_cache(maxsize=1)
    def total(invoice):
        return Total(invoice)

    def step():
        total(lab.watch(Invoice()))

    return step


def functools_cache_on_a_method(lab):
    lab.defer(Invoice.describe.cache_clear)

    def step():
        lab.watch(Invoice()).describe()

    return step


leaks = {
    "Map of all arguments": dict_of_all_arguments,
    "functools.cache": functools_cache,
    "functools.cache on a method": functools_cache_on_a_method,
}
plateaus = {
    "only the last call": only_the_last_call,
    "lru_cache(maxsize=1)": lru_cache_of_the_last_call,
}
collects = {
    "WeakMap of the arguments": weak_key_dictionary_of_the_arguments,
}

differs = {
    "WeakMap of the arguments": (
        "A `WeakKeyDictionary` frees an invoice only because no total references "
        "it; a WeakMap would free it anyway."
    ),
    "functools.cache": (
        "The standard library memoizes with one line, and that line has no limit."
    ),
    "functools.cache on a method": (
        "The cache of a method belongs to the class and has `self` as a key, so it "
        "keeps each invoice."
    ),
}
