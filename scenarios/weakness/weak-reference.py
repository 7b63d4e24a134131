"""A weak reference is empty when the last strong one goes; its result is strong."""

import asyncio
import weakref


class Page:
    def __init__(self):
        self.words = [0] * 50


def describe(reference):
    return "None" if reference() is None else "the page"


def result_kept(lab):
    read = set()

    def step():
        page = lab.watch(Page())
        reference = weakref.ref(page)
        read.add(reference())

    return step


def only_a_number_kept(lab):
    read = set()

    def step():
        page = lab.watch(Page())
        reference = weakref.ref(page)
        read.add(len(reference().words))

    return step


def called_after_the_page_was_dropped(lab):
    is_first = True

    async def step():
        nonlocal is_first
        page = lab.watch(Page())
        reference = weakref.ref(page)
        if not is_first:
            return
        is_first = False
        await asyncio.sleep(0)
        lab.note(f"after a turn of the event loop: {describe(reference)}")
        del page
        lab.note(f"in the next line after `del page`: {describe(reference)}")

    return step


leaks = {
    "result of deref() kept": result_kept,
}
collects = {
    "only a number kept": only_a_number_kept,
    "deref() after collections": called_after_the_page_was_dropped,
}

differs = {
    "only a number kept": (
        "CPython frees the page at the end of the step, not at the next collection."
    ),
    "deref() after collections": (
        "The reference is empty in the line after the last strong one goes; "
        "JavaScript keeps the page until the job ends, and then until a collection."
    ),
}
