"""An emitter keeps its listeners, and a function keeps each variable that it uses."""


class Screen:
    def __init__(self):
        self.pixels = [0] * 100

    def draw(self):
        return len(self.pixels)


class App:
    """Calls its listeners for the change event; those of `once` are removed then."""

    def __init__(self):
        self.listeners = []
        self.once_listeners = []

    def on(self, listener):
        self.listeners.append(listener)

    def once(self, listener):
        self.once_listeners.append(listener)

    def off(self, listener):
        self.listeners.remove(listener)

    def change(self):
        called, self.once_listeners = self.once_listeners, []
        for listener in self.listeners + called:
            listener()


def never_removed(lab):
    app = App()

    def step():
        screen = lab.watch(Screen())
        app.on(lambda: screen.draw())

    return step


def once_for_an_event_that_never_comes(lab):
    app = App()

    def step():
        screen = lab.watch(Screen())
        app.once(lambda: screen.draw())

    return step


def removed_when_the_screen_closes(lab):
    app = App()

    def step():
        screen = lab.watch(Screen())

        def draw():
            return screen.draw()

        app.on(draw)
        app.off(draw)

    return step


def once_and_it_came(lab):
    app = App()

    def step():
        screen = lab.watch(Screen())
        app.once(lambda: screen.draw())
        app.change()

    return step


leaks = {
    "never removed": never_removed,
    "once, for an event that never comes": once_for_an_event_that_never_comes,
}
collects = {
    "removed when the screen closes": removed_when_the_screen_closes,
    "once, and it came": once_and_it_came,
}

differs = {
    "removed when the screen closes": (
        "CPython frees the screen at the end of the step, with the function that "
        "uses it."
    ),
    "once, and it came": (
        "CPython frees the screen as soon as the listener has been called."
    ),
}
