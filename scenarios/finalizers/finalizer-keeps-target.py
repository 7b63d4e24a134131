"""What `weakref.finalize` holds, function and arguments, must not hold the target.

It does not warn, even if the target itself is an argument.
"""

import weakref


class LogFile:
    def __init__(self):
        self.buffer = [0] * 50
        self.descriptor = 3

    def close(self):
        return close(self.descriptor)


def close(descriptor):
    return descriptor


def function_closes_the_file(lab):
    def step():
        file = lab.watch(LogFile())
        weakref.finalize(file, file.close)

    return step


def function_closes_the_descriptor(lab):
    def step():
        file = lab.watch(LogFile())
        weakref.finalize(file, close, file.descriptor)

    return step


def argument_is_the_file_itself(lab):
    def step():
        file = lab.watch(LogFile())
        weakref.finalize(file, LogFile.close, file)

    return step


def closed_by_del(lab):
    class LogFileWithDel(LogFile):
        def __del__(self):
            self.close()

    def step():
        lab.watch(LogFileWithDel())

    return step


leaks = {
    "held value closes the file": function_closes_the_file,
    "held value is the file itself": argument_is_the_file_itself,
}
collects = {
    "held value closes the descriptor": function_closes_the_descriptor,
    "closed by __del__": closed_by_del,
}

differs = {
    "held value closes the descriptor": (
        "The finalizer runs at the end of the step, when the file goes."
    ),
    "held value is the file itself": (
        "`weakref.finalize` accepts the file as an argument and keeps it; a "
        "FinalizationRegistry rejects it with a TypeError."
    ),
    "closed by __del__": (
        "`__del__` gets the file itself and does not keep it; JavaScript has no "
        "such method."
    ),
}
