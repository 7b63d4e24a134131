"""An expired entry is not deleted by itself, in Python as little as in JavaScript."""


class Page:
    def __init__(self):
        self.payload = [0] * 50


class Clock:
    def __init__(self):
        self.now = 0


class PageCache:
    """Its pages expire after 50 ticks of the given clock."""

    def __init__(self, clock):
        self.clock = clock
        self.entries = {}

    def get(self, number):
        page, until = self.entries.get(number, (None, 0))
        if until > self.clock.now:
            return page
        self.entries.pop(number, None)
        return None

    def set(self, number, page):
        self.entries[number] = (page, self.clock.now + 50)

    def sweep(self):
        expired = []
        # All entries have the same lifetime, so those after a valid one are valid too.
        for number, (_, until) in self.entries.items():
            if until > self.clock.now:
                break
            expired.append(number)
        for number in expired:
            del self.entries[number]


def expired_when_asked_for(lab):
    clock = Clock()
    cache = PageCache(clock)

    def step():
        clock.now += 1
        if cache.get(clock.now) is None:
            cache.set(clock.now, lab.watch(Page()))

    return step


def swept_when_something_is_added(lab):
    clock = Clock()
    cache = PageCache(clock)

    def step():
        clock.now += 1
        if cache.get(clock.now) is None:
            cache.set(clock.now, lab.watch(Page()))
        cache.sweep()

    return step


leaks = {
    "expired when asked for": expired_when_asked_for,
}
plateaus = {
    "swept when something is added": swept_when_something_is_added,
}
