"""A weak reference to a bound method is empty at once: nothing else holds the method.

`weakref.WeakMethod` holds the object and its function apart.
"""

import weakref


class Screen:
    def __init__(self):
        self.pixels = [0] * 50

    def show(self):
        return "shown"


def set_of_screens(lab):
    screens = set()

    def step():
        screens.add(lab.watch(Screen()))

    return step


def weak_set_of_screens(lab):
    screens = weakref.WeakSet()

    def step():
        screens.add(lab.watch(Screen()))

    return step


def bound_method_freed_before_its_screen(lab):
    methods = weakref.WeakSet()
    screen = None
    opened = 0

    def step():
        nonlocal screen, opened
        screen = lab.watch(Screen())
        methods.add(lab.watch(screen.show, "bound method"))
        opened += 1
        if opened <= 2:
            lab.note(f"screens open: 1, methods to call: {len(methods)}")

    return step


def weak_methods_never_removed(lab):
    methods = set()

    def step():
        screen = lab.watch(Screen())
        methods.add(weakref.WeakMethod(screen.show))

    return step


def weak_methods_removed_with_screens(lab):
    methods = set()

    def step():
        screen = lab.watch(Screen())
        methods.add(weakref.WeakMethod(screen.show, methods.discard))

    return step


leaks = {
    "Set of screens": set_of_screens,
    "weak methods, never removed": weak_methods_never_removed,
}
plateaus = {
    "bound method, collected before its screen": bound_method_freed_before_its_screen,
}
collects = {
    "IterableWeakSet of screens": weak_set_of_screens,
    "weak methods, each removed with its screen": weak_methods_removed_with_screens,
}

differs = {
    "bound method, collected before its screen": (
        "The bound method is freed at the end of the statement, so it is never "
        "called, not even once."
    ),
    "IterableWeakSet of screens": (
        "A `WeakSet` of Python can be iterated, so the subject can call its screens."
    ),
    "weak methods, each removed with its screen": (
        "`WeakMethod` is in the standard library and takes a callback, which "
        "removes it when the screen is freed."
    ),
}
