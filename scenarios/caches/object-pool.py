"""A pool keeps an object until it is in none of its lists, and what its fields hold."""


class PageRequest:
    def __init__(self):
        self.body = [0] * 50


class Connection:
    def __init__(self):
        self.buffer = [0] * 50
        self.request = None


def a_broken_connection_stays_listed(lab):
    all_connections = set()
    idle = []

    def step():
        connection = idle.pop() if idle else lab.watch(Connection())
        all_connections.add(connection)
        # It breaks while in use, so it is not returned to the idle ones.

    return step


def a_broken_connection_is_removed(lab):
    all_connections = set()
    idle = []

    def step():
        connection = idle.pop() if idle else lab.watch(Connection())
        all_connections.add(connection)
        # It breaks while in use, so it is not returned to the idle ones.
        all_connections.remove(connection)

    return step


def returned_with_its_last_request(lab):
    idle = []

    def step():
        connection = idle.pop() if idle else Connection()
        connection.request = lab.watch(PageRequest())
        idle.append(connection)

    return step


def returned_without_its_request(lab):
    idle = []

    def step():
        connection = idle.pop() if idle else Connection()
        connection.request = lab.watch(PageRequest())
        connection.request = None
        idle.append(connection)

    return step


leaks = {
    "a broken connection stays listed": a_broken_connection_stays_listed,
}
plateaus = {
    "returned with its last request": returned_with_its_last_request,
}
collects = {
    "a broken connection is removed": a_broken_connection_is_removed,
    "returned without its request": returned_without_its_request,
}

differs = {
    "a broken connection is removed": (
        "CPython frees the connection at the end of the step."
    ),
    "returned without its request": (
        "CPython frees the request when the field is cleared."
    ),
}
