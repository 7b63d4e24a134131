"""Strong references down and weak ones up: a node is freed when its parent goes."""

import weakref


class Folder:
    def __init__(self):
        self.names = [""] * 20
        self.children = []
        self.parent = None


def strong_down_strong_up(lab):
    current = Folder()

    def step():
        nonlocal current
        child = lab.watch(Folder())
        child.parent = current
        current.children.append(child)
        current = child

    return step


def strong_down_weak_up(lab):
    current = Folder()

    def step():
        nonlocal current
        child = lab.watch(Folder())
        child.parent = weakref.ref(current)
        current.children.append(child)
        current = child

    return step


def weak_down_strong_up(lab):
    root = Folder()
    count = 0

    def step():
        nonlocal count
        count += 1
        if count == 2:
            child = root.children[0]()
            state = "gone" if child is None else "alive"
            lab.note(f"the root is referenced; its child is {state}")
        child = lab.watch(Folder())
        child.parent = root
        root.children[:] = [weakref.ref(child)]

    return step


leaks = {
    "strong down, strong up": strong_down_strong_up,
}
plateaus = {
    "strong down, weak up": strong_down_weak_up,
}
collects = {
    "weak down, strong up": weak_down_strong_up,
}

differs = {
    "strong down, weak up": (
        "CPython frees a parent as soon as `current` has moved on to its child; "
        "there is no cycle that would have to wait."
    ),
    "weak down, strong up": (
        "The child is gone at the end of the step, not at the next collection."
    ),
}
