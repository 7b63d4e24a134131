"""`sys.intern()` keeps a string only while something else references it."""

import sys


class UserKey:
    """Equal to nothing but itself, as a symbol."""

    def __init__(self, name):
        self.name = name


def interned_string(lab):
    number = 0

    def step():
        nonlocal number
        user = sys.intern(f"name of user {number}")
        number += 1
        return len(user)

    return step


def interned_strings_in_a_list(lab):
    users = []
    number = 0

    def step():
        nonlocal number
        users.append(sys.intern(f"name of user {number}"))
        number += 1

    return step


def object_as_a_key(lab):
    number = 0

    def step():
        nonlocal number
        user = lab.watch(UserKey(f"name of user {number}"))
        number += 1
        return len(user.name)

    return step


leaks = {
    "sys.intern(), strings kept": interned_strings_in_a_list,
}
collects = {
    "Symbol.for()": interned_string,
    "Symbol()": object_as_a_key,
}

exceptions = {
    "Symbol.for()": [
        {
            "runtimes": "python >=3.12 <3.12.7",
            "claim": "leaks",
            "because": "these versions never free a string that was interned",
        }
    ],
}

differs = {
    "Symbol.for()": (
        "The table of `sys.intern()` does not keep its strings, except in Python "
        "3.12.0 to 3.12.6; V8 never removes a symbol from its registry."
    ),
}
