"""A `WeakKeyDictionary` keeps a value as long as its key is alive."""

import weakref


class Server:
    def __init__(self):
        self.name = "main"


class Session:
    def __init__(self):
        self.user = "guest"


class Visit:
    def __init__(self):
        self.payload = [0] * 50


def keyed_by_the_server(lab):
    visits = weakref.WeakKeyDictionary()
    server = Server()

    def step():
        visits.setdefault(server, []).append(lab.watch(Visit()))

    return step


def keyed_by_the_session(lab):
    visits = weakref.WeakKeyDictionary()

    def step():
        session = Session()
        visits.setdefault(session, []).append(lab.watch(Visit()))

    return step


leaks = {
    "keyed by the server": keyed_by_the_server,
}
collects = {
    "keyed by the session": keyed_by_the_session,
}

differs = {
    "keyed by the session": (
        "CPython frees the visits with their session, at the end of the step."
    ),
}
