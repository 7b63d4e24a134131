"""A slice of a str is a copy: it keeps nothing of the text that it was cut from."""

from collections import deque


def read_line(number):
    """A line of a log with 4,000 characters. It begins with a name."""
    return f"the-name-of-user-{number} ".ljust(4_000, ".")


def slices_kept(lab):
    names = []
    number = 0

    def step():
        nonlocal number
        names.append(read_line(number)[:20])
        number += 1

    return step


def newest_100_slices(lab):
    names = deque(maxlen=100)
    number = 0

    def step():
        nonlocal number
        names.append(read_line(number)[:20])
        number += 1

    return step


leaks = {
    "slices kept": slices_kept,
}
plateaus = {
    "newest 100 slices": newest_100_slices,
}

differs = {
    "slices kept": (
        "Each slice is a copy and takes some 70 bytes, not 4,000: the list grows "
        "without bound, but slowly."
    ),
    "newest 100 slices": (
        "The slices take some 7 kB; in V8 they keep 100 whole lines."
    ),
}
