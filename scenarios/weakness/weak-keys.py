"""A `WeakKeyDictionary` drops an entry with its key, and can be counted and iterated.

Its keys must be weakly referenceable and hashable: str, int, tuple and list are not.
"""

import weakref


class Passenger:
    def __init__(self):
        self.luggage = [0] * 50


class Seat:
    def __init__(self):
        self.row = 12


def note_keys(lab, seats):
    kinds = [
        ("an instance of a class", Passenger()),
        ("a function", note_keys),
        ("a frozenset", frozenset([12])),
        ("an object()", object()),
        ("a list", []),
        ("a tuple", ()),
        ("a string", "seat"),
        ("a number", 12),
    ]
    for kind, key in kinds:
        try:
            seats[key] = Seat()
            del seats[key]
            lab.note(f"accepts {kind} as a key")
        except TypeError:
            lab.note(f"rejects {kind} as a key")


def dict_keyed_by_the_passenger(lab):
    seats = {}
    note_keys(lab, seats)

    def step():
        passenger = lab.watch(Passenger())
        seats[passenger] = lab.watch(Seat())

    return step


def weak_key_dictionary(lab):
    seats = weakref.WeakKeyDictionary()
    note_keys(lab, seats)

    def step():
        passenger = lab.watch(Passenger())
        seats[passenger] = lab.watch(Seat())

    return step


def weak_key_dictionary_which_is_counted(lab):
    seats = weakref.WeakKeyDictionary()
    count = 0

    def step():
        nonlocal count
        passenger = lab.watch(Passenger())
        seats[passenger] = lab.watch(Seat())
        count += 1
        if count <= 3:
            lab.note(f"passenger {count} is here; entries: {len(seats)}")

    return step


leaks = {
    "Map keyed by the passenger": dict_keyed_by_the_passenger,
}
collects = {
    "WeakMap keyed by the passenger": weak_key_dictionary,
    "IterableWeakMap, which can be counted": weak_key_dictionary_which_is_counted,
}

differs = {
    "WeakMap keyed by the passenger": (
        "CPython frees the entry when the last reference to the passenger goes. It "
        "rejects a list and an `object()` as keys; a WeakMap accepts arrays and "
        "plain objects."
    ),
    "IterableWeakMap, which can be counted": (
        "A `WeakKeyDictionary` can be counted and iterated; a WeakMap cannot."
    ),
}
