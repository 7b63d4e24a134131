"""A cache has a bound only if it evicts whenever it is too large.

`dict.popitem()` evicts the newest entry; `OrderedDict.popitem(last=False)` the oldest.
"""

from collections import OrderedDict


class Page:
    def __init__(self):
        self.words = [0] * 50


def evict_oldest(cache):
    del cache[next(iter(cache))]


def size_equals_limit(lab, limit):
    cache = {}
    number = 0

    def step():
        nonlocal number
        number += 1
        cache[number] = lab.watch(Page())
        if len(cache) == limit:
            evict_oldest(cache)

    return step


def size_equals_limit_of_0(lab):
    return size_equals_limit(lab, 0)


def size_equals_limit_of_3(lab):
    return size_equals_limit(lab, 3)


def size_above_limit_of_0(lab):
    cache = {}
    limit = 0
    number = 0

    def step():
        nonlocal number
        number += 1
        cache[number] = lab.watch(Page())
        if len(cache) > limit:
            evict_oldest(cache)

    return step


def dict_popitem(lab):
    cache = {number: Page() for number in range(3)}
    number = 3

    def step():
        nonlocal number
        cache[number] = lab.watch(Page())
        if len(cache) > 3:
            cache.popitem()
        if number < 6:
            lab.note(f"after page {number}: {sorted(cache)} in the cache")
        number += 1

    return step


def ordered_dict_popitem_first(lab):
    cache = OrderedDict((number, Page()) for number in range(3))
    number = 3

    def step():
        nonlocal number
        cache[number] = lab.watch(Page())
        if len(cache) > 3:
            cache.popitem(last=False)
        if number < 6:
            lab.note(f"after page {number}: {sorted(cache)} in the cache")
        number += 1

    return step


leaks = {
    "size === limit, limit 0": size_equals_limit_of_0,
}
plateaus = {
    "size === limit, limit 3": size_equals_limit_of_3,
    "OrderedDict.popitem(last=False), limit 3": ordered_dict_popitem_first,
}
collects = {
    "size > limit, limit 0": size_above_limit_of_0,
    "dict.popitem(), limit 3": dict_popitem,
}

differs = {
    "OrderedDict.popitem(last=False), limit 3": (
        "With `last=False` the oldest page goes, as with the first key of a Map."
    ),
    "size > limit, limit 0": ("CPython frees a page as soon as it is evicted."),
    "dict.popitem(), limit 3": (
        "`popitem()` takes the newest page out of a full cache: the oldest three "
        "stay, and no new page does. A Map has no such method."
    ),
}
