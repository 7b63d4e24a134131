"""A `WeakValueDictionary` deletes its own keys; a naive finalizer deletes too much."""

import weakref


class Page:
    def __init__(self):
        self.text = [0] * 50


def describe(page):
    return "nothing" if page is None else "it"


def naive_keys_never_deleted(lab):
    pages = {}
    number = 0

    def step():
        nonlocal number
        page = lab.watch(Page())
        pages[number] = weakref.ref(page)
        number += 1

    return step


def naive_key_set_again_then_closed(lab):
    pages = {}
    home = None
    opened = 0

    def step():
        nonlocal home, opened
        page = lab.watch(Page())
        pages["home"] = weakref.ref(page)
        weakref.finalize(page, pages.pop, "home", None)
        # The old page goes here, and its finalizer deletes the entry of the new one.
        home = page
        opened += 1
        if opened <= 3:
            found = pages["home"]() if "home" in pages else None
            lab.note(f"home is open, and the dict finds {describe(found)}")

    return step


def naive_closed_then_key_set_again(lab):
    pages = {}
    home = None
    opened = 0

    def step():
        nonlocal home, opened
        # The old page goes here, and its finalizer runs before the key is set again.
        home = lab.watch(Page())
        pages["home"] = weakref.ref(home)
        weakref.finalize(home, pages.pop, "home", None)
        opened += 1
        if opened <= 3:
            found = pages["home"]() if "home" in pages else None
            lab.note(f"home is open, and the dict finds {describe(found)}")

    return step


def weak_value_dictionary_a_key_set_again(lab):
    pages = weakref.WeakValueDictionary()
    home = None
    opened = 0

    def step():
        nonlocal home, opened
        page = lab.watch(Page())
        pages["home"] = page
        home = page
        opened += 1
        if opened <= 3:
            lab.note(f"home is open, and the dict finds {describe(pages.get('home'))}")

    return step


def weak_value_dictionary(lab):
    pages = weakref.WeakValueDictionary()
    number = 0

    def step():
        nonlocal number
        page = lab.watch(Page())
        pages[number] = page
        number += 1

    return step


def weak_value_dictionary_read_in_finalizers(lab):
    pages = weakref.WeakValueDictionary()
    number = 0

    def note_entries(number):
        lab.note(f"page {number} is freed; entries in the dict: {len(pages)}")

    def step():
        nonlocal number
        page = lab.watch(Page())
        if number < 3:
            weakref.finalize(page, note_entries, number)
        pages[number] = page
        number += 1

    return step


leaks = {
    "naive: keys never deleted": naive_keys_never_deleted,
}
plateaus = {
    "naive: deletes a key that was set again": naive_key_set_again_then_closed,
    "naive: closed, then the key is set again": naive_closed_then_key_set_again,
    "WeakValueMap, a key set again": weak_value_dictionary_a_key_set_again,
}
collects = {
    "WeakValueMap": weak_value_dictionary,
    "WeakValueMap, read in finalizers": weak_value_dictionary_read_in_finalizers,
}

differs = {
    "naive: deletes a key that was set again": (
        "The finalizer of the old page runs in the line in which it is replaced; in "
        "JavaScript it runs after the next collection."
    ),
    "naive: closed, then the key is set again": (
        "The old page goes before the key is set again, so its finalizer does no "
        "harm; in JavaScript it runs too late in any order."
    ),
    "WeakValueMap": (
        "`WeakValueDictionary` is in the standard library, and an entry goes when "
        "its page goes."
    ),
    "WeakValueMap, read in finalizers": (
        "Each finalizer runs in the step itself, when the page is freed, and no "
        "dead entry is left to count."
    ),
}
