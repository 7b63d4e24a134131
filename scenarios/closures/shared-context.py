"""A function keeps only the variables that it uses itself: each has its own cell."""


class Theme:
    def __init__(self):
        self.colors = [0] * 100

    def fade(self):
        self.colors = [255] * 100


class Page:
    def __init__(self, theme, leave):
        self.theme = theme
        self.leave = leave


def another_function_uses_the_previous_page(lab):
    page = None

    def step():
        nonlocal page
        previous = page

        def fade_out():
            if previous is not None:
                previous.theme.fade()

        def leave():
            return "bye"

        fade_out()
        page = Page(lab.watch(Theme()), leave)

    return step


def the_kept_function_uses_the_page(lab):
    page = None

    def step():
        nonlocal page
        previous = page

        def leave():
            return previous

        page = Page(lab.watch(Theme()), leave)

    return step


def leave_is_created_elsewhere(lab):
    page = None

    def leave():
        return "bye"

    def step():
        nonlocal page
        previous = page

        def fade_out():
            if previous is not None:
                previous.theme.fade()

        fade_out()
        page = Page(lab.watch(Theme()), leave)

    return step


leaks = {
    "the kept function uses the previous page": the_kept_function_uses_the_page,
}
plateaus = {
    "another function uses the previous page": another_function_uses_the_previous_page,
    "leave() is created elsewhere": leave_is_created_elsewhere,
}

differs = {
    "another function uses the previous page": (
        "Each variable has a cell of its own, and a function keeps only the cells "
        "of the variables that it uses; in JavaScript all functions of a scope "
        "share one context."
    ),
    "the kept function uses the previous page": (
        "Only a function that uses the previous page itself keeps it."
    ),
}
