"""`atexit` keeps a function, and what the function uses, until the program exits.

Before Python 3.14, `atexit.unregister()` leaves an empty place in its table.
"""

import atexit


class Server:
    def __init__(self):
        self.connections = [0] * 100

    def close(self):
        return len(self.connections)


def one_exit_handler_per_server(lab):
    def step():
        server = lab.watch(Server())
        atexit.register(server.close)
        server.close()

    return step


def unregistered_when_the_server_closes(lab):
    def step():
        server = lab.watch(Server())
        atexit.register(server.close)
        atexit.unregister(server.close)
        server.close()

    return step


def one_handler_and_a_set_of_open_servers(lab):
    servers = set()

    def close_all():
        for server in servers:
            server.close()

    atexit.register(close_all)
    lab.defer(lambda: atexit.unregister(close_all))

    def step():
        server = lab.watch(Server())
        servers.add(server)
        server.close()
        servers.discard(server)

    return step


leaks = {
    "one exit listener per server": one_exit_handler_per_server,
    "removed when the server closes": unregistered_when_the_server_closes,
}
collects = {
    "one listener and a Set of open servers": one_handler_and_a_set_of_open_servers,
}

exceptions = {
    "removed when the server closes": [
        {
            "runtimes": "python >=3.14",
            "claim": "collects",
            "because": "the table is a list there, and unregister() deletes from it",
        }
    ],
}

differs = {
    "removed when the server closes": (
        "The server is freed, but before Python 3.14 `atexit.unregister()` only "
        "empties its place in the table: 8 bytes stay, and each call searches all "
        "places."
    ),
}
