"""Deleting the edges that lead to a node frees it at once.

Edges in a `WeakKeyDictionary` do not help: its values are strong references.
"""

import weakref


class City:
    def __init__(self):
        self.streets = [""] * 20
        self.roads = set()


def the_roads_from_it_are_removed(lab):
    capital = City()

    def step():
        city = lab.watch(City())
        city.roads.add(capital)
        capital.roads.add(city)
        city.roads.clear()

    return step


def the_roads_to_it_are_removed(lab):
    capital = City()

    def step():
        city = lab.watch(City())
        city.roads.add(capital)
        capital.roads.add(city)
        capital.roads.discard(city)

    return step


def roads_in_a_dict(lab):
    roads = {}

    def step():
        city = lab.watch(City())
        suburb = lab.watch(City())
        roads[city] = {suburb}
        roads[suburb] = {city}

    return step


def roads_in_a_weak_key_dictionary(lab):
    roads = weakref.WeakKeyDictionary()

    def step():
        city = lab.watch(City())
        suburb = lab.watch(City())
        roads[city] = {suburb}
        roads[suburb] = {city}

    return step


def weak_roads_in_a_weak_key_dictionary(lab):
    roads = weakref.WeakKeyDictionary()

    def step():
        city = lab.watch(City())
        suburb = lab.watch(City())
        roads[city] = weakref.WeakSet([suburb])
        roads[suburb] = weakref.WeakSet([city])

    return step


leaks = {
    "the roads from it are removed": the_roads_from_it_are_removed,
    "roads in a Map": roads_in_a_dict,
    "roads in a WeakMap": roads_in_a_weak_key_dictionary,
}
collects = {
    "the roads to it are removed": the_roads_to_it_are_removed,
    "weak roads in a WeakKeyDictionary": weak_roads_in_a_weak_key_dictionary,
}

differs = {
    "the roads to it are removed": (
        "CPython frees the city at the end of the step, when its last reference goes."
    ),
    "roads in a WeakMap": (
        "A `WeakKeyDictionary` references its values strongly, and here each value "
        "contains another key: both cities stay. A WeakMap collects them."
    ),
    "weak roads in a WeakKeyDictionary": (
        "The values have to be weak as well, and then something else must keep the "
        "cities; a WeakMap does not need that."
    ),
}
