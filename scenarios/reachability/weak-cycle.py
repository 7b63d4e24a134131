"""A cycle of weak references owns nobody: each member is freed when it is dropped."""

import weakref


class Friend:
    def __init__(self, friends):
        self.letters = [0] * 20
        self.friends = friends


class Partner:
    def __init__(self):
        self.other = None


def strong_both_ways_one_is_held(lab):
    me = Friend(set())

    def step():
        friend = lab.watch(Friend(set()))
        me.friends.add(friend)
        friend.friends.add(me)

    return step


def weak_both_ways_one_is_held(lab):
    me = Friend(weakref.WeakSet())

    def step():
        friend = lab.watch(Friend(weakref.WeakSet()))
        me.friends.add(friend)
        friend.friends.add(me)

    return step


def weak_both_ways_reference_called(lab):
    held = Partner()
    is_first = True

    def make_pair():
        partner = lab.watch(Partner())
        held.other = weakref.ref(partner)
        partner.other = weakref.ref(held)
        if is_first:
            lab.note(f"before the function returns: {describe_other(held)}")

    def step():
        nonlocal is_first
        make_pair()
        if is_first:
            lab.note(f"after it has returned: {describe_other(held)}")
        is_first = False

    return step


def describe_other(partner):
    return "None" if partner.other() is None else "a Partner"


leaks = {
    "strong both ways, one is held": strong_both_ways_one_is_held,
}
collects = {
    "weak both ways, one is held": weak_both_ways_one_is_held,
    "weak both ways, deref() called": weak_both_ways_reference_called,
}

differs = {
    "weak both ways, one is held": (
        "CPython frees the friend at the end of the step, when its last strong "
        "reference goes."
    ),
    "weak both ways, deref() called": (
        "The reference is empty as soon as the function that made the partner has "
        "returned; in JavaScript it answers at least until the job ends."
    ),
}
