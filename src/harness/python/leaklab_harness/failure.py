"""Describes an exception as text. This works for any, and has a maximum length."""

from builtins import Exception, SyntaxError, isinstance, len, type
from traceback import format_exception, format_exception_only

MAX_MESSAGE_LENGTH = 2_000
MAX_STACK_LENGTH = 8_000

own_folder = __file__[: -len("failure.py")]


def describe_error(error):
    """Returns message and stack. Never raises."""
    try:
        kind = type(error)
        message = f"{kind.__name__}: {error}"
        if isinstance(error, SyntaxError):
            # With the line of the source and a pointer.
            message = "".join(format_exception_only(kind, error)).strip()
        trace = skip_own_frames(error.__traceback__)
        stack = "".join(format_exception(kind, error, trace))
        return cut(message), stack[-MAX_STACK_LENGTH:]
    except Exception:
        return "an exception was raised that cannot be described", ""


def skip_own_frames(trace):
    while trace is not None and is_own(trace.tb_frame):
        trace = trace.tb_next
    return trace


def is_own(frame):
    file = frame.f_code.co_filename
    return file.startswith(own_folder) or file.startswith("<frozen importlib")


def cut(text):
    if len(text) <= MAX_MESSAGE_LENGTH:
        return text
    return f"{text[:MAX_MESSAGE_LENGTH]} …"
