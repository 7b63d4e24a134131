"""The `lab` object that the scenario gets: watch, defer and note."""

from builtins import TypeError, callable, str, type

MAX_NOTES = 400
MAX_NOTE_LENGTH = 500


class Lab:
    """The harness's interface for a scenario. It is small on purpose."""

    def __init__(self, channel, clock, tracked_objects):
        self._channel = channel
        self._clock = clock
        self._tracked_objects = tracked_objects
        self._deferred = []
        self._notes = 0

    def watch(self, target, label=None):
        """Says that the object should be collectable after this step. Returns it."""
        label = None if label is None else str(label)
        try:
            self._tracked_objects.watch(target, label)
        except TypeError:
            raise TypeError(
                f"lab.watch() was handed a value of type {type(target).__name__!r}, "
                "which cannot be weakly referenced; watch an instance of a class"
            ) from None
        return target

    def defer(self, clean_up):
        """Registers a function that runs after the last measured round."""
        if not callable(clean_up):
            raise TypeError(
                "lab.defer() takes a function; it was handed a value of type "
                f"{type(clean_up).__name__!r}"
            )
        self._deferred.append(clean_up)

    def note(self, text):
        """Adds a line to the timeline."""
        self._notes += 1
        if self._notes > MAX_NOTES:
            return
        event = {"type": "note", "text": str(text)[:MAX_NOTE_LENGTH]}
        event.update(self._clock.describe_now())
        self._channel.send(event)

    def _clean_up(self, call):
        """Runs what was deferred, newest first."""
        while self._deferred:
            call(self._deferred.pop())

    def _count_notes(self):
        return self._notes
