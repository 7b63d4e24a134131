"""A `WeakSet` counts the instances in use, and in CPython the count is exact.

An instance that nobody uses is freed at once, so it is not counted any more.
"""

import weakref


def static_set(lab):
    class Connection:
        all = set()

        def __init__(self):
            self.buffer = [0] * 50
            Connection.all.add(self)

    opened = 0

    def step():
        nonlocal opened
        opened += 1
        if opened <= 5:
            lab.note(f"before connection {opened}: {len(Connection.all)} in the set")
        lab.watch(Connection())

    return step


def static_weak_set(lab):
    class Connection:
        all = weakref.WeakSet()

        def __init__(self):
            self.buffer = [0] * 50
            Connection.all.add(self)

    def step():
        lab.watch(Connection())

    return step


def static_weak_set_which_is_counted(lab):
    class Connection:
        all = weakref.WeakSet()

        def __init__(self):
            self.buffer = [0] * 50
            Connection.all.add(self)

    opened = 0

    def step():
        nonlocal opened
        opened += 1
        if opened <= 5:
            lab.note(f"before connection {opened}: {len(Connection.all)} in the set")
        lab.watch(Connection())

    return step


leaks = {
    "static Set": static_set,
}
collects = {
    "static WeakSet": static_weak_set,
    "static IterableWeakSet": static_weak_set_which_is_counted,
}

differs = {
    "static WeakSet": ("CPython frees a connection when its last reference goes."),
    "static IterableWeakSet": (
        "A `WeakSet` of Python can be counted and iterated, and it counts no "
        "connection that nobody uses; the one of JavaScript can do neither."
    ),
}
