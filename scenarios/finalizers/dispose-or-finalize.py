"""`with` closes a file when its block ends. In CPython a finalizer runs at once, too.

Only a file in a cycle has to wait: its finalizer runs in a collection.
"""

import weakref


class Handle:
    def __init__(self):
        self.buffer = [0] * 50


class LogFile:
    def __init__(self, lab, handles):
        self.handle = lab.watch(Handle())
        self.handles = handles
        handles.add(self.handle)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.handles.discard(self.handle)


class LogFileWithDel(LogFile):
    def __del__(self):
        self.close()


def read(file):
    return file.handle.buffer[0]


def note_open(lab, handles, opened):
    if opened <= 2:
        lab.note(f"handles open after the block: {len(handles)}")


def never_closed(lab):
    handles = set()
    opened = 0

    def step():
        nonlocal opened
        read(LogFile(lab, handles))
        opened += 1
        note_open(lab, handles, opened)

    return step


def closed_by_with(lab):
    handles = set()
    opened = 0

    def step():
        nonlocal opened
        with LogFile(lab, handles) as file:
            read(file)
        opened += 1
        note_open(lab, handles, opened)

    return step


def closed_by_a_finalizer(lab):
    handles = set()
    opened = 0

    def step():
        nonlocal opened
        file = LogFile(lab, handles)
        weakref.finalize(file, handles.discard, file.handle)
        read(file)
        del file
        opened += 1
        note_open(lab, handles, opened)

    return step


def closed_by_del(lab):
    handles = set()
    opened = 0

    def step():
        nonlocal opened
        read(LogFileWithDel(lab, handles))
        opened += 1
        note_open(lab, handles, opened)

    return step


def closed_by_del_in_a_cycle(lab):
    handles = set()
    opened = 0

    def step():
        nonlocal opened
        file = LogFileWithDel(lab, handles)
        file.reader = lambda: read(file)
        opened += 1
        note_open(lab, handles, opened)

    return step


leaks = {
    "never closed": never_closed,
}
collects = {
    "closed by using": closed_by_with,
    "closed by a finalizer": closed_by_a_finalizer,
    "closed by __del__": closed_by_del,
    "closed by __del__, file in a cycle": closed_by_del_in_a_cycle,
}

differs = {
    "closed by a finalizer": (
        "The finalizer runs when the file is dropped, before the next line; in "
        "JavaScript it runs after a collection, or never."
    ),
    "closed by __del__": (
        "CPython calls `__del__` when the last reference goes; JavaScript has no "
        "destructors."
    ),
    "closed by __del__, file in a cycle": (
        "In a cycle `__del__` has to wait for the cycle collector, and the handle "
        "stays open until then."
    ),
}
