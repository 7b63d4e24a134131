"""CPython prints what a callback raises as "Exception ignored" and goes on.

The lines after the exception never run, so clean-up that comes after it is lost.
"""

import sys
import weakref


class Socket:
    pass


class Handle:
    def __init__(self):
        self.buffer = [0] * 50


class SocketWithDel:
    def __init__(self, number, handles):
        self.number = number
        self.handles = handles

    def __del__(self):
        report(self.number)
        del self.handles[self.number]


def report(number):
    raise RuntimeError(f"socket {number} was not closed")


def listen(lab):
    """Notes the first errors in place of printing each of them."""
    errors = 0

    def note_error(unraisable):
        nonlocal errors
        errors += 1
        if errors <= 3:
            lab.note(f"ignored: {unraisable.exc_value}")

    sys.unraisablehook = note_error

    def stop():
        sys.unraisablehook = sys.__unraisablehook__

    lab.defer(stop)


def raises_then_deletes(lab):
    listen(lab)
    handles = {}
    number = 0

    def close(number):
        report(number)
        del handles[number]

    def step():
        nonlocal number
        number += 1
        handles[number] = lab.watch(Handle())
        weakref.finalize(Socket(), close, number)

    return step


def catches_the_error_then_deletes(lab):
    handles = {}
    number = 0

    def close(number):
        try:
            report(number)
        except RuntimeError as error:
            if number <= 3:
                lab.note(f"caught: {error}")
        del handles[number]

    def step():
        nonlocal number
        number += 1
        handles[number] = lab.watch(Handle())
        weakref.finalize(Socket(), close, number)

    return step


def del_raises_then_deletes(lab):
    listen(lab)
    handles = {}
    number = 0

    def step():
        nonlocal number
        number += 1
        handles[number] = lab.watch(Handle())
        SocketWithDel(number, handles)

    return step


def callback_takes_no_argument(lab):
    listen(lab)
    handles = {}
    references = {}
    number = 0

    def step():
        nonlocal number
        number += 1
        handles[number] = lab.watch(Handle())
        socket = Socket()
        references[0] = weakref.ref(socket, lambda: handles.clear())

    return step


leaks = {
    "throws, then deletes": raises_then_deletes,
    "__del__ raises, then deletes": del_raises_then_deletes,
    "callback that takes no argument": callback_takes_no_argument,
}
collects = {
    "catches the error, then deletes": catches_the_error_then_deletes,
}

differs = {
    "throws, then deletes": (
        "CPython prints the error and goes on; in Node it ends the process, unless "
        "something listens for it."
    ),
    "__del__ raises, then deletes": (
        "An exception in `__del__` is printed and ignored as well."
    ),
    "callback that takes no argument": (
        "The callback of a weak reference is called with the reference; one that "
        "takes no argument fails each time, which is only printed."
    ),
}
