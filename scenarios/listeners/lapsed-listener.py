"""Two bound methods of one object are equal, so either of them unsubscribes the other.

Two lambdas are not, even if their text is the same.
"""


class Chart:
    def __init__(self):
        self.points = [0] * 50

    def draw(self, price):
        self.points[0] = price


class Ticker:
    def __init__(self):
        self.listeners = set()


def never_unsubscribed(lab):
    ticker = Ticker()

    def step():
        chart = lab.watch(Chart())
        ticker.listeners.add(chart.draw)

    return step


def unsubscribed_with_another_method_object(lab):
    ticker = Ticker()

    def step():
        chart = lab.watch(Chart())
        ticker.listeners.add(chart.draw)
        ticker.listeners.discard(chart.draw)

    return step


def unsubscribed_with_another_lambda(lab):
    ticker = Ticker()

    def step():
        chart = lab.watch(Chart())
        ticker.listeners.add(lambda price: chart.draw(price))
        ticker.listeners.discard(lambda price: chart.draw(price))

    return step


def unsubscribed_when_closed(lab):
    ticker = Ticker()

    def step():
        chart = lab.watch(Chart())
        draw = chart.draw
        ticker.listeners.add(draw)
        ticker.listeners.discard(draw)

    return step


leaks = {
    "never unsubscribed": never_unsubscribed,
    "unsubscribed with another lambda": unsubscribed_with_another_lambda,
}
collects = {
    "unsubscribed with another function": unsubscribed_with_another_method_object,
    "unsubscribed when closed": unsubscribed_when_closed,
}

differs = {
    "unsubscribed with another function": (
        "`chart.draw` is a new object each time, but it is equal to the first, and "
        "a set finds it; two results of bind() are never equal."
    ),
    "unsubscribed with another lambda": (
        "Two lambdas are equal only if they are the same object, as functions in "
        "JavaScript."
    ),
    "unsubscribed when closed": ("CPython frees the chart at the end of the step."),
}
