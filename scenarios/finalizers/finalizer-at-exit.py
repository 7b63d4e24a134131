"""`weakref.finalize` also runs at the exit of the program, unless `atexit` is False.

It holds its arguments until then: entries that it is to save stay in memory.
"""

import subprocess
import sys
import weakref

PROGRAM = """
import atexit, weakref

class Journal:
    def __del__(self):
        print('__del__')

journal = Journal()
weakref.finalize(journal, print, 'finalize')
weakref.finalize(journal, print, 'finalize without atexit').atexit = False
reference = weakref.ref(journal, lambda _: print('callback of a weak reference'))
atexit.register(print, 'exit handler')
"""


class Entry:
    def __init__(self):
        self.words = [0] * 50


class Journal:
    def __init__(self):
        self.entries = []


def run_program():
    """Another program, because this one must not exit yet."""
    command = [sys.executable, "-I", "-c", PROGRAM]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return ", ".join(output.decode().splitlines())


def save(entries):
    entries.clear()


def saved_by_the_finalizer(lab):
    lab.note(f"a program that exits prints: {run_program()}")
    journal = Journal()
    finalizer = weakref.finalize(journal, save, journal.entries)
    lab.defer(finalizer)

    def step():
        journal.entries.append(lab.watch(Entry()))

    return step


def saved_explicitly(lab):
    journal = Journal()
    finalizer = weakref.finalize(journal, save, journal.entries)
    lab.defer(finalizer)

    def step():
        journal.entries.append(lab.watch(Entry()))
        save(journal.entries)

    return step


leaks = {
    "saved by the finalizer": saved_by_the_finalizer,
}
collects = {
    "saved explicitly": saved_explicitly,
}

differs = {
    "saved by the finalizer": (
        "`weakref.finalize` runs at the exit of the program, so the entries are "
        "saved at last; a FinalizationRegistry calls nothing at exit."
    ),
}
