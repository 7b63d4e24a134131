"""A screen and its subject form a cycle, which only the cycle collector frees.

With weak observers there is no cycle, and both are freed when they are dropped.
"""

import weakref


class Subject:
    def __init__(self, observers):
        self.observers = observers


class Screen:
    def __init__(self, subject):
        self.pixels = [0] * 50
        self.subject = subject
        subject.observers.add(self)


def the_clock_holds_an_observer(lab):
    clock = Subject(set())

    def step():
        subject = lab.watch(Subject(set()))
        screen = lab.watch(Screen(subject))
        clock.observers.add(screen)

    return step


def the_clock_holds_it_weakly(lab):
    clock = Subject(weakref.WeakSet())

    def step():
        subject = lab.watch(Subject(set()))
        screen = lab.watch(Screen(subject))
        clock.observers.add(screen)

    return step


def drop_both(lab, observers):
    """Drops the screen, then its subject, and notes which of them is alive."""
    subject = lab.watch(Subject(observers))
    screen = lab.watch(Screen(subject))
    references = [weakref.ref(subject), weakref.ref(screen)]

    def note_alive(when):
        alive = [type(ref()).__name__ for ref in references if ref() is not None]
        lab.note(f"{when}; alive: {' and '.join(alive) or 'none'}")

    del screen
    note_alive("screen dropped")
    count = 0

    def step():
        nonlocal subject, count
        count += 1
        subject = None
        if count == 1:
            note_alive("both dropped")
        if count == 2:
            note_alive("after a collection")

    return step


def both_dropped_strong_observers(lab):
    return drop_both(lab, set())


def both_dropped_weak_observers(lab):
    return drop_both(lab, weakref.WeakSet())


leaks = {
    "the clock holds an observer": the_clock_holds_an_observer,
}
collects = {
    "the clock holds it weakly": the_clock_holds_it_weakly,
    "both dropped, strong observers": both_dropped_strong_observers,
    "both dropped, weak observers": both_dropped_weak_observers,
}

differs = {
    "the clock holds it weakly": (
        "Screen and subject reference each other, so CPython frees them only by its "
        "cycle collector."
    ),
    "both dropped, strong observers": (
        "The subject and its screen form a cycle, so counting references does not "
        "free them; the cycle collector does."
    ),
    "both dropped, weak observers": (
        "CPython frees the screen when it is dropped, and then the subject; no "
        "collection has to come."
    ),
}
