"""A callback runs when its object goes, inside of the code that dropped it.

It must not hold the object; and `__del__`, which gets it, can even revive it.
"""

import weakref


class Connection:
    opened = 0

    def __init__(self):
        Connection.opened += 1
        self.name = f"connection {Connection.opened}"
        self.buffer = [0] * 50


class RevivedConnection(Connection):
    def __init__(self, revived):
        super().__init__()
        self.revived = revived

    def __del__(self):
        self.revived.append(self)


class Closed:
    """How many connections were closed, and which was the last."""

    def __init__(self):
        self.count = 0
        self.last = ""


def held_value_references_its_target(lab):
    closed = Closed()

    def close(name, connection):
        closed.count += 1
        closed.last = name

    def step():
        connection = lab.watch(Connection())
        weakref.finalize(connection, close, connection.name, connection)

    return step


def held_value_is_a_name(lab):
    closed = Closed()

    def close(name):
        closed.count += 1
        closed.last = name
        if closed.count == 1:
            lab.note(f"finalizer of {name}")

    def step():
        connection = lab.watch(Connection())
        weakref.finalize(connection, close, connection.name)

    return step


def finalizer_not_kept(lab):
    closed = Closed()

    def close(name):
        closed.count += 1

    def step():
        connection = lab.watch(Connection())
        weakref.finalize(connection, close, connection.name)
        del connection
        if closed.count <= 3:
            lab.note(f"finalizers called: {closed.count}")

    return step


def weak_reference_not_kept(lab):
    closed = Closed()
    steps = 0

    def close(_):
        closed.count += 1

    def step():
        nonlocal steps
        connection = lab.watch(Connection())
        weakref.ref(connection, close)
        del connection
        steps += 1
        if steps <= 3:
            lab.note(f"callbacks called: {closed.count}")

    return step


def detached_before_the_connection_goes(lab):
    closed = Closed()
    steps = 0

    def close(name):
        closed.count += 1

    def step():
        nonlocal steps
        connection = lab.watch(Connection())
        finalizer = weakref.finalize(connection, close, connection.name)
        finalizer.detach()
        del connection
        steps += 1
        if steps <= 3:
            lab.note(f"finalizers called: {closed.count}")

    return step


def revived_by_del(lab):
    revived = []

    def step():
        lab.watch(RevivedConnection(revived))

    return step


leaks = {
    "held value references its target": held_value_references_its_target,
    "revived by __del__": revived_by_del,
}
collects = {
    "held value is a name": held_value_is_a_name,
    "registry not kept": finalizer_not_kept,
    "callback of a weak reference that is not kept": weak_reference_not_kept,
    "unregistered before collection": detached_before_the_connection_goes,
}

differs = {
    "held value is a name": (
        "The finalizer runs in the step, when the connection goes, and not in a "
        "task of its own."
    ),
    "registry not kept": (
        "`weakref.finalize` keeps itself until it has run, so it is called although "
        "nobody holds it; a FinalizationRegistry that nobody holds need not be."
    ),
    "callback of a weak reference that is not kept": (
        "The callback belongs to the weak reference and goes with it: it is never "
        "called."
    ),
    "revived by __del__": (
        "`__del__` gets the object itself and can store it somewhere; a callback in "
        "JavaScript gets only the held value."
    ),
}
