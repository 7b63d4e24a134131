"""A dict keeps every session until something deletes it."""

from collections import OrderedDict

LIMIT = 50


class Session:
    def __init__(self):
        self.payload = [0] * 100


class Users:
    """Calls each listener with the number of the user who logs out."""

    def __init__(self):
        self.listeners = []

    def log_out(self, number):
        for listener in self.listeners:
            listener(number)


def unbounded_dict(lab):
    users = Users()
    cache = {}
    number = 0

    def step():
        nonlocal number
        number += 1
        cache[number] = lab.watch(Session())
        users.log_out(number)

    return step


def deleted_on_logout(lab):
    users = Users()
    cache = {}
    users.listeners.append(cache.pop)
    number = 0

    def step():
        nonlocal number
        number += 1
        cache[number] = lab.watch(Session())
        users.log_out(number)

    return step


def least_recently_used(lab):
    cache = OrderedDict()
    number = 0

    def open_session(number):
        if number not in cache:
            cache[number] = lab.watch(Session())
        cache.move_to_end(number)
        if len(cache) > LIMIT:
            cache.popitem(last=False)

    def step():
        nonlocal number
        open_session(0)
        number += 1
        open_session(number)

    return step


def first_in_first_out(lab):
    cache = OrderedDict()
    number = 0

    def open_session(number):
        if number in cache:
            return
        cache[number] = lab.watch(Session())
        if len(cache) > LIMIT:
            cache.popitem(last=False)

    def step():
        nonlocal number
        open_session(0)
        number += 1
        open_session(number)

    return step


leaks = {
    "unbounded Map": unbounded_dict,
}
plateaus = {
    "least recently used, 50 entries": least_recently_used,
    "first in, first out, 50 entries": first_in_first_out,
}
collects = {
    "deleted on logout": deleted_on_logout,
}

differs = {
    "deleted on logout": ("CPython frees the session when its entry is deleted."),
}
