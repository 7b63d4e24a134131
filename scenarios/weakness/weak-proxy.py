"""`weakref.proxy()` keeps nothing; a method that is read from it is a strong reference.

A proxy whose object is gone raises ReferenceError.
"""

import weakref


class Document:
    def __init__(self):
        self.pages = [0] * 50

    def save(self):
        return len(self.pages)


def save(document):
    try:
        return f"{document.save()} pages saved"
    except ReferenceError as error:
        return f"ReferenceError: {error}"


def method_read_from_the_proxy(lab):
    buttons = set()

    def step():
        document = lab.watch(Document())
        proxy = weakref.proxy(document)
        buttons.add(proxy.save)

    return step


def method_called_through_the_proxy(lab):
    buttons = set()

    def step():
        document = lab.watch(Document())
        proxy = weakref.proxy(document)
        buttons.add(proxy.save())

    return step


def saved_before_and_after_it_was_dropped(lab):
    count = 0

    def step():
        nonlocal count
        count += 1
        document = lab.watch(Document())
        proxy = weakref.proxy(document)
        if count == 1:
            lab.note(f"before the document is dropped: {save(proxy)}")
        del document
        if count == 1:
            lab.note(f"after it was dropped: {save(proxy)}")

    return step


leaks = {
    "method read from the proxy": method_read_from_the_proxy,
}
collects = {
    "method called through the proxy": method_called_through_the_proxy,
    "saved before and after a collection": saved_before_and_after_it_was_dropped,
}

differs = {
    "saved before and after a collection": (
        "The proxy raises ReferenceError as soon as the document is dropped, not "
        "only after a collection."
    ),
}
