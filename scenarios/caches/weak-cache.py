"""A weak reference lets its session go; its key stays until something deletes it.

A `WeakValueDictionary` deletes the key in the callback of its weak reference.
"""

import weakref


class Session:
    def __init__(self):
        self.payload = [0] * 100


class User:
    pass


def keys_never_deleted(lab):
    cache = {}
    number = 0

    def step():
        nonlocal number
        session = lab.watch(Session())
        cache[number] = weakref.ref(session)
        number += 1

    return step


def keys_deleted_by_a_finalizer(lab):
    cache = {}
    number = 0

    def forget(number, reference):
        # The key may have been set again.
        if cache.get(number) is reference:
            del cache[number]

    def step():
        nonlocal number
        session = lab.watch(Session())
        reference = weakref.ref(session)
        cache[number] = reference
        weakref.finalize(session, forget, number, reference)
        number += 1

    return step


def weak_value_dictionary(lab):
    cache = weakref.WeakValueDictionary()
    number = 0

    def step():
        nonlocal number
        session = lab.watch(Session())
        cache[number] = session
        number += 1

    return step


def weak_key_dictionary(lab):
    cache = weakref.WeakKeyDictionary()

    def step():
        user = User()
        cache[user] = lab.watch(Session())

    return step


leaks = {
    "keys never deleted": keys_never_deleted,
}
collects = {
    "keys deleted by a FinalizationRegistry": keys_deleted_by_a_finalizer,
    "WeakMap keyed by the object": weak_key_dictionary,
    "WeakValueDictionary": weak_value_dictionary,
}

differs = {
    "keys deleted by a FinalizationRegistry": (
        "The callback runs when the last reference to the session goes, not in a "
        "later task."
    ),
    "WeakMap keyed by the object": (
        "CPython frees the session with its user, at the end of the step."
    ),
    "WeakValueDictionary": (
        "The standard library has a dict with weak values, which deletes its keys "
        "itself; JavaScript has none."
    ),
}
