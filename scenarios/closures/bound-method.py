"""Bound methods are compared by object and function, so one of them removes another.

A lambda in an attribute forms a cycle with its object.
"""


class Player:
    def __init__(self):
        self.samples = [0] * 2_000
        self.pause = lambda: len(self.samples)

    def play(self):
        return len(self.samples)


class Track:
    def __init__(self):
        self.samples = [0] * 2_000

    def play(self):
        return len(self.samples)


class Buttons:
    def __init__(self):
        self.listeners = []

    def on(self, listener):
        self.listeners.append(listener)

    def off(self, listener):
        if listener in self.listeners:
            self.listeners.remove(listener)


def bound_again_to_remove_it(lab):
    buttons = Buttons()

    def step():
        track = lab.watch(Track())
        buttons.on(track.play)
        buttons.off(track.play)

    return step


def a_look_alike_lambda_to_remove_it(lab):
    buttons = Buttons()

    def step():
        player = lab.watch(Player())
        buttons.on(player.pause)
        buttons.off(lambda: len(player.samples))

    return step


def bound_once_kept_removed(lab):
    buttons = Buttons()

    def step():
        track = lab.watch(Track())
        play = track.play
        buttons.on(play)
        buttons.off(play)

    return step


def a_lambda_in_an_attribute_removed(lab):
    buttons = Buttons()

    def step():
        player = lab.watch(Player())
        buttons.on(player.pause)
        buttons.off(player.pause)

    return step


leaks = {
    "a look-alike arrow to remove it": a_look_alike_lambda_to_remove_it,
}
collects = {
    "bound again to remove it": bound_again_to_remove_it,
    "bound once, kept, removed": bound_once_kept_removed,
    "an arrow in a field, removed": a_lambda_in_an_attribute_removed,
}

differs = {
    "bound again to remove it": (
        "Each access makes a new bound method, but it is equal to the first and "
        "removes it; two results of bind() are never equal."
    ),
    "bound once, kept, removed": ("CPython frees the track at the end of the step."),
    "an arrow in a field, removed": (
        "The lambda uses `self`, so it and the player form a cycle, which only the "
        "cycle collector frees."
    ),
}
