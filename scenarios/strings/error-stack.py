"""An exception keeps its traceback, and that keeps the variables of each frame."""

from collections import deque


class NoAnswerError(Exception):
    pass


class Attempt:
    def __init__(self):
        self.payload = [0] * 50


def fail(lab):
    attempt = lab.watch(Attempt())
    raise NoAnswerError(f"no answer after {len(attempt.payload)} ms")


def chain_of_causes(lab):
    last = None

    def step():
        nonlocal last
        error = lab.watch(NoAnswerError("no answer"))
        error.__cause__ = last
        last = error

    return step


def message_as_the_cause(lab):
    last = None

    def step():
        nonlocal last
        last = lab.watch(NoAnswerError("no answer", str(last)[:100]))

    return step


def all_caught_errors_kept(lab):
    errors = []

    def step():
        try:
            fail(lab)
        except NoAnswerError as error:
            errors.append(error)

    return step


def newest_50_errors_kept(lab):
    errors = deque(maxlen=50)

    def step():
        try:
            fail(lab)
        except NoAnswerError as error:
            errors.append(error)

    return step


def newest_50_errors_without_tracebacks(lab):
    errors = deque(maxlen=50)

    def step():
        try:
            fail(lab)
        except NoAnswerError as error:
            errors.append(error.with_traceback(None))

    return step


leaks = {
    "chain of causes": chain_of_causes,
    "all caught errors kept": all_caught_errors_kept,
}
plateaus = {
    "message as the cause": message_as_the_cause,
    "newest 50 errors kept": newest_50_errors_kept,
}
collects = {
    "newest 50 errors, without tracebacks": newest_50_errors_without_tracebacks,
}

differs = {
    "all caught errors kept": (
        "A caught exception keeps the frames that it passed, with all their local "
        "variables; an error in JavaScript keeps the functions, not their "
        "variables."
    ),
    "newest 50 errors kept": (
        "Each error that is kept keeps the attempt in the frame that raised it."
    ),
    "newest 50 errors, without tracebacks": (
        "`with_traceback(None)` drops the frames, and what their variables hold is "
        "freed at once."
    ),
}
