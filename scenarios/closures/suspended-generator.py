"""A generator that is dropped is closed, and its `finally` block runs at once."""


class Connection:
    def __init__(self):
        self.buffer = [0] * 100


def read_rows(connection, in_use):
    in_use.add(connection)
    try:
        yield "row 1"
        yield "row 2"
    finally:
        in_use.discard(connection)


def first_row_by_next(lab):
    in_use = set()

    def step():
        rows = read_rows(lab.watch(Connection()), in_use)
        return next(rows)

    return step


def cursors_kept_for_their_next_row(lab):
    cursors = set()

    def step():
        rows = read_rows(lab.watch(Connection()), set())
        cursors.add(rows)
        return next(rows)

    return step


def first_row_by_for_left_early(lab):
    in_use = set()

    def step():
        for row in read_rows(lab.watch(Connection()), in_use):
            return row

    return step


def dropped_with_nothing_to_release(lab):
    def step():
        rows = read_rows(lab.watch(Connection()), set())
        return next(rows)

    return step


leaks = {
    "cursors kept for their next row": cursors_kept_for_their_next_row,
}
collects = {
    "first row by next()": first_row_by_next,
    "first row by for…of, left early": first_row_by_for_left_early,
    "dropped, with nothing to release": dropped_with_nothing_to_release,
}

differs = {
    "first row by next()": (
        "CPython closes a generator when its last reference goes, and that runs its "
        "`finally` block; JavaScript never runs it."
    ),
    "first row by for…of, left early": (
        "The loop itself does not close the generator; it is closed because the "
        "last reference to it goes."
    ),
}
