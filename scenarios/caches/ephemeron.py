"""A `WeakKeyDictionary` references its values: a value that references its key stays.

CPython has no ephemerons. Store the profile on the user, or reference the user weakly.
"""

import weakref


class User:
    def __init__(self):
        self.payload = [0] * 50
        self.profile = None


class Profile:
    def __init__(self, user):
        self.user = user


class WeakKeys:
    """Holds its keys weakly and its values strongly."""

    def __init__(self):
        self.values = {}

    def set(self, user, profile):
        self.values[weakref.ref(user, self.values.pop)] = profile


def dict_keyed_by_the_user(lab):
    profiles = {}

    def step():
        user = lab.watch(User())
        profiles[user] = Profile(user)

    return step


def weak_keys_strong_values(lab):
    profiles = WeakKeys()

    def step():
        user = lab.watch(User())
        profiles.set(user, Profile(user))

    return step


def weak_key_dictionary(lab):
    profiles = weakref.WeakKeyDictionary()

    def step():
        user = lab.watch(User())
        profiles[user] = Profile(user)

    return step


def weak_key_dictionary_weak_back_reference(lab):
    profiles = weakref.WeakKeyDictionary()

    def step():
        user = lab.watch(User())
        profiles[user] = Profile(weakref.ref(user))

    return step


def profile_on_the_user(lab):
    def step():
        user = lab.watch(User())
        user.profile = Profile(user)

    return step


leaks = {
    "Map keyed by the user": dict_keyed_by_the_user,
    "weak keys, strong values": weak_keys_strong_values,
    "WeakMap keyed by the user": weak_key_dictionary,
}
collects = {
    "WeakKeyDictionary, weak reference back": weak_key_dictionary_weak_back_reference,
    "profile stored on the user": profile_on_the_user,
}

differs = {
    "WeakMap keyed by the user": (
        "A `WeakKeyDictionary` keeps each value, and the value keeps its key: no "
        "user is freed. A WeakMap collects both."
    ),
    "WeakKeyDictionary, weak reference back": (
        "The value must reference its key weakly; in a WeakMap it need not."
    ),
    "profile stored on the user": (
        "User and profile form a cycle, which the cycle collector frees."
    ),
}
