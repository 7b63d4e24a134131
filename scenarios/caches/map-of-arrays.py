"""An empty list stays in the dict with its key.

A `defaultdict` adds one for each missing key that is read.
"""

from collections import defaultdict


class Subscriber:
    def __init__(self):
        self.payload = [0] * 50


def empty_lists_stay(lab):
    topics = {}
    number = 0

    def step():
        nonlocal number
        topic = f"room {number}"
        number += 1
        subscribers = [lab.watch(Subscriber())]
        topics[topic] = subscribers
        subscribers.pop()

    return step


def the_last_one_removes_the_list(lab):
    topics = {}
    number = 0

    def step():
        nonlocal number
        topic = f"room {number}"
        number += 1
        subscribers = [lab.watch(Subscriber())]
        topics[topic] = subscribers
        subscribers.pop()
        if not subscribers:
            del topics[topic]

    return step


def default_dict_read_with_brackets(lab):
    topics = defaultdict(list)
    number = 0

    def step():
        nonlocal number
        number += 1
        return len(topics[f"room {number}"])

    return step


def default_dict_read_with_get(lab):
    topics = defaultdict(list)
    number = 0

    def step():
        nonlocal number
        number += 1
        return len(topics.get(f"room {number}", ()))

    return step


leaks = {
    "empty lists stay": empty_lists_stay,
    "defaultdict, read with []": default_dict_read_with_brackets,
}
collects = {
    "the last one removes the list": the_last_one_removes_the_list,
    "defaultdict, read with get()": default_dict_read_with_get,
}

differs = {
    "defaultdict, read with []": (
        "Reading a missing key of a `defaultdict` adds it, so a program that only "
        "reads grows; a JavaScript Map returns undefined."
    ),
    "defaultdict, read with get()": ("`get()` adds nothing."),
}
