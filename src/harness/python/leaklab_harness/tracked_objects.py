"""Which watched objects are alive? Each is tracked by a weak reference with a callback.

All tables have a constant size and are made before tracemalloc starts, so that only the
weak references themselves show in the readings. Their cost is subtracted.
"""

from array import array
from builtins import bytes, int, len, min, range, sum, type
from sys import _getframe
from weakref import ref

from leaklab_harness.meter import now

# Objects that can be tracked at the same time; more are only counted.
CAPACITY = 1 << 17
# Labels that are counted separately; all others share one.
MAX_LABELS = 200
MAX_LABEL_LENGTH = 500
# Finalization callbacks that are kept in detail; later ones are only counted.
MAX_FINALIZED = 400
# As in src/model/bounded.ts; rounds count from -1.
MAX_ROUNDS = 20_000

own_folder = __file__[: -len("tracked_objects.py")]


class TrackedReference(ref):
    """Its slot is one of the ints in `next_free`: it allocates nothing else."""

    __slots__ = ("slot",)


class TrackedObjects:
    def __init__(self, clock):
        self.clock = clock
        self.references = [None] * CAPACITY
        # Free slots are a list: each has the next one. The ints are these, always.
        self.next_free = [slot + 1 for slot in range(CAPACITY - 1)] + [None]
        self.first_free = 0
        self.label_of = array("h", bytes(2 * CAPACITY))
        self.round_of = array("i", bytes(4 * CAPACITY))
        # One method object for all references: each access would make another.
        self.callback = self.on_gone

        self.label_ids = {}
        self.labels = [""] * (MAX_LABELS + 1)
        self.places = [""] * (MAX_LABELS + 1)
        self.label_count = 0
        # Counters are floats: CPython reuses their memory, and tracemalloc has no work
        # with them. With ints, watching an object would take twice the time.
        self.watched_of = array("d", bytes(8 * (MAX_LABELS + 1)))
        self.alive_of = array("d", bytes(8 * (MAX_LABELS + 1)))
        self.alive_in_round = array("d", bytes(8 * (MAX_ROUNDS + 2)))
        self.finalized_at_once = 0.0
        self.untracked = 0.0

        self.kept_count = 0
        self.sent_count = 0
        self.kept_labels = array("h", bytes(2 * MAX_FINALIZED))
        self.kept_rounds = array("i", bytes(4 * MAX_FINALIZED))
        self.kept_in_collection = array("b", bytes(MAX_FINALIZED))
        self.kept_delays = array("d", bytes(8 * MAX_FINALIZED))

    def watch(self, target, label):
        """Raises TypeError for what cannot be weakly referenced."""
        reference = TrackedReference(target, self.callback)
        label_id = self.find_label(type(target).__name__ if label is None else label)
        self.watched_of[label_id] += 1.0
        # From here on nothing starts a collection, which would give slots back.
        slot = self.first_free
        if slot is None:
            self.untracked += 1.0
            return
        self.first_free = self.next_free[slot]
        reference.slot = slot
        self.references[slot] = reference
        round_index = min(self.clock.round, MAX_ROUNDS) + 1
        self.label_of[slot] = label_id
        self.round_of[slot] = round_index
        self.alive_in_round[round_index] += 1.0
        self.alive_of[label_id] += 1.0

    def on_gone(self, reference):
        """CPython calls it when the last reference goes, or inside a collection."""
        slot = reference.slot
        clock = self.clock
        label_id = self.label_of[slot]
        self.references[slot] = None
        self.next_free[slot] = self.first_free
        self.first_free = slot
        self.alive_of[label_id] -= 1.0
        self.alive_in_round[self.round_of[slot]] -= 1.0
        if not clock.is_collecting:
            self.finalized_at_once += 1.0
        kept = self.kept_count
        if kept == MAX_FINALIZED:
            return
        self.kept_labels[kept] = label_id
        self.kept_rounds[kept] = clock.round
        self.kept_in_collection[kept] = clock.is_collecting
        if clock.is_collecting:
            self.kept_delays[kept] = now() - clock.collection_began
        self.kept_count += 1

    def send_finalized(self, channel):
        """Sends those finalization callbacks that are kept and not yet sent."""
        for at in range(self.sent_count, self.kept_count):
            is_collecting = self.kept_in_collection[at]
            channel.send(
                {
                    "type": "finalizer",
                    "order": at + 1,
                    "label": self.labels[self.kept_labels[at]],
                    "round": self.kept_rounds[at],
                    "tick": "same job" if is_collecting else "none",
                    "delayMs": self.kept_delays[at],
                }
            )
        self.sent_count = self.kept_count

    def count_watched(self):
        return int(sum(self.watched_of))

    def count_alive(self):
        return int(sum(self.alive_of))

    def count_finalized(self):
        """The callback of each tracked object that is not alive has run."""
        return self.count_watched() - int(self.untracked) - self.count_alive()

    def find_oldest_round(self):
        if self.count_alive() == 0:
            return None
        for index in range(MAX_ROUNDS + 2):
            if self.alive_in_round[index] > 0:
                return index - 1
        return None

    def count_by_label(self):
        return [
            {
                "label": self.labels[label_id],
                "watched": int(self.watched_of[label_id]),
                "alive": int(self.alive_of[label_id]),
                "place": self.places[label_id],
            }
            for label_id in range(self.label_count)
        ]

    def find_label(self, label):
        known = self.label_ids.get(label)
        if known is not None:
            return known
        label_id = min(self.label_count, MAX_LABELS)
        if label_id == MAX_LABELS:
            self.labels[label_id] = "other labels"
        else:
            self.labels[label_id] = label[:MAX_LABEL_LENGTH]
            self.label_ids[label] = label_id
        if self.label_count <= MAX_LABELS:
            self.label_count = label_id + 1
            self.places[label_id] = find_caller()
        return label_id


def find_caller():
    """Where the scenario called the harness, as a line of a stack."""
    frame = _getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(own_folder):
        frame = frame.f_back
    if frame is None:
        return ""
    code = frame.f_code
    return f"at {code.co_name} ({code.co_filename}:{frame.f_lineno}:1)"
